"""What a question asks for: its kind, what it counts, its places, periods, bodies and quoted words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from assistant import asking
from assistant.body import bodies_named
from assistant.ledger.operation import top_of
from vectorstore.text.normalize import fold, folded_syllables, has_diacritics, normalize, syllables
from vectorstore.text.period import PeriodKind, PeriodMention, find_periods


class Asks(StrEnum):
    QUANTITY = "quantity"
    DATE = "date"
    CODE = "code"  # the number of a document
    NAME = "name"  # a person or a body
    LIST = "list"
    EXPLAIN = "explain"
    CONFIRM = "confirm"
    REPORTS = "reports"  # which reports say it, what each of several says
    FACT = "fact"


_SAME_PERIOD = re.compile(r"\bcung ki(?: cua)?\s*$")  # "cùng kỳ năm 2025" is counted from the other period
_SHORT_MONTHS = re.compile(r"\b(0?[369]) ?T(?:/|\b)")
_SHORT_QUARTER = re.compile(r"\bQ\.?(IV|I{1,3}|[1-4])\b")
_SPELT_QUARTER = re.compile(
    r"\b(qu[ýíy]) (một|nhất|hai|ba|tư|bốn|mot|nhat|tu|bon)(?=\s*(?:[/,?.]|$)|\s+(?:n[ăa]m|20\d\d|x[ãa]|c[ủu]a|v[àa]|th[ìi]|so|hai)\b)",
    re.IGNORECASE,
)
_QUARTERS = {"mot": "I", "nhat": "I", "hai": "II", "ba": "III", "tu": "IV", "bon": "IV"}


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of government as named: kind folded ("xa", "huyen") or "", name folded."""

    kind: str
    name: str
    shown: str = field(default="", compare=False)  # as it is written


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood; texts folded where they are compared."""

    text: str
    asks: Asks
    counted: tuple[str, ...]  # the words after each "bao nhiêu", in order
    places: tuple[Place, ...]
    periods: tuple[PeriodMention, ...]
    bodies: tuple[str, ...]
    quoted: tuple[str, ...]
    named: str = ""  # the folded words between "những" and "nào": what is to be listed
    ahead: bool = False  # about what is planned, not what was done
    why: bool = False
    peoples: tuple[str, ...] = ()  # "người Giáy"
    names: bool = False  # "kể tên": the things by their names
    who: bool = False  # asks for a name or an office
    person: bool = False  # asks for a name, not for an office
    numbers: tuple[str, ...] = ()  # those that name the thing itself: "lần thứ 10", "số 68"
    latest: bool = False
    alone: bool = False  # "riêng xã A", where a report counts several together
    rank: bool = False  # "đứng thứ mấy"
    place_asked: str = ""  # the kind of unit whose name is asked for: "huyen"
    part: str = ""  # the part of a report that is asked for: causes, merits, lacks …
    first: bool = False  # "lĩnh vực nào … nhiều nhất": the one that has most or least
    through: bool = False  # follows something through several periods


def understand(text: str) -> Question:
    """Read a question; diacritics and case may be missing."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    meant = asking.NOT_MEANT.sub("", text)
    flat = " ".join(folded_syllables(meant))
    counted = _counted(meant)
    return Question(
        text=text,
        asks=_asks(flat, bool(counted)),
        counted=counted,
        places=_places(meant),
        periods=_periods(text),
        bodies=bodies_named(flat),
        quoted=tuple(" ".join(folded_syllables(words)) for words in asking.QUOTED.findall(text)),
        named=_listed(flat),
        ahead=bool(asking.AHEAD.search(flat)),
        why=bool(asking.CAUSE.search(flat)),
        peoples=tuple(normalize(match["name"]) for match in asking.PEOPLE.finditer(meant)),
        names=bool(asking.NAMES.search(flat)),
        who=bool(asking.WHO.search(flat)),
        person=bool(asking.PERSON.search(flat)),
        numbers=tuple(number.lstrip("0") for number in asking.ORDINAL.findall(flat)),
        latest=bool(asking.LATEST.search(flat)),
        alone=bool(asking.ALONE.search(flat)),
        rank=bool(asking.RANK.search(flat)),
        place_asked=_first(asking.KIND_OF_PLACE, flat),
        part=_part(flat),
        first=bool(asking.WHICH.search(flat)) and top_of(flat) is not None,
        through=bool(asking.THROUGH.search(flat)),
    )


def spelt_out_periods(text: str) -> str:
    """Short forms of periods in full: "6T/2026" is "6 tháng 2026", "QIV" and "quý tư" are "quý IV"."""
    text = _SPELT_QUARTER.sub(lambda match: f"{match[1]} {_QUARTERS[fold(match[2])]}", text)
    return _SHORT_QUARTER.sub(r"quý \1", _SHORT_MONTHS.sub(r"\1 tháng ", text))


