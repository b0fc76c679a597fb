"""One page, in a process of its own and under limits: rendered, straightened, kept small, read by Tesseract.

Usage: python -m ingest.scan.child FILE PAGE FOLDER. Leaves page.png, page.webp, page.json and page.hocr in the folder. A file that is made
to harm ends this process and no other.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from PIL import Image

from ingest.read.image import opened
from ingest.read.kind import Kind, kind_of
from ingest.read.pdf.pdfium import picture
from ingest.scan.straight import straightened
from ingest.scan.strokes import strokes

DPI = 300
KEPT_DPI = 130
KEPT_QUALITY = 35
CPU_S = 120
MEMORY = 2 * 1024**3
TESSERACT = ("-l", "vie", "--psm", "3", "--dpi", str(DPI), "-c", "hocr_char_boxes=1", "hocr")
_A4_WIDTH = 8.27  # inches: what an image is taken for that does not say its own size
_LEAST_DPI, _MOST_DPI = 72, 1200


def main(file: Path, page: int, folder: Path) -> None:
    """Ends by becoming Tesseract, so that the limits hold for it too."""
    _limit()
    shown = straightened(_shown(file.read_bytes(), page))
    shown.save(folder / "page.png", dpi=(DPI, DPI))
    small = shown.resize((max(1, shown.width * KEPT_DPI // DPI), max(1, shown.height * KEPT_DPI // DPI)), Image.Resampling.LANCZOS)
    small.save(folder / "page.webp", quality=KEPT_QUALITY)
    told = {"width": shown.width, "height": shown.height, "strokes": [asdict(stroke) for stroke in strokes(shown, DPI)]}
    (folder / "page.json").write_text(json.dumps(told))
    os.environ["OMP_THREAD_LIMIT"] = "1"
    os.execvp("tesseract", ["tesseract", str(folder / "page.png"), str(folder / "page"), *TESSERACT])


def _limit() -> None:
    """Less than its share of the processor, and an end to its time and memory; Windows has no such limits."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.nice(10)


def _shown(data: bytes, page: int) -> Image.Image:
    """The page in shades of grey, at DPI dots an inch."""
    if kind_of("", data) is Kind.PDF:
        return picture(data, page, DPI)
    image = opened(data)
    image.seek(page - 1)
    grey = _on_white(image)
    scale = DPI / _dpi(image)
    return grey.resize((max(1, round(grey.width * scale)), max(1, round(grey.height * scale))), Image.Resampling.BICUBIC)


def _on_white(image: Image.Image) -> Image.Image:
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("L")
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image.convert("RGBA"))
    return paper.convert("L")


def _dpi(image: Image.Image) -> float:
    """As the image says; screens and phones say 72 or 96 for any size, so the page is then taken to be as wide as A4."""
    said = float(image.info.get("dpi", (0,))[0])
    as_a4 = min(image.size) / _A4_WIDTH
    return said if 100 < said < _MOST_DPI else max(as_a4, _LEAST_DPI)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
