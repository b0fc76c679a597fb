"""Pages: words and tables as a browser shows them, and nothing of what runs."""

from __future__ import annotations

import pytest

from ingest.read import Source, read


def page(body: str, head: str = "") -> Source:
    return read("a.html", f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def test_paragraphs_headings_and_breaks() -> None:
    assert page("<h1>I. KẾT QUẢ</h1><p>Một   câu\n dài<br>xuống dòng<div>Đoạn</div>").text == "I. KẾT QUẢ\nMột câu dài\nxuống dòng\nĐoạn"


def test_tags_that_are_not_closed() -> None:
    assert page("<p>Một<p>Hai <b>đậm<p>Ba").text == "Một\nHai đậm\nBa"


def test_lists_are_drawn_as_the_browser_draws_them() -> None:
    assert page("<ol start=3><li>Ba<li>Bốn<ul><li>con</ul></ol><ul><li>gạch</ul>").text == "3. Ba\n4. Bốn\n- con\n- gạch"


def test_a_table_has_rows_and_heads() -> None:
    source = page(
        "<table><tr><th rowspan=2>Thôn<th colspan=2>Năm 2026<tr><th>Kế hoạch<th>Thực hiện"
        "<tr><td>Nà Lũng<td>10<td>12<tr><td>Nà Hin<td>5<td>7</table>"
    )
    assert source.text.splitlines()[2:] == ["Nà Lũng | 10 | 12", "Nà Hin | 5 | 7"]
    assert source.tables[0].heads == ("Thôn", "Năm 2026 Kế hoạch", "Năm 2026 Thực hiện")


def test_a_table_that_only_places_the_letterhead_is_lines() -> None:
    source = page("<table><tr><td>UBND XÃ SUỐI MÂY<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<tr><td>Số: 5/BC<td>Suối Mây</table><p>BÁO CÁO")
    assert source.tables == ()
    assert source.text.splitlines()[0] == "UBND XÃ SUỐI MÂY"


def test_a_table_inside_a_layout_table_stays_a_table() -> None:
    source = page("<table><tr><td><p>Lời dẫn</p><table><tr><td>Thôn<td>Hộ<tr><td>Nà Hin<td>7</table></table>")
    assert source.tables[0].heads == ("Thôn", "Hộ")


UNSEEN = (
    "<script>bo qua</script>",
    "<style>p{}</style>",
    "<p hidden>ẩn</p>",
    "<p style='display: none'>ẩn</p>",
    "<span style='font-size:0pt'>ẩn</span>",
    "<iframe>ẩn</iframe>",
    "<!-- ẩn -->",
    "<template>ẩn</template>",
    "<svg><text>ẩn</text></svg>",
)


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_a_reader_does_not_see_is_not_read(unseen: str) -> None:
    assert page(f"<p>Thấy</p>{unseen}").text == "Thấy"


def test_raised_numbers_are_marks() -> None:
    assert page("<p>4.623,3ha<sup>9</sup> và 12 m<sup>2</sup>").text == "4.623,3ha⁹ và 12 m²"


def test_the_font_tells_the_encoding() -> None:
    body = (
        "<p><font face='.VnTime'>C«ng t¸c</font> <span style='font-family:.VnTimeH'>b¸o c¸o</span> <font face='VNI-Times'>coâng taùc</font>"
    )
    assert page(body).text == "Công tác BÁO CÁO công tác"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1258"])
def test_the_page_says_its_encoding(encoding: str) -> None:
    whole = f"<html><head><meta charset={encoding}></head><body><p>Công tác năm nay"
    assert read("a.html", whole.encode(encoding)).text == "Công tác năm nay"


def test_a_page_that_is_called_doc_is_a_page() -> None:
    assert read("a.doc", "<html><body><p>Báo cáo".encode()).media_type == "text/html"


def test_nesting_without_end_is_flat() -> None:
    assert page("<div><b>" * 50_000 + "Chữ").text == "Chữ"
    assert "Chữ" in page("<table><tr><td>" * 20_000 + "Chữ").text


def test_a_text_with_angle_brackets_is_no_page() -> None:
    assert read("a.txt", "Số hộ < 5 và <html> là một từ".encode()).media_type == "text/plain"
