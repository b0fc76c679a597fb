"""What was changed behind the archive's back is named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.vectorstore.made import DIMENSION, made_ledger, made_vectors
from tests.vectorstore.test_damage import side
from vectorstore.archive import Archive
from vectorstore.settings import Settings
from vectorstore.sqlite import NAME
from vectorstore.verify import faults, index_faults

REPORT, DATA = made_ledger(("Toàn xã có 386 hộ nghèo.", "386", "hộ", "hộ nghèo"), ("Trồng mới 30 ha rừng.", "30", "ha", "trồng mới rừng"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    archive = Archive.open(Settings(data=tmp_path), "model", DIMENSION)
    archive.add(REPORT, DATA, made_vectors(REPORT))
    for kind in ("lexical", "dense"):
        derived = side(kind, archive)
        derived.start()
        derived.close()
    archive.close()
    return tmp_path


def found(data: Path) -> list[str]:
    archive = Archive.open(Settings(data=data), "model", DIMENSION)
    said = list(faults(archive)) or list(index_faults(archive, ("lexical", "dense")))
    archive.close()
    return said


def change(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / NAME)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_sound_archive_has_no_fault(data: Path) -> None:
    assert found(data) == []


def test_a_running_service_is_looked_at_without_its_lock(data: Path) -> None:
    holder = Archive.open(Settings(data=data), "model", DIMENSION)
    beside = Archive.read_only(Settings(data=data))
    assert list(faults(beside)) == []
    assert beside.counts() == holder.counts()
    with pytest.raises(Exception, match="không cho ghi"):
        beside.delete(REPORT.id)
    beside.close()
    holder.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE reports SET text = 'Toàn xã'", "chỉ ra ngoài văn bản"),
        ("UPDATE passages SET embedding = x'00' WHERE ordinal = 1", "véc-tơ của đoạn 1 bị hỏng"),
        ('UPDATE figures SET "end" = 9999 WHERE ordinal = 1', "số liệu 1 (30) không nằm đúng chỗ"),
        ("UPDATE figures SET report_id = 'abcdefabcdefabcd' WHERE ordinal = 1", "không toàn vẹn"),
    ],
)
def test_rows_that_were_changed_are_named(data: Path, statement: str, said: str) -> None:
    change(data, statement)
    assert any(said in fault for fault in found(data))


def test_an_original_that_was_changed_or_lost_is_named(data: Path) -> None:
    (data / "files" / REPORT.id).write_bytes(b"other")
    assert found(data) == ["bao-cao.txt: tệp gốc không còn như lúc nạp"]
    (data / "files" / REPORT.id).unlink()
    assert found(data) == ["bao-cao.txt: mất tệp gốc"]


@pytest.mark.parametrize("kind", ["lexical", "dense"])
def test_an_index_that_misses_a_passage_is_named_and_made_anew(data: Path, kind: str) -> None:
    archive = Archive.open(Settings(data=data), "model", DIMENSION)
    derived = side(kind, archive)
    derived.start()
    assert derived.current
    derived.current.drop(REPORT.id)
    derived._seal(derived.current, (data / "index" / kind).read_text())  # type: ignore[arg-type]
    derived.close()
    archive.close()
    (said,) = found(data)
    assert said.startswith(f"Chỉ mục {kind} không tìm lại được")
    assert found(data) == []  # what is without a seal is made anew at the next start, and is no fault
