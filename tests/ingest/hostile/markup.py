"""XML inside packages that blows up, points elsewhere or nests without end; macros; odd values."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.ingest.hostile import good
from tests.ingest.hostile.case import GOOD, Cases, Hostile
from tests.ingest.hostile.zips import office
from tests.ingest.read.making import W, paragraph, raw_docx, with_parts
from tests.ingest.read.test_odt import NAMES, p
from tests.ingest.read.test_odt import odt as odt_of


def _entity(number: int) -> str:
    return f'<!ENTITY a{number} "' + f"&a{number - 1};" * 10 + '">'


_LAUGHS = '<!ENTITY a0 "ha">' + "".join(map(_entity, range(1, 10)))
_DOCTYPES = {
    "billion laughs": (f"<!DOCTYPE x [{_LAUGHS}]>", "&a9;"),
    "quadratic blow-up": (f'<!DOCTYPE x [<!ENTITY a "{"x" * 100_000}">]>', "&a;" * 10_000),
    "entity of a local file": ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
    "entity of an address": ('<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/a">]>', "&a;"),
    "parameter entity": ('<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd">%a;]>', "x"),
}
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_XLSX_REST: dict[str, bytes | str] = {
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
}
_BOOK = (
    f'<workbook xmlns="{_SHEET}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Sheet1" r:id="r1"/></sheets></workbook>'
)


def sheet(rows: str, more: str = "", **parts: str) -> bytes:
    """A workbook with one sheet of this XML."""
    whole = f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData>{more}</worksheet>'
    return office(
        "xlsx", _BOOK, {**_XLSX_REST, "xl/worksheets/sheet1.xml": whole, **{f"xl/{name}.xml": text for name, text in parts.items()}}
    )


def docx(doctype: str, body: str) -> bytes:
    return office("docx", f'{doctype}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')


_WITH_DOCTYPE: dict[str, Callable[[str, str], bytes]] = {
    "docx": lambda doctype, words: docx(doctype, paragraph(words)),
    "xlsx": lambda doctype, words: office("xlsx", f"{doctype}<x>{words}</x>"),
    "odt": lambda doctype, words: office("odt", f"{doctype}<x>{words}</x>"),
}


def of_entities() -> Cases:
    for suffix, make in _WITH_DOCTYPE.items():
        for label, (doctype, words) in _DOCTYPES.items():
            yield Hostile("Bom XML", f"{label} ({suffix})", f"xml.{suffix}", partial(make, doctype, words))
    utf16 = docx(_DOCTYPES["billion laughs"][0], "&a9;")
    yield Hostile("Bom XML", "UTF-16 around a doctype", "xml16.docx", lambda: office("docx", f"<x>{len(utf16)}</x>".encode("utf-16")))


def of_size() -> Cases:
    big: dict[str, tuple[str, Callable[[], bytes]]] = {
        "10^6 paragraphs": ("lon.docx", lambda: docx("", "<w:p><w:r><w:t>a1</w:t></w:r></w:p>" * 1_000_000)),
        "3·10^5 different paragraphs": (
            "lon2.docx",
            lambda: docx("", "".join(f"<w:p><w:r><w:t>xã {n}</w:t></w:r></w:p>" for n in range(300_000))),
        ),
        "tables nested 5,000 deep": (
            "sau.docx",
            lambda: docx("", "<w:tbl><w:tr><w:tc>" * 5_000 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 5_000),
        ),
        "elements nested 200,000 deep": ("sau2.docx", lambda: docx("", "<w:sdt>" * 200_000 + "</w:sdt>" * 200_000)),
        "10^6 attributes": ("thuoc-tinh.docx", lambda: docx("", "<w:p " + " ".join(f'a{n}="1"' for n in range(1_000_000)) + "/>")),
        "a word of 15 MB": ("dai.docx", lambda: docx("", paragraph("".join(f"{n}" for n in range(2_500_000))))),
        "a wide table": ("rong.docx", lambda: docx("", "<w:tbl><w:tr>" + f"<w:tc>{paragraph('1')}</w:tc>" * 20_000 + "</w:tr></w:tbl>")),
        "10^6 cells": ("lon.xlsx", lambda: sheet("".join(f"<row>{'<c><v>1</v></c>' * 10}</row>" for _ in range(100_000)))),
        "cells on a diagonal": (
            "cheo.xlsx",
            lambda: sheet("".join(f'<row r="{n}"><c r="{_column(n)}{n}"><v>{n}</v></c></row>' for n in range(1, 16_000))),
        ),
        "10^5 merged ranges": ("gop.xlsx", lambda: sheet(_ROW, "<mergeCells>" + _MERGE * 100_000 + "</mergeCells>")),
        "odt 6·10^5 paragraphs": ("lon.odt", lambda: odt_of("<text:p>a1</text:p>" * 600_000)),
        "odt nested 50,000 deep": ("sau.odt", lambda: odt_of("<text:section>" * 50_000 + p("x") + "</text:section>" * 50_000)),
        "odt lists nested 3,000 deep": (
            "ds.odt",
            lambda: odt_of("<text:list><text:list-item>" * 3_000 + "</text:list-item></text:list>" * 3_000),
        ),
        "odt rows repeated": ("lap.odt", lambda: odt_of(f"<table:table>{_REPEATED * 200}</table:table>")),
    }
    for label, (name, make) in big.items():
        yield Hostile("Quá lớn, quá sâu", label, name, make)


_MERGE = '<mergeCell ref="A1:XFD1048576"/>'
_ROW = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
_REPEATED = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384">'
    "<text:p>x</text:p></table:table-cell></table:table-row>"
)


def _column(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def of_oddities() -> Cases:
    odd: dict[str, tuple[str, Callable[[], bytes]]] = {
        "macro in a .docm": (
            "macro.docm",
            lambda: with_parts(good.docx(), {"word/vbaProject.bin": 'Sub AutoOpen()\nShell "calc"\nEnd Sub'}),
        ),
        "macro in a .xlsm": ("macro.xlsm", lambda: with_parts(good.xlsx(), {"xl/vbaProject.bin": "Sub Auto_Open()"})),
        "field that starts a program": (
            "dde.docx",
            lambda: raw_docx('<w:p><w:fldSimple w:instr="DDEAUTO cmd calc"/></w:p>' + paragraph(GOOD)),
        ),
        "template at an address": ("mau.docx", lambda: with_parts(good.docx(), {"word/_rels/settings.xml.rels": _REMOTE})),
        "styles in a circle": ("vong.docx", lambda: raw_docx(_STYLED, styles=_CIRCLE)),
        "a footnote that cites itself": ("chu-thich.docx", lambda: raw_docx(_NOTED, footnotes=_NOTE)),
        "list level 2^31": (
            "cap.docx",
            lambda: raw_docx(paragraph(GOOD, f"<w:pPr><w:numPr><w:ilvl w:val='{2**31}'/><w:numId w:val='1'/></w:numPr></w:pPr>")),
        ),
        "cells that span 10^9": ("trai.docx", lambda: raw_docx(f"<w:tbl>{_SPAN * 3}</w:tbl>{paragraph(GOOD)}")),
        "a giant picture": ("anh.docx", lambda: with_parts(good.docx(), {"word/media/a.png": "\x89PNG" + "f" * 100})),
        "sheet outside the package": ("ngoai.xlsx", lambda: sheet(_ROW).replace(b"worksheets/sheet1.xml", b"../../../etc/passwd..")),
        "strings that are not there": (
            "chuoi.xlsx",
            lambda: sheet('<row><c t="s"><v>99999999</v></c><c t="s"><v>-1</v></c><c><v>5</v></c></row>'),
        ),
        "number formats without end": ("dang.xlsx", lambda: sheet(_ROW.replace("<c ", '<c s="0" '), styles=_FORMATS)),
        "numbers beyond all bounds": ("so.xlsx", lambda: sheet("".join(f"<row><c><v>{n}</v></c><c><v>2</v></c></row>" for n in _NUMBERS))),
        "row and column numbers beyond all bounds": (
            "o.xlsx",
            lambda: sheet('<row r="99999999999"><c r="ZZZZ9"><v>1</v></c><c><v>2</v></c></row>'),
        ),
        "no sheet at all": ("khong.xlsx", lambda: office("xlsx", _BOOK)),
        "not XML": ("khong-xml.docx", lambda: office("docx", GOOD)),
        "no body": ("khong-than.docx", lambda: office("docx", f'<w:document xmlns:w="{W}"/>')),
        "odt without a body": ("khong-than.odt", lambda: office("odt", f"<office:document-content {NAMES}/>")),
        "odt list levels beyond all bounds": ("cap.odt", lambda: odt_of(f'<text:h text:outline-level="99999999">{GOOD}</text:h>')),
        "odt spaces beyond all bounds": ("cach.odt", lambda: odt_of(p(f'{GOOD}<text:s text:c="999999999"/>'))),
    }
    for label, (name, make) in odd.items():
        yield Hostile("Macro, liên kết, giá trị lạ", label, name, make)


_REMOTE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Target="http://127.0.0.1:9/a.dotm" TargetMode="External"/></Relationships>'
)
_STYLED = f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:rPr><w:rStyle w:val="A"/></w:rPr><w:t>{GOOD}</w:t></w:r></w:p>'
_CIRCLE = (
    f'<w:styles xmlns:w="{W}"><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
)
_NOTED = f'<w:p><w:r><w:t>{GOOD}</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
_NOTE = (
    f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:footnoteReference w:id="2"/>'
    "<w:t>x</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
_SPAN = f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='1000000000'/></w:tcPr>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr>"
_FORMATS = (
    f'<styleSheet xmlns="{_SHEET}"><numFmts><numFmt numFmtId="200" formatCode="{"#,##0." + "0" * 100_000}"/></numFmts>'
    '<cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'
)
_NUMBERS = ("1e308", "-1e-308", "NaN", "INF", "9" * 5_000, "1e999999999", "0x10", "", " 5 ", "١٢")
