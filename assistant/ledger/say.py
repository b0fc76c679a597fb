"""Figures of the ledger in words: rankings, totals, rows of periods, changes and who has reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant import wording
from assistant.answer import AnswerKind, StatedFigure
from assistant.ledger.slots import Slot
from assistant.reply import Draft, Quoted, Reply
from vectorstore.figure import LedgerRow, StoredConflict
from vectorstore.stored import ReportHeader
from vectorstore.text.clean import cleaned
from vectorstore.text.number import POWERS, format_number

MOST = 420  # characters of the single values beneath a total or a ranking
TAIL = 260  # characters of what a row's sentence goes on with

_SCALE = re.compile(rf"\b({'|'.join(POWERS)})\b", re.IGNORECASE)


def shown(row: LedgerRow) -> str:
    """ "trên 412,7 triệu đồng", as it is written."""
    figure = row.figure
    number = f"{figure.written}{'' if figure.unit in ('%', '‰') else ' '}{figure.unit}".strip()
    return f"{figure.qualifier} {number}" if figure.qualifier else number


def scale_of(rows: Sequence[LedgerRow]) -> str:
    """The scale that numbers of several rows are shown in: that of most, "" where one has none."""
    scales = [found[-1].lower() for row in rows if (found := _SCALE.findall(row.figure.written))]
    return max(set(scales), key=scales.count) if len(scales) == len(rows) else ""


def in_scale(value: Decimal, scale: str) -> str:
    """A value in a scale, without zeros at its end: 3019200000 in "triệu" is "3.019,2"."""
    scaled = value / 10 ** POWERS[scale] if scale else value
    plain = f"{scaled:f}"
    return format_number(Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain))


def with_unit(number: str, scale: str, unit: str) -> str:
    return f"{number}%" if unit == "%" else " ".join(part for part in (number, scale, unit) if part)


def _stated(slots: Sequence[Slot]) -> list[tuple[Slot, LedgerRow]]:
    return [(slot, slot.row) for slot in slots if slot.row]


def _values(draft: Draft, stated: Sequence[tuple[Slot, LedgerRow]]) -> list[str]:
    """Each slot's own value with its citation; noted as a figure under the slot's label, all in one scale."""
    said = []
    scale = scale_of([row for _, row in stated])
    for slot, row in stated:
        n = draft.cite_row(row)
        figure = row.figure
        unit = " ".join(part for part in (scale, figure.unit) if part)
        draft.figures.append(StatedFigure(slot.label, in_scale(figure.value, scale), unit, figure.qualifier, False, None, n))
        said.append(f"{_name(slot, row)}: {shown(row)} [{n}]")
    return said


def _warned(draft: Draft, warning: str | None) -> list[str]:
    """A warning as a line of its own, noted in the reply."""
    if warning is None:
        return []
    draft.warnings.append(warning)
    draft.figures.append(StatedFigure(wording.HELD, warning, "", None, True, None, None))
    return [warning]


def _name(slot: Slot, row: LedgerRow) -> str:
    """A unit by the body that reports for it, a period by itself."""
    return (row.report.issuer or slot.label) if slot.place else slot.label


# --- Across units -----------------------------------------------------------------------------------------------------------------


def ranking(slots: Sequence[Slot], most: bool, unit_kind: str, period: str, warning: str | None = None) -> Reply:
    """The first, then all others in order, then who is missing."""
    draft = Draft()
    stated = sorted(_stated(slots), key=lambda pair: pair[1].figure.value, reverse=most)
    values = _values(draft, stated)
    first, row = stated[0]
    ties = [slot.label for slot, other in stated[1:] if other.figure.value == row.figure.value]
    best = " và ".join([first.label, *ties])
    lines = [
        f"{wording.first(best, most)}: {shown(row)} [1] ({wording.by(row.report, period)}).",
        *_coverage(draft, slots, unit_kind),
        *_warned(draft, warning),
        *(f"- {words}" for words in values[1:]),
    ]
    return draft.reply("\n".join(lines), AnswerKind.COMPARISON)


def total(slots: Sequence[Slot], unit_kind: str, period: str) -> Reply:
    """The sum with its formula, every operand cited, and who is missing."""
    draft = Draft()
    stated = _stated(slots)
    rows = [row for _, row in stated]
    scale, unit = scale_of(rows), rows[0].figure.unit
    amount = in_scale(sum((row.figure.value for row in rows), Decimal(0)), scale)
    formula = " + ".join(in_scale(row.figure.value, scale) for row in rows)
    lines = [f"{with_unit(amount, scale, unit)} ({period}; {wording.COMPUTED}: {formula})", *_coverage(draft, slots, unit_kind)]
    lines += [f"- {words}" for words in _values(draft, stated)]
    if not any(slot.place for slot in slots):
        lines.append(wording.sources([row.report for row in rows]))
    draft.figures.append(StatedFigure(wording.COMPUTED, amount, " ".join(p for p in (scale, unit) if p), None, True, formula, None))
    return draft.reply("\n".join(lines), AnswerKind.FIGURE)


def _coverage(draft: Draft, slots: Sequence[Slot], unit_kind: str) -> list[str]:
    """How many of the units have the figure, and which have not and why."""
    have = sum(slot.row is not None for slot in slots)
    without = [wording.lacking(slot.label, bool(slot.reports)) for slot in slots if slot.row is None]
    line = wording.coverage(have, len(slots), unit_kind, without)
    draft.figures.append(StatedFigure(wording.COVERED, f"{have}/{len(slots)}", unit_kind, None, True, None, None))
    if without:
        draft.warnings.append(line)
    return [line]


def reported(slots: Sequence[Slot], unit_kind: str, period: str, title_of: Callable[[ReportHeader], Quoted]) -> Reply:
    """Which units have a report of a period and which have not."""
    draft = Draft()
    have = [slot for slot in slots if slot.reports]
    without = [slot.label for slot in slots if not slot.reports]
    names = [f"{slot.label} [{draft.quote(title_of(slot.reports[0]))}]" for slot in have]
    draft.figures.append(StatedFigure(wording.COVERED, f"{len(have)}/{len(slots)}", unit_kind, None, True, None, None))
    draft.figures.append(StatedFigure(wording.COVERED, period, "", None, True, None, None))
    return draft.reply(wording.reported(names, len(slots), unit_kind, period, without), AnswerKind.LIST)


# --- Across periods ---------------------------------------------------------------------------------------------------------------


def series(slots: Sequence[Slot], gaps: Sequence[str], warning: str | None = None) -> Reply:
    """The value of every period, the oldest first, and the periods between them that have no report."""
    draft = Draft()
    lines = [f"- {words}" for words in _values(draft, _stated(slots))]
    if gaps:
        line = wording.no_report_of(gaps)
        lines.append(line)
        draft.warnings.append(line)
        draft.figures.append(StatedFigure(wording.HELD, "; ".join(gaps), "", None, True, None, None))
    lines += [*_warned(draft, warning), wording.sources([row.report for _, row in _stated(slots)])]
    return draft.reply("\n".join(lines), AnswerKind.COMPARISON)


def changed(now: Slot, before: Slot, warning: str | None) -> Reply:
    """The difference first, then both values; a warning where they are not of one unit."""
    draft = Draft()
    stated = _stated([now, before])
    rows = [row for _, row in stated]
    scale, unit = scale_of(rows), rows[0].figure.unit
    difference = rows[0].figure.value - rows[1].figure.value
    amount = in_scale(abs(difference), scale)
    formula = f"{in_scale(rows[0].figure.value, scale)} - {in_scale(rows[1].figure.value, scale)}"
    measure = "điểm phần trăm" if unit == "%" else " ".join(part for part in (scale, unit) if part)
    lines = [wording.change(difference, amount, measure, formula), *_warned(draft, warning)]
    lines += [f"- {words} ({wording.report_name(row.report)})" for words, (_, row) in zip(_values(draft, stated), stated, strict=True)]
    draft.figures.append(StatedFigure(wording.COMPUTED, amount, measure, None, True, formula, None))
    return draft.reply("\n".join(lines), AnswerKind.COMPARISON)


def single(row: LedgerRow) -> Reply:
    """One row's words from its figure on, and where they stand."""
    draft = Draft()
    n = draft.cite_row(row)
    words = _from_figure(row)
    draft.state(words, n)
    return draft.reply(f"{words} [{n}]\n\n{wording.source_line(row.report)}", AnswerKind.FIGURE)


