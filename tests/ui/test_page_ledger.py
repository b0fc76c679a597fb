"""Figures and conflicts as HTML, and the chart over them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from tests.ui.fake_desk import FakeDesk
from tests.ui.fake_ledger import CONFLICTS, ROWS
from ui import words
from ui.page_ledger import BARS, Conflicts, Found, chart_html, conflicts_html, figures_html
from vectorstore.figure import FigureFilter, LedgerRow
from vectorstore.report import Period

TAG = re.compile(r"<[^>]+>")


def found(text: str, limit: int = 50) -> Found:
    wanted = FigureFilter(words=text)
    page = FakeDesk().figures(wanted, limit)
    return Found(wanted, page.rows, page.total)


def rows(text: str, limit: int = 100) -> tuple[LedgerRow, ...]:
    return found(text, limit).rows


def bars(html: str) -> list[tuple[str, str, str]]:
    """(label, width, what is said) of each bar."""
    found = re.findall(r'<th scope="row">(.*?)</th>.*?width:([\d.]+)%.*?<td>(.*?)</td>', html)
    return [(label, width, TAG.sub("", said)) for label, width, said in found]


def groups(html: str) -> list[str]:
    return re.findall(r'scope="rowgroup">(.*?)</th>', html)


def test_every_value_is_a_button_that_names_its_row() -> None:
    html = figures_html(found("rung"))
    assert 'data-act="figure" data-key="0"' in html
    assert "trên 126,4 ha" in html
    assert 'title="126,4"' in html
    assert "Mở nguồn: rừng trồng mới, trên 126,4 ha" in html
    assert "<small>Kế hoạch</small>" in html


def test_a_figure_without_period_or_government_is_a_row_too() -> None:
    assert "<td>–</td><td>–</td>" in figures_html(found("hiểm độc"))


def test_more_rows_are_offered_while_there_are_any() -> None:
    part = figures_html(found("lượt"))
    assert words.COUNT_SHOWN.format(n=60, shown=50) in part
    assert 'data-act="more"' in part
    whole = figures_html(found("lượt", 100))
    assert words.COUNT_FIGURES.format(n=60) in whole
    assert 'data-act="more"' not in whole


def test_files_have_the_limits_of_the_list() -> None:
    html = figures_html(replace(found("hộ nghèo"), wanted=FigureFilter(words="hộ & nghèo", government='xã "Ấy"')))
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', html)]
    asked = "api/v1/figures/export?q=h%E1%BB%99+%26+ngh%C3%A8o&government=x%C3%A3+%22%E1%BA%A4y%22"
    assert links == [f"{asked}&format=csv", f"{asked}&format=xlsx"]


def test_before_and_without_a_result_the_reader_is_told_what_to_do() -> None:
    assert words.FIGURES_HELP in figures_html(Found())
    assert words.NO_FIGURES in figures_html(found("tàu vũ trụ"))
    assert words.NO_CONFLICTS in conflicts_html(Conflicts())


def test_nothing_from_a_report_becomes_markup() -> None:
    html = figures_html(found("hiểm độc")) + chart_html(rows("hiểm độc") * 2) + conflicts_html(Conflicts(CONFLICTS, len(CONFLICTS)))
    assert not re.search(r"<(script|img|b>hộ)", html)
    assert not re.search(r'<[^>"]*\son\w+=', re.sub(r'"[^"]*"', '""', html))


def test_a_conflict_opens_each_of_its_figures() -> None:
    shown = Conflicts(CONFLICTS[:2], 9)
    html = conflicts_html(shown)
    assert re.findall(r'data-act="figure" data-key="([^"]+)"', html) == ["0:0", "0:1", "1:0", "1:1"]
    assert words.CONFLICT_KIND["sum"] in html
    assert 'data-act="more"' in html
    assert shown.row("1:0") == CONFLICTS[1].rows[0]


@pytest.mark.parametrize("key", ["", "0", "0:9", "9:0", "-1:0", "x:0", "0:²", "0:0:0"])
def test_a_key_that_names_no_figure_finds_none(key: str) -> None:
    assert Conflicts(CONFLICTS[:1], 1).row(key) is None
    assert Found(rows=()).row(key) is None


def test_a_chart_has_a_bar_for_each_period_and_unit() -> None:
    html = chart_html(rows("hộ nghèo"))
    assert "<caption>hộ nghèo (hộ)</caption>" in html
    assert groups(html) == ["năm 2025", "6 tháng đầu năm 2026"]
    assert [label for label, _, _ in bars(html)] == ["xã Bản Sen", "xã Suối Vàng"] * 2
    assert ("xã Bản Sen", "100.0", "1.342 hộ") in bars(html)


def test_the_bars_of_one_unit_are_named_by_their_period() -> None:
    html = chart_html([row for row in rows("hộ nghèo") if row.government == "xã Bản Sen"])
    assert groups(html) == ["xã Bản Sen"]
    assert [label for label, _, _ in bars(html)] == ["năm 2025", "6 tháng đầu năm 2026"]


def test_a_chart_keeps_to_one_indicator_and_one_value_a_point() -> None:
    poor = rows("hộ nghèo")
    assert len(bars(chart_html([*rows("rung"), *poor, *poor]))) == len(poor)


def test_a_long_chart_is_cut_and_says_so() -> None:
    html = chart_html(rows("lượt"))
    assert len(bars(html)) == BARS
    assert words.CHART_CUT.format(shown=BARS, total=60) in html
    assert set(re.findall(r'<i class="(c\d)', html)) == {"c0"}  # one period: a colour would tell nothing


def test_fewer_than_two_values_make_no_chart() -> None:
    assert chart_html(rows("hiểm độc")) == chart_html(rows("rung")[:1]) == chart_html(()) == ""


def test_only_an_indicator_that_was_asked_for_has_a_chart() -> None:
    poor = found("hộ nghèo")
    assert "bars" in figures_html(poor)
    assert "bars" not in figures_html(replace(poor, wanted=FigureFilter(government="xã Bản Sen")))


def test_the_order_of_a_chart_is_that_of_time() -> None:
    base = rows("hộ nghèo")[0]
    months = [Period(f"tháng {month}", date(2026, month, 1), date(2026, month, 28)) for month in (9, 10, 11)]
    html = chart_html([replace(base, period=month) for month in reversed(months)])
    assert [label for label, _, _ in bars(html)] == ["tháng 9", "tháng 10", "tháng 11"]


def test_every_row_of_the_fake_stands_in_its_report() -> None:
    texts = FakeDesk()
    for row in ROWS:
        assert texts.report_text(row.report.id)[row.start : row.end] == row.quote
