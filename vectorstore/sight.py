"""What a reader may see: which units' reports, and whose conversations, drafts and uploads; put on every statement in one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, event, exists, or_, select, true
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, ORMExecuteState, Session, with_loader_criteria

from vectorstore.records import (
    ConflictRow,
    ConversationRow,
    DoubtRow,
    DraftRow,
    FigureRow,
    IndicatorRow,
    IndicatorWordRow,
    JobRow,
    MessageRow,
    PageImageRow,
    PassageRow,
    ReportRow,
    SupersededRow,
)

SIGHTS = 256  # whose limits are kept


class Level(StrEnum):
    COMMON = "thường"
    INTERNAL = "nội bộ"


@dataclass(frozen=True, slots=True)
class Sight:
    """None is without a limit; what is new belongs to `home` and `author`."""

    units: frozenset[str] | None = None  # whose reports are seen
    internal: frozenset[str] | None = None  # those of them whose internal reports are seen too
    owner: str | None = None  # whose conversations, drafts and uploads are seen
    home: str = ""  # the unit of reports that come in
    author: str = ""  # the owner of conversations, drafts and uploads that are made

    @property
    def all_reports(self) -> bool:
        return self.units is None and self.internal is None


EVERYTHING = Sight()
_SIGHT = "sight"  # of a session, in its info


def sighted(session: Session, sight: Sight) -> Session:
    """The session, which from now on finds and changes nothing else."""
    session.info[_SIGHT] = sight
    return session


@event.listens_for(Session, "do_orm_execute")
def _limit(state: ORMExecuteState) -> None:
    sight = state.session.info.get(_SIGHT, EVERYTHING)
    if state.is_select or state.is_update or state.is_delete:
        state.statement = state.statement.options(*_limits(sight))


@lru_cache(maxsize=SIGHTS)
def _limits(sight: Sight) -> tuple[Any, ...]:
    return tuple(with_loader_criteria(row, condition, include_aliases=True) for row, condition in _conditions(sight))


def _conditions(sight: Sight) -> Iterator[tuple[type[DeclarativeBase], ColumnElement[bool]]]:
    if not sight.all_reports:
        yield ReportRow, _seen(sight)
        yield PassageRow, _of_seen(sight, PassageRow.report_id)
        yield FigureRow, _of_seen(sight, FigureRow.report_id)
        yield DoubtRow, _of_seen(sight, DoubtRow.report_id)
        yield PageImageRow, _of_seen(sight, PageImageRow.report_id)
        yield SupersededRow, and_(_of_seen(sight, SupersededRow.report_id), _of_seen(sight, SupersededRow.by_id))
        both = and_(_of_seen(sight, ConflictRow.report_id), or_(ConflictRow.other_id.is_(None), _of_seen(sight, ConflictRow.other_id)))
        yield ConflictRow, both
        # An indicator that only others count would turn up among those with the words, and push one's own out.
        yield IndicatorRow, _counted(sight, IndicatorRow.id)
        yield IndicatorWordRow, _counted(sight, IndicatorWordRow.indicator_id)
    if sight.owner is not None:
        for row in (ConversationRow, DraftRow, JobRow):
            yield row, row.owner == sight.owner
        yield MessageRow, MessageRow.conversation_id.in_(_own_conversations(sight.owner))


def _seen(sight: Sight) -> ColumnElement[bool]:
    units = true() if sight.units is None else ReportRow.unit.in_(sorted(sight.units))
    if sight.internal is None:
        return units
    return and_(units, or_(ReportRow.level == Level.COMMON.value, ReportRow.unit.in_(sorted(sight.internal))))


def _seen_ids(sight: Sight) -> Select[str]:
    # Of the table, not of the class: the criteria would be put on this one again.
    reports = ReportRow.__table__.c
    units = true() if sight.units is None else reports.unit.in_(sorted(sight.units))
    if sight.internal is None:
        return select(reports.id).where(units)
    return select(reports.id).where(units, or_(reports.level == Level.COMMON.value, reports.unit.in_(sorted(sight.internal))))


def _of_seen(sight: Sight, report_id: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    return report_id.in_(_seen_ids(sight))


def _counted(sight: Sight, indicator_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    figures = FigureRow.__table__
    return exists(
        select(figures.c.ordinal)
        .where(figures.c.indicator_id == indicator_id, figures.c.report_id.in_(_seen_ids(sight)))
        .correlate_except(figures)
    )


def _own_conversations(owner: str) -> Select[str]:
    conversations = ConversationRow.__table__.c
    return select(conversations.id).where(conversations.owner == owner)