def _from_figure(row: LedgerRow) -> str:
    """The sentence from the figure's phrase on; a table row by its indicator."""
    sentence = cleaned(row.quote)
    at = sentence.find(row.figure.words)
    if at < 0:
        return f"{row.figure.indicator}: {shown(row)}"
    rest = sentence[at:]
    return rest if len(rest) <= TAIL else rest[:TAIL].rsplit(" ", 1)[0] + "…"


def periods_reported(slots: Sequence[Slot], gaps: Sequence[str], title_of: Callable[[ReportHeader], Quoted]) -> Reply:
    """The periods that have a report, each with its title, and those between them that have none."""
    draft = Draft()
    names = [f"{slot.label} [{draft.quote(title_of(slot.reports[0]))}]" for slot in slots]
    draft.figures.append(StatedFigure(wording.HELD, "; ".join([*(slot.label for slot in slots), *gaps]), "", None, True, None, None))
    lines = [wording.have(names), *([wording.no_report_of(gaps)] if gaps else []), wording.sources([slots[0].reports[0]])]
    return draft.reply("\n".join(lines), AnswerKind.LIST)


def share(part: LedgerRow, whole: LedgerRow) -> Reply:
    """What share a part is of its total, computed, both cited."""
    draft = Draft()
    scale = scale_of([part, whole])
    amount = in_scale(round(100 * part.figure.value / whole.figure.value, 1), "")
    formula = f"{in_scale(part.figure.value, scale)} / {in_scale(whole.figure.value, scale)}"
    lines = [f"{amount}% ({wording.COMPUTED}: {formula})"]
    lines += [f"- {row.figure.indicator}: {shown(row)} [{draft.cite_row(row)}]" for row in (part, whole)]
    draft.figures.append(StatedFigure(wording.COMPUTED, amount, "%", None, True, formula, None))
    return draft.reply("\n".join([*lines, wording.source_line(part.report)]), AnswerKind.FIGURE)


