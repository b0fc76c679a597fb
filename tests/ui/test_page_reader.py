"""The page with accounts on: every event is the reader's own, and none is answered once they are out."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import gradio as gr
import pytest
from fastapi import FastAPI
from gradio.context import LocalContext

from assistant.draft.drafting import Drafting
from assistant.rights import RIGHTS
from assistant.service.app import create_app
from assistant.service.door import COOKIE, Door, LoggedOut
from tests.assistant.service.fakes import UP, Stage, stage
from tests.assistant.service.house import PASSWORD, House, housed
from tests.ui.test_browser import BROWSER, DRIVER, Reader, driver_of, served
from ui import desk as protocols
from ui import words
from ui.page import mount_page
from ui.page_reader import NEEDED, readers_desk
from vectorstore.errors import Forbidden
from vectorstore.sessions import open_session
from vectorstore.users import Role, disable, get_user

browser = pytest.mark.skipif(not (BROWSER and DRIVER), reason="no chromium with chromedriver (Debian: chromium, chromium-driver)")


@pytest.fixture
def staged(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path / "data") as made:
        yield made


@pytest.fixture
def house(staged: Stage) -> Iterator[House]:
    with housed(staged) as made:
        yield made


@dataclass
class Event:
    """As much of an event's request as is asked for."""

    cookies: dict[str, str]
    headers: dict[str, str]


def happening(house: House, login: str) -> protocols.Desk:
    """The page's desk in an event of somebody's."""
    secret = open_session(house.stage.archive, get_user(house.stage.archive, login))
    LocalContext.request.set(gr.Request(Event({COOKIE: secret}, {})))  # type: ignore[arg-type]
    return readers_desk(house.stage.desk, Door(house.stage.readiness))


@pytest.fixture(autouse=True)
def _no_event_left() -> Iterator[None]:
    yield
    LocalContext.request.set(None)


def test_every_function_that_the_page_calls_names_its_right() -> None:
    asked = {name for name, value in vars(protocols.Desk).items() if not name.startswith("_")} - {"model"}
    assert asked == set(NEEDED)


def test_every_function_of_the_drafts_is_one_of_the_real_desk() -> None:
    asked = {name for name, value in vars(protocols.Drafts).items() if not name.startswith("_") and inspect.isfunction(value)}
    assert asked <= set(vars(Drafting))


def test_every_role_may_do_on_the_page_what_the_table_says(house: House) -> None:
    logins = {Role.ADMIN: "quantri", Role.CLERK: "vanthu", Role.OFFICER: "canbo", Role.VIEWER: "nguoixem"}
    for role, login in logins.items():
        desk = happening(house, login)
        for name, right in NEEDED.items():
            if right in RIGHTS[role]:
                assert getattr(desk, name) is not None
            else:
                with pytest.raises(Forbidden):
                    getattr(desk, name)


def test_the_page_shows_a_reader_their_own(house: House) -> None:
    own, other = sorted(house.stage.archive.ids())
    assert [card.id for card in happening(house, "canbo").reports(None, None, None, None)] == [own]
    assert {card.id for card in happening(house, "quantri").reports(None, None, None, None)} == {own, other}


def test_an_event_without_a_session_is_refused(house: House) -> None:
    desk = readers_desk(house.stage.desk, Door(house.stage.readiness))
    with pytest.raises(LoggedOut):
        desk.issuers()
    desk = happening(house, "canbo")
    assert desk.issuers()
    disable(house.stage.archive, "canbo", "quantri")
    with pytest.raises(LoggedOut):
        desk.issuers()


def test_what_is_not_a_function_of_the_page_is_not_there(house: House) -> None:
    desk = happening(house, "quantri")
    for name in ("archive", "delete", "shelve", "seen_by", "texts"):
        with pytest.raises(AttributeError):
            getattr(desk, name)


@pytest.fixture
def page(house: House, tmp_path: Path) -> Iterator[Reader]:
    door = Door(house.stage.readiness)
    house.stage.readiness.provide(house.stage.desk, lambda: UP)
    app = create_app(house.stage.readiness, lambda: mount_page(FastAPI(), readers_desk(house.stage.desk, door)), door=door)
    with served(app) as address:
        reader = driver_of(tmp_path / "profile", 1366, 768)
        reader.driver.get(address)
        yield reader
        reader.driver.quit()


@browser
def test_a_reader_logs_in_works_and_is_out_when_the_account_is_closed(house: House, page: Reader) -> None:
    page.wait("#login")[0].send_keys("canbo")
    page.all("#password")[0].send_keys(PASSWORD + "\n")
    page.until(lambda: not page.all("#login"))
    page.until(lambda: bool(page.reloaded("#question textarea")))
    page.tab(words.TAB_REPORTS)
    page.wait("[data-act=report]")
    own, _ = sorted(house.stage.archive.ids())
    shown = page.all("#reports")[0].text
    assert len(page.all("[data-act=report]")) == 1
    assert house.stage.archive.header(own).title in shown
    disable(house.stage.archive, "canbo", "quantri")
    page.tab(words.TAB_HISTORY)
    page.wait("#login")  # by itself: whatever they do next shows where to log in
