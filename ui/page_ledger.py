"""Figures and conflicts of the ledger as HTML; every value is a button that opens its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from assistant.notation import amount, count_shown, remarks
from ui import words
from ui.page_answer import shortened
from ui.page_bars import Bar, bars_html
from ui.page_html import button
from vectorstore.figure import FigureFilter, FigureKind, LedgerRow, StoredConflict
from vectorstore.report import Period
from vectorstore.text.normalize import fold

NOTHING = FigureFilter()
BARS = 16  # a longer chart is not taken in at a glance
EXPORT = "api/v1/figures/export"
_TITLE = 70


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader looked up, and as many of its rows as are shown."""

    wanted: FigureFilter = NOTHING
    rows: tuple[LedgerRow, ...] = ()
    total: int = 0

    def row(self, key: str) -> LedgerRow | None:
        """The row that a button names by its place."""
        return self.rows[int(key)] if key.isdecimal() and int(key) < len(self.rows) else None


@dataclass(frozen=True, slots=True)
class Conflicts:
    """As many of the conflicts as are shown."""

    shown: tuple[StoredConflict, ...] = ()
    total: int = 0

    def row(self, key: str) -> LedgerRow | None:
        """The row that a button names as `conflict:row`."""
        at, _, row = key.partition(":")
        if not (at.isdecimal() and row.isdecimal() and int(at) < len(self.shown) and int(row) < len(self.shown[int(at)].rows)):
            return None
        return self.shown[int(at)].rows[int(row)]


@dataclass(frozen=True, slots=True)
class _Point:
    """A row of a chart; `key` names its button."""

    row: LedgerRow
    key: str
    period: Period
    unit: str  # of government, with the place in it


def figures_html(found: Found) -> str:
    """Count, files, chart and table; a hint before anything is looked up."""
    if found.wanted == NOTHING:
        return f'<p class="muted">{words.FIGURES_HELP}</p>'
    if not found.rows:
        return f'<p class="muted" role="status">{words.NO_FIGURES}</p>'
    count = words.COUNT_FIGURES.format(n=count_shown(found.total))
    if len(found.rows) < found.total:
        count = words.COUNT_SHOWN.format(n=count_shown(found.total), shown=len(found.rows))
    head = f'<div class="found"><p class="count" role="status">{count}</p>{_files(found.wanted)}</div>'
    chart = chart_html(found.rows) if found.wanted.words else ""  # of all that a unit reports, no one indicator is asked for
    return head + chart + _table(found.rows) + _more(len(found.rows), found.total)


def conflicts_html(conflicts: Conflicts) -> str:
    items = "".join(_conflict(conflict, at) for at, conflict in enumerate(conflicts.shown))
    told = f'<ul class="conflicts">{items}</ul>' if items else f'<p class="muted">{words.NO_CONFLICTS}</p>'
    return f"<h2>{words.CONFLICTS}</h2>{told}{_more(len(conflicts.shown), conflicts.total)}"


def chart_html(rows: Sequence[LedgerRow]) -> str:
    """The indicator with the most values as bars by period and unit of government; "" for fewer than two."""
    series: dict[object, dict[object, _Point]] = defaultdict(dict)
    for point in _points(rows):
        series[_indicator(point.row)].setdefault((point.period.start, point.period.end, point.unit), point)
    points = max(series.values(), key=len, default={})
    if len(points) < 2:
        return ""
    newest = sorted(points.values(), key=lambda point: point.period.end, reverse=True)[:BARS]
    return bars_html(_caption(newest[0].row, len(newest), len(points)), _groups(newest))


def _points(rows: Sequence[LedgerRow]) -> Iterator[_Point]:
    for at, row in enumerate(rows):
        if row.period:
            whose = ", ".join(part for part in (row.figure.place, row.government or row.report.issuer) if part)
            yield _Point(row, str(at), row.period, whose)


