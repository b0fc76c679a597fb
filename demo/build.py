"""Rebuild the .docx and .pdf reports of the demo archive from demo/sources, and check the questions against the reports.

Usage: python demo/build.py [build|check]. Needs python-docx, reportlab and pypdfium2; the PDFs embed DejaVu Serif
(Debian: fonts-dejavu-core), found in the usual font folders or in the folder named by DEMO_FONTS.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
REPORTS = HERE / "reports"
QUESTIONS = (HERE / "questions.jsonl", HERE / "second-questions.jsonl", HERE / "period-questions.jsonl")
AS_PDF = ("03", "09", "14")
EPOCH = (2026, 1, 1, 0, 0, 0)
MARK = re.compile(r"\[\^(\d+)\]")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


# ---------------------------------------------------------------- the sources


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a report: kind is h1, h2, p or table."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class Source:
    """A report as its source file describes it."""

    numbered: bool = False
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    subtitle: list[str] = field(default_factory=list)
    rule: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    receivers: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)


def parse(text: str) -> Source:
    """Read the small markup: @directives, # headings, | tables |, [^n] footnotes, and one paragraph a line."""
    source = Source()
    parts = {
        "left": source.left,
        "right": source.right,
        "title": source.title,
        "sub": source.subtitle,
        "rule": source.rule,
        "recv": source.receivers,
        "sign": source.signature,
    }
    rows: list[tuple[str, ...]] = []
    for line in [*(raw.rstrip() for raw in text.splitlines()), ""]:
        if line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
            if set(cells) != {"---"}:
                rows.append(cells)
            continue
        if rows:
            source.blocks.append(Block("table", rows=tuple(rows)))
            rows = []
        if line == "@numbered":
            source.numbered = True
        elif line.startswith("@"):
            name, _, value = line[1:].partition(" ")
            parts[name].append(value)
        elif note := re.match(r"\[\^(\d+)\]: (.+)", line):
            source.notes[note[1]] = note[2]
        elif line.startswith("## "):
            source.blocks.append(Block("h2", line[3:]))
        elif line.startswith("# "):
            source.blocks.append(Block("h1", line[2:]))
        elif line:
            source.blocks.append(Block("p", line))
    return source


def split_marks(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield (words, number of the footnote that follows them or None)."""
    at = 0
    for mark in MARK.finditer(text):
        yield text[at : mark.start()], mark[1]
        at = mark.end()
    yield text[at:], None


# ---------------------------------------------------------------- Word


def footnotes_xml(notes: dict[str, str]) -> bytes:
    """Return the footnotes part; ids -1 and 0 are the separators that Word asks for."""
    head = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
        for kind, number, tag in (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
    )
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in notes.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {W} {R}>{head}{body}</w:footnotes>'.encode()


def numbering_xml(abstract_id: int) -> str:
    """Return a two-level automatic numbering: I. and 1."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="%{level + 1}."/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl>'
        for level, kind in enumerate(("upperRoman", "decimal"))
    )
    return f'<w:abstractNum {W} w:abstractNumId="{abstract_id}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'


def add_numbering(document: DocxDocument) -> int:
    """Register the automatic numbering and return its id."""
    element = document.part.numbering_part.element
    element.insert(0, parse_xml(numbering_xml(90)))
    element.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return 90


def write_runs(paragraph: Paragraph, text: str, bold: bool = False) -> None:
    """Write text into paragraph, with a real footnote reference at every mark."""
    for words, note in split_marks(text):
        if words:
            paragraph.add_run(words).bold = bold
        if note is not None:
            run = paragraph.add_run()
            run.font.superscript = True
            run._r.append(parse_xml(f'<w:footnoteReference {W} w:id="{note}"/>'))


def fill_cell(table: Table, row: int, column: int, lines: list[str], bold: bool = False, centred: bool = True) -> None:
    """Write one paragraph a line into a cell."""
    cell = table.cell(row, column)
    for index, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = bold


def docx_blocks(document: DocxDocument, source: Source) -> None:
    """Write the body of the report."""
    numbering = add_numbering(document) if source.numbered else None
    for block in source.blocks:
        if block.kind == "table":
            table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
            for y, row in enumerate(block.rows):
                for x, cell in enumerate(row):
                    fill_cell(table, y, x, [cell], bold=y == 0, centred=y == 0 or x > 1)
            table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))
            document.add_paragraph().paragraph_format.space_after = Pt(0)
            continue
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(6)
        if block.kind == "p":
            paragraph.paragraph_format.first_line_indent = Mm(10)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        elif numbering is not None:
            level = 0 if block.kind == "h1" else 1
            number = f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(number))
        write_runs(paragraph, block.text, bold=block.kind != "p")


