"""Pages that are pictures, read by Tesseract: each in a process of its own, so that none harms the service or stops another."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import ParseError

from ingest.read.pdf.pdfium import PageContent, Segment
from ingest.scan.child import DPI
from ingest.scan.hocr import Line, glyphs, lines

log = logging.getLogger(__name__)

TIMEOUT_S = 180  # a page: ten times what the slowest of our own took on a busy machine
AT_ONCE = max(1, (os.cpu_count() or 2) // 2)
POINTS = 72 / DPI

Told = Callable[[int, int], None]  # how many pages are done, how many there are


@dataclass(frozen=True, slots=True)
class Page:
    """A recognised page: as the PDF reader wants it, the lines as they were found, and its picture."""

    content: PageContent
    lines: list[Line] = field(repr=False)
    width: float  # pixels, as the boxes of the letters
    height: float
    image: bytes = field(repr=False)


def available() -> bool:
    """Whether Tesseract is installed with its Vietnamese letters."""
    if not shutil.which("tesseract"):
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "vie" in listed.stdout.split()


def recognise(data: bytes, numbers: tuple[int, ...], told: Told) -> dict[int, Page]:
    """The pages of those numbers; a page that cannot be read is left out."""
    found: dict[int, Page] = {}
    with TemporaryDirectory(prefix="hoibaocao-") as folder, ThreadPoolExecutor(AT_ONCE) as threads:
        file = Path(folder) / "file"
        file.write_bytes(data)
        running = {threads.submit(_page, file, number): number for number in numbers}
        for done, result in enumerate(as_completed(running), start=1):
            if page := result.result():
                found[running[result]] = page
            told(done, len(numbers))
    return found


def _page(file: Path, number: int) -> Page | None:
    folder = file.with_name(str(number))
    folder.mkdir()
    try:
        return _read(folder) if _ran(file, number, folder) else None
    except (ParseError, OSError, ValueError) as error:  # Tesseract ended well and left something else than a page
        log.warning("What was found on page %d cannot be read: %s", number, error)
        return None
    finally:
        shutil.rmtree(folder)


def _ran(file: Path, number: int, folder: Path) -> bool:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "ingest.scan.child", str(file), str(number), str(folder)]
    try:
        child = subprocess.run(command, capture_output=True, env=environment, timeout=TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired:
        log.warning("Page %d was not read within %d s", number, TIMEOUT_S)
        return False
    if child.returncode:
        log.warning("Page %d was not read (%d): %s", number, child.returncode, child.stderr.decode(errors="replace")[-500:])
    return child.returncode == 0


def _read(folder: Path) -> Page:
    told = json.loads((folder / "page.json").read_bytes())
    width, height = told["width"], told["height"]
    found = lines((folder / "page.hocr").read_bytes())
    segments = list(_segments(told["strokes"], height))
    content = PageContent(width * POINTS, height * POINTS, list(glyphs(found, height, POINTS)), segments)
    return Page(content, found, width, height, (folder / "page.webp").read_bytes())


def _segments(strokes: list[dict[str, float]], height: float) -> Iterator[Segment]:
    """Strokes in points from the lower left corner."""
    for stroke in strokes:
        at, start, end = stroke["at"], stroke["start"], stroke["end"]
        if stroke["upright"]:
            yield Segment(True, at * POINTS, (height - end) * POINTS, (height - start) * POINTS)
        else:
            yield Segment(False, (height - at) * POINTS, start * POINTS, end * POINTS)
