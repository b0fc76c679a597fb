"""From a question to a checked, cited reply, without a language model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant import wording
from assistant.answer import AnswerKind, ChatFilters, Citation
from assistant.compose import (
    Answered,
    compose,
    compose_compared,
    compose_missing,
    compose_points,
    compose_refusal,
    compose_several,
    compose_total,
)
from assistant.conflict import touched
from assistant.counting import counts_all
from assistant.enough import FIRST, best_enough, first_enough, is_enough, newest
from assistant.evidence import Evidence, evidence_for
from assistant.follow import Thread, weighed
from assistant.highest import highest_row
from assistant.ledger.answer import LedgerAnswers, reports_before_merger, without_merger
from assistant.ledger.operation import Operation, operating_words, operation_of
from assistant.match import ANY_ARCHIVE, Asked, credits, share, words_of
from assistant.question import Asks, Place, spelt_out_periods, understand
from assistant.relative import Step, is_compared, mention_of, relative_of, stepped
from assistant.reply import Draft, Reply
from assistant.retrieve import Findings, Search, allowed_by, retrieve, understood
from assistant.scope import Scope, own_place, scope_of, units_of
from assistant.section import points_under
from assistant.several import by_period, by_place, parts
from assistant.talk.clarify import asked_back, names_no_unit, picked, units_alike
from assistant.talk.pointed import Pointed, places_of
from assistant.talk.reading import Whole, answered
from assistant.talk.rescope import with_units, written
from assistant.talk.whole import whole
from assistant.total import asks_total, compares, operands, spelt_out, stated
from vectorstore import governments, ledger
from vectorstore.archive import Archive
from vectorstore.figure import StoredConflict
from vectorstore.stored import ReportHeader, StoredPassage
from vectorstore.text.period import PeriodMention, find_periods

WHOLE = 0.72  # share from which one sentence answers a question that sets several units side by side
LIGHTEST = 0.4  # of the heaviest part's weight that every part must have
PART = 0.8  # share of each part from which one sentence answers both
SPOKEN = 8  # units of a conversation that are kept


class Responder:
    """Answers one question at a time; `state` carries what the next one may lean on."""

    def __init__(self, archive: Archive, search: Search) -> None:
        self._archive = archive
        self._search = search
        self._ledger = LedgerAnswers(archive, self._weighed_without, self._weighed)

    def respond(
        self, question: str, state: Mapping[str, Any] | None = None, filters: ChatFilters | None = None
    ) -> tuple[Reply, dict[str, Any]]:
        """The reply, and the state to give back with the next question of the conversation."""
        text, reports = spelt_out_periods(question), self._archive.headers()
        allowed = allowed_by(filters, reports)
        if not allowed:
            return _empty(wording.NOTHING_IN_FILTERS if reports else wording.NOTHING_HERE), {"turns": [text]}
        before, units = state or {}, units_of(reports)
        chosen = picked(text, before.get("choices", ()))
        spoken = places_of(before.get("spoken", ()), units)
        told = places_of(before.get("told", ()), units)
        turns, reply = self._read(whole(chosen or text, () if chosen else tuple(before.get("turns", ())), units, spoken), allowed, told)
        named = [written([place]) for place in dict.fromkeys([*places_of(turns.turns, units), *spoken])]
        told_now = [place.shown for place in dict.fromkeys(own_place(one.issuer) for one in reply.citations if reply.answerable) if place]
        return reply, {"turns": [*turns.turns], "spoken": named[:SPOKEN], "told": told_now, "choices": [*reply.choices]}

    def _read(self, meant: Whole, allowed: Sequence[ReportHeader], told: Sequence[Place]) -> tuple[Thread, Reply]:
        """What a question is read as, and its answer, or the question back which of several things is meant."""
        if meant.choices:
            return meant.readings[0].thread, asked_back(meant.choices)
        turns, reply = answered(meant, lambda asked: self._answer(asked, allowed), self._search.frequency, self._around)
        return self._of_a_unit(turns, reply, allowed, told)

    def _of_a_unit(self, turns: Thread, reply: Reply, allowed: Sequence[ReportHeader], told: Sequence[Place]) -> tuple[Thread, Reply]:
        """The reply, or the question back which unit is meant where several state the figure alike and the last answer was of none."""
        if not reply.answerable or reply.kind is not AnswerKind.FIGURE or not names_no_unit(self._understood(turns, allowed)):
            return turns, reply
        findings = self._find(turns, allowed)
        alike = units_alike(findings, self._ledger.of_each_unit(findings, allowed), evidence_for(findings), reply)
        last = turns.turns[-1]
        meant = [place for place in alike if place in told]
        if len(meant) == 1:  # a follow-up goes on about the unit of the answer before
            own = Thread((*turns.turns[:-1], with_units(last, meant, alike)))
            return own, self._answer(own, allowed)
        return turns, asked_back(Pointed(last, tuple(alike)).choices(last, alike)) if alike else reply

    def _answer(self, turns: Thread, allowed: Sequence[ReportHeader]) -> Reply:
        """The first way to answer that the question and what was found are fit for."""
        turns, allowed = self._of_the_time(turns, allowed)
        findings = self._find(turns, allowed)
        evidence = evidence_for(findings)
        return (
            (None if _says_the_first(findings, evidence) else self._compared(findings, evidence, allowed))
            or self._from_ledger(findings, evidence, allowed)
            or self._relative(findings, evidence, allowed)
            or self._total(findings, allowed)
            or self._points(findings, evidence)
            or self._two_periods(findings, evidence, allowed)
            or self._side_by_side(findings, evidence, allowed)
            or self._in_parts(findings, evidence, allowed)
            or self._best(findings, evidence)
            or compose_refusal(findings, evidence)
        )

    def _of_the_time(self, turns: Thread, allowed: Sequence[ReportHeader]) -> tuple[Thread, Sequence[ReportHeader]]:
        """The reports from before a merger where a question says so: another unit bore the same name."""
        *earlier, last = turns.turns
        rest = without_merger(last)
        if rest is None:
            return turns, allowed
        old = reports_before_merger(scope_of(understand(rest), [], allowed), allowed, governments.governments(self._archive))
        return (Thread((*earlier, rest)), old) if old else (turns, allowed)

    # --- The ways to answer -------------------------------------------------------------------------------------------------------

    def _from_ledger(self, findings: Findings, evidence: Sequence[Evidence], allowed: Sequence[ReportHeader]) -> Reply | None:
        """Two periods set side by side, or what was summed up since the new year."""
        asked_for, named = findings.turns.turns[-1], findings.scope.periods
        relative = relative_of(asked_for, bool(find_periods(asked_for)))
        if relative and relative.compared and (periods := _periods(findings, evidence, relative.step)):
            return self._ledger.compared(findings, *periods, allowed)
        wanted = operation_of(asked_for)
        adds = wanted is not None and wanted.operation is Operation.TOTAL and not is_compared(asked_for)
        if relative is None and len(named) == 2 and findings.question.asks is not Asks.REPORTS and not adds:
            later, earlier = sorted(named, key=lambda period: period.start or date.min, reverse=True)
            inside = later.start and later.end and earlier.overlaps(later.start, later.end)
            return None if inside and not is_compared(asked_for) else self._ledger.compared(findings, later, earlier, allowed)
        return (
            self._ledger.share_of_total(findings, allowed)
            or self._ledger.of_a_place(findings, allowed)
            or self._done(findings, evidence, allowed)
            or self._ledger.one(findings, named[0] if named else None, allowed)
        )

    def _compared(self, findings: Findings, evidence: Sequence[Evidence], allowed: Sequence[ReportHeader]) -> Reply | None:
        """What units, periods or a table's rows say beside one another."""
        return self._ledger.together(findings, allowed) or self._highest(findings, evidence)

    def _highest(self, findings: Findings, evidence: Sequence[Evidence]) -> Reply | None:
        """The row of a table that has most or least of what is asked."""
        left_out = findings.told | operating_words(findings.question.text)
        row = highest_row(
            findings.question,
            evidence,
            lambda words: self._weighed_without(findings, left_out | words),
            lambda stored: self._under(stored.report.id, stored.passage.section),
        )
        return compose(findings, [row], self._following, self._conflicts) if row else None

    def _done(self, findings: Findings, evidence: Sequence[Evidence], allowed: Sequence[ReportHeader]) -> Reply | None:
        """What was reached, where the best sentence only says what is planned."""
        question = findings.question
        planned = question.asks is Asks.QUANTITY and not question.ahead and bool(evidence) and self._ledger.is_planned(evidence[0])
        return self._ledger.done(findings, allowed) if planned else None

    def _relative(self, findings: Findings, evidence: Sequence[Evidence], allowed: Sequence[ReportHeader]) -> Reply | None:
        """The period before, or the same of the year before: by itself, or beside the period it is counted from."""
        asked_for = findings.turns.turns[-1]
        relative = relative_of(asked_for, bool(find_periods(asked_for)))
        periods = _periods(findings, evidence, relative.step) if relative else None
        if relative is None or periods is None or (relative.compared and _compares_itself(findings, evidence, relative.step, periods[1])):
            return None
        scopes = [replace(findings.scope, periods=(one,), apart=False) for one in (periods if relative.compared else periods[1:])]
        answered = [(part, first_enough(part, evidence_for(part))) for part in self._each(findings, scopes, allowed)]
        found = [(part, best) for part, best in answered if best]
        if missing := [part.scope.periods[0] for part, best in answered if best is None]:
            gone = [period for period in missing if self._ledger.missing(findings, period, allowed)]
            return compose_missing(gone[0].label, _labels(findings, allowed), found) if gone else None
        return compose_compared(found) if relative.compared else compose(found[0][0], [found[0][1]], self._following, self._conflicts)

    def _total(self, findings: Findings, allowed: Sequence[ReportHeader]) -> Reply | None:
        """A sum or difference of figures that the question names."""
        sign, names = spelt_out(findings.question.text)
        if names:
            found = operands(findings, names, lambda words: self._weighed(words, findings.told))
            return compose_total(sign, found) if found else None
        scopes = by_place(findings.question, findings.scope, allowed)  # over periods the ledger adds, or nobody does
        if not scopes or not asks_total(findings.question):
            return None
        each = [stated(part, evidence_for(part)) for part in self._each(findings, scopes, allowed)]
        return compose_total("+", [operand for operand in each if operand]) if all(each) else None

    def _points(self, findings: Findings, evidence: Sequence[Evidence]) -> Reply | None:
        """The points below a heading that is what is asked for."""
        if findings.question.asks is not Asks.LIST:
            return None
        points = points_under(findings, evidence, self._under)
        return compose_points(points) if len(points) >= 2 else None

    def _two_periods(self, findings: Findings, evidence: Sequence[Evidence], allowed: Sequence[ReportHeader]) -> Reply | None:
        """What each of two periods says, where a question sets them side by side and no one sentence does."""
        scopes = by_period(findings.question, findings.scope)
        if len(scopes) != 2 or first_enough(findings, evidence):
            return None
        return _several(self._each(findings, scopes, allowed), compose_compared if is_compared(findings.question.text) else compose_several)

    def _side_by_side(self, findings: Findings, evidence: Sequence[Evidence], allowed: Sequence[ReportHeader]) -> Reply | None:
        """Each unit's own words when the question sets units side by side."""
        scopes = by_place(findings.question, findings.scope, allowed)
        if not scopes or (evidence and is_enough(findings, evidence[0]) and evidence[0].own >= WHOLE):
            return None
        return _several(self._each(findings, scopes, allowed))

    def _in_parts(self, findings: Findings, evidence: Sequence[Evidence], allowed: Sequence[ReportHeader]) -> Reply | None:
        """Both answers to a question that asks two things, where no one sentence holds both."""
        pieces = parts(findings.question.text)
        if len(pieces) < 2 or findings.scope.apart or not self._weighty(pieces):
            return None
        if evidence and (counts_all(findings.question, evidence[0].text) or all(self._holds(piece, evidence[0]) for piece in pieces)):
            return None
        return _several([self._part(findings, piece, allowed) for piece in pieces])

    def _best(self, findings: Findings, evidence: Sequence[Evidence]) -> Reply | None:
        """The reply from the best sentence that holds enough, if one of the first does."""
        best = best_enough(findings, evidence)
        return compose(findings, [best, *(one for one in evidence if one is not best)], self._following, self._conflicts) if best else None

    # --- What they look up --------------------------------------------------------------------------------------------------------

    def _find(self, turns: Thread, allowed: Sequence[ReportHeader], only: Scope | None = None) -> Findings:
        return retrieve(turns, self._search, allowed, self._archive.counts()[1], only)

    def _understood(self, turns: Thread, allowed: Sequence[ReportHeader]) -> Findings:
        return understood(turns, self._search, allowed, self._archive.counts()[1])

    def _each(self, findings: Findings, scopes: Sequence[Scope], allowed: Sequence[ReportHeader]) -> list[Findings]:
        """The question put to each scope by itself; what is asked of several reports is asked of one."""
        asks = Asks.QUANTITY if findings.question.counted or findings.question.asks is Asks.REPORTS else findings.question.asks
        found = [self._find(findings.turns, allowed, scope) for scope in scopes]
        return [replace(part, question=replace(part.question, asks=asks)) for part in found]

    def _part(self, whole: Findings, piece: str, allowed: Sequence[ReportHeader]) -> Findings:
        """A part of a question, with the places, times and bodies of the whole where it names none."""
        part = self._understood(Thread((piece,)), allowed)
        scope = replace(part.scope, places=part.scope.places or whole.scope.places, periods=part.scope.periods or whole.scope.periods)
        own = part.question.bodies or part.scope.places
        part = self._find(Thread((piece,)), allowed, scope)
        return part if own else replace(part, question=replace(part.question, bodies=whole.question.bodies))

    def _weighty(self, pieces: Sequence[str]) -> bool:
        """Whether each part can be asked by itself: "hướng xử lý ra sao" cannot."""
        totals = [self._weighed(piece).total for piece in pieces]
        return min(totals) >= LIGHTEST * max(totals)

    def _holds(self, piece: str, evidence: Evidence) -> bool:
        asked = self._weighed(piece)
        return share(asked, credits(asked, words_of(evidence.text))) >= PART

    def _weighed(self, words: str, leave_out: frozenset[str] = frozenset()) -> Asked:
        return weighed(Thread((words,)), self._search.frequency, ANY_ARCHIVE, leave_out)

    def _weighed_without(self, findings: Findings, leave_out: frozenset[str]) -> Asked:
        return weighed(findings.turns, self._search.frequency, self._archive.counts()[1], leave_out)

    def _conflicts(self, evidence: Evidence, shown: str) -> list[StoredConflict]:
        return touched(ledger.conflicts_in(self._archive, evidence.passage.report.id), evidence, shown)

    def _under(self, report_id: str, section: tuple[str, ...]) -> list[StoredPassage]:
        """The passages below a heading."""
        passages = self._archive.report(report_id).passages
        return self._archive.passages([f"{report_id}:{p.ordinal}" for p in passages if p.section[: len(section)] == section])

    def _around(self, citation: Citation) -> str:
        """The words that a citation stands among: its title and headings, its sentence and the one before."""
        report = self._archive.report(citation.report_id)
        sentences = [sentence for passage in report.passages for sentence in passage.sentences]
        at = next((n for n, sentence in enumerate(sentences) if sentence.start <= citation.start < sentence.end), None)
        near = [] if at is None else [sentence.clean(report.text) for sentence in sentences[max(0, at - 1) : at + 1]]
        return " . ".join([citation.title, citation.section, *near, citation.quote])

    def _following(self, stored: StoredPassage) -> StoredPassage | None:
        """The passage that goes on with the same paragraph, which was too long for one."""
        report_id, _, ordinal = stored.key.rpartition(":")
        found = self._archive.passages([f"{report_id}:{int(ordinal) + 1}"])
        goes_on = (
            found
            and found[0].passage.kind is stored.passage.kind
            and "\n" not in stored.source[stored.passage.sentences[-1].end : found[0].passage.sentences[0].start]
        )
        return found[0] if goes_on else None


