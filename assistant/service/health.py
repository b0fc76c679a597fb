"""GET /health (the process lives) and /ready (it can answer)."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from assistant.rights import Right
from assistant.service.dependencies import ReadinessDep, needs
from vectorstore.index import IndexState

router = APIRouter(tags=["health"])


@dataclass(frozen=True, slots=True)
class Health:
    status: str


@dataclass(frozen=True, slots=True)
class Ready:
    status: str
    parts: dict[str, IndexState]


# Async, so that it answers from the event loop even when every worker thread is busy.
@router.get("/health")
async def health() -> Health:
    """Dịch vụ còn chạy; trả lời ngay cả khi mô hình đang nạp."""
    return Health("ok")


@router.get("/ready", dependencies=[needs(Right.ASK)])
async def ready(readiness: ReadinessDep) -> Ready:
    """Kho, chỉ mục và mô hình đã nạp xong; chưa xong thì 503."""
    readiness.complete()
    return Ready("ready", dict(readiness.parts))
