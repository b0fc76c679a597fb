"""Below the report: who receives it and who signs it."""

from __future__ import annotations

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from assistant.draft.draft import Regime
from assistant.official.head import Head
from tests.assistant.official.made import HEADS, made_draft
from tests.assistant.official.opened import Opened, opened_with, seen
from tests.assistant.official.rules import Rules, within


def column(report: Opened, at: int) -> list[Paragraph]:
    return list(report.document.tables[-1].rows[0].cells[at].paragraphs)


def test_authority_post_and_name_stand_on_the_right_in_this_order(report: Opened, rules: Rules) -> None:
    authority, post, name = column(report, 1)
    assert (authority.text, post.text) == (rules.authority, rules.post)
    assert set(name.text) == {"…"}


def test_signature_is_centred_and_sized(report: Opened, rules: Rules) -> None:
    for paragraph in column(report, 1):
        look = seen(paragraph)
        assert look.align is WD_ALIGN_PARAGRAPH.CENTER
        assert within(look.size, rules.signature)


def test_authority_and_name_are_bold(report: Opened) -> None:
    authority, _, name = map(seen, column(report, 1))
    assert authority.bold and name.bold


def test_post_is_bold_for_the_state_only(report: Opened, rules: Rules) -> None:
    assert seen(column(report, 1)[1]).bold == rules.post_bold


def test_there_is_room_to_sign(report: Opened) -> None:
    assert seen(column(report, 1)[-1]).before >= 50


def test_recipients_are_headed_in_the_manner_of_the_regime(report: Opened, rules: Rules) -> None:
    head = column(report, 0)[0]
    look = seen(head)
    assert head.text == "Nơi nhận:"
    assert (look.bold, look.italic, look.underline) == rules.recipients_look
    assert look.size == rules.recipients


def test_each_recipient_has_a_dash_and_its_mark(report: Opened, rules: Rules, regime: Regime) -> None:
    listed = [paragraph.text for paragraph in column(report, 0)[1:-1]]
    assert listed == [f"- {name}{rules.list_end}" for name in HEADS[regime].recipients]


def test_list_of_recipients_is_small_and_upright(report: Opened, rules: Rules) -> None:
    for paragraph in column(report, 0)[1:]:
        look = seen(paragraph)
        assert (look.size, look.bold, look.italic, look.align) == (rules.recipient, False, False, WD_ALIGN_PARAGRAPH.LEFT)


def test_last_line_says_where_it_is_kept_and_ends_with_a_full_stop(report: Opened, rules: Rules) -> None:
    last = column(report, 0)[-1].text
    assert last.startswith(rules.kept)
    assert last.endswith(".")


def test_closing_has_no_borders(report: Opened) -> None:
    assert not report.document.tables[-1]._tbl.xpath(".//w:tblBorders | .//w:tcBorders")


def test_signature_never_stands_alone_on_a_page(report: Opened) -> None:
    *_, last, gap, _ = report.document.paragraphs
    assert last.text.startswith("Tiếp tục duy trì")
    assert last.paragraph_format.keep_with_next and gap.paragraph_format.keep_with_next


def test_a_paragraph_ends_the_document_since_a_table_cannot(report: Opened) -> None:
    *_, before, last, page = report.document.element.body
    assert [element.tag for element in (before, last, page)] == [qn("w:tbl"), qn("w:p"), qn("w:sectPr")]


def test_nothing_is_broken_to_a_new_page(report: Opened) -> None:
    assert not report.document.element.body.xpath(".//w:br[@w:type='page'] | .//w:pageBreakBefore | .//w:p/w:pPr/w:sectPr")


def test_who_receives_and_signs_is_left_to_fill_in_where_it_is_not_given(regime: Regime) -> None:
    report = opened_with(made_draft(regime))
    assert [set(paragraph.text) for paragraph in column(report, 1)] == [{"…"}] * 3
    assert column(report, 0)[1].text.startswith("- ……")


def test_marks_that_the_user_wrote_around_a_recipient_are_not_doubled(regime: Regime, rules: Rules) -> None:
    report = opened_with(made_draft(regime), Head(recipients=("- UBND tỉnh;", "Lãnh đạo xã.")))
    assert [paragraph.text for paragraph in column(report, 0)[1:3]] == [f"- UBND tỉnh{rules.list_end}", f"- Lãnh đạo xã{rules.list_end}"]
