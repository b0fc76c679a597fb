"""read(): the one door of the readers."""

from ingest.read.compose import compose, within_limit
from ingest.read.decode import decode
from ingest.read.docx.document import docx_blocks
from ingest.read.kind import Kind, kind_of
from ingest.read.markdown import markdown_blocks
from ingest.read.opened import Opened
from ingest.read.pdf.document import pdf_blocks
from ingest.read.source import Source
from vectorstore.errors import UnreadableFile

MAX_BYTES = 50 * 1024 * 1024


def read(name: str, data: bytes) -> Source:
    """The text of a file with its pages and tables; UnreadableFile says in one sentence why not and what to do."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile("Tệp lớn hơn 50 MB; hãy tách nhỏ tệp hoặc bỏ bớt ảnh rồi nạp lại.")
    kind = kind_of(name, data)
    return _text_of(kind, data)


def open_file(name: str, data: bytes) -> Opened:
    """What a file holds, text or other files."""
    return Opened(read(name, data))


def _text_of(kind: Kind, data: bytes) -> Source:
    if kind is Kind.DOCX:
        return compose(docx_blocks(data), kind.value)
    if kind is Kind.PDF:
        return compose(pdf_blocks(data), kind.value)
    text = decode(data)
    within_limit(len(text))
    return compose(markdown_blocks(text), kind.value)
