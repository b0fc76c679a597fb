"""A desk over a real archive of two made reports, with a responder and a search that need no model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.answer import AnswerKind, ChatFilters, Citation, CitedPeriod
from assistant.desk import Actions, Desk
from assistant.desk import Parts as DeskParts
from assistant.reply import Reply
from assistant.service.readiness import Parts, Readiness
from tests.vectorstore.made import DIMENSION, made_report, made_vectors
from vectorstore.archive import Archive
from vectorstore.errors import ArchiveError
from vectorstore.index import IndexState
from vectorstore.jobs import JobFile, create_job
from vectorstore.report import Report
from vectorstore.search import Hit
from vectorstore.settings import Settings
from vectorstore.sight import Level, Sight
from vectorstore.stored import StoredPassage

UP: Parts = dict.fromkeys(("archive", "model", "lexical", "dense"), IndexState.READY)
SENTENCES = ["Toàn xã có 45 hộ nghèo, giảm 6 hộ so với tháng trước.", "Đã tổ chức 12 cuộc kiểm tra liên ngành."]
OTHER = ["Trồng mới 17,9 ha rừng.", "Mở 15 lớp dạy nghề nông thôn."]


class FakeResponder:
    """Answers with the first passage that holds a word of the question; remembers what it was given."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.states: list[Mapping[str, Any] | None] = []
        self.filters: list[ChatFilters | None] = []
        self.error: Exception | None = None

    def respond(self, question: str, state: Mapping[str, Any] | None, filters: ChatFilters | None) -> tuple[Reply, dict[str, Any]]:
        if self.error:
            raise self.error
        self.states.append(state)
        self.filters.append(filters)
        hits = FakeSearch(self.archive).search(question, None, 1)
        following = {"turns": [*(state or {}).get("turns", []), question]}
        if not hits:
            return Reply("Không có trong kho báo cáo.", False, AnswerKind.NONE, (), ()), following
        return Reply(f"{hits[0].passage.text} [1]", True, AnswerKind.FIGURE, (cite(hits[0].passage),), ()), following


class FakeSearch:
    """Passages by the number of words that they share with the query."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def search(self, query: str, report_ids: frozenset[str] | None, k: int) -> list[Hit]:
        wanted = {word.strip("?.,:").lower() for word in query.split()} - {"có", "bao", "nhiêu", "tháng", "3", "xã", "năm", "2026"}
        keys = [f"{report.id}:{passage.ordinal}" for report in self.archive.reports() for passage in report.passages]
        scored = [(len(wanted & set(stored.text.lower().strip(".").split())), stored) for stored in self.archive.passages(keys)]
        best = sorted((entry for entry in scored if entry[0]), key=lambda entry: -entry[0])[:k]
        return [Hit(stored, float(score), float(score), None) for score, stored in best]


def cite(stored: StoredPassage) -> Citation:
    report, sentence = stored.report, stored.passage.sentences[0]
    period = report.period
    return Citation(
        n=1,
        report_id=report.id,
        file_name=report.file_name,
        title=report.title,
        issuer=report.issuer,
        number=report.number,
        issued_on=report.issued_on,
        period=CitedPeriod(period.label, period.start, period.end) if period else None,
        section=" › ".join(stored.passage.section),
        page=None,
        quote=stored.quote(sentence),
        start=sentence.start,
        end=sentence.end,
    )


class Handed:
    """The actions of a composition root that only writes down what it is given."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.files: list[tuple[str, bytes]] = []

    def submit(self, files: Sequence[Path], level: Level = Level.COMMON) -> str:
        self.files += [(file.name, file.read_bytes()) for file in files]
        return create_job(self.archive, tuple(JobFile(file.name) for file in files)).id

    def revise(self, report_id: str, changes: Mapping[str, Any]) -> Report:
        return self.archive.update(report_id, **changes)


class Stage:
    """All that a test of the service may look at."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.responder = FakeResponder(archive)
        self.handed = Handed(archive)
        actions = Actions(self.handed.submit, self.handed.revise, archive.delete)
        self.desk = Desk(archive, FakeSearch(archive), self.responder, actions, over=self._over)
        self.readiness: Readiness[Desk] = Readiness()

    def _over(self, sight: Sight) -> DeskParts:
        view = self.archive.seen_by(sight)
        handed = Handed(view)
        return DeskParts(view, FakeSearch(view), FakeResponder(view), Actions(handed.submit, handed.revise, view.delete))


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    archive = Archive.open(Settings(data=folder), "fake", DIMENSION)
    try:
        forest = made_report(OTHER, title="Kết quả trồng rừng", file_name="rừng.txt", issuer="UBND xã Thông Reo")
        for report, data in (made_report(SENTENCES), forest):
            archive.add(report, data, made_vectors(report))
        yield Stage(archive)
    finally:
        archive.close()


class Refusal(ArchiveError):
    code = "archive_error"
