"""Reading and compiling in a process of its own, under limits: what a hostile file breaks there is not the archive."""

from ingest.apart.plain import Compiled
from ingest.apart.reader import compile_apart

__all__ = ["Compiled", "compile_apart"]
