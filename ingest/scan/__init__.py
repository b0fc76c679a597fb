"""Pages that are pictures become pages with words."""

from ingest.scan.source import compiled

__all__ = ["compiled"]
