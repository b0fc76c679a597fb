"""From a question to a checked, cited reply, without a language model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant import wording
from assistant.answer import AnswerKind, ChatFilters
from assistant.compose import compose, compose_compared, compose_missing, compose_points, compose_several, compose_total
from assistant.evidence import Evidence, counts_all, gather, kind_fit, states_what_is_counted
from assistant.excerpt import excerpt
from assistant.follow import Thread, thread, weighed
from assistant.match import credits, share, words_of
from assistant.question import Asks, Question
from assistant.relative import mention_of, relative_of, stepped
from assistant.reply import Draft, Reply
from assistant.retrieve import Findings, Search, allowed_by, retrieve
from assistant.scope import Scope
from assistant.section import points_under
from assistant.several import by_period, by_place, parts
from assistant.total import asks_total, compares, operands, spelt_out, stated
from vectorstore.archive import Archive
from vectorstore.report import PassageKind
from vectorstore.stored import CardFilter, ReportHeader, StoredPassage
from vectorstore.text.normalize import folded_syllables
from vectorstore.text.period import PeriodMention

ENOUGH = 0.5  # share of the question that a sentence and its context must hold
STATED = 0.42  # the same where the sentence has a figure of each thing counted
OWN = 0.2  # share that the sentence itself must hold
NAMED = 0.3  # the same for a person: name and office in one sentence
WHOLE = 0.72  # share from which one sentence answers a question of two parts
ALIKE = 0.75
FIRST = 8
NEAR_BEST = 0.6
LIGHTEST = 0.4  # of the heaviest part's weight that every part must have
PART = 0.8  # share of each part from which one sentence answers both
KEPT_TURNS = 3
ALL = 100_000


class Responder:
    """Answers one question at a time; `state` carries what the next one may lean on."""

    def __init__(self, archive: Archive, search: Search) -> None:
        self._archive = archive
        self._search = search

    def respond(
        self, question: str, state: Mapping[str, Any] | None = None, filters: ChatFilters | None = None
    ) -> tuple[Reply, dict[str, Any]]:
        """The reply, and the state to give back with the next question of the conversation."""
        turns = thread(question, tuple((state or {}).get("turns", ())))
        reports = [card.report for card in self._archive.cards(CardFilter(), ALL).cards]
        allowed = allowed_by(filters, reports)
        reply = _empty(reports, allowed) or self._answer(turns, allowed)
        return reply, {"turns": [*turns.turns][-KEPT_TURNS:]}

    def _best(self, findings: Findings, evidence: Sequence[Evidence]) -> Reply | None:
        """The reply from the best sentence that holds enough, if one of the first does."""
        enough = [one for one in evidence[:FIRST] if one.score >= NEAR_BEST * evidence[0].score and is_enough(findings, one)]
        if not enough:
            return None
        best = newest(enough) if findings.question.latest and not findings.scope.periods else enough[0]
        return compose(findings, [best, *(one for one in evidence if one is not best)], self._following)

    def _find(self, turns: Thread, allowed: Sequence[ReportHeader], only: Scope | None = None) -> Findings:
        return retrieve(turns, self._search, allowed, self._archive.counts()[1], only)

    def _answer(self, turns: Thread, allowed: Sequence[ReportHeader]) -> Reply:
        findings = self._find(turns, allowed)
        evidence = gather(findings.question, findings.asked, findings.scope, findings.hits)
        return (
            self._relative(findings, evidence, allowed)
            or self._total(findings, allowed)
            or self._points(findings, evidence)
            or self._side_by_side(findings, evidence, allowed)
            or self._in_parts(findings, evidence, allowed)
            or self._best(findings, evidence)
            or _refusal(findings, evidence)
        )

    def _relative(self, findings: Findings, evidence: Sequence[Evidence], allowed: Sequence[ReportHeader]) -> Reply | None:
        """The period before, or the same of the year before: by itself, or beside the period it is counted from."""
        relative = relative_of(findings.turns.turns[-1], bool(findings.scope.periods))
        said = bool(evidence) and (compares(evidence[0].text) or findings.question.why) and is_enough(findings, evidence[0])
        if relative is None or (relative.compared and said):
            return None
        base = findings.scope.periods[0] if findings.scope.periods else _newest_period(findings, evidence)
        other = stepped(base, relative.step) if base else None
        if base is None or other is None:
            return None
        scopes = [replace(findings.scope, periods=(one,), apart=False) for one in ((base, other) if relative.compared else (other,))]
        answered = [(part, self._first(part)) for part in self._each(findings, scopes, allowed)]
        if missing := [part.scope.periods[0] for part, best in answered if best is None]:
            return self._missing(findings, missing[0], [(part, best) for part, best in answered if best], allowed)
        found = [(part, best) for part, best in answered if best]
        return compose_compared(found) if relative.compared else compose(found[0][0], [found[0][1]], self._following)

    def _first(self, part: Findings) -> Evidence | None:
        evidence = gather(part.question, part.asked, part.scope, part.hits)
        return next((one for one in evidence[:FIRST] if is_enough(part, one)), None)

    def _missing(
        self, findings: Findings, period: PeriodMention, found: Sequence[tuple[Findings, Evidence]], allowed: Sequence[ReportHeader]
    ) -> Reply:
        """A period without an answer is said to be missing, with the neighbours that there are; never replaced."""
        near = sorted({report.period.label for report in allowed if report.period and findings.scope.names(report)})
        return compose_missing(period.label, near, found)

    def _total(self, findings: Findings, allowed: Sequence[ReportHeader]) -> Reply | None:
        """A sum or difference of figures that the question names."""
        sign, names = spelt_out(findings.question.text)
        if names:
            found = operands(findings, names, lambda words: weighed(Thread((words,)), self._search.frequency, 1000, findings.told))
            return compose_total(sign, found) if found else None
        scopes = by_period(findings.question, findings.scope) or by_place(findings.question, findings.scope, allowed)
        if not scopes or not asks_total(findings.question):
            return None
        each = [stated(part, gather(part.question, part.asked, part.scope, part.hits)) for part in self._each(findings, scopes, allowed)]
        return compose_total("+", [operand for operand in each if operand]) if all(each) else None

    def _each(self, findings: Findings, scopes: Sequence[Scope], allowed: Sequence[ReportHeader]) -> list[Findings]:
        found = [self._find(findings.turns, allowed, scope) for scope in scopes]
        asks = Asks.QUANTITY if findings.question.counted or findings.question.asks is Asks.REPORTS else findings.question.asks
        return [replace(part, question=replace(part.question, asks=asks)) for part in found]

    def _points(self, findings: Findings, evidence: Sequence[Evidence]) -> Reply | None:
        """The points below a heading that is what is asked for."""
        if findings.question.asks is not Asks.LIST:
            return None
        points = points_under(findings, evidence, self._under)
        return compose_points(points) if len(points) >= 2 else None

    def _under(self, report_id: str, section: tuple[str, ...]) -> list[StoredPassage]:
        passages = self._archive.report(report_id).passages
        return self._archive.passages([f"{report_id}:{p.ordinal}" for p in passages if p.section[: len(section)] == section])

    def _following(self, stored: StoredPassage) -> StoredPassage | None:
        """The passage that goes on with the same paragraph, which was too long for one."""
        report_id, _, ordinal = stored.key.rpartition(":")
        found = self._archive.passages([f"{report_id}:{int(ordinal) + 1}"])
        goes_on = found and "\n" not in stored.source[stored.passage.sentences[-1].end : found[0].passage.sentences[0].start]
        return found[0] if goes_on else None

    def _side_by_side(self, findings: Findings, evidence: Sequence[Evidence], allowed: Sequence[ReportHeader]) -> Reply | None:
        """Each unit's own words when the question sets units side by side."""
        scopes = by_place(findings.question, findings.scope, allowed)
        if not scopes or (evidence and is_enough(findings, evidence[0]) and evidence[0].own >= WHOLE):
            return None
        return self._several([part for part in self._each(findings, scopes, allowed)])

    def _in_parts(self, findings: Findings, evidence: Sequence[Evidence], allowed: Sequence[ReportHeader]) -> Reply | None:
        """Both answers to a question that asks two things, where no one sentence holds both."""
        pieces = parts(findings.question.text)
        if evidence and counts_all(findings.question, evidence[0].text):
            return None
        if (
            len(pieces) < 2
            or not self._weighty(pieces)
            or findings.scope.apart
            or (evidence and all(self._holds(piece, evidence[0]) for piece in pieces))
        ):
            return None
        return self._several([self._part(findings, piece, allowed) for piece in pieces])

    def _part(self, whole: Findings, piece: str, allowed: Sequence[ReportHeader]) -> Findings:
        """A part of a question, with the places, times and bodies of the whole where it names none."""
        part = self._find(Thread((piece,)), allowed)
        scope = replace(part.scope, places=part.scope.places or whole.scope.places, periods=part.scope.periods or whole.scope.periods)
        own = part.question.bodies or part.scope.places != ()
        part = self._find(Thread((piece,)), allowed, scope)
        return part if own else replace(part, question=replace(part.question, bodies=whole.question.bodies))

    def _weighty(self, pieces: Sequence[str]) -> bool:
        """Whether each part can be asked by itself: "hướng xử lý ra sao" cannot."""
        totals = [weighed(Thread((piece,)), self._search.frequency, 1000, frozenset()).total for piece in pieces]
        return min(totals) >= LIGHTEST * max(totals)

    def _holds(self, piece: str, evidence: Evidence) -> bool:
        asked = weighed(Thread((piece,)), self._search.frequency, 1000, frozenset())
        return share(asked, credits(asked, words_of(evidence.text))) >= PART

    def _several(self, found: Sequence[Findings]) -> Reply | None:
        answered = []
        for part in found:
            evidence = gather(part.question, part.asked, part.scope, part.hits)
            if not evidence or not is_enough(part, evidence[0]):
                return None
            answered.append((part, evidence[0]))
        if len({best.sentence for _, best in answered}) < len(answered):
            return None  # one sentence answers it all
        return compose_several(answered)


