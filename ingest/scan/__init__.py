"""Pages that are pictures become pages with words."""

from ingest.scan.source import compiled, with_scans

__all__ = ["compiled", "with_scans"]
