"""Questions about figures, answered from the ledger; None where it is not sure and the passages are to answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import combinations

from assistant import wording
from assistant.evidence import Evidence
from assistant.ledger import say
from assistant.ledger.lookup import Sought, best_row, in_prose, measure_of, sought_by
from assistant.ledger.members import Group, group_of, shown, version_of
from assistant.ledger.operation import Operation, Wanted, operating_words, operation_of
from assistant.ledger.slots import Slot, filled, is_of, of_periods, of_units
from assistant.match import Asked
from assistant.question import Asks, Place
from assistant.relative import Step, is_compared, mention_of, stepped
from assistant.reply import Quoted, Reply
from assistant.retrieve import Findings
from assistant.scope import Scope, is_own, own_place, report_fits, units_of
from vectorstore import governments, ledger
from vectorstore.archive import Archive
from vectorstore.figure import FigureFilter, FigureKind, LedgerRow
from vectorstore.government import Government
from vectorstore.stored import ReportHeader
from vectorstore.text.normalize import fold, folded_syllables
from vectorstore.text.period import PeriodKind, PeriodMention, find_periods

Reports = Sequence[ReportHeader]
ROWS = 100_000  # figures of the reports that are compared
_MERGED = r"(?:s[áa]p\s+nh[ậa]p|nh[ậa]p|h[ợo]p\s+nh[ấa]t|s[ắa]p\s+x[ếe]p|chia\s+t[áa]ch)"
_BEFORE = rf"(?:tr[ướuơ]+c\s+(?:khi\s+|l[úu]c\s+|ng[àa]y\s+)?|ch[ưu]a\s+){_MERGED}\b"
_BEFORE_MERGER = re.compile(rf"^\s*(?:{_BEFORE}|h[ồo]i\s+(?:c[òo]n\s+)?(?:thu[ộo]c|ch[ưu]a)\b)[^,?]*,|\b{_BEFORE}", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"(?P<part>[^,?]+?)\s+(?:chi[ếe]m|b[ằa]ng)\s+(?:m[ấa]y|bao nhi[êe]u)\s*(?:%|ph[ầa]n tr[ăa]m)\s+(?:c[ủu]a\s+)?(?P<whole>[^,?]+)",
    re.IGNORECASE,
)
_DIFFERS = re.compile(r"\b(?:so voi|so sanh|tang|giam|hon|kem|chenh|thay doi|bien dong|khac|vuot|hut|tut|cai thien|sang nam)\b")
_PART_OF = re.compile(r"\b(?:rieng|phan)\b")
_LENGTHS = ((6, PeriodKind.HALF), (9, PeriodKind.MONTHS))
CACHED = 128  # reports whose figures are kept in memory
FEW = 2  # units or periods below which nothing is compared
HEAD = 4  # first passages of a report, which its title stands in
PERIODS_TRIED = 8  # newest periods that a ranking without one is looked for in


class LedgerAnswers:
    """What the ledger can say to a question; `weigh` gives the terms of a question without the phrases left out."""

    def __init__(
        self,
        archive: Archive,
        weigh: Callable[[Findings, frozenset[str]], Asked],
        weigh_words: Callable[[str, frozenset[str]], Asked],
    ) -> None:
        self._archive = archive
        self._weigh = weigh
        self._weigh_words = weigh_words
        # The revision is part of the key, so that nothing stale is answered from; nor is it kept.
        self._rows_of = lru_cache(maxsize=CACHED)(self._load)
        self._revision = archive.ledger_revision

    # --- The ways to answer -------------------------------------------------------------------------------------------------------

    def together(self, findings: Findings, allowed: Reports) -> Reply | None:
        """Rankings, totals, rows of periods and coverage."""
        wanted = operation_of(findings.question.text)
        if wanted is None:
            return self._named_periods(findings, allowed)
        if wanted.operation is Operation.CONFLICTS:
            return self._conflicts(findings, allowed)
        if wanted.operation is Operation.PERIODS:
            return self._periods_reported(findings, allowed)
        if wanted.operation is Operation.AGREES:
            return self._agrees(findings, allowed)
        if wanted.operation is Operation.TOTAL and len(findings.scope.periods) > 1 and not is_compared(findings.question.text):
            return self._over_periods(findings, allowed)
        if wanted.operation in (Operation.SERIES, Operation.RANK_PERIODS):
            return self._through_periods(findings, allowed, wanted)
        return self._across_units(findings, allowed, wanted)

    def compared(self, findings: Findings, now: PeriodMention, before: PeriodMention, allowed: Reports) -> Reply | None:
        """The figures of two periods and their difference."""
        if findings.question.why or _wants_stated_share(findings):
            return None
        sought = self._sought(findings)
        slots = filled([self._slot(findings, period, allowed) for period in (now, before)], sought, self._rows)
        if any(slot.row is None for slot in slots) or slots[0].row == slots[1].row:
            return None
        return say.changed(slots[0], slots[1], self._merger(findings, slots))

    def one(self, findings: Findings, period: PeriodMention | None, allowed: Reports) -> Reply | None:
        """The sum since the new year, or the figure of a unit before it was merged."""
        sought = self._sought(findings)
        if not sought.so_far:
            return None
        reports = [report for report in allowed if findings.scope.names(report) and (period is None or _reaches(report, period))]
        newest = sorted((r for r in reports if r.period), key=lambda r: r.period.end if r.period else date.min, reverse=True)
        for report in newest[:PERIODS_TRIED]:
            rows = self._rows([report.id])
            if stated := best_row(sought, rows, period):
                return say.single(in_prose(stated, rows).row)
        return None

    def of_each_unit(self, findings: Findings, allowed: Reports) -> list[Slot]:
        """What each unit that has reports states, in the period named; of all periods where none is."""
        slots = of_units(units_of(allowed), next(iter(findings.scope.periods), None), allowed, shown)
        return filled(slots, self._sought(findings), self._rows)

    def missing(self, findings: Findings, period: PeriodMention, allowed: Reports) -> bool:
        """Whether no report that the question is about covers a period."""
        return not self._slot(findings, period, allowed).reports

    # --- Across units -------------------------------------------------------------------------------------------------------------

    def _across_units(self, findings: Findings, allowed: Reports, wanted: Wanted) -> Reply | None:
        units = governments.governments(self._archive)
        told = [place for place in findings.scope.places if _is_one(place, wanted.kind, allowed)]
        if len(told) == 1 or not (told or wanted.together):
            return None  # one unit is meant, and not several together
        text = findings.turns.query
        found: list[tuple[int, Reply]] = []
        for period in self._periods_tried(findings, allowed):
            group = Group(tuple(told)) if told else group_of(text, wanted.kind, period.end or date.today(), units, allowed)
            slots = of_units(group.members, period, allowed, shown)
            if len(slots) >= FEW and (reply := self._of_group(findings, wanted, group, slots, period)):
                found.append((len(reply.citations), reply))
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def _periods_tried(self, findings: Findings, allowed: Reports) -> list[PeriodMention]:
        """The period that is named, and where that is a year or none the newest that reports cover in it."""
        named = list(findings.scope.periods[:1])
        if not named:
            return self._newest_periods(allowed)[:PERIODS_TRIED]
        inside = [r for r in allowed if r.period and named[0].kind is PeriodKind.YEAR and named[0].covers(r.period.end)]
        halves = [period for period in self._newest_periods(inside) if _is_told(findings.question.text, period)]
        return halves or [*named, *self._newest_periods(inside)[:PERIODS_TRIED]]

    def _of_group(self, findings: Findings, wanted: Wanted, group: Group, slots: list[Slot], period: PeriodMention) -> Reply | None:
        kind, label = wording.kind_of_unit(wanted.kind), _label(period, slots)
        if wanted.operation is Operation.COVERAGE:
            return say.reported(_on_topic(findings, slots), kind, label, self._title_of)
        slots = filled(slots, self._sought(findings, _names(group)), self._rows)
        if sum(slot.row is not None for slot in slots) < FEW:
            return None
        if wanted.operation is Operation.RANK:
            return say.ranking(slots, wanted.most, kind, label)
        return say.total(slots, kind, label)

    def _newest_periods(self, reports: Reports) -> list[PeriodMention]:
        """The periods that reports cover, the newest first."""
        own = {(report.period.start, report.period.end): report.period for report in reports if report.period}
        return [mention_of(own[key]) for key in sorted(own, key=lambda key: (key[1], key[0]), reverse=True)]

    # --- Across periods -----------------------------------------------------------------------------------------------------------

    def _through_periods(self, findings: Findings, allowed: Reports, wanted: Wanted) -> Reply | None:
        reports = [report for report in allowed if findings.scope.names(report) and _between(report, findings.scope.periods)]
        sought = self._sought(findings)
        slots = [slot for slot in filled(of_periods(reports), sought, self._rows) if slot.row]
        if not sought.so_far:
            slots = _of_one_length(slots)
        if len(slots) < FEW or len({slot.row.report.issuer for slot in slots if slot.row}) > 1:
            return None
        if wanted.operation is Operation.RANK_PERIODS:
            return say.ranking(slots, wanted.most, "kỳ", wording.HELD, self._merger(findings, (slots[0], slots[-1])))
        return say.series(slots, [] if sought.so_far else _gaps(slots), self._merger(findings, (slots[0], slots[-1])))

    def _over_periods(self, findings: Findings, allowed: Reports) -> Reply | None:
        """The sum over the periods that a question names."""
        periods = findings.scope.periods
        if _nested(periods):
            return None  # what one period counts would be counted twice
        slots = filled([self._slot(findings, period, allowed) for period in periods], self._sought(findings), self._rows)
        if not all(slot.row for slot in slots) or any(slot.row and slot.row.figure.kind is FigureKind.STOCK for slot in slots):
            return None  # what stands at the end of two periods is not added
        return say.total(slots, "kỳ", wording.kind_of_unit("ki"))

    def _named_periods(self, findings: Findings, allowed: Reports) -> Reply | None:
        """The value of each period that a question names; two that it compares are told by their difference."""
        periods, asks = findings.scope.periods, findings.question.asks
        beside = not _DIFFERS.search(fold(findings.question.text)) and not _nested(periods)
        if len(periods) < FEW or (len(periods) == FEW and not beside) or asks in (Asks.REPORTS, Asks.EXPLAIN):
            return None
        slots = filled([self._slot(findings, period, allowed) for period in periods], self._sought(findings), self._rows)
        return say.series(slots, [], self._merger(findings, (slots[0], slots[-1]))) if all(slot.row for slot in slots) else None

    def _periods_reported(self, findings: Findings, allowed: Reports) -> Reply | None:
        """Of which periods a body's reports there are, and which between them are missing."""
        slots = _of_one_length(of_periods([report for report in allowed if findings.scope.names(report)]))
        if not findings.scope.places or len(slots) < FEW or len({report.issuer for slot in slots for report in slot.reports}) > 1:
            return None
        return say.periods_reported(slots, _gaps(slots), self._title_of)

    # --- Shares ---------------------------------------------------------------------------------------------------------------------

    def share_of_total(self, findings: Findings, allowed: Reports) -> Reply | None:
        """What share a part is of its total, where no report says it."""
        told = _SHARE_OF.search(findings.question.text)
        if not told:
            return None
        period = next(iter(findings.scope.periods), None)
        reports = [r for r in allowed if findings.scope.names(r) and (period is None or is_of(r, period) or _reaches(r, period))]
        rows = self._rows([report.id for report in reports])
        sought = self._sought(findings)
        if not rows or best_row(replace(sought, share=True, counted=()), rows, period):
            return None
        part, whole = (best_row(self._sought_words(findings, told[name]), rows, period) for name in ("part", "whole"))
        if not part or not whole or measure_of(part.row) != measure_of(whole.row) or part.row.figure.value >= whole.row.figure.value:
            return None
        return say.share(part.row, whole.row) if part.row.report.id == whole.row.report.id else None

    def _sought_words(self, findings: Findings, words: str) -> Sought:
        """Some words of a question as what is looked for; an amount, not a percentage."""
        asked = self._weigh_words(words, findings.told | operating_words(words) | _days_in(findings))
        return Sought(findings.question, asked, counted=(), units=frozenset(), share=False, plan=False, so_far=False)

    # --- Parts of one report ----------------------------------------------------------------------------------------------------

    def of_a_place(self, findings: Findings, allowed: Reports) -> Reply | None:
        """The figure of one place where a report gives each its own: "phần của Bản Sen"."""
        if not _PART_OF.search(fold(findings.question.text)):
            return None
        names = {place.name for place in findings.scope.places}
        return self._single(
            findings, allowed, lambda row: any(name in fold(f"{row.figure.place} {row.figure.indicator}") for name in names)
        )

    def done(self, findings: Findings, allowed: Reports) -> Reply | None:
        """What was reached, where the best sentence only says what is planned."""
        return self._single(findings, allowed, lambda row: True)

    def is_planned(self, evidence: Evidence) -> bool:
        """Whether a sentence states only what is planned."""
        report = evidence.passage.report.id
        here = [row for row in self._rows([report]) if row.start == evidence.sentence.start]
        return bool(here) and all(row.figure.kind is FigureKind.PLAN for row in here)

    def _single(self, findings: Findings, allowed: Reports, fits: Callable[[LedgerRow], bool]) -> Reply | None:
        sought = self._sought(findings)
        period = next(iter(findings.scope.periods), None)
        reports = [r.id for r in allowed if findings.scope.names(r) and (period is None or is_of(r, period))]
        stated = best_row(sought, [row for row in self._rows(reports) if fits(row)], period)
        return say.single(stated.row) if stated else None

    # --- Conflicts ----------------------------------------------------------------------------------------------------------------

    def _conflicts(self, findings: Findings, allowed: Reports) -> Reply | None:
        asked = [report for report in allowed if findings.scope.fits(report, report.title)]
        found = [conflict for report in asked for conflict in ledger.conflicts_in(self._archive, report.id)]
        return say.conflicts(list({conflict.said: conflict for conflict in found}.values()))

    def _agrees(self, findings: Findings, allowed: Reports) -> Reply | None:
        """Whether a figure and its parts agree, where the reports are known to have a conflict about it."""
        sought = self._sought(findings)
        reports = [report for report in allowed if findings.scope.fits(report, report.title)]
        found = [conflict for report in reports for conflict in ledger.conflicts_in(self._archive, report.id) if conflict.rows]
        graded = [(stated, conflict) for conflict in found if (stated := best_row(sought, conflict.rows[:1], None))]
        if not graded:
            return None
        stated, conflict = max(graded, key=lambda pair: pair[0].fit)
        return say.disagreeing(stated.row, conflict)

    def _title_of(self, report: ReportHeader) -> Quoted:
        """Where a report says what it is: the sentence of its head that has most words of the title."""
        whole = self._archive.report(report.id)
        wanted = set(fold(report.title).split())
        first = [(passage, sentence) for passage in whole.passages[:HEAD] for sentence in passage.sentences]
        passage, sentence = max(first, key=lambda pair: len(wanted & set(fold(pair[1].clean(whole.text)).split())))
        return Quoted(report, passage.section, passage.page, sentence.quote(whole.text), sentence.start, sentence.end)

    # --- What they look up --------------------------------------------------------------------------------------------------------

    def _slot(self, findings: Findings, period: PeriodMention, allowed: Reports) -> Slot:
        reports = tuple(report for report in allowed if findings.scope.names(report) and is_of(report, period))
        label = next((report.period.label for report in reports if report.period), period.label)
        return Slot(label, reports, None, period)

    def _sought(self, findings: Findings, names: frozenset[str] = frozenset()) -> Sought:
        left_out = findings.told | operating_words(" . ".join(findings.turns.turns)) | names | _days_in(findings)
        return sought_by(findings.question, self._weigh(findings, left_out))

    def _rows(self, report_ids: Sequence[str]) -> list[LedgerRow]:
        revision = self._archive.ledger_revision
        if revision != self._revision:
            self._revision = revision
            self._rows_of.cache_clear()
        return [row for report_id in report_ids for row in self._rows_of(report_id, revision)]

    def _load(self, report_id: str, _revision: int) -> tuple[LedgerRow, ...]:
        return ledger.figures(self._archive, FigureFilter(report_ids=(report_id,)), ROWS).rows

    def _merger(self, findings: Findings, slots: Sequence[Slot]) -> str | None:
        """A warning where the two slots are of two units under one name."""
        units = governments.governments(self._archive)
        for place in findings.scope.places:
            versions = [_version(place, slot, units) for slot in slots]
            if versions[0] and versions[1] and versions[0].id != versions[1].id:
                return _warning(max((one for one in versions if one), key=lambda unit: unit.valid_from or date.min), units)
        return None


