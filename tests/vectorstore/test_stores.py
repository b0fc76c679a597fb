"""What every set of stores does alike: one suite over SQLite, embedded Chroma and Tantivy, and over PostgreSQL and a Chroma server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vectorstore.made import made_report
from tests.vectorstore.made_sight import sight_of
from tests.vectorstore.stores import STORES, opened, settings_of
from vectorstore.errors import NotFound
from vectorstore.index import IndexState
from vectorstore.lexical import Form
from vectorstore.library import Library
from vectorstore.settings import Settings
from vectorstore.stored import Outcome

FOREST = made_report(["Toàn xã trồng mới 30 ha rừng phòng hộ.", "Còn 386 hộ nghèo."], file_name="rung.txt", issuer="UBND xã Suối Mây")
SCHOOL = made_report(["Có 12 trường học đạt chuẩn quốc gia.", "Rừng thông được bảo vệ."], file_name="truong.txt", issuer="UBND xã Bản Sen")
LONG = "Trong tháng, Ủy ban nhân dân xã đã chỉ đạo các thôn tổ chức phát quang đường, khơi thông cống rãnh và trồng hoa ven đường liên thôn"
OLDER = made_report([f"{LONG}, tổng chiều dài 12 km.", "Không có đơn thư."], file_name="ban-1.txt")
NEWER = made_report(
    [f"{LONG}, tổng chiều dài 15 km.", "Không có đơn thư."], file_name="ban-2.txt", title="Kết quả công tác tháng 3 (bản sửa)"
)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    return settings_of(request.param, tmp_path / "data", request)


@pytest.fixture
def library(store: Settings) -> Iterator[Library]:
    with opened(store) as library:
        for report, data in (FOREST, SCHOOL):
            library.add(report, data)
        yield library


def found(library: Library, query: str) -> list[str]:
    return [hit.passage.report.id for hit in library.search.search(query)]


def by_words(library: Library, query: str, form: Form = Form.EXACT) -> dict[str, float]:
    assert library.lexical.current is not None
    return library.lexical.current.search(query, form, 50)


def near(library: Library, query: str) -> list[str]:
    assert library.dense.current is not None
    return list(library.dense.current.search(library.embedder.embed_query(query), 50))


def counts(library: Library) -> tuple[int, int, int]:
    assert library.lexical.current and library.dense.current
    return library.archive.counts()[1], library.lexical.current.count(), library.dense.current.count()


def test_both_indexes_come_up(library: Library) -> None:
    assert (library.lexical.state, library.dense.state) == (IndexState.READY, IndexState.READY)
    assert counts(library) == (4, 4, 4)


@pytest.mark.parametrize("query", ["trồng rừng phòng hộ", "trong rung phong ho", "Suối Mây"])
def test_a_report_is_found_as_soon_as_it_is_in(library: Library, query: str) -> None:
    assert found(library, query)[0] == FOREST[0].id


def test_a_word_weighs_more_in_the_text_than_in_the_context(library: Library) -> None:
    scores = by_words(library, "rừng")
    assert list(scores) == [f"{SCHOOL[0].id}:1", f"{FOREST[0].id}:0"]  # the shorter passage first
    assert set(by_words(library, "Bản Sen")) == {f"{SCHOOL[0].id}:{n}" for n in range(2)}


def test_words_are_counted(library: Library) -> None:
    index = library.lexical.current
    assert index is not None
    assert [index.frequency(word) for word in ("rung", "truong", "vang", "suoi")] == [2, 1, 0, 0]  # not those of the context
    assert [index.frequency_in("rung", ids) for ids in (frozenset({FOREST[0].id}), frozenset({"0" * 16}), frozenset[str]())] == [1, 0, 0]


def test_scores_are_told_of_the_passages_that_are_named(library: Library) -> None:
    index = library.lexical.current
    assert index is not None
    keys = [f"{FOREST[0].id}:0", f"{FOREST[0].id}:1", f"{SCHOOL[0].id}:1"]
    told = index.scores("rừng", Form.EXACT, keys)
    assert told == pytest.approx({key: score for key, score in index.search("rừng", Form.EXACT, 9).items() if key in keys})


@pytest.mark.parametrize(
    "query", ["'; DROP TABLE lexical_terms; --", "\\ ' \" & | ! ( ) <-> :*", "%", "100%", "_", "a" * 5000, "rừng " * 300]
)
def test_no_mark_in_a_query_is_taken_for_a_command(library: Library, query: str) -> None:
    library.search.search(query)
    assert by_words(library, f"{query} trường học")


def test_a_search_keeps_to_the_reports_that_it_is_given(library: Library) -> None:
    hits = library.search.search("rừng", frozenset({SCHOOL[0].id}))
    assert {hit.passage.report.id for hit in hits} == {SCHOOL[0].id}
    assert library.search.search("rừng", frozenset()) == []


def test_the_same_bytes_are_there_once(library: Library) -> None:
    assert library.add(*FOREST).outcome is Outcome.ALREADY_THERE
    assert counts(library) == (4, 4, 4)


def test_the_original_is_kept_byte_for_byte(library: Library) -> None:
    assert library.archive.file(FOREST[0].id).data == FOREST[1]


def test_a_correction_of_the_issuer_is_followed_by_both_indexes(library: Library) -> None:
    library.update(FOREST[0].id, issuer="UBND xã Thác Bạc")
    assert set(by_words(library, "Thác Bạc")) == {f"{FOREST[0].id}:{n}" for n in range(2)}
    assert by_words(library, "Suối Mây") == {}
    assert near(library, "UBND xã Thác Bạc")[0].startswith(FOREST[0].id)
    assert counts(library) == (4, 4, 4)


def test_nothing_of_a_deleted_report_is_found_or_counted(library: Library) -> None:
    library.delete(FOREST[0].id)
    assert counts(library) == (2, 2, 2)
    assert by_words(library, "trồng rừng phòng hộ") == by_words(library, "rừng")
    assert library.search.frequency("rung") == 1
    assert not [key for key in near(library, "trồng rừng") if key.startswith(FOREST[0].id)]
    with pytest.raises(NotFound):
        library.archive.file(FOREST[0].id)


def test_the_last_report_leaves_empty_indexes(library: Library) -> None:
    for report, _ in (FOREST, SCHOOL):
        library.delete(report.id)
    assert counts(library) == (0, 0, 0)
    assert library.search.search("rừng") == []
    library.add(*FOREST)
    assert found(library, "rừng") == [FOREST[0].id] * 2


def test_a_superseded_version_is_in_neither_index_and_comes_back(library: Library) -> None:
    library.add(*OLDER)
    assert library.add(*NEWER).outcome is Outcome.SUPERSEDING
    assert counts(library) == (6, 6, 6)
    assert set(by_words(library, "phát quang đường")) == {f"{NEWER[0].id}:0"}
    library.update(OLDER[0].id, number="99/BC-UBND")
    assert counts(library) == (6, 6, 6)
    library.delete(NEWER[0].id)
    assert set(by_words(library, "phát quang đường")) == {f"{OLDER[0].id}:0"}
    assert counts(library) == (6, 6, 6)


def test_a_view_finds_and_counts_its_own(library: Library) -> None:
    view = library.seen_by(sight_of("ktht"))
    report, data = made_report(["Rừng trồng của phòng."], file_name="phong.txt")
    view.add(replace(report, id=view.archive.fresh_id(report.sha256)), data)
    assert {hit.passage.report.file_name for hit in view.search.search("rừng")} == {"phong.txt"}
    assert (view.search.frequency("rung"), library.search.frequency("rung")) == (1, 3)


def test_what_was_there_is_there_when_it_is_opened_again(store: Settings) -> None:
    with opened(store) as library:
        for report, data in (FOREST, SCHOOL):
            library.add(report, data)
        before = by_words(library, "rừng"), near(library, "rừng")
    with opened(store) as library:
        assert (by_words(library, "rừng"), near(library, "rừng")) == before


def test_a_purge_leaves_all_that_is_not_deleted(library: Library) -> None:
    library.delete(FOREST[0].id)
    library.purge()
    assert counts(library) == (2, 2, 2)
    assert found(library, "rừng")[0] == SCHOOL[0].id
