"""A backup: one zip file with the database as of one moment, the original of every report in it, and the sha256 of each."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from vectorstore.disk import telling
from vectorstore.durable import flush_folder
from vectorstore.errors import ArchiveError, BadRequest, NotFound
from vectorstore.records import now
from vectorstore.settings import Settings
from vectorstore.sqlite import NAME, copy_database, reading, require_sound

FORMAT = 1
MANIFEST = "manifest.json"
ORIGINALS = "files/"
CHUNK = 1 << 20
TRIES = 5  # a report that is deleted while its file is copied makes it begin anew
POSTGRES = (
    "Kho này dùng PostgreSQL, tệp gốc cũng nằm trong đó. Xin sao lưu bằng pg_dump (khôi phục bằng pg_restore); "
    "chỉ mục véc-tơ không cần sao lưu."
)
NO_ARCHIVE = "Chưa có kho báo cáo ở thư mục «{folder}». Xin kiểm tra HOIBAOCAO_DATA."
THERE = "Đã có tệp «{file}». Xin chọn tên khác."
RESTLESS = "Báo cáo bị xóa liên tục trong lúc sao lưu nên bản sao chưa xong. Xin thử lại khi kho yên hơn."


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a backup: bytes in clear, and their sha256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds; `damaged` names originals that were not what their report says when it was made."""

    format: int
    made_at: str
    revision: str  # of the tables
    reports: int
    damaged: tuple[str, ...]
    members: dict[str, Member]

    @classmethod
    def read(cls, data: bytes) -> Manifest:
        """Raises ValueError, KeyError or TypeError where the bytes are no manifest."""
        said = json.loads(data)
        members = {str(name): Member(int(member["size"]), str(member["sha256"])) for name, member in said["members"].items()}
        return cls(int(said["format"]), said["made_at"], said["revision"], int(said["reports"]), tuple(said["damaged"]), members)


def back_up(settings: Settings, file: Path) -> Manifest:
    """Write the backup; a service may be answering and ingesting meanwhile. Raises ArchiveError."""
    if settings.database_url:
        raise BadRequest(POSTGRES)
    if not (settings.data / NAME).is_file():
        raise NotFound(NO_ARCHIVE.format(folder=settings.data))
    if file.exists():
        raise BadRequest(THERE.format(file=file))
    for _ in range(TRIES):
        try:
            return _whole(settings.data, file)
        except _Gone:
            continue
    raise ArchiveError(RESTLESS)


class _Gone(Exception):
    """An original went away between the database's copy and its own."""


def _whole(data: Path, file: Path) -> Manifest:
    beside = file.with_name(file.name + ".new")
    try:
        with telling(), TemporaryDirectory(dir=file.parent, prefix=".hoibaocao-") as scratch:
            copy = Path(scratch) / NAME
            copy_database(data / NAME, copy)
            require_sound(copy)
            manifest = _written(beside, data / "files", copy)
            beside.replace(file)
            flush_folder(file.absolute().parent)
        return manifest
    finally:
        beside.unlink(missing_ok=True)


def _written(beside: Path, originals: Path, database: Path) -> Manifest:
    revision, reports = _told(database)
    descriptor = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)  # it holds every report
    with os.fdopen(descriptor, "wb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            members = {NAME: _put(archive, NAME, database)}
            for id in reports:
                members[ORIGINALS + id] = _put(archive, ORIGINALS + id, originals / id)
            damaged = tuple(id for id, sha256 in reports.items() if members[ORIGINALS + id].sha256 != sha256)
            manifest = Manifest(FORMAT, now().isoformat(timespec="seconds"), revision, len(reports), damaged, members)
            # A name alone would be given this moment's date, which zip refuses before 1980 and after 2107.
            archive.writestr(zipfile.ZipInfo(MANIFEST), json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        raw.flush()
        os.fsync(raw.fileno())
    return manifest


def _told(database: Path) -> tuple[str, dict[str, str]]:
    """The tables' revision, and the sha256 of every report's file by the report's id."""
    with closing(reading(database)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        rows: list[Any] = connection.execute("SELECT id, sha256 FROM reports ORDER BY id").fetchall()
    return str(revision), dict(rows)


def _put(archive: zipfile.ZipFile, name: str, path: Path) -> Member:
    digest, size = hashlib.sha256(), 0
    try:
        source = path.open("rb")
    except FileNotFoundError as error:
        raise _Gone(name) from error
    with source, archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return Member(size, digest.hexdigest())
