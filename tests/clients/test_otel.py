"""OpenTelemetry against a receiver on this machine: spans of a question and its stages, and nothing unless an address is set."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from assistant.trace import tracing
from tests.clients.conftest import DIALOGUE, served
from ui import compose
from vectorstore.errors import BadRequest
from vectorstore.settings import Settings

pytest.importorskip("opentelemetry.exporter.otlp.proto.http", reason="the extra otel is not installed")
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace import get_tracer_provider

ADDRESS = "OTEL_EXPORTER_OTLP_ENDPOINT"


@dataclass(slots=True)
class Receiver:
    """What was sent to it; with `elsewhere` it answers with a redirect."""

    elsewhere: str = ""
    port: int = 0
    bodies: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def receiving(elsewhere: str = "") -> Iterator[Receiver]:
    receiver = Receiver(elsewhere)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.bodies.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(307 if receiver.elsewhere else 200)
            if receiver.elsewhere:
                self.send_header("Location", f"{receiver.elsewhere}/v1/traces")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield receiver
    server.shutdown()
    server.server_close()


def ask_a_service(folder: Path) -> None:
    with served(compose.build_service(Settings(data=folder))) as address:
        assert DIALOGUE[0][1] in httpx.post(f"{address}/api/v1/chat", json={"question": DIALOGUE[0][0]}, timeout=60).json()["answer"]


def test_a_question_is_a_span_with_its_stages_beneath(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as receiver:
        monkeypatch.setenv(ADDRESS, receiver.url)
        monkeypatch.setenv("OTEL_SERVICE_NAME", "kho-thu")
        ask_a_service(folder)
    assert {path for path, _ in receiver.bodies} == {"/v1/traces"}
    sent = [ExportTraceServiceRequest.FromString(body) for _, body in receiver.bodies]
    resources = [found for one in sent for found in one.resource_spans]
    known = {attribute.key: attribute.value.string_value for found in resources for attribute in found.resource.attributes}
    assert known["service.name"] == "kho-thu" and "host.name" not in known
    spans = [span for found in resources for scope in found.scope_spans for span in scope.spans]
    by_id = {span.span_id: span for span in spans}
    assert [span.name for span in spans if not span.parent_span_id] == ["question"]
    above = {span.name: by_id[span.parent_span_id].name for span in spans if span.parent_span_id}
    assert {"respond": "question", "search": "respond", "embed": "search", "keep": "question"}.items() <= above.items()
    for span in spans:
        parent = by_id.get(span.parent_span_id, span)
        assert parent.start_time_unix_nano <= span.start_time_unix_nano <= span.end_time_unix_nano <= parent.end_time_unix_nano
    question = next(span for span in spans if span.name == "question")
    told = {attribute.key: attribute.value.string_value for attribute in question.attributes}
    assert told == {"hoibaocao.kind": "figure", "hoibaocao.outcome": "answered", "hoibaocao.mode": "extractive"}
    for word in ("tuần tra", "Mường", "12 cuộc", "quy-che"):
        assert all(word.encode() not in body for _, body in receiver.bodies)


def test_a_redirect_leads_nowhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as other, receiving(other.url) as receiver:
        monkeypatch.setenv(ADDRESS, receiver.url)
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
        ask_a_service(folder)
        assert receiver.bodies and not other.bodies


@pytest.mark.parametrize("set_to", [{}, {ADDRESS: ""}, {ADDRESS: "http://127.0.0.1:1", "OTEL_SDK_DISABLED": "true"}])
def test_without_an_address_there_is_no_tracing(set_to: dict[str, str]) -> None:
    assert tracing(False, set_to) is None


def test_without_an_address_nothing_that_sends_is_imported() -> None:
    # FastAPI and Chroma import the API by themselves, which does nothing without a provider.
    code = (
        "import sys; import ui.compose as c; c.build_service(c.Settings()); "
        "print([name for name in sys.modules if name.startswith(('opentelemetry.sdk', 'opentelemetry.exporter'))])"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_no_provider_is_made_the_whole_processs(monkeypatch: pytest.MonkeyPatch) -> None:
    """FastAPI would trace addresses with their questions, Chroma and LangChain texts."""
    monkeypatch.setenv(ADDRESS, "http://127.0.0.1:9")
    trace = tracing(False)
    assert trace is not None
    trace.close()
    assert not isinstance(get_tracer_provider(), TracerProvider)


@pytest.mark.parametrize("name", [ADDRESS, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"])
@pytest.mark.parametrize("url", ["http://otel.example:4318", "http://192.168.1.9:4318", "http://127.0.0.1@otel.example"])
def test_another_machine_is_refused_unless_it_is_allowed(name: str, url: str) -> None:
    with pytest.raises(BadRequest, match="HOIBAOCAO_LLM_ALLOW_REMOTE"):
        tracing(False, {name: url})


@pytest.mark.parametrize("set_to", [{ADDRESS: "127.0.0.1:4318"}, {ADDRESS: "http://127.0.0.1:4317", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}])
def test_what_is_not_spoken_is_said(set_to: dict[str, str]) -> None:
    with pytest.raises(BadRequest):
        tracing(False, set_to)
