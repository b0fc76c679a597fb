"""Versions of one report: the newest is current, the older ones are kept, opened by whoever cites them, and neither searched nor counted.

Two reports are versions of one only with the same issuer, type and period, like titles with the same numbers in them, and nearly the same
text: a template that communes or months share is none of that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from vectorstore.records import PageImageRow, ReportRow, SupersededRow
from vectorstore.text.normalize import fold, normalize

SHINGLE = 3  # words
# Measured over the demo archive, the evaluation reports and templates, see docs/decisions.md.
SAME, CORRECTED = 0.75, 0.5  # share of the shingles that two versions have in common, the lower where one says that it corrects
_SAME_TITLE = 0.7
_HEAD = 1500  # characters that may say "thay thế Báo cáo số …"
_CORRECTS = re.compile(r"\b(?:ban sua|dinh chinh|thay the)\b")
_CORRECTS_ANOTHER = re.compile(r"\b(?:dinh chinh|thay the)(?: cho)?(?: noi dung)?(?: tai)? (?:bao cao|van ban|ke hoach|to trinh)\b")
_WORDS = re.compile(r"\w+")


def is_current(report_id: InstrumentedAttribute[str] | InstrumentedAttribute[str | None]) -> ColumnElement[bool]:
    """Whether no newer version stands for the report that a column names."""
    return report_id.not_in(select(SupersededRow.report_id))


def newer_version(session: Session, report_id: str) -> str | None:
    """The report that stands for this one, if any."""
    row = session.get(SupersededRow, report_id)
    return row.by_id if row else None


def settle(session: Session, report_id: str) -> tuple[str, tuple[str, ...]]:
    """Put a report among its versions: the current one of them, and those that were current until now."""
    row = session.get_one(ReportRow, report_id)
    others = [other for other in _candidates(session, row) if same_report(row, other)]
    if not others:
        return report_id, ()
    newest = max((row, *others), key=lambda one: _rank(session, one)).id
    older = tuple(one.id for one in (row, *others) if one.id != newest)
    _stand_for(session, newest, older)
    return newest, tuple(one for one in older if one != report_id)


def hand_over(session: Session, gone: Sequence[str], heir: str) -> None:
    """What the reports that go stood for is stood for by their heir."""
    session.execute(update(SupersededRow).where(SupersededRow.by_id.in_(gone)).values(by_id=heir))


def bring_back(session: Session, report_id: str) -> str | None:
    """Before a report goes: the newest of those that it stood for becomes current and stands for the others."""
    older = select(ReportRow).join(SupersededRow, SupersededRow.report_id == ReportRow.id).where(SupersededRow.by_id == report_id)
    newest = max(session.scalars(older), key=lambda one: _rank(session, one), default=None)
    if newest is None:
        return None
    session.execute(delete(SupersededRow).where(SupersededRow.report_id == newest.id))
    hand_over(session, (report_id,), newest.id)
    return newest.id


def same_report(one: ReportRow, other: ReportRow) -> bool:
    """Whether two reports of one issuer, type and period are versions of each other."""
    if not _same_title(one.title, other.title):
        return False
    needed = CORRECTED if corrects(one) or corrects(other) else SAME
    return likeness(one.text, other.text) >= needed


def likeness(one: str, other: str) -> float:
    """The share of their shingles that two texts have in common, 0 to 1."""
    first, second = _shingles(one), _shingles(other)
    return len(first & second) / max(1, len(first | second))


def corrects(row: ReportRow) -> bool:
    """Whether a report calls itself a correction, in its name, its title or its head."""
    named = fold(f"{_spaced(row.file_name)} {row.title}")
    return _CORRECTS.search(named) is not None or _CORRECTS_ANOTHER.search(fold(row.text[:_HEAD])) is not None


def _candidates(session: Session, row: ReportRow) -> Sequence[ReportRow]:
    """The current reports of the same issuer, type and period; none where the issuer or the period is not known."""
    if row.issuer is None or row.period_start is None:
        return ()
    # Of one unit and level: no reader loses a report to one that he may not see.
    alike = ("issuer", "type", "period_start", "period_end", "unit", "level")
    same = [getattr(ReportRow, name) == getattr(row, name) for name in alike]
    return session.scalars(select(ReportRow).where(ReportRow.id != row.id, is_current(ReportRow.id), *same)).all()


def _stand_for(session: Session, newest: str, older: Sequence[str]) -> None:
    hand_over(session, older, newest)
    session.execute(delete(SupersededRow).where(SupersededRow.report_id == newest))
    session.execute(insert(SupersededRow), [{"report_id": one, "by_id": newest} for one in older])


def _rank(session: Session, row: ReportRow) -> tuple[date, bool, bool, float]:
    """Issued last, then a correction, then one with words before one read from pictures, then the one that came last."""
    scanned = session.scalar(select(PageImageRow.page).where(PageImageRow.report_id == row.id).limit(1)) is not None
    return row.issued_on or date.min, corrects(row), not scanned, row.created_at.timestamp()


def _same_title(one: str, other: str) -> bool:
    first, second = (_WORDS.findall(_bare_title(title)) for title in (one, other))
    numbers = [[word for word in words if word.isdigit()] for words in (first, second)]
    return numbers[0] == numbers[1] and len({*first} & {*second}) >= _SAME_TITLE * len({*first} | {*second})


def _bare_title(title: str) -> str:
    """Without what a correction adds: "(bản sửa)", "thay thế Báo cáo số 12/BC-UBND"."""
    folded = fold(title)
    found = _CORRECTS.search(folded)
    return folded[: found.start()] if found else folded


def _spaced(name: str) -> str:
    return re.sub(r"[_\-.]+", " ", name)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORDS.findall(normalize(text))
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))
