"""A report in about one page: the most telling statements below each of its main headings."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from assistant.draft.aspect import aspect_of
from assistant.draft.choose import Scored, follows, ranked
from assistant.draft.draft import OutlineSection
from assistant.draft.heading import bare, content, under
from assistant.draft.same import Group, is_same
from assistant.draft.source import Source
from assistant.draft.telling import Told, told_in, weight
from vectorstore.stored import StoredPassage
from vectorstore.text.normalize import fold, syllables

PAGE = 600  # words in all
WORTH = 0.4  # by how much less than the best a statement may tell
LEAST = 24  # words that a heading has room for
CENTRAL = 0.3  # what words of the title and of the headings add


def summed_up(sections: Sequence[OutlineSection], source: Source) -> list[list[Group]]:
    """For each section its statements in the report's own order."""
    passages = [under(source, section.about) for section in sections]
    sizes = [sqrt(sum(len(stored.text.split()) for stored in own)) for own in passages]
    total = sum(sizes) or 1.0
    told = [_chosen(source, own, max(LEAST, round(PAGE * size / total))) for own, size in zip(passages, sizes, strict=True)]
    return [_groups(source, section.about, own) for section, own in zip(sections, told, strict=True)]


def _groups(source: Source, heading: str, told: Sequence[Told]) -> list[Group]:
    """The statements by the subheading that they stand below, where there are several."""
    by_child: dict[str, list[Told]] = {}
    for one in told:
        by_child.setdefault(_child(source, heading, one), []).append(one)
    below = len(by_child) > 1 and not any(char.isdigit() for child in by_child for char in child)
    return [Group(source.report, tuple(own), child if below else "") for child, own in by_child.items()]


def _child(source: Source, heading: str, told: Told) -> str:
    """The heading right below another above a statement; "" where there is none."""
    path = [bare(own, source.report) for own in told.passage.passage.section]
    at = next((depth for depth, own in enumerate(path) if fold(own) == fold(heading)), len(path))
    return path[at + 1] if at + 1 < len(path) else ""


def _chosen(source: Source, passages: Sequence[StoredPassage], room: int) -> list[Told]:
    """The most telling statements of passages that fit into a number of words; the best one in any case."""
    scored = [_scored(source, told) for stored in passages for told in told_in(stored)]
    order = [one.told for one in scored]
    worth = max((one.score for one in scored), default=0.0) - WORTH
    chosen: list[Told] = []
    length = 0
    for one in ranked(scored):
        words = len(one.told.text.split())
        if one.score < worth or (chosen and length + words > room) or any(is_same(one.told, other) for other in chosen):
            continue
        if one.told.leaning and not follows(one.told, chosen, order):
            continue
        chosen.append(one.told)
        length += words
    return sorted(chosen, key=lambda told: told.place)


def _scored(source: Source, told: Told) -> Scored:
    section = told.passage.passage.section
    score = weight(told, aspect_of(section)) + CENTRAL * _central(told, content(" . ".join([source.report.title, *section])))
    return Scored(told, 1.0, score, section)


def _central(told: Told, about: frozenset[str]) -> float:
    """From 0 to 1: the share of the words of title and headings that a statement has."""
    own = set(syllables(told.text))
    return len(own & about) / len(about) if about else 0.0
