"""Whatever is damaged: an index is made anew with the same results; a damaged database is refused by name and not written to."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from tests.torture.conftest import sized
from tests.torture.made import DIMENSION, WordEmbedder
from tests.torture.work import answers, fill
from vectorstore.archive import Archive
from vectorstore.errors import DamagedArchive
from vectorstore.settings import Settings

CORRUPTIONS = sized(10, 50)
REPORTS = sized(30, 160)  # 160 make more vectors than Chroma keeps before it writes its graph
PASSAGES = sized(400, 10_000)


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def zero(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    if content:
        content[random.Random(len(content)).randrange(len(content))] ^= 0x10
    file.write_bytes(content)


def remove(file: Path) -> None:
    file.unlink()


DAMAGES: tuple[Callable[[Path], None], ...] = (truncate, zero, flip, remove)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, processes: ForkServerContext) -> Path:
    """An archive with both indexes at rest, made in a process of its own."""
    data = tmp_path_factory.mktemp("sound") / "data"
    with processes.Pool(1) as pool:
        pool.apply(fill, (data, REPORTS))
    return data


def test_a_damaged_index_is_made_anew_with_the_same_answers(sound: Path, tmp_path: Path, processes: ForkServerContext) -> None:
    with processes.Pool(1) as pool:
        before = pool.apply(answers, (sound,))
    files = [path.relative_to(sound) for path in sorted((sound / "index").rglob("*")) if path.is_file()]
    cases = [(file, damage) for damage in DAMAGES for file in files]
    random.Random(5).shuffle(cases)
    worst = 0.0
    for n, (file, damage) in enumerate((cases * 2)[:CORRUPTIONS]):
        data = tmp_path / str(n)
        shutil.copytree(sound, data)
        damage(data / file)
        start = time.perf_counter()
        with processes.Pool(1) as pool:
            after = pool.apply_async(answers, (data,)).get(timeout=120)  # a process that dies gives no answer
        worst = max(worst, time.perf_counter() - start)
        assert after == before, f"{damage.__name__} of {file}"
        shutil.rmtree(data)
    print(f"{CORRUPTIONS} damages over {len(files)} files: all alive, same top ten; slowest start with mending {worst:.1f} s")


def test_all_passages_are_indexed_anew_from_stored_vectors_with_the_same_answers(tmp_path: Path, processes: ForkServerContext) -> None:
    data = tmp_path / "data"
    with processes.Pool(1) as pool:
        passages = pool.apply(fill, (data, PASSAGES // 8))
        before = pool.apply(answers, (data,))
        shutil.rmtree(data / "index")
        start = time.perf_counter()
        after = pool.apply(answers, (data,))
        took = time.perf_counter() - start
        shutil.rmtree(tmp_path / "in")
    assert after == before
    print(f"{passages} passages indexed anew in both indexes in {took:.1f} s")


@pytest.fixture
def database(sound: Path, tmp_path: Path) -> Path:
    data = tmp_path / "data"
    shutil.copytree(sound, data)
    return data / "archive.sqlite3"


def overwrite(file: Path, at: int, length: int) -> None:
    content = bytearray(file.read_bytes())
    content[at : at + length] = bytes(byte ^ 0xFF for byte in content[at : at + length])
    file.write_bytes(content)


@pytest.mark.parametrize(
    "damage",
    [
        truncate,
        zero,
        lambda file: overwrite(file, 0, 16),  # the header
        lambda file: overwrite(file, 4096, 100),  # the head of a page
        lambda file: overwrite(file, file.stat().st_size // 8192 * 4096, 4096),  # a page in the middle
        lambda file: file.write_text("không phải cơ sở dữ liệu" * 1000, encoding="utf-8"),
    ],
)
def test_a_damaged_database_is_refused_by_name_and_nothing_is_written(database: Path, damage: Callable[[Path], None]) -> None:
    damage(database)
    before = {path: path.read_bytes() for path in database.parent.rglob("*") if path.is_file()}
    with pytest.raises(DamagedArchive, match="hoibaocao restore TỆP --replace"):
        Archive.open(Settings(data=database.parent), WordEmbedder.name, DIMENSION)
    assert {path: path.read_bytes() for path in before} == before


def test_a_flipped_bit_in_the_database_is_refused_or_harms_no_other_report(database: Path) -> None:
    """A bit within a word is beyond SQLite's checks; it must never take the program down."""
    dice = random.Random(2)
    whole = database.read_bytes()
    refused = 0
    for _ in range(sized(20, 200)):
        content = bytearray(whole)
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        database.write_bytes(content)
        try:
            archive = Archive.open(Settings(data=database.parent), WordEmbedder.name, DIMENSION)
        except DamagedArchive:
            refused += 1
            continue
        assert archive.counts()[0] == REPORTS
        archive.close()
    print(f"{refused} of {sized(20, 200)} flipped bits were refused at the start")


def test_a_database_that_went_back_in_time_costs_no_original(database: Path) -> None:
    """An older copy of the database was put in the place of the one that the indexes follow."""
    data = database.parent
    older = data.parent / "older"
    archive = Archive.open(Settings(data=older), WordEmbedder.name, DIMENSION)
    archive.close()
    originals = {path.name for path in (data / "files").iterdir()}
    for path in data.glob("archive.sqlite3*"):
        path.unlink()
    (older / "archive.sqlite3").rename(database)
    Archive.open(Settings(data=data), WordEmbedder.name, DIMENSION).close()
    assert {path.name for path in (data / "set-aside").iterdir()} == originals
