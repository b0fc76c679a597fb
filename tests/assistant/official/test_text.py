"""Text of reports as a document can hold it."""

from __future__ import annotations

import pytest

from assistant.official.text import one_line


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Đạt 4.623,3 ha", "Đạt 4.623,3 ha"),
        ("hai\n  dòng\tchữ", "hai dòng chữ"),
        ("hai\u2028dòng\x0bchữ\x85nữa", "hai dòng chữ nữa"),
        ("a\x00b\x07c\ud800d\uffffe", "abcde"),
        ("ngày\u202eược", "ngàyược"),
        ("10\u00a0km²", "10\u00a0km²"),
        ("Số:          /BC", "Số:          /BC"),
        ("  ", ""),
    ],
)
def test_only_what_xml_cannot_hold_is_dropped(text: str, written: str) -> None:
    assert one_line(text) == written
