"""open_file(): the one door of the readers; read() where only text is wanted."""

from collections.abc import Callable, Iterable, Mapping

from ingest.read.blocks import Block
from ingest.read.compose import compose, within_limit
from ingest.read.decode import decode
from ingest.read.docx.document import docx_blocks
from ingest.read.html.document import html_blocks
from ingest.read.image import image_blocks
from ingest.read.kind import Kind, kind_of
from ingest.read.mail import open_mail
from ingest.read.markdown import markdown_blocks
from ingest.read.odt.document import odt_blocks
from ingest.read.office import old_word_blocks
from ingest.read.opened import Opened
from ingest.read.pdf.document import pdf_blocks
from ingest.read.pdf.pdfium import PageContent
from ingest.read.source import Source
from ingest.read.xlsx.document import xlsx_blocks
from ingest.read.zipped import open_zip
from vectorstore.errors import UnreadableFile

MAX_BYTES = 50 * 1024 * 1024
HOLDS_FILES = "Tệp này chứa các tệp khác; hãy giải nén rồi nạp từng tệp."


def open_file(name: str, data: bytes, recognised: Mapping[int, PageContent] | None = None) -> Opened:
    """What a file holds, text or other files; UnreadableFile says in one sentence why not and what to do.

    Pages that are pictures are named in `Source.scanned`; those that were recognised since are handed in by their numbers.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile("Tệp lớn hơn 50 MB; hãy tách nhỏ tệp hoặc bỏ bớt ảnh rồi nạp lại.")
    kind = kind_of(name, data)
    if kind is Kind.ZIP:
        return open_zip(data)
    if kind is Kind.MAIL:
        return open_mail(data)
    if kind in _PAGED:
        blocks, scanned = _PAGED[kind](data, recognised or {})
        return Opened(compose(blocks, kind.value, scanned))
    return Opened(compose(_READERS[kind](data), kind.value))


def read(name: str, data: bytes) -> Source:
    """The text of a file with its pages and tables."""
    source = open_file(name, data).source
    if source is None:
        raise UnreadableFile(HOLDS_FILES)
    return source


def _text_blocks(data: bytes) -> Iterable[Block]:
    text = decode(data)
    within_limit(len(text))
    return markdown_blocks(text)


_READERS: dict[Kind, Callable[[bytes], Iterable[Block]]] = {
    Kind.TEXT: _text_blocks,
    Kind.MARKDOWN: _text_blocks,
    Kind.HTML: html_blocks,
    Kind.DOCX: docx_blocks,
    Kind.XLSX: xlsx_blocks,
    Kind.ODT: odt_blocks,
    Kind.DOC: lambda data: old_word_blocks(Kind.DOC, data),
    Kind.RTF: lambda data: old_word_blocks(Kind.RTF, data),
}
_Paged = Callable[[bytes, Mapping[int, PageContent]], tuple[list[Block], tuple[int, ...]]]
_PAGED: dict[Kind, _Paged] = {Kind.PDF: pdf_blocks, Kind.IMAGE: image_blocks}
