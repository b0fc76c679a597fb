"""The document as Markdown that shows every text as it is written."""

from __future__ import annotations

import re

from assistant.transcript.lines import Line, Style, Transcript, lines_of

OPENS = {Style.TITLE: "# ", Style.QUESTION: "## ", Style.HEAD: "### ", Style.WORDS: "", Style.BULLET: "- ", Style.QUOTE: "> "}
# What Markdown would take for marks of its own: anywhere, in an address, and where a line begins.
_MARKS = re.compile(r"[\\`*_\[\]<>#|~&$^@!]|(?<=[a-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
_FIRST = re.compile(r"^(\d*)([-+=.)])")


def markdown_of_transcript(transcript: Transcript) -> str:
    written, before = "", Style.TITLE
    for line in lines_of(transcript):
        together = line.style is before is Style.BULLET
        written += ("\n" if together else "\n\n") + OPENS[line.style] + _text(line)
        before = line.style
    return written.lstrip("\n") + "\n"


def _text(line: Line) -> str:
    return "".join(f"**{escaped(text)}**" if bold else escaped(text) for text, bold in line.pieces)


def escaped(text: str) -> str:
    """The text with a backslash before each sign that would be a mark."""
    return _FIRST.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", text))