def _caption(row: LedgerRow, shown: int, total: int) -> str:
    unit = f" ({row.figure.unit})" if row.figure.unit else ""
    return f"{row.figure.indicator}{unit}" + (words.CHART_CUT.format(shown=shown, total=total) if shown < total else "")


def _groups(points: Sequence[_Point]) -> dict[str, list[Bar]]:
    """By period, the oldest first; where there is one unit of government alone, its bars are named by their period."""
    units = list(dict.fromkeys(point.unit for point in points))
    several = len({point.period.label for point in points}) > 1  # else a colour would tell nothing
    groups: dict[str, list[Bar]] = defaultdict(list)
    for point in sorted(points, key=lambda point: (point.period.end, point.period.start)):
        group, label = (point.unit, point.period.label) if len(units) == 1 else (point.period.label, point.unit)
        colour = units.index(point.unit) if several else 0
        groups[group].append(Bar(label, point.row.figure.value, _value(point.row, point.key), colour))
    return {name: sorted(bars, key=lambda bar: bar.colour) for name, bars in groups.items()}


def _indicator(row: LedgerRow) -> tuple[str, str, FigureKind]:
    return fold(row.figure.indicator), row.figure.unit, row.figure.kind


def _label(period: Period | None) -> str:
    return period.label if period else "–"


def _files(wanted: FigureFilter) -> str:
    """Links, not Gradio's download button: a file is made when it is asked for, and stays nowhere."""
    asked = {"q": wanted.words, "government": wanted.government, "from": wanted.start, "to": wanted.end}
    query = urlencode({name: str(value) for name, value in asked.items() if value})
    kinds = (("csv", words.EXPORT_CSV), ("xlsx", words.EXPORT_XLSX))
    links = (f'<a class="quiet" href="{escape(f"{EXPORT}?{query}&format={kind}")}" download>{label}</a>' for kind, label in kinds)
    return f'<p class="files">{"".join(links)}</p>'


def _table(rows: Sequence[LedgerRow]) -> str:
    heads = "".join(f'<th scope="col">{head}</th>' for head in words.FIGURE_HEADS)
    lines = "".join(_row(row, str(at)) for at, row in enumerate(rows))
    return (
        f'<div class="ledger" tabindex="0" role="group" aria-label="{words.FIGURES_LABEL}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _row(row: LedgerRow, key: str) -> str:
    figure, report = row.figure, row.report
    source = f"{escape(report.issuer or '–')}<small>{escape(shortened(report.title, _TITLE))}</small>"
    cells = (
        escape(_label(row.period)), escape(row.government or "–"), escape(figure.indicator) + _small(remarks(figure)),
        _value(row, key), source,
    )  # fmt: skip
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _small(text: str) -> str:
    return f"<small>{escape(text)}</small>" if text else ""


def _value(row: LedgerRow, key: str) -> str:
    said = amount(row.figure)
    label = words.OPEN_FIGURE.format(indicator=row.figure.indicator, amount=said)
    return button(escape(said), "figure", "value", key, aria_label=label, title=row.figure.written)


def _conflict(conflict: StoredConflict, at: int) -> str:
    kind = words.CONFLICT_KIND.get(conflict.kind, conflict.kind)
    rows = "".join(f"<li>{_value(row, f'{at}:{n}')}{_small(_stated_in(row))}</li>" for n, row in enumerate(conflict.rows))
    return f'<li><b class="kind">{escape(kind)}</b><p>{escape(conflict.said)}</p><ul>{rows}</ul></li>'


def _stated_in(row: LedgerRow) -> str:
    parts = (row.figure.indicator, remarks(row.figure), _label(row.period), row.report.issuer, shortened(row.report.title, _TITLE))
    return " · ".join(part for part in parts if part)


def _more(shown: int, total: int) -> str:
    return f'<p class="more">{button(words.MORE, "more", "quiet")}</p>' if shown < total else ""
