"""Every stated quantity of a report as a Figure: prose by the sentence, tables cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.count.cells import figures_in_row
from ingest.count.indicator import indicator_of, is_weak, kind_of, other_time, place_of, takes_part, unit_of
from ingest.count.rows import Row, rows_in
from ingest.count.when import Held, period_of
from vectorstore.figure import Figure
from vectorstore.report import Passage, PassageKind, Report, Sentence, Span
from vectorstore.text.clean import cleaned
from vectorstore.text.figures import FigureMention
from vectorstore.text.phrase import figure_phrases

COUNTING = 2  # counted up when the same report would give other figures: then older archives are counted anew
NEAR = 6  # figures of a sentence that another time of the same thing is looked for among
FAR = 60  # figures back in a sentence that may be a total: a longer row of numbers is no prose, and costs the square of it
SHORT = 3  # words of a part that says little without its total: "trâu"

_SCALE_AFTER = re.compile(r"\s*(?:nghìn|ngàn|triệu|tỷ|tỉ)\b(?:\s+[\d.,]+\s*(?:nghìn|ngàn|triệu)\b|\s+rưỡi\b)?", re.IGNORECASE)
_PARTS = re.compile(r"\btrong đó\b|\bbao gồm\b|\bgồm\b|\bcụ thể\b|\([^()]*$", re.IGNORECASE)
_AFTER_PARTS = re.compile(r"\bso với\b|[.;](?=\s+[^\d\s])", re.IGNORECASE)
_HOUSES = frozenset(("nhà", "căn", "ngôi"))
_BOUND = re.compile(r"^(?:chỉ|từ)$")
_AND_MORE = re.compile(r"[^,;.]{0,60}\btrở lên\b")
_OPENING = re.compile(r"[\s\-–+*•]*(?:\d+[.)]\s)?([^:,.;]{4,80}?)\s*[:,](?!\d)")  # a comma before a digit is a decimal comma
_LAST_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def count(report: Report) -> tuple[Figure, ...]:
    """The figures of a report in reading order; letterhead and recipients state none."""
    held = Held(report.period, _year(report))
    counting = _Counting(report, held)
    found: list[Figure] = []
    for passage in report.passages:
        if passage.kind is not PassageKind.HEAD:
            found.extend(counting.in_passage(passage))
    return _related(report, found)


def _year(report: Report) -> int | None:
    """The year that a mention without one means: the period's, the issue's, or the label's."""
    if report.period:
        return report.period.end.year
    if report.issued_on:
        return report.issued_on.year
    written = _LAST_YEAR.search(report.issued_label or "")
    return int(written[0]) if written else None


@dataclass(frozen=True, slots=True)
class _Counting:
    """What the figures of one report share."""

    report: Report
    held: Held

    def in_passage(self, passage: Passage) -> Iterator[Figure]:
        for index, row in rows_in(self.report, passage):
            if row:
                yield from self._in_row(passage, row)
            else:
                yield from self._in_sentence(passage, index, passage.sentences[index])

    def _in_sentence(self, passage: Passage, index: int, sentence: Sentence) -> Iterator[Figure]:
        words, at = sentence.located(self.report.text)
        for mention, start, end in figure_phrases(words):
            before = words[start : mention.whole[0]]
            _, last = mention.whole
            qualifier = _qualifier(mention, words[last:])
            first = mention.whole[0] if qualifier else mention.at[0]
            indicator = indicator_of(mention, before)
            yield Figure(
                ordinal=0,
                passage=passage.ordinal,
                sentence=index,
                span=Span(at[first], at[last - 1] + 1),
                indicator=indicator,
                words=words[start:end].strip(" ,;-–+"),
                value=mention.value,
                written=_written(mention, words),
                unit=unit_of(mention, before),
                kind=kind_of(mention, before, passage.section),
                qualifier=qualifier,
                upper=mention.upper,
                of=mention.of,
                place=place_of(words[start:end], indicator, self.report.issuer or ""),
                period=period_of(before, words[last:], self.held),
            )

    def _in_row(self, passage: Passage, row: Row) -> Iterator[Figure]:
        about = passage.lead or " ".join(passage.section[-1:])
        for cell in figures_in_row(row.words, row.heads, about, self.held):
            start, end = cell.at
            yield Figure(
                ordinal=0,
                passage=passage.ordinal,
                sentence=row.sentence,
                span=Span(row.at[start], row.at[end - 1] + 1),
                indicator=cell.indicator,
                words=" ".join(part for part in (cell.indicator, cell.place) if part),
                value=cell.value,
                written=cell.written,
                unit=cell.unit,
                kind=cell.kind,
                of=cell.of,
                place=cell.place,
                period=cell.period,
            )


