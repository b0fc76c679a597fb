"""A whole document: opens whatever the words are, and office programs read it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.draft.draft import Cell, DraftSection, FigureTable, Regime, Statement
from assistant.official.document import docx_of
from assistant.official.head import Head, NoteStyle
from assistant.official.text import one_line
from tests.assistant.official.made import HEADS, USED, citation, made_draft
from tests.assistant.official.opened import Opened, opened

ANY = st.text(st.characters(exclude_categories=()), max_size=40)  # lone surrogates and control characters too
OFFICE = shutil.which("soffice")


@settings(max_examples=40, deadline=None)
@given(ANY, ANY, ANY, ANY, st.sampled_from(Regime), st.sampled_from(NoteStyle))
def test_any_text_makes_a_file_that_opens_again(one: str, two: str, three: str, four: str, regime: Regime, style: NoteStyle) -> None:
    table = FigureTable((two, three), ((Cell(one), Cell(four, 1)),))
    section = DraftSection(one, (Statement(two, (1,)), Statement(four, (), verified=False)), table, (three,))
    draft = replace(made_draft(regime, (section,)), title=three, citations=(replace(citation(1, four), title=one, issuer=two),))
    head = Head(one, two, three, (four, one), two, three)
    report = Opened(docx_of(draft, head, style))
    assert all(one_line(text) in report.text for text in (one, two, three, four))
    assert one_line(four) in "".join(text.text or "" for text in report.all(style, "w:t"))


@pytest.mark.parametrize("style", list(NoteStyle))
def test_no_file_holds_macros_or_leads_outside(report: Opened, regime: Regime, style: NoteStyle) -> None:
    made = opened(regime, style)
    assert b"macroEnabled" not in made.files["[Content_Types].xml"]
    assert not [name for name in made.files if "vba" in name.lower()]
    assert not [name for name, data in made.files.items() if name.endswith(".rels") and b'TargetMode="External"' in data]


def test_only_page_numbers_and_notes_are_fields(report: Opened) -> None:
    fields = [field for part in ("document", "header1", "header2") for field in report.all(part, "w:fldSimple")]
    assert {value.split()[0] for field in fields for key, value in field.items() if key.endswith("instr")} == {"PAGE", "NOTEREF"}
    assert not report.all("document", "w:instrText")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("style", list(NoteStyle))
def test_an_office_program_shows_all_of_it_without_a_blank_page(regime: Regime, style: NoteStyle, tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(docx_of(made_draft(regime), HEADS[regime], style))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run([str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file], check=True, timeout=180)
    with pypdfium2.PdfDocument(tmp_path / "bao-cao.pdf") as shown:
        pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in shown]
    assert all(pages)
    assert pages[1].startswith("2 ") and not pages[0].startswith("1 ")
    assert sum("Chỉ tiêu 6 tháng đầu năm 2025" in page for page in pages) == 3  # the long table has its heads on both of its pages
    for words in ("BÁO CÁO", "Nơi nhận:", "ngày tháng năm 2026", *(cited.quote for cited in USED)):
        assert words in " ".join(pages)


def test_file_is_small(report: Opened) -> None:
    assert len(report.data) < 100_000
