"""The HTML of the pages for logging in and for one's own account."""

from __future__ import annotations

from html import escape

from assistant.service import words
from vectorstore.users import User

_STYLE = """
body{margin:0;font-family:"Segoe UI",system-ui,Roboto,"Noto Sans",Arial,sans-serif;background:#f3f6f9;color:#1b2733;line-height:1.5}
main{box-sizing:border-box;max-width:26rem;margin:8vh auto 2rem;padding:1.5rem;background:#fff;border-radius:.6rem;
box-shadow:0 1px 6px #0002}
main.wide{max-width:60rem}h1{margin:0 0 .3rem;font-size:1.35rem;color:#1d4b6e}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}
label{display:block;margin:.8rem 0 .2rem}input,select{box-sizing:border-box;width:100%;padding:.6rem;font:inherit;
border:1px solid #8796a5;border-radius:.4rem;background:#fff}button{margin-top:1rem;padding:.65rem 1.1rem;font:inherit;color:#fff;
background:#1d4b6e;border:0;border-radius:.4rem;cursor:pointer}button.quiet{color:#1d4b6e;background:#e6edf3}
.said{margin:.8rem 0 0;padding:.6rem .8rem;background:#fdf0e6;border-radius:.4rem}.hint{color:#51606e;font-size:.92rem}
a{color:#1d4b6e}table{border-collapse:collapse;width:100%;font-size:.93rem}td,th{padding:.35rem;text-align:left;vertical-align:top;
border-bottom:1px solid #dde4ea}td form{display:inline}td button{margin:.1rem;padding:.3rem .6rem}.scroll{overflow-x:auto}
:focus-visible{outline:3px solid #e0a030;outline-offset:1px}
"""


def page(title: str, body: str, wide: str = "") -> str:
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)} – {words.APP}</title><style>{_STYLE}</style></head>"
        f'<body><main class="{wide}"><h1>{words.APP}</h1>{body}</main></body></html>'
    )


def login(token: str, said: str) -> str:
    return page(
        words.LOG_IN,
        f'<p class="hint">{words.LOG_IN_LEAD}</p>{told(said)}<form method="post" action="/dang-nhap">{hidden(token)}'
        f'<label for="login">{words.LOGIN_NAME}</label><input id="login" name="login" autocomplete="username" autocapitalize="none"'
        f' maxlength="60" required autofocus><label for="password">{words.PASSWORD}</label>'
        f'<input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" required>'
        f"<button>{words.LOG_IN}</button></form>",
    )


def password(token: str, said: str) -> str:
    fields = (("former", words.FORMER_PASSWORD, "current-password"), ("password", words.NEW_PASSWORD, "new-password"))
    inputs = "".join(_password(*field) for field in (*fields, ("again", words.NEW_PASSWORD_AGAIN, "new-password")))
    form = f'<form method="post" action="/tai-khoan/mat-khau">{hidden(token)}{inputs}<button>{words.CHANGE_PASSWORD}</button></form>'
    return page(words.CHANGE_PASSWORD, f'{told(said)}<p class="hint">{words.PASSWORD_HINT}</p>{form}')


def account(user: User, token: str, administers: bool) -> str:
    links = [("/", words.BACK), ("/tai-khoan/mat-khau", words.CHANGE_PASSWORD)]
    links += [("/tai-khoan/quan-tri", words.ADMINISTER)] if administers else []
    items = "".join(f'<li><a href="{to}">{label}</a></li>' for to, label in links)
    whose = words.ACCOUNT_OF.format(name=escape(user.name), login=escape(user.id), role=escape(user.role.value))
    out = f'<form method="post" action="/tai-khoan/dang-xuat">{hidden(token)}<button>{words.LOG_OUT}</button></form>'
    return page(words.ACCOUNT, f"<p>{whose}</p><ul>{items}</ul>{out}")


def hidden(token: str) -> str:
    return f'<input type="hidden" name="form" value="{escape(token)}">'


def told(said: str) -> str:
    return f'<p class="said" role="alert">{escape(said)}</p>' if said else ""


def _password(name: str, label: str, complete: str) -> str:
    return (
        f'<label for="{name}">{label}</label>'
        f'<input id="{name}" name="{name}" type="password" autocomplete="{complete}" maxlength="200" required>'
    )
