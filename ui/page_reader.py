"""The page's desk where accounts are on: every function that an event calls is the reader's own, who is asked for anew each time."""

from __future__ import annotations

from typing import Any, cast

from gradio.context import LocalContext

from assistant.desk import Desk as WholeDesk
from assistant.reader import Reader
from assistant.rights import Right
from assistant.service.door import Door, LoggedOut
from ui import words
from ui.desk import Desk

# What each function of the page's desk needs; one that does not stand here is refused.
NEEDED = {
    "ask": Right.ASK,
    "stream": Right.ASK,
    "report_text": Right.ASK,
    "report_card": Right.ASK,
    "doubts": Right.ASK,
    "reports": Right.ASK,
    "figures": Right.ASK,
    "conflicts": Right.ASK,
    "conversations": Right.ASK,
    "conversation": Right.ASK,
    "rename": Right.ASK,
    "forget": Right.ASK,
    "rate": Right.ASK,
    "suggestions": Right.ASK,
    "issuers": Right.ASK,
    "types": Right.ASK,
    "submit": Right.CHANGE,
    "job": Right.CHANGE,
    "drafts": Right.DRAFT,
}


class _ReadersDesk:
    def __init__(self, desk: WholeDesk, door: Door) -> None:
        self._desk = desk
        self._door = door
        self.model = desk.model  # the same for all, and asked for when the page is built
        self.accounts = True

    def __getattr__(self, name: str) -> Any:
        if name not in NEEDED:
            raise AttributeError(name)
        reader = self._reader()
        reader.require(NEEDED[name])
        return getattr(self._desk.seen_by(reader), name)

    def _reader(self) -> Reader:
        """Whose event this is; raises LoggedOut, also where the session ended while the page stayed open."""
        event = LocalContext.request.get(None)
        if event is None or event.request is None:
            raise LoggedOut(words.LOGGED_OUT)
        return self._door.reader(event.request)


def readers_desk(desk: WholeDesk, door: Door) -> Desk:
    return cast(Desk, _ReadersDesk(desk, door))
