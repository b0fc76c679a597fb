"""Figures are found by what they count, whose they are and when they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.vectorstore.made import MARCH, bring_in, made_ledger
from vectorstore import ledger
from vectorstore.archive import Archive
from vectorstore.figure import FigureFilter, FigureKind, LedgerRow
from vectorstore.report import Passage, Period, Report

APRIL = Period("tháng 4 năm 2026", date(2026, 4, 1), date(2026, 4, 30))
LAST_YEAR = Period("năm 2025", date(2025, 1, 1), date(2025, 12, 31))
POOR = ("Toàn xã có 386 hộ nghèo.", "386", "hộ", "hộ nghèo")
FOREST = ("Trồng mới 30 ha rừng quế.", "30", "ha", "Diện tích rừng quế trồng mới")
MONEY = ("Thu ngân sách 62% dự toán.", "62", "%", "Thu ngân sách nhà nước")


@pytest.fixture
def shelf(archive: Archive) -> Archive:
    """Four reports: of xã Bản Sen for two months, of huyện Bản Sen, and one without issuer and period."""
    for stated, more in (
        ((POOR, FOREST), {"issuer": "UBND xã Bản Sen"}),
        ((("Toàn xã có 380 hộ nghèo.", "380", "hộ", "hộ nghèo"), MONEY), {"issuer": "Đảng ủy xã Bản Sen", "period": APRIL}),
        ((("Toàn huyện có 4.120 hộ nghèo.", "4.120", "hộ", "hộ nghèo"),), {"issuer": "Huyện ủy Bản Sen"}),
        ((("Cả bản có 5 hộ nghèo.", "5", "hộ", "hộ nghèo"),), {"issuer": None, "period": None}),
    ):
        report, data = made_ledger(*stated, **more)
        kinds = {"%": FigureKind.SHARE, "hộ": FigureKind.STOCK}
        figures = tuple(replace(figure, kind=kinds.get(figure.unit, FigureKind.FLOW)) for figure in report.figures)
        bring_in(archive, replace(report, figures=figures), data)
    return archive


def found(archive: Archive, wanted: FigureFilter) -> list[str]:
    return [row.figure.written for row in ledger.figures(archive, wanted, 50).rows]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("rừng quế", ["30"]),
        ("rung que", ["30"]),
        ("RỪNG QUẾ", ["30"]),
        ("quế rừng", ["30"]),
        ("quế", ["30"]),
        ("quế quế", ["30"]),
        ("rừng ha", ["30"]),  # the unit is one of its words
        ("diện tích rừng quế xã khác", ["30"]),  # most of the words
        ("rừng quế bản", ["30"]),
        ("rừng thông", []),  # not most of them
        ("hộ cận nghèo", ["380", "386", "4.120", "5"]),
        ("phần trăm ngân sách", ["62"]),
        ("xã", []),
        ("q", []),
        ("100%_", []),
    ],
)
def test_words(shelf: Archive, words: str, written: list[str]) -> None:
    assert sorted(found(shelf, FigureFilter(words))) == written


def test_indicators_with_all_the_words_come_alone(archive: Archive) -> None:
    lines = [("Có 1 hộ nghèo.", "1", "hộ", "hộ nghèo"), ("Có 2 hộ cận nghèo.", "2", "hộ", "hộ cận nghèo")]
    bring_in(archive, *made_ledger(*lines))
    assert found(archive, FigureFilter("hộ cận nghèo")) == ["2"]
    assert found(archive, FigureFilter("hộ nghèo")) == ["1", "2"]


def test_a_figure_is_found_by_its_place(archive: Archive) -> None:
    report, data = made_ledger(POOR)
    bring_in(archive, replace(report, figures=(replace(report.figures[0], place="thôn Nà Hin"),)), data)
    assert found(archive, FigureFilter("hộ nghèo na hin")) == ["386"]


@pytest.mark.parametrize(
    ("wanted", "written"),
    [
        (FigureFilter(), ["380", "62", "30", "386", "4.120", "5"]),
        (FigureFilter(government="xã Bản Sen"), ["380", "62", "30", "386"]),
        (FigureFilter(government="  XA  ban sen "), ["380", "62", "30", "386"]),
        (FigureFilter(government="huyện Bản Sen"), ["4.120"]),
        (FigureFilter(government="Bản Sen"), ["380", "62", "30", "386", "4.120"]),
        (FigureFilter(government="xã Bản"), []),
        (FigureFilter(issuers=("UBND xã Bản Sen", "Huyện ủy Bản Sen")), ["30", "386", "4.120"]),
        (FigureFilter(issuers=("UBND xã Khác",)), []),
        (FigureFilter(start=date(2026, 3, 31)), ["380", "62", "30", "386", "4.120"]),
        (FigureFilter(start=date(2026, 4, 1)), ["380", "62"]),
        (FigureFilter(end=date(2026, 3, 31)), ["30", "386", "4.120"]),
        (FigureFilter(start=date(2026, 3, 15), end=date(2026, 3, 16)), ["30", "386", "4.120"]),
        (FigureFilter(start=date(2026, 5, 1)), []),
        (FigureFilter(unit="ha"), ["30"]),
        (FigureFilter(unit=" HO "), ["380", "386", "4.120", "5"]),
        (FigureFilter(unit="h"), []),
        (FigureFilter(kinds=(FigureKind.SHARE, FigureKind.FLOW)), ["62", "30"]),
        (FigureFilter(report_ids=()), []),
        (FigureFilter("hộ nghèo", government="xã Bản Sen", unit="hộ", end=MARCH.end), ["386"]),
        (FigureFilter("rừng quế", government="huyện Bản Sen"), []),
    ],
)
def test_every_limit_holds(shelf: Archive, wanted: FigureFilter, written: list[str]) -> None:
    assert sorted(found(shelf, wanted)) == sorted(written)


def test_only_the_reports_that_are_named(shelf: Archive) -> None:
    (row,) = ledger.figures(shelf, FigureFilter("rừng quế"), 1).rows
    assert sorted(found(shelf, FigureFilter(report_ids=(row.report.id,)))) == ["30", "386"]


def test_the_newest_come_first_and_those_without_a_period_last(shelf: Archive) -> None:
    ends = [row.period and row.period.end for row in ledger.figures(shelf, FigureFilter(), 50).rows]
    assert ends == [APRIL.end] * 2 + [MARCH.end] * 3 + [None]


def test_a_report_s_figures_stay_in_reading_order(shelf: Archive) -> None:
    rows = ledger.figures(shelf, FigureFilter(issuers=("UBND xã Bản Sen",)), 50).rows
    assert [row.figure.ordinal for row in rows] == [0, 1]


def test_pages_follow_each_other(shelf: Archive) -> None:
    pages = [ledger.figures(shelf, FigureFilter(), 4, offset) for offset in (0, 4, 8)]
    assert [page.total for page in pages[:2]] == [6, 6]
    assert [len(page.rows) for page in pages] == [4, 2, 0]
    whole = [(row.report.id, row.figure.ordinal) for row in ledger.figures(shelf, FigureFilter(), 50).rows]
    assert [(row.report.id, row.figure.ordinal) for page in pages for row in page.rows] == whole


# --- What a row tells ---------------------------------------------------------------------------------------------------------------


def only(archive: Archive, report: Report, data: bytes) -> LedgerRow:
    bring_in(archive, report, data)
    (row,) = ledger.figures(archive, FigureFilter(), 50).rows
    return row


def test_a_row_has_its_report_its_sentence_and_its_period(archive: Archive) -> None:
    report, data = made_ledger(POOR, issuer="Đảng ủy xã Bản Sen")
    report = replace(report, passages=(replace(report.passages[0], section=("I. KẾT QUẢ", "1. Giảm nghèo"), page=3),))
    row = only(archive, report, data)
    assert (row.figure, row.report) == (report.figures[0], archive.header(report.id))
    assert (row.government, row.section, row.page, row.period) == ("xã Bản Sen", ("I. KẾT QUẢ", "1. Giảm nghèo"), 3, MARCH)
    assert report.text[row.start : row.end] == row.quote == POOR[0]


def test_a_period_of_its_own_goes_before_that_of_the_report(archive: Archive) -> None:
    report, data = made_ledger(POOR)
    own = replace(report.figures[0], period=LAST_YEAR)
    row = only(archive, replace(report, figures=(own,)), data)
    assert (row.period, row.figure.period) == (LAST_YEAR, LAST_YEAR)
    assert found(archive, FigureFilter(end=date(2025, 12, 31))) == ["386"]
    assert found(archive, FigureFilter(start=MARCH.start)) == []


def test_the_sentence_of_a_figure_is_told_from_its_neighbours(archive: Archive) -> None:
    report, data = made_ledger(POOR, FOREST)
    first, second = report.passages
    joined = Passage(0, first.kind, first.section, (*first.sentences, *second.sentences))
    figure = replace(report.figures[1], passage=0, sentence=1, ordinal=0)
    assert only(archive, replace(report, passages=(joined,), figures=(figure,)), data).quote == FOREST[0]


def test_a_report_without_issuer_is_of_no_unit(archive: Archive) -> None:
    assert only(archive, *made_ledger(POOR, issuer=None, period=None)).government == ""


def test_words_that_hold_no_syllable_limit_nothing(shelf: Archive) -> None:
    assert ledger.figures(shelf, FigureFilter("…"), 50).total == 6
