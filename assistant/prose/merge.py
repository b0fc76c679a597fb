"""What of a model's sentences and of our own answer the reader gets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import wording
from assistant.answer import AnswerKind, StatedFigure
from assistant.check.marks import cited_by, without_marks
from assistant.check.names import first_unknown_name
from assistant.check.numbers import unit_of
from assistant.reply import Reply
from assistant.stop import STOP
from vectorstore.text.clean import cleaned
from vectorstore.text.figures import find_figures
from vectorstore.text.normalize import syllables
from vectorstore.text.number import NUMBER, parse_number

MODE = "llm"
LEAD = 250  # characters in which the fact has to come
SHORT = 600  # of an answer that is no list
LONG = 1800
SAYS_AS_MUCH = 0.6  # share of the words of our own answer that the prose must hold to stand for it

_DESCRIBES = (AnswerKind.LIST, AnswerKind.SUMMARY)


def merged(reply: Reply, prose: Sequence[str], left_out: int) -> Reply:
    """The reply in the model's words; our own stay below where they say more, and alone where the prose does not answer."""
    if not accepts(reply, prose):
        return reply
    return _told(reply, _put_together(reply, prose, wording.LEFT_OUT if left_out else wording.CHECKED), prose)


def accepts(reply: Reply, prose: Sequence[str]) -> bool:
    """Whether prose may stand before our own answer or for it: what comes first still says what we say first."""
    body, _ = _parted(reply.answer)
    words, short = " ".join(prose), _is_short(reply, body)
    whole = _put_together(reply, prose, max(wording.CHECKED, wording.LEFT_OUT, key=len))
    if not prose or len(without_marks(whole)) > (SHORT if short else LONG):
        return False
    if short and not _cites_all(words, body):
        return False  # of several sentences side by side, which may contradict each other, one is not told alone
    if not short or stands_for(words, body):
        return True
    if reply.kind is AnswerKind.FIGURE and not _states_first(words, body):
        return False
    return stands_for(f"{words} {body}", body)


def _states_first(prose: str, body: str) -> bool:
    """Whether prose states a figure of our own first line, so that no other comes before it."""
    told, first = ({figure.value for figure in find_figures(without_marks(text))} for text in (prose, body.partition("\n")[0]))
    return bool(told & (first or told))


def _put_together(reply: Reply, prose: Sequence[str], verdict: str) -> str:
    body, foot = _parted(reply.answer)
    words = " ".join(prose)
    below = "" if _is_short(reply, body) and stands_for(words, body) else body
    return "\n\n".join(part for part in (words, below, foot, verdict) if part)


def _is_short(reply: Reply, body: str) -> bool:
    return reply.kind not in _DESCRIBES and len(body) <= SHORT


def _parted(answer: str) -> tuple[str, str]:
    """Our answer, and what stands below it: cautions and where it is from."""
    lines = answer.splitlines()
    foot = [line for line in lines if line.startswith((wording.NOTE, wording.SOURCE))]
    return "\n".join(line for line in lines if line not in foot).strip(), "\n".join(foot)


def stands_for(prose: str, body: str) -> bool:
    """Whether prose cites all that our own answer cites and says what it says first: its figures, its names and most of its words."""
    if not _cites_all(prose, body):
        return False
    head, lead = without_marks(prose)[:LEAD], without_marks(body)[:LEAD]
    figures = [(figure.value, unit_of(figure)) for figure in find_figures(head)]
    numbers = {parse_number(number) for number in re.findall(NUMBER, head)} | {value for value, _ in figures}
    if any((figure.value, unit_of(figure)) not in figures for figure in find_figures(lead)):
        return False  # "74 hội nghị" is not told by "số hội nghị là 74": who reads quickly takes it for another
    if any(parse_number(number) not in numbers for number in re.findall(NUMBER, lead)):
        return False
    wanted = [word for word in syllables(lead) if word not in STOP]
    have = set(syllables(prose))
    return first_unknown_name(lead, prose) is None and sum(word in have for word in wanted) >= SAYS_AS_MUCH * len(wanted)


def _cites_all(prose: str, body: str) -> bool:
    return set(cited_by(body) or ()) <= set(cited_by(prose) or ())


def _told(reply: Reply, answer: str, prose: Sequence[str]) -> Reply:
    known = {(figure.value, figure.unit) for figure in reply.figures}
    figures = [figure for sentence in prose for figure in _figures(sentence, reply)]
    return replace(reply, answer=answer, mode=MODE, figures=(*reply.figures, *(f for f in figures if (f.value, f.unit) not in known)))


def _figures(sentence: str, reply: Reply) -> list[StatedFigure]:
    """The figures of a sentence that stand in words it cites; what we computed is stated already."""
    cites = cited_by(sentence) or ()
    quotes = [(citation.n, find_figures(cleaned(citation.quote))) for citation in reply.citations if citation.n in cites]
    found = []
    for figure in find_figures(without_marks(sentence)):
        n = next((n for n, held in quotes if any(one.value == figure.value for one in held)), None)
        if n is not None:
            found.append(StatedFigure(figure.noun, figure.written, figure.unit, figure.qualifier, False, None, n))
    return found
