"""From what is wanted to the headings that are to be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.draft import words
from assistant.draft.aspect import Aspect, aspect_of
from assistant.draft.draft import DraftKind, DraftRequest, Outline, OutlineSection
from assistant.draft.heading import alike, main_headings, tells, titles, under
from assistant.draft.source import Source, sources_of
from assistant.draft.topic import topics_of
from assistant.relative import label_of, mention_of
from vectorstore.archive import Archive
from vectorstore.errors import BadRequest
from vectorstore.report import Period
from vectorstore.stored import ReportHeader
from vectorstore.text.normalize import fold, folded_syllables
from vectorstore.text.period import PeriodKind
from vectorstore.text.place import government_key

PAGE_HEADINGS = 11  # of a summary
HEADINGS = 14  # of a report that others are set beside
ALIKE = 0.5  # from which two headings are one
PAIRED = 0.45  # the same for headings of two sides, of which each is taken once
TOPIC_EXTRA = 7  # words that a heading taken from a report may have beside the topic


def outline_of(archive: Archive, request: DraftRequest) -> Outline:
    """The headings fit for the kind; raises BadRequest where the reports do not fit it."""
    sources = sources_of(archive, request)
    reports = [source.report for source in sources]
    if request.kind is DraftKind.SUMMARY:
        return Outline(request, words.summary(_one(sources).report), _of_report(sources[0]))
    if request.kind is DraftKind.COMPARISON:
        one, other = sides(sources)
        return Outline(request, words.comparison(request.subject, _name(one, other), _name(other, one)), _compared(request, one, other))
    topics = topics_of(request.subject, [heading for source in sources for heading in _headings(source)]) if request.subject else ()
    if request.kind is DraftKind.REPLY:
        if not topics:
            raise BadRequest(words.NO_SUBJECT)
        return Outline(request, words.reply(request.subject), tuple(_answered(request.subject, topics)))
    title = words.half_year if request.kind is DraftKind.HALF_YEAR else words.synthesis
    return Outline(request, title(request.subject, period_of(request, reports)), tuple(_synthesis(request.subject, topics, sources)))


def _one(sources: Sequence[Source]) -> Source:
    if len(sources) != 1:
        raise BadRequest(words.ONE_REPORT.format(n=len(sources)))
    return sources[0]


def _of_report(source: Source) -> tuple[OutlineSection, ...]:
    """A report's own main headings; all of it where it has none."""
    names = dict.fromkeys(name for name in titles(source, main_headings(source, PAGE_HEADINGS)) if tells(source, name))
    return tuple(OutlineSection(name, name) for name in names) or (OutlineSection(words.RESULTS, ""),)


def _synthesis(subject: str, topics: Sequence[str], sources: Sequence[Source]) -> Iterator[OutlineSection]:
    """A section for each topic, then what is lacking and what is ahead; without a subject the fields that the reports have."""
    if not topics:
        yield OutlineSection(words.INDICATORS, "", table=True)
        yield from (OutlineSection(field, field) for field in _fields(sources))
    for topic in topics:
        yield OutlineSection(_heading_for(topic, sources), topic, table=True)
    about = "; ".join(topics)
    for aspect, heading in ((Aspect.MERITS, words.MERITS), (Aspect.LIMITS, words.LIMITS), (Aspect.AHEAD, words.AHEAD)):
        if (aspect is not Aspect.MERITS or not subject) and _has(aspect, sources):
            yield OutlineSection(heading, about)


def _answered(subject: str, topics: Sequence[str]) -> Iterator[OutlineSection]:
    about = "; ".join(topics)
    yield OutlineSection(words.BACKGROUND, about)
    yield OutlineSection(words.RESULTS, about, table=True)
    yield OutlineSection(words.LIMITS, about)
    yield OutlineSection(words.MEASURES, about)


def _has(aspect: Aspect, sources: Sequence[Source]) -> bool:
    return any(aspect_of(stored.passage.section) is aspect for source in sources for stored in source.passages if stored.passage.section)


def _headings(source: Source) -> list[str]:
    """The bare headings under which a report tells results."""
    paths = dict.fromkeys(
        stored.passage.section[:depth]
        for stored in source.passages
        for depth in range(1, len(stored.passage.section) + 1)
        if aspect_of(stored.passage.section) is Aspect.RESULTS
    )
    return list(dict.fromkeys(titles(source, list(paths))))


def _heading_for(topic: str, sources: Sequence[Source]) -> str:
    """The reports' own heading that names a topic and little else, else the topic itself."""
    wanted = set(folded_syllables(topic))
    own = [heading for source in sources for heading in _headings(source)]
    fitting = [heading for heading in own if wanted <= set(folded_syllables(heading))]
    best = min(fitting, key=lambda heading: len(heading.split()), default="")
    if best and len(best.split()) <= len(topic.split()) + TOPIC_EXTRA and not any(char.isdigit() for char in best):
        return best
    return f"{topic[:1].upper()}{topic[1:]}"


