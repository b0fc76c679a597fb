"""An outline as text that a reader edits: a heading a line, behind "|" what is looked for, behind another that a table is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.draft.draft import OutlineSection
from ui import words


def outline_text(sections: Sequence[OutlineSection]) -> str:
    """One line for each section."""
    return "\n".join(_line(section) for section in sections)


def sections_of(text: str) -> tuple[OutlineSection, ...]:
    """The sections of edited lines; an empty line is none, a heading alone is also what is looked for."""
    return tuple(_section(line) for line in text.splitlines() if line.replace("|", " ").split())


def _line(section: OutlineSection) -> str:
    parts = [section.heading, section.about, *([words.WITH_TABLE] if section.table else [])]
    return " | ".join(" ".join(part.replace("|", "/").split()) for part in parts)


def _section(line: str) -> OutlineSection:
    heading, *rest = (" ".join(part.split()) for part in line.split("|"))
    about = rest[0] if rest else heading
    return OutlineSection(heading or about, about, any(rest[1:]))
