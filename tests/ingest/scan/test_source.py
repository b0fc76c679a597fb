"""Scans read by the real Tesseract: words, tables, pages, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from ingest.scan import compiled, source
from ingest.scan import recognise as recognise_module
from ingest.scan.recognise import recognise
from tests.ingest.scan.made import FIRST, ROWS, SECOND, image_file, mixed_pdf, needs_tesseract, pictures, scanned_pdf, typed
from vectorstore.errors import UnreadableFile
from vectorstore.report import Report

pytestmark = needs_tesseract


def report_of(name: str, data: bytes, told: Callable[[int, int], None] = lambda done, total: None) -> Report:
    found = compiled(name, data, None, told)
    assert found.report and not found.scanned
    return found.report


def test_a_scanned_report_is_read_with_its_headings_pages_and_table() -> None:
    told: list[tuple[int, int]] = []
    found = report_of("a.pdf", scanned_pdf(*pictures()), lambda done, total: told.append((done, total)))
    assert found.text.split() == " ".join((*FIRST, *SECOND, *(" | ".join(row) for row in ROWS))).split()
    assert {*SECOND, "BÁO CÁO", " | ".join(ROWS[1])} <= set(found.text.split("\n"))
    assert found.text[found.pages[1] :].startswith(SECOND[0])
    assert ROWS[0] in {passage.heads for passage in found.passages}
    assert ([image.page for image in found.images], told) == ([1, 2], [(1, 2), (2, 2)])


def test_the_kept_picture_is_small_and_shows_the_page() -> None:
    (image,) = report_of("a.png", image_file("PNG", pictures()[0])).images
    kept = Image.open(BytesIO(image.data))
    assert len(image.data) < 200_000
    assert (kept.format, round(kept.height / kept.width, 2)) == ("WEBP", 1.41)


def test_only_the_pages_without_words_are_recognised() -> None:
    words = "Phần này có lớp chữ, không cần nhận dạng: 4.623,3 ha."
    found = report_of("a.pdf", mixed_pdf(words, pictures()[1]))
    assert found.text.split("\n")[0] == words
    assert SECOND[1] in found.text
    assert [image.page for image in found.images] == [2]


def test_a_pdf_with_words_is_not_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "recognise", lambda *_: pytest.fail("recognised"))
    assert report_of("a.pdf", typed()).images == ()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_an_image_is_a_report_of_one_page(kind: str) -> None:
    found = report_of(f"a.{kind.lower()}", image_file(kind, pictures()[0]))
    assert found.text.split() == " ".join(FIRST).split()
    assert found.pages == (0,)


def test_a_tiff_may_have_several_pages() -> None:
    found = report_of("a.tiff", image_file("TIFF", *pictures()))
    assert [image.page for image in found.images] == [1, 2]
    assert found.text[found.pages[1] :].startswith(SECOND[0])


def test_a_picture_without_words_says_so() -> None:
    with pytest.raises(UnreadableFile, match="hãy quét lại rõ hơn"):
        report_of("a.png", image_file("PNG", Image.new("L", (900, 1200), 255)))


def test_a_page_that_takes_too_long_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognise_module, "TIMEOUT_S", 0.01)
    with pytest.raises(UnreadableFile, match="hãy quét lại rõ hơn"):
        report_of("a.png", image_file("PNG", pictures()[0]))


def test_a_page_that_cannot_be_read_stops_no_other() -> None:
    broken = scanned_pdf(pictures()[0])
    assert list(recognise(broken, (1, 9), lambda done, total: None)) == [1]
