"""What the archive knows of itself: the embedding model and how often the reports have changed."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy.orm import Session

from vectorstore.errors import ModelMismatch
from vectorstore.records import MetaRow

MISMATCH = (
    "Kho báo cáo được lập bằng mô hình «{old}» ({old_size} chiều), còn mô hình đang đặt là «{new}» ({new_size} chiều). "
    "Xin đặt lại HOIBAOCAO_EMBEDDING_MODEL như cũ, hoặc chạy lệnh `hoibaocao reindex` để lập lại chỉ mục bằng mô hình mới."
)


def check_model(session: Session, name: str, dimension: int) -> None:
    """Write the model into a new archive; refuse an old one that was embedded by another."""
    old = _get(session, "model")
    if old is None:
        set_model(session, name, dimension)
    elif (old, old_size := _get(session, "dimension")) != (name, str(dimension)):
        raise ModelMismatch(MISMATCH.format(old=old, old_size=old_size, new=name, new_size=dimension))


def set_model(session: Session, name: str, dimension: int) -> None:
    _set(session, "model", name)
    _set(session, "dimension", str(dimension))


def dimension(session: Session) -> int:
    """How many numbers a stored vector has."""
    return int(_get(session, "dimension") or 0)


def revision(session: Session) -> int:
    """How many changes of reports the archive has seen; an index that followed all of them bears the same number."""
    return int(_get(session, "revision") or 0)


def next_revision(session: Session) -> int:
    following = revision(session) + 1
    _set(session, "revision", str(following))
    return following


def counting(session: Session) -> int:
    """The way of counting that the ledger was made by; 0 when it was never made."""
    return int(_get(session, "counting") or 0)


def set_counting(session: Session, version: int) -> None:
    _set(session, "counting", str(version))


def name_once(session: Session) -> None:
    """Give the archive a name of its own, by which servers that several archives use tell them apart."""
    if _get(session, "archive") is None:
        _set(session, "archive", uuid4().hex)


def first_time(session: Session, what: str) -> bool:
    """Whether something that is done once for an archive is still to be done; it then counts as done."""
    if _get(session, what) is not None:
        return False
    _set(session, what, "done")
    return True


def note(session: Session, name: str) -> str | None:
    """What another module keeps under a name of its own."""
    return _get(session, name)


def set_note(session: Session, name: str, value: str) -> None:
    _set(session, name, value)


def _get(session: Session, name: str) -> str | None:
    row = session.get(MetaRow, name)
    return row.value if row else None


def _set(session: Session, name: str, value: str) -> None:
    session.merge(MetaRow(name=name, value=value))
