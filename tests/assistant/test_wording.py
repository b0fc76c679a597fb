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


# ---------------------------------------------------------------- figures set side by side


@pytest.mark.parametrize(
    ("folded", "kind"), [("xa", "xã"), ("phuong", "phường"), ("huyen", "huyện"), ("tinh", "tỉnh"), ("thon", "đơn vị"), ("", "đơn vị")]
)
def test_a_kind_of_unit_is_written_with_its_marks(folded: str, kind: str) -> None:
    assert wording.kind_of_unit(folded) == kind


def test_the_first_of_a_ranking_begins_with_a_capital_and_keeps_its_name() -> None:
    assert wording.first("xã Suối Mây", True) == "Xã Suối Mây cao nhất"
    assert wording.first("quý I năm 2026", False) == "Quý I năm 2026 thấp nhất"


def test_who_is_not_counted_is_told_with_the_reason() -> None:
    without = [wording.lacking("xã Đá Bạc", True), wording.lacking("xã Bến Gỗ", False)]
    assert wording.coverage(2, 4, "xã", without) == (
        "Mới có số liệu của 2/4 xã; thiếu xã Đá Bạc (chưa tìm thấy số liệu này trong báo cáo), xã Bến Gỗ (chưa có báo cáo kỳ này)."
    )
    assert wording.coverage(4, 4, "xã", []) == "Đủ 4/4 xã có số liệu."


@pytest.mark.parametrize(
    ("have", "without", "line"),
    [
        (["xã Suối Mây [1]"], ["xã Bến Gỗ"], "Chưa có báo cáo kỳ A: xã Bến Gỗ. Đã có báo cáo của 1/2 xã: xã Suối Mây [1]."),
        ([], ["xã Suối Mây", "xã Bến Gỗ"], "Chưa có báo cáo kỳ A: xã Suối Mây, xã Bến Gỗ. Đã có báo cáo của 0/2 xã."),
        (["xã Suối Mây [1]", "xã Bến Gỗ [2]"], [], "Đã có đủ báo cáo kỳ A của 2/2 xã: xã Suối Mây [1], xã Bến Gỗ [2]."),
    ],
)
def test_reports_that_are_there_and_that_are_not(have: list[str], without: list[str], line: str) -> None:
    assert wording.reported(have, 2, "xã", "kỳ A", without) == line


def test_periods_with_and_without_reports_are_listed() -> None:
    assert wording.have(["quý I/2026 [1]", "quý III/2026 [2]"]) == "Kho có báo cáo của: quý I/2026 [1], quý III/2026 [2]."
    assert wording.no_report_of(["quý II/2026"]) == "Không có báo cáo của: quý II/2026."


def test_a_merger_is_told_with_its_day_and_what_was_merged() -> None:
    told = wording.merged("xã Suối Mây", ["xã Suối Mây", "xã Khe Lạnh"], "01/07/2025")
    assert told.startswith("Lưu ý:") and told.endswith("xã Suối Mây mới lập ngày 01/07/2025 do sáp nhập (xã Suối Mây, xã Khe Lạnh).")
    assert wording.merged("xã Suối Mây", [], "01/07/2025").endswith("do sáp nhập.")


def test_sources_are_named_once() -> None:
    reports = [header(), header(when="quý II năm 2026"), header("UBND xã Thông Reo"), header(None, title="Báo cáo nuôi ong")]
    assert wording.sources(reports) == "Nguồn: báo cáo của UBND xã Suối Mây, UBND xã Thông Reo, Báo cáo nuôi ong."


def test_who_and_when_in_a_few_words() -> None:
    assert wording.by(header(), "kỳ quý I năm 2026") == "UBND xã Suối Mây, kỳ quý I năm 2026"
    assert (wording.by(header(None), "kỳ A"), wording.by(header(), "")) == ("kỳ A", "UBND xã Suối Mây")


def test_conflicts_are_counted() -> None:
    assert wording.conflicts(3) == "Có 3 chỗ số liệu chưa khớp:"
