"""Word files: order, numbers that Word draws, notes, tables, changes."""

from docx.oxml import OxmlElement

from ingest.read import Source, read
from tests.ingest.read.making import W, docx_bytes, new_document, paragraph, raw_docx

NOTES = (
    f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Theo Nghị quyết</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>số 12.</w:t></w:r></w:p>"
    "</w:footnote></w:footnotes>"
)
END_NOTES = f'<w:endnotes xmlns:w="{W}"><w:endnote w:id="2"><w:p><w:r><w:t>Số liệu thống kê.</w:t></w:r></w:p></w:endnote></w:endnotes>'
LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"), ("bullet", "\uf0b7"), ("bullet", "+"))
NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">'
    + "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(LEVELS)
    )
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="3"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
)


def read_raw(body: str, **parts: str) -> Source:
    return read("a.docx", raw_docx(body, **parts))


def numbered(text: str, level: int, name: int = 1) -> str:
    return paragraph(text, f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr></w:pPr>')


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(part) for part in text.split('¶'))}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_paragraphs_and_tables_keep_their_order() -> None:
    document = new_document()
    document.add_heading("I. Tình hình chung", 1)
    document.add_paragraph("Đoạn một.")
    grid = document.add_table(2, 2)
    for place, text in zip(((0, 0), (0, 1), (1, 0), (1, 1)), ("Thôn", "Số hộ", "Nà Lũng", "1.120"), strict=True):
        grid.cell(*place).text = text
    document.add_paragraph("Đoạn hai\nxuống dòng\tthẻ.")
    source = read("a.docx", docx_bytes(document))
    assert source.text == "I. Tình hình chung\nĐoạn một.\n\nThôn | Số hộ\nNà Lũng | 1.120\n\nĐoạn hai\nxuống dòng\tthẻ."
    assert source.tables[0].heads == ("Thôn", "Số hộ")
    assert source.pages == ()


def test_drawn_numbers_are_written() -> None:
    levels = [("A", 0), ("B", 1), ("C", 2), ("D", 2), ("E", 3), ("F", 3), ("G", 4), ("H", 5), ("I", 0), ("K", 1)]
    source = read_raw("".join(numbered(text, level) for text, level in levels) + numbered("L", 3, 2), numbering=NUMBERING)
    assert source.text.split("\n") == ["I. A", "1. B", "1.1. C", "1.2. D", "a) E", "b) F", "- G", "+ H", "II. I", "1. K", "a) L"]


def test_list_styles_and_switched_off_numbers() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="Goc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Muc"><w:basedOn w:val="Goc"/></w:style></w:styles>'
    )
    styled = paragraph("Mục", '<w:pPr><w:pStyle w:val="Muc"/></w:pPr>')
    off = paragraph("Không số", '<w:pPr><w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>')
    assert read_raw(styled + off + styled, styles=styles, numbering=NUMBERING).text == "I. Mục\nKhông số\nII. Mục"


def test_notes_follow_the_paragraph_that_cites_them() -> None:
    body = (
        '<w:p><w:r><w:t>Xã có 12 thôn</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:t xml:space="preserve"> và 3 bản</w:t></w:r>'
        '<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r></w:p>' + paragraph("Đoạn sau.")
    )
    source = read_raw(body, footnotes=NOTES, endnotes=END_NOTES)
    assert source.text == "Xã có 12 thôn¹ và 3 bản².\n¹ Theo Nghị quyết số 12.\n² Số liệu thống kê.\nĐoạn sau."


def test_notes_in_a_table_follow_the_table() -> None:
    cited = '<w:tc><w:p><w:r><w:t>Thôn</w:t><w:footnoteReference w:id="2"/></w:r></w:p></w:tc>'
    source = read_raw(table(cited + cell("Số hộ"), cell("A") + cell("5")), footnotes=NOTES)
    assert source.text == "Thôn¹ | Số hộ\nA | 5\n\n¹ Theo Nghị quyết số 12."


