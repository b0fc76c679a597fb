"""Who may see what: a view of one unit never holds anything of the other, whatever is asked of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import delete, event, exists, func, select, update
from sqlalchemy.orm import aliased

from tests.vectorstore.made import made_report, made_vectors
from tests.vectorstore.made_sight import MARKS, Kept, fill, sight_of
from vectorstore import conversations, drafts, governments, jobs, ledger, scans
from vectorstore.archive import Archive
from vectorstore.errors import BadRequest, NotFound
from vectorstore.figure import FigureFilter
from vectorstore.jobs import Job, JobState
from vectorstore.records import (
    ConflictRow,
    ConversationRow,
    DoubtRow,
    DraftRow,
    FigureRow,
    IndicatorWordRow,
    JobRow,
    MessageRow,
    PageImageRow,
    PassageRow,
    ReportRow,
    now,
)
from vectorstore.sight import EVERYTHING, Level, Sight
from vectorstore.stored import CardFilter, Outcome

OWN, OTHER = "ktht", "vhxh"
GUARDED = (ReportRow, PassageRow, FigureRow, ConflictRow, ConversationRow, MessageRow, DraftRow, JobRow)


@dataclass(frozen=True, slots=True)
class Two:
    """The archive, what each of two units has in it, and the view of the first."""

    whole: Archive
    view: Archive
    own: Kept
    other: Kept


@pytest.fixture
def two(archive: Archive) -> Two:
    kept = {unit: fill(archive, unit) for unit in MARKS}
    return Two(archive, archive.seen_by(sight_of(OWN)), kept[OWN], kept[OTHER])


def shown(found: object) -> str:
    return repr(list(found) if isinstance(found, Iterator) else found)


def assert_own(two: Two, found: object) -> None:
    text = shown(found)
    assert MARKS[OTHER] not in text
    assert not [id for id in two.other.ids if id in text]


LISTED: dict[str, Callable[[Archive], object]] = {
    "Archive.reports": lambda view: list(view.reports()),
    "Archive.current_reports": lambda view: list(view.current_reports()),
    "Archive.keys": lambda view: list(view.keys()),
    "Archive.ids": lambda view: view.ids(),
    "Archive.seen_ids": lambda view: view.seen_ids(),
    "Archive.cards": lambda view: view.cards(),
    "Archive.counts": lambda view: view.counts(),
    "Archive.sample_keys": lambda view: view.sample_keys(100),
    "Archive.headers": lambda view: view.headers(),
    "Archive.current_ids": lambda view: view.current_ids(),
    "Archive.embeddings_of": lambda view: view.embeddings_of(view.ids())[0],
    "Archive.all_embeddings": lambda view: [keys for _, keys, _ in view.all_embeddings()],
    "ledger.figures": lambda view: ledger.figures(view, FigureFilter(), 100),
    "ledger.conflicts": lambda view: ledger.conflicts(view, 100),
    "conversations.list_conversations": conversations.list_conversations,
    "drafts.list_drafts": drafts.list_drafts,
    "jobs.list_jobs": jobs.list_jobs,
    "jobs.job_counts": jobs.job_counts,
}
# Whatever takes an id, asked with those of the other unit: what it gives, or that there is no such thing.
NAMED: dict[str, Callable[[Archive, Kept], object]] = {
    "Archive.report": lambda view, kept: view.report(kept.report),
    "Archive.header": lambda view, kept: view.header(kept.report),
    "Archive.text": lambda view, kept: view.text(kept.report),
    "Archive.file": lambda view, kept: view.file(kept.report),
    "Archive.card": lambda view, kept: view.card(kept.report),
    "Archive.changed": lambda view, kept: view.changed(kept.report, title="x"),
    "Archive.update": lambda view, kept: view.update(kept.report, title="x"),
    "Archive.shelve": lambda view, kept: view.shelve(kept.report, OWN, Level.COMMON),
    "Archive.delete": lambda view, kept: view.delete(kept.report),
    "conversations.get_conversation": lambda view, kept: conversations.get_conversation(view, kept.conversation),
    "conversations.rename_conversation": lambda view, kept: conversations.rename_conversation(view, kept.conversation, "x"),
    "conversations.delete_conversation": lambda view, kept: conversations.delete_conversation(view, kept.conversation),
    "conversations.add_message": lambda view, kept: conversations.add_message(view, kept.conversation, "x", {}, {}),
    "conversations.messages": lambda view, kept: conversations.messages(view, kept.conversation),
    "conversations.get_message": lambda view, kept: conversations.get_message(view, kept.conversation, kept.message),
    "conversations.rate": lambda view, kept: conversations.rate(view, kept.message, 1),
    "drafts.get_draft": lambda view, kept: drafts.get_draft(view, kept.draft),
    "drafts.replace_draft": lambda view, kept: drafts.replace_draft(view, kept.draft, "x", {}),
    "drafts.delete_draft": lambda view, kept: drafts.delete_draft(view, kept.draft),
    "jobs.get_job": lambda view, kept: jobs.get_job(view, kept.job),
    "jobs.update_job": lambda view, kept: jobs.update_job(view, Job(kept.job, JobState.DONE, now(), ())),
}
EMPTY: dict[str, Callable[[Archive, Kept], object]] = {
    "Archive.passages": lambda view, kept: view.passages([f"{kept.report}:0"]),
    "Archive.vectors": lambda view, kept: view.vectors([f"{kept.report}:0"]),
    "Archive.ids": lambda view, kept: view.ids(CardFilter(report_ids=(kept.report,))),
    "ledger.figures": lambda view, kept: ledger.figures(view, FigureFilter(report_ids=(kept.report,)), 10).rows,
    "ledger.figures by words": lambda view, kept: ledger.figures(view, FigureFilter(words=MARKS[OTHER]), 10).rows,
    "ledger.rows_of": lambda view, kept: ledger.rows_of(view, [(kept.report, 0)]),
    "ledger.figures_of": lambda view, kept: ledger.figures_of(view, kept.report),
    "ledger.conflicts_in": lambda view, kept: ledger.conflicts_in(view, kept.report),
    "conversations.conversation_of": lambda view, kept: (
        conversations.conversation_of(view, f"Hỏi về {MARKS[OTHER]}", [f"Có bao nhiêu hộ {MARKS[OTHER]}?"]) or ""
    ),
    "conversations by words": lambda view, kept: conversations.list_conversations(view, MARKS[OTHER]),
}
# What needs no look at what another has: nothing is read by it, or it is the whole archive's own affair.
WITHOUT: dict[str, str] = {
    "Archive.open": "opens the whole",
    "Archive.close": "closes the whole",
    "Archive.read_only": "opens the whole",
    "Archive.compact": "writes the whole anew",
    "Archive.seen_by": "makes a view",
    "Archive.read": "a session, which is sighted",
    "Archive.write": "a session, which is sighted",
    "Archive.fresh_id": "a random id",
    "Archive.counting": "a number of the whole",
    "Archive.set_counting": "a number of the whole",
    "Archive.clear_log": "shows nothing",
    "Archive.replace_embeddings": "the whole, by the command that embeds again",
    "Archive.recount": "the whole: a report is counted anew when it has been found",
    "ledger.write": "in the transaction of add",
    "ledger.erase": "in the transaction of delete",
    "conversations.create_conversation": "reads nothing",
    "drafts.create_draft": "reads nothing",
    "jobs.create_job": "reads nothing",
}
TESTED_BELOW = {"Archive.add", "Archive.has", "Archive.id_of", "ledger.twins"}


def test_every_public_function_is_asked_or_has_its_reason() -> None:
    parts = [part for part in Archive.__mro__ if part is not object]
    members = {name: value for part in parts for name, value in vars(part).items()}
    functions = {f"Archive.{name}" for name, value in members.items() if callable(value) or isinstance(value, classmethod)}
    for module in (ledger, conversations, drafts, jobs):
        own = {name for name, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__ and callable(value)}
        functions |= {f"{module.__name__.rpartition('.')[2]}.{name}" for name in own if name[0].islower()}
    public = {name for name in functions if "._" not in name}
    assert public - set(LISTED) - set(NAMED) - set(EMPTY) - set(WITHOUT) - TESTED_BELOW == set()


@pytest.mark.parametrize("name", LISTED)
def test_a_list_holds_ones_own_and_nothing_else(two: Two, name: str) -> None:
    found = LISTED[name](two.view)
    assert_own(two, found)
    assert shown(found) not in ("[]", "frozenset()", "(0, 0)")


def test_counts_and_conversations_are_of_ones_own(two: Two) -> None:
    assert [sum(jobs.job_counts(archive).values()) for archive in (two.whole, two.view)] == [2, 1]
    own = conversations.conversation_of(two.view, f"Hỏi về {MARKS[OWN]}", [f"Có bao nhiêu hộ {MARKS[OWN]}?"])
    assert own == two.own.conversation
    assert conversations.conversation_of(two.view, f"Hỏi về {MARKS[OWN]}", ["Câu khác?"]) is None


@pytest.mark.parametrize("name", NAMED)
def test_what_is_anothers_is_not_found_and_stays_as_it_was(two: Two, name: str) -> None:
    before = everything(two.whole)
    with pytest.raises(NotFound) as refused:
        NAMED[name](two.view, two.other)
    assert MARKS[OTHER] not in str(refused.value).replace(two.other.draft, "")
    assert everything(two.whole) == before


@pytest.mark.parametrize("name", NAMED)
def test_ones_own_is_found(two: Two, name: str) -> None:
    NAMED[name](two.view, two.own)


@pytest.mark.parametrize("name", EMPTY)
def test_a_look_up_of_what_is_anothers_is_empty(two: Two, name: str) -> None:
    assert len(EMPTY[name](two.view, two.other)) == 0  # type: ignore[arg-type]


def everything(archive: Archive) -> list[list[str]]:
    with archive.read() as session:
        tables = [list(session.execute(select(row.__table__))) for row in GUARDED]  # of the tables: no criteria are put on them
        return [sorted(map(repr, rows)) for rows in tables]


STATEMENTS: dict[str, Any] = {
    "columns": select(ReportRow.id),
    "a distinct column": select(ReportRow.issuer).distinct(),
    "a count": select(func.count()).select_from(PassageRow),
    "a count by its condition": select(func.count()).where(MessageRow.position == 0),
    "an alias": select(aliased(FigureRow).report_id),
    "a join": select(PassageRow.report_id, ReportRow.title).join(ReportRow, ReportRow.id == PassageRow.report_id),
    "a subquery": select(select(ConflictRow.report_id).limit(9).subquery()),
    "a scalar subquery": select(ReportRow.id, select(func.count()).where(PassageRow.report_id == ReportRow.id).scalar_subquery()),
    "existence": select(FigureRow.report_id).where(exists().where(ReportRow.id == FigureRow.report_id)),
    "rows": select(ConversationRow.id),
    "drafts": select(DraftRow.id),
    "jobs": select(JobRow.id),
    "words": select(IndicatorWordRow.word),
}


@pytest.mark.parametrize("kind", STATEMENTS)
def test_each_kind_of_statement_is_limited(two: Two, kind: str) -> None:
    with two.view.read() as session, two.whole.read() as everything_else:
        own, everybody = (session.execute(STATEMENTS[kind]).all(), everything_else.execute(STATEMENTS[kind]).all())
    assert_own(two, own)
    assert own != everybody


@pytest.mark.parametrize("row", GUARDED)
def test_a_change_of_many_rows_leaves_those_of_others(two: Two, row: Any) -> None:
    column = next(column for column in row.__table__.columns if not column.foreign_keys and column.name not in ("id", "ordinal"))
    with two.view.write() as session:
        changed = session.execute(update(row).values({column.name: column}).execution_options(synchronize_session=False))
        gone = session.execute(delete(row).execution_options(synchronize_session=False))
        assert changed.rowcount > 0  # type: ignore[attr-defined]
        left = session.execute(select(func.count()).select_from(row.__table__)).scalar_one()
        assert left >= gone.rowcount > 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", [ReportRow, ConversationRow, MessageRow, DraftRow, JobRow])
def test_a_row_is_not_got_by_its_id(two: Two, row: Any) -> None:
    ids = dict(zip((ReportRow, None, ConversationRow, MessageRow, DraftRow, JobRow), two.other.ids, strict=True))
    with two.view.read() as session, two.whole.read() as whole:
        assert session.get(row, ids[row]) is None
        assert whole.get(row, ids[row]) is not None


def test_every_table_that_is_read_has_its_condition_in_the_statement(two: Two) -> None:
    told: list[str] = []
    event.listen(two.whole.engine, "before_cursor_execute", lambda c, k, statement, *rest: told.append(" ".join(statement.split())))
    for ask in LISTED.values():
        ask(two.view)
    for look in EMPTY.values():
        look(two.view, two.own)
    named = re.compile(r"\b(?:FROM|JOIN|,) (passages|figures|conflicts|reports)\b")
    read = [statement for statement in told if named.search(statement) and "typeof(" not in statement]
    # One condition a table; the conditions themselves name tables too, each with its own condition on the unit.
    bare = [statement for statement in read if "unit IN" not in statement]
    # But for a report's text, which all views keep together, and which is looked up by the id of a report that is seen.
    assert [statement for statement in bare if not re.search(r"FROM reports WHERE reports.id = \S+$", statement)] == []
    assert len(read) > len(LISTED)


def test_figures_that_only_others_count_do_not_push_ones_own_out(two: Two) -> None:
    found = ledger.figures(two.view, FigureFilter(words=f"hộ nghèo {MARKS[OTHER]}"), 10)
    assert {row.report.id for row in found.rows} == {two.own.report, two.own.internal}  # most of the words, as if there were no other unit


def test_the_same_bytes_of_another_unit_are_neither_told_of_nor_taken(two: Two) -> None:
    report, data = made_report(["Một câu như nhau."])
    theirs = two.whole.seen_by(sight_of(OTHER))
    first = theirs.add(replace(report, id=theirs.fresh_id(report.sha256)), data, made_vectors(report))
    assert not two.view.has(report.sha256)
    assert two.view.id_of(report.sha256) is None
    mine = two.view.add(replace(report, id=two.view.fresh_id(report.sha256)), data, made_vectors(report))
    assert (first.outcome, mine.outcome) == (Outcome.ADDED, Outcome.ADDED)
    assert mine.report_id != first.report_id
    assert report.sha256[:16] not in (mine.report_id, first.report_id)  # or it would tell who has it
    two.view.delete(mine.report_id)
    assert theirs.text(first.report_id) == report.text


def test_a_new_version_replaces_ones_own_alone(two: Two) -> None:
    wide = two.whole.seen_by(replace(sight_of(OWN), units=frozenset({OWN, OTHER})))
    older, data = made_report(["Bản cũ."])
    theirs = two.whole.seen_by(sight_of(OTHER))
    kept = theirs.add(replace(older, id=theirs.fresh_id(older.sha256)), data, made_vectors(older)).report_id
    newer, data = made_report(["Bản mới."])
    assert wide.add(replace(newer, id=wide.fresh_id(newer.sha256)), data, made_vectors(newer)).outcome is Outcome.ADDED
    assert theirs.text(kept) == "Bản cũ."


def test_internal_reports_are_for_their_own_unit(two: Two) -> None:
    above = Sight(frozenset({OWN, OTHER}), frozenset({OWN}))
    assert two.whole.seen_by(above).ids() == {two.own.report, two.own.internal, two.other.report}
    viewer = Sight(frozenset({OWN}), frozenset())
    assert two.whole.seen_by(viewer).ids() == {two.own.report}


def test_a_report_that_is_given_to_another_unit_is_gone_at_once(two: Two) -> None:
    assert two.view.text(two.own.report)
    before = two.whole.revision
    two.whole.shelve(two.own.report, OTHER, Level.COMMON)
    assert two.whole.revision == before  # the indexes need not follow
    with pytest.raises(NotFound):
        two.view.text(two.own.report)
    assert two.whole.seen_by(sight_of(OTHER)).card(two.own.report).unit == OTHER


def test_a_unit_that_has_the_bytes_is_not_given_them_twice(two: Two) -> None:
    report, data = made_report(["Một câu như nhau."])
    for unit in (OWN, OTHER):
        view = two.whole.seen_by(sight_of(unit))
        added = view.add(replace(report, id=view.fresh_id(report.sha256)), data, made_vectors(report))
    with pytest.raises(BadRequest):
        two.whole.shelve(added.report_id, OWN, Level.COMMON)


def test_twins_of_a_view_are_ones_own(two: Two) -> None:
    report = two.whole.report(two.own.report)
    assert_own(two, ledger.twins(two.view, replace(report, figures=ledger.figures_of(two.view, report.id))))


def test_a_conflict_with_a_report_that_is_not_seen_is_not_seen(two: Two) -> None:
    with two.whole.write() as session:
        between = {"kind": "values", "said": "giữa hai đơn vị", "figures": [[two.own.report, 0], [two.other.report, 0]]}
        session.add(ConflictRow(report_id=two.own.report, other_id=two.other.report, **between))
    assert "giữa hai" not in shown(ledger.conflicts(two.view, 100))
    assert "giữa hai" in shown(ledger.conflicts(two.whole, 100))


def test_units_of_government_are_everybodys(two: Two) -> None:
    assert governments.governments(two.view) == governments.governments(two.whole)


def test_the_sight_of_everything_is_the_archive_itself(two: Two) -> None:
    assert two.view.seen_by(EVERYTHING) is two.whole
    assert two.whole.seen_by(sight_of(OWN)) is two.view
    assert two.whole.seen_ids() is None


def test_the_scanned_pages_of_another_unit_are_not_there(two: Two) -> None:
    box = {"left": 0.1, "top": 0.1, "right": 0.2, "bottom": 0.2}
    with two.whole.write() as session:
        session.add(PageImageRow(report_id=two.other.report, page=1, data=b"WEBP"))
        session.add(DoubtRow(report_id=two.other.report, ordinal=0, start=0, end=1, page=1, sure=500, box=box))
    assert scans.page_image(two.whole, two.other.report, 1) == b"WEBP" and scans.doubts(two.whole, two.other.report)
    assert scans.doubts(two.view, two.other.report) == ()
    with pytest.raises(NotFound):
        scans.page_image(two.view, two.other.report, 1)
