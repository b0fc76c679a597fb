"""Answers as HTML and as copied text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.ui.fake_desk import FOREST, HOSTILE, POVERTY, REFUSAL
from ui import words
from ui.page_answer import Talk, Turn, live_html, plain_text, shortened, talk_html, text_html


def shown(turn: Turn) -> str:
    return talk_html(Talk("c", (turn,)))


def test_known_markers_become_buttons_that_name_turn_and_number() -> None:
    html = text_html("Đạt 84,3% [1]. Thêm [2, 3].", {1, 2, 3}, turn=4)
    assert re.findall(r'data-act="cite" data-key="(\d+:\d+)"', html) == ["4:1", "4:2", "4:3"]
    assert 'aria-label="Mở trích dẫn 1"' in html


def test_a_marker_without_a_citation_is_no_button() -> None:
    html = text_html("Đạt [9].", {1})
    assert "<button" not in html
    assert "[9]" in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("một\n\nhai", "<p>một</p><p>hai</p>"),
        ("Gồm:\n- một\n* hai\nHết", "<p>Gồm:</p><ul><li>một</li><li>hai</li></ul><p>Hết</p>"),
        ("1. một\n2) hai", "<ul><li>một</li><li>hai</li></ul>"),
        ("## Kết quả", "<p><strong>Kết quả</strong></p>"),
        ("đạt **5 ha** và **6 ha**", "<p>đạt <strong>5 ha</strong> và <strong>6 ha</strong></p>"),
        ("12 hộ.\n\nNguồn: Báo cáo A.", '<p>12 hộ.</p><p class="aside">Nguồn: Báo cáo A.</p>'),
        ("Gần nhất (không phải câu trả lời): “a”", '<p class="aside">Gần nhất (không phải câu trả lời): “a”</p>'),
        ("5 < 6 & <b>", "<p>5 &lt; 6 &amp; &lt;b&gt;</p>"),
        ("[x](javascript:alert(1)) ![](http://a/b.png)", "<p>[x](javascript:alert(1)) ![](http://a/b.png)</p>"),
        ("", ""),
    ],
)
def test_the_markdown_that_is_understood(text: str, html: str) -> None:
    assert text_html(text) == html


def test_an_answer_lists_its_sources_and_folds_the_fourth() -> None:
    html = shown(Turn("Hỏi?", FOREST))
    assert html.count('class="source"') == 4
    assert words.MORE_SOURCES.format(n=1) in html
    assert html.index("<details>") < html.rindex('class="source"')
    assert "I › 1 › 1.2. Lâm nghiệp" in html


def test_computed_figures_show_how_and_warnings_are_said() -> None:
    html = shown(Turn("Hỏi?", FOREST))
    assert "150 - 126,4 = 23,6 ha" in html
    assert FOREST.warnings[0] in html
    assert f"<strong>{words.CAUTION}:</strong>" in html


def test_a_refusal_looks_different_and_says_that_the_nearest_is_no_answer() -> None:
    html = shown(Turn("Hỏi?", REFUSAL))
    assert 'class="answer refusal"' in html
    assert words.NOT_FOUND in html
    assert words.NEAREST in html
    assert words.SOURCES not in html
    assert "refusal" not in shown(Turn("Hỏi?", POVERTY))


def test_a_refusal_does_not_say_its_title_twice() -> None:
    html = shown(Turn("Hỏi?", replace(REFUSAL, answer=f"{words.NOT_FOUND}: đã tìm mà không thấy [1].")))
    assert html.count(f">{words.NOT_FOUND}") == 1
    assert "<p>Đã tìm mà không thấy " in html


def test_who_wrote_the_words_is_said() -> None:
    assert words.MODE["llm"] in shown(Turn("Hỏi?", POVERTY))
    assert words.MODE["extractive"] in shown(Turn("Hỏi?", FOREST))


def test_nothing_from_outside_becomes_markup() -> None:
    turn = Turn("<script>1</script>", replace(HOSTILE, warnings=("<b>w</b>",)), limits="<i>l</i>")
    for html in (shown(turn), shown(Turn("<script>", error="<img src=x>")), live_html("<script>", "<b>", "<img src=x>", "<i>")):
        assert not re.search(r"<(script|img|b>w|i>l)", html)
        assert not re.search(r'<[^>"]*\son\w+=', re.sub(r'"[^"]*"', '""', html))


def test_the_last_turn_is_spoken() -> None:
    html = talk_html(Talk("c", (Turn("a", FOREST), Turn("b", REFUSAL))))
    assert re.findall(r'data-say="([^"]+)"', html) == [words.NOT_FOUND]


def test_copied_text_carries_every_source_and_no_markup() -> None:
    copied = plain_text(Turn("Hỏi?", FOREST))
    assert copied.startswith("Hỏi?\n\nTrong 6 tháng đầu năm 2026, xã Suối Vàng trồng mới 126,4 ha rừng")
    assert "[1] Tình hình phát triển kinh tế" in copied
    assert "số 214/BC-UBND, ngày 18/06/2026" in copied
    assert "“trồng mới 126,4 ha rừng, đạt 84,3% kế hoạch năm”" in copied
    assert copied.endswith(words.NOTICE)
    assert "**" not in copied


def test_copied_refusal_says_that_the_nearest_is_no_answer() -> None:
    assert words.NEAREST in plain_text(Turn("Hỏi?", REFUSAL))


@pytest.mark.parametrize("key", ["0:9", "1:1", "x:1", "0:", "", "0:1:2", "-1:1", "²:1"])
def test_a_key_that_names_no_citation_finds_none(key: str) -> None:
    assert Talk("c", (Turn("a", POVERTY),)).citation(key) is None


def test_a_key_finds_its_citation() -> None:
    assert Talk("c", (Turn("x", error="e"), Turn("a", POVERTY))).citation("1:1") == POVERTY.citations[0]


def test_shortening_cuts_at_a_word() -> None:
    assert shortened("một  hai ba", 20) == "một hai ba"
    assert shortened("một hai ba", 8) == "một hai…"


def test_a_question_asked_back_offers_its_choices_and_is_no_refusal() -> None:
    asked_back = replace(REFUSAL, answer="Anh/chị muốn hỏi của đơn vị nào?", citations=(), choices=("Xã A có <mấy> hộ?", "Xã B có mấy hộ?"))
    html = shown(Turn("Hỏi?", asked_back))
    assert re.findall(r'data-act="suggest" data-key="([^"]+)"', html) == ["Xã A có &lt;mấy&gt; hộ?", "Xã B có mấy hộ?"]
    assert words.NOT_FOUND not in html and 'class="answer refusal"' not in html and words.ASKED_BACK in html


def test_an_answer_offers_no_choices() -> None:
    assert 'class="chips"' not in shown(Turn("Hỏi?", FOREST))