def same_bytes(data: bytes) -> bytes:
    """Rewrite a zip with fixed times, so that the same source gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def build_docx(source: Source) -> bytes:
    """Return the report as a Word file."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(30), Mm(15), Mm(20), Mm(20)
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(14)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "demo"
    properties.created = properties.modified = datetime(*EPOCH)
    letterhead = document.add_table(rows=1, cols=2)
    fill_cell(letterhead, 0, 0, source.left)
    fill_cell(letterhead, 0, 1, source.right)
    document.add_paragraph()
    for line in [*source.title, *source.subtitle, *source.rule]:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(line).bold = True
    document.add_paragraph()
    docx_blocks(document, source)
    closing = document.add_table(rows=1, cols=2)
    fill_cell(closing, 0, 0, source.receivers, centred=False)
    fill_cell(closing, 0, 1, [*source.signature[:-1], "", "", source.signature[-1]], bold=True)
    if source.notes:
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, footnotes_xml(source.notes), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    out = io.BytesIO()
    document.save(out)
    return same_bytes(out.getvalue())


# ---------------------------------------------------------------- PDF

FONT, BOLD = "DejaVuSerif", "DejaVuSerif-Bold"
WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 85.0, WIDTH - 43.0, HEIGHT - 57.0, 57.0
SIZE, LEADING, NOTE_SIZE, NOTE_LEADING = 12.0, 18.5, 9.0, 12.0


