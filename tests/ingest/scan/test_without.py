"""What is said of scans where Tesseract is not installed."""

from __future__ import annotations

import pytest
from PIL import Image

from ingest.scan import compiled, source
from tests.ingest.scan.made import image_file, mixed_pdf, scanned_pdf
from vectorstore.errors import UnreadableFile

PAGE = Image.new("L", (300, 420), 128)


@pytest.fixture(autouse=True)
def _no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "available", lambda: False)


@pytest.mark.parametrize("data", [scanned_pdf(PAGE, PAGE), image_file("PNG", PAGE)], ids=["pdf", "png"])
def test_a_scan_is_refused_with_what_to_install(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="hãy cài chương trình nhận dạng chữ Tesseract"):
        compiled("a.pdf", data)


def test_of_a_mixed_file_the_pages_with_words_are_read_and_the_others_named() -> None:
    found = compiled("a.pdf", mixed_pdf("Trang này có lớp chữ của báo cáo.", PAGE))
    assert found.report and found.report.text == "Trang này có lớp chữ của báo cáo."
    assert found.scanned == (2,)


def test_a_scan_too_long_to_be_worth_the_hours_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MOST_PAGES", 1)
    with pytest.raises(UnreadableFile, match="hãy tách thành nhiều tệp"):
        compiled("a.pdf", scanned_pdf(PAGE, PAGE))
