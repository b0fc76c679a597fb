"""A stored report is shown word for word, escaped, with exactly the quoted words marked."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.ui.fake_reports import H1, REPORTS, UNDATED
from ui import words
from ui.viewer import quote_spans, report_html
from vectorstore.report import GAP, Report, Span

MARKED = re.compile(r"<mark[^>]*>(.*?)</mark>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def marked(html: str) -> list[str]:
    return [unescape(TAG.sub("", found)) for found in MARKED.findall(html)]


def spans_of(text: str, *parts: str) -> tuple[Span, ...]:
    start = text.index(parts[0])
    return quote_spans(text, GAP.join(parts), start, text.index(parts[-1], start) + len(parts[-1]))


def test_a_quote_is_marked_at_its_own_offsets_and_not_at_the_first_place_that_reads_alike() -> None:
    text = "Đạt 5 ha.\nNhắc lại: Đạt 5 ha."
    spans = quote_spans(text, "Đạt 5 ha.", 20, len(text))
    assert spans == (Span(20, 29),)
    assert report_html(text, spans).startswith("<p>Đạt 5 ha.</p>")


def test_the_parts_of_a_quote_are_marked_and_the_gap_is_not() -> None:
    parts = ("Xã đã tổ chức trên 6 cuộc diễn tập, tuần tra", "phòng cháy, chữa cháy rừng; không để xảy ra vụ cháy lớn")
    html = report_html(H1.text, spans_of(H1.text, *parts))
    assert marked(html) == list(parts)
    assert "Kế hoạch số 31/KH-UBND" in html


def test_only_the_first_mark_is_the_one_that_is_scrolled_to() -> None:
    html = report_html("một hai ba", (Span(0, 3), Span(8, 10)))
    assert html.count('id="hit"') == 1
    assert html.index('id="hit"') < html.index("hai")


def test_the_exact_words_are_marked_apart_within_the_quote_and_scrolled_to() -> None:
    html = report_html("Có 5 xã và 6 huyện.", (Span(0, 19),), Span(3, 7))
    assert marked(html) == ["Có ", "5 xã", " và 6 huyện."]
    assert re.findall(r'<mark class="([^"]+)"( id="hit")?', html) == [("hit", ""), ("hit exact", ' id="hit"'), ("hit", "")]


@pytest.mark.parametrize(
    ("exact", "words_marked"), [((0, 2), ["Có", " 5 xã"]), ((3, 7), ["Có ", "5 xã"]), ((11, 18), ["Có 5 xã", "6 huyện"])]
)
def test_exact_words_at_a_border_or_outside_of_the_quote_are_marked(exact: tuple[int, int], words_marked: list[str]) -> None:
    assert marked(report_html("Có 5 xã và 6 huyện.", (Span(0, 7),), Span(*exact))) == words_marked


def test_a_part_is_never_found_before_the_part_that_comes_first() -> None:
    text = "b rồi a rồi b"
    assert quote_spans(text, f"a{GAP}b", 0, len(text)) == (Span(6, 7), Span(12, 13))


@pytest.mark.parametrize(("start", "end"), [(5, 5), (90, 120), (7, 3)])
def test_offsets_outside_the_text_mark_nothing(start: int, end: int) -> None:
    assert quote_spans("chỉ có chừng này chữ", "chữ", start, end) == ()


def test_words_that_are_not_there_leave_the_whole_span_marked() -> None:
    assert quote_spans("một hai ba", "hai  ba", 4, 10) == (Span(4, 10),)


def test_a_quote_over_two_lines_is_marked_in_both() -> None:
    text = "Dòng một,\ndòng hai."
    assert marked(report_html(text, (Span(5, 14),))) == ["một,", "dòng"]


def test_a_marked_table_row_stays_a_row() -> None:
    html = report_html(H1.text, spans_of(H1.text, "Hộ nghèo | 214 | 187"))
    assert marked(html) == ["Hộ nghèo", "214", "187"]
    assert html.count("<table>") == 1
    assert html.count("<tr>") == 4


def test_headings_are_headings_and_sentences_are_not() -> None:
    html = report_html("I. PHÁT TRIỂN KINH TẾ\n1.2. Lâm nghiệp\n8 thôn ở vùng lõm sóng\n1. Năm nay xã làm được nhiều việc;")
    assert re.findall(r"<h3>(.*?)</h3>", html) == ["I. PHÁT TRIỂN KINH TẾ", "1.2. Lâm nghiệp"]


def test_a_converters_marks_become_superscripts_and_bookmarks_go() -> None:
    html = report_html("[bookmark: _Hlk1]- **Trồng** 126,4 ha[footnoteRef:1]. [1:  Trong đó 98,2 ha.]")
    assert html == "<p>- Trồng 126,4 ha<sup>1</sup>. [<sup>1</sup> Trong đó 98,2 ha.]</p>"


def test_report_text_is_escaped_inside_and_outside_of_marks() -> None:
    html = report_html(UNDATED.text, spans_of(UNDATED.text, "<script>window.pwned=1</script>"))
    assert "<script" not in html
    assert "<img" not in html
    assert marked(html) == ["<script>window.pwned=1</script>"]


@pytest.mark.parametrize("report", REPORTS.values(), ids=lambda report: report.file_name[:3])
def test_no_word_of_a_report_is_lost(report: Report) -> None:
    shown = unescape(TAG.sub(" ", report_html(report.text).replace("<hr>", "-----")))
    wanted = re.sub(r"\[bookmark:[^\]]*\]| \| ", " ", report.text)
    wanted = re.sub(r"\[footnoteRef:(\d+)\]", r" \1 ", re.sub(r"\[(\d+):", r"[ \1 ", wanted))
    assert shown.split() == wanted.split()


def test_an_empty_report_says_so() -> None:
    assert words.REPORT_EMPTY in report_html(" \n")
