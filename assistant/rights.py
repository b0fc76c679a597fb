"""Who may do what: the one table of roles and rights."""

from __future__ import annotations

from enum import StrEnum

from vectorstore.tokens import Scope
from vectorstore.users import Role


class Right(StrEnum):
    ASK = "hỏi và xem báo cáo"  # with one's own conversations
    DRAFT = "soạn dự thảo"
    CHANGE = "nạp, sửa và xóa báo cáo"  # of one's own unit
    GOVERN = "sửa danh mục đơn vị hành chính"
    USERS = "quản lý tài khoản"
    AUDIT = "xem nhật ký"
    MEASURE = "xem số đo của dịch vụ"  # as Prometheus does


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.VIEWER: frozenset({Right.ASK}),
    Role.OFFICER: frozenset({Right.ASK, Right.DRAFT}),
    Role.CLERK: frozenset({Right.ASK, Right.DRAFT, Right.CHANGE}),
    Role.ADMIN: frozenset(Right),
}
SCOPES: dict[Scope, frozenset[Right]] = {
    Scope.READ: frozenset({Right.ASK}),
    Scope.WRITE: frozenset({Right.ASK, Right.DRAFT, Right.CHANGE}),
    Scope.ADMIN: frozenset(Right),
    Scope.METRICS: frozenset({Right.MEASURE}),
}
