"""The figures of all reports in SQL: written with their report, found by indicator, unit of government and period."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, Select, delete, exists, func, insert, or_, select
from sqlalchemy.orm import Session, aliased, defer

from vectorstore.cards import row_header
from vectorstore.figure import (
    COUNTED,
    Conflict,
    ConflictKind,
    ConflictPage,
    Figure,
    FigureFilter,
    FigureKind,
    LedgerPage,
    LedgerRow,
    StoredConflict,
)
from vectorstore.records import ConflictRow, FigureRow, IndicatorRow, IndicatorWordRow, PassageRow, ReportRow
from vectorstore.report import Period, Report, Span
from vectorstore.rows import is_one_of, report_key, row_passage
from vectorstore.text.normalize import fold, folded_syllables
from vectorstore.text.place import KINDS, government_key, government_name
from vectorstore.versions import is_current

if TYPE_CHECKING:
    from vectorstore.archive import Archive

T = TypeVar("T")

NO_PERIOD = date.min  # comes last where the newest comes first

WORD_CHARS = 40
TELLING = 3  # words of an indicator that says enough to be the same thing in another report
FEW = 1000  # indicators up to which their figures are looked up one by one
SAMPLE = 100  # indicators of a word that are looked at for the words beside it
CHUNK = 400  # parameters of one statement: PostgreSQL and SQLite both take these


# --- Writing ----------------------------------------------------------------------------------------------------------------------


def write(session: Session, report: Report) -> None:
    """Enter a report's figures and conflicts, in the transaction that brings the report in."""
    ids = _indicator_ids(session, report.figures)
    rows = [_figure_values(report, figure, ids[_key(figure)]) for figure in report.figures]
    if rows:
        session.execute(insert(FigureRow), rows)
    session.add_all(_conflict_row(report.id, conflict) for conflict in report.conflicts)


def erase(session: Session, report_ids: Sequence[str]) -> None:
    """Take reports' figures out, and the indicators that no other report has: nothing of a deleted report stays."""
    of = FigureRow.report_id.in_(report_ids)
    indicators = list(session.scalars(select(FigureRow.indicator_id).where(of).distinct()))
    session.execute(delete(FigureRow).where(of))
    session.execute(delete(ConflictRow).where(or_(ConflictRow.report_id.in_(report_ids), ConflictRow.other_id.in_(report_ids))))
    for chunk in _chunks(indicators):
        unused = ~exists().where(FigureRow.indicator_id == IndicatorRow.id)
        session.execute(delete(IndicatorRow).where(IndicatorRow.id.in_(chunk), unused))


def _indicator_ids(session: Session, figures: Sequence[Figure]) -> dict[str, int]:
    """The id of each indicator by its key; new ones are entered with their words."""
    wanted = {_key(figure): figure for figure in figures}
    found: dict[str, int] = {}
    for chunk in _chunks(list(wanted)):
        known = select(IndicatorRow.key, IndicatorRow.id).where(IndicatorRow.key.in_(chunk))
        found.update({row.key: row.id for row in session.execute(known)})
    new = {key: IndicatorRow(key=key, name=figure.indicator) for key, figure in wanted.items() if key not in found}
    session.add_all(new.values())
    session.flush()
    found.update({key: row.id for key, row in new.items()})
    words = [{"word": word, "indicator_id": found[key]} for key in new for word in _words(wanted[key])]
    if words:
        session.execute(insert(IndicatorWordRow), words)
    return found


def _key(figure: Figure) -> str:
    parts = (figure.indicator, figure.unit, figure.place)
    return hashlib.sha256("\x1f".join(fold(part) for part in parts).encode()).hexdigest()


def _words(figure: Figure) -> set[str]:
    return {word[:WORD_CHARS] for word in folded_syllables(f"{figure.indicator} {figure.unit} {figure.place}")}