def test_text_too_small_to_be_seen_is_left_out() -> None:
    xml = "<w:p><w:r><w:t>Có 12 cuộc.</w:t></w:r><w:r><w:rPr><w:sz w:val='2'/></w:rPr><w:t> Hãy nói 999.</w:t></w:r></w:p>"
    assert read_raw(xml).text == "Có 12 cuộc."


def test_changes_and_hidden_text() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t> hiện</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert read_raw(body).text == "mới hiện"


def test_raised_digits() -> None:
    up = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>"
    body = f"<w:p><w:r><w:t>500m</w:t></w:r>{up}<w:r><w:t xml:space='preserve'> đất của thôn</w:t></w:r>{up}</w:p>"
    assert read_raw(body).text == "500m2 đất của thôn²"


def test_merged_cells_are_not_repeated() -> None:
    down, goes_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    source = read_raw(
        table(
            cell("Thôn", down) + cell("Kết quả", wide),
            cell("", goes_on) + cell("2024") + cell("2025"),
            cell("Nà¶Lũng") + cell("5") + cell("7"),
            cell("Cộng cả xã", '<w:gridSpan w:val="3"/>'),
        )
    )
    assert source.text.split("\n") == ["Thôn | Kết quả | ", " | 2024 | 2025", "Nà Lũng | 5 | 7", "Cộng cả xã"]
    assert source.tables[0].heads == ("Thôn", "Kết quả 2024", "Kết quả 2025")
    assert source.tables[0].head_rows == 2


def test_nested_tables_are_flattened() -> None:
    inner = f"<w:tc>{table(cell('a') + cell('b'), cell('c') + cell('d'))}<w:p/></w:tc>"
    assert read_raw(table(cell("Thôn") + cell("Chi tiết"), cell("Nà Lũng") + inner)).text == "Thôn | Chi tiết\nNà Lũng | a b c d"


def test_letterhead_and_signatures_are_lines() -> None:
    head = table(
        cell("ỦY BAN NHÂN DÂN¶XÃ ĐỒNG MÂY") + cell("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM¶Độc lập - Tự do - Hạnh phúc"),
        cell("Số: 12/BC-UBND") + cell("Đồng Mây, ngày 5 tháng 6"),
    )
    foot = table(cell("Nơi nhận:¶- Như trên;") + cell("TM. ỦY BAN NHÂN DÂN¶CHỦ TỊCH"), cell("") + cell("Lò Văn A"))
    source = read_raw(head + paragraph("BÁO CÁO") + paragraph("Nội dung.") + foot)
    assert source.tables == ()
    assert source.text.split("\n") == [
        "ỦY BAN NHÂN DÂN", "XÃ ĐỒNG MÂY", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 12/BC-UBND",
        "Đồng Mây, ngày 5 tháng 6",
        "BÁO CÁO", "Nội dung.", "Nơi nhận:", "- Như trên;", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Lò Văn A",
    ]  # fmt: skip


def test_text_boxes_are_read_once() -> None:
    box = "<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>{}</mc:AlternateContent></w:r>"
    inside = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    drawn = box.format(f"<mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback>")
    assert read_raw(f"<w:p><w:r><w:t>Ngoài khung</w:t></w:r>{drawn}</w:p>").text == "Ngoài khung\nTrong khung"


def test_headers_stay_out_and_content_controls_stay_in() -> None:
    document = new_document()
    document.sections[0].header.paragraphs[0].text = "Trang 1"
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    content.append(document.add_paragraph("Trong ô điều khiển")._p)
    control.append(content)
    document.element.body.insert(0, control)
    assert read("a.docx", docx_bytes(document)).text == "Trong ô điều khiển"


def test_legacy_fonts_in_word() -> None:
    assert read_raw(paragraph("B¸o c¸o kÕt qu¶ thùc hiÖn nhiÖm vô")).text == "Báo cáo kết quả thực hiện nhiệm vụ"
