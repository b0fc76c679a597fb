"""The log of who asked, saw, changed and exported what: entries are only added, and each hash takes in the one before it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from vectorstore import meta
from vectorstore.access_records import AuditRow
from vectorstore.shared.turns import Turn, take_turn

if TYPE_CHECKING:
    from vectorstore.archive import Archive

KEPT = timedelta(days=366)  # twelve months (TCVN 14423 asks three of level 3, twelve of level 5)
PRUNED_EVERY = 1000  # entries
START = "0:" + "0" * 64  # number and hash of what comes before the first entry
BASE, HEAD = "audit_base", "audit_head"  # of what was pruned, and of the last entry
COLUMNS = ("number", "at", "who", "what", "about")
CHUNK = 1000

BROKEN = "Nhật ký đã bị sửa: mục số {number} không khớp với mục đứng trước nó."
MISSING = "Nhật ký đã bị sửa: thiếu mục số {number}."
CUT = "Nhật ký đã bị sửa: mục cuối phải là số {wanted}, nhưng chỉ còn đến số {found}."


def record(session: Session, who: str, what: str, **about: Any) -> None:
    """Add an entry, in the transaction of what it is about; nobody (accounts are off) leaves none."""
    if not who:
        return
    session.flush()  # what it is about is locked before the log is, everywhere
    take_turn(session, Turn.LOG)
    number, former = _place(meta.note(session, HEAD))
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    entry = _canonical({"number": number + 1, "at": moment, "who": who, "what": what, "about": about})
    digest = _digest(former, entry)
    session.add(AuditRow(number=number + 1, at=moment, entry=entry, hash=digest))
    meta.set_note(session, HEAD, f"{number + 1}:{digest}")
    if (number + 1) % PRUNED_EVERY == 0:
        session.flush()
        prune(session, datetime.now(UTC) - KEPT)


def note(archive: Archive, what: str, **about: Any) -> None:
    """An entry by itself, for what changes nothing: that somebody saw or exported something."""
    if archive.sight.author:
        with archive.write() as session:
            record(session, archive.sight.author, what, **about)


def prune(session: Session, before: datetime) -> None:
    """Take the entries before a moment off the front; the last one's hash stays, so that the rest can still be checked."""
    last = session.scalar(select(func.max(AuditRow.number)).where(AuditRow.at < before.astimezone(UTC).isoformat()))
    if last is None:
        return
    kept = session.get_one(AuditRow, last).hash
    session.execute(delete(AuditRow).where(AuditRow.number <= last))
    meta.set_note(session, BASE, f"{last}:{kept}")


def fault(archive: Archive) -> str | None:
    """The first entry that is not as it was written, in Vietnamese; None where all are."""
    with archive.read() as session:
        number, former = _place(meta.note(session, BASE))
        for row in _rows(session):
            if row.number != number + 1:
                return MISSING.format(number=number + 1)
            if row.hash != _digest(former, row.entry) or not _is_of(row):
                return BROKEN.format(number=row.number)
            number, former = row.number, row.hash
        wanted, digest = _place(meta.note(session, HEAD) or meta.note(session, BASE))
    return None if (number, former) == (wanted, digest) else CUT.format(wanted=wanted, found=number)


def head(archive: Archive) -> str:
    """Number and hash of the last entry: kept elsewhere, it shows that the whole log was not written anew."""
    with archive.read() as session:
        return meta.note(session, HEAD) or START


def entries(archive: Archive) -> Iterator[dict[str, Any]]:
    """All entries, the oldest first."""
    with archive.read() as session:
        for row in _rows(session):
            yield json.loads(row.entry) | {"hash": row.hash}


def jsonl(found: Iterable[dict[str, Any]]) -> str:
    return "".join(_canonical(entry) + "\n" for entry in found)


def csv_table(found: Iterable[dict[str, Any]]) -> str:
    """For a spreadsheet; what begins like a formula is quoted."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow((*COLUMNS, "hash"))
    for entry in found:
        cells = (entry["number"], entry["at"], entry["who"], entry["what"], _canonical(entry["about"]), entry["hash"])
        writer.writerow([f"'{cell}" if str(cell)[:1] in ("=", "+", "-", "@") else cell for cell in cells])
    return target.getvalue()


def _rows(session: Session) -> Iterable[AuditRow]:
    return session.scalars(select(AuditRow).order_by(AuditRow.number).execution_options(yield_per=CHUNK))


def _is_of(row: AuditRow) -> bool:
    """Whether the columns beside an entry say what it says."""
    entry = json.loads(row.entry)
    return bool((entry["number"], entry["at"]) == (row.number, row.at))


def _place(text: str | None) -> tuple[int, str]:
    number, _, digest = (text or START).partition(":")
    return int(number), digest


def _digest(former: str, entry: str) -> str:
    return hashlib.sha256(f"{former}\n{entry}".encode()).hexdigest()


def _canonical(entry: dict[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
