"""Plain text and Markdown: markup goes, every word and line stays."""

import re
from collections.abc import Iterator

from ingest.read.blocks import Block, Cell, Grid, Paragraph, Row
from ingest.read.characters import note_mark, raised
from ingest.read.emphasis import without_emphasis

_LINE_END = re.compile(r"\r\n?")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+([^\n]*)$", re.MULTILINE)
# Lengths are bounded so that a hostile file cannot make the search quadratic.
_SUP = re.compile(r"<sup>([^<\n]{0,40})</sup>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:sub|sup|b|strong|i|em|u|ins)>", re.IGNORECASE)
_BREAK = re.compile(r"[ \t]?<br ?/?>[ \t]?\n?", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,300}\)(?:\{[^}\n]{0,300}\})?")
_SPAN = re.compile(r"\[([^\[\]\n]{0,500})\]\{\.[a-z]{1,20}\}")
_ENTITY = re.compile(r"&(nbsp|amp|lt|gt|quot|#39);")
_ENTITIES = {"nbsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": '"', "#39": "'"}
_NOTE = re.compile(r"\[\^([^\[\]\s]{1,50})\](:[ \t]{0,8})?")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()<>#+\-.!|~])")
_HARD_BREAK = re.compile(r"\\$", re.MULTILINE)
# Escaped characters wait in the private use area until the markup is gone.
_WAIT = 0xE000
_WAITING = re.compile("[\ue020-\ue07e]")
_RULE = re.compile(r":?-+:?")
TABS, ROWS = 2, 3  # from which lines with the same number of tabs are a table


def markdown_blocks(text: str) -> Iterator[Block]:
    """One paragraph a line; a table where a line of dashes and bars follows one with bars, and where tabs set lines in columns."""
    # Only the line ends: what else plain() drops can be a letter in an old encoding, which compose() converts first.
    lines = _bare(_LINE_END.sub("\n", text)).split("\n")
    at = 0
    while at < len(lines):
        end, tabbed = _table_end(lines, at), _tabbed_end(lines, at)
        if end:
            yield _grid([_cells(line) for line in (lines[at], *lines[at + 2 : end])])
        elif tabbed:
            yield _grid([line.split("\t") for line in lines[at:tabbed]])
        else:
            yield Paragraph(_freed(lines[at]))
        at = end or tabbed or at + 1


def _bare(text: str) -> str:
    """The text without its markup; escaped characters are still waiting."""
    text = _ESCAPE.sub(lambda match: chr(_WAIT + ord(match[1])), text)
    text = _HARD_BREAK.sub("", _HEADING.sub(_heading, _IMAGE.sub("", text)))
    text = _marked(without_emphasis(text))
    text = _TAG.sub("", _SUP.sub(lambda match: raised(match.string[max(0, match.start() - 4) : match.start()], match[1].strip()), text))
    return _ENTITY.sub(lambda match: _ENTITIES[match[1]], _SPAN.sub(r"\1", text))


def _heading(match: re.Match[str]) -> str:
    """The words of a heading, without the closing marks that some writers set: "## Mục ##"."""
    bare = match[1].rstrip().rstrip("#")
    return bare.rstrip() if bare.endswith((" ", "\t")) else match[1]


def _marked(text: str) -> str:
    """`[^1]` becomes ¹ and `[^1]: words` becomes "¹ words"; names are numbered in the order of the text."""
    numbers: dict[str, int] = {}

    def mark(match: re.Match[str]) -> str:
        name = match[1]
        number = int(name) if name.isascii() and name.isdigit() and len(name) < 5 else numbers.setdefault(name, len(numbers) + 1)
        defines = match[2] is not None and (match.start() == 0 or match.string[match.start() - 1] == "\n")
        return note_mark(number) + (" " if defines else match[2] or "")

    return _NOTE.sub(mark, text)


def _freed(line: str) -> str:
    """Give the escaped characters and the line breaks back."""
    return _WAITING.sub(lambda match: chr(ord(match[0]) - _WAIT), _BREAK.sub("\n", line))


def _table_end(lines: list[str], at: int) -> int | None:
    """The line after the table that starts here, if one does."""
    if at + 1 >= len(lines) or "|" not in lines[at] or "|" not in lines[at + 1] or not _is_rule(lines[at + 1]):
        return None
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return end


def _is_rule(line: str) -> bool:
    return all(_RULE.fullmatch(cell.strip()) for cell in _cells(line))


def _tabbed_end(lines: list[str], at: int) -> int | None:
    """The line after the table of columns set by tabs that starts here, if one does: a letterhead has two columns, a table has more."""
    heads, end = lines[at].split("\t"), at
    while len(heads) > TABS and all(map(str.strip, heads)) and end < len(lines) and lines[end].count("\t") + 1 == len(heads):
        end += 1
    return end if end - at >= ROWS else None


def _grid(rows: list[list[str]]) -> Grid:
    return Grid(tuple(_row(cells) for cells in rows), head_rows=1)


def _cells(line: str) -> list[str]:
    return line.strip().removeprefix("|").removesuffix("|").split("|")


def _row(cells: list[str]) -> Row:
    return tuple(Cell(_freed(text.strip()), column) for column, text in enumerate(cells))
