"""The units of government that a question is about together, and which of them have reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.question import Place
from assistant.scope import own_place
from vectorstore.government import Government
from vectorstore.stored import ReportHeader
from vectorstore.text.normalize import fold
from vectorstore.text.place import KINDS


@dataclass(frozen=True, slots=True)
class Group:
    """Units asked about together; `named` is the folded name that the question calls them by."""

    members: tuple[Place, ...]
    named: str = ""


def group_of(text: str, kind: str, day: date, units: Sequence[Government], reports: Iterable[ReportHeader]) -> Group:
    """The units of a kind that stood on a day: those of the cluster, district or province that a question names, else of the archive."""
    standing = [unit for unit in units if fold(unit.kind) == kind and unit.stood(day)]
    flat = fold(text)
    above = sorted({fold(unit.name) for unit in units if fold(unit.kind) in ("huyen", "tinh")}, key=len, reverse=True)
    named = next((name for name in above if re.search(rf"\b{re.escape(name)}\b", flat)), "")
    by_id = {unit.id: unit for unit in units}
    if named:
        return Group(tuple(_place(unit) for unit in standing if named in _above(unit, by_id)), named)
    return Group(_of_archive(kind, standing, by_id, reports))


def _of_archive(
    kind: str, standing: Sequence[Government], by_id: dict[str, Government], reports: Iterable[ReportHeader]
) -> tuple[Place, ...]:
    """The units that have reports, and their neighbours under the same parent."""
    own = {place.name: place for report in reports if (place := own_place(report.issuer)) and place.kind == kind}
    parents = {unit.parent for unit in standing if fold(unit.name) in own and unit.parent}
    known = {place.name: place for unit in standing if unit.parent in parents and (place := _place(unit))}
    return tuple((known | own).values())


def _place(unit: Government) -> Place:
    return Place(fold(unit.kind), fold(unit.name), unit.name)


def _above(unit: Government, by_id: dict[str, Government]) -> set[str]:
    """The folded names of what a unit lies in, and of what the units that it was made from lay in."""
    names: set[str] = set()
    waiting = [unit, *(by_id[before] for before in unit.predecessors if before in by_id)]
    seen = {one.id for one in waiting}
    while waiting:
        parent = by_id.get(waiting.pop().parent or "")
        if parent and parent.id not in seen:
            seen.add(parent.id)
            names.add(fold(parent.name))
            waiting.append(parent)
    return names


def version_of(place: Place, day: date, units: Sequence[Government]) -> Government | None:
    """The unit that a name meant on a day."""
    same = (unit for unit in units if fold(unit.name) == place.name and (not place.kind or fold(unit.kind) == place.kind))
    return next((unit for unit in same if unit.stood(day)), None)


def shown(place: Place) -> str:
    """ "xã Bản Sen"."""
    kind = KINDS.get(place.kind, "")
    return place.shown if not kind or fold(place.shown).startswith(place.kind + " ") else f"{kind} {place.shown}"
