"""The log: whole as long as nobody touches it, and every touch is found."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, update

from vectorstore import audit
from vectorstore.access_records import AuditRow
from vectorstore.archive import Archive

ENTRIES = 60
TOUCHES = 50


@pytest.fixture
def logged(archive: Archive) -> Archive:
    with archive.write() as session:
        for n in range(ENTRIES):
            audit.record(session, f"user-{n % 5}", "asked", question=f"Câu hỏi số {n}?", reports=["a", "b"])
    return archive


def test_an_untouched_log_is_whole(logged: Archive) -> None:
    assert audit.fault(logged) is None
    assert [entry["number"] for entry in audit.entries(logged)] == list(range(1, ENTRIES + 1))


def test_nobody_leaves_no_entry(archive: Archive) -> None:
    with archive.write() as session:
        audit.record(session, "", "asked")
    audit.note(archive, "searched")
    assert list(audit.entries(archive)) == []
    assert audit.fault(archive) is None


@pytest.mark.parametrize("seed", range(TOUCHES))
def test_every_touch_is_found(logged: Archive, seed: int) -> None:
    dice = random.Random(seed)
    number = dice.randint(1, ENTRIES)
    with logged.write() as session:
        row = session.get_one(AuditRow, number)
        entry = json.loads(row.entry)
        match seed % 5:
            case 0:
                row.entry = row.entry.replace("user-", "usex-")
            case 1:
                entry["about"]["question"] = "Câu khác?"
                row.entry = json.dumps(entry, ensure_ascii=False)
                row.hash = audit._digest("0" * 64, row.entry)
            case 2:
                session.execute(delete(AuditRow).where(AuditRow.number == number))
            case 3:
                other = session.get_one(AuditRow, number % ENTRIES + 1)
                row.entry, other.entry, row.hash, other.hash = other.entry, row.entry, other.hash, row.hash
            case 4:
                session.execute(delete(AuditRow).where(AuditRow.number >= number))
    assert audit.fault(logged) is not None


def test_a_moment_that_is_changed_beside_its_entry_is_found(logged: Archive) -> None:
    with logged.write() as session:
        session.execute(update(AuditRow).where(AuditRow.number == 7).values(at="2020-01-01"))
    assert "7" in str(audit.fault(logged))


def test_what_is_pruned_leaves_a_log_that_is_whole(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for month in range(1, 13):
        monkeypatch.setattr(audit, "datetime", Stopped(month))
        with archive.write() as session:
            audit.record(session, "a", "asked")
    with archive.write() as session:
        audit.prune(session, datetime(2026, 5, 1, tzinfo=UTC))
    assert [entry["number"] for entry in audit.entries(archive)] == list(range(5, 13))
    assert audit.fault(archive) is None
    with archive.write() as session:
        session.execute(delete(AuditRow).where(AuditRow.number == 5))
    assert "5" in str(audit.fault(archive))


class Stopped:
    """A clock that stands in the middle of a month."""

    def __init__(self, month: int) -> None:
        self._moment = datetime(2026, month, 15, tzinfo=UTC)

    def now(self, zone: object) -> datetime:
        return self._moment


def test_everything_may_be_pruned(logged: Archive) -> None:
    with logged.write() as session:
        audit.prune(session, datetime.now(UTC) + timedelta(days=1))
    assert list(audit.entries(logged)) == []
    assert audit.fault(logged) is None
    with logged.write() as session:
        audit.record(session, "a", "asked")
    assert [entry["number"] for entry in audit.entries(logged)] == [ENTRIES + 1]
    assert audit.fault(logged) is None


def test_the_log_is_exported(logged: Archive) -> None:
    lines = audit.jsonl(audit.entries(logged)).splitlines()
    assert json.loads(lines[4])["about"]["question"] == "Câu hỏi số 4?"
    assert "user-4" in audit.csv_table(audit.entries(logged)).splitlines()[5]
    formula = {"number": 1, "at": "", "who": "=1+1", "what": "@x", "about": {}, "hash": ""}
    assert "'=1+1,'@x" in audit.csv_table([formula])


def test_the_log_tells_of_a_change_only_with_the_change(archive: Archive) -> None:
    with pytest.raises(RuntimeError), archive.write() as session:
        audit.record(session, "a", "report deleted")
        raise RuntimeError
    assert list(audit.entries(archive)) == []
