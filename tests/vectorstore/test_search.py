"""Search over real Chroma, Tantivy and the bundled model."""

from __future__ import annotations

import pytest

from tests.vectorstore.made import made_report
from vectorstore.errors import ArchiveError, NotFound
from vectorstore.library import Library
from vectorstore.report import Report
from vectorstore.retriever import ReportArchiveRetriever
from vectorstore.search import fuse
from vectorstore.stored import Outcome
from vectorstore.text.normalize import fold

SUOI_MAY = [
    "Toàn xã hiện có 127 hộ nghèo, giảm 14 hộ so với tháng trước.",
    "Trồng mới 30 ha rừng phòng hộ tại thôn Nậm Pin.",
    "Trạm y tế khám bệnh cho 412 lượt người dân.",
    "Thu ngân sách trên địa bàn đạt 1.234,5 triệu đồng.",
]
HOA_BAN = [
    "Toàn xã hiện có 88 hộ nghèo, không thay đổi.",
    "Đã cứng hóa 2,4 km đường giao thông nông thôn.",
    "Đàn gia súc có 3.210 con, tiêm phòng đạt 95%.",
]


@pytest.fixture
def both(library: Library) -> tuple[Report, Report]:
    first, data = made_report(SUOI_MAY)
    second, other = made_report(HOA_BAN, file_name="hoa-ban.txt", issuer="UBND xã Hoa Ban")
    assert library.add(first, data).outcome is Outcome.ADDED
    assert library.add(second, other).outcome is Outcome.ADDED
    return first, second


def best(library: Library, query: str, among: frozenset[str] | None = None) -> str:
    return library.search.search(query, among, 3)[0].passage.text


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Xã Suối Mây có bao nhiêu hộ nghèo?", SUOI_MAY[0]),
        ("xã Hoa Ban có bao nhiêu hộ nghèo", HOA_BAN[0]),
        ("trong duoc bao nhieu rung", SUOI_MAY[1]),
        ("1.234,5", SUOI_MAY[3]),
        ("làm được bao nhiêu ki-lô-mét đường bê tông?", HOA_BAN[1]),
        ("TRẠM Y TẾ KHÁM BỆNH", SUOI_MAY[2]),
    ],
)
def test_the_right_passage_comes_first(library: Library, both: tuple[Report, Report], question: str, sentence: str) -> None:
    assert best(library, question) == sentence


def test_a_hit_says_what_each_side_said(library: Library, both: tuple[Report, Report]) -> None:
    hits = library.search.search("hộ nghèo", None, 3)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits[0].lexical and hits[0].lexical > 0
    assert hits[0].dense and 0 < hits[0].dense <= 1


def test_reports_that_are_gone_have_nothing(library: Library, both: tuple[Report, Report], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vectorstore.search.WIDE", 2.0)  # as in an archive of which one report is a small part
    assert library.search.search("hộ nghèo", frozenset(["gone"])) == []
    assert best(library, "hộ nghèo", frozenset([both[1].id])) == HOA_BAN[0]


def test_filters_hold(library: Library, both: tuple[Report, Report]) -> None:
    for report in both:
        hits = library.search.search("xã có bao nhiêu hộ nghèo", frozenset({report.id}), 10)
        assert {hit.passage.report.id for hit in hits} == {report.id}
    assert library.search.search("hộ nghèo", frozenset(), 10) == []
    assert library.search.search("hộ nghèo", frozenset({"0" * 16}), 10) == []


@pytest.mark.parametrize("query", ["", "  ", "?!", "\x00", "AND OR NOT (", '"', "field:value", "a" * 5000, "😀"])
def test_no_query_breaks_the_search(library: Library, both: tuple[Report, Report], query: str) -> None:
    assert len(library.search.search(query, None, 3)) <= 3
    assert library.lexical.current is not None
    assert library.dense.current is not None


def test_an_empty_archive_has_no_hits(library: Library) -> None:
    assert library.search.search("hộ nghèo") == []


def test_a_deleted_report_is_not_found(library: Library, both: tuple[Report, Report]) -> None:
    first, second = both
    library.delete(first.id)
    assert {hit.passage.report.id for hit in library.search.search("hộ nghèo", None, 10)} == {second.id}
    with pytest.raises(NotFound):
        library.delete(first.id)


def test_a_replaced_report_is_found_in_its_new_words(library: Library, both: tuple[Report, Report]) -> None:
    new, data = made_report(["Toàn xã hiện có 125 hộ nghèo."])
    assert library.add(new, data).replaced == (both[0].id,)
    assert best(library, "xã Suối Mây có bao nhiêu hộ nghèo") == "Toàn xã hiện có 125 hộ nghèo."
    assert library.lexical.current and library.lexical.current.count() == 4
    assert library.dense.current and library.dense.current.count() == 4


def test_a_correction_reaches_the_indexes(library: Library, both: tuple[Report, Report]) -> None:
    library.update(both[1].id, issuer="UBND phường Bình Minh")
    assert best(library, "phường Bình Minh có bao nhiêu hộ nghèo?") == HOA_BAN[0]


def test_one_index_answers_for_the_other(library: Library, both: tuple[Report, Report]) -> None:
    lexical, dense = library.lexical.current, library.dense.current
    library.dense.current = None  # type: ignore[misc]
    assert best(library, "xã Hoa Ban có bao nhiêu hộ nghèo") == HOA_BAN[0]
    library.lexical.current, library.dense.current = None, dense  # type: ignore[misc]
    assert best(library, "trồng rừng phòng hộ") == SUOI_MAY[1]
    library.dense.current = None  # type: ignore[misc]
    with pytest.raises(ArchiveError, match="thử lại"):
        library.search.search("hộ nghèo")
    library.lexical.current, library.dense.current = lexical, dense  # type: ignore[misc]


def test_langchain_retriever(library: Library, both: tuple[Report, Report]) -> None:
    found = ReportArchiveRetriever.of_search(library.search, k=2).invoke("Trồng rừng ở thôn Nậm Pin")
    assert len(found) == 2
    assert found[0].page_content == SUOI_MAY[1]
    assert found[0].metadata["section"] == "I. KẾT QUẢ"
    assert found[0].metadata["file_name"] == "bao-cao.txt"


def test_without_diacritics_only_the_folded_side_counts() -> None:
    keys = ["a", "b"]
    exact, folded = {"a": 9.0}, {"b": 5.0}
    assert max(fuse(keys, exact, folded, {}, marked=True).items(), key=lambda pair: pair[1])[0] == "a"
    assert max(fuse(keys, exact, folded, {}, marked=False).items(), key=lambda pair: pair[1])[0] == "b"


def test_questions_without_diacritics_find_the_same(library: Library, both: tuple[Report, Report]) -> None:
    for sentence in (*SUOI_MAY, *HOA_BAN):
        assert best(library, fold(sentence)) == sentence