def _nested(periods: Sequence[PeriodMention]) -> bool:
    """Whether one of the periods has days of another."""
    return any(one.overlaps(other.start, other.end) for one, other in combinations(periods, 2) if other.start and other.end)


def _is_one(place: Place, kind: str, reports: Reports) -> bool:
    """Whether a place is a unit of a kind with reports of its own."""
    own = next((found for report in reports if is_own(place, report) and (found := own_place(report.issuer))), None)
    return own is not None and own.kind == kind


def _version(place: Place, slot: Slot, units: Sequence[Government]) -> Government | None:
    row = slot.row
    if row is None or not is_own(place, row.report):
        return None
    # A report that was issued after the merger is the new unit's, also where its period began before.
    day = row.report.issued_on or (row.report.period.end if row.report.period else None)
    return version_of(place, day, units) if day else None


def _warning(unit: Government, units: Sequence[Government]) -> str:
    made_of = [other.full_name for before in unit.predecessors for other in units if other.id == before]
    day = unit.valid_from or date.min
    return wording.merged(unit.full_name, made_of, f"{day:%d/%m/%Y}")


_SHARE_OF_CHANGE = re.compile(
    r"\b(?:tang|giam|hon|kem|chenh(?: lech)?|vuot|hut)(?: them| so voi [^,?]*?)? (?:la )?(?:bao nhieu|may) (?:%|phan tram)"
)


