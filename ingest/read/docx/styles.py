"""What paragraph and character styles say about lists and hidden text."""

import xml.etree.ElementTree as ET

from ingest.read.docx.markup import W, is_on, value

_TINY = 4  # half points: nobody reads what is no taller, so it is meant for machines
_DEEPEST = 20  # styles that are based on each other in a circle must end


class Styles:
    """The styles of one document by their ids."""

    def __init__(self, root: ET.Element | None) -> None:
        styles = root.findall(W + "style") if root is not None else []
        self._by_id = {style.get(W + "styleId", ""): style for style in styles}

    def list_of(self, properties: ET.Element | None) -> tuple[str | None, int]:
        """The list and the level of a paragraph, its own or its style's; (None, 0) when it is in none."""
        name, depth = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
        for style in self._chain(value(properties, "pStyle")):
            inherited = style.find(W + "pPr")
            name = name if name is not None else value(inherited, "numPr/numId")
            depth = depth if depth is not None else value(inherited, "numPr/ilvl")
        return (None, 0) if name in (None, "0") else (name, int(depth) if depth and depth.isdigit() else 0)

    def list_of_style(self, style_id: str) -> str | None:
        style = self._by_id.get(style_id)
        return value(style.find(W + "pPr"), "numPr/numId") if style is not None else None

    def hides(self, properties: ET.Element | None) -> bool:
        """Whether a run is hidden text, by itself or by its style, or too small to be seen.

        White text stays: it is how heads stand on a dark ground.
        """
        if properties is None:
            return False
        size = value(properties, "sz")
        if size and size.isdigit() and int(size) <= _TINY:
            return True
        if properties.find(W + "vanish") is not None:
            return is_on(properties, "vanish")
        return any(is_on(style.find(W + "rPr"), "vanish") for style in self._chain(value(properties, "rStyle")))

    def _chain(self, style_id: str | None) -> list[ET.Element]:
        """The style and those it is based on."""
        chain: list[ET.Element] = []
        while style_id in self._by_id and len(chain) < _DEEPEST:
            chain.append(self._by_id[style_id or ""])
            style_id = value(chain[-1], "basedOn")
        return chain
