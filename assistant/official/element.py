"""Elements of WordprocessingML that python-docx has no call for."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement


def element(tag: str, *children: BaseOxmlElement, **values: str) -> BaseOxmlElement:
    """<w:tag w:name="value">children</w:tag>."""
    made = OxmlElement(f"w:{tag}", {qn(f"w:{name}"): value for name, value in values.items()})
    made.extend(children)
    return made


def run(style: str, *children: BaseOxmlElement) -> BaseOxmlElement:
    """A run in a character style."""
    return element("r", element("rPr", element("rStyle", val=style)), *children)


def words(text: str) -> BaseOxmlElement:
    """The text of a run, its spaces kept."""
    made = element("t")
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made


def field(instruction: str, *shown: BaseOxmlElement) -> BaseOxmlElement:
    """A field that Word works out, with what it shows until then; never with text of a report in it."""
    return element("fldSimple", *shown, instr=f" {instruction} ")
