"""The fewest words of a sentence that say what was asked, word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import COUNTED, PERSON, RANKED, Evidence, counts, kind_fit, names_place, numbers_of, other_level
from assistant.match import Asked, credits, words_of
from assistant.question import Asks, Question
from assistant.retrieve import Findings
from assistant.scope import Scope, same_time
from vectorstore.report import PassageKind, Sentence, Span
from vectorstore.text.clean import cleaned
from vectorstore.text.figures import find_figures
from vectorstore.text.normalize import fold
from vectorstore.text.period import PeriodKind, find_periods
from vectorstore.text.sentence import clauses, phrases

WHOLE = 130  # a sentence of up to this many characters is shown whole
MOST = 320  # characters that an excerpt may have
KIND = 0.35  # share of the question that the kind of thing asked for is worth
NOW = 0.15  # what "đến nay" adds when the present is asked about
GAIN = 0.12  # share of the question that a further phrase must add
NAMED = 0.25  # share of the question that naming the very place or time is worth
BRIDGE = 60
ELLIPSIS = " … "


@dataclass(frozen=True, slots=True)
class Piece:
    """One phrase of a sentence: where it stands, its clean words, its credit for each term."""

    span: Span
    text: str
    parts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Clean words to show and the part of the report that is cited for them."""

    text: str
    cited: Sentence


def excerpt(findings: Findings, evidence: Evidence) -> Excerpt:
    """The phrases of the sentence that answer; a short sentence whole."""
    if evidence.passage.passage.kind is PassageKind.TABLE:
        return Excerpt(row_words(evidence.text, evidence.passage.passage.heads), evidence.sentence)
    pieces = _of_time(findings.scope, _pieces(findings.asked, evidence))
    if len(pieces) <= 1 and len(evidence.text) <= WHOLE:
        return Excerpt(_bare(evidence.text), evidence.sentence)
    chosen = _chosen(findings, evidence, pieces)
    if len(evidence.text) <= WHOLE and len(pieces) == len(_pieces(findings.asked, evidence)):
        return Excerpt(_bare(evidence.text), evidence.sentence)
    return Excerpt(_shown(pieces, chosen), _cited(evidence, [pieces[at] for at in chosen]))


_NOW = re.compile(r"đến nay|hiện nay|hiện có|hiện tại|thời điểm này|\bhiện\b", re.IGNORECASE)
_CELL = re.compile(r" ?\| ?")
_UNIT_HEAD = re.compile(r"đơn vị|đvt|dvt", re.IGNORECASE)
_ORDER_HEAD = re.compile(r"^(?:tt|stt|số tt)$", re.IGNORECASE)


def row_words(row: str, heads: Sequence[str]) -> str:
    """A table row in words: "Lúa mùa: Kế hoạch 51,0; Thực hiện 50,3 (đơn vị: tạ/ha)"."""
    cells = [cell.strip() for cell in _CELL.split(row)]
    if len(heads) != len(cells):
        return " – ".join(cell for cell in cells if cell)
    named = [(head, cell) for head, cell in zip(heads, cells, strict=True) if cell and not _ORDER_HEAD.match(head)]
    unit = next((cell for head, cell in named if _UNIT_HEAD.search(head)), "")
    label, *values = [(head, cell) for head, cell in named if not _UNIT_HEAD.search(head)] or [("", row)]
    words = "; ".join(f"{head} {cell}" for head, cell in values)
    return f"{label[1]}: {words}" + (f" (đơn vị: {unit})" if unit else "")


def _pieces(asked: Asked, evidence: Evidence) -> list[Piece]:
    source = evidence.passage.source
    found = []
    for span in evidence.sentence.spans:
        raw = source[span.start : span.end]
        for start, end in phrases(raw):
            text = cleaned(raw[start:end])
            found.append(Piece(Span(span.start + start, span.start + end), text, tuple(credits(asked, words_of(text)))))
    return found


def _of_time(scope: Scope, pieces: list[Piece]) -> list[Piece]:
    """Where a sentence goes through years, only what it says of the year asked about: from its name to the next year's."""
    own: list[Piece] = []
    current: bool | None = None
    seen: set[bool] = set()
    for piece in pieces:
        told = [m for m in find_periods(piece.text) if m.start and m.end and m.kind is PeriodKind.YEAR]
        if told:
            current = any(same_time(asked, m) for asked in scope.periods for m in told)
            seen.add(current)
        if current:
            own.append(piece)
    return own if scope.periods and seen == {True, False} else pieces


