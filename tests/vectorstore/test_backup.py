"""A backup is one whole file, made while the archive is worked on; a restore trusts none of it unread."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.vectorstore.made import DIMENSION, bring_in, made_report, made_reports
from vectorstore import backup, restore
from vectorstore.archive import Archive
from vectorstore.backup import MANIFEST, back_up
from vectorstore.errors import ArchiveError, ArchiveInUse, BadRequest, DiskRefused, NewerArchive, NotFound
from vectorstore.restore import checked
from vectorstore.settings import Settings
from vectorstore.sqlite import NAME, copy_database
from vectorstore.verify import faults

REPORTS = made_reports(4)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An archive of some reports, which nobody holds."""
    settings = Settings(data=tmp_path / "data")
    archive = Archive.open(settings, "model", DIMENSION)
    for report, data in REPORTS:
        bring_in(archive, report, data)
    archive.close()
    return settings


@pytest.fixture
def file(settings: Settings, tmp_path: Path) -> Path:
    back_up(settings, tmp_path / "kho.zip")
    return tmp_path / "kho.zip"


def held(data: Path) -> dict[str, bytes]:
    """The original of every report by its id; the archive is whole."""
    archive = Archive.open(Settings(data=data), "model", DIMENSION)
    assert list(faults(archive)) == []
    files = {id: archive.file(id).data for id in archive.ids()}
    archive.close()
    return files


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_backed_up_comes_back(file: Path, tmp_path: Path) -> None:
    made = restore.restore(Settings(data=tmp_path / "elsewhere"), file)
    assert made.reports == 4
    assert held(tmp_path / "elsewhere") == {report.id: data for report, data in REPORTS}


def test_a_backup_is_made_while_the_archive_is_held_and_written(settings: Settings, tmp_path: Path) -> None:
    archive = Archive.open(settings, "model", DIMENSION)
    more, stop = iter(made_reports(400)[4:]), threading.Event()

    def work() -> None:
        while not stop.is_set():
            report, data = next(more)
            bring_in(archive, report, data)
            archive.delete(report.id)

    worker = threading.Thread(target=work)
    worker.start()
    for n in range(3):
        back_up(settings, tmp_path / f"{n}.zip")
    stop.set()
    worker.join()
    archive.close()
    for n in range(3):
        restore.restore(Settings(data=tmp_path / f"restored-{n}"), tmp_path / f"{n}.zip")
        assert held(tmp_path / f"restored-{n}").items() >= {report.id: data for report, data in REPORTS}.items()


