"""From a question to a checked, cited reply, without a language model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant import wording
from assistant.answer import AnswerKind, ChatFilters
from assistant.compose import compose
from assistant.evidence import Evidence, gather
from assistant.excerpt import excerpt
from assistant.follow import thread
from assistant.question import Asks
from assistant.reply import Draft, Reply
from assistant.retrieve import Findings, Search, allowed_by, retrieve
from vectorstore.archive import Archive
from vectorstore.stored import CardFilter, ReportHeader
from vectorstore.text.normalize import folded_syllables

ENOUGH = 0.5  # share of the question that a sentence and its context must hold
OWN = 0.25  # share that the sentence itself must hold
KEPT_TURNS = 3
ALL = 100_000


class Responder:
    """Answers one question at a time; `state` carries what the next one may lean on."""

    def __init__(self, archive: Archive, search: Search) -> None:
        self._archive = archive
        self._search = search

    def respond(self, question: str, state: Mapping[str, Any] | None = None, filters: ChatFilters | None = None) -> tuple[Reply, dict[str, Any]]:
        """The reply, and the state to give back with the next question of the conversation."""
        earlier = tuple((state or {}).get("turns", ()))
        turns = thread(question, earlier)
        reports = self._reports()
        allowed = allowed_by(filters, reports)
        reply = _empty(reports, allowed) or self._answer(retrieve(turns, self._search, allowed, self._archive.counts()[1]), allowed)
        return reply, {"turns": [*turns.turns][-KEPT_TURNS:]}

    def _reports(self) -> list[ReportHeader]:
        return [card.report for card in self._archive.cards(CardFilter(), ALL).cards]

    def _answer(self, findings: Findings, allowed: Sequence[ReportHeader]) -> Reply:
        evidence = gather(findings.question, findings.asked, findings.scope, findings.hits)
        if evidence and is_enough(findings, evidence[0]):
            return compose(findings, evidence)
        return _refusal(findings, evidence, allowed)


def is_enough(findings: Findings, best: Evidence) -> bool:
    """Whether the best sentence holds enough of the question to be its answer."""
    if best.held < ENOUGH or best.own < OWN:
        return False
    return all(quoted in _flat(best) for quoted in findings.question.quoted)


def _flat(evidence: Evidence) -> str:
    stored = evidence.passage
    return " ".join(folded_syllables(" . ".join([*stored.passage.section, stored.passage.lead, stored.text])))


def _empty(reports: Sequence[ReportHeader], allowed: Sequence[ReportHeader]) -> Reply | None:
    if not reports:
        return Draft().reply(wording.NOTHING_HERE, AnswerKind.NONE, answerable=False)
    if not allowed:
        return Draft().reply(wording.NOTHING_IN_FILTERS, AnswerKind.NONE, answerable=False)
    return None


def _refusal(findings: Findings, evidence: Sequence[Evidence], allowed: Sequence[ReportHeader]) -> Reply:
    draft = Draft()
    place = ", ".join(place.name.title() for place in findings.scope.places)
    words = wording.refusal(place, "; ".join(period.label for period in findings.scope.periods))
    if evidence and evidence[0].held >= 0.3:
        near = excerpt(findings.question, findings.asked, evidence[0])
        n = draft.cite(evidence[0].passage, near.cited)
        words += "\n\n" + wording.nearest(near.text, n, evidence[0].passage.report)
    return draft.reply(words, AnswerKind.NONE, answerable=False)
