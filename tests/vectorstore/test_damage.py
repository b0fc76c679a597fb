"""Whatever happens to an index, the archive opens, answers, and makes the index anew with the same results."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vectorstore.made import DIMENSION, made_reports, made_vectors
from vectorstore import index
from vectorstore.archive import Archive
from vectorstore.dense import DenseIndex
from vectorstore.index import Derived, IndexState
from vectorstore.lexical import Form, LexicalIndex
from vectorstore.seal import put_seal
from vectorstore.settings import Settings

QUERY = "số lượt trồng rừng của xã số 3"
REPORTS = made_reports(6)
Side = Derived[LexicalIndex] | Derived[DenseIndex]


def side(kind: str, archive: Archive) -> Side:
    folder = archive.data / "index"
    if kind == "lexical":
        return Derived("lexical", archive, lambda name: LexicalIndex(folder / name))
    return Derived("dense", archive, lambda name: DenseIndex(folder / name, DIMENSION))


def top(index: LexicalIndex | DenseIndex) -> list[str]:
    if isinstance(index, LexicalIndex):
        return list(index.search(QUERY, Form.EXACT, 10))
    return list(index.search(made_vectors(REPORTS[3][0])[5].tolist(), 10))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    archive = Archive.open(Settings(data=tmp_path), "model", DIMENSION)
    for report, bytes_ in REPORTS:
        archive.add(report, bytes_, made_vectors(report))
    archive.close()
    return tmp_path


def opened(data: Path, kind: str) -> tuple[list[str], str]:
    """Open, ask, close; the top ten and the name of the index that gave them."""
    archive = Archive.open(Settings(data=data), "model", DIMENSION)
    derived = side(kind, archive)
    derived.start()
    assert derived.state is IndexState.READY
    assert derived.current
    found = top(derived.current)
    name = (data / "index" / kind).read_text()
    derived.close()
    archive.close()
    return found, name


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def zero(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[random.Random(3).randrange(len(content))] ^= 0x10
    file.write_bytes(content)


def remove(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("damage", [truncate, zero, flip, remove])
@pytest.mark.parametrize("kind", ["lexical", "dense"])
def test_a_damaged_index_is_made_anew(data: Path, kind: str, damage: Callable[[Path], None]) -> None:
    before, name = opened(data, kind)
    files = [path for path in sorted((data / "index" / name).rglob("*")) if path.is_file() and path.stat().st_size]
    damage(max(files, key=lambda path: path.stat().st_size))
    after, fresh = opened(data, kind)
    assert (after, fresh != name) == (before, True)
    assert len(before) == 10
    assert [path.name for path in sorted((data / "index").glob(f"{kind}-*"))] == [fresh, f"{fresh}.seal"]


@pytest.mark.parametrize("kind", ["lexical", "dense"])
def test_a_missing_index_is_made_anew(data: Path, kind: str) -> None:
    before, _ = opened(data, kind)
    shutil.rmtree(data / "index")
    assert opened(data, kind)[0] == before


@pytest.mark.parametrize("kind", ["lexical", "dense"])
def test_a_sound_index_is_kept(data: Path, kind: str) -> None:
    assert opened(data, kind) == opened(data, kind) == opened(data, kind)


@pytest.mark.parametrize("kind", ["lexical", "dense"])
def test_the_probe_finds_what_the_seal_cannot_know(data: Path, kind: str) -> None:
    """As sealed, but with a passage fewer than SQL has."""
    _, name = opened(data, kind)
    archive = Archive.open(Settings(data=data), "model", DIMENSION)
    derived = side(kind, archive)
    derived.start()
    assert derived.current
    derived.current.drop(REPORTS[0][0].id)
    derived._seal(derived.current, name)  # type: ignore[arg-type]
    derived.close()
    archive.close()
    assert opened(data, kind)[1] != name


@pytest.mark.parametrize("kind", ["lexical", "dense"])
def test_an_index_that_missed_a_commit_catches_up(data: Path, kind: str) -> None:
    """The process died after SQL had the report and before the index had."""
    opened(data, kind)
    archive = Archive.open(Settings(data=data), "model", DIMENSION)
    archive.delete(REPORTS[0][0].id)
    archive.close()
    archive = Archive.open(Settings(data=data), "model", DIMENSION)
    derived = side(kind, archive)
    derived.start()
    assert derived.current
    assert derived.current.count() == archive.counts()[1] == 60
    derived.close()
    archive.close()


@pytest.mark.parametrize("kind", ["lexical", "dense"])
def test_an_index_that_fails_while_asked_is_mended_in_the_background(data: Path, kind: str) -> None:
    archive = Archive.open(Settings(data=data), "model", DIMENSION)
    derived = side(kind, archive)
    derived.start()
    broken = derived.current
    assert broken
    before = top(broken)
    derived.fail(broken, RuntimeError("hnsw segment"))  # type: ignore[arg-type]
    assert derived._rebuilding
    derived._rebuilding.join()
    assert derived.state is IndexState.READY
    assert derived.current
    assert derived.current is not broken
    assert top(derived.current) == before
    derived.close()
    archive.close()


@pytest.mark.parametrize("kind", ["lexical", "dense"])
def test_many_changes_are_sealed_once(data: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, name = opened(data, kind)
    seals: list[Path] = []

    def counted(path: Path, folder: Path | None, revision: int) -> None:
        seals.append(path)
        put_seal(path, folder, revision)

    monkeypatch.setattr(index, "put_seal", counted)
    archive = Archive.open(Settings(data=data), "model", DIMENSION)
    derived = side(kind, archive)
    derived.start()
    seals.clear()
    with derived.gathered():
        for report, bytes_ in made_reports(9)[6:]:
            archive.add(report, bytes_, made_vectors(report))
            derived.put(report, made_vectors(report))
            assert derived.current
            assert derived.current.count() == archive.counts()[1]  # findable meanwhile
        assert seals == []
    assert len(seals) == 1
    derived.close()
    archive.close()
    assert opened(data, kind)[1] == name  # sound: not made anew


@pytest.mark.parametrize("kind", ["lexical", "dense"])
def test_a_process_that_dies_before_the_one_seal_has_its_index_made_anew(data: Path, kind: str) -> None:
    _, name = opened(data, kind)
    archive = Archive.open(Settings(data=data), "model", DIMENSION)
    derived = side(kind, archive)
    derived.start()
    gathered = derived.gathered()
    gathered.__enter__()
    report, bytes_ = made_reports(7)[6]
    archive.add(report, bytes_, made_vectors(report))
    derived.put(report, made_vectors(report))
    derived.close()
    archive.close()
    found, fresh = opened(data, kind)
    assert (len(found), fresh != name) == (10, True)


@pytest.mark.parametrize("kind", ["lexical", "dense"])
def test_an_index_that_cannot_be_written_is_broken_not_starting_for_ever(data: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(data, kind)

    def refuse(*_: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(index, "put_seal", refuse)
    archive = Archive.open(Settings(data=data), "model", DIMENSION)
    derived = side(kind, archive)
    with pytest.raises(PermissionError):
        derived.start()
    assert derived.state is IndexState.BROKEN
    archive.close()


KILLED = """
import sys, os, signal
from pathlib import Path
from tests.vectorstore.made import DIMENSION, made_reports, made_vectors
from tests.vectorstore.test_damage import side
from vectorstore.archive import Archive
from vectorstore.settings import Settings