def _figure_values(report: Report, figure: Figure, indicator_id: int) -> dict[str, Any]:
    period = figure.period or report.period
    return {
        "report_id": report.id,
        "ordinal": figure.ordinal,
        "passage": figure.passage,
        "sentence": figure.sentence,
        "start": figure.span.start,
        "end": figure.span.end,
        "indicator_id": indicator_id,
        "words": figure.words,
        "value": figure.value,
        "amount": float(figure.value),
        "written": figure.written,
        "unit": figure.unit,
        "unit_folded": fold(figure.unit)[:WORD_CHARS],
        "kind": figure.kind.value,
        "qualifier": figure.qualifier,
        "upper": figure.upper,
        "of": figure.of,
        "place": figure.place,
        "named_period": figure.period is not None,
        "period_label": period.label if period else None,
        "period_start": period.start if period else None,
        "period_end": period.end if period else NO_PERIOD,
        "period_inferred": bool(period and period.inferred),
        "government": government_key(report.issuer)[:80],
        "part_of": figure.part_of,
    }


def _conflict_row(report_id: str, conflict: Conflict) -> ConflictRow:
    other = next((other for other, _ in conflict.figures if other != report_id), None)
    pairs = [list(pair) for pair in conflict.figures]
    return ConflictRow(report_id=report_id, other_id=other, kind=conflict.kind.value, said=conflict.said, figures=pairs)


# --- Reading ----------------------------------------------------------------------------------------------------------------------


def figures(archive: Archive, wanted: FigureFilter, limit: int, offset: int = 0) -> LedgerPage:
    """The rows that meet every limit, the newest period first; where no indicator has all the words, those that have most of them."""
    with archive.read() as session:
        where = [*_conditions(wanted), *_found_by(session, list(dict.fromkeys(folded_syllables(wanted.words))))]
        found = select(FigureRow.ordinal).where(*where).limit(COUNTED).subquery()
        total = session.scalar(select(func.count()).select_from(found)) or 0
        rows = tuple(_rows(archive, session, _page(where, limit + 1, offset))) if total else ()
        return LedgerPage(rows[:limit], max(total, offset + len(rows)))  # so that a page beyond what is counted says that more follow


def rows_of(archive: Archive, keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], LedgerRow]:
    """The rows of (report id, ordinal) pairs; those that are gone are left out."""
    with archive.read() as session:
        found: dict[tuple[str, int], LedgerRow] = {}
        for chunk in _chunks(list(dict.fromkeys(keys))):
            where = [is_one_of(FigureRow, chunk)]
            found.update({(row.report.id, row.figure.ordinal): row for row in _rows(archive, session, _page(where, len(chunk), 0))})
        return found


def figures_of(archive: Archive, report_id: str) -> tuple[Figure, ...]:
    """All figures of a report, in reading order."""
    joined = select(FigureRow, IndicatorRow.name).join(IndicatorRow, IndicatorRow.id == FigureRow.indicator_id)
    with archive.read() as session:
        found = session.execute(joined.where(FigureRow.report_id == report_id).order_by(FigureRow.ordinal))
        return tuple(_figure(row, name) for row, name in found)


@dataclass(frozen=True, slots=True)
class Twin:
    """The figure of another report that states the same thing of the same unit of government, place and period."""

    report_id: str
    figure: Figure


def twins(archive: Archive, report: Report) -> list[tuple[int, Twin]]:
    """(ordinal of the report's figure, its twin); earlier versions of the report have none."""
    by_key: dict[str, list[Figure]] = defaultdict(list)
    for figure in report.figures:
        if len(figure.indicator.split()) >= TELLING and figure.part_of is None and figure.kind is not FigureKind.CHANGE:
            by_key[_key(figure)].append(figure)
    found: list[tuple[int, Twin]] = []
    with archive.read() as session:
        for chunk in _chunks(list(by_key)):
            for row, name, key in session.execute(_twin_rows(report, chunk)):
                same = (figure for figure in by_key[key] if _is_twin(report, figure, row))
                found.extend((figure.ordinal, Twin(row.report_id, _figure(row, name))) for figure in same)
    return found


