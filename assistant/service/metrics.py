"""GET /metrics: what Prometheus asks for every few seconds."""

from __future__ import annotations

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.desk import Desk
from assistant.measures import Measures, State
from assistant.rights import Right
from assistant.service.dependencies import needs
from assistant.service.readiness import NotReady, Readiness

router = APIRouter(tags=["metrics"], dependencies=[needs(Right.MEASURE)])


def measures_of(readiness: Readiness[Desk]) -> Measures:
    """The counters of a service, over whatever archive it comes to hold."""

    def state() -> State:
        try:
            archive = readiness.loaded().archive
        except NotReady:
            archive = None
        return archive, dict(readiness.parts)

    return Measures(state)


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def metrics(request: Request) -> Response:
    """Số đo của dịch vụ theo định dạng Prometheus: không có nội dung câu hỏi, báo cáo hay tên người dùng."""
    measures: Measures = request.app.state.measures
    return Response(measures.text(), media_type=CONTENT_TYPE_LATEST)


class Counting:
    """ASGI middleware: counts every answer by its status."""

    def __init__(self, app: ASGIApp, measures: Measures) -> None:
        self.app = app
        self.measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.measures.replied(message["status"])
            await send(message)

        await self.app(scope, receive, counted if scope["type"] == "http" else send)
