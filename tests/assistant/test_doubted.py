"""A number that a machine was not sure of is not given without saying so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import AnswerKind, Citation, StatedFigure
from assistant.doubted import doubted
from assistant.reply import Reply
from tests.vectorstore.made import DIMENSION, made_report, made_vectors
from vectorstore.archive import Archive
from vectorstore.report import Report
from vectorstore.scan import Box, Doubt
from vectorstore.settings import Settings

BOX = Box(0.1, 0.2, 0.3, 0.22)
SENTENCES = ["Toàn xã còn 187 hộ nghèo, 12 hộ thoát nghèo.", "Có 45 thôn."]


@pytest.fixture
def report(tmp_path: Path) -> Report:
    made, _ = made_report(SENTENCES, issued_on=date(2026, 4, 2))
    doubts = tuple(Doubt(made.text.index(n), made.text.index(n) + len(n), 3, BOX, 0.72) for n in ("187", "45"))
    return replace(made, doubts=doubts)


@pytest.fixture
def archive(tmp_path: Path, report: Report) -> Archive:
    archive = Archive.open(Settings(data=tmp_path / "data"), "model", DIMENSION)
    archive.add(report, report.text.encode(), made_vectors(report))
    return archive


def reply(report: Report, answer: str, formula: str | None = None) -> Reply:
    cited = Citation(1, report.id, report.file_name, report.title, None, None, None, None, "", 3, SENTENCES[0], 0, len(SENTENCES[0]))
    figures = (StatedFigure("", "1", "", None, formula is not None, formula, 1),)
    return Reply(answer, True, AnswerKind.FIGURE, (cited,), figures, ("Một lưu ý.",))


def test_a_doubted_number_that_the_answer_states_is_warned_of(archive: Archive, report: Report) -> None:
    warnings = doubted(reply(report, "Toàn xã còn **187 hộ** nghèo [1]."), archive).warnings
    assert warnings == (
        "Một lưu ý.",
        "Số “187” (trang 3, nguồn [1]) do máy nhận dạng từ bản chụp, độ tin cậy thấp (72%); xin đối chiếu ảnh trang.",
    )


def test_one_that_goes_into_a_formula_too(archive: Archive, report: Report) -> None:
    assert len(doubted(reply(report, "Tổng là 199 [1].", "187 + 12"), archive).warnings) == 2


@pytest.mark.parametrize("answer", ["Có 12 hộ thoát nghèo [1].", "Có 1.187 hộ [1].", "Có 187,5 ha [1].", "Có 45 thôn [1]."])
def test_numbers_that_are_sure_longer_or_not_cited_are_not(archive: Archive, report: Report, answer: str) -> None:
    assert doubted(reply(report, answer), archive).warnings == ("Một lưu ý.",)
