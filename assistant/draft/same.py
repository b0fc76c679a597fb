"""Statements by the report that they are from, and what one unit tells twice of one time told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.draft.telling import Told
from vectorstore.stored import ReportHeader
from vectorstore.text.figures import find_figures
from vectorstore.text.normalize import folded_syllables
from vectorstore.text.place import government_key

SAME, SAME_FIGURES = 0.8, 0.45  # share of words in common from which two statements are one, and where all figures agree


@dataclass(frozen=True, slots=True)
class Group:
    """Statements of one report below the words that say whose they are."""

    report: ReportHeader
    told: tuple[Told, ...]
    below: str = ""  # the heading that they are told below, where there are several
    lead_in: str = ""


def merged(groups: Iterable[Group]) -> list[Group]:
    """The groups with what one unit tells twice of one time told once, cited from both."""
    kept: list[Group] = []
    for group in groups:
        own: list[Told] = []
        for told in group.told:
            kept, taken = _told_before(kept, group.report, told)
            if not taken:
                own.append(told)
        if own:
            kept.append(replace(group, told=tuple(own)))
    return kept


def _told_before(kept: list[Group], report: ReportHeader, told: Told) -> tuple[list[Group], bool]:
    """The groups with a statement added to the one that says the same, and whether there is one."""
    for at, group in enumerate(kept):
        if not _is_of_one(group.report, report):
            continue
        for place, other in enumerate(group.told):
            if is_same(told, other):
                both = (*group.told[:place], replace(other, also=(*other.also, told)), *group.told[place + 1 :])
                return [*kept[:at], replace(group, told=both), *kept[at + 1 :]], True
    return kept, False


def _is_of_one(one: ReportHeader, other: ReportHeader) -> bool:
    """Whether two reports are of one unit and share time: what they say alike is one fact."""
    if government_key(one.issuer) != government_key(other.issuer) or not (one.period and other.period):
        return False
    return one.period.start <= other.period.end and other.period.start <= one.period.end


def is_same(one: Told, other: Told) -> bool:
    """Whether two statements say the same: nearly the same words, or the same figures and much the same words."""
    left, right = set(folded_syllables(one.text)), set(folded_syllables(other.text))
    figures, others = _figures(one.text), _figures(other.text)
    if figures != others:
        return False
    common = len(left & right)
    return common >= SAME * max(len(left), len(right)) or (bool(figures) and common >= SAME_FIGURES * min(len(left), len(right)))


def _figures(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((str(figure.value.normalize()), figure.unit) for figure in find_figures(text))
