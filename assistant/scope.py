"""Which reports a question is about: a right number of another unit or period is a wrong answer.

A place or a period that the question names must be the report's own, or stand in the words that are quoted (or their heading).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from assistant.match import one_letter_apart, sound_alike
from assistant.question import Asks, Place, Question, is_dated
from vectorstore.stored import ReportHeader
from vectorstore.text.letters import UPPER
from vectorstore.text.normalize import fold
from vectorstore.text.period import PeriodKind, PeriodMention, find_periods
from vectorstore.text.place import KINDS, governed

NAME = rf"[{UPPER}]\w*(?: [{UPPER}]\w*)*"  # of a unit, as it is written
_STRING = re.compile(rf"(?:xã|huyện|phường)\s+{NAME}(?:\s*(?:,|-|–|và)\s*{NAME}){{2,}}")
_TOGETHER = re.compile(
    r"(?<![\d/])\b(?:\d{1,2}|cac|ca|hai|ba|bon|nam|sau) (?:xa|huyen|phuong|don vi|dia phuong)\b|\b(?:khu vuc|cum|lien xa)\b"
)
_TO_THE_END = re.compile(r"\btinh (?:den|toi)\b|\b(?:ca|tron|het) nam\b")
_BEFORE_TIME = re.compile(r"(?:^|[.;,:(–-]|\b(?:trong|đến|từ|hết|của|so với))\s*$", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:so với|cùng kỳ|bằng|hơn|kém)(?: (?:cùng kỳ|kỳ|cuối|đầu|của))*\s*$", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:nhiem vu|phuong huong|ke hoach|giai phap|cong tac)(?: (?:trong tam|chu yeu))?(?: cua)?\s*$"
)  # "nhiệm vụ năm 2026"
_OF_REPORT = re.compile(r"\bbao cao(?: so \S+)?(?: ngay)?\s*$")
_WHOLE = (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.MONTHS)  # a quarter's figure is not the half-year's
PART = 0.6  # share of the days of such a period that a report of it covers
LATE = timedelta(days=45)  # a report is mostly issued this soon after its period


@lru_cache(maxsize=4096)
def own_place(issuer: str | None) -> Place | None:
    """The unit of government that a body belongs to: "Đảng ủy xã Lùng Phình" gives xã Lùng Phình."""
    found = governed(issuer) if issuer else None
    return Place(*found) if found else None


def units_of(reports: Iterable[ReportHeader]) -> list[Place]:
    """The units of government that reports are of."""
    return list(dict.fromkeys(place for report in reports if (place := own_place(report.issuer))))


def places_meant(question: Question, reports: Iterable[ReportHeader]) -> tuple[Place, ...]:
    """The question's places, with those of the archive that it names without their kind, without diacritics or with a slip."""
    flat = fold(question.text)
    own = {place.name: place for report in reports if (place := own_place(report.issuer))}
    written = [_known(place, own) for place in question.places]
    have = {place.name for place in written}
    named = [Place("", name, place.shown) for name, place in own.items() if name not in have and _is_named(name, flat)]
    return tuple(dict.fromkeys([*written, *named]))


def _is_named(name: str, flat: str) -> bool:
    return bool(re.search(rf"\b{re.escape(name)}\b", flat)) or bool(slips_of(name, flat))


def _known(place: Place, own: dict[str, Place]) -> Place:
    """A name one letter off a known one is that one."""
    if place.name in own:
        return place
    near = [name for name in own if _one_slip(place.name, name)]
    return Place(place.kind, near[0], own[near[0]].shown) if len(near) == 1 else place


def _one_slip(left: str, right: str) -> bool:
    """Whether two names differ in one syllable, and there by a slip."""
    if len(left.split()) != len(right.split()):
        return False
    other = [(a, b) for a, b in zip(left.split(), right.split(), strict=True) if a != b]
    return len(other) == 1 and (one_letter_apart(*other[0]) or sound_alike(*other[0]))


