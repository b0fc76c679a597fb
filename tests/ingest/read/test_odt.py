"""OpenDocument texts: order, drawn numbers, notes, tables."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from ingest.read import Source, read
from vectorstore.errors import UnreadableFile

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {"office": "office", "text": "text", "table": "table", "style": "style", "fo": "xsl-fo-compatible"}.items()
)
STYLES = """
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="1"/>
<text:list-level-style-bullet text:level="3" text:bullet-char="-"/></text:list-style>
<style:style style:name="Up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="Hid" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Old" style:family="text"><style:text-properties style:font-name=".VnTime"/></style:style>
"""


def odt(body: str, manifest: str = "", **parts: bytes) -> bytes:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.text", ZIP_STORED)
        new.writestr("content.xml", content)
        if manifest:
            new.writestr("META-INF/manifest.xml", manifest)
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def text_of(body: str) -> Source:
    return read("a.odt", odt(body))


def p(words: str) -> str:
    return f"<text:p>{words}</text:p>"


def items(*contents: str, style: str = "") -> str:
    return f"<text:list {style}>" + "".join(f"<text:list-item>{one}</text:list-item>" for one in contents) + "</text:list>"


def cell(text: str, spans: str = "") -> str:
    return f"<table:table-cell {spans}>{p(text)}</table:table-cell>"


def row(*cells: str, repeated: int = 1) -> str:
    return f"<table:table-row table:number-rows-repeated='{repeated}'>{''.join(cells)}</table:table-row>"


COVERED = "<table:covered-table-cell/>"


def test_words_spaces_tabs_and_breaks() -> None:
    assert text_of(p("Một<text:s text:c='2'/>hai<text:tab/>ba<text:line-break/>bốn")).text == "Một  hai\tba\nbốn"


def test_drawn_numbers_are_written() -> None:
    one = p("Một") + items(p("con") + items(p("cháu")))
    assert text_of(items(one, p("Hai"), style='text:style-name="L1"')).text == "I. Một\n1. con\n- cháu\nII. Hai"


def test_a_note_stands_under_the_paragraph_that_cites_it() -> None:
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('Theo Nghị quyết.')}</text:note-body></text:note>"
    assert text_of(p(f"Đạt 5 ha{note}, tăng.")).text == "Đạt 5 ha¹, tăng.\n¹ Theo Nghị quyết."


def test_a_table_has_rows_and_heads() -> None:
    tall, wide = "table:number-rows-spanned='2'", "table:number-columns-spanned='2'"
    heads = row(cell("Thôn", tall), cell("Năm 2026", wide), COVERED) + row(COVERED, cell("KH"), cell("TH"))
    body = f"<table:table-header-rows>{heads}</table:table-header-rows>{row(cell('Nà Hin'), cell('5'), cell('7'))}"
    source = text_of(f"<table:table>{body}</table:table>")
    assert source.tables[0].heads == ("Thôn", "Năm 2026 KH", "Năm 2026 TH")
    assert source.text.splitlines()[-1] == "Nà Hin | 5 | 7"


def test_styles_raise_hide_and_name_fonts() -> None:
    spans = (
        f'<text:span text:style-name="{style}">{words}</text:span>' for style, words in (("Up", "9"), ("Hid", "ẩn"), ("Old", " C«ng t¸c"))
    )
    assert text_of(p("Đạt 5 ha" + "".join(spans))).text == "Đạt 5 ha⁹ Công tác"


def test_deleted_words_and_remarks_are_not_read() -> None:
    deleted = f"<text:tracked-changes>{p('xóa')}</text:tracked-changes>"
    assert text_of(deleted + p(f"Còn<office:annotation>{p('ghi chú')}</office:annotation>")).text == "Còn"


def test_cells_that_stand_for_many_are_bounded() -> None:
    many = row(cell("x", "table:number-columns-repeated='16384'"), repeated=1_000_000)
    assert len(text_of(f"<table:table>{many}{many}</table:table>").text) < 1_000_000


def test_a_locked_file_is_said() -> None:
    entry = "<m:file-entry><m:encryption-data/></m:file-entry>"
    manifest = f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entry}</m:manifest>'
    with pytest.raises(UnreadableFile, match="mật khẩu"):
        read("a.odt", odt("", manifest))
