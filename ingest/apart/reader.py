"""The archive's side: a reading process that is kept warm, watched, and replaced when it has died or served long enough."""

from __future__ import annotations

import atexit
import hashlib
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from ingest.apart.limits import TIME_S
from ingest.apart.plain import Compiled, from_plain, pages_to_plain
from ingest.apart.wire import Rubbish, receive, send
from ingest.read.pdf.pdfium import PageContent
from vectorstore.errors import UnreadableFile

log = logging.getLogger(__name__)

NONE: Mapping[int, PageContent] = MappingProxyType({})  # pages that were recognised
SERVED = 200  # files, after which what a reader may have leaked is given back
MOST_BYTES = 256 * 1024 * 1024  # of a reply: 20 million characters, or what a .zip may hold
MOST_REASON = 400
START_S = 60  # on a machine that is busy or has a slow disk; no file is read yet
# Only what programs need to start: no key or address that the archive was given.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "WINDIR", "COMSPEC", "PROGRAMFILES", "PROGRAMFILES(X86)")

TOO_LONG = "Đọc tệp này mất quá {seconds} giây nên đã dừng; hãy tách thành nhiều tệp nhỏ hơn rồi nạp lại."
DIED = "Tệp làm bộ phận đọc dừng giữa chừng, có thể vì tệp bị hỏng; hãy mở tệp bằng chương trình đã tạo ra nó, lưu lại rồi nạp lại."
FAULT = "Đọc tệp gặp lỗi ngoài dự kiến; hãy lưu lại tệp thành .docx rồi nạp lại, hoặc báo người quản trị xem nhật ký."


class Reader:
    """One process for many files, one after the other; `command` is what is started."""

    def __init__(self, command: tuple[str, ...] = (sys.executable, "-m", "ingest.apart.child"), time_s: float = TIME_S) -> None:
        self._command = command
        self._time_s = time_s
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def compile(self, name: str, data: bytes, report_id: str | None = None, recognised: Mapping[int, PageContent] = NONE) -> Compiled:
        """The file as a report, and the files in it; UnreadableFile when it cannot be read or ended the process.

        Pages that are pictures and were recognised are handed in by their numbers.
        """
        with self._lock:
            head, body = self._exchange({"name": name, "size": len(data), "id": report_id}, data + pages_to_plain(recognised))
        if "fault" in head:
            log.error("%s could not be read: %s", name, head["fault"])
            raise UnreadableFile(FAULT)
        if "reason" in head:
            raise UnreadableFile(str(head["reason"])[:MOST_REASON])
        try:
            compiled = from_plain(head, body)
            digest = hashlib.sha256(data).hexdigest()
            if compiled.report and (compiled.report.sha256, compiled.report.id) != (digest, report_id or digest[:16]):
                raise Rubbish("another file")
            return compiled
        except Rubbish as error:
            self.close()
            raise UnreadableFile(DIED) from error

    def close(self) -> None:
        if self._child:
            self._child.end()
            self._child = None

    @property
    def pid(self) -> int | None:
        return self._child.process.pid if self._child else None

    def _exchange(self, asked: dict[str, Any], sent: bytes) -> tuple[dict[str, Any], bytes]:
        child = self._warm()
        try:
            head, body = child.ask(asked, sent, self._time_s)
        except (OSError, Rubbish) as error:
            self.close()
            log.warning("the reading process ended over %s (%s)", asked["name"], child.process.returncode)
            raise UnreadableFile(TOO_LONG.format(seconds=TIME_S) if child.overdue else DIED) from error
        if child.served >= SERVED or head.get("spent"):
            self.close()
        return head, body

    def _warm(self) -> _Child:
        if self._child is None or self._child.process.poll() is not None:
            self.close()
            self._child = _Child(self._command)
        return self._child


class _Child:
    """A process with a folder of its own, in which a converter that was ended leaves nothing behind."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.served = 0
        self.overdue = False
        self._folder = tempfile.mkdtemp(prefix="hoibaocao-")
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # native code writes there whatever is asked of it; what failed comes in the reply
            env=_environment(self._folder),
            start_new_session=True,  # so that the programs that it starts end with it, and Ctrl+C does not reach them
        )

    def ask(self, asked: dict[str, Any], sent: bytes, time_s: float) -> tuple[dict[str, Any], bytes]:
        """The reply; Rubbish or OSError when the process ends over it, which it is made to when its time is up."""
        assert self.process.stdin and self.process.stdout  # both are pipes
        if not self.served:
            with self._clock(START_S):
                receive(self.process.stdout, MOST_REASON)  # it says that it has come up
        with self._clock(time_s):
            send(self.process.stdin, asked, sent)
            reply = receive(self.process.stdout, MOST_BYTES)
        self.served += 1
        return reply

    @contextmanager
    def _clock(self, time_s: float) -> Iterator[None]:
        clock = threading.Timer(time_s, self._end_overdue)
        clock.start()
        try:
            yield
        finally:
            clock.cancel()

    def end(self) -> None:
        self._kill()
        code = self.process.wait()
        self.overdue = self.overdue or code == -getattr(signal, "SIGXCPU", 0) != 0
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _end_overdue(self) -> None:
        self.overdue = True
        self._kill()

    def _kill(self) -> None:
        if sys.platform == "win32":
            self.process.kill()
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:  # gone, and all that it started
            return


def _environment(folder: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    own = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "HOME"), folder)
    return {**kept, **own, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


_READER = Reader()
atexit.register(_READER.close)
compile_apart = _READER.compile