def _newest_period(findings: Findings, evidence: Sequence[Evidence]) -> PeriodMention | None:
    """The period of the newest report among the sentences that answer."""
    enough = [one for one in evidence[:FIRST] if one.passage.report.period and is_enough(findings, one)]
    period = newest(enough).passage.report.period if enough else None
    return mention_of(period) if period else None


def newest(evidence: Sequence[Evidence]) -> Evidence:
    """Of sentences that say nearly as much as the best, the one of the latest period."""
    near = [one for one in evidence if one.score >= ALIKE * evidence[0].score]
    return max(near, key=lambda one: one.passage.report.period.end.toordinal() if one.passage.report.period else 0)


def is_enough(findings: Findings, best: Evidence) -> bool:
    """Whether the best sentence holds enough of the question to be its answer."""
    question = findings.question
    row = best.passage.passage.kind is PassageKind.TABLE
    if question.asks is Asks.QUANTITY and not row and not states_what_is_counted(question, best.text):
        return False
    if (
        best.held < (STATED if _states_plainly(question, best) else ENOUGH)
        or best.own < (NAMED if question.person else OWN)
        or best.foreign
    ):
        return False
    if question.person and kind_fit(question, best.text) < 1.0:
        return False
    return all(quoted in _flat(best) for quoted in question.quoted)