def find_font(name: str) -> Path:
    """Return the path of a font file."""
    folders = [Path(os.environ["DEMO_FONTS"])] if "DEMO_FONTS" in os.environ else []
    folders += [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts"]
    for folder in folders:
        if hit := next(iter(sorted(folder.rglob(f"{name}.ttf"))), None):
            return hit
    raise SystemExit(f"{name}.ttf not found: install fonts-dejavu-core or set DEMO_FONTS")


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a line, with the number of the footnote mark stuck to it."""

    text: str
    note: str | None = None

    def width(self, font: str, size: float) -> float:
        """Return the width in points."""
        mark = pdfmetrics.stringWidth(self.note, font, size * 0.6) if self.note else 0.0
        return float(pdfmetrics.stringWidth(self.text, font, size)) + float(mark)


def to_words(text: str) -> list[Word]:
    """Split text into words that carry their footnote marks."""
    words = []
    for token in text.split():
        mark = MARK.search(token)
        if mark is None:
            words.append(Word(token))
            continue
        words.append(Word(token[: mark.start()], mark[1]))
        if token[mark.end() :]:
            words[-1] = Word(token[: mark.start()] + token[mark.end() :], mark[1])
    return words


def wrap(words: list[Word], width: float, font: str, size: float, indent: float = 0.0) -> list[list[Word]]:
    """Break words into lines no wider than width."""
    space = float(pdfmetrics.stringWidth(" ", font, size))
    lines: list[list[Word]] = [[]]
    used = indent
    for word in words:
        if lines[-1] and used + word.width(font, size) > width:
            lines.append([])
            used = 0.0
        lines[-1].append(word)
        used += word.width(font, size) + space
    return lines


class Pages:
    """Lays lines on A4 pages, keeping room at the foot of each for the footnotes that its lines call."""

    def __init__(self, notes: dict[str, str]) -> None:
        """Start the first page of a report with these footnotes."""
        self.notes = notes
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, invariant=1)
        self.y = TOP
        self.page = 1
        self.called: list[str] = []

    def note_lines(self, number: str) -> list[list[Word]]:
        """Return a footnote as lines."""
        return wrap(to_words(f"{number} {self.notes[number]}"), RIGHT - LEFT, FONT, NOTE_SIZE)

    def floor(self, extra: list[str]) -> float:
        """Return how low text may go once the footnotes called so far, and the extra ones, have their room."""
        count = sum(len(self.note_lines(number)) for number in [*self.called, *extra])
        return BOTTOM + (count * NOTE_LEADING + 8 if count else 0)

    def turn(self) -> None:
        """Write the footnotes and the number of this page and start the next."""
        y = self.floor([]) - 14
        if self.called:
            self.canvas.line(LEFT, y + 11, LEFT + 140, y + 11)
        for number in self.called:
            for line in self.note_lines(number):
                self.draw(line, LEFT, y, FONT, NOTE_SIZE)
                y -= NOTE_LEADING
        if self.page > 1:
            self.canvas.setFont(FONT, 13)
            self.canvas.drawCentredString(WIDTH / 2, HEIGHT - 40, str(self.page))
        self.canvas.showPage()
        self.page += 1
        self.y = TOP
        self.called = []

    def draw(self, words: list[Word], x: float, y: float, font: str, size: float) -> None:
        """Write one line as one run of text, footnote marks raised."""
        text = self.canvas.beginText(x, y)
        for index, word in enumerate(words):
            text.setFont(font, size)
            text.textOut(word.text)
            if word.note:
                text.setFont(font, size * 0.6)
                text.setRise(size * 0.35)
                text.textOut(word.note)
                text.setRise(0)
                text.setFont(font, size)
            if index < len(words) - 1:
                text.textOut(" ")
        self.canvas.drawText(text)

    def paragraph(self, text: str, font: str = FONT, indent: float = 28.0) -> None:
        """Write a paragraph, over the page end where it falls there."""
        if font == BOLD and self.y - 3 * LEADING < self.floor([]):
            self.turn()
        for index, line in enumerate(wrap(to_words(text), RIGHT - LEFT, font, SIZE, indent)):
            calls = [word.note for word in line if word.note]
            if self.y - LEADING < self.floor(calls):
                self.turn()
            self.y -= LEADING
            self.draw(line, LEFT + (indent if index == 0 else 0), self.y, font, SIZE)
            self.called += calls
        self.y -= 5

    def centred(self, lines: list[str], x: float, y: float, font: str, size: float = SIZE) -> float:
        """Write centred lines downwards from y and return where they end."""
        self.canvas.setFont(font, size)
        for line in lines:
            y -= LEADING - 2
            self.canvas.drawCentredString(x, y, line)
        return y

    def table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        """Write a ruled table; a row never breaks over a page."""
        weights = [max(4, min(22, max(len(row[x]) for row in rows))) for x in range(len(rows[0]))]
        widths = [(RIGHT - LEFT) * weight / sum(weights) for weight in weights]
        for number, row in enumerate(rows):
            font = BOLD if number == 0 else FONT
            cells = [wrap(to_words(cell), width - 6, font, 10.0) for cell, width in zip(row, widths, strict=True)]
            height = max(len(cell) for cell in cells) * 15.0 + 5
            if self.y - height < self.floor([]):
                self.turn()
            x = LEFT
            for cell, width in zip(cells, widths, strict=True):
                self.canvas.rect(x, self.y - height, width, height)
                for index, line in enumerate(cell):
                    self.draw(line, x + 3, self.y - 14 - 15 * index, font, 10.0)
                x += width
            self.y -= height
        self.y -= 8


def build_pdf(source: Source) -> bytes:
    """Return the report as a PDF with a text layer and embedded fonts."""
    for name in (FONT, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(find_font(name))))
    pages = Pages(source.notes)
    middle = (LEFT + RIGHT) / 2
    left_end = pages.centred(source.left, LEFT + 95, TOP, FONT, 10.0)
    right_end = pages.centred(source.right, RIGHT - 135, TOP, FONT, 10.0)
    y = pages.centred(source.title, middle, min(left_end, right_end) - 14, BOLD)
    pages.y = pages.centred([*source.subtitle, *source.rule], middle, y, BOLD, 11.5) - 12
    for block in source.blocks:
        if block.kind == "table":
            pages.table(block.rows)
        else:
            pages.paragraph(block.text, FONT if block.kind == "p" else BOLD)
    if pages.y - 9 * LEADING < pages.floor([]):
        pages.turn()
    top = pages.y
    for line in source.receivers:
        top -= 15
        pages.draw(to_words(line), LEFT, top, FONT, 9.5)
    pages.centred([*source.signature[:-1], "", "", source.signature[-1]], RIGHT - 110, pages.y, BOLD, 11.5)
    pages.turn()
    pages.canvas.save()
    return pages.out.getvalue()


# ---------------------------------------------------------------- commands


def build() -> None:
    """Write every .docx and .pdf of the archive."""
    for path in sorted(SOURCES.glob("*.txt")):
        source = parse(path.read_text(encoding="utf-8"))
        make: Callable[[Source], bytes] = build_pdf if path.name[:2] in AS_PDF else build_docx
        target = REPORTS / f"{path.stem}{'.pdf' if make is build_pdf else '.docx'}"
        target.write_bytes(make(source))
        print(f"{target.name}: {target.stat().st_size:,} bytes")


def visible_text(path: Path) -> str:
    """Return the words of a report file, NFC, white space as single spaces."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            names = [name for name in ("word/document.xml", "word/footnotes.xml") if name in package.namelist()]
            xml = "\n".join(package.read(name).decode() for name in names)
        text = re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", xml))
        text = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    elif path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    else:
        data = path.read_bytes()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("cp1258")
    return " ".join(unicodedata.normalize("NFC", text).split())


def check() -> None:
    """Fail when a quote of the questions is not in its report, or a question is malformed."""
    texts = {path.name: visible_text(path) for path in REPORTS.iterdir()}
    problems: list[str] = []
    seen: set[str] = set()
    for line in (line for path in QUESTIONS for line in path.read_text(encoding="utf-8").splitlines()):
        item = json.loads(line)
        if item["id"] in seen:
            problems.append(f"{item['id']}: repeated id")
        seen.add(item["id"])
        if bool(item["must_contain"]) != item["answerable"]:
            problems.append(f"{item['id']}: must_contain must be there exactly when it is answerable")
        if bool(item["sources"]) != item["answerable"] and not (item["answerable"] and item["category"] == "coverage"):
            problems.append(f"{item['id']}: sources must be there exactly when it is answerable (a coverage question may have none)")
        for source in item["sources"]:
            if " ".join(source["quote"].split()) not in texts.get(source["file"], ""):
                problems.append(f"{item['id']}: not in {source['file']}: {source['quote']}")
    if problems:
        raise SystemExit("\n".join(problems))
    print(f"{len(seen)} questions: every quote is in its report")


if __name__ == "__main__":
    {"build": build, "check": check}[sys.argv[1] if len(sys.argv) > 1 else "build"]()
