"""The pages for logging in, one's own account and a new password: plain forms, without script and without anything from elsewhere."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from assistant.rights import RIGHTS, Right
from assistant.service import login_page, words
from assistant.service.access import ACCOUNT, LOGIN
from assistant.service.door import COOKIE, Door
from vectorstore.errors import ArchiveError
from vectorstore.sessions import close_session, form_token, open_session
from vectorstore.users import User, attempt, change_password

router = APIRouter(include_in_schema=False)

FORM = "hoibaocao_form"  # the cookie that a form of somebody who is not logged in is compared with
Field = Annotated[str, Form(max_length=300)]


def door_of(request: Request) -> Door:
    """The door of this service."""
    door: Door = request.app.state.door
    return door


@router.get(LOGIN)
def show_login(request: Request) -> Response:
    return _form(request, "")


@router.post(LOGIN)
def log_in(request: Request, login: Field = "", password: Field = "", form: Field = "") -> Response:
    """One sentence for every failure: whether an account exists is not said."""
    door, address = door_of(request), _address(request)
    if not same(form, request.cookies.get(FORM)):
        return _form(request, words.FORM_OLD, 403)
    if not door.attempts.allows(address):
        return _form(request, words.TOO_MANY, 429)
    user = attempt(door.archive, login.strip().lower(), password, address)
    if user is None:
        return _form(request, words.WRONG_LOGIN, 401)
    if old := request.cookies.get(COOKIE):
        close_session(door.archive, old)
    return _entered(request, user, ACCOUNT + "/mat-khau" if user.must_change else "/")


@router.get(ACCOUNT)
def show_account(request: Request) -> Response:
    user = door_of(request).user(request.cookies)
    if user is None or user.must_change:
        return RedirectResponse(LOGIN if user is None else f"{ACCOUNT}/mat-khau", 303)
    return HTMLResponse(login_page.account(user, form_of(request), Right.USERS in RIGHTS[user.role]))


@router.post(f"{ACCOUNT}/dang-xuat")
def log_out(request: Request, form: Field = "") -> Response:
    if not same(form, form_of(request)):
        return RedirectResponse(ACCOUNT, 303)
    close_session(door_of(request).archive, request.cookies[COOKIE])
    reply = RedirectResponse(LOGIN, 303)
    reply.delete_cookie(COOKIE)
    return reply


@router.get(f"{ACCOUNT}/mat-khau")
def show_password(request: Request) -> Response:
    user = door_of(request).user(request.cookies)
    if user is None:
        return RedirectResponse(LOGIN, 303)
    return HTMLResponse(login_page.password(form_of(request), words.MUST_CHANGE if user.must_change else ""))


@router.post(f"{ACCOUNT}/mat-khau")
def new_password(request: Request, former: Field = "", password: Field = "", again: Field = "", form: Field = "") -> Response:
    """The former password is asked for again: a browser that was left open is not enough."""
    door = door_of(request)
    user = door.user(request.cookies)
    if user is None or not same(form, form_of(request)):
        return RedirectResponse(LOGIN, 303)
    if not door.attempts.allows(_address(request)):
        return HTMLResponse(login_page.password(form, words.TOO_MANY), 429)
    if password != again:
        return HTMLResponse(login_page.password(form, words.NOT_THE_SAME), 422)
    if attempt(door.archive, user.id, former, _address(request)) is None:
        return HTMLResponse(login_page.password(form, words.WRONG_PASSWORD), 401)
    try:
        change_password(door.archive, user.id, password)
    except ArchiveError as error:
        return HTMLResponse(login_page.password(form, str(error)), 422)
    return _entered(request, user, "/")


def _form(request: Request, said: str, status: int = 200) -> Response:
    token = request.cookies.get(FORM) or secrets.token_urlsafe(32)
    reply = HTMLResponse(login_page.login(token, said), status)
    _set(request, reply, FORM, token)
    return reply


def _entered(request: Request, user: User, to: str) -> Response:
    """A new session, never one that the browser came with."""
    reply = RedirectResponse(to, 303)
    _set(request, reply, COOKIE, open_session(door_of(request).archive, user, _address(request)))
    return reply


def _set(request: Request, reply: Response, name: str, value: str) -> None:
    reply.set_cookie(name, value, path="/", httponly=True, samesite="lax", secure=request.url.scheme == "https")


def form_of(request: Request) -> str:
    """What a form of this session has to carry."""
    return form_token(request.cookies.get(COOKIE, ""))


def same(given: str, wanted: str | None) -> bool:
    """Whether a form carries what it has to."""
    return bool(wanted) and secrets.compare_digest(given.encode(), (wanted or "").encode())


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