def _wants_stated_share(findings: Findings) -> bool:
    """ "tăng bao nhiêu phần trăm": a report mostly says it itself."""
    return bool(_SHARE_OF_CHANGE.search(fold(findings.question.text)))


def _is_told(text: str, period: PeriodMention) -> bool:
    """Whether a question calls a period by its length alone: "báo cáo 6 tháng"."""
    flat = fold(text)
    return any(re.search(rf"\b0?{months} thang\b", flat) and period.kind is kind for months, kind in _LENGTHS)


def _days_in(findings: Findings) -> frozenset[str]:
    """The folded names of all periods and days that the turns name."""
    return frozenset(" ".join(folded_syllables(mention.label)) for turn in findings.turns.turns for mention in find_periods(turn))


def _names(group: Group) -> frozenset[str]:
    named = {f"{kind} {group.named}" for kind in ("cum", "huyen", "tinh", "dia ban")} | {group.named} if group.named else set()
    return frozenset(named)


def _label(period: PeriodMention, slots: Sequence[Slot]) -> str:
    """A period as the reports call it."""
    found = next((report.period.label for slot in slots for report in slot.reports if report.period), period.label)
    return found if found.startswith(("kỳ", "nhiệm kỳ")) else f"kỳ {found}"


def _on_topic(findings: Findings, slots: Sequence[Slot]) -> list[Slot]:
    """Only reports of the subject that a question names, where some title has it."""
    topic = "kinh te - xa hoi" if "kinh te" in fold(findings.question.text) else ""
    kept = [replace(slot, reports=tuple(report for report in slot.reports if topic in fold(report.title))) for slot in slots]
    return kept if any(slot.reports for slot in kept) else list(slots)


