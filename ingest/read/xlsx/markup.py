"""The namespaces of workbooks, and the places of cells."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def place(reference: str) -> tuple[int, int] | None:
    """Row and column, both from 0: "B3" is (2, 1)."""
    match = _PLACE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def words(element: ET.Element | None) -> str:
    """The words of a string, its runs joined, without the readings that Japanese sheets have over them."""
    if element is None:
        return ""
    own = [element.findtext(S + "t") or "", *(run.findtext(S + "t") or "" for run in element.findall(S + "r"))]
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), "".join(own))


def is_set(element: ET.Element, name: str) -> bool:
    return element.get(name, "0") in ("1", "true")
