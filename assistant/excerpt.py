"""The fewest words of a sentence that say what was asked, word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.counting import COUNTED, attributed, counts, figures_told
from assistant.evidence import Evidence
from assistant.fit import kind_fit, names_rank, other_level, places_told, says_why
from assistant.match import Asked, credits, words_of
from assistant.person import names_person
from assistant.question import Asks, Question
from assistant.retrieve import Findings
from assistant.scope import Scope, is_own, same_time
from vectorstore.report import PassageKind, Sentence, Span
from vectorstore.text.clean import cleaned
from vectorstore.text.figures import FigureMention, find_figures
from vectorstore.text.normalize import fold
from vectorstore.text.period import PeriodKind, find_periods
from vectorstore.text.sentence import clauses, phrases

WHOLE = 130  # a sentence of up to this many characters is shown whole
UNPOINTED = 320  # the same where no number, date or name is asked for
MOST = 320  # characters that an excerpt may have
GAIN = 0.12  # share of the question that a further phrase must add
KIND = 0.35  # share of the question that the kind of thing asked for is worth
NOW = 0.15  # what "đến nay" adds when the present is asked about
NAMED = 0.25  # share of the question that naming the very place or time is worth
ABOVE = 0.75  # credit from which what the heading says need not be said again
UNATTRIBUTED = 0.4  # "12 hồ sơ trong hạn" for "hồ sơ quá hạn"
TOLD = 0.75  # from which a phrase has said how many there are
BRIDGE = 60  # characters of a phrase that is shown rather than left out between two others
ELLIPSIS = " … "
_POINTED = (Asks.QUANTITY, Asks.DATE, Asks.CODE)  # a few words answer

_NOW = re.compile(r"đến nay|hiện nay|hiện có|hiện tại|thời điểm này|\bhiện\b", re.IGNORECASE)
_CELL = re.compile(r" ?\| ?")
_UNIT_HEAD = re.compile(r"đơn vị|đvt|dvt", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[\d.,]+")
_ORDER_HEAD = re.compile(r"^(?:tt|stt|số tt)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Clean words to show and the part of the report that is cited for them."""

    text: str
    cited: Sentence


def excerpt(findings: Findings, evidence: Evidence) -> Excerpt:
    """The phrases of the sentence that answer; a short sentence whole."""
    if evidence.passage.passage.kind is PassageKind.TABLE:
        return Excerpt(row_words(evidence.text, evidence.passage.passage.heads), evidence.sentence)
    said = _pieces(findings.asked, evidence)
    pieces = _of_time(findings.scope, said)
    short = WHOLE if findings.question.asks in _POINTED or findings.question.person else UNPOINTED
    if len(evidence.text) <= short and (len(pieces) <= 1 or len(pieces) == len(said)):
        return Excerpt(_bare(evidence.text), evidence.sentence)
    chosen = _chosen(findings, evidence, pieces)
    return Excerpt(_shown(pieces, chosen), _cited(evidence, pieces[chosen[0]].span.start, pieces[chosen[-1]].span.end))


def row_words(row: str, heads: Sequence[str]) -> str:
    """A table row in words: "Lúa mùa: Kế hoạch 51,0 tạ/ha; Thực hiện 50,3 tạ/ha"."""
    cells = [cell.strip() for cell in _CELL.split(row)]
    if len(heads) != len(cells):
        return " – ".join(cell for cell in cells if cell)
    named = [(head, cell) for head, cell in zip(heads, cells, strict=True) if cell and not _ORDER_HEAD.match(head)]
    unit = next((cell for head, cell in named if _UNIT_HEAD.search(head)), "")
    label, *values = [(head, cell) for head, cell in named if not _UNIT_HEAD.search(head)] or [("", row)]
    return f"{label[1]}: " + "; ".join(_value(head, cell, unit) for head, cell in values)


def _value(head: str, cell: str, unit: str) -> str:
    """A cell with its head and, where it is a bare number, its unit."""
    parted = ": " if head[-1:].isdigit() else " "  # "Tháng 10: 21 người"
    counted = unit and "%" not in head and _BARE_NUMBER.fullmatch(cell)
    return f"{head}{parted}{cell} {unit}" if counted else f"{head}{parted}{cell}"