def _qualifier(mention: FigureMention, after: str) -> str | None:
    """What bounds the number: "từ" does with "trở lên", "chỉ" does not."""
    if mention.qualifier and _BOUND.match(mention.qualifier):
        return mention.qualifier if mention.qualifier == "từ" and _AND_MORE.match(after) else None
    return mention.qualifier


def _written(mention: FigureMention, words: str) -> str:
    """The number with its scale, word for word."""
    scale = _SCALE_AFTER.match(words, mention.at[1]) if mention.of is None else None
    return words[mention.at[0] : scale.end() if scale else mention.at[1]]


# --- What a figure takes from those before it ---------------------------------------------------------------------------------------


def _related(report: Report, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures numbered, each part with its total, and those that say nothing by themselves with the words of the one before."""
    done: list[Figure] = []
    for ordinal, found in enumerate(figures):
        figure = replace(found, ordinal=ordinal)
        total = _total(report, figure, done)
        before = total or _before(figure, done)
        indicator = figure.indicator
        time = other_time(indicator, figure.unit)
        if is_weak(indicator) or (time and before and before.unit == figure.unit):
            about = before.indicator if before else _about(report, figure)
            indicator = " – ".join(part for part in (about, time or indicator) if part)
        elif before and takes_part(indicator, figure.unit, before.unit):
            indicator = f"{before.indicator} – {indicator}"
        elif total and len(indicator.split()) <= SHORT:
            indicator = f"{total.indicator}: {indicator}"
        done.append(replace(figure, indicator=indicator, part_of=total.ordinal if total else None))
    return tuple(done)


def _before(figure: Figure, earlier: Sequence[Figure]) -> Figure | None:
    """The figure before in the same sentence; what names another time goes on with the last one of its unit."""
    near = [one for one in earlier[-NEAR:] if (one.passage, one.sentence) == (figure.passage, figure.sentence)]
    alike = [one for one in near if one.unit == figure.unit] if other_time(figure.indicator, figure.unit) else []
    return next(reversed(alike or near), None)


def _about(report: Report, figure: Figure) -> str:
    """What the sentence opens with, or else its heading."""
    passage = report.passages[figure.passage]
    opening = _OPENING.match(passage.sentences[figure.sentence].clean(report.text))
    return opening[1].strip() if opening else " ".join(passage.section[-1:])


def _counts_with(total: Figure, part: Figure) -> bool:
    """Whether two figures count one thing: a house is given to a household ("nhà ở cho 31 hộ, gồm làm mới 18 nhà")."""
    return total.unit == part.unit or (part.unit in _HOUSES and total.unit == "hộ" and "nhà" in total.words.lower().split())


def _total(report: Report, figure: Figure, earlier: Sequence[Figure]) -> Figure | None:
    """The nearest figure before in the same sentence, of the same thing and not smaller, that "trong đó" opens the parts of."""
    for total in reversed(earlier[-FAR:]):
        if (total.passage, total.sentence) != (figure.passage, figure.sentence):
            return None
        if not _counts_with(total, figure) or total.unit in ("%", "") or total.value < figure.value:
            continue
        between = cleaned(report.text[total.span.end : figure.span.start])
        opened = _PARTS.search(between)
        if opened and not _AFTER_PARTS.search(between, opened.end()):
            return total
    return None
