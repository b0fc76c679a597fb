"""Whether a sentence answers, or the archive has to be said not to hold it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.counting import attributed, counts_all, states_what_is_counted
from assistant.evidence import Evidence
from assistant.fit import kind_fit, names_causes, places_told, quotes, says_why
from assistant.match import SLIP, Asked
from assistant.question import Asks, Question
from assistant.retrieve import Findings
from vectorstore.report import PassageKind
from vectorstore.text.letters import UPPER
from vectorstore.text.normalize import folded_syllables, normalize, syllables

ENOUGH = 0.5  # share of the question that a sentence and its context must hold
STATED = 0.42  # the same where the sentence has a figure of each thing counted
OWN = 0.2  # share that the sentence itself must hold
NAMED = 0.3  # the same for a person: name and office in one sentence
HEAVY = 0.3  # share of the question from which a word says what it is about
FIRST = 8  # sentences among which an answer is looked for
NEAR_BEST = 0.6  # of the best score that an answer must reach
AFTER = 2  # sentences within which a cause follows
_STRICT = (Asks.DATE, Asks.CODE)
ALIKE = 0.75  # of the best score from which a later report may come first
_NAME = re.compile(rf"(?<=[^.:;!?–\-+*•] )[{UPPER}][^\W\d_]*[^\W\d_{UPPER}][^\W\d_]*")  # inside a sentence, and no abbreviation
_LISTS = re.compile(r"[“\"]|(?:\blà\b|\bgồm\b|\bnhư\b|:)[^.;]*,", re.IGNORECASE)
_SELECTING = frozenset({"nữ", "cận", "tái"})  # "hộ cận nghèo" are other households than "hộ nghèo"
_LACK = re.compile(r"\b(?:chưa|thiếu|không đủ|không có)\b", re.IGNORECASE)  # a lack is a cause, too


def is_enough(findings: Findings, best: Evidence) -> bool:
    """Whether the best sentence holds enough of the question to be its answer."""
    question = findings.question
    if best.foreign or not _holds_share(question, best) or not _is_of_kind(question, best) or _only_slips(findings.asked, best):
        return False
    if any(people not in normalize(best.text) for people in question.peoples) or not _selects_alike(question, best):
        return False
    stored = best.passage
    return quotes(question, " . ".join([*stored.passage.section, stored.passage.lead, stored.text]))


def _only_slips(asked: Asked, best: Evidence) -> bool:
    """Whether all that weighs much is there with a slip only: "giá vàng hôm nay" is not "giá nặng hơn"."""
    heavy = [(term, part) for term, part in zip(asked.terms, best.parts, strict=True) if term.weight >= HEAVY * (asked.total or 1.0)]
    said = set(folded_syllables(best.text))
    return bool(heavy) and all(part <= SLIP and term.folded not in said for term, part in heavy)


def _selects_alike(question: Question, best: Evidence) -> bool:
    """Whether what the question narrows a count to ("hội viên nữ", "hộ cận nghèo") is said near the sentence."""
    stored = best.passage
    near = set(syllables(" . ".join([*stored.passage.section, stored.passage.lead, *stored.passage.heads, best.text])))
    return all(word in near for word in _SELECTING & set(syllables(question.text)))


def _holds_share(question: Question, best: Evidence) -> bool:
    held = STATED if _states_plainly(question, best) else ENOUGH
    return best.held >= held and best.own >= (NAMED if question.person else OWN)


def _states_plainly(question: Question, best: Evidence) -> bool:
    """Whether a sentence has a figure of each thing counted and lacks no word of weight."""
    return question.asks is Asks.QUANTITY and not best.lacking and counts_all(question, best.text)


def _is_of_kind(question: Question, best: Evidence) -> bool:
    """Whether a sentence has the figure, the day, the person or the cause that is asked for; a row says in its heads what it counts."""
    row = best.passage.passage.kind is PassageKind.TABLE
    if row and question.first:
        return False  # one row does not say that it has most
    if question.asks is Asks.QUANTITY:
        stored = best.passage
        near = " . ".join([stored.report.title, *stored.passage.section, stored.passage.lead, stored.text])
        return row or (states_what_is_counted(question, best.text) and attributed(question.counted, near) > 0)
    if question.names and not _names_more(question, best.text):
        return False
    if question.asks is Asks.LIST and question.place_asked:
        return len(places_told(question, best.text)) > 1 or best.text.rstrip().endswith(":")
    if question.asks in _STRICT or question.person or question.who or question.rank or question.place_asked:
        return kind_fit(question, best.text) >= 1.0
    return not question.why or _near_cause(best) or bool(_LACK.search(best.text))


def _names_more(question: Question, text: str) -> bool:
    """Whether a sentence has names that the question has not: words in capitals or in quotation marks, or a list."""
    if text.rstrip().endswith(":") or _LISTS.search(text):
        return True
    asked_for = set(syllables(question.text))
    return any(word not in asked_for for name in _NAME.findall(text) for word in syllables(name))


def _near_cause(best: Evidence) -> bool:
    """Whether a cause is given by the sentence, by its heading or by the sentences after it."""
    stored, sentences = best.passage, best.passage.passage.sentences
    at = sentences.index(best.sentence)
    near = " ".join(sentence.clean(stored.source) for sentence in sentences[max(0, at - 1) : at + 1 + AFTER])
    return says_why(" . ".join([*stored.passage.section, stored.passage.lead, near]))


def first_enough(findings: Findings, evidence: Sequence[Evidence]) -> Evidence | None:
    """The best of the first sentences that is enough."""
    return next((one for one in evidence[:FIRST] if is_enough(findings, one)), None)


def best_enough(findings: Findings, evidence: Sequence[Evidence]) -> Evidence | None:
    """The same near the best score, from the latest report where the latest is asked for and no period is named."""
    near = [one for one in evidence[:FIRST] if one.score >= NEAR_BEST * evidence[0].score and is_enough(findings, one)]
    if not near:
        return None
    if findings.question.why:
        # The causes called so, then a cause, then what only has one nearby.
        return next((one for said in (names_causes, says_why) for one in near if said(one.text)), near[0])
    return newest(near) if findings.question.latest and not findings.scope.periods else near[0]


def newest(evidence: Sequence[Evidence]) -> Evidence:
    """Of sentences that say nearly as much as the best, the one of the latest period."""
    near = [one for one in evidence if one.score >= ALIKE * evidence[0].score]
    return max(near, key=lambda one: one.passage.report.period.end.toordinal() if one.passage.report.period else 0)
