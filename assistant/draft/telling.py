"""Which sentences of a report can stand in a draft by themselves, and how much they tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.draft.aspect import Aspect
from vectorstore.report import PassageKind, Sentence, Span
from vectorstore.stored import StoredPassage
from vectorstore.text.figures import find_figures
from vectorstore.text.letters import LOWER
from vectorstore.text.normalize import fold
from vectorstore.text.sentence import clauses

SHORT, LONG = 9, 52  # words of a sentence that is neither too little nor too much
CLAUSE = 20  # words up to which a first clause is too little by itself
LONGEST = 66  # words from which a sentence is told only where nothing else is
LABEL = 70  # characters of a label before a colon
AT_END = 45  # characters at the end of a list's opening that say how many follow
A_FIGURE, MOST_FIGURES = 0.11, 4
TOO_SHORT, TOO_LONG, LEANING, INTENDING, LISTED = 0.25, 0.1, 0.12, 0.2, 0.3

_MARKS = re.compile(r"^(?:[-–—+*•●▪►]\s*|\d{1,2}(?:\.\d{1,2})+\.?\s+|\(?\d{1,2}[.)]\s+|\(?[a-zđ][.)]\s+)+")
_OPENING = re.compile(r",?\s*(?:cụ thể(?: là| như sau)?|như sau|sau đây|gồm|bao gồm|trong đó|gồm có)?\s*:$", re.IGNORECASE)
_ENDS = re.compile(r"[.;!?…”\")]\s*$")
_NO_STATEMENT = re.compile(
    r"^(?:tren day la|kinh gui|noi nhan|\()|\./\.|\btran trong bao cao\b"
    r"|\b(?:nhu sau|sau day|cu the(?: nhu)?|(?:chu yeu|cu the|co ban) sau)\s*[.:]*$"
    r"|\b(?:so lieu phat sinh|ki bao cao dau tien|danh sach .* kem theo)\b"
    # A thing that is named and nothing said of it.
    r"|^(?:tinh hinh|trach nhiem|viec|ve) (?!.*\b(?:da|la|co|khong|dat|con|chua|luon|on dinh|giam|tang|giu|duy tri"
    r"|duoc (?:thuc|trien|tang|quan|duy|bao|dam|cung|giu|chu|day|to|tien|nang|tap|giai|xu|kiem|xac))\b)"
)
# Leans on what stands before it so much that it says nothing alone.
_LEANS = re.compile(
    r"^(?:day |dieu (?:nay|do)|qua do|tu do|nho (?:do|vay)|do (?:do|vay)|vi (?:vay|the)|trong (?:do|so do)|theo do|tuy nhien|nhung |"
    r"song |phan con lai|so con lai|viec nay|cach (?:lam )?nay|cac (?:noi dung|mo hinh|hoat dong|ket luan) (?:nay|tren|do)|"
    r"viec do|nguyen nhan la|co the (?:khang dinh|noi)|thong qua (?:do|cac hoat dong)|noi dung trong tam la|ben nay|hai ben)\b"
)
_LOOSELY = re.compile(r"^(?:ben canh do|dong thoi|ngoai ra|dac biet|cung voi do|noi bat la|nhin chung|cung)\b")
_INTENDS = re.compile(r"^(?:phan dau|tiep tuc|trong thoi gian toi|de nghi|can )")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a report, or its first clauses: the words to show and what is cited for them."""

    passage: StoredPassage
    sentence: Sentence
    text: str
    label: str = ""  # what the paragraph says it is about: "An ninh trật tự"
    leaning: bool = False  # says nothing without the sentence before
    also: tuple[Told, ...] = ()  # where the same is told once more

    @property
    def place(self) -> tuple[str, int]:
        """Report and offset: what parts one sentence from another, and what they are ordered by."""
        return self.passage.report.id, self.sentence.start


def told_in(stored: StoredPassage) -> Iterator[Told]:
    """The sentences of a passage that are statements; headings, openings of lists, rows and scraps are none."""
    if stored.passage.kind is not PassageKind.BODY:
        return
    label = stored.passage.lead if len(stored.passage.lead) <= LABEL else ""
    for sentence in stored.passage.sentences:
        whole = _bare(sentence.clean(stored.source))
        label = _label(whole) or label
        shown = _OPENING.sub("", whole) if _is_telling_opening(whole) else whole
        if is_statement(_ended(shown) if shown != whole else whole):
            cut = _cut(sentence, stored.source)
            text = shown if shown != whole else _bare(cut.clean(stored.source))
            yield Told(stored, cut, _ended(text), label, _LEANS.match(fold(whole)) is not None)


def _is_telling_opening(words: str) -> bool:
    """Whether the opening of a list says how many there are, so that it tells something without them."""
    told = _OPENING.sub("", words)
    return told != words and len(told.split()) <= LONG and figures_in(told[-AT_END:]) > 0


def is_statement(words: str) -> bool:
    """Whether words are a sentence to its end, and not a heading, an opening, a closing formula or a scrap."""
    if not words or words[0] in LOWER or not _ENDS.search(words) or " | " in words or words == words.upper():
        return False
    return len(words.split()) >= SHORT - 2 and _NO_STATEMENT.search(fold(words)) is None


def _bare(words: str) -> str:
    return _MARKS.sub("", words).strip()


def _label(words: str) -> str:
    """The words before the first colon, where they are few and more follow."""
    label, colon, rest = words.partition(": ")
    return label if colon and rest and len(label) <= LABEL else ""


def _ended(words: str) -> str:
    words = words.rstrip(" ,;:")
    return words if words.endswith((".", "!", "?", "…", "”", '"')) else f"{words}."


def _cut(sentence: Sentence, source: str) -> Sentence:
    """A long sentence cut to as many of its first clauses as are short enough; one that has none is left whole."""
    if len(sentence.clean(source).split()) <= LONG:
        return sentence
    bounds = [(span.start + start, span.start + end) for span in sentence.spans for start, end in clauses(source[span.start : span.end])]
    kept = bounds[:1]
    for one in bounds[1:]:
        length = sum(len(source[start:end].split()) for start, end in kept)
        if length > CLAUSE and length + len(source[one[0] : one[1]].split()) > LONG:
            break
        kept.append(one)
    last = kept[-1][1]
    return Sentence(tuple(Span(span.start, min(span.end, last)) for span in sentence.spans if span.start < last))


def weight(told: Told, aspect: Aspect) -> float:
    """How much a statement tells beside what it is about: figures, and no more words than they need."""
    words = len(told.text.split())
    score = -TOO_SHORT * (words < SHORT) - TOO_LONG * (words > LONG) - 5 * TOO_LONG * (words > LONGEST)
    flat = fold(told.text)
    score -= LISTED * (told.text.count(": ") > 1)
    score -= LEANING * bool(_LOOSELY.match(flat))
    if aspect is Aspect.RESULTS:
        score += A_FIGURE * min(MOST_FIGURES, figures_in(told.text))
        score -= INTENDING * bool(_INTENDS.match(flat))
    return score


def figures_in(text: str) -> int:
    """How many quantities with a unit or a thing counted a text states."""
    return sum(bool(figure.unit or figure.noun) for figure in find_figures(text))
