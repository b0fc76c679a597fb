"""The commands for accounts, tokens and the log; the service must be stopped, because one program at a time holds the archive."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from ui import terminal
from vectorstore.errors import ArchiveError, BadRequest
from vectorstore.settings import Settings

if TYPE_CHECKING:
    from vectorstore.archive import Archive

BY = "(dòng lệnh)"
ONE_TIME = "Mật khẩu dùng một lần của {login}: {password}   (chỉ hiện lần này, phải đổi khi đăng nhập)"
TOKEN = "Mã truy cập (chỉ hiện lần này): {token}"
NEEDS_LOGIN = 'Xin nêu tên đăng nhập, ví dụ: hoibaocao users add lan.nt --role "cán bộ" --unit kinh-te'
DONE = "Đã ghi nhận thay đổi cho {}."
WHOLE = "Nhật ký còn nguyên: {count} mục. Mục cuối: {head}"


class UserAction(StrEnum):
    LIST = "list"
    ADD = "add"
    SET = "set"
    DISABLE = "disable"
    RESET = "reset"
    UNLOCK = "unlock"
    UNIT = "unit"


class TokenAction(StrEnum):
    LIST = "list"
    ADD = "add"
    REVOKE = "revoke"


class AuditAction(StrEnum):
    VERIFY = "verify"
    EXPORT = "export"


def users(
    action: Annotated[UserAction, typer.Argument(metavar="VIỆC", help="list, add, set, disable, reset, unlock; unit để thêm đơn vị.")],
    login: Annotated[str, typer.Argument(metavar="TÊN", help="Tên đăng nhập (với unit: mã đơn vị).")] = "",
    name: Annotated[str, typer.Option(help="Họ và tên (với unit: tên đơn vị).")] = "",
    role: Annotated[str, typer.Option(help="quản trị, văn thư, cán bộ hoặc chỉ xem.")] = "cán bộ",
    unit: Annotated[str, typer.Option(help="Mã đơn vị (với unit: đơn vị cấp trên); để trống là cả cơ quan.")] = "",
) -> None:
    """Tài khoản và đơn vị trong cơ quan.

    Ví dụ: hoibaocao users add lan.nt --name "Nguyễn Thị Lan" --role "cán bộ" --unit kinh-te
    """
    from ui.compose import archive

    if action is not UserAction.LIST and not login:
        raise BadRequest(NEEDS_LOGIN)
    with archive(Settings()) as opened:
        if action is UserAction.LIST:
            _print_users(opened)
        else:
            terminal.out.print(escape(_changed(opened, action, login, name, role, unit)))


def tokens(
    action: Annotated[TokenAction, typer.Argument(metavar="VIỆC", help="list, add hoặc revoke.")],
    subject: Annotated[str, typer.Argument(metavar="TÊN", help="Tên đăng nhập của tài khoản; với revoke là mã số trong danh sách.")] = "",
    name: Annotated[str, typer.Option(help="Dùng cho việc gì.")] = "",
    scope: Annotated[str, typer.Option(help="read, write, admin hoặc metrics.")] = "read",
    days: Annotated[int, typer.Option(help="Hạn dùng, tính bằng ngày.")] = 90,
) -> None:
    """Mã truy cập cho chương trình khác.

    Ví dụ: hoibaocao tokens add lan.nt --scope read --name "Trang tin nội bộ"
    """
    from ui.compose import archive
    from vectorstore import tokens as register

    with archive(Settings()) as opened:
        if action is TokenAction.LIST:
            for token in register.list_tokens(opened):
                terminal.out.print(escape(f"{token.id}  {token.user}  {token.scope}  {token.name}  hạn {token.expires_at:%d/%m/%Y}"))
        elif action is TokenAction.REVOKE:
            register.revoke_token(opened, subject, BY)
            terminal.out.print("Đã thu hồi mã truy cập.")
        else:
            made = register.create_token(opened, subject, name, register.scope_of(scope), days, BY)
            terminal.out.print(escape(TOKEN.format(token=made)))


def audit(
    action: Annotated[AuditAction, typer.Argument(metavar="VIỆC", help="verify hoặc export.")],
    target: Annotated[Path, typer.Option("--to", metavar="TỆP", help="Tệp .jsonl hoặc .csv để ghi ra.")] = Path("nhat-ky.jsonl"),
) -> None:
    """Nhật ký: kiểm tra còn nguyên hay không, hoặc ghi ra tệp.

    Ví dụ: hoibaocao audit export --to nhat-ky.csv
    """
    from ui.compose import archive
    from vectorstore import audit as log

    with archive(Settings()) as opened:
        if action is AuditAction.EXPORT:
            found = list(log.entries(opened))
            text = log.csv_table(found) if target.suffix == ".csv" else log.jsonl(found)
            target.write_text(text, encoding="utf-8-sig" if target.suffix == ".csv" else "utf-8")
            terminal.out.print(f"Đã ghi {len(found)} mục nhật ký vào {escape(str(target))}.")
            return
        if fault := log.fault(opened):
            raise ArchiveError(fault)
        terminal.out.print(WHOLE.format(count=sum(1 for _ in log.entries(opened)), head=log.head(opened)))


def _changed(opened: Archive, action: UserAction, login: str, name: str, role: str, unit: str) -> str:
    """What was done, in a sentence."""
    from vectorstore import units
    from vectorstore import users as register

    if action is UserAction.ADD:
        return ONE_TIME.format(login=login, password=register.add_user(opened, login, name, register.role_of(role), unit, BY))
    if action is UserAction.RESET:
        return ONE_TIME.format(login=login, password=register.reset(opened, login, BY))
    plain: dict[UserAction, Callable[[], None]] = {
        UserAction.SET: lambda: register.assign(opened, login, register.role_of(role), unit, BY),
        UserAction.DISABLE: lambda: register.disable(opened, login, BY),
        UserAction.UNLOCK: lambda: register.unlock(opened, login, BY),
        UserAction.UNIT: lambda: units.put_unit(opened, units.Unit(login, name, unit), BY),
    }
    plain[action]()
    return DONE.format(login)


def _print_users(opened: Archive) -> None:
    from vectorstore.units import list_units
    from vectorstore.users import list_users

    table = Table("Tên đăng nhập", "Họ và tên", "Vai trò", "Đơn vị", "Trạng thái")
    for user in list_users(opened):
        table.add_row(*map(escape, (user.id, user.name, user.role.value, user.unit or "(cả cơ quan)", "" if user.enabled else "đã khóa")))
    terminal.print_table(table)
    for unit in list_units(opened):
        terminal.out.print(escape(f"Đơn vị {unit.id}: {unit.name}" + (f" (thuộc {unit.parent})" if unit.parent else "")))