def slips_of(name: str, flat: str) -> list[str]:
    """How a folded text writes the name with a slip; one syllable is too little to tell."""
    words, wanted = re.findall(r"\w+", flat), len(name.split())
    windows = (" ".join(words[at : at + wanted]) for at in range(len(words) - wanted + 1))
    return [window for window in windows if wanted >= 2 and _one_slip(window, name)]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question limits itself to."""

    places: tuple[Place, ...]
    periods: tuple[PeriodMention, ...]
    day: date | None = None  # "báo cáo ngày …": the report of that day
    together: bool = False  # about several units as one: "6 xã khu vực …"
    own: bool = False  # only the place's own reports, not those that name it
    until: bool = False  # "tính đến …", "cả năm …": from a report that ends with the period
    apart: bool = False  # several reports are asked about, each of its own place and period

    def names(self, report: ReportHeader) -> bool:
        """Whether the report is of, or about, every place."""
        if self.day is not None:
            return self.day == report.issued_on
        if self.own:
            return all(is_own(place, report) for place in self.places)
        fitting = [is_own(place, report) or in_title(place, report) for place in self.places]
        return any(fitting) if self.apart and fitting else all(fitting)

    def fits(self, report: ReportHeader, words: str) -> bool:
        """Whether `words` of the report (quoted words and their headings) are about the places and periods asked for."""
        if (self.day is not None and self.day != report.issued_on) or (self.own and not self.names(report)):
            return False
        if self.apart:
            return self._fits_one(report, words)
        placed = all(is_own(place, report) or _in(place, fold(words)) or self._of_title(place, report) for place in self.places)
        return placed and all(period_fits(asked, report, words, self.until) for asked in self.periods)

    def _fits_one(self, report: ReportHeader, words: str) -> bool:
        """The same where each report has its own place and period: about any of them."""
        if self.places:
            return any(is_own(place, report) or _in(place, fold(words)) or in_title(place, report) for place in self.places)
        return not self.periods or any(period_fits(asked, report, words) for asked in self.periods)

    def _of_title(self, place: Place, report: ReportHeader) -> bool:
        """A place in the title is the report's, but one of many only where the question is about them together."""
        return in_title(place, report) and (self.together or len(self.places) > 1 or not is_joint(report))

    def closeness(self, report: ReportHeader) -> float:
        """From 0 to 1: the share of days that the period asked for and the report's have in common."""
        if not report.period:
            return 0.0
        return max((shared_days(asked, report.period.start, report.period.end) for asked in self.periods), default=0.0)


def scope_of(question: Question, earlier: Sequence[Question], reports: Sequence[ReportHeader]) -> Scope:
    """The limits of a question; a follow-up that names no place keeps the place of the turn before."""
    places = next((found for turn in (question, *reversed(earlier)) if (found := places_meant(turn, reports))), ())
    periods = tuple(mention for mention in question.periods if is_dated(question.text, mention) and _limits(mention, reports))
    flat = fold(question.text)
    return Scope(
        places,
        periods,
        _report_day(question, reports),
        together=bool(_TOGETHER.search(flat)),
        until=bool(_TO_THE_END.search(flat)),
        apart=question.asks is Asks.REPORTS,
    )


def _limits(mention: PeriodMention, reports: Sequence[ReportHeader]) -> bool:
    """Whether a period limits the time asked about; "giai đoạn 2021 - 2030" is mostly part of a plan's name."""
    if mention.kind is not PeriodKind.TERM:
        return True
    years = {(report.period.start.year, report.period.end.year) for report in reports if report.period}
    return mention.start is not None and mention.end is not None and (mention.start.year, mention.end.year) in years


def _report_day(question: Question, reports: Sequence[ReportHeader]) -> date | None:
    """The day of issue that the question names a report by."""
    issued = {report.issued_on for report in reports}
    for mention in question.periods:
        if mention.kind is PeriodKind.DAY and mention.start in issued and _OF_REPORT.search(fold(question.text[: mention.at[0]])):
            return mention.start
    return None


_flat = lru_cache(maxsize=1 << 17)(fold)  # of titles


def is_own(place: Place, report: ReportHeader) -> bool:
    """Whether a report is the place's own: a missing kind fits any."""
    own = own_place(report.issuer)
    return own is not None and own.name == place.name and (not place.kind or not own.kind or place.kind == own.kind)


