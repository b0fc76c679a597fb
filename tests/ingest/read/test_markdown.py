"""Markdown loses its marks and nothing else."""

import pytest

from ingest.read import read


def text_of(text: str) -> str:
    return read("a.md", text.encode()).text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("**BÁO CÁO**", "BÁO CÁO"),
        ("## **II. KẾT QUẢ**", "II. KẾT QUẢ"),
        ("#### ***1.1. Về xã:*** nội dung", "1.1. Về xã: nội dung"),
        ("**Kết quả giữa  \nxã và huyện  \nnăm 2025**", "Kết quả giữa  \nxã và huyện  \nnăm 2025"),
        ("*- Phối hợp:* xã đã làm", "- Phối hợp: xã đã làm"),
        ("- *Nguyên nhân*", "- Nguyên nhân"),
        ("_Nguyên nhân_ và __lý do__", "Nguyên nhân và lý do"),
        ("***a* b**", "a b"),
        ("**a *b***", "a b"),
        ("**Ưu điểm:**Trong năm", "Ưu điểm:Trong năm"),
        ("* Công tác *tuyên truyền*\n* Công tác khác", "* Công tác tuyên truyền\n* Công tác khác"),
        ("ĐẢNG ỦY XÃ\n*\nSố 12", "ĐẢNG ỦY XÃ\n*\nSố 12"),
        ("** Trong năm\n\n** Việc khác", "** Trong năm\n\n** Việc khác"),
        ("2*3*4 và chỉ tiêu* (*) và (*)", "2*3*4 và chỉ tiêu* (*) và (*)"),
        ("ngày ____ tháng ____", "ngày ____ tháng ____"),
        ("[bookmark: _Hlk1]- Về xã [bookmark: _Hlk2]", "[bookmark: _Hlk1]- Về xã [bookmark: _Hlk2]"),
        ("Thôn A[footnoteRef:1] có\n[1:  Theo số liệu]", "Thôn A[footnoteRef:1] có\n[1:  Theo số liệu]"),
        ("\\*\\*giữ\\*\\* 1\\. \\- a\\_b", "**giữ** 1. - a_b"),
        ("#thẻ không phải tiêu đề", "#thẻ không phải tiêu đề"),
        ("&lt;b&gt; A&amp;B", "<b> A&B"),
        ("dòng một<br>dòng hai", "dòng một\ndòng hai"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_marks(written: str, kept: str) -> None:
    assert text_of(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("11.163m<sup>2</sup> đất", "11.163m2 đất"),
        ("5 km<sup>2</sup>, 3 dm<sup>3</sup>, CO<sub>2</sub>", "5 km2, 3 dm3, CO2"),
        ("xã<sup>1</sup> đã", "xã¹ đã"),
        ("nhóm<sup>2</sup>", "nhóm²"),
        ("năm 2021<sup>12</sup>", "năm 2021¹²"),
        ("30<sup>o</sup>C", "30oC"),
        ("thôn[^1] và bản[^b]\n\n[^1]: Theo Nghị quyết.\n[^b]: Bản mới.", "thôn¹ và bản¹\n\n¹ Theo Nghị quyết.\n¹ Bản mới."),
    ],
)
def test_raised_text(written: str, kept: str) -> None:
    assert text_of(written) == kept


def test_tables_are_lines_of_cells() -> None:
    source = read(
        "a.txt",
        "Trên bảng\n| **Thôn** | Số hộ | Ghi chú |\n|:---|---:|---|\n| Nà Lũng | 1.120 | |\n| a \\| b | | x<br>y |\nDưới bảng".encode(),
    )
    assert source.text == "Trên bảng\n\nThôn | Số hộ | Ghi chú\nNà Lũng | 1.120 | \na | b |  | x y\n\nDưới bảng".replace("a | b", "a|b")
    (table,) = source.tables
    assert table.heads == ("Thôn", "Số hộ", "Ghi chú")
    assert [source.text[start:end] for start, end in table.rows][1] == "Nà Lũng | 1.120 | "
    assert source.text[table.start : table.end].startswith("Thôn") and source.text[table.start : table.end].endswith("x y")


def test_a_bar_without_a_rule_is_no_table() -> None:
    assert read("a.txt", b"a | b\nc | d").tables == ()
