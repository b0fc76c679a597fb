"""Scanned reports and older versions on the page: what to compare, and the way to the newer one."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from tests.ui import fake_desk
from tests.ui.fake_desk import FakeDesk, cite
from tests.ui.fake_reports import H1, REPORTS
from ui.desk import Desk
from ui.page_lists import reports_html
from ui.page_scan import doubts_html
from ui.page_source import cited_html, whole_html
from vectorstore.report import Span
from vectorstore.scan import Box, Doubt

TEXT = "Toàn xã còn <187> hộ nghèo, 12 hộ thoát nghèo."
NEAR, FAR = Doubt(12, 17, 3, Box(0.5, 0.5, 0.6, 0.52), 0.62), Doubt(28, 30, 4, Box(0, 0, 1, 1), 0.9)


def test_a_report_without_doubts_says_nothing_of_them() -> None:
    assert doubts_html("abc", TEXT, ()) == ""


def test_numbers_of_the_cited_words_stand_open_beside_their_piece_of_the_page() -> None:
    html = doubts_html("abc", TEXT, (NEAR, FAR), [Span(0, 26)])
    opened, _, folded = html.partition("<details")
    assert "&lt;187&gt;</b> trang 3, độ tin cậy 62%" in opened and "<187>" not in html
    assert 'src="api/v1/reports/abc/pages/3?left=0.3400&amp;top=0.4880&amp;right=0.7600&amp;bottom=0.5320"' in opened
    assert "1 số có độ tin cậy thấp" in folded and "trang 4" in folded


def test_the_piece_of_the_page_ends_at_its_edges() -> None:
    assert "left=0.0000&amp;top=0.0000&amp;right=1.0000&amp;bottom=1.0000" in doubts_html("abc", TEXT, (FAR,))


def test_a_cited_scan_shows_the_picture_above_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    at = H1.text.index("126,4")
    scan = replace(H1, doubts=(Doubt(at, at + 5, 2, Box(0.1, 0.1, 0.2, 0.2), 0.5),))
    monkeypatch.setitem(REPORTS, H1.id, scan)
    monkeypatch.setattr(fake_desk, "H1", scan)
    html = cited_html(cast(Desk, FakeDesk()), cite(1, scan, "trồng mới 126,4 ha rừng"))
    assert html.index("xin đối chiếu ảnh trang") < html.index('id="hit"')


def test_an_older_version_says_so_in_the_list_and_when_it_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    old = replace(H1, superseded_by="f00d")
    monkeypatch.setitem(REPORTS, H1.id, old)
    assert "đã có bản thay thế" in reports_html([old]) and "đã có bản thay thế" not in reports_html([H1])
    html = whole_html(cast(Desk, FakeDesk()), H1.id)
    assert "đã có bản thay thế" in html
    assert 'data-value="f00d"' in html or "f00d" in html
