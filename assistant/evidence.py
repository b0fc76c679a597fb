"""Sentences that may answer, scored by how much of the question they hold and whether they hold what it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.fit import fit, is_foreign
from assistant.match import Asked, credits, share, words_of
from assistant.named import head_words
from assistant.question import Question
from assistant.retrieve import Findings
from assistant.scope import Scope
from vectorstore.report import PassageKind, Sentence
from vectorstore.search import Hit
from vectorstore.stored import StoredPassage
from vectorstore.text.normalize import folded_syllables
from vectorstore.text.sentence import phrases

HELD = 0.65  # what the sentence with its context weighs against the sentence alone
CONTEXT = 0.7  # what stands in the heading or the opening words, not in the sentence
TITLED = 0.3  # what stands in the report title
CITING = 0.85  # what stands in the sentence that cites a footnote
BEFORE = 0.6  # what stands in the sentence before
AROUND = 0.4  # what stands elsewhere in the passage
RANK = 0.06  # what the search's own order adds, from the first hit down to the last
LABELLED = 0.12  # a paragraph that says by its label that it is about what is asked
CLOSE = 0.14  # what a report adds whose period is the very one asked for
ABSENT_NUMBER = 0.6  # "lần thứ 10" is not the ninth
MISSING = 0.17  # share of the question that one word makes up without which a sentence is about something else
STRETCH = 45  # words within which a long sentence should say it
LABEL_WORDS = range(2, 9)  # words that a label has
LABEL_HELD = 0.75  # share of the label's words that must be the question's


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence with its passage; `parts` is the credit of each term of the question."""

    passage: StoredPassage
    sentence: Sentence
    text: str
    parts: tuple[float, ...]
    own: float  # share of the question in the sentence itself
    held: float  # share of the question in the sentence and its context
    score: float
    foreign: bool = False  # about another body than the one asked about
    lacking: bool = False  # a weighty word of the question stands nowhere near


def evidence_for(findings: Findings) -> list[Evidence]:
    """All sentences found that fit the scope, the best first."""
    return gather(findings.question, findings.asked, findings.scope, findings.hits)


def gather(question: Question, asked: Asked, scope: Scope, hits: Sequence[Hit]) -> list[Evidence]:
    """All sentences of the hits that fit the scope, the best first."""
    sought = _Sought(question, asked, scope)
    found = [
        evidence for rank, hit in enumerate(hits) for evidence in _of_passage(sought, hit.passage, RANK * (1 - rank / max(1, len(hits))))
    ]
    return sorted(found, key=lambda evidence: -evidence.score)


@dataclass(frozen=True, slots=True)
class _Sought:
    """What sentences are scored against."""

    question: Question
    asked: Asked
    scope: Scope


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where the sentences of a passage stand, and the credit of each term of the question there."""

    stored: StoredPassage
    heading: str
    above: Sequence[float]  # in the heading and the opening words
    title: Sequence[float]
    around: Sequence[float]  # anywhere in the passage
    bonus: float


def _of_passage(sought: _Sought, stored: StoredPassage, bonus: float) -> Iterable[Evidence]:
    setting = _setting(sought.asked, stored, bonus)
    before: Sequence[float] = [0.0] * len(sought.asked.terms)
    for sentence in stored.passage.sentences:
        text = sentence.clean(stored.source)
        inside = credits(sought.asked, words_of(text))
        if sought.scope.fits(stored.report, f"{setting.heading} . {text}") and not _repeats_heads(stored, text):
            yield _scored(sought, setting, sentence, text, inside, before)
        before = inside


def _setting(asked: Asked, stored: StoredPassage, bonus: float) -> _Setting:
    heading = " . ".join([*stored.passage.section, stored.passage.lead, *stored.passage.heads])
    above, title, around = (credits(asked, words_of(words)) for words in (heading, head_words(stored.report), stored.text))
    return _Setting(stored, heading, above, title, around, bonus)


def _repeats_heads(stored: StoredPassage, row: str) -> bool:
    """Whether a table row is the column heads once more."""
    return stored.passage.kind is PassageKind.TABLE and row.replace(" ", "") == "|".join(stored.passage.heads).replace(" ", "")


def _scored(
    sought: _Sought, setting: _Setting, sentence: Sentence, text: str, inside: Sequence[float], before: Sequence[float]
) -> Evidence:
    question, asked, stored = sought.question, sought.asked, setting.stored
    about = f"{setting.heading} . {stored.report.title} . {text}"
    parts = _with_context(setting, inside, before)
    own = _own(asked, text, inside)
    lacking = _missing(asked, [max(near) for near in zip(inside, setting.above, before, setting.title, strict=True)])
    held = share(asked, parts) - lacking
    if any(number not in words_of(about).exact for number in question.numbers):
        held *= ABSENT_NUMBER
    score = (HELD * held + (1 - HELD) * own) * fit(question, sought.scope, stored, setting.heading, text)
    score += setting.bonus
    score += LABELLED * _label_fit(asked, text)
    score += CLOSE * sought.scope.closeness(stored.report)
    return Evidence(stored, sentence, text, parts, own, held, score, is_foreign(question, about), lacking > 0)


def _with_context(setting: _Setting, inside: Sequence[float], before: Sequence[float]) -> tuple[float, ...]:
    """The credit of each term: where it stands best, the less the further from the sentence."""
    context = CITING if setting.stored.passage.kind is PassageKind.FOOTNOTE else CONTEXT
    return tuple(
        max(own, context * above, TITLED * title, AROUND * around, BEFORE * earlier)
        for own, above, title, around, earlier in zip(inside, setting.above, setting.title, setting.around, before, strict=True)
    )


def _own(asked: Asked, text: str, inside: Sequence[float]) -> float:
    """The share that a sentence holds itself; words far apart in a long one are matched by chance."""
    whole = share(asked, inside)
    return whole if len(text.split()) <= STRETCH else 0.5 * whole + 0.5 * _best_stretch(asked, text)


def _best_stretch(asked: Asked, text: str) -> float:
    """The best share of the question within a stretch of a long sentence."""
    pieces = [words_of(text[start:end]) for start, end in phrases(text)]
    told = [credits(asked, piece) for piece in pieces]
    best = 0.0
    for first in range(len(pieces)):
        parts, length = [0.0] * len(asked.terms), 0
        for at in range(first, len(pieces)):
            length += len(pieces[at].exact)
            if length > STRETCH and pieces[at] is not pieces[first]:
                break
            parts = [max(a, b) for a, b in zip(parts, told[at], strict=True)]
        best = max(best, share(asked, parts))
    return best


def _missing(asked: Asked, near: Sequence[float]) -> float:
    """What the weighty words that are nowhere near take away."""
    total = asked.total or 1.0
    shares = [term.weight / total for term, part, key in zip(asked.terms, near, asked.keys, strict=True) if key and part == 0.0]
    return sum(share for share in shares if share >= MISSING)


def _label_fit(asked: Asked, text: str) -> float:
    """From 0 to 1: whether the words before the first colon are all words of the question."""
    label, colon, _ = text.partition(":")
    words = folded_syllables(label)
    if not colon or len(words) not in LABEL_WORDS:
        return 0.0
    have = {term.folded for term in asked.terms if term.weight}
    held = sum(word in have for word in words)
    return held / len(words) if held >= LABEL_HELD * len(words) else 0.0