def _states_plainly(question: Question, best: Evidence) -> bool:
    """Whether a sentence has a figure of each thing counted and lacks no word of weight."""
    return question.asks is Asks.QUANTITY and not best.lacking and counts_all(question, best.text)


def _flat(evidence: Evidence) -> str:
    stored = evidence.passage
    return " ".join(folded_syllables(" . ".join([*stored.passage.section, stored.passage.lead, stored.text])))


def _empty(reports: Sequence[ReportHeader], allowed: Sequence[ReportHeader]) -> Reply | None:
    if not reports:
        return Draft().reply(wording.NOTHING_HERE, AnswerKind.NONE, answerable=False)
    if not allowed:
        return Draft().reply(wording.NOTHING_IN_FILTERS, AnswerKind.NONE, answerable=False)
    return None


def _refusal(findings: Findings, evidence: Sequence[Evidence]) -> Reply:
    draft = Draft()
    place = ", ".join(place.shown for place in findings.scope.places)
    words = wording.refusal(place, "; ".join(period.label for period in findings.scope.periods))
    if evidence and evidence[0].held >= 0.3:
        near = excerpt(findings, evidence[0])
        n = draft.cite(evidence[0].passage, near.cited)
        words += "\n\n" + wording.nearest(near.text, n, evidence[0].passage.report)
    return draft.reply(words, AnswerKind.NONE, answerable=False)
