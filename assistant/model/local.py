"""A GGUF file served by a process of ours, on a loopback port that only we have the key of."""

from __future__ import annotations

import json
import logging
import os
import secrets
import subprocess
import sys
import threading
from pathlib import Path

from assistant.model.model import ModelFailed

log = logging.getLogger(__name__)

STOP_S = 5


class LocalServer:
    """Loads in the background, so that the first reader need not wait for it; stopped by `close`."""

    def __init__(self, path: Path, context: int) -> None:
        self.path, self.context, self.threads = path, context, os.cpu_count() or 1
        self.key = secrets.token_urlsafe(24)
        self._address = ""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "assistant.model.serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # native code writes there whatever is asked of it; what failed comes by the other way
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._loading = threading.Thread(target=self._load, name="load-model", daemon=True)
        self._loading.start()

    @property
    def ready(self) -> bool:
        return bool(self._address) and self._process.poll() is None

    @property
    def url(self) -> str:
        """Where it listens; ModelFailed while it loads, and where the file is no model."""
        if not self.ready:
            raise ModelFailed("the model is not loaded")
        return f"{self._address}/v1"

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it has come up, once it has settled."""
        self._loading.join(seconds)
        return self.ready

    def close(self) -> None:
        """Stop the process and give its memory back."""
        self._process.kill()
        self._process.wait(STOP_S)
        self._loading.join(STOP_S)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def _load(self) -> None:
        assert self._process.stdin and self._process.stdout  # both are pipes
        wanted = {"path": str(self.path), "context": self.context, "threads": self.threads, "key": self.key}
        try:
            print(json.dumps(wanted), file=self._process.stdin, flush=True)
            told = json.loads(self._process.stdout.readline() or '{"error": "it ended"}')
        except (OSError, ValueError) as error:
            told = {"error": str(error)}
        self._address = told.get("address", "")
        if not self._address:
            log.warning("the model %s does not load: %s", self.path, told.get("error"))
