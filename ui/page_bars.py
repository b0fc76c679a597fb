"""Values as a table whose rows are bars; HTML and CSS alone, so it is read aloud and printed as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from html import escape

from assistant.answer import StatedFigure
from ui import words
from vectorstore.text.number import parse_number

COLOURS = 6  # as many as style.css has


@dataclass(frozen=True, slots=True)
class Bar:
    """One value; `said` is the HTML that stands at its end."""

    label: str
    value: Decimal
    said: str
    colour: int = 0


def bars_html(caption: str, groups: Mapping[str, Sequence[Bar]]) -> str:
    """Bars from one zero, under the name of their group where it has one."""
    longest = max((abs(bar.value) for bars in groups.values() for bar in bars), default=Decimal(0))
    bodies = "".join(_group(name, bars, longest) for name, bars in groups.items())
    return f'<table class="bars"><caption>{escape(caption)}</caption>{bodies}</table>'


def compared(figures: Sequence[StatedFigure]) -> dict[StatedFigure, Decimal]:
    """The figures of the commonest unit with their values; none unless each can be told from the others by its label."""
    units = Counter(figure.unit for figure in figures if figure.unit)
    chosen = [figure for figure in figures if units and figure.unit == units.most_common(1)[0][0]]
    labels = {figure.label.strip() for figure in chosen}
    if len(chosen) < 2 or len(labels) < len(chosen) or "" in labels:
        return {}
    try:
        return {figure: parse_number(figure.value) for figure in chosen}
    except InvalidOperation:
        return {}


def stated_bar(figure: StatedFigure, value: Decimal, source: str) -> Bar:
    """A bar of an answer; `source` is the HTML of its citation."""
    mark = f" <small>{words.COMPUTED_MARK}</small>" if figure.computed else ""
    said = " ".join(part for part in (figure.qualifier, figure.value, figure.unit) if part)
    return Bar(figure.label.strip(), value, f"{escape(said)}{mark}{source}", int(figure.computed))


def _group(name: str, bars: Sequence[Bar], longest: Decimal) -> str:
    head = f'<tr><th class="group" colspan="3" scope="rowgroup">{escape(name)}</th></tr>' if name else ""
    return f"<tbody>{head}{''.join(_row(bar, longest) for bar in bars)}</tbody>"


def _row(bar: Bar, longest: Decimal) -> str:
    width = 100 * abs(bar.value) / longest if longest else Decimal(0)
    css = f"c{bar.colour % COLOURS}{' minus' if bar.value < 0 else ''}"
    return (
        f'<tr><th scope="row">{escape(bar.label)}</th><td class="track"><i class="{css}" style="width:{width:.1f}%"></i></td>'
        f"<td>{bar.said}</td></tr>"
    )
