"""What the reading process may use; Windows has no such limits, there only the reader's clock holds."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

MEMORY = 1024 * 1024 * 1024  # of address space, so that what it holds at once is less
TIME_S = 60  # a file, on the clock and of the processor
FILE = 256 * 1024 * 1024  # the largest that a converter may write
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of <sched.h>

if sys.platform == "win32":

    def confine() -> None:
        """Nothing to set here."""

    def allow_time() -> None:
        """Nothing to set here."""

else:
    import resource

    def confine() -> None:
        """Limit this process and those that it starts: memory, the size of files, no core files, no network where Linux allows it."""
        for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, FILE), (resource.RLIMIT_CORE, 0)):
            with suppress(ValueError, OSError):  # macOS knows the name RLIMIT_AS but may refuse it
                resource.setrlimit(kind, (most, most))
        if sys.platform == "linux":
            _leave_network()

    def _leave_network() -> None:
        """Many containers forbid both; the readers open no connection anyway, this is for what a fault in one might do."""
        unshare = ctypes.CDLL(None, use_errno=True).unshare
        if unshare(_NEW_NET) != 0:
            unshare(_NEW_USER | _NEW_NET)

    def allow_time() -> None:
        """Let the processor work for the next file; what is used up already does not count."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + TIME_S + 1, hard))
