"""Ten thousand questions of one unit for what another has, by every way there is: nothing of it comes back."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.desk import Actions, Desk, Parts
from assistant.respond import Responder
from assistant.service.app import create_app
from assistant.service.door import Door
from assistant.service.readiness import Readiness
from ingest.pipeline import ingest_file
from tests.assistant.service.fakes import UP
from tests.assistant.service.house import HERE, PASSWORD, enter
from vectorstore.library import Library
from vectorstore.settings import Settings
from vectorstore.sight import Level, Sight
from vectorstore.units import Unit, put_unit
from vectorstore.users import Role, add_user, change_password

PROBES = 10_000 if os.environ.get("HOIBAOCAO_TORTURE") == "1" else 240
UNITS = {"ktht": "zuxor", "vhxh": "qivep"}  # and a word that only that unit's reports have
REPORT = """ỦY BAN NHÂN DÂN
XÃ SUỐI {mark}

BÁO CÁO
Kết quả công tác {month} tháng đầu năm 2026 của Tổ {mark}

I. KẾT QUẢ
1. Tổ {mark} có {poor} hộ nghèo, giảm 6 hộ so với cùng kỳ.
2. Đã tổ chức {checks} cuộc kiểm tra liên ngành tại thôn {mark}.
3. Diện tích rừng trồng mới của Tổ {mark} là {forest} ha.
"""
ASKED = (
    "Tổ {mark} có bao nhiêu hộ nghèo?",
    "Có bao nhiêu cuộc kiểm tra tại thôn {mark}?",
    "Tổng diện tích rừng trồng mới năm 2026?",
    "So sánh số hộ nghèo của các tổ",
    "Những báo cáo nào nói về {mark}?",
    "{mark}",
)


@dataclass(frozen=True, slots=True)
class Side:
    """A unit with its clerk logged in, and the ids of what it has."""

    unit: str
    mark: str
    client: TestClient
    ids: dict[str, str]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library.open(Settings(data=tmp_path_factory.mktemp("leaks")))
    library.wait()
    yield library
    library.close()


@pytest.fixture(scope="module")
def sides(library: Library) -> tuple[Side, Side]:
    readiness: Readiness[Desk] = Readiness()
    app = create_app(readiness, door=Door(readiness))
    readiness.provide(desk_over(library), lambda: UP)
    one, other = (filled(library, app, unit, mark, n) for n, (unit, mark) in enumerate(UNITS.items()))
    return one, other


def desk_over(library: Library) -> Desk:
    def over(sight: Sight) -> Parts:
        view = library.seen_by(sight)
        actions = Actions(lambda files, level: "", lambda id, changes: view.update(id, **changes), view.delete)
        return Parts(view.archive, view.search, Responder(view.archive, view.search), actions)

    whole = over(Sight())
    return Desk(whole.archive, whole.search, whole.responder, whole.actions, over=over)


def filled(library: Library, app: Any, unit: str, mark: str, n: int) -> Side:
    put_unit(library.archive, Unit(unit, unit), "")
    add_user(library.archive, unit, unit, Role.CLERK, unit, "")
    change_password(library.archive, unit, PASSWORD)
    sight = Sight(frozenset({unit}), frozenset({unit}), unit, unit, unit)
    view = library.seen_by(sight)
    with library.gathered():
        for month in (3, 6, 9):
            numbers = {"poor": 40 + month + 20 * n, "checks": 12 + month, "forest": 17 + month + n}
            level = Level.INTERNAL if month == 6 else Level.COMMON
            ingest_file(f"{mark}-{month}.txt", REPORT.format(mark=mark, month=month, **numbers).encode(), view, level)
    client = enter(TestClient(app, base_url=HERE, raise_server_exceptions=False), unit)
    talk = client.post("/api/v1/chat", json={"question": ASKED[0].format(mark=mark)}).json()
    request = {"kind": "synthesis", "subject": f"hộ nghèo {mark}"}
    outline = client.post("/api/v1/drafts/outline", json=request).json()
    draft = client.post("/api/v1/drafts", json={**outline, "sections": outline["sections"][:2]} if "sections" in outline else {})
    ids = {"report": min(view.archive.ids()), "conversation": talk["conversation_id"], "message": talk["message_id"]}
    return Side(unit, mark, client, ids | {"draft": draft.json().get("id", "")})


Probe = Callable[[Side, Side, random.Random], Any]


def ways() -> dict[str, Probe]:
    def get(path: str, **query: str) -> Probe:
        return lambda one, other, dice: one.client.get(
            f"/api/v1{path.format(**other.ids)}", params={name: value.format(mark=other.mark) for name, value in query.items()}
        )

    def chat(one: Side, other: Side, dice: random.Random) -> Any:
        question = dice.choice(ASKED).format(mark=other.mark)
        filters = dice.choice([None, {"report_ids": [other.ids["report"]]}, {"issuers": [f"Ủy ban nhân dân xã Suối {other.mark}"]}])
        return one.client.post(dice.choice(["/api/v1/chat", "/api/v1/chat/stream"]), json={"question": question, "filters": filters})

    def follow(one: Side, other: Side, dice: random.Random) -> Any:
        body = {"question": dice.choice(ASKED).format(mark=other.mark), "conversation_id": other.ids["conversation"]}
        return one.client.post("/api/v1/chat", json=body)

    def outline(one: Side, other: Side, dice: random.Random) -> Any:
        return one.client.post("/api/v1/drafts/outline", json={"kind": "synthesis", "report_ids": [other.ids["report"]]})

    def change(one: Side, other: Side, dice: random.Random) -> Any:
        method, path, body = dice.choice(
            [
                ("PATCH", "/reports/{report}", {"title": "x"}),
                ("DELETE", "/reports/{report}", None),
                ("PUT", "/reports/{report}/shelf", {"unit": one.unit, "level": "thường"}),
                ("PATCH", "/conversations/{conversation}", {"title": "x"}),
                ("DELETE", "/conversations/{conversation}", None),
                ("POST", "/feedback", {"message_id": other.ids["message"], "rating": 1}),
                ("PATCH", "/drafts/{draft}", {"section": 0, "text": "x"}),
                ("DELETE", "/drafts/{draft}", None),
            ]
        )
        return one.client.request(method, f"/api/v1{path.format(**other.ids)}", json=body)

    return {
        "search": get("/search", q="Tổ {mark} hộ nghèo", k="50"),
        "search without diacritics": get("/search", q="to {mark} ho ngheo", k="50"),
        "search by meaning": get("/search", q="xóa đói giảm nghèo", k="50"),
        "list": get("/reports", limit="200"),
        "list by title": get("/reports", q="{mark}"),
        "report": get("/reports/{report}"),
        "text": get("/reports/{report}/text"),
        "file": get("/reports/{report}/file"),
        "figures": get("/figures", q="hộ nghèo {mark}", limit="200"),
        "figures of a government": get("/figures", government="{mark}", limit="200"),
        "figures as a file": get("/figures/export", q="hộ nghèo", format="csv"),
        "conflicts": get("/conflicts", limit="200"),
        "history": get("/conversations", q="{mark}"),
        "all history": get("/conversations", limit="200"),
        "conversation": get("/conversations/{conversation}"),
        "conversation as a file": get("/conversations/{conversation}/export", format="md"),
        "check": get("/conversations/{conversation}/messages/{message}/check"),
        "drafts": get("/drafts", limit="200"),
        "draft": get("/drafts/{draft}"),
        "draft as a file": get("/drafts/{draft}/export", format="md"),
        "chat": chat,
        "follow-up": follow,
        "outline": outline,
        "change": change,
    }


def test_nothing_of_another_unit_comes_back(library: Library, sides: tuple[Side, Side]) -> None:
    dice, before = random.Random(7), (library.archive.counts(), library.archive.revision)
    leaks, statuses = [], set()
    probes = ways()
    for number in range(PROBES):
        one, other = sides if dice.random() < 0.5 else sides[::-1]
        name = list(probes)[number % len(probes)]
        reply = probes[name](one, other, dice)
        statuses.add(reply.status_code)
        if leaked(reply.text, other):
            leaks.append((name, reply.status_code, reply.text[:300]))
    assert leaks == []
    assert 500 not in statuses
    assert (library.archive.counts(), library.archive.revision) == before


def leaked(text: str, other: Side) -> bool:
    """Whether words or ids of the other unit are in it; what was asked itself comes back in messages and is no leak."""
    told = text.replace(f"Suối {other.mark}", "")
    for question in ASKED:
        told = told.replace(question.format(mark=other.mark), "")
    for echo in (f"Tổ {other.mark} hộ nghèo", f"to {other.mark} ho ngheo", f"«{other.mark}»", *(f"«{id}»" for id in other.ids.values())):
        told = told.replace(echo, "")
    marked = any(sentence in told for sentence in (f"Tổ {other.mark} có", f"thôn {other.mark}.", f"{other.mark}-", f"Tổ {other.mark} là"))
    return marked or any(id in told for id in other.ids.values() if id)


def test_each_unit_finds_its_own(sides: tuple[Side, Side]) -> None:
    for side in sides:
        found = side.client.get("/api/v1/search", params={"q": f"Tổ {side.mark} hộ nghèo"}).json()["hits"]
        assert found and all(side.mark in hit["text"] + hit["title"] for hit in found)
        assert side.client.get("/api/v1/reports").json()["total"] == 3
        assert side.ids["draft"]


def test_suggestions_and_counts_are_ones_own(library: Library, sides: tuple[Side, Side]) -> None:
    for one, other in (sides, sides[::-1]):
        view = library.seen_by(Sight(frozenset({one.unit}), frozenset({one.unit}), one.unit, one.unit, one.unit))
        assert view.archive.counts()[0] == 3
        assert view.search.frequency(other.mark) == 0
        assert view.search.frequency(one.mark) > 0
        assert other.mark not in repr(desk_over(view).suggestions())