def _fields(sources: Sequence[Source]) -> list[str]:
    """The main headings of results of all reports, those that are alike once."""
    kept: list[str] = []
    for source in sources:
        for name in titles(source, main_headings(source, HEADINGS)):
            results = any(aspect_of(stored.passage.section) is Aspect.RESULTS for stored in under(source, name))
            known = any(fold(name) == fold(other) or alike(name, other) >= ALIKE for other in kept)
            if results and aspect_of((name,)) is Aspect.RESULTS and tells(source, name) and not known:
                kept.append(name)
    return kept


# --- Two sides --------------------------------------------------------------------------------------------------------------------


def sides(sources: Sequence[Source]) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    """The reports of two periods or of two units, the earlier first; raises BadRequest where there are not two."""
    for key in (_unit, _period, _report):
        sorted_out: dict[object, list[Source]] = {}
        for source in sources:
            sorted_out.setdefault(key(source), []).append(source)
        if len(sorted_out) == 2:
            one, other = sorted(sorted_out.values(), key=lambda side: _end(side[0]))
            return tuple(one), tuple(other)
    raise BadRequest(words.TWO_SIDES.format(n=len(sources)))


def _unit(source: Source) -> object:
    return government_key(source.report.issuer) or source.report.issuer


def _period(source: Source) -> object:
    return (source.report.period.start, source.report.period.end) if source.report.period else None


def _report(source: Source) -> object:
    return source.report.id


def _end(source: Source) -> date:
    return source.report.period.end if source.report.period else source.report.issued_on or date.min


def _name(side: Sequence[Source], other: Sequence[Source]) -> str:
    """What parts a side from the other: its period, or its unit."""
    report, issuer = side[0].report, side[0].report.issuer or side[0].report.title
    if _unit(side[0]) != _unit(other[0]):
        return issuer
    return f"kỳ {report.period.label}" if report.period else report.title


def _compared(request: DraftRequest, one: Sequence[Source], other: Sequence[Source]) -> tuple[OutlineSection, ...]:
    """The figures, then the headings that both sides have, then those that only one has."""
    if request.subject:
        topics = topics_of(request.subject, [heading for source in (*one, *other) for heading in _headings(source)])
        return tuple(OutlineSection(_heading_for(topic, (*one, *other)), topic, table=True) for topic in topics)
    left, right = (_main(side) for side in (one, other))
    pairs = _pairs(left, right)
    both = [OutlineSection(mine, _both(mine, theirs)) for mine, theirs in pairs]
    paired = {name for pair in pairs for name in pair}
    alone = [[name for name in names if name not in paired] for names in (left, right)]
    rest = [
        OutlineSection(words.beside(_name(*pair)), "; ".join(names))
        for names, pair in zip(alone, ((one, other), (other, one)), strict=True)
        if names
    ]
    return (OutlineSection(words.FIGURES, "", table=True), *both, *rest)


def _main(side: Sequence[Source]) -> list[str]:
    named = ((source, name) for source in side for name in titles(source, main_headings(source, HEADINGS)))
    return list(dict.fromkeys(name for source, name in named if tells(source, name)))


def _pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    """Headings of both sides that are alike and open the same part, each taken once, in the order of the first side."""
    graded = [(alike(mine, theirs) + (fold(mine) == fold(theirs)), mine, theirs) for mine in left for theirs in right]
    fitting = [(grade, mine, theirs) for grade, mine, theirs in graded if aspect_of((mine,)) is aspect_of((theirs,))]
    found: dict[str, str] = {}
    for grade, mine, theirs in sorted(fitting, key=lambda one: -one[0]):
        if grade >= PAIRED and mine not in found and theirs not in found.values():
            found[mine] = theirs
    return [(mine, found[mine]) for mine in left if mine in found]


def _both(mine: str, theirs: str) -> str:
    return mine if fold(mine) == fold(theirs) else f"{mine}; {theirs}"


# --- The time ---------------------------------------------------------------------------------------------------------------------


def period_of(request: DraftRequest, reports: Sequence[ReportHeader]) -> str:
    """The usual name of the time that a draft covers: what was asked for, or that of its reports; "" where none is known."""
    spans = [(report.period.start, report.period.end, report.period.label) for report in reports if report.period]
    if len({span[:2] for span in spans}) == 1 and not (request.start and request.end):
        return spans[0][2]
    start = request.start or min((span[0] for span in spans), default=None)
    end = request.end or max((span[1] for span in spans), default=None)
    if start is None or end is None:
        return ""
    kind = mention_of(Period("", start, end)).kind
    return words.span(start, end) if kind in (PeriodKind.RANGE, PeriodKind.TERM) else label_of(kind, start, end)
