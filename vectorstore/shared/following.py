"""What follows a change of reports in its own transaction, where the archive lies in PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from vectorstore.settings import Settings
from vectorstore.shared import lexical_rows
from vectorstore.shared.tables import UnfollowedRow

Follower = Callable[[Session, Sequence[str]], None]  # told which reports came, changed, went, or are current or not now


def followers(engine: Engine, settings: Settings) -> tuple[Follower, ...]:
    """On one machine none: the indexes in its folder are changed after the commit."""
    if engine.dialect.name == "sqlite":
        return ()
    return (lexical_rows.follow, _unfollowed) if settings.shared else (lexical_rows.follow,)


def _unfollowed(session: Session, report_ids: Sequence[str]) -> None:
    """Note what the vectors' index has to follow; a server of its own cannot be part of the transaction."""
    if report_ids:
        session.execute(insert(UnfollowedRow), [{"report_id": report_id} for report_id in report_ids])
