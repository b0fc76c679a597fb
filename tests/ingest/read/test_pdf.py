"""PDFs with a text layer: paragraphs, footnotes, tables, pages."""

from io import BytesIO

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, SimpleDocTemplate, Spacer, Table, TableStyle
from reportlab.platypus import Paragraph as Flowing

from ingest.read import Source, read
from tests.ingest.read.making import HEIGHT, WIDTH, font, pdf

LONG = "Sáu tháng đầu năm, Ủy ban nhân dân xã Đồng Mây đã chỉ đạo các ban, ngành triển khai nhiều giải pháp; vụ xuân đạt 1.234,5 ha."


def built(*flow: object) -> Source:
    """A report with page numbers at the head and a footnote on page 1."""
    name = font()

    def margins(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(name, 11)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 40, str(document.page))
        if document.page == 1:
            canvas.setFont(name, 6.5)
            canvas.drawString(85, 66, "1")
            canvas.setFont(name, 10)
            canvas.drawString(89, 63, "Các thôn vùng cao của xã, theo Nghị quyết số 12-NQ/TU của Tỉnh ủy về sắp xếp các thôn")
            canvas.drawString(85, 51, "bản trên địa bàn.")

    out = BytesIO()
    template = SimpleDocTemplate(out, pagesize=A4, leftMargin=85, rightMargin=50, topMargin=60, bottomMargin=80)
    template.build(list(flow), onFirstPage=margins, onLaterPages=margins)
    return read("a.pdf", out.getvalue())


def body(**more: object) -> ParagraphStyle:
    return ParagraphStyle(
        "body", fontName=font(), fontSize=13, leading=17, **({"alignment": TA_JUSTIFY, "firstLineIndent": 28, "spaceAfter": 3} | more)
    )


def test_wrapped_lines_become_paragraphs_and_notes_are_marked() -> None:
    raised = "<super rise=5 size=8>{}</super>"
    item = f"- {LONG} Có 12 thôn{raised.format(1)}, 5.000m{raised.format(2)} đất."
    source = built(
        Flowing("BÁO CÁO", body(alignment=TA_CENTER, firstLineIndent=0)),
        Spacer(1, 10),
        Flowing("I. TÌNH HÌNH CHUNG", body()),
        Flowing(f"{LONG} {LONG}", body()),
        Flowing(item, body()),
    )
    assert source.text.split("\n") == [
        "BÁO CÁO", "I. TÌNH HÌNH CHUNG", f"{LONG} {LONG}", f"- {LONG} Có 12 thôn¹, 5.000m2 đất.",
        "¹ Các thôn vùng cao của xã, theo Nghị quyết số 12-NQ/TU của Tỉnh ủy về sắp xếp các thôn bản trên địa bàn.",
    ]  # fmt: skip
    assert source.pages == (0,)


def test_a_sentence_over_a_page_is_two_paragraphs_with_nothing_between() -> None:
    source = built(Flowing(" ".join([LONG] * 30), body()))
    assert len(source.pages) == 2
    first, second = source.text[: source.pages[1]], source.text[source.pages[1] :]
    words = first.split("\n¹")[0] + " " + second
    assert words.split() == " ".join([LONG] * 30).split()
    assert first.endswith("\n\n")


def test_ruled_tables() -> None:
    name = font()
    narrow = ParagraphStyle("narrow", fontName=name, fontSize=11)
    rows = [
        ["Chỉ tiêu", "Kết quả", ""],
        ["", "2024", "2025"],
        [Flowing("Diện tích gieo trồng cả năm của toàn xã", narrow), "1.200", "1.234,5"],
        ["Hộ nghèo", "", "56"],
    ]
    style = TableStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTNAME", (0, 0), (-1, -1), name), ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0))]
    )
    source = built(Flowing(LONG, body()), Table(rows, colWidths=[150, 80, 100], style=style), Flowing("Sau bảng.", body()))
    (table,) = source.tables
    assert source.text[table.start : table.end].split("\n") == [
        "Chỉ tiêu | Kết quả | ", " | 2024 | 2025", "Diện tích gieo trồng cả năm của toàn xã | 1.200 | 1.234,5", "Hộ nghèo |  | 56",
    ]  # fmt: skip
    assert table.heads == ("Chỉ tiêu", "Kết quả 2024", "Kết quả 2025")
    assert source.text[: table.start].strip() == LONG


