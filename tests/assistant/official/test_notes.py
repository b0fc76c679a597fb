"""Sources as footnotes and endnotes that Word knows as such."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from assistant.draft.draft import DraftSection, Regime, Statement
from assistant.official.head import NoteStyle
from tests.assistant.official.made import CITATIONS, USED, citation, made_draft
from tests.assistant.official.opened import Opened, opened, opened_with

SEPARATORS = {"separator", "continuationSeparator"}
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
READING_ORDER = (1, 2, 3, 4, 5, 6)


@pytest.fixture(params=list(NoteStyle), ids=str)
def style(request: pytest.FixtureRequest) -> NoteStyle:
    return NoteStyle(request.param)


@pytest.fixture
def noted(regime: Regime, style: NoteStyle) -> Opened:
    return opened(regime, style)


def notes(report: Opened, style: NoteStyle) -> list[BaseOxmlElement]:
    found = report.all(style, f"w:{style.removesuffix('s')}")
    return [note for note in found if note.get(qn("w:type")) not in SEPARATORS]


def words(element: BaseOxmlElement) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def test_part_is_related_and_typed_as_word_asks(noted: Opened, style: NoteStyle) -> None:
    (rel,) = (rel for rel in noted.document.part.rels.values() if rel.reltype == f"{RELATIONSHIP}{style}")
    assert rel.target_part.partname == f"/word/{style}.xml"
    assert rel.target_part.content_type == f"application/vnd.openxmlformats-officedocument.wordprocessingml.{style}+xml"


def test_there_are_no_notes_of_the_other_style(noted: Opened, style: NoteStyle) -> None:
    (other,) = set(NoteStyle) - {style}
    assert f"word/{other}.xml" not in noted.files
    assert not noted.all("document", f"w:{other.removesuffix('s')}Reference")


def test_each_citation_that_is_used_has_one_note_and_no_other_has(noted: Opened, style: NoteStyle) -> None:
    assert len(notes(noted, style)) == len(USED)
    assert len(noted.all("document", f"w:{style.removesuffix('s')}Reference")) == len(USED)
    assert CITATIONS[-1].quote not in "".join(map(words, notes(noted, style)))


def test_notes_stand_in_reading_order_with_their_quotes_word_for_word(noted: Opened, style: NoteStyle) -> None:
    quoted = [words(note).rpartition("“")[2].removesuffix("”") for note in notes(noted, style)]
    assert quoted == [CITATIONS[n - 1].quote for n in READING_ORDER]


def test_a_note_names_report_number_issuer_period_section_and_page(noted: Opened, style: NoteStyle) -> None:
    assert words(notes(noted, style)[0]) == (
        " Báo cáo kết quả công tác 6 tháng đầu năm 2026, số 01/BC-UBND, UBND xã Pắc Ngần, kỳ 6 tháng đầu năm 2026, "
        "mục II › 2. Phòng cháy, chữa cháy rừng, trang 2: “Tổ chức 24 cuộc tuần tra, kiểm soát rừng với 186 lượt người tham gia.”"
    )


def test_what_a_source_does_not_tell_is_left_out(regime: Regime) -> None:
    bare = replace(citation(1, "Không có gì."), issuer=None, number=None, period=None, section="", page=None)
    draft = replace(made_draft(regime, (DraftSection("A", (Statement("B.", (1,)),)),)), citations=(bare,))
    assert [words(note) for note in notes(opened_with(draft), NoteStyle.FOOTNOTES)] == [
        " Báo cáo kết quả công tác 6 tháng đầu năm 2026: “Không có gì.”"
    ]


def test_references_point_to_the_notes_one_each(noted: Opened, style: NoteStyle) -> None:
    pointed = [found.get(qn("w:id")) for found in noted.all("document", f"w:{style.removesuffix('s')}Reference")]
    assert pointed == [note.get(qn("w:id")) for note in notes(noted, style)]
    assert len(set(pointed)) == len(pointed)


def test_every_note_begins_with_its_own_number(noted: Opened, style: NoteStyle) -> None:
    for note in notes(noted, style):
        assert len(list(note.iter(qn(f"w:{style.removesuffix('s')}Ref")))) == 1


def test_numbers_of_notes_are_small_and_high_and_in_brackets(noted: Opened, style: NoteStyle) -> None:
    mark = noted.document.styles[f"{style.removesuffix('s')} reference"]
    assert mark.font.superscript
    (run,) = noted.line("Diện tích rừng được giao khoán bảo vệ là")._p.xpath(f"w:r[w:{style.removesuffix('s')}Reference]")
    assert run.xpath("w:rPr/w:rStyle")[0].get(qn("w:val")) == mark.style_id
    assert noted.line("Diện tích rừng được giao khoán bảo vệ là").text.endswith("năm trước.()")  # its number is Word's to fill in


def test_two_notes_of_one_sentence_are_kept_apart(noted: Opened) -> None:
    assert noted.line("Đã tổ chức 24 cuộc").text.endswith("(, )")


def test_a_citation_used_again_refers_back_to_its_note(noted: Opened) -> None:
    (field,) = noted.line("Tiếp tục duy trì")._p.xpath("w:fldSimple")
    assert field.get(qn("w:instr")).split()[:2] == ["NOTEREF", "_Nguon1"]
    assert words(field) == "1"


def test_what_is_referred_back_to_is_there(noted: Opened) -> None:
    marks = [mark.get(qn("w:name")) for mark in noted.all("document", "w:bookmarkStart")]
    asked = {field.get(qn("w:instr"), "").split()[1] for field in noted.all("document", "w:fldSimple")}
    assert len(set(marks)) == len(marks) == len(USED)
    assert asked <= set(marks)
    assert len(noted.all("document", "w:bookmarkEnd")) == len(marks)


def test_separators_are_there_and_named_in_the_settings(noted: Opened, style: NoteStyle) -> None:
    word = style.removesuffix("s")
    found = {note.get(qn("w:type")): note.get(qn("w:id")) for note in noted.all(style, f"w:{word}") if note.get(qn("w:type"))}
    assert set(found) == SEPARATORS
    (settings,) = noted.part("settings").xpath(f"w:{word}Pr")
    assert {named.get(qn("w:id")) for named in settings.iter(qn(f"w:{word}"))} == set(found.values())


def test_notes_are_numbered_1_2_3(noted: Opened, style: NoteStyle) -> None:
    (format,) = noted.document.sections[0]._sectPr.xpath(f"w:{style.removesuffix('s')}Pr/w:numFmt")
    assert format.get(qn("w:val")) == "decimal"


def test_text_of_a_note_is_set_in_its_own_style_smaller_than_the_body(noted: Opened, style: NoteStyle) -> None:
    text = noted.document.styles[f"{style.removesuffix('s')} text"]
    assert 9 <= text.font.size.pt <= 12
    for note in notes(noted, style):
        assert {found.get(qn("w:val")) for found in note.iter(qn("w:pStyle"))} == {text.style_id}


def test_endnotes_are_headed(regime: Regime) -> None:
    first = opened(regime, NoteStyle.ENDNOTES).all("endnotes", "w:endnote")[0]
    assert (first.get(qn("w:type")), words(first)) == ("separator", "NGUỒN TRÍCH DẪN")


def test_the_same_citation_twice_in_one_sentence_is_said_once(regime: Regime) -> None:
    draft = made_draft(regime, (DraftSection("A", (Statement("B.", (3, 3)),)),))
    assert opened_with(draft).line("B.").text == "B.()"
