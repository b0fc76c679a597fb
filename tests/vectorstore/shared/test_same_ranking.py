"""PostgreSQL ranks as Tantivy does: the same passages with the same scores, whichever way the best are looked for."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.vectorstore.made import TOPICS, bring_in, made_report
from vectorstore.archive import Archive
from vectorstore.lexical import Form, LexicalIndex
from vectorstore.report import Report
from vectorstore.settings import Settings
from vectorstore.shared import lexical
from vectorstore.shared.lexical import PostgresLexical

REPORTS, PASSAGES = 40, 15
WORDS = [
    *("xã", "thôn", "bản", "hộ", "dân", "trong", "tháng", "đã", "tổ", "chức", "thực", "hiện", "công", "tác", "kết", "quả", "đạt", "tăng"),
    *("giảm", "so", "với", "cùng", "kỳ", "12", "30", "45,5", "%", "triệu", "đồng"),
]
QUERIES = (
    "rừng",
    "Trong tháng đã tổ chức trồng rừng, kết quả đạt 45,5% so với cùng kỳ",
    "ho ngheo tai xa so 7 giam bao nhieu ho trong thang",
    "xã xã xã",
    "không có từ nào như thế: zzz",
    " ".join(WORDS + [word for topic in TOPICS for word in topic.split()]),
)


@dataclass(frozen=True, slots=True)
class Both:
    tantivy: LexicalIndex
    postgres: PostgresLexical
    ids: list[str]


def texts() -> list[Report]:
    dice = random.Random(11)
    made = []
    for n in range(REPORTS):
        said = [" ".join(dice.choices([*WORDS, *dice.choice(TOPICS).split()], k=dice.choice((1, 4, 12, 40, 90)))) for _ in range(PASSAGES)]
        made.append(made_report(said, file_name=f"{n}.txt", issuer=f"UBND xã số {n % 9}", title=f"Kết quả {dice.choice(TOPICS)}"))
    return [report for report, _ in made]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, postgres_url: str) -> Iterator[Both]:
    import psycopg

    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    folder = tmp_path_factory.mktemp("ranking")
    archive = Archive.open(Settings(data=folder / "data", database_url=postgres_url), "model", 384)
    reports = texts()
    for n, report in enumerate(reports):
        bring_in(archive, report, f"{n}".encode())
    for report in reports[::7]:  # what goes leaves no count behind
        archive.delete(report.id)
    tantivy = LexicalIndex(Path(folder / "tantivy"))
    tantivy.fill(archive)
    yield Both(tantivy, PostgresLexical(archive), sorted(archive.ids()))
    archive.close()


@pytest.fixture(params=["all are scored", "the best are looked for"])
def both_ways(both: Both, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Both:
    if request.param == "the best are looked for":
        monkeypatch.setattr(lexical, "FEW", 0)
        monkeypatch.setattr(lexical, "AT_ONCE", 20)
    return both


def assert_same(found: dict[str, float], wanted: dict[str, float]) -> None:
    """The same scores in the same places; of equal ones at the end of a list any may be the last."""
    assert list(found.values()) == pytest.approx(list(wanted.values()), rel=1e-5)
    last = min(wanted.values(), default=0.0)
    sure = {key: score for key, score in wanted.items() if score > last * (1 + 1e-5)}
    assert {key: found.get(key) for key in sure} == pytest.approx(sure, rel=1e-5)


@pytest.mark.parametrize("limit", [3, 40, 1000])
@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("query", QUERIES)
def test_the_best_are_the_same(both_ways: Both, query: str, form: Form, limit: int) -> None:
    assert_same(both_ways.postgres.search(query, form, limit), both_ways.tantivy.search(query, form, limit))


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("query", QUERIES)
def test_the_best_of_some_reports_are_the_same(both_ways: Both, query: str, form: Form) -> None:
    some = frozenset(both_ways.ids[::2])
    assert_same(both_ways.postgres.search(query, form, 25, some), both_ways.tantivy.search(query, form, 25, some))


@pytest.mark.parametrize("query", QUERIES)
def test_the_scores_of_named_passages_are_the_same(both: Both, query: str) -> None:
    keys = [f"{id}:{n}" for id in both.ids for n in range(0, PASSAGES, 4)]
    wanted = both.tantivy.scores(query, Form.FOLDED, keys)
    assert both.postgres.scores(query, Form.FOLDED, keys) == pytest.approx(wanted, rel=1e-5)


def test_words_are_counted_alike(both: Both) -> None:
    words = ["xa", "rung", "ho", "khong", "tang", "45,5", "%"]
    assert [both.postgres.frequency(word) for word in words] == [both.tantivy.frequency(word) for word in words]
    some = frozenset(both.ids[:9])
    assert [both.postgres.frequency_in(word, some) for word in words] == [both.tantivy.frequency_in(word, some) for word in words]
