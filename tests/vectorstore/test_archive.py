"""The archive holds reports whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from tests.vectorstore.made import DIMENSION, MARCH, bring_in, made_report, made_reports, made_vectors
from vectorstore.archive import Archive
from vectorstore.errors import ArchiveInUse, BadRequest, ModelMismatch, NotFound
from vectorstore.records import PassageRow
from vectorstore.report import Passage, PassageKind, Period, Sentence, Span
from vectorstore.rows import is_one_of
from vectorstore.settings import Settings
from vectorstore.stored import CardFilter, Outcome

ROOT = Path(__file__).parents[2]
SENTENCES = ["Xã có 12 hộ nghèo.", "Trồng mới 30 ha rừng."]


def test_a_report_comes_back_as_it_went_in(archive: Archive) -> None:
    report, data = made_report(SENTENCES, inferred=("issuer",), pages=(0, 12))
    row = Passage(2, PassageKind.TABLE, ("II", "1"), (Sentence((Span(0, 4), Span(6, 9))),), "Trong đó:", ("STT", "Số hộ"), 2)
    report = replace(report, passages=(*report.passages, row))
    assert bring_in(archive, report, data) is Outcome.ADDED
    assert archive.report(report.id) == report
    assert archive.text(report.id) == report.text
    assert list(archive.reports()) == [report]


def test_the_file_is_kept_as_it_was(archive: Archive) -> None:
    report, data = made_report(SENTENCES, file_name="Báo cáo quý.DOCX")
    bring_in(archive, report, data)
    file = archive.file(report.id)
    assert (file.name, file.data) == ("Báo cáo quý.DOCX", data)
    assert file.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_the_same_bytes_are_already_there(archive: Archive) -> None:
    report, data = made_report(SENTENCES)
    bring_in(archive, report, data)
    assert archive.has(report.sha256)
    assert bring_in(archive, replace(report, file_name="khac.txt"), data) is Outcome.ALREADY_THERE
    assert archive.counts() == (1, 2)


def originals(archive: Archive) -> list[str]:
    with archive.read() as session:
        return list(archive.files.names(session))


def test_a_new_version_replaces_the_old(archive: Archive) -> None:
    old, old_data = made_report(SENTENCES)
    new, new_data = made_report([*SENTENCES, "Thu ngân sách 5 tỷ đồng."])
    bring_in(archive, old, old_data)
    added = archive.add(new, new_data, made_vectors(new))
    assert (added.outcome, added.replaced) == (Outcome.REPLACED, (old.id,))
    assert archive.ids() == {new.id}
    assert archive.counts() == (1, 3)
    assert originals(archive) == [new.id]


def test_another_period_is_another_report(archive: Archive) -> None:
    april = Period("tháng 4 năm 2026", date(2026, 4, 1), date(2026, 4, 30))
    for period in (MARCH, april):
        assert bring_in(archive, *made_report(SENTENCES, period=period)) is Outcome.ADDED


def test_a_report_that_fails_midway_leaves_nothing(archive: Archive) -> None:
    old, old_data = made_report(SENTENCES)
    bring_in(archive, old, old_data)
    before = archive.revision
    report, data = made_report([*SENTENCES, "Thu ngân sách 5 tỷ đồng."])
    twice = replace(report, passages=(*report.passages[:2], report.passages[1]))
    with pytest.raises(Exception, match=r"(?i)unique|duplicate|conflict"):
        archive.add(twice, data, made_vectors(twice))
    assert archive.report(old.id) == old  # not even the version that it was to replace is gone
    assert originals(archive) == [old.id]
    assert archive.revision == before


def test_a_vector_is_missing(archive: Archive) -> None:
    report, data = made_report(SENTENCES)
    with pytest.raises(ValueError, match="2 passages, 1 embeddings"):
        archive.add(report, data, made_vectors(report)[:1])
    assert archive.counts() == (0, 0)


def test_a_file_without_a_report_is_removed_when_the_archive_opens(settings: Settings) -> None:
    if settings.database_url:
        pytest.skip("PostgreSQL keeps a file in one transaction with its report")
    archive = Archive.open(settings, "model", DIMENSION)
    report, data = made_report(SENTENCES)
    bring_in(archive, report, data)
    (settings.data / "files" / "0123456789abcdef").write_bytes(b"left by a killed process")
    (settings.data / "files" / "fedcba9876543210.new").write_bytes(b"half")
    archive.close()
    archive = Archive.open(settings, "model", DIMENSION)
    assert archive.file(report.id).data == data
    assert [path.name for path in (settings.data / "files").iterdir()] == [report.id]
    archive.close()


def test_deleting(archive: Archive) -> None:
    report, data = made_report(SENTENCES)
    bring_in(archive, report, data)
    archive.delete(report.id)
    assert archive.counts() == (0, 0)
    with pytest.raises(NotFound, match="tải lại danh sách"):
        archive.text(report.id)
    with pytest.raises(NotFound):
        archive.delete(report.id)


def test_a_deleted_report_leaves_no_word_in_the_data_folder(archive: Archive) -> None:
    report, data = made_report(["Mật khẩu là hoa ban trắng."])
    bring_in(archive, report, data)
    archive.delete(report.id)
    left = [path for path in archive.data.rglob("*") if path.is_file() and "hoa ban trắng".encode() in path.read_bytes()]
    assert left == []


def test_a_correction_is_no_longer_inferred(archive: Archive) -> None:
    report, data = made_report(SENTENCES, inferred=("issuer", "period"))
    bring_in(archive, report, data)
    assert archive.header(report.id).issuer == "UBND xã Suối Mây"
    archive.update(report.id, made_vectors(report), issuer="Đảng ủy xã Suối Mây", number=None)
    header = archive.header(report.id)
    assert (header.issuer, header.number, header.inferred) == ("Đảng ủy xã Suối Mây", None, ("period",))
    assert archive.cards(CardFilter(issuers=("Đảng ủy xã Suối Mây",))).total == 1
    with pytest.raises(BadRequest, match="text"):
        archive.update(report.id, text="khác")


def test_passages_come_in_the_order_asked_for(archive: Archive) -> None:
    report, data = made_report(SENTENCES)
    bring_in(archive, report, data)
    found = archive.passages([f"{report.id}:1", "0000000000000000:7", f"{report.id}:0"])
    assert [stored.text for stored in found] == SENTENCES[::-1]
    assert found[0].quote(found[0].passage.sentences[0]) == SENTENCES[1]
    assert found[0].report.issuer == "UBND xã Suối Mây"


def test_all_embeddings_come_back_exactly(archive: Archive) -> None:
    reports = made_reports(3)
    for report, data in reports:
        bring_in(archive, report, data)
    stored = {report_id: (keys, vectors) for report_id, keys, vectors in archive.all_embeddings()}
    for report, _ in reports:
        keys, vectors = stored[report.id]
        assert keys == [f"{report.id}:{n}" for n in range(12)]
        assert np.array_equal(vectors, made_vectors(report))


def test_cards(archive: Archive) -> None:
    for number, (report, data) in enumerate(made_reports(5)):
        bring_in(archive, replace(report, issued_on=date(2026, 1, 1 + number)), data)
    page = archive.cards(limit=2, offset=1)
    assert page.total == 5
    assert [card.report.file_name for card in page.cards] == ["bao-cao-3.txt", "bao-cao-2.txt"]
    assert page.cards[0].passages == 12
    assert page.cards[0].created_at.utcoffset() is not None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (CardFilter(issuers=("UBND xã A", "UBND xã B")), {"a.txt", "b.txt"}),
        (CardFilter(types=("Kế hoạch",)), set()),
        (CardFilter(title="ket qua QUY"), {"b.txt"}),
        (CardFilter(title="100%"), set()),
        (CardFilter(start=date(2026, 3, 31), end=date(2026, 12, 31)), {"a.txt", "c.txt"}),
        (CardFilter(end=date(2026, 3, 1)), {"a.txt", "b.txt"}),
        (CardFilter(start=date(2026, 7, 1)), set()),
    ],
)
def test_filters(archive: Archive, wanted: CardFilter, found: set[str]) -> None:
    first_quarter = Period("2 tháng", date(2026, 1, 1), date(2026, 2, 28))
    made = [
        made_report(["Một."], title="Kết quả tháng 3", file_name="a.txt", issuer="UBND xã A"),
        made_report(["Hai."], title="Kết quả quý I", file_name="b.txt", issuer="UBND xã B", period=first_quarter),
        made_report(["Ba."], title="Tình hình", file_name="c.txt", issuer="UBND xã C", period=None, issued_on=date(2026, 5, 5)),
    ]
    for report, data in made:
        bring_in(archive, report, data)
    assert {card.report.file_name for card in archive.cards(wanted).cards} == found
    assert {archive.header(report_id).file_name for report_id in archive.ids(wanted)} == found


def test_a_second_opener_is_refused(archive: Archive, settings: Settings) -> None:
    with pytest.raises(ArchiveInUse, match="tiến trình khác"):
        Archive.open(settings, "model", DIMENSION)


def test_the_lock_goes_with_a_killed_process(settings: Settings) -> None:
    settings.data.mkdir(parents=True)
    code = "import sys, pathlib, vectorstore.lock as lock; f = lock.hold(pathlib.Path(sys.argv[1])); print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(settings.data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == "held\n"
        with pytest.raises(ArchiveInUse):
            Archive.open(settings, "model", DIMENSION)
        child.kill()
    Archive.open(settings, "model", DIMENSION).close()


def test_another_model_is_refused_with_the_way_out(settings: Settings) -> None:
    Archive.open(settings, "model", DIMENSION).close()
    for name, dimension in (("other", DIMENSION), ("model", 768)):
        with pytest.raises(ModelMismatch, match="hoibaocao reindex"):
            Archive.open(settings, name, dimension)
    Archive.open(settings, "model", DIMENSION).close()  # and the refused opener has let the folder go


def test_passages_are_looked_up_and_the_table_is_not_gone_through(archive: Archive) -> None:
    """What SQLite means to do is told by itself."""
    if archive.engine.dialect.name != "sqlite":
        pytest.skip("asks SQLite")
    statement = select(PassageRow.kind).where(is_one_of(PassageRow, [("a", 1), ("a", 2), ("b", 1)]))
    with archive.engine.connect() as connection:
        text = statement.compile(connection, compile_kwargs={"literal_binds": True})
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
    assert not any(line.startswith("SCAN passages") for line in plan)


def test_more_passages_are_found_than_one_statement_names(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vectorstore.reading.AT_ONCE", 5)
    for report, data in made_reports(3):
        bring_in(archive, report, data)
    keys = archive.keys()
    assert [passage.key for passage in archive.passages(keys[::-1])] == keys[::-1]
    assert set(archive.vectors(keys)) == set(keys)
    assert archive.passages([]) == []
