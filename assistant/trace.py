"""OpenTelemetry by its standard variables: one span a question, one a stage, no word of either.

Nothing of it is imported, and nothing leaves the machine, unless an address is set.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.observed import Asked, Outcome
from vectorstore.address import is_remote
from vectorstore.errors import BadRequest

if TYPE_CHECKING:
    import requests
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Span

ADDRESSES = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")  # the first that is set counts
PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
HTTP = "http/protobuf"
NAME = "hoibaocao"
NOT_INSTALLED = 'Đã đặt OTEL_EXPORTER_OTLP_ENDPOINT nhưng chưa cài phần OpenTelemetry. Xin cài: pip install -c constraints.txt ".[otel]"'
REMOTE = (
    "Máy chủ OpenTelemetry tại {} ở ngoài máy này (số đo sẽ được gửi đi, không kèm nội dung báo cáo hay câu hỏi). "
    "Nếu cơ quan cho phép, xin đặt HOIBAOCAO_LLM_ALLOW_REMOTE=true."
)
BAD_PROTOCOL = "Chương trình chỉ gửi OpenTelemetry theo giao thức http/protobuf. Xin đặt OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf."


def tracing(allow_remote: bool, environment: Mapping[str, str] = os.environ) -> Trace | None:
    """A listener of questions where an address is set, else None; raises BadRequest for an address that is not allowed."""
    address = _set(environment, ADDRESSES)
    if not address or environment.get("OTEL_SDK_DISABLED", "").lower() == "true" or environment.get("OTEL_TRACES_EXPORTER") == "none":
        return None
    if is_remote(address) and not allow_remote:
        raise BadRequest(REMOTE.format(address))
    if _set(environment, PROTOCOLS) not in ("", HTTP):
        raise BadRequest(BAD_PROTOCOL)
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    except ModuleNotFoundError as error:
        raise BadRequest(NOT_INSTALLED) from error
    return Trace(OTLPSpanExporter(session=_direct()))


def _set(environment: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((environment[name] for name in names if environment.get(name)), "")


def _direct() -> requests.Session:
    """Neither a proxy of the environment nor a redirect leads elsewhere."""
    import requests

    session = requests.Session()
    session.trust_env, session.max_redirects = False, 0
    return session


class Trace:
    """Tells an exporter about questions."""

    def __init__(self, exporter: SpanExporter) -> None:
        from opentelemetry.sdk.resources import SERVICE_NAME, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        resource = Resource.create({SERVICE_NAME: os.environ.get("OTEL_SERVICE_NAME", NAME)})
        # Not made the provider of the whole process: libraries that trace by themselves would send texts.
        self._provider: TracerProvider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer(NAME)

    def asked(self, asked: Asked) -> None:
        """One question as a span, with its stages beneath."""
        from opentelemetry.context import Context
        from opentelemetry.trace import StatusCode, set_span_in_context

        question = self._tracer.start_span("question", Context(), start_time=asked.start)
        question.set_attribute("hoibaocao.kind", asked.kind.value)
        question.set_attribute("hoibaocao.outcome", asked.outcome.value)
        question.set_attribute("hoibaocao.mode", asked.mode)
        if asked.outcome is Outcome.FAILED:
            question.set_status(StatusCode.ERROR)
        spans: list[Span] = []
        for stage in asked.stages:
            above = question if stage.parent is None else spans[stage.parent]
            spans.append(self._tracer.start_span(stage.name, set_span_in_context(above, Context()), start_time=stage.start))
        for span, stage in zip(spans, asked.stages, strict=True):
            span.end(stage.end)
        question.end(asked.end)

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()
