"""A draft as Markdown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.draft.draft import DraftSection, Regime, Statement
from assistant.official.head import Head
from assistant.official.markdown import escaped, markdown_of
from tests.assistant.official.made import GAP, HEADS, USED, citation, made_draft
from tests.assistant.official.rules import Rules


def test_it_has_the_letterhead_with_number_and_day_blank(regime: Regime, rules: Rules) -> None:
    text = markdown_of(made_draft(regime), HEADS[regime])
    assert f"**{' '.join(rules.issuer_lines)}**" in text
    assert f"{rules.number_begins}         {rules.number_ends}" in text
    assert "*Pắc Ngần, ngày      tháng      năm 2026*" in text


def test_sources_are_numbered_at_the_end_each_once(regime: Regime) -> None:
    sources = markdown_of(made_draft(regime), Head()).split("## NGUỒN TRÍCH DẪN\n\n")[1].strip().split("\n")
    assert len(sources) == len(USED)
    for at, (line, cited) in enumerate(zip(sources, USED, strict=True), start=1):
        assert line.startswith(f"{at}. {cited.title}, số {cited.number}")
        assert line.replace("\\", "").endswith(f"“{cited.quote}”")


def test_sentences_and_cells_carry_the_number_of_their_source(regime: Regime) -> None:
    text = markdown_of(made_draft(regime), Head())
    assert "không xảy ra cháy rừng. [1] [2]\n" in text
    assert "Tiếp tục duy trì tuần tra vào mùa khô. [1]\n" in text
    assert "| Tuần tra, kiểm soát rừng (cuộc) | 19 [4] | 24 [1] | +5 |\n" in text


def test_numbers_of_sources_go_by_their_use(regime: Regime) -> None:
    draft = replace(made_draft(regime, (DraftSection("A", (Statement("B.", (9,)),)),)), citations=(citation(9, "Có 5 thôn."),))
    text = markdown_of(draft, Head())
    assert "B. [1]\n" in text
    assert "\n1. Báo cáo kết quả" in text


def test_gaps_and_what_is_not_verified_are_marked(regime: Regime) -> None:
    text = markdown_of(made_draft(regime), Head())
    assert f"*{GAP}*" in text
    assert "ba năm gần đây. **\\[chưa kiểm chứng\\]**" in text
    assert text.count("*Dự thảo có nội dung chưa đối chiếu") == 1


def test_headings_and_ending_are_those_of_the_regime(regime: Regime, rules: Rules) -> None:
    text = markdown_of(made_draft(regime), HEADS[regime])
    assert f"## {rules.first_heading}" in text
    assert f"{rules.authority}  \n{rules.post}  \n…" in text
    assert f"- {HEADS[regime].recipients[0]}{rules.list_end}\n" in text
    assert rules.kept in text


def test_a_draft_without_citations_has_no_list_of_sources(regime: Regime) -> None:
    assert "NGUỒN" not in markdown_of(made_draft(regime, (DraftSection("A", (Statement("B.", ()),)),)), Head())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[x](http://a.vn)", "\\[x\\](http\\://a.vn)"),
        ("![x](javascript:1)", "!\\[x\\](javascript:1)"),
        ("<img src=x>", "\\<img src=x\\>"),
        ("**đậm** _nghiêng_ `mã`", "\\*\\*đậm\\*\\* \\_nghiêng\\_ \\`mã\\`"),
        ("a | b", "a \\| b"),
        ("# đầu mục\n# hai", "\\# đầu mục \\# hai"),
        ("- gạch", "\\- gạch"),
        ("---", "\\---"),
        ("1. một", "1\\. một"),
        ("4.623,3 ha", "4.623,3 ha"),
        ("+5", "+5"),
        ("www.a.vn, x@a.vn, &lt;", "www\\.a.vn, x\\@a.vn, \\&lt;"),
    ],
)
def test_words_of_a_report_are_no_marks(text: str, shown: str) -> None:
    assert escaped(text) == shown
