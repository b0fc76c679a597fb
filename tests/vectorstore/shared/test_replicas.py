"""Several processes on one archive: what one does the others see, and what a killed one left they bring to an end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, insert

from tests.vectorstore.made import made_report
from tests.vectorstore.stores import STORES, opened, settings_of
from vectorstore import audit
from vectorstore.archive import Archive
from vectorstore.errors import ArchiveInUse
from vectorstore.index import IndexState
from vectorstore.library import Library
from vectorstore.settings import Settings
from vectorstore.shared import lexical_rows
from vectorstore.shared.marks import FRESH_S
from vectorstore.shared.tables import OriginalRow, UnfollowedRow
from vectorstore.shared.turns import Claim
from vectorstore.sight import Sight
from vectorstore.stored import Outcome

REPORT, DATA = made_report(["Toàn xã trồng mới 30 ha rừng phòng hộ."])


@pytest.fixture
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    return settings_of(STORES[1], tmp_path / "one", request)


@pytest.fixture
def two(shared: Settings, tmp_path: Path) -> Iterator[tuple[Library, Library]]:
    """Two replicas that have no folder in common."""
    other = shared.model_copy(update={"data": tmp_path / "other"})
    with opened(shared) as first, opened(other) as second:
        yield first, second


def noticed() -> None:
    time.sleep(2 * FRESH_S)


def test_what_one_takes_in_the_other_finds_and_hands_out(two: tuple[Library, Library]) -> None:
    here, there = two
    assert there.search.search("rừng") == []
    here.add(REPORT, DATA)
    noticed()
    assert [hit.passage.report.id for hit in there.search.search("rừng phòng hộ")] == [REPORT.id]
    assert there.archive.file(REPORT.id).data == DATA
    assert there.search.frequency("rung") == 1


def test_what_one_deletes_is_gone_for_the_other(two: tuple[Library, Library]) -> None:
    here, there = two
    here.add(REPORT, DATA)
    noticed()
    assert there.search.search("rừng")
    there.delete(REPORT.id)
    noticed()
    assert here.search.search("rừng") == []
    assert here.dense.current is not None and here.dense.current.count() == 0


def test_bytes_that_come_in_twice_at_a_time_are_there_once(two: tuple[Library, Library]) -> None:
    outcomes: list[Outcome] = []
    threads = [threading.Thread(target=lambda one=one: outcomes.append(one.add(REPORT, DATA).outcome)) for one in two * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [Outcome.ADDED, *[Outcome.ALREADY_THERE] * 5]
    assert two[0].archive.counts() == (1, 1)


def test_the_log_stays_one_chain_when_many_write_it(two: tuple[Library, Library]) -> None:
    views = [one.archive.seen_by(Sight(author=f"user-{n}")) for n, one in enumerate(two)]

    def write(view: Archive) -> None:
        for n in range(20):
            audit.note(view, "searched", words=str(n))

    threads = [threading.Thread(target=write, args=(view,)) for view in views for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert audit.fault(two[0].archive) is None
    assert len(list(audit.entries(two[0].archive))) == 80


def test_what_a_killed_process_left_is_followed_by_whoever_opens_next(shared: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(shared) as library, monkeypatch.context() as killed:
        killed.setattr(library.dense, "_follow_now", lambda ids: None)  # between the commit and the server
        library.add(REPORT, DATA)
    with opened(shared) as library:
        assert library.dense.current is not None and library.dense.current.count() == 1


def test_what_a_killed_process_left_is_followed_by_one_that_runs(two: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = two
    for one in two:
        monkeypatch.setattr(one.dense, "_follow_now", lambda ids: None)
    here.add(REPORT, DATA)
    assert until(lambda: there.dense.current is not None and there.dense.current.count() == 1)


@pytest.mark.parametrize("harm", ["the server was wiped", "the server has what SQL has not"])
def test_a_collection_that_is_not_what_sql_says_is_mended(shared: Settings, harm: str) -> None:
    with opened(shared) as library:
        library.add(REPORT, DATA)
        index = library.dense.current
        assert index is not None
        if harm == "the server was wiped":
            index.clear()  # type: ignore[attr-defined]
        else:
            index.enter(["feedfeedfeedfeed:0"], library.archive.vectors([f"{REPORT.id}:0"])[f"{REPORT.id}:0"][None])  # type: ignore[attr-defined]
    with opened(shared) as library:
        assert library.dense.current is not None
        assert library.dense.current.search(library.embedder.embed_query("rừng"), 9).keys() == {f"{REPORT.id}:0"}


def test_doing_it_twice_changes_nothing(shared: Settings) -> None:
    with opened(shared) as library:
        library.add(REPORT, DATA)
        with library.archive.write() as session:
            session.execute(insert(UnfollowedRow), [{"report_id": REPORT.id}] * 3)
        library.dense.drop(REPORT.id)  # what SQL says is what counts
        assert library.dense.current is not None and library.dense.current.count() == 1


def test_a_server_that_does_not_answer_costs_its_own_side_alone(shared: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(shared) as library:
        index = library.dense.current
        monkeypatch.setattr(type(index), "search", lambda *_: (_ for _ in ()).throw(OSError("no route")))
        library.add(REPORT, DATA)
        assert [hit.passage.report.id for hit in library.search.search("rừng")] == [REPORT.id]
        monkeypatch.undo()
        assert until(lambda: library.dense.state is IndexState.READY)
        assert library.search.search("rừng")[0].dense is not None


def test_an_archive_of_an_earlier_release_gets_its_words_and_originals(shared: Settings) -> None:
    with opened(shared) as library:
        library.add(REPORT, DATA)
        with library.archive.write() as session:
            lexical_rows.clear(session)
            session.execute(delete(OriginalRow))
    (shared.data / "files" / REPORT.id).write_bytes(DATA)
    with opened(shared) as library:
        assert library.archive.file(REPORT.id).data == DATA
        assert library.lexical.current is not None and library.lexical.current.frequency("rung") == 1


def test_what_needs_the_archive_alone_waits_for_nobody(two: tuple[Library, Library], shared: Settings) -> None:
    with pytest.raises(ArchiveInUse, match="tắt các dịch vụ"):
        Archive.open(shared, "made", 64, Claim.ALONE)


def test_postgresql_with_an_embedded_chroma_has_one_process(shared: Settings, tmp_path: Path) -> None:
    alone = shared.model_copy(update={"chroma_url": None})
    archive = Archive.open(alone, "made", 64)
    with pytest.raises(ArchiveInUse, match="PostgreSQL"):
        Archive.open(alone.model_copy(update={"data": tmp_path / "other"}), "made", 64)
    archive.close()
    Archive.open(shared, "made", 64).close()


def until(holds: Callable[[], bool], patience_s: float = 30) -> bool:
    ending = time.monotonic() + patience_s
    while time.monotonic() < ending:
        if holds():
            return True
        time.sleep(0.05)
    return False