@dataclass(frozen=True, slots=True)
class Piece:
    """One phrase of a sentence: where it stands, its clean words, its credit for each term."""

    span: Span
    text: str
    parts: tuple[float, ...]


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


@dataclass(slots=True)
class _Choice:
    """The phrases taken so far, and what of the question they leave to be said."""

    question: Question
    asked: Asked
    pieces: Sequence[Piece]
    covered: list[float]  # of each term
    wanted: list[str]  # the things counted that no phrase has told yet
    taken: list[int]

    def take(self, at: int) -> None:
        """Show a phrase: what it says need not be said again."""
        piece = self.pieces[at]
        self.taken.append(at)
        self.covered = [max(had, has) for had, has in zip(self.covered, piece.parts, strict=True)]
        self.wanted = [noun for noun in self.wanted if not _tells(noun, piece.text)]

    def gain(self, at: int) -> float:
        """What a phrase adds, in weights of terms; nothing where it holds no word that is still to be said."""
        piece = self.pieces[at]
        new = sum(term.weight * max(0.0, part - had) for term, part, had in zip(self.asked.terms, piece.parts, self.covered, strict=True))
        if new <= 0:
            return new
        now = NOW if self.question.latest and _NOW.search(piece.text) else 0.0
        return new + self.asked.total * (KIND * _kind(self.question, piece.text, self.wanted) + now)

    def next(self) -> int | None:
        """The phrase that adds most, if that is enough and there is room for it."""
        left = [at for at in range(len(self.pieces)) if at not in self.taken]
        best = max(left, key=self.gain, default=None)
        if best is None or self.gain(best) / (self.asked.total or 1.0) < GAIN:
            return None
        return best if sum(len(self.pieces[at].text) for at in (*self.taken, best)) <= MOST else None


def _chosen(findings: Findings, evidence: Evidence, pieces: Sequence[Piece]) -> list[int]:
    """Greedy: the phrase that says most, then those that still add enough."""
    question, asked = findings.question, findings.asked
    choice = _Choice(question, asked, pieces, _said_above(question, asked, evidence), list(question.counted) or [""], [])
    named = [_naming(question, findings.scope, evidence, piece) * asked.total for piece in pieces]
    choice.take(max(_openers(findings, evidence, pieces), key=lambda at: choice.gain(at) + named[at]))
    while (at := choice.next()) is not None:
        choice.take(at)
    chosen = _bridged(pieces, _with_cause(question, pieces, _with_name(question, pieces, sorted(choice.taken))))
    pointed = question.asks in _POINTED and not question.why and not findings.turns.open
    return chosen if pointed else _to_clause_ends(pieces, chosen)


def _openers(findings: Findings, evidence: Evidence, pieces: Sequence[Piece]) -> Sequence[int]:
    """The phrases to begin with: those that state what is counted, if any does, and of those the ones of another unit asked about."""
    question, everywhere = findings.question, range(len(pieces))
    if question.asks is not Asks.QUANTITY:
        return everywhere
    stating = [at for at in everywhere if _kind(question, pieces[at].text, question.counted or ("",)) >= COUNTED]
    parts = [place.name for place in findings.scope.places if not is_own(place, evidence.passage.report)]
    return [at for at in stating if any(name in fold(pieces[at].text) for name in parts)] or stating or everywhere


def _said_above(question: Question, asked: Asked, evidence: Evidence) -> list[float]:
    """What the heading says, and which body is meant, need not be said again."""
    passage = evidence.passage.passage
    above = credits(asked, words_of(" . ".join([*passage.section, passage.lead])))
    bodies = {word for body in question.bodies for word in body.split()}
    return [1.0 if part >= ABOVE or term.folded in bodies else 0.0 for term, part in zip(asked.terms, above, strict=True)]


def _naming(question: Question, scope: Scope, evidence: Evidence, piece: Piece) -> float:
    """What a phrase gains by naming the place or time asked about where its sentence parts several."""
    flat, whole = fold(piece.text), fold(evidence.text)
    places = [place.name for place in scope.places if place.name in whole]
    times = [m for m in find_periods(evidence.text) if m.start and m.end and any(same_time(asked, m) for asked in scope.periods)]
    named = any(name in flat for name in places) or any(m.label in piece.text for m in times)
    return (NAMED if named else 0.0) - (NAMED if other_level(question, piece.text) else 0.0)


