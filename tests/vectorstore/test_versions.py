"""Versions of one report: which are versions, which is current, and what becomes of the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.compile import compile_report
from ingest.read import read
from tests.vectorstore.made import MARCH, Stated, bring_in, made_conflict, made_ledger, made_report, made_vectors
from vectorstore import ledger
from vectorstore.archive import Archive
from vectorstore.errors import NotFound
from vectorstore.figure import FigureFilter
from vectorstore.library import Library
from vectorstore.report import Period, Report
from vectorstore.scan import PageImage
from vectorstore.stored import CardFilter, Outcome, Versions

DEMO = Path(__file__).parents[2] / "demo" / "reports"
APRIL = Period("tháng 4 năm 2026", date(2026, 4, 1), date(2026, 4, 30))
THINGS = (
    "hộ nghèo", "hộ cận nghèo", "héc ta rừng trồng mới", "buổi tuyên truyền", "lượt người nghe", "con trâu", "con bò", "ki-lô-mét đường",
    "lớp học", "học sinh", "ca khám bệnh", "trẻ em tiêm chủng", "vụ hòa giải", "hồ sơ một cửa", "công trình nước sạch", "đảng viên mới",
)  # fmt: skip


def told(place: str = "Suối Mây", add: int = 0, *changed: int) -> list[str]:
    """A report by the template that all communes use every month; `changed` are the lines whose number differs."""
    return [
        f"Trong tháng, xã {place} thực hiện và báo cáo được {100 + 7 * n + add + (1 if n in changed else 0)} {thing} theo kế hoạch đề ra."
        for n, thing in enumerate(THINGS)
    ]


def added(archive: Archive, made: tuple[Report, bytes]) -> tuple[str, Outcome]:
    return made[0].id, bring_in(archive, *made)


def current(archive: Archive) -> set[str]:
    return {card.report.id for card in archive.cards().cards}


def test_a_corrected_version_stands_for_the_one_before_which_is_kept(archive: Archive) -> None:
    first, _ = added(archive, made_report(told(), file_name="a.txt"))
    second, outcome = added(archive, made_report(told("Suối Mây", 0, 3), file_name="b.txt", number="15/BC-UBND"))
    assert outcome is Outcome.SUPERSEDING
    assert (current(archive), archive.counts()) == ({second}, (1, len(THINGS)))
    assert archive.text(first) and archive.header(first).superseded_by == second
    assert archive.file(first).name == "a.txt"
    listed = archive.cards(CardFilter(versions=Versions.ALL)).cards
    assert {card.report.id: card.report.superseded_by for card in listed} == {first: second, second: None}


def test_an_older_version_has_no_vectors_to_search_among(archive: Archive) -> None:
    first, _ = added(archive, made_report(told(), file_name="a.txt"))
    second, _ = added(archive, made_report(told("Suối Mây", 0, 3), file_name="b.txt", number="15/BC-UBND"))
    keys, vectors = archive.embeddings_of(frozenset((first, second)))
    assert {key.partition(":")[0] for key in keys} == {second} and len(vectors) == len(keys)
    assert [len(some) for some in archive.embeddings_of(frozenset((first,)))] == [0, 0]


@pytest.mark.parametrize(
    "other",
    [
        made_report(told("Suối Mây", 0, 3), file_name="b.txt", period=APRIL),
        made_report(told("Suối Mây", 0, 3), file_name="b.txt", period=None),
        made_report(told("Nà Cao", 0, 3), file_name="b.txt", issuer="UBND xã Nà Cao"),
        made_report(told("Suối Mây", 0, 3), file_name="b.txt", title="Kết quả công tác tháng 3, tuần 2"),
        made_report(told("Suối Mây", 0, 3), file_name="b.txt", title="Công tác kiểm tra, giám sát, kỷ luật của Đảng"),
        made_report([line.replace("theo kế hoạch", "vượt chỉ tiêu") for line in told("Suối Mây", 500)], file_name="b.txt"),
    ],
    ids=["another month", "no period", "another commune", "another week", "another subject", "another text"],
)
def test_a_report_that_only_looks_alike_stands_beside_it(archive: Archive, other: tuple[Report, bytes]) -> None:
    added(archive, made_report(told(), file_name="a.txt"))
    assert added(archive, other)[1] is Outcome.ADDED
    assert archive.counts()[0] == 2


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ({"issued_on": date(2026, 4, 2)}, {"issued_on": date(2026, 4, 9)}),
        ({}, {"file_name": "bao-cao-ban_sua.txt"}),
        ({}, {"title": "Kết quả công tác tháng 3 (thay thế Báo cáo số 12/BC-UBND)"}),
        ({"images": (PageImage(1, b"page"),)}, {}),
    ],
    ids=["issued later", "named a correction", "replaces by its title", "read from words, not pictures"],
)
def test_which_is_newer_does_not_hang_on_which_comes_first(archive: Archive, older: dict[str, object], newer: dict[str, object]) -> None:
    new = added(archive, made_report(told("Suối Mây", 0, 3), **{"file_name": "b.txt", **newer}))  # type: ignore[arg-type]
    old = added(archive, made_report(told(), **{"file_name": "a.txt", **older}))  # type: ignore[arg-type]
    assert (new[1], old[1]) == (Outcome.ADDED, Outcome.SUPERSEDED)
    assert current(archive) == {new[0]}


def test_a_correction_that_says_so_may_differ_more(archive: Archive) -> None:
    changed = made_report(told("Suối Mây", 0, *range(12)), file_name="b.txt")
    first, _ = added(archive, made_report(told(), file_name="a.txt"))
    assert added(archive, changed)[1] is Outcome.ADDED
    archive.delete(changed[0].id)
    saying = replace(changed[0], title="Đính chính kết quả công tác tháng 3")
    assert bring_in(archive, saying, changed[1]) is Outcome.ADDED  # another title altogether
    archive.delete(saying.id)
    assert bring_in(archive, replace(changed[0], file_name="dinh-chinh.txt"), changed[1]) is Outcome.SUPERSEDING
    assert archive.header(first).superseded_by == changed[0].id


def test_the_newest_of_several_stands_for_all_and_without_it_the_next(archive: Archive) -> None:
    ids = [added(archive, made_report(told("Suối Mây", 0, n), file_name=f"{n}.txt", issued_on=date(2026, 4, 2 + n)))[0] for n in range(3)]
    assert [archive.header(id).superseded_by for id in ids] == [ids[2], ids[2], None]
    assert archive.delete(ids[2]) == ids[1]
    assert [archive.header(id).superseded_by for id in ids[:2]] == [ids[1], None]
    assert archive.delete(ids[1]) == ids[0]
    assert archive.delete(ids[0]) is None


def test_a_file_saved_anew_takes_the_place_of_the_newest(archive: Archive) -> None:
    first, _ = added(archive, made_report(told(), file_name="a.txt"))
    second, _ = added(archive, made_report(told("Suối Mây", 0, 3), file_name="b.txt"))
    third, outcome = added(archive, made_report(told("Suối Mây", 0, 3, 4), file_name="b.txt"))
    assert (outcome, current(archive)) == (Outcome.REPLACED, {third})
    assert archive.header(first).superseded_by == third
    with pytest.raises(NotFound):
        archive.text(second)


def test_the_ledger_and_the_conflicts_leave_out_what_is_superseded(archive: Archive) -> None:
    def stated(poor: str) -> list[Stated]:
        return [
            (f"Toàn xã còn {poor} hộ nghèo.", poor, "hộ", "số hộ nghèo toàn xã"),
            *((line, "100", "", "kế hoạch") for line in told()[:1]),
        ]

    plain = told()[1:]
    old, old_data = made_ledger(
        *stated("45"), *((line, line.split("được ")[1].split()[0], "", "việc") for line in plain), file_name="a.txt"
    )
    new, new_data = made_ledger(
        *stated("44"), *((line, line.split("được ")[1].split()[0], "", "việc") for line in plain), file_name="b.txt"
    )
    archive.add(old, old_data, made_vectors(old))
    new = replace(new, conflicts=(made_conflict("45 hay 44", (old, 0), (new, 0)),))
    assert archive.add(new, new_data, made_vectors(new)).superseded == (old.id,)
    wanted = FigureFilter(words="hộ nghèo")
    assert [row.figure.written for row in ledger.figures(archive, wanted, 10).rows] == ["44"]
    assert ledger.conflicts(archive, 10).total == 0 and ledger.conflicts_in(archive, new.id) == ()
    archive.delete(new.id)
    assert [row.figure.written for row in ledger.figures(archive, wanted, 10).rows] == ["45"]


def test_only_the_current_version_is_found_and_the_older_again_without_it(library: Library) -> None:
    old, old_data = made_report([*told(), "Mùa này hoa ban nở trắng bản."], file_name="a.txt", issued_on=date(2026, 4, 2))
    new, new_data = made_report([*told("Suối Mây", 0, 3), "Mùa này hoa ban nở trắng bản."], file_name="b.txt", issued_on=date(2026, 4, 9))

    def found() -> set[str]:
        return {hit.passage.report.id for hit in library.search.search("hoa ban nở trắng", k=10)}

    library.add(old, old_data)
    assert library.add(new, new_data).superseded == (old.id,)
    assert found() == {new.id}
    library.purge()
    library.update(old.id, title="Kết quả công tác của tháng 3")
    assert found() == {new.id}
    library.delete(new.id)
    assert found() == {old.id}
    library.add(new, new_data)
    late, late_data = made_report(
        [*told("Suối Mây", 0, 5), "Mùa này hoa ban nở trắng bản."], file_name="c.txt", issued_on=date(2026, 3, 30)
    )
    assert library.add(late, late_data).outcome is Outcome.SUPERSEDED
    assert found() == {new.id}


def test_no_report_of_the_demo_archive_is_taken_for_a_version_of_another(archive: Archive) -> None:
    for path in sorted(DEMO.iterdir()):
        data = path.read_bytes()
        report = compile_report(path.name, data, read(path.name, data))
        assert bring_in(archive, replace(report, figures=(), conflicts=()), data) is Outcome.ADDED, path.name


def test_the_same_template_of_many_communes_and_months_makes_no_versions(archive: Archive) -> None:
    months = [MARCH, APRIL]
    for month in months:
        for place in ("Suối Mây", "Nà Cao", "Bản Lếch"):
            made = made_report(
                told(place), file_name=f"{place}.txt", issuer=f"UBND xã {place}", period=month, title=f"Kết quả {month.label}"
            )
            assert added(archive, made)[1] is Outcome.ADDED
    assert archive.counts()[0] == 6
