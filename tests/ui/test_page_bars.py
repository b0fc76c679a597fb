"""Bars under a comparison."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer import AnswerKind, StatedFigure
from tests.ui.fake_desk import COMPARED, FOREST, POVERTY
from ui import words
from ui.page_answer import Talk, Turn, talk_html
from ui.page_bars import Bar, bars_html, compared


def stated(label: str, value: str, unit: str = "hộ") -> StatedFigure:
    return StatedFigure(label, value, unit, None, False, None, None)


def shown(**changes: object) -> str:
    return talk_html(Talk("c", (Turn("Hỏi?", replace(COMPARED, **changes)),)))  # type: ignore[arg-type]


def test_a_comparison_shows_its_figures_as_bars() -> None:
    html = shown()
    assert re.findall(r"width:([\d.]+)%", html) == ["100.0", "14.2", "85.8"]
    assert "<caption>So sánh (hộ)</caption>" in html
    assert "khoảng 187 hộ" in html
    assert html.count(words.COMPUTED_MARK) == 1
    assert html.index("bars") < html.index(words.COMPUTED)
    assert html.count('data-act="cite" data-key="0:2"') == 3  # in the words, at the bar, in the list


def test_other_answers_have_no_bars() -> None:
    assert "bars" not in shown(kind=AnswerKind.FIGURE)
    for answer in (FOREST, POVERTY):
        assert "bars" not in talk_html(Talk("c", (Turn("Hỏi?", answer),)))


@pytest.mark.parametrize(
    "figures",
    [
        [],
        [stated("a", "1")],
        [stated("a", "1"), stated("b", "2", "ha")],
        [stated("a", "1"), stated("a ", "2")],
        [stated("a", "1"), stated(" ", "2")],
        [stated("a", "1"), stated("b", "một")],
        [stated("a", "1", ""), stated("b", "2", "")],
    ],
)
def test_what_cannot_be_told_apart_is_not_compared(figures: list[StatedFigure]) -> None:
    assert compared(figures) == {}


def test_only_the_common_unit_is_compared() -> None:
    figures = [stated("a", "1.234,5"), stated("b", "2"), stated("b", "50", "%")]
    assert list(compared(figures).values()) == [Decimal("1234.5"), Decimal(2)]


def test_a_marker_without_a_citation_is_no_button() -> None:
    figures = tuple(replace(figure, citation=9) for figure in COMPARED.figures)
    assert 'data-key="0:9"' not in shown(figures=figures)


def test_labels_and_units_are_escaped() -> None:
    html = shown(figures=(stated("<script>", "1", "<u>"), stated("<s>", "2", "<u>")))
    assert not re.search(r"<(script|u>|s>)", html)


def test_zeros_and_losses_have_bars_too() -> None:
    html = bars_html("", {"": [Bar("a", Decimal(0), ""), Bar("b", Decimal(-4), ""), Bar("c", Decimal(2), "")]})
    assert re.findall(r'<i class="([^"]+)" style="width:([\d.]+)%"', html) == [("c0", "0.0"), ("c0 minus", "100.0"), ("c0", "50.0")]
    assert "width:0.0%" in bars_html("", {"": [Bar("a", Decimal(0), "")]})
