"""A file compiled; pages that are pictures are recognised first, outside the process that reads, because it takes minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ingest.apart import Compiled, compile_apart
from ingest.scan.doubts import doubts
from ingest.scan.recognise import Page, Told, available, recognise
from vectorstore.errors import UnreadableFile
from vectorstore.report import Report
from vectorstore.scan import Doubt, PageImage

MOST_PAGES = 300
NO_TESSERACT = (
    "Tệp là bản chụp (scan), không có lớp chữ; hãy cài chương trình nhận dạng chữ Tesseract kèm tiếng Việt "
    "(Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie) rồi nạp lại, hoặc nạp bản .docx."
)
NO_WORDS = "Không nhận dạng được chữ nào trong bản chụp; hãy quét lại rõ hơn (300 dpi, thẳng, đủ sáng) rồi nạp lại."
TOO_MANY = "Bản chụp dài hơn 300 trang; hãy tách thành nhiều tệp rồi nạp lại."


def compiled(name: str, data: bytes, report_id: str | None = None, told: Told = lambda done, total: None) -> Compiled:
    """The file as a report and the files in it; UnreadableFile also where its pages are pictures that nobody can read."""
    return with_scans(name, data, report_id, compile_apart(name, data, report_id), told)


def with_scans(name: str, data: bytes, report_id: str | None, found: Compiled, told: Told) -> Compiled:
    """A file that was compiled, with its pages that are pictures read."""
    if not found.scanned:
        return found
    if len(found.scanned) > MOST_PAGES:
        raise UnreadableFile(TOO_MANY)
    if available():
        return _recognised(name, data, report_id, found, told)
    if found.report is None:
        raise UnreadableFile(NO_TESSERACT)
    return found


def _recognised(name: str, data: bytes, report_id: str | None, before: Compiled, told: Told) -> Compiled:
    pages = recognise(data, before.scanned, told)
    if before.report is None and not any(page.lines for page in pages.values()):
        raise UnreadableFile(NO_WORDS)
    found = compile_apart(name, data, report_id, {number: page.content for number, page in pages.items()})
    if found.report is None:
        raise UnreadableFile(NO_WORDS)
    images = tuple(PageImage(number, page.image) for number, page in sorted(pages.items()))
    return replace(found, report=replace(found.report, doubts=tuple(_doubts(found.report, pages)), images=images))


def _doubts(report: Report, pages: dict[int, Page]) -> Iterator[Doubt]:
    for number, (start, end) in enumerate(pairwise((*report.pages, len(report.text))), start=1):
        if number in pages:
            yield from doubts(pages[number], number, report.text, start, end)
