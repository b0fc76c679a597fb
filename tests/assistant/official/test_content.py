"""What a report tells: headings, sentences, gaps, and what is not verified."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX

from assistant.draft.draft import DraftSection, Regime, Statement
from tests.assistant.official.made import GAP, SECTIONS, UNVERIFIED, made_draft
from tests.assistant.official.opened import Opened, opened_with, seen
from tests.assistant.official.rules import Rules, within

BODY = "Đã tổ chức 24 cuộc"
NOTICE = "Dự thảo có nội dung chưa đối chiếu được"
VERIFIED = tuple(replace(section, statements=tuple(s for s in section.statements if s.verified)) for section in SECTIONS)


def test_headings_are_numbered_as_the_regime_does(report: Opened, rules: Rules) -> None:
    mark = rules.first_heading[1]
    for number in ("I", "II", "III", "IV"):
        assert len(report.starting(f"{number}{mark} ")) == 1
    assert report.line(rules.first_heading)


def test_headings_are_bold_and_of_the_size_of_the_body(report: Opened, rules: Rules) -> None:
    look = seen(report.line(rules.first_heading))
    assert look.bold
    assert within(look.size, rules.body)


def test_a_heading_stays_with_what_follows_and_shows_in_the_outline(report: Opened, rules: Rules) -> None:
    style = report.line(rules.first_heading).style
    assert style and style.paragraph_format.keep_with_next
    assert style.element.xpath("w:pPr/w:outlineLvl[@w:val='0']")


def test_body_is_upright_light_and_sized(report: Opened, rules: Rules) -> None:
    look = seen(report.line(BODY))
    assert (look.bold, look.italic, look.underline) == (False, False, False)
    assert within(look.size, rules.body)


def test_body_is_justified(report: Opened) -> None:
    assert seen(report.line(BODY)).align is WD_ALIGN_PARAGRAPH.JUSTIFY


def test_first_line_is_indented(report: Opened, rules: Rules) -> None:
    assert within(seen(report.line(BODY)).indent, rules.indent)


def test_paragraphs_are_at_least_six_points_apart(report: Opened) -> None:
    look = seen(report.line(BODY))
    assert look.before + look.after >= 6


def test_lines_are_as_far_apart_as_asked(report: Opened, rules: Rules) -> None:
    look = seen(report.line(BODY))
    assert look.exactly == rules.exactly
    assert within(look.line, rules.line)


def test_every_sentence_stands_word_for_word_in_order(report: Opened) -> None:
    sentences = [statement.text for section in SECTIONS for statement in section.statements]
    at = [report.text.index(sentence) for sentence in sentences]
    assert at == sorted(at)


def test_a_gap_is_said_in_italics(report: Opened) -> None:
    assert report.line(GAP).text == GAP
    assert seen(report.line(GAP)).italic


def test_what_is_not_verified_is_marked_in_colour_and_in_words(report: Opened) -> None:
    marked = report.line(UNVERIFIED.text)
    assert marked.text == f"{UNVERIFIED.text} [chưa kiểm chứng]"
    assert {run.font.highlight_color for run in marked.runs} == {WD_COLOR_INDEX.YELLOW}


def test_nothing_else_is_marked(report: Opened) -> None:
    coloured = [paragraph for paragraph in report.paragraphs if any(run.font.highlight_color for run in paragraph.runs)]
    assert [paragraph.text for paragraph in coloured] == [report.line(UNVERIFIED.text).text]


def test_what_the_mark_means_is_said_once_before_the_first_heading(report: Opened, rules: Rules) -> None:
    assert report.text.count(NOTICE) == 1
    assert report.text.index(NOTICE) < report.text.index(rules.first_heading)


def test_a_draft_that_is_verified_throughout_has_no_such_line(regime: Regime) -> None:
    assert not opened_with(made_draft(regime, VERIFIED)).starting(NOTICE)


def test_no_paragraph_of_the_body_is_empty(report: Opened, rules: Rules) -> None:
    told = report.text.split(rules.first_heading)[1].split("Nơi nhận:")[0]
    assert not re.search(r"\n\n", told.rstrip("\n"))


@pytest.mark.parametrize(
    "attack",
    ['{ HYPERLINK "http://example.org" }', '<w:fldSimple w:instr="DDEAUTO c:\\\\a"/>', "=1+1", "http://example.org", "{roman}{0}", "%s\\n"],
)
def test_words_of_a_report_are_shown_as_they_stand(regime: Regime, attack: str) -> None:
    section = DraftSection(attack.lower(), (Statement(attack, ()),), gaps=(attack,))
    report = opened_with(replace(made_draft(regime, (section,)), title=attack))
    assert len(report.starting(attack)) == 3  # title, sentence and gap
    assert attack.upper() in report.text
    assert not report.document.element.body.xpath(".//w:fldSimple | .//w:instrText | .//w:hyperlink")
    assert not [rel for rel in report.document.part.rels.values() if rel.is_external]