archive = Archive.open(Settings(data=Path(sys.argv[1])), "model", DIMENSION)
sides = [side(kind, archive) for kind in ("lexical", "dense")]
for derived in sides:
    derived.start()
print("started", flush=True)
with sides[0].gathered(), sides[1].gathered():
    for report, data in made_reports(300)[6:]:
        vectors = made_vectors(report)
        archive.add(report, data, vectors)
        for derived in sides:
            derived.put(report, vectors)
"""


@pytest.mark.parametrize("delay", [0.0, 0.15, 0.4])
def test_a_killed_process_loses_nothing_that_was_committed(data: Path, delay: float) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED, str(data)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as child:
        assert child.stdout
        assert child.stdout.readline() == b"started\n"
        try:
            child.wait(delay or 0.01)
        except subprocess.TimeoutExpired:
            child.kill()
    archive = Archive.open(Settings(data=data), "model", DIMENSION)
    reports, passages = archive.counts()
    assert passages == 12 * reports
    assert {path.name for path in (data / "files").iterdir()} == archive.ids()
    derived = side("dense", archive)
    derived.start()
    assert isinstance(derived.current, DenseIndex)
    for _, keys, vectors in archive.all_embeddings():
        for key, vector in zip(keys, vectors, strict=True):
            assert next(iter(derived.current.search(vector.tolist(), 1))) == key
    derived.close()
    archive.close()
