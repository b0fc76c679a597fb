"""The figures of a report in SQL: with it in one transaction, and gone with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from tests.vectorstore.made import bring_in, made_conflict, made_figure, made_ledger, made_report
from vectorstore import ledger
from vectorstore.archive import Archive
from vectorstore.errors import NotFound
from vectorstore.figure import FigureFilter, FigureKind
from vectorstore.records import Base, ConflictRow, FigureRow, IndicatorRow, IndicatorWordRow
from vectorstore.report import Period
from vectorstore.stored import Outcome

POOR = ("Toàn xã có 386 hộ nghèo.", "386", "hộ", "hộ nghèo")
FOREST = ("Trồng mới 10.100,78 ha rừng quế.", "10.100,78", "ha", "rừng quế trồng mới")
LESSONS = ("Mở 12 lớp học nghề.", "12", "lớp", "lớp học nghề")


def rows(archive: Archive, table: type[Base]) -> int:
    with archive.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def kept(archive: Archive) -> list[int]:
    """How many rows each table of the ledger has."""
    return [rows(archive, table) for table in (FigureRow, IndicatorRow, IndicatorWordRow, ConflictRow)]


def test_figures_come_back_as_they_went_in(archive: Archive) -> None:
    report, data = made_ledger(POOR, FOREST, LESSONS)
    full = replace(
        report.figures[1],
        kind=FigureKind.SHARE,
        qualifier="trên",
        upper=Decimal("10200.50"),
        of=Decimal(12),
        place="thôn Nà Hin",
        period=Period("cùng kỳ", date(2025, 3, 1), date(2025, 3, 31), inferred=True),
        part_of=0,
    )
    report = replace(report, figures=(report.figures[0], full, report.figures[2]))
    bring_in(archive, report, data)
    assert ledger.figures_of(archive, report.id) == report.figures


@pytest.mark.parametrize("value", ["0.1", "10100.78", "1897800000.0", "-2", "0", "1E+9", "123456789012345678901234567890.12345"])
def test_values_are_exact(archive: Archive, value: str) -> None:
    report, data = made_ledger(POOR)
    report = replace(report, figures=(replace(report.figures[0], value=Decimal(value), upper=Decimal(value)),))
    bring_in(archive, report, data)
    (figure,) = ledger.figures_of(archive, report.id)
    assert (figure.value, figure.upper) == (Decimal(value), Decimal(value))


def test_a_report_without_figures_has_none(archive: Archive) -> None:
    report, data = made_report(["Xã họp đều."])
    bring_in(archive, report, data)
    assert ledger.figures_of(archive, report.id) == ()
    assert kept(archive) == [0, 0, 0, 0]


def test_a_report_that_fails_midway_leaves_nothing(archive: Archive) -> None:
    report, data = made_ledger(POOR, FOREST)
    twice = replace(report, figures=(*report.figures, report.figures[1]))
    with pytest.raises(Exception, match=r"(?i)unique|duplicate|conflict"):
        bring_in(archive, twice, data)
    assert archive.counts() == (0, 0) and kept(archive) == [0, 0, 0, 0]
    assert bring_in(archive, report, data) is Outcome.ADDED  # and it can be brought in then


def test_a_new_version_that_fails_leaves_the_figures_of_the_old(archive: Archive) -> None:
    old, old_data = made_ledger(POOR)
    bring_in(archive, old, old_data)
    new, data = made_ledger(FOREST)
    with pytest.raises(Exception, match=r"(?i)unique|duplicate|conflict"):
        bring_in(archive, replace(new, figures=new.figures * 2), data)
    assert ledger.figures_of(archive, old.id) == old.figures


def test_the_same_bytes_are_entered_once(archive: Archive) -> None:
    report, data = made_ledger(POOR)
    assert [bring_in(archive, report, data) for _ in range(2)] == [Outcome.ADDED, Outcome.ALREADY_THERE]
    assert rows(archive, FigureRow) == 1


def test_a_new_version_replaces_the_figures(archive: Archive) -> None:
    old, old_data = made_ledger(POOR, FOREST)
    new, data = made_ledger(("Toàn xã có 380 hộ nghèo.", "380", "hộ", "hộ nghèo"))
    bring_in(archive, old, old_data)
    assert bring_in(archive, new, data) is Outcome.REPLACED
    assert ledger.figures_of(archive, old.id) == () and ledger.figures_of(archive, new.id) == new.figures
    assert [row.name for row in _indicators(archive)] == ["hộ nghèo"]


def _indicators(archive: Archive) -> list[IndicatorRow]:
    with archive.read() as session:
        return list(session.scalars(select(IndicatorRow)))


def test_one_indicator_serves_every_report(archive: Archive) -> None:
    for issuer, name in (("UBND xã A", "hộ nghèo"), ("UBND xã B", "Hộ nghèo"), ("UBND xã C", "ho ngheo")):
        bring_in(archive, *made_ledger((POOR[0], "386", "hộ", name), issuer=issuer))
    assert [row.name for row in _indicators(archive)] == ["hộ nghèo"]
    assert ledger.figures(archive, FigureFilter("hộ nghèo"), 10).total == 3


def test_what_a_deleted_report_said_is_gone(archive: Archive) -> None:
    report, data = made_ledger(("Mật khẩu là 12 hoa ban trắng.", "12", "hoa", "hoa ban trắng"))
    other, other_data = made_ledger(POOR, issuer="UBND xã B")
    report = replace(report, conflicts=(made_conflict("Hai số về hoa ban trắng.", (report, 0), (report, 0)),))
    bring_in(archive, report, data)
    bring_in(archive, other, other_data)
    archive.delete(report.id)
    assert [row.name for row in _indicators(archive)] == ["hộ nghèo"]
    assert kept(archive)[0] == 1 and rows(archive, ConflictRow) == 0
    words = [word.encode() for word in ("hoa ban trắng", "hoa ban", "Mật khẩu")]
    assert [path for path in archive.data.rglob("*") if path.is_file() and any(word in path.read_bytes() for word in words)] == []


def test_an_indicator_that_another_report_has_stays(archive: Archive) -> None:
    first, data = made_ledger(POOR, FOREST, issuer="UBND xã A")
    second, other_data = made_ledger(POOR, issuer="UBND xã B")
    bring_in(archive, first, data)
    bring_in(archive, second, other_data)
    archive.delete(first.id)
    assert [row.name for row in _indicators(archive)] == ["hộ nghèo"]
    assert ledger.figures(archive, FigureFilter("hộ nghèo"), 10).rows[0].report.id == second.id


def test_figures_are_entered_anew(archive: Archive) -> None:
    report, data = made_ledger(POOR, FOREST)
    bring_in(archive, report, data)
    again = replace(report, figures=(made_figure(report, 0, "386", "hộ", "hộ còn nghèo"),))
    archive.recount(again)
    assert ledger.figures_of(archive, report.id) == again.figures
    assert [row.name for row in _indicators(archive)] == ["hộ còn nghèo"]
    with pytest.raises(NotFound):
        archive.recount(made_ledger(LESSONS)[0])


def test_more_figures_than_one_statement_takes(archive: Archive) -> None:
    many = [(f"Thôn số {n} có {n} hộ.", f"{n} hộ", "hộ", f"hộ thôn {n}") for n in range(1, 2 * ledger.CHUNK + 10)]
    report, data = made_report([sentence for sentence, *_ in many])
    figures = [made_figure(report, at, str(at + 1), "hộ", indicator) for at, (*_, indicator) in enumerate(many)]
    bring_in(archive, replace(report, figures=tuple(figures)), data)
    assert len(ledger.figures_of(archive, report.id)) == len(many)
    keys = [(report.id, figure.ordinal) for figure in figures]
    assert list(ledger.rows_of(archive, [*keys, keys[0], ("0" * 16, 1)])) == keys
    archive.delete(report.id)
    assert kept(archive) == [0, 0, 0, 0]
