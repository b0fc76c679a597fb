"""PDFs whose pages go in circles, whose streams inflate without end, which are locked or lie."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from tests.ingest.hostile import good
from tests.ingest.hostile.case import Cases, Hostile

_WORDS = b"BT /F1 12 Tf 72 700 Td (Bao cao ket qua cong tac sau thang dau nam 2026 cua xa Suoi May) Tj ET"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>"
_A4 = b"[0 0 595 842]"


def document(*objects: bytes, root: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a right cross-reference table."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, len(out))


def stream(data: bytes, head: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(data), data)


def one_page(contents: bytes = b"", box: bytes = _A4, catalogue: bytes = b"", form: bytes = b"null") -> bytes:
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return document(b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue, pages, _PAGE % box, contents or stream(_WORDS), _FONT, form)


def tree(kids: bytes, count: int) -> bytes:
    """A catalogue whose tree of pages is given."""
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return document(b"<</Type/Catalog/Pages 2 0 R>>", pages, _PAGE % _A4, stream(_WORDS), _FONT, b"null")


def deflated(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[%s]" % (b"/FlateDecode" * times))


def _many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(count))
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return document(b"<</Type/Catalog/Pages 2 0 R>>", pages, stream(_WORDS), *[b"<</Type/Page/Parent 2 0 R/Contents 3 0 R>>"] * count)


def _deep_tree(depth: int) -> bytes:
    levels = [b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (number + 3, number + 1) for number in range(depth)]
    return document(b"<</Type/Catalog/Pages 2 0 R>>", *levels)


_MANY = b"BT /F1 1 Tf " + b"1 0 0 1 10 10 Tm (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 30_000 + b"ET"
_CASES: dict[str, Callable[[], bytes]] = {
    "pages that hold themselves": lambda: tree(b"2 0 R", 1),
    "two nodes that hold each other": lambda: document(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 9>>", b"<</Type/Pages/Kids[2 0 R]/Count 9>>"
    ),
    "one page 5,000 times": lambda: tree(b"3 0 R " * 5_000, 5_000),
    "says 100,000 pages, has one": lambda: tree(b"3 0 R", 100_000),
    "has 100,000 pages": lambda: _many_pages(100_000),
    "says -1 pages": lambda: tree(b"3 0 R", -1),
    "no pages": lambda: tree(b"", 0),
    "page tree 20,000 deep": lambda: _deep_tree(20_000),
    "stream of 500 MB": lambda: one_page(deflated(b"BT (a) Tj ET " + b" " * 500 * 1024 * 1024)),
    "stream packed five times": lambda: one_page(deflated(b" " * 100 * 1024 * 1024, 5)),
    "a million letters on a page": lambda: one_page(deflated(_MANY)),
    "a form that draws itself": lambda: one_page(stream(b"/X Do"), form=stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")),
    "100,000 lines drawn": lambda: one_page(deflated(_WORDS + b" 0 0 m 9 9 l S" * 100_000)),
    "graphics states nested": lambda: one_page(deflated(b"q " * 2_000_000 + _WORDS)),
    "arrays nested 100,000 deep": lambda: one_page(stream(_WORDS), catalogue=b"/X " + b"[" * 100_000 + b"]" * 100_000),
    "a page of a million miles": lambda: one_page(box=b"[0 0 1e30 1e30]"),
    "a page of no size": lambda: one_page(box=b"[0 0 0 0]"),
    "a page turned inside out": lambda: one_page(box=b"[900 900 -900 -900]"),
    "JavaScript at opening": lambda: one_page(catalogue=b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
    "a program started at opening": lambda: one_page(catalogue=b"/OpenAction<</S/Launch/F(cmd.exe)>>"),
    "a picture of 10^12 points": lambda: one_page(
        stream(b"q 100 0 0 100 0 0 cm /X Do Q " + _WORDS),
        form=stream(b"x", b"/Type/XObject/Subtype/Image/Width 1000000/Height 1000000/BitsPerComponent 8/ColorSpace/DeviceRGB"),
    ),
    "cross-references in a circle": lambda: one_page().replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 9"),
    "cross-references to nowhere": lambda: one_page()[:-20] + b"startxref\n99999999999\n%%EOF",
    "length of a stream in a circle": lambda: one_page(b"<</Length 4 0 R>>\nstream\n" + _WORDS + b"\nendstream"),
    "locked": lambda: good.pdf("mat-khau"),
    "only its head": lambda: b"%PDF-1.7\n",
    "words before its head": lambda: b"rac " * 100 + good.pdf(),
    "root that is no catalogue": lambda: document(b"5", b"6"),
    "no trailer": lambda: one_page().split(b"trailer")[0],
    "letters without a meaning": lambda: one_page(stream(b"BT /F1 12 Tf 72 700 Td <" + b"00" * 400 + b"> Tj ET")),
}


def of_pages() -> Cases:
    for label, make in _CASES.items():
        yield Hostile("PDF", label, "la.pdf", make)
