"""The sentences that an answer is made of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant import wording
from tests.assistant.made import header
from vectorstore.stored import ReportHeader


@pytest.mark.parametrize(
    ("report", "line"),
    [
        (header("UBND xã Suối Mây", "quý I năm 2026"), "Nguồn: Báo cáo của UBND xã Suối Mây, kỳ quý I năm 2026."),
        (header("Huyện ủy Nậm Khe", "nhiệm kỳ 2020 - 2025"), "Nguồn: Báo cáo của Huyện ủy Nậm Khe, nhiệm kỳ 2020 - 2025."),
        (header("UBND xã Suối Mây", "", issued_on=date(2026, 4, 9)), "Nguồn: Báo cáo của UBND xã Suối Mây, ngày 9/4/2026."),
        (header(None, ""), "Nguồn: Báo cáo, không ghi kỳ báo cáo."),
    ],
)
def test_a_source_line_says_who_and_when(report: ReportHeader, line: str) -> None:
    assert wording.source_line(report) == line


def test_a_long_title_is_cut_at_a_word() -> None:
    line = wording.title_line(header(title="Báo cáo " + "nuôi ong lấy mật " * 20))
    assert "…" in line and len(line) < wording.TITLE + 60 and line.endswith("(UBND xã Suối Mây, kỳ quý I năm 2026)")


def test_a_title_line_without_an_issuer_has_the_period() -> None:
    assert wording.title_line(header(None, title="Báo cáo nuôi ong")) == "Báo cáo nuôi ong (kỳ quý I năm 2026)"


def test_a_refusal_says_how_the_question_was_read() -> None:
    assert wording.refusal("", "").endswith("không thấy nội dung được hỏi.")
    assert "(đơn vị: xã Suối Mây; thời gian: quý I/2026)" in wording.refusal("xã Suối Mây", "quý I/2026")


@pytest.mark.parametrize(
    ("difference", "word"), [(Decimal(5), "Tăng 5 cuộc"), (Decimal(-5), "Giảm 5 cuộc"), (Decimal(0), "Không thay đổi")]
)
def test_a_change_goes_up_down_or_nowhere(difference: Decimal, word: str) -> None:
    said = wording.change(difference, "5", "cuộc", "11 - 6")
    assert said.startswith(word) and "11 - 6" in said


def test_a_missing_period_is_said_with_its_neighbours() -> None:
    assert wording.missing("quý II/2026", ["quý I năm 2026"]).endswith("quý II/2026. Các kỳ đang có: quý I năm 2026.")
    assert wording.missing("quý II/2026", []).endswith("quý II/2026.")


def test_parts_that_do_not_add_up_are_said_and_not_repaired() -> None:
    assert wording.note("Các phần cộng lại là 14 (8 + 6).") == "Lưu ý: các phần cộng lại là 14 (8 + 6)."


def test_the_nearest_is_marked_as_no_answer() -> None:
    assert wording.nearest("30 tổ ong", 1, header()).startswith("Gần nhất (không phải câu trả lời): “30 tổ ong” [1] — Báo cáo của")
