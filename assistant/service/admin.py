"""The administrator's page: a form for each thing that is done to accounts and units."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel
from starlette.responses import Response

from assistant.reader import reader_of
from assistant.rights import Right
from assistant.service import words
from assistant.service.access import LOGIN
from assistant.service.admin_page import ACTION, administration
from assistant.service.login import door_of, form_of, same
from vectorstore.archive import Archive
from vectorstore.errors import ArchiveError
from vectorstore.units import Unit, list_units, put_unit
from vectorstore.users import User, add_user, assign, disable, list_users, reset, role_of, unlock

router = APIRouter(include_in_schema=False)


class Sent(BaseModel):
    """Every field of every form; which are read depends on what is to be done."""

    form: str = ""
    what: str = ""
    user: str = ""
    id: str = ""
    name: str = ""
    role: str = ""
    unit: str = ""
    unit_id: str = ""
    unit_name: str = ""


@router.get(ACTION)
def show(request: Request) -> Response:
    user = _administrator(request)
    return _page(request, "") if user else RedirectResponse(LOGIN, 303)


@router.post(ACTION)
def do(request: Request, sent: Annotated[Sent, Form()]) -> Response:
    user = _administrator(request)
    if user is None or not same(sent.form, form_of(request)):
        return RedirectResponse(LOGIN, 303)
    try:
        return _page(request, _done(door_of(request).archive, sent, user.id))
    except ArchiveError as error:
        return _page(request, str(error), 422)


def _administrator(request: Request) -> User | None:
    """Who is logged in, if they may manage accounts."""
    door = door_of(request)
    user = door.user(request.cookies)
    allowed = user is not None and not user.must_change and Right.USERS in reader_of(door.archive, user).rights
    return user if allowed else None


def _done(archive: Archive, sent: Sent, by: str) -> str:
    """What was done, in a sentence."""
    if sent.what == "add":
        return words.ONE_TIME.format(login=sent.id, password=add_user(archive, sent.id, sent.name, role_of(sent.role), sent.unit, by))
    if sent.what == "reset":
        return words.ONE_TIME.format(login=sent.user, password=reset(archive, sent.user, by))
    plain: dict[str, Callable[[], None]] = {
        "assign": lambda: assign(archive, sent.user, role_of(sent.role), sent.unit, by),
        "disable": lambda: disable(archive, sent.user, by),
        "unlock": lambda: unlock(archive, sent.user, by),
        "unit": lambda: put_unit(archive, Unit(sent.unit_id, sent.unit_name, sent.unit), by),
    }
    if sent.what not in plain:
        return ""
    plain[sent.what]()
    return words.DONE


def _page(request: Request, said: str, status: int = 200) -> Response:
    archive = door_of(request).archive
    text = administration(list_users(archive), list_units(archive), form_of(request), said)
    return HTMLResponse(text, status, {"Cache-Control": "no-store"})