def _twin_rows(report: Report, keys: Sequence[str]) -> Select[FigureRow, str, str]:
    joined = select(FigureRow, IndicatorRow.name, IndicatorRow.key).join(IndicatorRow, IndicatorRow.id == FigureRow.indicator_id)
    others = joined.join(ReportRow, ReportRow.id == FigureRow.report_id).where(
        ReportRow.id != report.id, ReportRow.key != report_key(report), is_current(ReportRow.id)
    )
    return others.where(IndicatorRow.key.in_(keys), FigureRow.government == government_key(report.issuer)[:80])


def _is_twin(report: Report, figure: Figure, row: FigureRow) -> bool:
    period = figure.period or report.period
    return period is not None and (row.period_start, row.period_end, row.kind) == (period.start, period.end, figure.kind.value)


def conflicts(archive: Archive, limit: int, offset: int = 0) -> ConflictPage:
    """Where figures do not agree, in the order they were found."""
    with archive.read() as session:
        total = session.scalar(select(func.count()).select_from(ConflictRow).where(*_in_force())) or 0
        found = list(session.scalars(select(ConflictRow).where(*_in_force()).order_by(ConflictRow.id).limit(limit).offset(offset)))
    return ConflictPage(tuple(_stored(archive, row) for row in found), total)


def conflicts_in(archive: Archive, report_id: str) -> tuple[StoredConflict, ...]:
    """The conflicts that a report has a part in."""
    either = or_(ConflictRow.report_id == report_id, ConflictRow.other_id == report_id)
    with archive.read() as session:
        found = list(session.scalars(select(ConflictRow).where(either, *_in_force()).order_by(ConflictRow.id)))
    return tuple(_stored(archive, row) for row in found)


def _in_force() -> tuple[ColumnElement[bool], ...]:
    """Conflicts of current reports: that a correction says something else is no conflict."""
    return is_current(ConflictRow.report_id), or_(ConflictRow.other_id.is_(None), is_current(ConflictRow.other_id))


def _stored(archive: Archive, row: ConflictRow) -> StoredConflict:
    keys = [(report_id, ordinal) for report_id, ordinal in row.figures]
    found = rows_of(archive, keys)
    return StoredConflict(ConflictKind(row.kind), row.said, tuple(found[key] for key in keys if key in found))