def _kind(question: Question, text: str, wanted: Sequence[str]) -> float:
    """From 0 to 1: whether a phrase holds the kind of thing that is still asked for."""
    if question.asks is Asks.QUANTITY:
        return max((_states(noun, figure, text) for noun in wanted for figure in figures_told(question, text)), default=0.0)
    if question.rank:
        return float(names_rank(text))
    if question.place_asked:
        return float(bool(places_told(question, text)))
    return float(question.asks in (Asks.DATE, Asks.CODE) and kind_fit(question, text) == 1.0)


def _tells(noun: str, text: str) -> bool:
    """Whether a phrase says how many of a thing there are."""
    return any(_states(noun, figure, text) >= TOLD for figure in find_figures(text))


def _states(noun: str, figure: FigureMention, text: str) -> float:
    """From 0 to 1: whether a figure of a phrase counts a thing; "12 hồ sơ trong hạn" does not count those that are late."""
    return counts(noun, figure) * (UNATTRIBUTED + (1 - UNATTRIBUTED) * attributed([noun], text))


def _with_name(question: Question, pieces: Sequence[Piece], chosen: list[int]) -> list[int]:
    """A question for a person shows the name, which mostly stands before the office."""
    if not question.person or any(names_person(pieces[at].text) for at in chosen):
        return chosen
    named = [at for at, piece in enumerate(pieces) if names_person(piece.text)]
    return sorted([*chosen, min(named, key=lambda at: abs(at - chosen[0]))]) if named else chosen


def _with_cause(question: Question, pieces: Sequence[Piece], chosen: list[int]) -> list[int]:
    """A question why shows the cause, which mostly follows the figure: "giảm 3,8%; nguyên nhân là …"."""
    if not question.why or any(says_why(pieces[at].text) for at in chosen):
        return chosen
    causes = [at for at, piece in enumerate(pieces) if says_why(piece.text)]
    return sorted([*chosen, min(causes, key=lambda at: (at < chosen[-1], abs(at - chosen[-1])))]) if causes else chosen


def _to_clause_ends(pieces: Sequence[Piece], chosen: list[int]) -> list[int]:
    """What is no number or date may be a list, so its clause is shown to the end as far as there is room."""
    last, length = chosen[-1], sum(len(pieces[at].text) for at in chosen)
    while not pieces[last].text.endswith(";") and last + 1 < len(pieces) and length + len(pieces[last + 1].text) <= MOST:
        last += 1
        length += len(pieces[last].text)
    return sorted({*chosen, *range(chosen[-1], last + 1)})


def _bridged(pieces: Sequence[Piece], chosen: list[int]) -> list[int]:
    """A short phrase between two chosen ones is shown too: an ellipsis would be as long."""
    gaps = [before + 1 for before, after in pairwise(chosen) if after == before + 2]
    return sorted([*chosen, *(at for at in gaps if len(pieces[at].text) <= BRIDGE)])


def _shown(pieces: Sequence[Piece], chosen: Sequence[int]) -> str:
    words = pieces[chosen[0]].text
    for before, at in pairwise(chosen):
        words = f"{words} {pieces[at].text}" if at == before + 1 else f"{words.rstrip(' ,;')}{ELLIPSIS}{pieces[at].text}"
    return _bare(words)


def _bare(text: str) -> str:
    """Without its bullet and its last comma or semicolon."""
    return text.lstrip("-–—+*•●▪ ").rstrip(" ,;")


def _cited(evidence: Evidence, first: int, last: int) -> Sentence:
    """The whole sentence, or the clauses that the shown phrases, from `first` to `last` in the text, lie in when it is long."""
    if len(evidence.text) <= WHOLE:
        return evidence.sentence
    source = evidence.passage.source
    spans = []
    for span in evidence.sentence.spans:
        bounds = [(span.start + start, span.start + end) for start, end in clauses(source[span.start : span.end])]
        hit = [(start, end) for start, end in bounds if start < last and first < end]
        if hit:
            spans.append(Span(hit[0][0], hit[-1][1]))
    return Sentence(tuple(spans)) if spans else evidence.sentence