def _chosen(findings: Findings, evidence: Evidence, pieces: Sequence[Piece]) -> list[int]:
    """Greedy: the phrase that says most, then those that still add enough."""
    question, asked = findings.question, findings.asked
    own = [_own(question, findings.scope, evidence, piece) * asked.total for piece in pieces]
    covered = _said_above(question, asked, evidence)
    chosen: list[int] = []
    stating = {
        at
        for at, piece in enumerate(pieces)
        if question.asks is Asks.QUANTITY and _kind(question, piece.text, list(question.counted) or [""]) >= COUNTED
    }
    total = asked.total or 1.0
    wanted = list(question.counted) or [""]
    while True:
        best, gain = max(
            (
                (at, (_gain(question, asked, piece, covered, wanted) + (0.0 if chosen else own[at])) / total)
                for at, piece in enumerate(pieces)
                if at not in chosen and (chosen or not stating or at in stating)
            ),
            key=lambda pair: pair[1],
            default=(-1, 0.0),
        )
        length = sum(len(pieces[at].text) for at in chosen)
        if best < 0 or (chosen and (gain < GAIN or length + len(pieces[best].text) > MOST)):
            return _bridged(pieces, _with_name(question, pieces, sorted(chosen)))
        chosen.append(best)
        covered = [max(a, b) for a, b in zip(covered, pieces[best].parts, strict=True)]
        wanted = [noun for noun in wanted if not _answers(noun, pieces[best].text)]


def _with_name(question: Question, pieces: Sequence[Piece], chosen: list[int]) -> list[int]:
    """A question for a person shows the name, which mostly stands before the office."""
    if not question.person or any(PERSON.search(pieces[at].text) for at in chosen):
        return chosen
    named = [at for at, piece in enumerate(pieces) if PERSON.search(piece.text)]
    return sorted([*chosen, min(named, key=lambda at: abs(at - chosen[0]))]) if named else chosen


def _own(question: Question, scope: Scope, evidence: Evidence, piece: Piece) -> float:
    """What a phrase gains by naming the place or time asked about where its sentence parts several."""
    flat, whole = fold(piece.text), fold(evidence.text)
    places = [place.name for place in scope.places if place.name in whole]
    times = [m for m in find_periods(evidence.text) if m.start and m.end and any(same_time(asked, m) for asked in scope.periods)]
    named = any(name in flat for name in places) or any(m.label in piece.text for m in times)
    return (NAMED if named else 0.0) - (NAMED if other_level(question, piece.text) else 0.0)


def _bridged(pieces: Sequence[Piece], chosen: list[int]) -> list[int]:
    """A short phrase between two chosen ones is shown too: an ellipsis would be as long."""
    gaps = [at for before, after in zip(chosen, chosen[1:], strict=False) if after == before + 2 for at in [before + 1]]
    return sorted([*chosen, *(at for at in gaps if len(pieces[at].text) <= BRIDGE)])


def _said_above(question: Question, asked: Asked, evidence: Evidence) -> list[float]:
    """What the heading says, and which body is meant, need not be said again."""
    passage = evidence.passage.passage
    above = credits(asked, words_of(" . ".join([*passage.section, passage.lead])))
    bodies = {word for body in question.bodies for word in body.split()}
    return [1.0 if part >= 0.75 or term.folded in bodies else 0.0 for term, part in zip(asked.terms, above, strict=True)]


def _gain(question: Question, asked: Asked, piece: Piece, covered: Sequence[float], wanted: Sequence[str]) -> float:
    new = sum(term.weight * max(0.0, part - have) for term, part, have in zip(asked.terms, piece.parts, covered, strict=True))
    if new <= 0:
        return new
    now = NOW if question.latest and _NOW.search(piece.text) else 0.0
    return new + asked.total * (KIND * _kind(question, piece.text, wanted) + now)


def _kind(question: Question, text: str, wanted: Sequence[str]) -> float:
    """From 0 to 1: whether a phrase holds the kind of thing that is still asked for."""
    if question.asks is Asks.QUANTITY:
        figures = [figure for figure in find_figures(text) if figure.written not in numbers_of(question.text)]
        return max((counts(noun, figure) for noun in wanted for figure in figures), default=0.0)
    if question.rank:
        return 1.0 if RANKED.search(text) else 0.0
    if question.place_asked:
        return 1.0 if names_place(question.place_asked, text) else 0.0
    if question.asks in (Asks.DATE, Asks.CODE):
        return kind_fit(question, text) if kind_fit(question, text) == 1.0 else 0.0
    return 0.0


def _answers(noun: str, text: str) -> bool:
    return any(counts(noun, figure) >= 0.6 for figure in find_figures(text))


def _shown(pieces: Sequence[Piece], chosen: Sequence[int]) -> str:
    words = pieces[chosen[0]].text
    for before, at in zip(chosen, chosen[1:], strict=False):
        words = f"{words} {pieces[at].text}" if at == before + 1 else f"{words.rstrip(' ,;')}{ELLIPSIS}{pieces[at].text}"
    return _bare(words)


def _bare(text: str) -> str:
    """Without its bullet and its last comma or semicolon."""
    return text.lstrip("-–—+*•●▪ ").rstrip(" ,;")


def _cited(evidence: Evidence, pieces: Sequence[Piece]) -> Sentence:
    """The whole sentence, or the clauses from the first to the last shown phrase when it is long."""
    if len(evidence.text) <= WHOLE:
        return evidence.sentence
    first, last = pieces[0].span.start, pieces[-1].span.end
    source = evidence.passage.source
    spans = []
    for span in evidence.sentence.spans:
        bounds = [(span.start + start, span.start + end) for start, end in clauses(source[span.start : span.end])]
        hit = [(start, end) for start, end in bounds if start < last and first < end]
        if hit:
            spans.append(Span(hit[0][0], hit[-1][1]))
    return Sentence(tuple(spans)) if spans else evidence.sentence
