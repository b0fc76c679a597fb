"""The files as they were brought in, one a report, named by the report's id."""

from __future__ import annotations

import logging
import mimetypes
from pathlib import Path

from vectorstore.durable import write_whole

log = logging.getLogger(__name__)

ASIDE = "set-aside"  # originals whose reports the database does not have any more; a purge takes them

# Named here because Windows reads its table from the registry, where Office types may be missing.
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".html": "text/html",
    ".htm": "text/html",
    ".eml": "message/rfc822",
}


def media_type_of(file_name: str) -> str:
    suffix = Path(file_name).suffix.lower()
    return MEDIA_TYPES.get(suffix) or mimetypes.guess_type(file_name)[0] or "application/octet-stream"


def keep(folder: Path, report_id: str, data: bytes) -> None:
    write_whole(folder / report_id, data)


def drop(folder: Path, report_ids: tuple[str, ...]) -> None:
    for report_id in report_ids:
        (folder / report_id).unlink(missing_ok=True)


def drop_orphans(folder: Path, known: frozenset[str]) -> None:
    """Remove what a process left that died between the file and the commit, or between the commit and the removal."""
    for path in folder.iterdir():
        if path.name not in known:
            log.info("Removing a file that belongs to no report: %s", path.name)
            path.unlink()


def set_aside(folder: Path, known: frozenset[str], aside: Path) -> None:
    """Keep what belongs to no report where nothing removes it but a purge."""
    for path in folder.iterdir():
        if path.name not in known:
            log.warning("The database is older than its indexes; the file %s belongs to no report and is kept in %s", path.name, aside)
            aside.mkdir(exist_ok=True)
            path.replace(aside / path.name)
