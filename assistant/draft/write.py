"""From an outline to what is told in each of its sections, word for word from the reports; numbering comes after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from assistant.draft import words
from assistant.draft.aspect import Aspect, aspect_of
from assistant.draft.choose import Wanted, lacking, numberless, told_of
from assistant.draft.column import columns_of
from assistant.draft.draft import Draft, DraftKind, Outline, OutlineSection
from assistant.draft.heading import under
from assistant.draft.number import Chosen, numbered
from assistant.draft.same import Group
from assistant.draft.source import Source, missing_periods, sources_of
from assistant.draft.summary import summed_up
from assistant.draft.table import Grid, grid_of
from assistant.draft.topic import Topic, frequency_in, split, weighed
from vectorstore import ledger
from vectorstore.archive import Archive
from vectorstore.errors import BadRequest
from vectorstore.figure import FigureFilter

if TYPE_CHECKING:
    from vectorstore.search import Hit  # brings Chroma in, which the service need not wait for

FIGURES = 20_000  # rows of the ledger that a draft looks at
HITS = 8  # passages a report that the search by meaning may add
ROOM, ROOM_COMPARED = 360, 200  # words of a section


class Search(Protocol):
    """HybridSearch, as far as drafting asks it."""

    def search(self, query: str, report_ids: frozenset[str] | None, k: int) -> Sequence[Hit]:
        """The `k` best passages of the reports."""
        ...


def drafted(archive: Archive, search: Search, outline: Outline, id: str) -> Draft:
    """The whole draft; raises BadRequest for an outline without headings, or whose reports do not fit it."""
    if not outline.sections:
        raise BadRequest(words.NO_SECTIONS)
    return numbered(outline, chosen(archive, search, outline), id)


def chosen(archive: Archive, search: Search, outline: Outline) -> list[Chosen]:
    """What each section tells, and what the reports do not have."""
    sources = sources_of(archive, outline.request)
    writing = _Writing(archive, search, sources)
    if outline.request.kind is DraftKind.SUMMARY:
        return _summary(writing, outline)
    used: set[tuple[str, int]] = set()
    sections = [_section(writing, outline, section, used) for section in outline.sections]
    missing = missing_periods(outline.request, writing.reports)
    return [*_introduced(sections, len(sources) == 1), *([Chosen(words.MISSING, (), None, tuple(missing))] if missing else [])]


def _summary(writing: _Writing, outline: Outline) -> list[Chosen]:
    """The report's own headings summed up; what the reader has added is looked for. Its title says whose words it has."""
    if len(writing.sources) != 1:
        raise BadRequest(words.ONE_REPORT.format(n=len(writing.sources)))
    summed = summed_up(outline.sections, writing.sources[0])
    return [
        Chosen(section.heading, _below(groups)) if groups else _section(writing, outline, section, set())
        for section, groups in zip(outline.sections, summed, strict=True)
    ]


def _below(groups: Sequence[Group]) -> tuple[Group, ...]:
    return tuple(replace(group, lead_in=words.lead_in(None, group.below)) for group in groups)


class _Writing:
    """What all sections of a draft are written from."""

    def __init__(self, archive: Archive, search: Search, sources: Sequence[Source]) -> None:
        self.archive = archive
        self.search = search
        self.sources = sources
        self.reports = [source.report for source in sources]
        passages = [stored for source in sources for stored in source.passages]
        self._frequency, self._passages = frequency_in(passages), len(passages)
        self._hits: dict[tuple[str, frozenset[str]], list[str]] = {}

    def topics(self, about: str) -> tuple[Topic, ...]:
        """The topics of a section's words, weighed among the passages of the reports."""
        return weighed(split(about), self._frequency, self._passages)

    def near(self, topics: Sequence[Topic]) -> frozenset[str]:
        """The keys of the passages that the search finds for each topic, in the reports that have no heading of just these words."""
        ids = frozenset(source.report.id for source in self.sources if not any(under(source, topic.name) for topic in topics))
        return frozenset(key for topic in topics for key in self._found(topic.name, ids))

    def is_of_one_side(self, topics: Sequence[Topic]) -> bool:
        """Whether some reports have these headings and some have none of them."""
        having = [any(under(source, topic.name) for topic in topics) for source in self.sources]
        return any(having) and not all(having)

    def _found(self, name: str, ids: frozenset[str]) -> list[str]:
        """What the search finds for a topic; several sections ask for the same."""
        if (name, ids) not in self._hits:
            self._hits[name, ids] = [hit.passage.key for hit in self.search.search(name, ids, HITS * len(ids))] if ids else []
        return self._hits[name, ids]

    def grid(self, topics: Sequence[Topic]) -> Grid | None:
        """The figures about the topics side by side; None where fewer than two periods or units have them."""
        columns = columns_of(self.reports)
        if not columns:
            return None
        wanted = FigureFilter(report_ids=tuple(report_id for column in columns for report_id in column.report_ids))
        return grid_of(ledger.figures(self.archive, wanted, FIGURES).rows, columns, topics)


def _section(writing: _Writing, outline: Outline, section: OutlineSection, used: set[tuple[str, int]]) -> Chosen:
    topics = writing.topics(section.about)
    grid = writing.grid(topics) if section.table else None
    if section.table and not topics:
        return Chosen(section.heading, (), grid, () if grid else (words.NOTHING_ALIKE,))
    aspect = aspect_of((section.heading,))
    beside = [other for other in outline.sections if other is not section and aspect_of((other.heading,)) is aspect]
    others = [topic for other in beside for topic in writing.topics(other.about)]
    compared = outline.request.kind is DraftKind.COMPARISON
    below = compared and not outline.request.subject
    gathers = below and writing.is_of_one_side(topics)
    near = frozenset[str]() if gathers else writing.near(topics)
    wanted = Wanted(section, topics, tuple(others), near, ROOM_COMPARED if compared else ROOM, below, gathers)
    groups = told_of(wanted, writing.sources, used)
    return Chosen(section.heading, tuple(groups), grid, tuple(_gaps(writing, wanted, groups, grid, compared)))


def _gaps(writing: _Writing, wanted: Wanted, groups: Sequence[Group], grid: Grid | None, compared: bool) -> Iterator[str]:
    """What reports do not say: where none says anything, where one side does not, and where no figure is given."""
    what = _what(wanted)
    in_table = {cell.report.id for row in grid.rows for cell in row.cells if cell} if grid else set()
    silent = [report for report in lacking(groups, writing.sources) if report.id not in in_table]
    if wanted.gathers and silent:
        yield words.no_heading(what, silent)
    elif silent and (not groups or wanted.section.table or compared):
        yield words.no_words(what, silent)
    vague = [report for report in numberless(groups) if report.id not in in_table]
    if wanted.section.table and vague:
        yield words.no_figures(what, vague)


def _what(wanted: Wanted) -> str:
    """What a section is about, as a part of a sentence."""
    about = "; ".join(words.inside(topic.name) for topic in wanted.topics)
    heading = words.inside(wanted.section.heading)
    if wanted.aspect is Aspect.RESULTS or wanted.gathers:
        return about or heading
    return heading if not about or aspect_of((about,)) is wanted.aspect else f"{heading} đối với {about}"


def _introduced(sections: Sequence[Chosen], alone: bool) -> Iterator[Chosen]:
    """The sections with whose words each group is; where there is one report, it is named once."""
    named = ""
    for section in sections:
        groups = []
        for group in section.groups:
            groups.append(replace(group, lead_in=words.lead_in(group.report if group.report.id != named else None, group.below)))
            named = group.report.id
        named = named if alone else ""
        yield replace(section, groups=tuple(groups))
