"""What styles say about hidden and raised text and about fonts."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache

from ingest.read.odt.markup import FO, STYLE, TEXT

_DEEPEST = 20  # styles that are based on each other in a circle must end
_TINY = ("0pt", "1pt", "2pt")


class Styles:
    """The styles of one document by their names; a document's own come before those of its styles.xml."""

    def __init__(self, parts: list[ET.Element]) -> None:
        styles = [style for part in reversed(parts) for style in part.iter(STYLE + "style")]
        self._by_name = {style.get(STYLE + "name", ""): style for style in styles}
        faces = [face for part in reversed(parts) for face in part.iter(STYLE + "font-face")]
        svg = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}font-family"
        self._faces = {face.get(STYLE + "name", ""): face.get(svg, "").strip("'\"") for face in faces}
        self._property = cache(self._look_up)

    def hides(self, name: str) -> bool:
        """Whether the text is hidden, or too small for anybody to read."""
        return self._property(name, FO + "font-size") in _TINY or self._property(name, TEXT + "display") == "none"

    def raises(self, name: str) -> bool:
        return (self._property(name, STYLE + "text-position") or "").startswith("super")

    def font(self, name: str) -> str:
        named = self._property(name, STYLE + "font-name")
        return self._faces.get(named or "", named or "") or (self._property(name, FO + "font-family") or "").strip("'\"")

    def _look_up(self, name: str, attribute: str) -> str | None:
        """A text property of a style, or of one that it is based on."""
        for _ in range(_DEEPEST):
            style = self._by_name.get(name)
            if style is None:
                return None
            for properties in style.findall(STYLE + "text-properties"):
                if attribute in properties.attrib:
                    return properties.get(attribute)
            name = style.get(STYLE + "parent-style-name", "")
        return None
