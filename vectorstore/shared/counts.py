"""How often each term stands in a passage, packed: two lengths, the terms' numbers, their counts; and BM25 over many of them at once.

The arithmetic is Tantivy's, to the width of its numbers: a replica must rank as one machine does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

K1, B = np.float32(1.2), np.float32(0.75)
MOST = 255  # of one term in one passage that are counted
LENGTHS = 2  # words, context
_NUMBER = np.dtype("<i4")
_HEAD = LENGTHS * _NUMBER.itemsize
_ENTRY = _NUMBER.itemsize + 1

Floats = NDArray[np.float32]


def packed_counts(lengths: Sequence[int], counts: Mapping[int, int]) -> bytes:
    numbers = np.fromiter(counts.keys(), _NUMBER, len(counts))
    times = np.fromiter((min(count, MOST) for count in counts.values()), np.uint8, len(counts))
    return np.array(lengths, _NUMBER).tobytes() + numbers.tobytes() + times.tobytes()


def numbers_in(blob: bytes) -> NDArray[np.int32]:
    """The terms of one passage."""
    return np.frombuffer(blob, _NUMBER, (len(blob) - _HEAD) // _ENTRY, _HEAD)


def lengths_in(blob: bytes) -> NDArray[np.int32]:
    """How long its words and its context are, in terms."""
    return np.frombuffer(blob, _NUMBER, LENGTHS)


def _times_in(blob: bytes) -> NDArray[np.uint8]:
    size = (len(blob) - _HEAD) // _ENTRY
    return np.frombuffer(blob, np.uint8, size, _HEAD + size * _NUMBER.itemsize)


def kept_length(length: int) -> int:
    """A length as an index keeps it in one byte: exact up to 40, then with three bits behind the first."""
    free = 24
    if length < free:
        return length
    rest = length - free
    shift = max(0, rest.bit_length() - 4)
    return free + (rest >> shift << shift)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A term of a query: its number, in which part of a passage it is looked for, and how much it weighs."""

    number: int
    part: int  # 0 words, 1 context
    weight: np.float32
    bound: float  # what it adds to any passage at the most


def rarity(passages: int, of: int) -> np.float32:
    """The weight of a term that stands in so many passages."""
    return np.float32(np.log(np.float32(1) + np.float32(of - passages + 0.5) / np.float32(passages + 0.5))) * (np.float32(1) + K1)


def damping(length: int, average: float) -> np.float32:
    """What a count is set against, by the length of the part that it stands in."""
    return K1 * (np.float32(1) - B + B * np.float32(kept_length(length)) / np.float32(average))


def scored(blobs: Sequence[bytes], query: Sequence[Weighed], averages: Sequence[float]) -> Floats:
    """The score of each passage, 0 for one that has no term of the query."""
    scores = np.zeros(len(blobs), np.float32)
    if not blobs or not query:
        return scores
    numbers = [numbers_in(blob) for blob in blobs]
    passage = np.repeat(np.arange(len(blobs)), [len(some) for some in numbers])
    place = _places(np.concatenate(numbers), query)
    found = place >= 0
    place, passage = place[found], passage[found]
    times = np.concatenate([_times_in(blob) for blob in blobs])[found].astype(np.float32)
    damped = _damped(blobs, averages)[passage, np.array([term.part for term in query])[place]]
    np.add.at(scores, passage, np.array([term.weight for term in query], np.float32)[place] * (times / (times + damped)))
    return scores


def _places(numbers: NDArray[np.int32], query: Sequence[Weighed]) -> NDArray[np.int64]:
    """Which term of the query each number is; -1 for none."""
    wanted = np.array([term.number for term in query])
    order = np.argsort(wanted)
    at = np.searchsorted(wanted[order], numbers).clip(max=len(wanted) - 1)
    return np.where(wanted[order][at] == numbers, order[at], -1)


def _damped(blobs: Sequence[bytes], averages: Sequence[float]) -> Floats:
    lengths = np.stack([lengths_in(blob) for blob in blobs])
    table = {length: kept_length(length) for length in np.unique(lengths).tolist()}
    kept = np.vectorize(table.__getitem__, otypes=[np.float32])(lengths)
    return K1 * (np.float32(1) - B + B * kept / np.array(averages, np.float32))  # type: ignore[no-any-return]