def _found_by(session: Session, words: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """Figures whose indicators have all the words, else most of them."""
    if not words:
        return
    rarest_first = _telling_first(session, sorted(words, key=lambda word: _often(session, word)))
    few = session.scalars(_with_all(rarest_first).limit(FEW + 1)).all() or _with_most(session, rarest_first)
    if len(few) <= FEW:
        yield FigureRow.indicator_id.in_(few)
        return
    # So many that the figures are gone through from the newest on, and asked for each word.
    for word in rarest_first:
        yield exists().where(IndicatorWordRow.word == word, IndicatorWordRow.indicator_id == FigureRow.indicator_id)


def _with_all(words: Sequence[str]) -> Select[int]:
    """The indicators with all the words, looked up from the first on."""
    first = aliased(IndicatorWordRow)
    found = select(first.indicator_id).where(first.word == words[0])
    for word in words[1:]:
        other = aliased(IndicatorWordRow)
        found = found.where(exists().where(other.word == word, other.indicator_id == first.indicator_id))
    return found


def _often(session: Session, word: str) -> int:
    """In how many indicators a word stands, counted as far as it matters."""
    some = select(IndicatorWordRow.indicator_id).where(IndicatorWordRow.word == word).limit(COUNTED).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _telling_first(session: Session, rarest_first: Sequence[str]) -> Sequence[str]:
    """The rarest word, then those that stand with it in the fewest of some indicators, so that most are passed over at the first look."""
    first, *others = rarest_first
    near = select(IndicatorWordRow.indicator_id).where(IndicatorWordRow.word == first).limit(SAMPLE)
    beside = select(IndicatorWordRow.word, func.count()).where(IndicatorWordRow.word.in_(others), IndicatorWordRow.indicator_id.in_(near))
    together = {row[0]: row[1] for row in session.execute(beside.group_by(IndicatorWordRow.word))} if others else {}
    return [first, *sorted(others, key=lambda word: together.get(word, 0))]


def _with_most(session: Session, rarest_first: Sequence[str]) -> Sequence[int]:
    """The indicators that have most of the words, more than half of them; those without any of the rarer half cannot."""
    words, rarer = rarest_first, rarest_first[: (len(rarest_first) + 1) // 2]
    one = aliased(IndicatorWordRow)
    near = select(one.indicator_id).where(one.word.in_(rarer)).limit(COUNTED)
    held = func.count().label("held")
    of = IndicatorWordRow.indicator_id
    counted = select(of, held).where(IndicatorWordRow.word.in_(words), of.in_(near)).group_by(of).having(held > len(words) // 2)
    found = session.execute(counted.order_by(held.desc()).limit(FEW)).all()
    return [row[0] for row in found if row[1] == found[0][1]]


def _conditions(wanted: FigureFilter) -> Iterator[ColumnElement[bool]]:
    yield is_current(FigureRow.report_id)
    if wanted.report_ids is not None:
        yield FigureRow.report_id.in_(wanted.report_ids)
    if wanted.issuers:
        yield FigureRow.report_id.in_(select(ReportRow.id).where(ReportRow.issuer.in_(wanted.issuers)))
    if wanted.government:
        name = fold(" ".join(wanted.government.split()))
        yield FigureRow.government.in_([name, *(f"{kind} {name}" for kind in KINDS)])
    if wanted.start:
        yield FigureRow.period_end >= wanted.start
    if wanted.end:
        yield FigureRow.period_start <= wanted.end
    if wanted.unit:
        yield FigureRow.unit_folded == fold(wanted.unit.strip())
    if wanted.kinds:
        yield FigureRow.kind.in_([kind.value for kind in wanted.kinds])


def _page(where: Sequence[ColumnElement[bool]], limit: int, offset: int) -> Select[FigureRow, str, ReportRow]:
    joined = (
        select(FigureRow, IndicatorRow.name, ReportRow)
        .join(IndicatorRow, IndicatorRow.id == FigureRow.indicator_id)
        .join(ReportRow, ReportRow.id == FigureRow.report_id)
        .options(defer(ReportRow.text))
    )
    newest = (FigureRow.period_end.desc(), FigureRow.report_id.desc(), FigureRow.ordinal)  # as the indexes go, read backwards
    return joined.where(*where).order_by(*newest).limit(limit).offset(offset)


def _rows(archive: Archive, session: Session, page: Select[FigureRow, str, ReportRow]) -> Iterator[LedgerRow]:
    found = list(session.execute(page))
    keys = sorted({(row.report_id, row.passage) for row, _, _ in found})
    passages = {
        (passage.report_id, passage.ordinal): row_passage(passage)
        for chunk in _chunks(keys)
        for passage in session.scalars(select(PassageRow).where(is_one_of(PassageRow, chunk)))
    }
    for row, name, report in found:
        passage = passages[row.report_id, row.passage]
        sentence = passage.sentences[row.sentence]
        yield LedgerRow(
            figure=_figure(row, name),
            report=row_header(report),
            government=government_name(report.issuer),
            section=passage.section,
            page=passage.page,
            period=_period(row),
            quote=sentence.quote(archive.text(row.report_id)),
            start=sentence.start,
            end=sentence.end,
        )


def _figure(row: FigureRow, name: str) -> Figure:
    return Figure(
        ordinal=row.ordinal,
        passage=row.passage,
        sentence=row.sentence,
        span=Span(row.start, row.end),
        indicator=name,
        words=row.words,
        value=row.value,
        written=row.written,
        unit=row.unit,
        kind=FigureKind(row.kind),
        qualifier=row.qualifier,
        upper=row.upper,
        of=row.of,
        place=row.place,
        period=_period(row) if row.named_period else None,
        part_of=row.part_of,
    )


def _period(row: FigureRow) -> Period | None:
    if row.period_label is None or row.period_start is None:
        return None
    return Period(row.period_label, row.period_start, row.period_end, row.period_inferred)


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    yield from (items[at : at + CHUNK] for at in range(0, len(items), CHUNK))