def _periods(text: str) -> tuple[PeriodMention, ...]:
    """The periods that a question names; its one year completes those without ("lúa xuân năm 2026 … báo cáo 6 tháng đầu năm")."""
    found = periods_named(text)
    years = {mention.start.year for mention in found if mention.start}
    if len(years) != 1 or all(mention.start for mention in found):
        return found
    places = {mention.at for mention in found if mention.kind is not PeriodKind.YEAR}
    completed = [mention for mention in periods_named(text, years.pop()) if mention.at in places]
    return tuple({(mention.kind, mention.start, mention.end): mention for mention in reversed(completed)}.values())[::-1]


def periods_named(text: str, year: int | None = None) -> tuple[PeriodMention, ...]:
    """The periods of a text but those that "cùng kỳ" counts from another: "cùng kỳ năm 2025"."""
    return tuple(mention for mention in find_periods(text, year) if not _SAME_PERIOD.search(fold(text[: mention.at[0]])))


def is_dated(text: str, mention: PeriodMention) -> bool:
    """Whether a mention limits the time asked about; a single day mostly names a document, but "tính đến ngày …" does."""
    if mention.kind is PeriodKind.DAY:
        return mention.start is not None and bool(asking.UNTIL.search(fold(text[: mention.at[0]])))
    return mention.start is not None


def _asks(flat: str, counts: bool) -> Asks:
    """The first kind whose words stand there: the order says which wins where a question has the words of several."""
    told = (
        (Asks.REPORTS, asking.REPORTS.search(flat) or asking.THROUGH.search(flat)),
        (Asks.CONFIRM, asking.EITHER.search(flat)),
        (Asks.CODE, asking.CODE.search(flat)),
        (Asks.QUANTITY, counts),
        (Asks.DATE, asking.DATE.search(flat)),
        (Asks.EXPLAIN, asking.EXPLAIN.search(flat)),
        (Asks.LIST, asking.LIST.search(flat) or asking.POINTS.search(flat)),
        (Asks.CONFIRM, asking.CONFIRM.search(flat)),
        (Asks.QUANTITY, asking.AMOUNT.search(flat)),
        (Asks.NAME, asking.NAME.search(flat)),
    )
    return next((kind for kind, found in told if found), Asks.FACT)


def _counted(text: str) -> tuple[str, ...]:
    """What stands after each "bao nhiêu", else before it, else what the amount is measured in."""
    marked = has_diacritics(text)
    clauses = [" ".join(syllables(clause) if marked else folded_syllables(clause)) for clause in re.split(r"[(),;?]", text)]
    after = _nouns(asking.HOW_MANY[marked], clauses)
    if not after:
        told = _nouns(asking.STATED_NUMBER[marked], clauses) if text.rstrip().endswith("?") else []
        return tuple(told or [unit for unit in [_unit_of(text)] if unit and asking.AMOUNT.search(fold(text))])
    before = _nouns(asking.NUMBER_OF[marked], clauses)
    return tuple(noun or (before[0] if before else _unit_of(text)) for noun in after)


def _nouns(pattern: re.Pattern[str], clauses: list[str]) -> list[str]:
    return [_thing((match["noun"] or "").strip()) for clause in clauses for match in pattern.finditer(clause)]


def _thing(noun: str) -> str:
    """The thing counted without where it is, what it is counted by ("một năm") and how one ends a question."""
    kept = asking.NO_THING.split(fold(noun), maxsplit=1)[0]
    return " ".join(noun.split()[: len(kept.split())])


def _unit_of(text: str) -> str:
    flat = fold(text)
    return next((unit for amount, unit in asking.UNIT_OF_AMOUNT if amount.search(flat)), "")


def _places(text: str) -> tuple[Place, ...]:
    found: list[Place] = []
    for match in asking.PLACE.finditer(text):
        found.append(Place(fold(match["kind"]), fold(match["name"]), match[0]))
        at = match.end()
        while more := asking.MORE_PLACES.match(text, at):
            found.append(Place(fold(match["kind"]), fold(more["name"]), f"{match['kind']} {more['name']}"))
            at = more.end()
    return tuple(dict.fromkeys(found))


def _listed(flat: str) -> str:
    """What is to be listed; a part of a report before anything else."""
    return _first(asking.POINTS, flat) or _first(asking.LISTED, flat)


def _part(flat: str) -> str:
    """The first part of a report that is named; "vì sao … còn hạn chế" asks for no part."""
    found = _first(asking.PART, flat)
    return "" if asking.CAUSE.search(flat) and found != "nguyen nhan" else found


def _first(pattern: re.Pattern[str], flat: str) -> str:
    match = pattern.search(flat)
    return match[1] if match else ""
