"""How the parts of a .docx are written: its namespace, values and switches."""

import xml.etree.ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value(element: ET.Element | None, path: str) -> str | None:
    """The w:val of a child: value(pPr, "numPr/numId")."""
    found = element.find("/".join(W + step for step in path.split("/"))) if element is not None else None
    return found.get(W + "val") if found is not None else None


def is_on(element: ET.Element | None, name: str) -> bool:
    """Whether a switch such as w:vanish is set: its presence is enough, unless it says otherwise."""
    found = element.find(W + name) if element is not None else None
    return found is not None and found.get(W + "val", "true") not in ("0", "false", "off")
