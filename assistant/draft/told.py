"""A draft as an answer of the chat: its title, its outline with the first sentences, and where the whole is."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import AnswerKind
from assistant.draft import words
from assistant.draft.draft import Draft, DraftSection, Statement
from assistant.reply import Draft as Citing
from assistant.reply import Reply

MOST = 1750  # characters
EACH = 2  # sentences of a section
SENTENCE = 260  # characters of a sentence


def told(draft: Draft) -> Reply:
    """The beginning of a draft; citations are numbered anew, since the answer shows few of them."""
    citing = _Citing(draft)
    lines = [words.stored(draft.title, draft.id)]
    last = words.where(draft.id)
    for at, section in enumerate(draft.sections, start=1):
        room = MOST - len(last) - sum(len(line) + 1 for line in lines)
        head = f"**{at}. {section.heading}**"
        if len(head) > room:
            break
        lines.append(head)
        lines += _within(citing, section, room - len(head) - _left(draft, at))
    return citing.reply("\n".join([*lines, "", last]))


def _left(draft: Draft, at: int) -> int:
    """The characters that the headings after a section need."""
    return sum(len(section.heading) + 10 for section in draft.sections[at:])


def _within(citing: _Citing, section: DraftSection, room: int) -> list[str]:
    """The first sentences of a section that there is room for; else its first gap."""
    cited = [statement for statement in section.statements if statement.citations and len(statement.text) <= SENTENCE][:EACH]
    lines: list[str] = []
    for statement in cited:
        if len(statement.text) + 12 > room - sum(map(len, lines)):
            break
        lines.append(f"- {citing.said(statement)}")
    if not cited and section.gaps and len(section.gaps[0]) <= room:
        lines.append(f"- {section.gaps[0]}")
    return lines


class _Citing:
    """Collects the citations that an answer shows."""

    def __init__(self, draft: Draft) -> None:
        self._of = {citation.n: citation for citation in draft.citations}
        self._numbers: dict[int, int] = {}
        self._draft = Citing()

    def said(self, statement: Statement) -> str:
        numbers = [self._number(n) for n in statement.citations]
        self._draft.state(statement.text, numbers[0])
        return f"{statement.text} {''.join(f'[{n}]' for n in numbers)}"

    def _number(self, n: int) -> int:
        if n not in self._numbers:
            self._numbers[n] = len(self._numbers) + 1
            self._draft.citations.append(replace(self._of[n], n=self._numbers[n]))
        return self._numbers[n]

    def reply(self, text: str) -> Reply:
        return self._draft.reply(text, AnswerKind.SUMMARY)