def _reaches(report: ReportHeader, period: PeriodMention) -> bool:
    """Whether a report ends with a period, or inside it."""
    if report.period is None or period.start is None or period.end is None:
        return False
    return period.start <= report.period.end <= period.end or report_fits(period, report)


def _between(report: ReportHeader, periods: Sequence[PeriodMention]) -> bool:
    """Whether a report lies between the first and the last period that a question names."""
    days = [day for period in periods for day in (period.start, period.end) if day]
    return report.period is not None and (not days or (min(days) <= report.period.end and report.period.start <= max(days)))


def _of_one_length(slots: Sequence[Slot]) -> list[Slot]:
    """The slots whose periods are as long as most: quarters are not set beside years."""
    lengths = [_months(slot) for slot in slots]
    most = max(set(lengths), key=lambda length: (lengths.count(length), -length)) if lengths else 0
    return [slot for slot, length in zip(slots, lengths, strict=True) if length == most]


def _months(slot: Slot) -> int:
    period = slot.reports[0].period
    return round((period.end - period.start).days / 30.4) if period else 0


def _gaps(slots: Sequence[Slot]) -> list[str]:
    """The periods between the first and the last slot that no slot has."""
    have = [mention_of(slot.reports[0].period) for slot in slots if slot.reports[0].period]
    if any(period.kind in (PeriodKind.RANGE, PeriodKind.TERM) for period in have):
        return []
    gaps: list[str] = []
    period: PeriodMention | None = have[-1]
    while period and period.start and have[0].start and period.start > have[0].start:
        period = stepped(period, Step.PERIOD_BEFORE)
        if period and not any(period.start == one.start for one in have):
            gaps.insert(0, period.label)
    return gaps


def without_merger(text: str) -> str | None:
    """A question about the time before units were merged without the words that say so; None for any other."""
    said = _BEFORE_MERGER.search(text)
    return " ".join(f"{text[: said.start()]} {text[said.end() :]}".split()) if said else None


def reports_before_merger(scope: Scope, reports: Reports, units: Sequence[Government]) -> list[ReportHeader]:
    """The reports of the units that bore a question's names before they were merged; [] where none was."""
    named = {place.name for place in scope.places}
    new = [unit for unit in units if fold(unit.name) in named and unit.predecessors and unit.valid_from]
    first = max((unit.valid_from for unit in new if unit.valid_from), default=None)
    if first is None:
        return []
    return [report for report in reports if _day(report) is not None and (_day(report) or date.max) < first]


def _day(report: ReportHeader) -> date | None:
    return report.issued_on or (report.period.end if report.period else None)