# --- Conflicts --------------------------------------------------------------------------------------------------------------------

CONFLICTS_SHOWN = 12


def conflicts(found: Sequence[StoredConflict]) -> Reply:
    """Every place where figures do not agree, with the words on both sides."""
    draft = Draft()
    if not found:
        return draft.reply(wording.NO_CONFLICTS, AnswerKind.NONE, answerable=False)
    lines = [wording.conflicts(len(found))]
    draft.figures.append(StatedFigure(wording.COMPUTED, str(len(found)), "", None, True, None, None))
    for conflict in found[:CONFLICTS_SHOWN]:
        marks = "".join(f"[{n}]" for n in dict.fromkeys(draft.cite_row(row) for row in conflict.rows))
        draft.figures.append(StatedFigure(wording.COMPUTED, conflict.said, "", None, True, None, None))
        lines.append(f"- {conflict.said} {marks} ({wording.report_name(conflict.rows[0].report)})")
    return draft.reply("\n".join(lines), AnswerKind.LIST)


def disagreeing(row: LedgerRow, conflict: StoredConflict) -> Reply:
    """The stated figure first, then why it does not agree."""
    draft = Draft()
    n = draft.cite_row(row)
    draft.state(shown(row), n)
    lines = [f"{row.figure.indicator}: {shown(row)} [{n}]", draft.warn(conflict), "", wording.source_line(row.report)]
    return draft.reply("\n".join(lines), AnswerKind.FIGURE)
