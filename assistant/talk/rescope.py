"""The units and periods that a question's text names: found, replaced, put before it.

Offsets are of the text itself; a text whose folded form is longer or shorter than it (no Vietnamese one is) names nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant import asking
from assistant.question import Place, is_dated, periods_named
from assistant.relative import label_of
from assistant.scope import slips_of
from vectorstore.text.normalize import fold, has_diacritics
from vectorstore.text.period import PeriodKind, PeriodMention
from vectorstore.text.place import KINDS

_KIND = rf"(?:{'|'.join((*KINDS, 'thon', 'to dan pho'))})"
_SMALL = ("thon", "to dan pho")  # inside the unit that reports
_JOINED = re.compile(r"\s*(?:,|va|cung|-|–|hay|voi)\s*")  # between two names of one stretch
_COUNTED = re.compile(rf"(?<!\bqui )(?<!\bthang )(?<!\bki )\b(?:ca\s+)?(?:cac|hai|ba|bon|nam|[2-9])\s+(?:{_KIND}\s+)?$")  # "hai xã" before
_WHOLE_TIME = re.compile(
    r"\s*\b(?:(?:trong|suốt|của)\s+)?(?:cả|toàn|ca|toan)\s+(?:nhiệm kỳ|nhiem ky|năm|nam|kỳ|ky|giai đoạn|giai doan)\b(?!\s+(?:19|20)\d\d)",
    re.IGNORECASE,
)
_LABELLED = (PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.HALF, PeriodKind.MONTHS, PeriodKind.YEAR)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units that a text names one after the other: "hai xã A và B"."""

    start: int
    end: int
    places: tuple[Place, ...]

    @property
    def small(self) -> bool:
        """Whether they are parts of a unit: "thôn A"."""
        return all(place.kind in _SMALL for place in self.places)


def units_named(text: str, units: Iterable[Place]) -> list[Stretch]:
    """The stretches of a text that name units: those known, also without kind or diacritics, and others as they are written."""
    flat = fold(text)
    if len(flat) != len(text):
        return []
    found = {match.span(): place for place in units for match in _mentions(place, flat)}
    for place, at in _written(text):
        if not any(at[0] < end and start < at[1] for start, end in found):
            found[at] = place
    told = {at for at in found if re.match(_KIND, flat[at[0] : at[1]])}
    stretches = _strung(flat, sorted(found.items()))
    named = [one for one in stretches if not told or any(one.start <= start and end <= one.end for start, end in told)]
    return [Stretch(_from_count(flat, one.start), one.end, one.places) for one in named]


def _mentions(place: Place, flat: str) -> Iterable[re.Match[str]]:
    """Where a known unit stands; another kind before its name is another unit."""
    kind = f"(?:{re.escape(place.kind)}\\s+)?" if place.kind else ""
    other = "".join(rf"(?<!\b{one} )" for one in (*KINDS, *_SMALL) if one != place.kind)
    names = "|".join(map(re.escape, (place.name, *slips_of(place.name, flat))))
    return re.finditer(rf"\b{kind}{other}(?<!\w)(?:{names})\b", flat)


def _written(text: str) -> list[tuple[Place, tuple[int, int]]]:
    return [(Place(fold(match["kind"]), fold(match["name"]), match[0]), match.span()) for match in asking.PLACE.finditer(text)]


def _strung(flat: str, found: Sequence[tuple[tuple[int, int], Place]]) -> list[Stretch]:
    stretches: list[Stretch] = []
    for (start, end), place in found:
        last = stretches[-1] if stretches else None
        if last and start < last.end:
            continue
        if last and _JOINED.fullmatch(flat[last.end : start]):
            stretches[-1] = Stretch(last.start, end, (*last.places, place))
        else:
            stretches.append(Stretch(start, end, (place,)))
    return stretches


def _from_count(flat: str, start: int) -> int:
    before = _COUNTED.search(flat[:start])
    return before.start() if before else start


def written(places: Sequence[Place]) -> str:
    """Units as they are put into a text: "xã A và xã B"."""
    return " và ".join(dict.fromkeys(_shown(place) for place in places))


