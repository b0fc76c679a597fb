"""The HTML of the administrator's page: accounts and units of the office."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.service import words
from assistant.service.login_page import hidden, page, told
from vectorstore.units import Unit
from vectorstore.users import Role, User

ACTION = "/tai-khoan/quan-tri"


def administration(users: Sequence[User], units: Sequence[Unit], token: str, said: str) -> str:
    rows = "".join(_row(user, units, token) for user in users)
    head = "".join(f"<th>{label}</th>" for label in (words.LOGIN_NAME, words.FULL_NAME, words.ROLE_AND_UNIT, words.STATE, ""))
    table = f'<div class="scroll"><table><tr>{head}</tr>{rows}</table></div>'
    back = f'<p><a href="/tai-khoan">{words.ACCOUNT}</a> · <a href="/api/v1/audit?format=csv">{words.LOG}</a></p>'
    parts = (told(said), f"<h2>{words.ACCOUNTS}</h2>", table, _new_user(units, token), _units(units, token), back)
    return page(words.ADMINISTER, "".join(parts), "wide")


def _row(user: User, units: Sequence[Unit], token: str) -> str:
    assign = f'{_roles(user.role)}{_unit_choice(units, user.unit)}<button class="quiet" name="what" value="assign">{words.SAVE}</button>'
    kinds = (("reset", words.NEW_ONE_TIME), ("unlock", words.UNLOCK), *((("disable", words.CLOSE_ACCOUNT),) if user.enabled else ()))
    buttons = "".join(f'<button class="quiet" name="what" value="{what}">{label}</button>' for what, label in kinds)
    state = words.OPEN_ACCOUNT if user.enabled else words.CLOSED_ACCOUNT
    cells = (escape(user.id), escape(user.name), _form(token, user.id, assign), state, _form(token, user.id, buttons))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _new_user(units: Sequence[Unit], token: str) -> str:
    fields = f"{_field('id', words.LOGIN_NAME)}{_field('name', words.FULL_NAME)}{_roles(Role.OFFICER)}{_unit_choice(units, '')}"
    return f"<h2>{words.ADD_USER}</h2>{_form(token, '', f'{fields}<button name=what value=add>{words.ADD_USER}</button>')}"


def _units(units: Sequence[Unit], token: str) -> str:
    names = {unit.id: unit.name for unit in units}
    listed = "".join(
        f"<li>{escape(unit.id)}: {escape(unit.name)}{escape(f' ({words.UNDER} {names[unit.parent]})') if unit.parent in names else ''}</li>"
        for unit in units
    )
    fields = f"{_field('unit_id', words.UNIT_ID)}{_field('unit_name', words.UNIT_NAME)}{_unit_choice(units, '')}"
    form = _form(token, "", f"{fields}<button name=what value=unit>{words.ADD_UNIT}</button>")
    return f"<h2>{words.UNITS}</h2><ul>{listed}</ul>{form}"


def _form(token: str, user: str, inside: str) -> str:
    who = f'<input type="hidden" name="user" value="{escape(user)}">' if user else ""
    return f'<form method="post" action="{ACTION}">{hidden(token)}{who}{inside}</form>'


def _field(name: str, label: str) -> str:
    return f'<label>{label}<input name="{name}" maxlength="200"></label>'


def _roles(chosen: Role) -> str:
    options = "".join(f"<option{' selected' if role is chosen else ''}>{role.value}</option>" for role in Role)
    return f'<label>{words.ROLE}<select name="role">{options}</select></label>'


def _unit_choice(units: Sequence[Unit], chosen: str) -> str:
    known = [("", words.WHOLE_OFFICE), *((unit.id, unit.name) for unit in units)]
    options = "".join(f'<option value="{id}"{" selected" if id == chosen else ""}>{escape(name)}</option>' for id, name in known)
    return f'<label>{words.UNIT}<select name="unit">{options}</select></label>'