def _says_the_first(findings: Findings, evidence: Sequence[Evidence]) -> bool:
    """Whether the best sentence itself says which is highest: "Ba xã có tỷ lệ trễ hạn cao nhất là …"."""
    return bool(evidence) and " nhất" in evidence[0].text and evidence[0].own >= WHOLE and is_enough(findings, evidence[0])


def _empty(words: str) -> Reply:
    return Draft().reply(words, AnswerKind.NONE, answerable=False)


def _several(found: Sequence[Findings], composed: Callable[[Sequence[Answered]], Reply] = compose_several) -> Reply | None:
    """Each part's best sentence; None when one has none, or when one sentence answers them all."""
    answered: list[Answered] = []
    for part in found:
        evidence = evidence_for(part)
        if not evidence or not is_enough(part, evidence[0]):
            return None
        answered.append((part, evidence[0]))
    return composed(answered) if len({best.sentence for _, best in answered}) == len(answered) else None


def _compares_itself(findings: Findings, evidence: Sequence[Evidence], step: Step, other: PeriodMention) -> bool:
    """Whether the best sentence already sets its period beside the other, or says why they differ."""
    return bool(evidence) and (findings.question.why or compares(evidence[0].text, step, other)) and is_enough(findings, evidence[0])


def _periods(findings: Findings, evidence: Sequence[Evidence], step: Step) -> tuple[PeriodMention, PeriodMention] | None:
    """The period that is counted from, and the one a step before it."""
    base = findings.scope.periods[0] if findings.scope.periods else _newest_period(findings, evidence)
    other = stepped(base, step) if base else None
    return (base, other) if base and other else None


def _newest_period(findings: Findings, evidence: Sequence[Evidence]) -> PeriodMention | None:
    """The period of the newest report among the sentences that answer."""
    enough = [one for one in evidence[:FIRST] if one.passage.report.period and is_enough(findings, one)]
    period = newest(enough).passage.report.period if enough else None
    return mention_of(period) if period else None


def _labels(findings: Findings, reports: Sequence[ReportHeader]) -> list[str]:
    """The periods of the reports asked about: what is missing is named with its neighbours and never replaced."""
    return sorted({report.period.label for report in reports if report.period and findings.scope.names(report)})
