"""A model's text in whole sentences as soon as each is whole, with the marks that follow its full stop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vectorstore.text.sentence import sentences

_MARKS_AFTER = re.compile(r"([.!?…])((?:\s*\[[^\[\]\n.!?…]{0,20}\])+)")
_BULLET = re.compile(r"^\s*(?:[-–*•+]|\d{1,2}[.)])\s+")
_ENDED = re.compile(r"[.!?…;:]\s*$|\]\s*$")


def whole_sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Each sentence with its marks before its full stop; half a sentence at the end is left out.

    What `pieces` raises is raised after the sentences that were whole by then.
    """
    text, told = "", 0
    for piece in pieces:
        text += piece
        whole = _whole(text)
        yield from whole[told:]
        told = max(told, len(whole))
    yield from (sentence for sentence in _sentences(text.rpartition("\n")[2])[-1:] if _ENDED.search(sentence))


def _whole(text: str) -> list[str]:
    """The sentences that nothing more can be added to: all but the last, behind which a mark may follow."""
    *lines, last = text.split("\n")
    return [*(sentence for line in lines for sentence in _sentences(line)), *_sentences(last)[:-1]]


def _sentences(line: str) -> list[str]:
    moved = _MARKS_AFTER.sub(r"\2\1", line)
    return [_bare(moved[start:end]) for start, end in sentences(moved)]


def _bare(sentence: str) -> str:
    return _BULLET.sub("", sentence).strip()
