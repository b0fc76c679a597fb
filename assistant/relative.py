"""Periods named by their place in a row: "kỳ trước", "cùng kỳ năm trước", "quý liền trước".

They are counted from the period that the question (or the conversation) names, else from the newest report that answers it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vectorstore.report import Period
from vectorstore.text.normalize import fold
from vectorstore.text.period import PeriodKind, PeriodMention


class Step(StrEnum):
    """Which way a relative period lies from the one it is counted from."""

    YEAR_BEFORE = "cùng kỳ"
    PERIOD_BEFORE = "kỳ trước"
    PERIOD_AFTER = "kỳ sau"


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative period; `compared` when it is set beside the period it is counted from."""

    step: Step
    compared: bool


_YEAR_BEFORE = re.compile(r"\bcung (?:ki|thoi diem)\b|\bnam ngoai\b")
_PERIOD_BEFORE = re.compile(r"\b(?:ki|qui|thang|nam|6 thang) (?:lien )?(?:truoc|lien ke|ke truoc|roi|vua roi)\b(?! mat)(?! day)")
_COMPARED = re.compile(r"\b(?:so voi|tang hay giam|hon hay kem|thay doi|chenh|nhieu hon|it hon|hon (?:ki|qui|thang|nam))\b|\btruoc do\b")
_THE_ONE_BEFORE = re.compile(r"\b(?:lien|ki|qui|thang|nam) truoc do\b")  # "kỳ liền trước đó" is that period and compares nothing
_ROMAN = ("I", "II", "III", "IV")


def relative_of(text: str, named: bool) -> Relative | None:
    """How a question counts from a period; None when it does not, or when it says itself which period it means (`named`)."""
    step, compared = steps_back(text), is_compared(text)
    if step is Step.YEAR_BEFORE:
        return Relative(step, compared or named)
    return Relative(step, compared) if step and (compared or not named) else None


def is_compared(text: str) -> bool:
    """Whether a question sets one thing beside another."""
    return bool(_COMPARED.search(_THE_ONE_BEFORE.sub(" ", fold(text))))


def steps_back(text: str) -> Step | None:
    """The step that a text names first; None when it names none."""
    flat = fold(text)
    if _YEAR_BEFORE.search(flat):
        return Step.YEAR_BEFORE
    return Step.PERIOD_BEFORE if _PERIOD_BEFORE.search(flat) else None


def stepped(period: PeriodMention, step: Step) -> PeriodMention | None:
    """The period that lies a step before or after; None for a term or a day, which have no row."""
    if period.start is None or period.end is None or period.kind in (PeriodKind.TERM, PeriodKind.DAY):
        return None
    if step is Step.PERIOD_AFTER and period.kind is PeriodKind.RANGE:
        return None
    months = 12 if step is Step.YEAR_BEFORE or period.kind in (PeriodKind.MONTHS, PeriodKind.YEAR) else _months(period)
    months = -months if step is Step.PERIOD_AFTER else months
    start, end = _back(period.start, months), _month_end(_back(period.end.replace(day=1), months))
    if period.kind is PeriodKind.RANGE:
        end = period.start - timedelta(days=1) if step is Step.PERIOD_BEFORE else _back(period.end, 12)
    return PeriodMention(label_of(period.kind, start, end), period.kind, start, end, period.at)


def mention_of(period: Period) -> PeriodMention:
    """A report's period as if it had been named."""
    days = (period.end - period.start).days
    kinds = ((32, PeriodKind.MONTH), (95, PeriodKind.QUARTER), (190, PeriodKind.HALF), (300, PeriodKind.MONTHS), (370, PeriodKind.YEAR))
    kind = next((kind for most, kind in kinds if days < most), PeriodKind.TERM)
    whole = period.start.day == 1 and period.end.day == monthrange(period.end.year, period.end.month)[1]
    return PeriodMention(period.label, kind if whole else PeriodKind.RANGE, period.start, period.end, (0, 0))


def label_of(kind: PeriodKind, start: date, end: date) -> str:
    """The usual Vietnamese name of a period."""
    if kind is PeriodKind.QUARTER:
        return f"quý {_ROMAN[(start.month - 1) // 3]}/{start.year}"
    if kind is PeriodKind.MONTH:
        return f"tháng {start.month}/{start.year}"
    if kind is PeriodKind.HALF:
        return f"6 tháng {'đầu' if start.month == 1 else 'cuối'} năm {start.year}"
    if kind is PeriodKind.MONTHS:
        return f"{end.month} tháng đầu năm {start.year}"
    if kind is PeriodKind.YEAR:
        return f"năm {start.year}"
    return f"{start:%d/%m/%Y}–{end:%d/%m/%Y}"


def _months(period: PeriodMention) -> int:
    assert period.start and period.end
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


def _back(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