def in_title(place: Place, report: ReportHeader) -> bool:
    """Whether a report's title names the place."""
    return _in(place, _flat(report.title))


def is_joint(report: ReportHeader) -> bool:
    """Whether a title strings several units together ("giữa các xã A - B - C")."""
    return bool(_STRING.search(report.title))


def _in(place: Place, flat: str) -> bool:
    """Whether a folded text names the place; another kind of the same name ("huyện" for "xã") is another place."""
    if place.name not in flat:  # most are not, and a question looks at every title
        return False
    named = re.finditer(rf"(?:\b({'|'.join(KINDS)})\s+(?:uy\s+)?)?\b{re.escape(place.name)}\b", flat)
    return any(not place.kind or not match[1] or match[1] == place.kind for match in named)


def period_fits(asked: PeriodMention, report: ReportHeader, words: str, until: bool = False) -> bool:
    """Whether words of a report speak of the time asked for: named in the words, or else the report's own period."""
    named = _dated(words)
    if any(same_time(asked, mention) for mention in named):
        return True
    if until and asked.kind is not PeriodKind.DAY and _ends_elsewhere(asked, report):
        return False
    years = {m.start.year for m in named if m.kind is PeriodKind.YEAR and m.start and _tells_when(words, m)}
    if years and asked.start and asked.end and not years & set(range(asked.start.year, asked.end.year + 1)):
        return False
    return any(_is_whole(asked, mention) for mention in _reported(report.title)) or report_fits(asked, report)


def _is_whole(asked: PeriodMention, mention: PeriodMention) -> bool:
    """Whether the period of a title answers a period: a part of a quarter or a half-year does not."""
    assert mention.start and mention.end
    return same_time(asked, mention) and (asked.kind not in _WHOLE or shared_days(asked, mention.start, mention.end) >= PART)


def _dated(words: str) -> list[PeriodMention]:
    """The periods that words are about; what they are compared with is another time."""
    told = [m for m in find_periods(words) if m.start and m.end and m.kind is not PeriodKind.TERM]
    return [m for m in told if not _BESIDE.search(words[: m.at[0]])]


def _reported(title: str) -> list[PeriodMention]:
    """The periods that a title is about; what is ahead is another time."""
    return [mention for mention in _dated(title) if not _AHEAD.search(fold(title[: mention.at[0]]))]


def _ends_elsewhere(asked: PeriodMention, report: ReportHeader) -> bool:
    return asked.end is not None and report.period is not None and abs(report.period.end - asked.end) > LATE


def _tells_when(words: str, mention: PeriodMention) -> bool:
    """Whether a year says when something was, and is not part of a law's or a plan's name."""
    return bool(_BEFORE_TIME.search(words[: mention.at[0]]))


def same_time(asked: PeriodMention, mention: PeriodMention) -> bool:
    """A mention answers a period when it is that period or lies inside it."""
    assert asked.start and asked.end and mention.start and mention.end
    return asked.start <= mention.start and mention.end <= asked.end


def report_fits(asked: PeriodMention, report: ReportHeader) -> bool:
    """Whether a report's period is the one asked for, lies inside it, or covers most of the same days."""
    assert asked.start and asked.end
    if asked.kind is PeriodKind.MONTH and report.issued_on and asked.covers(report.issued_on) and report.period is None:
        return True
    if report.period is None:
        return bool(report.issued_on and asked.start <= report.issued_on <= asked.end + LATE)
    start, end = report.period.start, report.period.end
    if asked.kind is PeriodKind.DAY:
        return start <= asked.start <= end
    if asked.start <= start and end <= asked.end:
        return asked.kind not in _WHOLE or shared_days(asked, start, end) >= PART
    if asked.kind is PeriodKind.MONTH and report.issued_on and asked.covers(report.issued_on) and asked.covers(end):
        return True
    return shared_days(asked, start, end) >= 0.5


def shared_days(asked: PeriodMention, start: date, end: date) -> float:
    """Days in common over days in all (Jaccard)."""
    assert asked.start and asked.end
    shared = (min(end, asked.end) - max(start, asked.start)).days + 1
    span = (max(end, asked.end) - min(start, asked.start)).days + 1
    return max(0, shared) / span
