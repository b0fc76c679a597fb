"""Programs that are used where they are installed; none of them is needed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

# Names on the search path, and where Windows installers put them without adding them to it.
_PLACES = {
    "soffice": ("soffice", r"LibreOffice\program\soffice.exe"),
    "antiword": ("antiword", r"antiword\antiword.exe"),
    "tesseract": ("tesseract", r"Tesseract-OCR\tesseract.exe"),
    "ocrmypdf": ("ocrmypdf", ""),
}


def program(name: str) -> Path | None:
    """Where the program is; None when it is not installed."""
    on_path, installed = _PLACES[name]
    found = shutil.which(on_path)
    if found:
        return Path(found)
    folders = [os.environ[variable] for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)") if variable in os.environ]
    places = [Path(folder, *installed.split("\\")) for folder in folders if installed]
    return next((place for place in places if place.is_file()), None)
