"""Follow-ups: "còn đàn dê thì sao?" takes over what the conversation was about.

A follow-up keeps its own subject, unit, period and body and inherits those that it does not name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from assistant.ledger.operation import operating_words
from assistant.match import Asked, Frequency, asked
from assistant.question import Asks, Question, periods_named, understand
from assistant.stop import BARE_STOP
from vectorstore.text.normalize import folded_syllables
from vectorstore.text.period import PeriodMention

EARLIER = 0.35  # what a word of the turn before weighs against one of this turn
OWN_WORDS = 0.12  # a turn with fewer words of its own ("thế quý I?") asks the earlier one again
KEPT = 3  # turns

_OPENS = re.compile(
    r"^(?:con|the con|vay con|the|vay|the thi|roi|con ve|rieng|tuong tu|cung ki"
    r"|nam truoc|ki truoc|qui truoc|thang truoc|o do|trong do|sang)\b"
)
_ENDS = re.compile(r"\b(?:thi sao|thi the nao|the nao|ra sao|thi (?:may|bao nhieu)\b.*|sao)\s*$")
_REFERS = re.compile(r"\b(?:do|nay|kia|ay|tren|vua roi|con lai)\b")
SHORT = 9  # words of a question that may lean on the one before


@dataclass(frozen=True, slots=True)
class Thread:
    """The questions that a question stands on, the oldest first; the last is the question itself."""

    turns: tuple[str, ...]
    open: bool = False  # only names another unit or period: "Còn xã A?" asks for no single figure

    @property
    def query(self) -> str:
        """All that is searched for."""
        return " . ".join(self.turns)


def leans(text: str, question: Question) -> bool:
    """Whether a question cannot be understood alone."""
    words = folded_syllables(text)
    flat = " ".join(words)
    if _OPENS.match(flat) and len(words) <= 2 * SHORT:
        return True
    if len(words) > SHORT:
        return not question.places and not question.periods and _only_compares(flat)
    return bool(_ENDS.search(flat)) or bool(_REFERS.search(flat)) or (not question.places and not question.periods)


def _only_compares(flat: str) -> bool:
    """Whether a question names nothing but a comparison: "Tăng hay giảm so với tháng liền trước, chênh bao nhiêu?"."""
    for phrase in sorted(operating_words(flat), key=len, reverse=True):
        flat = re.sub(rf"\b{re.escape(phrase)}\b", " ", flat)
    return all(word in BARE_STOP for word in flat.split())


def joined(turns: Thread) -> Question:
    """The last question, whole: what it does not say is taken over from the turns before."""
    *earlier, last = [understand(turn) for turn in turns.turns]
    for before in reversed(earlier):
        last = replace(
            last,
            asks=before.asks if last.asks in (Asks.FACT, Asks.EXPLAIN, Asks.NAME) and not last.counted else last.asks,
            counted=last.counted or before.counted,
            periods=_dated_like(last, before) or before.periods,
            bodies=last.bodies or before.bodies,
            quoted=last.quoted or before.quoted,
        )
    return last


def _dated_like(last: Question, before: Question) -> tuple[PeriodMention, ...]:
    """The periods of a turn; those without a year are of the year that the turn before was about: "Thế còn quý I?"."""
    years = {period.start.year for period in before.periods if period.start}
    if len(years) != 1 or all(period.start for period in last.periods):
        return last.periods
    return periods_named(last.text, years.pop())


def weighed(turns: Thread, frequency: Frequency, passages: int, leave_out: frozenset[str]) -> Asked:
    """The terms of all turns, earlier ones weighing less; words of places and periods weigh nothing."""
    *before, last = turns.turns
    own = _terms(last, frequency, passages, leave_out)
    replaced = _bodies_replaced(before, last)
    found = [*(_silenced(_terms(turn, frequency, passages, leave_out), replaced) for turn in before), own]
    fade = EARLIER if own.total >= OWN_WORDS * found[max(0, len(found) - 2)].total else 1.0
    return _strung([_faded(part, fade ** (len(found) - 1 - at)) for at, part in enumerate(found)])


def _bodies_replaced(before: Sequence[str], last: str) -> set[str]:
    """The words of the bodies of earlier turns where the last one names another."""
    if not understand(last).bodies:
        return set()
    return {word for turn in before for body in understand(turn).bodies for word in body.split()} - set(folded_syllables(last))


def _strung(parts: Sequence[Asked]) -> Asked:
    """The terms of several turns as one question's; the last says whether diacritics count."""
    starts = accumulate((len(part.terms) for part in parts), initial=0)
    return Asked(
        terms=tuple(term for part in parts for term in part.terms),
        marked=parts[-1].marked,
        other=tuple((start + a, start + b, words) for start, part in zip(starts, parts, strict=False) for a, b, words in part.other),
        keys=tuple(key for part in parts for key in part.keys),
    )


def _faded(part: Asked, factor: float) -> Asked:
    return replace(part, terms=tuple(replace(term, weight=term.weight * factor) for term in part.terms))


def _silenced(part: Asked, words: set[str]) -> Asked:
    return replace(part, terms=tuple(replace(term, weight=0.0) if term.folded in words else term for term in part.terms))


def _terms(text: str, frequency: Frequency, passages: int, leave_out: frozenset[str]) -> Asked:
    words = folded_syllables(text)
    silent: set[int] = set()
    for phrase in (phrase.split() for phrase in leave_out):
        for at in range(len(words)):
            if words[at : at + len(phrase)] == phrase:
                silent.update(range(at, at + len(phrase)))
    return asked(text, frequency, passages, frozenset(silent))
