"""The pictures of scanned pages and the doubted numbers, over HTTP; older versions in the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from tests.assistant.service.fakes import Stage
from tests.vectorstore.made import made_report, made_vectors
from vectorstore import watched
from vectorstore.report import Report
from vectorstore.scan import Box, Doubt, PageImage
from vectorstore.watched import Seen

API = "/api/v1"
LINES = [f"Thôn số {n} có {3 * n} hộ nghèo được hỗ trợ trong tháng." for n in range(1, 15)]


def picture() -> bytes:
    """A page of 100 by 200 dots, white but for a black square from (50, 100) on."""
    page = Image.new("L", (100, 200), 255)
    page.paste(0, (50, 100, 100, 200))
    out = BytesIO()
    page.save(out, "WEBP", lossless=True)
    return out.getvalue()


@pytest.fixture
def report(staged: Stage) -> Report:
    made, data = made_report(LINES, title="Hỗ trợ hộ nghèo", file_name="chup.pdf")
    at = made.text.index("42")
    doubt = Doubt(at, at + 2, 3, Box(0.5, 0.5, 0.75, 0.75), 0.61)
    scan = replace(made, doubts=(doubt,), images=(PageImage(3, picture()),))
    staged.archive.add(scan, data, made_vectors(scan))
    return scan


def shown(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("L")


def test_doubted_numbers_are_listed_with_their_words_and_places(client: TestClient, report: Report) -> None:
    (doubt,) = client.get(f"{API}/reports/{report.id}/doubts").json()
    assert doubt == {
        "start": report.doubts[0].start, "end": report.doubts[0].end, "text": "42", "page": 3,
        "box": {"left": 0.5, "top": 0.5, "right": 0.75, "bottom": 0.75}, "confidence": 0.61,
    }  # fmt: skip


def test_a_page_is_shown_as_it_was_kept(client: TestClient, report: Report) -> None:
    answer = client.get(f"{API}/reports/{report.id}/pages/3")
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, "image/webp", picture())


def test_a_part_of_a_page_is_cut_out(client: TestClient, report: Report) -> None:
    box = {"left": 0.5, "top": 0.5, "right": 0.75, "bottom": 0.75}
    part = shown(client.get(f"{API}/reports/{report.id}/pages/3", params=box).content)
    assert part.size == (25, 50)
    assert max(part.tobytes()) < 30  # nothing but the black square


@pytest.mark.parametrize(
    ("page", "box", "status"),
    [
        ("3", {"left": 0.6, "right": 0.5}, 422),
        ("3", {"left": -1}, 422),
        ("3", {"bottom": 7}, 422),
        ("3", {"top": "nan"}, 422),
        ("0", {}, 422),
        ("4", {}, 404),
    ],
)
def test_what_is_no_part_of_a_page_is_refused(client: TestClient, report: Report, page: str, box: dict[str, object], status: int) -> None:
    answer = client.get(f"{API}/reports/{report.id}/pages/{page}", params=box)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.json()["error"]["message"]


def test_an_answer_with_a_doubted_number_warns_of_it(client: TestClient, report: Report) -> None:
    answer = client.post(f"{API}/chat", json={"question": "Thôn số 14 hỗ trợ bao nhiêu hộ 42?"}).json()
    assert "42" in answer["answer"]
    assert any("do máy nhận dạng" in warning for warning in answer["warnings"])


def test_an_older_version_is_listed_with_the_newer_one_and_still_opens(client: TestClient, staged: Stage, report: Report) -> None:
    newer, data = made_report(
        [*LINES[:-1], LINES[-1].replace("42", "43")], title="Hỗ trợ hộ nghèo", file_name="sua.docx", issued_on=date(2026, 4, 9)
    )
    staged.archive.add(newer, data, made_vectors(newer))
    listed = {found["id"]: found["superseded_by"] for found in client.get(f"{API}/reports").json()["reports"]}
    assert (listed[report.id], listed[newer.id]) == (newer.id, None)
    assert client.get(f"{API}/reports/{report.id}").json()["superseded_by"] == newer.id
    assert client.get(f"{API}/reports/{report.id}/text").text == report.text


def test_files_of_watched_folders_that_could_not_be_read_are_listed(client: TestClient, staged: Stage) -> None:
    watched.note(staged.archive, "/đến/a.pdf", Seen(7, 1), "failed", "Tệp PDF bị hỏng.")
    watched.note(staged.archive, "/đến/b.txt", Seen(7, 1), "added", "Đã nạp.")
    assert [(file["path"], file["message"]) for file in client.get(f"{API}/watched/unread").json()] == [("/đến/a.pdf", "Tệp PDF bị hỏng.")]
