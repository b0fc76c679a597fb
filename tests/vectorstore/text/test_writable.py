"""What no document can hold is taken out, all else stays."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.text.writable import writable


@given(st.text(st.characters(categories=None)))
def test_what_is_left_stands_in_xml_and_utf8(text: str) -> None:
    page = ElementTree.Element("p")
    page.text = writable(text)
    read = ElementTree.fromstring(ElementTree.tostring(page, encoding="utf-8"))
    assert (read.text or "") == writable(text).replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(("text", "left"), [("Xã\x00 Bản\x1f Sen\ufffe", "Xã Bản Sen"), ("a\tb\nc", "a\tb\nc"), ("45 hộ 🏠", "45 hộ 🏠")])
def test_letters_tabs_and_ends_of_line_stay(text: str, left: str) -> None:
    assert writable(text) == left
