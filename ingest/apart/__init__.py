"""Reading in a process of its own, under limits: what a hostile file breaks there is not the archive."""

from ingest.apart.reader import open_apart

__all__ = ["open_apart"]