def _shown(place: Place) -> str:
    kind = KINDS.get(place.kind, place.kind)
    return place.shown if not kind or fold(place.shown).startswith(f"{place.kind} ") else f"{kind} {place.shown}"


def dated(text: str) -> list[PeriodMention]:
    """The periods that limit the time a text asks about, not what it is compared with; its one year completes those without."""
    found = periods_named(text)
    years = {mention.start.year for mention in found if mention.start}
    full = periods_named(text, years.pop()) if len(years) == 1 else found
    return [mention for mention in full if mention.kind is not PeriodKind.DAY or is_dated(text, mention)]


def with_years(text: str, year: int | None) -> str:
    """A text whose periods without a year are of a year, where it names none itself."""
    if year is None or any(mention.start for mention in periods_named(text)):
        return text
    for mention in reversed(periods_named(text, year)):
        text = f"{text[: mention.at[0]]}{label(mention)}{text[mention.at[1] :]}" if mention.kind is not PeriodKind.DAY else text
    return text


def label(mention: PeriodMention) -> str:
    """A period as it is put into a text, with its year."""
    if mention.kind in _LABELLED and mention.start and mention.end:
        return label_of(mention.kind, mention.start, mention.end)
    return mention.label


def with_units(text: str, places: Sequence[Place], units: Sequence[Place]) -> str:
    """A text about other units: they stand where the ones of their kind stood, else before it."""
    small = all(place.kind in _SMALL for place in places)
    there = [one for one in units_named(text, units) if one.small is small]
    same = [one for one in there if one.places[0].kind == places[0].kind] or there
    if not same:
        return preceded(text, written(places))
    return replaced(text, (same[0].start, same[0].end), written(places))


def with_period(text: str, period: str) -> str:
    """A text about another period: it stands where the first one stood, else before the text."""
    text = _WHOLE_TIME.sub("", text)
    row = first_row(text)
    return replaced(text, (row[0].at[0], row[-1].at[1]), period) if row else preceded(text, period)


def first_row(text: str) -> list[PeriodMention]:
    """The first period that a text names and those joined to it: "quý I và quý II"."""
    row: list[PeriodMention] = []
    for mention in dated(text):
        if row and not _JOINED.fullmatch(fold(text[row[-1].at[1] : mention.at[0]])):
            break
        row.append(mention)
    return row


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text without some stretches of it."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split()).strip(" ,;:")


def replaced(text: str, at: tuple[int, int], words: str) -> str:
    """A text with other words at a place, without diacritics where the text has none."""
    styled = words if has_diacritics(text) else fold(words)
    rest = _lowered(text[at[1] :].lstrip()) if at[0] == 0 else text[at[1] :].lstrip()
    gap = " " if text[at[1] :][:1].isspace() else ""
    whole = text[: at[0]] + styled + gap + rest
    return whole[:1].upper() + whole[1:] if at[0] == 0 else whole


def preceded(text: str, words: str) -> str:
    """A text with words before it; a unit stands after the period that the text begins with."""
    first = dated(text)[:1]
    if first and not text[: first[0].at[0]].strip() and not dated(words):
        at = first[0].at[1]
        return replaced(text, (at, at), f" {words}{_comma(text[at:].lstrip())}")
    rest = _lowered(text)
    return replaced(f" {rest}", (0, 0), f"{words}{_comma(rest)}")


def _comma(rest: str) -> str:
    """What parts a unit from a name after it, which would be read as its own or as another unit: "xã Suối Mây: Hội Nông dân"."""
    return ":" if rest[:1].isupper() else ""


def _lowered(text: str) -> str:
    """The first letter small, unless a name begins there."""
    first, _, rest = text.partition(" ")
    named = rest[:1].isupper() and not re.match(rf"(?:{_KIND}|qui|ki)\b", fold(text))
    return text if named or first[1:].isupper() else text[:1].lower() + text[1:]


def together(left: str, between: str, right: str) -> str:
    """Two pieces of one question; without diacritics where one of them has none."""
    return left + between + right if has_diacritics(left) and has_diacritics(right) else fold(left + between + right)
