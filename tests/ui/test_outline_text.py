"""An outline as a reader edits it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.draft.draft import OutlineSection
from ui.outline_text import outline_text, sections_of

SECTIONS = (
    OutlineSection("Phòng cháy, chữa cháy rừng", "phòng cháy, chữa cháy rừng; bảo vệ rừng", table=True),
    OutlineSection("Hạn chế", ""),
)


def test_an_outline_is_read_back_as_it_was_shown() -> None:
    text = outline_text(SECTIONS)
    assert text.splitlines()[0] == "Phòng cháy, chữa cháy rừng | phòng cháy, chữa cháy rừng; bảo vệ rừng | bảng"
    assert sections_of(text) == SECTIONS


def test_a_heading_alone_is_what_is_looked_for() -> None:
    assert sections_of("  Giảm   nghèo \n\n | | \n") == (OutlineSection("Giảm nghèo", "Giảm nghèo"),)


def test_a_line_without_a_heading_takes_what_is_looked_for() -> None:
    assert sections_of("| giảm nghèo | bảng") == (OutlineSection("giảm nghèo", "giảm nghèo", table=True),)


words = st.text(st.characters(blacklist_characters="|", blacklist_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=12)


@given(st.lists(st.builds(OutlineSection, words, words, st.booleans()), max_size=5))
def test_every_outline_survives_its_text(sections: list[OutlineSection]) -> None:
    assert sections_of(outline_text(sections)) == tuple(sections)


@given(st.text(max_size=60))
def test_any_text_is_an_outline_whose_sections_have_headings(text: str) -> None:
    assert all(section.heading for section in sections_of(text))
