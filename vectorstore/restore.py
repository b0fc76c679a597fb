"""A backup becomes a data folder again: all of it is checked before anything is touched."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from vectorstore.archive import Archive
from vectorstore.backup import CHUNK, FORMAT, MANIFEST, ORIGINALS, Manifest, Member
from vectorstore.disk import FULL, telling
from vectorstore.durable import flush_folder
from vectorstore.errors import BadRequest, DiskRefused, NewerArchive
from vectorstore.lock import hold
from vectorstore.schema import require_known
from vectorstore.settings import Settings
from vectorstore.sqlite import NAME
from vectorstore.verify import faults

NO_BACKUP = "Tệp «{file}» không phải bản sao lưu của Hỏi Báo Cáo, hoặc đã hỏng ({what}). Kho hiện có chưa bị thay đổi."
NEWER_BACKUP = "Bản sao lưu «{file}» do bản mới hơn của chương trình ghi. Xin cài bản chương trình mới hơn rồi khôi phục."
NOT_EMPTY = "Thư mục «{folder}» đã có dữ liệu. Xin thêm --replace để thay; thư mục cũ sẽ được giữ lại bên cạnh."
POSTGRES = "Kho này dùng PostgreSQL, tệp gốc cũng nằm trong đó. Xin khôi phục bằng pg_restore; chỉ mục véc-tơ tự lập lại."
NOT_WHOLE = "Kho khôi phục từ «{file}» chưa toàn vẹn: {what}. Kho hiện có chưa bị thay đổi."
MANIFEST_BYTES = 256 << 20
MEMBER = re.compile(re.escape(ORIGINALS) + r"[0-9a-f]{16}|" + re.escape(NAME))
SPARE = 1.2  # the database grows while it is checked and migrated


def restore(settings: Settings, file: Path, aside: Path | None = None) -> Manifest:
    """Make the data folder from a backup; what is there is moved to `aside`, and refused when that is None. Raises ArchiveError."""
    if settings.database_url:
        raise BadRequest(POSTGRES)
    data = settings.data.absolute()
    if _filled(data) and aside is None:
        raise BadRequest(NOT_EMPTY.format(folder=data))
    manifest = checked(file)
    fresh = data.with_name(data.name + ".restoring")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        with telling():
            _unpack(file, manifest, fresh)
        _require_whole(settings, file, fresh)
        with telling():
            _change_over(data, fresh, aside)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return manifest


def checked(file: Path) -> Manifest:
    """The manifest of a backup of which every byte is as it was written; raises BadRequest and NewerArchive."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive)
            if manifest.format > FORMAT:
                raise NewerArchive(NEWER_BACKUP.format(file=file))
            require_known(manifest.revision)
            _require_names(archive, manifest)
            for name, member in manifest.members.items():
                for _ in _chunks(archive, name, member):
                    pass
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError, NotImplementedError, OverflowError) as error:
        raise BadRequest(NO_BACKUP.format(file=file, what=error)) from error
    except FileNotFoundError as error:
        raise BadRequest(NO_BACKUP.format(file=file, what="không có tệp này")) from error
    return manifest


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    if archive.getinfo(MANIFEST).file_size > MANIFEST_BYTES:
        raise ValueError(MANIFEST)
    return Manifest.read(archive.read(MANIFEST))


def _require_names(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Just the files that the manifest names, each once, and only such as we write."""
    if sorted(archive.namelist()) != sorted([*manifest.members, MANIFEST]) or NAME not in manifest.members:
        raise ValueError(MANIFEST)
    for name in manifest.members:
        if not MEMBER.fullmatch(name):
            raise ValueError(name)


def _chunks(archive: zipfile.ZipFile, name: str, member: Member) -> Iterator[bytes]:
    """The bytes of a member; ValueError where they are not what the manifest says."""
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(name) as source:
            while size <= member.size and (chunk := source.read(CHUNK)):
                digest.update(chunk)
                size += len(chunk)
                yield chunk
    except Exception as error:  # zlib and zipfile raise what they like over damaged bytes
        raise ValueError(name) from error
    if (size, digest.hexdigest()) != (member.size, member.sha256):
        raise ValueError(name)


def _unpack(file: Path, manifest: Manifest, fresh: Path) -> None:
    fresh.parent.mkdir(parents=True, exist_ok=True)
    wanted = SPARE * sum(member.size for member in manifest.members.values())
    if shutil.disk_usage(fresh.parent).free < wanted:
        raise DiskRefused(FULL)
    (fresh / ORIGINALS).mkdir(parents=True)
    with zipfile.ZipFile(file) as archive:
        for name, member in manifest.members.items():
            with (fresh / name).open("wb") as target:
                target.writelines(_chunks(archive, name, member))
                target.flush()
                os.fsync(target.fileno())
    flush_folder(fresh / ORIGINALS)
    flush_folder(fresh)


def _require_whole(settings: Settings, file: Path, fresh: Path) -> None:
    """Open what was unpacked as the program would, with its migrations, and look at every report."""
    archive = Archive.open(settings.model_copy(update={"data": fresh}), "", 0, any_model=True)
    try:
        found = next(faults(archive), None)
    finally:
        archive.close()
    if found:
        raise BadRequest(NOT_WHOLE.format(file=file, what=found))


def _change_over(data: Path, fresh: Path, aside: Path | None) -> None:
    if data.exists():
        hold(data).close()  # a running service keeps its folder
        if aside is None:
            shutil.rmtree(data)  # empty, but for a lock
        else:
            data.replace(aside)
    try:
        fresh.replace(data)
    except OSError:
        if aside is not None:
            aside.replace(data)
        raise
    flush_folder(data.parent)


def _filled(data: Path) -> bool:
    return data.is_dir() and any(path.name != "lock" for path in data.iterdir())
