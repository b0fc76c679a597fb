"""A Reader: who asks, what they may do, and what they may see."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.rights import RIGHTS, SCOPES, Right
from vectorstore.archive import Archive
from vectorstore.errors import Forbidden
from vectorstore.sight import EVERYTHING, Sight
from vectorstore.tokens import Scope
from vectorstore.units import OFFICE, beneath, list_units
from vectorstore.users import Role, User

REFUSED = "Tài khoản của quý vị chưa có quyền {}. Nếu công việc cần, xin liên hệ quản trị viên."
OTHER_UNIT = "Báo cáo này của đơn vị khác nên chỉ xem được. Xin nhờ văn thư của đơn vị đó hoặc quản trị viên thực hiện."


@dataclass(frozen=True, slots=True)
class Reader:
    id: str
    name: str
    role: Role
    unit: str
    sight: Sight
    rights: frozenset[Right]

    def require(self, right: Right) -> None:
        """Raises Forbidden."""
        if right not in self.rights:
            raise Forbidden(REFUSED.format(right.value))

    def require_own(self, unit: str) -> None:
        """Raises Forbidden for a report that is seen, but of another unit."""
        if self.role is not Role.ADMIN and unit != self.unit:
            raise Forbidden(OTHER_UNIT)


# Where accounts are off there is one reader, at this machine, who may do everything.
IMPLIED = Reader("", "", Role.ADMIN, OFFICE, EVERYTHING, frozenset(Right))


def reader_of(archive: Archive, user: User) -> Reader:
    return Reader(user.id, user.name, user.role, user.unit, _sight(archive, user), RIGHTS[user.role])


def narrowed(reader: Reader, scope: Scope) -> Reader:
    """The same reader as far as a token's scope goes."""
    return replace(reader, rights=reader.rights & SCOPES[scope])


def _sight(archive: Archive, user: User) -> Sight:
    if user.role is Role.ADMIN:
        return Sight(home=user.unit, author=user.id)
    units = None if user.unit == OFFICE else beneath(list_units(archive), user.unit)
    internal = frozenset() if user.role is Role.VIEWER else frozenset({user.unit})
    return Sight(units, internal, user.id, user.unit, user.id)