def test_a_backup_is_made_anew_when_an_original_goes_meanwhile(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive.open(settings, "model", DIMENSION)
    gone = REPORTS[0][0].id

    def copied(source: Path, target: Path) -> None:
        copy_database(source, target)
        if gone in archive.ids():
            archive.delete(gone)

    monkeypatch.setattr(backup, "copy_database", copied)
    assert back_up(settings, tmp_path / "kho.zip").reports == 3
    archive.close()


def test_the_indexes_are_not_in_a_backup_and_nobody_else_may_read_it(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {NAME, MANIFEST, "files"}
    assert file.stat().st_mode & 0o077 == 0


def test_an_original_that_is_damaged_is_named_and_the_rest_backed_up(settings: Settings, tmp_path: Path) -> None:
    damaged = REPORTS[1][0].id
    (settings.data / "files" / damaged).write_bytes(b"\0")
    assert back_up(settings, tmp_path / "kho.zip").damaged == (damaged,)


def test_an_existing_file_is_not_overwritten(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "kho.zip").write_bytes(b"mine")
    with pytest.raises(BadRequest, match="chọn tên khác"):
        back_up(settings, tmp_path / "kho.zip")
    assert (tmp_path / "kho.zip").read_bytes() == b"mine"


def test_where_there_is_no_archive_there_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="HOIBAOCAO_DATA"):
        back_up(Settings(data=tmp_path / "nothing"), tmp_path / "kho.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("job", "tool"), [(back_up, "pg_dump"), (restore.restore, "pg_restore")])
def test_postgresql_has_tools_of_its_own(tmp_path: Path, job: Callable[[Settings, Path], object], tool: str) -> None:
    with pytest.raises(BadRequest, match=tool):
        job(Settings(data=tmp_path, database_url="postgresql://localhost/kho"), tmp_path / "kho.zip")


def test_a_full_folder_is_kept_unless_it_may_be_replaced(file: Path, settings: Settings, tmp_path: Path) -> None:
    before = contents(settings.data)
    with pytest.raises(BadRequest, match="--replace"):
        restore.restore(settings, file)
    assert contents(settings.data) == before


def test_the_old_folder_is_kept_aside(file: Path, settings: Settings, tmp_path: Path) -> None:
    archive = Archive.open(settings, "model", DIMENSION)
    late, data = made_report(["Có sau bản sao lưu."], file_name="sau.txt")
    bring_in(archive, late, data)
    archive.close()
    restore.restore(settings, file, tmp_path / "aside")
    assert late.id not in held(settings.data)
    assert late.id in held(tmp_path / "aside")


def test_a_folder_in_use_is_not_replaced(file: Path, settings: Settings, tmp_path: Path) -> None:
    archive = Archive.open(settings, "model", DIMENSION)
    with pytest.raises(ArchiveInUse):
        restore.restore(settings, file, tmp_path / "aside")
    assert archive.counts()[0] == 4
    archive.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "kho.zip"]


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """The backup with its members changed."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def with_manifest(inside: dict[str, bytes], **changes: object) -> None:
    inside[MANIFEST] = json.dumps({**json.loads(inside[MANIFEST]), **changes}).encode()


def outside(members: dict[str, bytes]) -> None:
    listed = json.loads(members[MANIFEST])["members"]
    members["../outside"] = members.pop(next(name for name in members if name.startswith("files/")))
    listed["../outside"] = listed.pop(next(name for name in listed if name.startswith("files/")))
    with_manifest(members, members=listed)


@pytest.mark.parametrize(
    "change",
    [
        lambda members: members.update({f"files/{REPORTS[0][0].id}": b"other"}),
        lambda members: members.pop(f"files/{REPORTS[0][0].id}"),
        lambda members: members.update({"files/0123456789abcdef": b"more"}),
        lambda members: members.pop(MANIFEST),
        lambda members: members.update({MANIFEST: b"[1]"}),
        lambda members: with_manifest(members, members={}),
        outside,
    ],
)
def test_a_backup_that_is_not_as_written_is_refused(file: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    rewritten(file, change)
    with pytest.raises(BadRequest, match="chưa bị thay đổi"):
        restore.restore(Settings(data=tmp_path / "elsewhere"), file)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "kho.zip"]


def test_no_changed_byte_of_a_backup_goes_unseen(file: Path) -> None:
    whole = file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        inside = [info.header_offset + 30 + len(info.filename) + 40 for info in archive.infolist()]  # beyond the local head
    for at in (*inside, len(whole) // 2):
        content = bytearray(whole)
        content[at] ^= 0x10
        file.write_bytes(content)
        with pytest.raises(ArchiveError):
            checked(file)
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadRequest):
        checked(file)


@pytest.mark.parametrize("changes", [{"format": 99}, {"revision": "9999"}])
def test_a_backup_of_a_later_release_is_refused(file: Path, changes: dict[str, object]) -> None:
    rewritten(file, lambda members: with_manifest(members, **changes))
    with pytest.raises(NewerArchive, match="bản mới hơn"):
        checked(file)


def test_a_backup_whose_database_was_damaged_before_is_refused(settings: Settings, tmp_path: Path) -> None:
    """The file of a report that the database names is not the one it was."""
    damaged = REPORTS[1][0]
    (settings.data / "files" / damaged.id).write_bytes(b"\0")
    back_up(settings, tmp_path / "kho.zip")
    with pytest.raises(BadRequest, match=damaged.file_name):
        restore.restore(Settings(data=tmp_path / "elsewhere"), tmp_path / "kho.zip")
    assert not (tmp_path / "elsewhere").exists()


def test_a_disk_without_room_is_told_before_anything_is_unpacked(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    with pytest.raises(DiskRefused, match="đã đầy"):
        restore.restore(Settings(data=tmp_path / "elsewhere"), file)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "kho.zip"]


def test_a_backup_of_an_older_release_is_brought_to_this_one(tmp_path: Path) -> None:
    from tests.vectorstore.test_schema import OLDER, made_at

    made_at(tmp_path / "older", OLDER[-1])
    with closing(sqlite3.connect(tmp_path / "older" / NAME)) as connection:
        connection.execute("DELETE FROM passages")
        connection.execute("DELETE FROM messages")
        connection.execute("DELETE FROM reports")
        connection.commit()
    (tmp_path / "older" / "files").mkdir()
    back_up(Settings(data=tmp_path / "older"), tmp_path / "kho.zip")
    restore.restore(Settings(data=tmp_path / "restored"), tmp_path / "kho.zip")
    assert held(tmp_path / "restored") == {}