def test_a_table_that_goes_on_keeps_its_heads() -> None:
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTNAME", (0, 0), (-1, -1), font())])
    head, tail = Table([["Thôn", "Số hộ"], ["Nà Lũng", "12"]], style=style), Table([["Bản Mới", "15"], ["Bản Cũ", "9"]], style=style)

    def two(canvas: Canvas) -> None:
        head.wrapOn(canvas, 300, 300)
        head.drawOn(canvas, 85, 400)

    def three(canvas: Canvas) -> None:
        tail.wrapOn(canvas, 300, 300)
        tail.drawOn(canvas, 85, 700)

    source = read("a.pdf", pdf(two, three))
    assert [table.heads for table in source.tables] == [("Thôn", "Số hộ")] * 2
    assert [table.head_rows for table in source.tables] == [1, 0]


def test_letterhead_and_unruled_rows() -> None:
    def draw(canvas: Canvas) -> None:
        for x, y, words in [
            (90, 780, "ỦY BAN NHÂN DÂN"), (330, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"), (100, 760, "XÃ ĐỒNG MÂY"),
            (340, 760, "Độc lập - Tự do - Hạnh phúc"),
            (270, 700, "BÁO CÁO"), (90, 660, "Nơi nhận:"), (340, 660, "TM. ỦY BAN NHÂN DÂN"),
            (90, 640, "- Như trên;"), (380, 640, "CHỦ TỊCH"),
        ]:  # fmt: skip
            canvas.drawString(x, y, words)
        for i, row in enumerate([("Thôn", "Số hộ", "Hộ nghèo"), ("Nà Lũng", "120", "5"), ("Bản Mới", "98", "7")]):
            for j, words in enumerate(row):
                canvas.drawString(90 + j * 150, 500 - i * 20, words)

    source = read("a.pdf", pdf(draw))
    assert source.text.split("\n") == [
        "ỦY BAN NHÂN DÂN", "XÃ ĐỒNG MÂY", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Độc lập - Tự do - Hạnh phúc", "BÁO CÁO",
        "Nơi nhận:", "- Như trên;", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Thôn | Số hộ | Hộ nghèo",
        "Nà Lũng | 120 | 5", "Bản Mới | 98 | 7",
    ]  # fmt: skip


def test_page_offsets_with_an_empty_page() -> None:
    source = built(Flowing(LONG, body()), PageBreak(), Spacer(1, 5), PageBreak(), Flowing("Trang ba, năm", body()), Flowing("2025", body()))
    assert len(source.pages) == 3
    assert source.text[source.pages[2] :].split("\n") == ["Trang ba, năm", "2025"]
    assert source.pages == tuple(sorted(source.pages))


def test_a_page_border_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(20, 20, WIDTH - 40, HEIGHT - 40)
        canvas.line(20, 400, WIDTH - 20, 400)
        canvas.line(WIDTH / 2, 20, WIDTH / 2, HEIGHT - 20)
        canvas.drawString(85, 700, "Kết quả công tác của xã.")

    source = read("a.pdf", pdf(draw))
    assert source.text == "Kết quả công tác của xã." and source.tables == ()


def test_turned_pages_keep_their_words() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.drawString(85, 400, "Kết quả công tác của xã.")
        canvas.drawString(85, 380, "Dòng hai của trang.")

    assert read("a.pdf", pdf(draw)).text == "Kết quả công tác của xã.\nDòng hai của trang."
