"""Sources as Word's own footnotes or endnotes, which python-docx has no calls for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import CharacterStyle
from docx.text.paragraph import Paragraph

from assistant.answer import Citation
from assistant.official.element import element, field, run, words
from assistant.official.head import NoteStyle
from assistant.official.layout import Part
from assistant.official.text import one_line
from assistant.official.words import SOURCES, note

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_SEPARATORS = {"-1": "separator", "0": "continuationSeparator"}  # what stands above the notes, and above those that go on


class Notes:
    """The notes of one document: one a citation, where it is first used; later uses refer back to that note."""

    def __init__(self, document: Document, style: NoteStyle, citations: Iterable[Citation]) -> None:
        self._word = style.removesuffix("s")  # "footnote", as the elements are named
        self._style = Part[self._word.upper()]
        self._mark = f"{self._word.title()}Reference"
        self._cited: Mapping[int, Citation] = {citation.n: citation for citation in citations}
        self._numbers: dict[int, str] = {}
        self._all = element(style, *(self._separator(number, name) for number, name in _SEPARATORS.items()))
        _add_reference_style(document, self._word, self._mark)
        _add_part(document, style, self._all)
        _set_notes(document, self._word)

    def refer(self, paragraph: Paragraph, citations: Sequence[int]) -> None:
        """Put the numbers of the notes at a paragraph's end, in brackets, so that they cannot be taken for a part of a figure."""
        if not citations:
            return
        for before, n in zip(("(", *[", "] * len(citations)), dict.fromkeys(citations), strict=False):
            paragraph._p.append(run(self._mark, words(before)))
            paragraph._p.extend(self._again(n) if n in self._numbers else self._first(n))
        paragraph._p.append(run(self._mark, words(")")))

    def _first(self, n: int) -> list[BaseOxmlElement]:
        """A new note, in a bookmark that later uses find it by."""
        number = self._numbers[n] = str(len(self._numbers) + 1)
        self._all.append(self._note(number, one_line(note(self._cited[n]))))
        start, end = element("bookmarkStart", id=number, name=f"_Nguon{number}"), element("bookmarkEnd", id=number)
        return [start, run(self._mark, element(f"{self._word}Reference", id=number)), end]

    def _again(self, n: int) -> list[BaseOxmlElement]:
        """The number of a note that is there already; Word counts it anew when fields are updated (Ctrl+A, F9)."""
        number = self._numbers[n]
        return [field(rf"NOTEREF _Nguon{number} \f \h", run(self._mark, words(number)))]

    def _note(self, number: str, text: str) -> BaseOxmlElement:
        mark = run(self._mark, element(f"{self._word}Ref"))
        return element(self._word, _paragraph(self._style, mark, element("r", words(f" {text}"))), id=number)

    def _separator(self, number: str, name: str) -> BaseOxmlElement:
        """A short line; above endnotes, which may stand on a page of their own, what they are."""
        if (self._word, name) == ("endnote", "separator"):
            return element(self._word, _paragraph(Part.SOURCES, element("r", words(SOURCES))), id=number, type=name)
        return element(self._word, _paragraph(self._style, element("r", element(name))), id=number, type=name)


def _paragraph(part: Part, *runs: BaseOxmlElement) -> BaseOxmlElement:
    return element("p", element("pPr", element("pStyle", val=part.style_id)), *runs)


def _add_reference_style(document: Document, word: str, style_id: str) -> None:
    style = document.styles.add_style(f"{word} reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    assert isinstance(style, CharacterStyle)
    style.element.set(qn("w:styleId"), style_id)
    style.font.superscript = True


def _add_part(document: Document, style: NoteStyle, notes: BaseOxmlElement) -> None:
    part = XmlPart(PackURI(f"/word/{style}.xml"), f"{_TYPE}{style}+xml", notes, document.part.package)
    document.part.relate_to(part, f"{_RELATIONSHIP}{style}")


def _set_notes(document: Document, word: str) -> None:
    """Which notes are the separators; and Arabic numbers, since Word numbers endnotes i, ii, iii."""
    separators = (element(word, id=number) for number in _SEPARATORS)
    numbers = element("numFmt", val="decimal")
    document.settings.element.xpath("w:compat")[0].addprevious(element(f"{word}Pr", numbers, *separators))
    page = document.sections[0]._sectPr.xpath("w:pgSz")[0]
    page.addprevious(element(f"{word}Pr", element("numFmt", val="decimal")))
