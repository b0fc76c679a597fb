"""Units of government with the time for which they exist: the same name before and after a merger is two units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Government:
    """One unit of government; an open bound of its validity is None."""

    id: str  # "xa-lung-phinh-2025"
    kind: str  # "xã", "huyện", "tỉnh"
    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    parent: str | None = None  # id
    predecessors: tuple[str, ...] = ()  # ids

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}"

    def stood(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
