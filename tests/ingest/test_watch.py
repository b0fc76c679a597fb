"""A watched folder, looked at by hand: what is taken in and when, over a real archive and an embedder that needs no model."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from ingest import watch
from ingest.watch import QUIET_LOOKS, Watch, Watcher
from tests.ingest.test_pipeline import REPORT, PlainLibrary
from tests.vectorstore.made import DIMENSION
from vectorstore import watched
from vectorstore.archive import Archive
from vectorstore.library import Library
from vectorstore.settings import Settings


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    archive = Archive.open(Settings(data=tmp_path / "data"), "fake", DIMENSION)
    yield cast(Library, PlainLibrary(archive))
    archive.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "đến"
    folder.mkdir()
    return folder


def taken(watching: Watch, looks: int = QUIET_LOOKS + 1) -> list[tuple[str, str]]:
    return [(result.name, result.state.value) for _ in range(looks) for result in watching.look()]


def test_a_file_is_taken_in_once_it_has_come_to_rest(library: Library, folder: Path) -> None:
    watching = Watch(folder, library)
    (folder / "quý 1").mkdir()
    (folder / "quý 1" / "a.txt").write_text(REPORT, encoding="utf-8")
    assert taken(watching, QUIET_LOOKS) == []
    assert taken(watching, 1) == [("a.txt", "added")]
    assert taken(watching, 9) == []


def test_a_file_that_still_grows_is_left_alone(library: Library, folder: Path) -> None:
    watching = Watch(folder, library)
    for n in range(2 * QUIET_LOOKS):
        with (folder / "a.txt").open("a", encoding="utf-8") as file:
            file.write(f"{REPORT}\nDòng {n}.\n")
        assert watching.look() == []
    assert taken(watching) == [("a.txt", "added")]


def test_a_file_that_is_touched_while_it_keeps_its_size_is_left_alone(library: Library, folder: Path) -> None:
    watching = Watch(folder, library)
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    for n in range(2 * QUIET_LOOKS):
        os.utime(folder / "a.txt", ns=(n, n))
        assert watching.look() == []


def test_a_changed_file_is_taken_in_anew(library: Library, folder: Path) -> None:
    watching = Watch(folder, library)
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    taken(watching)
    (folder / "a.txt").write_text(REPORT.replace("45 hộ nghèo", "44 hộ nghèo toàn xã"), encoding="utf-8")
    assert taken(watching) == [("a.txt", "replaced")]


def test_a_file_that_fails_is_listed_and_tried_again_only_when_it_changes(library: Library, folder: Path) -> None:
    watching = Watch(folder, library)
    (folder / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    assert taken(watching, 9) == [("a.pdf", "failed")]
    (failed,) = watched.ended(library.archive, "failed")
    assert failed.path.endswith("a.pdf") and "hãy" in failed.message
    (folder / "a.pdf").unlink()
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "a.pdf").write_bytes(b"%PDF-1.4 broken in another way")
    assert sorted(taken(watching, 9)) == [("a.pdf", "failed"), ("a.txt", "added")]


def test_after_a_restart_nothing_is_tried_again_that_has_not_changed(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"")
    assert len(taken(Watch(folder, library))) == 2
    assert taken(Watch(folder, library), 9) == []


def test_a_folder_that_is_away_for_a_while_is_waited_for(library: Library, folder: Path) -> None:
    watching = Watch(folder, library)
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    folder.rename(folder.with_name("away"))
    assert taken(watching, 3) == []
    folder.with_name("away").rename(folder)
    assert taken(watching) == [("a.txt", "added")]


def test_what_is_no_report_is_left_alone(library: Library, folder: Path) -> None:
    for name in ("~$a.docx", ".a.txt", "a.exe", "a.txt.part"):
        (folder / name).write_text(REPORT, encoding="utf-8")
    assert taken(Watch(folder, library)) == []


def test_a_stop_is_heeded_between_two_files(library: Library, folder: Path) -> None:
    watching = Watch(folder, library)
    for n in range(3):
        (folder / f"{n}.txt").write_text(f"{REPORT}{n}", encoding="utf-8")
    taken(watching, QUIET_LOOKS)
    stopping = threading.Event()
    results = watching.look(lambda result: stopping.set(), stopping.is_set)
    assert len(results) == 1
    assert len(taken(watching)) == 2


def test_a_look_that_fails_does_not_end_the_watching(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = watch._seen
    failing = iter([OSError("the drive is away")])

    def once(where: Path) -> dict[Path, watched.Seen]:
        if error := next(failing, None):
            raise error
        return seen(where)

    monkeypatch.setattr(watch, "_seen", once)
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    watcher = Watcher(folder, library, every=0.01)
    until = time.monotonic() + 10
    while not library.archive.ids() and time.monotonic() < until:
        time.sleep(0.01)
    watcher.close()
    assert len(library.archive.ids()) == 1
