"""The ledger kept in step with the reports: figures counted anew, and compared with those of other reports."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ingest.compile import counted
from ingest.count import COUNTING
from ingest.count.conflicts import allow, two_values
from vectorstore import ledger
from vectorstore.errors import ArchiveError, NotFound
from vectorstore.figure import Conflict
from vectorstore.report import Report

if TYPE_CHECKING:
    from vectorstore.archive import Archive
    from vectorstore.library import Library

_REVISING = threading.Lock()  # so that none restores the mark that another has taken away


def recount_older(archive: Archive, stopped: Callable[[], bool]) -> None:
    """Count every report of an archive whose ledger was made by an older way of counting; begun again where it was stopped."""
    if archive.counting() == COUNTING:
        return
    for report in archive.reports():
        if stopped():
            return
        with suppress(NotFound):  # deleted meanwhile
            recount(report, archive)
    with _REVISING:
        archive.set_counting(COUNTING)


def recount(report: Report, archive: Archive) -> None:
    """Enter a report's figures and conflicts anew."""
    archive.recount(with_conflicts_across(counted(report), archive.root))


def revised(library: Library, report_id: str, changes: Mapping[str, Any]) -> Report:
    """Correct what a report says of itself; its figures may hold for another period or unit then.

    The ledger counts as outdated in between: what is killed after the correction is counted anew at the next start.
    """
    archive = library.archive
    with _REVISING:
        before = archive.counting()
        archive.set_counting(0)
        try:
            report = library.update(report_id, **changes)
            recount(report, archive)
        except ArchiveError:  # refused, and nothing changed
            archive.set_counting(before)
            raise
        archive.set_counting(before)
    return report


def with_conflicts_across(report: Report, archive: Archive) -> Report:
    """The report with the figures that differ from those of the same thing, unit and period in other reports."""
    found = [conflict for twin in ledger.twins(archive, report) if (conflict := _conflict(report, *twin))]
    return replace(report, conflicts=(*report.conflicts, *found))


def _conflict(report: Report, ordinal: int, other: ledger.Twin) -> Conflict | None:
    figure = report.figures[ordinal]
    return None if allow(other.figure, figure) else two_values((other.report_id, other.figure), (report.id, figure))
