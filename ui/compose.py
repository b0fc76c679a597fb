"""The composition root: the one place that knows every part, and the only file of the front that imports ingest."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.desk import Actions, Desk
from assistant.desk import Parts as DeskParts
from assistant.service import words
from assistant.service.app import UNTRACED, create_app
from assistant.service.door import Door
from assistant.service.readiness import Parts, Readiness
from assistant.trace import tracing
from ui.heaps import share_heaps
from vectorstore.address import is_remote
from vectorstore.errors import ArchiveError
from vectorstore.index import IndexState
from vectorstore.sessions import Lifetimes, drop_old
from vectorstore.settings import Settings
from vectorstore.shared.turns import Claim
from vectorstore.sight import EVERYTHING, Level, Sight
from vectorstore.users import FIRST, first_administrator

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.prose import Writer
    from assistant.strike import Struck
    from ingest.pipeline import FileResult, Progress
    from ingest.watch import Watcher
    from vectorstore.archive import Archive
    from vectorstore.library import Library

log = logging.getLogger(__name__)

KEEP_ALIVE_S = 75  # a reader who reads for a while asks over the connection that is there
SHUTDOWN_S = 5  # the page holds a connection open for as long as it is looked at
MODEL_FIRST_S = 6  # a large archive may check its indexes for longer; the page does not wait for that
NO_PORT = "Không mở được cổng {port} tại {host}: có thể đang có chương trình khác dùng. Xin chọn cổng khác bằng --port hoặc HOIBAOCAO_PORT."
NO_AUTH = (
    "Dịch vụ sắp mở cho máy khác trong mạng ({host}) mà chưa bật đăng nhập. Xin đặt HOIBAOCAO_AUTH=on, hoặc dùng HOIBAOCAO_HOST=127.0.0.1 "
    "nếu chỉ dùng tại máy này."
)
FIRST_PASSWORD = "Tài khoản quản trị đầu tiên: {login}   mật khẩu dùng một lần: {password}   (phải đổi khi đăng nhập lần đầu)"
NO_DATA = "Không đọc hoặc ghi được «{file}» ({kind}). Xin kiểm tra thư mục dữ liệu: quyền truy cập và dung lượng đĩa."
DEMO_REPORTS = Path(__file__).parent.parent / "demo" / "reports"
DEMO_UNITS = DEMO_REPORTS.parent / "units.csv"  # the units of government of the demo archive


class Uploads(Protocol):
    """Takes files in the background, in this process or by workers."""

    def submit(self, files: Sequence[Path], level: Level = ..., sight: Sight = ...) -> str: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Office:
    """A running archive with everything over it."""

    library: Library
    desk: Desk
    uploads: Uploads
    writer: Writer | None = None
    watcher: Watcher | None = None

    def ingest(self, paths: Sequence[Path], progress: Progress, stopped: Callable[[], bool] = lambda: False) -> list[FileResult]:
        """Bring files and folders in, until stopped."""
        from ingest.pipeline import ingest_paths

        return ingest_paths(paths, self.library, progress, stopped)

    def close(self) -> None:
        """Uploads and what is watched first: they write into the rest."""
        if self.watcher:
            self.watcher.close()
        self.uploads.close()
        self.library.close()
        if self.writer:
            self.writer.close()


def open_writer(settings: Settings) -> Writer | None:
    """The language model that is set, put to writing; None for none. One that runs here comes up in the background."""
    from assistant.model import open_model
    from assistant.prose import Writer

    model = open_model(settings)
    return Writer(model) if model else None


def open_office(settings: Settings, writer: Writer | None = None) -> Office:
    """Returns as soon as the archive is open; the model and the indexes come up in the background."""
    # Chroma, LangChain and the readers cost a second to import, which `--help` and /health need not wait for.
    from assistant.respond import Responder
    from ingest.pipeline import UploadWorker
    from ingest.recount import revised
    from ingest.worker import SharedUploads
    from vectorstore.library import Library

    library = Library.open(settings)
    uploads: Uploads = SharedUploads(library) if settings.shared else UploadWorker(library)

    def over(sight: Sight) -> DeskParts:
        view = library.seen_by(sight)
        actions = Actions(partial(uploads.submit, sight=sight), partial(revised, view), view.delete)
        return DeskParts(view.archive, view.search, Responder(view.archive, view.search), actions)

    whole = over(EVERYTHING)
    desk = Desk(whole.archive, whole.search, whole.responder, whole.actions, writer, over)
    return Office(library, desk, uploads, writer)


def watching(opened: Office, settings: Settings) -> Office:
    """The office, taking in what comes into the folder that is set to be watched."""
    if not settings.watch:
        return opened
    from ingest.watch import Watcher

    return replace(opened, watcher=Watcher(settings.watch, opened.library))


def watch_folder(opened: Office, folder: Path, told: Callable[[FileResult], None], stopping: threading.Event) -> None:
    """Take in what comes into a folder until stopped."""
    from ingest.watch import Watch, watch_until

    watch_until(stopping, Watch(folder, opened.library), told)


def work(opened: Office, told: Callable[[FileResult], None], stopping: threading.Event) -> None:
    """Take in what replicas were handed, until stopped."""
    from ingest.worker import work_until

    work_until(stopping, opened.library, told)


@contextmanager
def office(settings: Settings, writer: Writer | None = None) -> Iterator[Office]:
    """An office that answers, for one command; ArchiveError when it does not come up."""
    opened = open_office(settings, writer)
    try:
        if not opened.library.wait():
            reason = words.NO_INDEX if opened.library.embedder.ready else words.NO_MODEL
            raise ArchiveError(words.NOT_STARTED.format(reason=reason))
        yield opened
    finally:
        opened.close()


@contextmanager
def archive(settings: Settings, how: Claim = Claim.BESIDE) -> Iterator[Archive]:
    """The archive without model and indexes, where others may hold a shared one too."""
    from vectorstore.archive import Archive
    from vectorstore.endpoint import embedder_for

    embedder = embedder_for(settings)
    opened = Archive.open(settings, embedder.name, embedder.dimension, how)
    try:
        yield opened
    finally:
        opened.close()


def purged(settings: Settings) -> Struck:
    """Leave nothing of deleted reports anywhere in the data folder; no service may be running."""
    from assistant.strike import strike
    from vectorstore.endpoint import embedder_for
    from vectorstore.library import Library

    with archive(settings, Claim.ALONE) as opened:
        struck = strike(opened)
        library = Library(opened, embedder_for(settings), settings.chroma_url)
        library.purge()
        library.close()
    return struck


def run_service(settings: Settings, announce: Callable[[str, list[str]], None], opened: Office | None = None) -> None:
    """Listen until stopped; `announce` is told the address, and those in the office network, when it is listened to."""
    import uvicorn

    share_heaps()
    require_accounts(settings)
    # Bound before anything is loaded: a port that is taken is said at once, and the first reader waits instead of failing.
    listening = _bound(settings.host, settings.port)
    rising = Rising(settings, (lambda: opened) if opened else partial(_answering, settings))
    server = uvicorn.Server(
        uvicorn.Config(rising.app, log_level="warning", timeout_graceful_shutdown=SHUTDOWN_S, timeout_keep_alive=KEEP_ALIVE_S)
    )
    rising.on_failure = lambda: setattr(server, "should_exit", True)
    announce(*_addresses(settings))
    with suppress(KeyboardInterrupt):  # how a service is stopped; uvicorn raises it again once all is closed
        server.run(sockets=[listening])
    if rising.failure:
        raise rising.failure


def require_accounts(settings: Settings) -> None:
    """ArchiveError where others in the network could come in and nobody is asked who they are."""
    if settings.auth == "off" and is_remote(f"http://{_bracketed(settings.host)}"):
        raise ArchiveError(NO_AUTH.format(host=settings.host))


def require_port(settings: Settings) -> None:
    """ArchiveError when another program has the port; for what does much before it listens."""
    _bound(settings.host, settings.port).close()


def _bound(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise ArchiveError(NO_PORT.format(host=host, port=port)) from error


def _addresses(settings: Settings) -> tuple[str, list[str]]:
    if settings.host not in ("0.0.0.0", "::"):
        return f"http://{_bracketed(settings.host)}:{settings.port}", []
    return f"http://127.0.0.1:{settings.port}", [f"http://{socket.gethostname()}:{settings.port}"]


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def build_service(settings: Settings) -> FastAPI:
    """The service with the page at /, for any ASGI server. It answers at once, and says 503 until all has come up."""
    require_accounts(settings)
    return Rising(settings, partial(_answering, settings)).app


def _answering(settings: Settings) -> Office:
    """The office with the model that is set; first of all, so that a setting that cannot be read is said before anything is opened."""
    return watching(open_office(settings, open_writer(settings)), settings)


class Rising:
    """What comes up after the service already listens, and is closed after it."""

    def __init__(self, settings: Settings, opened: Callable[[], Office]) -> None:
        self.readiness: Readiness[Desk] = Readiness()
        self.door = _door(settings, self.readiness)
        self.app = create_app(self.readiness, self._open, self._close, hosts=(settings.host,), door=self.door)
        self.tell: Callable[[str], None] = print  # the first password is said once and written down nowhere
        self.failure: Exception | None = None
        self.on_failure: Callable[[], None] = lambda: None
        self._opened = opened
        self._office: Office | None = None
        self._trace = tracing(settings.llm_allow_remote)
        self._settled = threading.Event()
        self._settling: threading.Thread | None = None

    def _open(self) -> FastAPI | None:
        """The page, once the archive is open; None when the archive does not open."""
        try:
            office = self._office = self._opened()
        except Exception as error:
            self.failure = _no_data(error) if isinstance(error, OSError) else error
            if isinstance(self.failure, ArchiveError):
                self.readiness.fail(str(self.failure))
            else:
                log.exception("the archive could not be opened")
                self.readiness.fail(words.INTERNAL)
            self.on_failure()
            return None
        office.desk.listeners.append(self.app.state.measures.asked)
        if self._trace:
            office.desk.listeners.append(self._trace.asked)
        if self.door:
            self._open_door(office.library.archive, self.door)
        self.readiness.provide(office.desk, lambda: _parts(office.library, self._settled.is_set()))
        self._settling = threading.Thread(target=self._settle, args=(office,), name="settle", daemon=True)
        self._settling.start()
        # Imports take turns anyway (one lock for all threads): the model's first, so that questions are answered seconds sooner.
        self._settled.wait(MODEL_FIRST_S)
        return _page(office.desk, self.door)

    def _open_door(self, archive: Archive, door: Door) -> None:
        drop_old(archive, door.lifetimes)
        if password := first_administrator(archive):
            self.tell(FIRST_PASSWORD.format(login=FIRST, password=password))

    def _settle(self, office: Office) -> None:
        answering = office.library.wait()
        self._settled.set()
        if answering:
            # The first reader should not wait for what every reader is shown.
            office.desk.suggestions()

    def _close(self) -> None:
        if self._settling is not None:
            self._settling.join()  # it asks the indexes, which are closed next
        if self._office is not None:
            self._office.close()
        if self._trace:
            self._trace.close()


def _no_data(error: OSError) -> ArchiveError:
    return ArchiveError(NO_DATA.format(file=error.filename or "", kind=type(error).__name__))


def _parts(library: Library, settled: bool) -> Parts:
    """How far each part has come; a model that is not there when all has settled will not come."""
    missing = IndexState.BROKEN if settled else IndexState.STARTING
    model = IndexState.READY if library.embedder.ready else missing
    return {"archive": IndexState.READY, "model": model, "lexical": library.lexical.state, "dense": library.dense.state}


def _door(settings: Settings, readiness: Readiness[Desk]) -> Door | None:
    if settings.auth == "off":
        return None
    return Door(readiness, Lifetimes(timedelta(minutes=settings.session_minutes), timedelta(hours=settings.session_hours)))


def _page(desk: Desk, door: Door | None) -> FastAPI:
    from fastapi import FastAPI

    from ui.page import mount_page
    from ui.page_reader import readers_desk

    return mount_page(FastAPI(openapi_url=None, telemetry=UNTRACED), readers_desk(desk, door) if door else desk)
