"""Which sentences of a passage make up a list or an explanation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.evidence import Evidence
from assistant.fit import says_why
from assistant.question import Asks, Question
from assistant.retrieve import Findings
from vectorstore.report import PassageKind, Sentence
from vectorstore.stored import StoredPassage

SENTENCES = 5  # of an explanation
ITEMS = 20  # sentences that an opening sentence ("… như sau:") may introduce
EARLIER = 2  # sentences of a paragraph that are shown before the one that answers
NOTES = 2
CLOSE = 0.62  # of the best score that a further sentence must reach
OPENING = 220  # last characters of a sentence among which a colon opens a list
LABEL = 90  # first characters among which a colon ends a label

Said = tuple[StoredPassage, Sentence]
Following = Callable[[StoredPassage], StoredPassage | None]  # the passage that goes on with the same paragraph


def sentences_around(findings: Findings, evidence: Sequence[Evidence], following: Following) -> list[Said]:
    """The best sentence with what it introduces and what says nearly as much, in the report's own order."""
    best = evidence[0]
    stored, sentences = best.passage, best.passage.passage.sentences
    at = sentences.index(best.sentence)
    if findings.question.asks is Asks.EXPLAIN and not _opens(best.text):
        first, last = _paragraph(stored, at)
        first = at if findings.question.why and says_why(best.text) else first
        chosen = list(sentences[first : last + 1][:SENTENCES])
    else:
        close = _close(best, evidence)
        before = [sentences[at - 1]] if at and not _opens(best.text) and sentences[at - 1] in close else []
        chosen = [*before, best.sentence, *_after(findings.question, best, sentences[at + 1 :], close)]
    said = [*((stored, sentence) for sentence in chosen), *_notes(best, evidence)]
    return [*said, *_rest(said[-1], following)]


def _opens(text: str) -> bool:
    """Whether a sentence introduces those after it."""
    return text.rstrip().endswith(":") or ":" in text[-OPENING:]


def _close(best: Evidence, evidence: Sequence[Evidence]) -> set[Sentence]:
    """The sentences of the same passage that score nearly as well."""
    return {one.sentence for one in evidence if one.passage.key == best.passage.key and one.score >= CLOSE * best.score}


def _after(question: Question, best: Evidence, after: Sequence[Sentence], close: set[Sentence]) -> list[Sentence]:
    """All that the best sentence or its list's opening introduces, else what is close and the first cause where one is asked for."""
    stored = best.passage
    introduced = _opens(best.text) or bool(stored.passage.lead)
    after = after[: ITEMS if introduced else SENTENCES]
    if introduced or ":" in best.text[:LABEL]:
        return list(after)
    cause = None
    if question.why and not says_why(best.text):
        cause = next((sentence for sentence in after if says_why(sentence.clean(stored.source))), None)
    return [sentence for sentence in after if sentence is cause or sentence in close]


def _paragraph(stored: StoredPassage, at: int) -> tuple[int, int]:
    """The first and the last sentence of the paragraph around one, few of them before it."""
    sentences = stored.passage.sentences
    first, last = at, at
    while first and at - first < EARLIER and "\n" not in stored.source[sentences[first - 1].end : sentences[first].start]:
        first -= 1
    while last + 1 < len(sentences) and "\n" not in stored.source[sentences[last].end : sentences[last + 1].start]:
        last += 1
    return first, last


def _notes(best: Evidence, evidence: Sequence[Evidence]) -> list[Said]:
    """The footnotes that the best sentence cites."""
    notes = [one for one in evidence if one.passage.passage.kind is PassageKind.FOOTNOTE and one.passage.passage.lead == best.text]
    return [(note.passage, note.sentence) for note in notes[:NOTES]]


def _rest(last: Said, following: Following) -> list[Said]:
    """What goes on in the next passage, where a paragraph was too long for one."""
    stored, sentence = last
    rest = following(stored) if sentence is stored.passage.sentences[-1] else None
    return [(rest, each) for each in rest.passage.sentences] if rest else []
