"""An archive of two units whose reports say much the same, so that whatever leaks is seen by its mark."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.vectorstore.made import made_conflict, made_ledger, made_vectors
from vectorstore.archive import Archive
from vectorstore.conversations import add_message, create_conversation
from vectorstore.drafts import create_draft
from vectorstore.jobs import JobFile, create_job
from vectorstore.sight import Level, Sight

MARKS = {"ktht": "zuxor", "vhxh": "qivep"}  # a word that only that unit's reports have


def sight_of(unit: str) -> Sight:
    return Sight(frozenset({unit}), frozenset({unit}), f"user-{unit}", unit, f"user-{unit}")


@dataclass(frozen=True, slots=True)
class Kept:
    """What a unit has in the archive."""

    report: str
    internal: str
    conversation: str
    message: str
    draft: str
    job: str

    @property
    def ids(self) -> tuple[str, ...]:
        return (self.report, self.internal, self.conversation, self.message, self.draft, self.job)


def fill(archive: Archive, unit: str) -> Kept:
    """Two reports, a conversation, a draft and an upload of one unit, through its own view."""
    view, mark = archive.seen_by(sight_of(unit)), MARKS[unit]
    report, internal = _bring_in(view, f"{mark} 1", Level.COMMON), _bring_in(view, f"{mark} 2", Level.INTERNAL)
    conversation = create_conversation(view, f"Hỏi về {mark}")
    message = add_message(view, conversation.id, f"Có bao nhiêu hộ {mark}?", {"answer": f"45 hộ {mark}"}, {})
    create_draft(view, f"draft-{mark}", f"Báo cáo {mark}", {"text": mark})
    job = create_job(view, (JobFile(f"{mark}.txt"),))
    return Kept(report, internal, conversation.id, message.id, f"draft-{mark}", job.id)


def _bring_in(view: Archive, mark: str, level: Level) -> str:
    report, data = made_ledger(
        (f"Toàn xã có 45 hộ nghèo {mark}.", "45", "hộ", f"hộ nghèo {mark}"),
        (f"Trồng mới 17 ha rừng {mark}.", "17", "ha", "diện tích rừng trồng mới"),
        title=f"Kết quả {mark}",
        file_name=f"{mark}.txt",
        issuer=f"Phòng {mark}",
    )
    report = replace(report, id=view.fresh_id(report.sha256))
    report = replace(report, conflicts=(made_conflict(f"Hai số của {mark}", (report, 0), (report, 1)),))
    return view.add(report, data, made_vectors(report), level).report_id
