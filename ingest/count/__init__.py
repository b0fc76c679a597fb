"""A report's figures, and where they do not agree."""

from ingest.count.conflicts import find_conflicts
from ingest.count.figures import COUNTING, count

__all__ = ["COUNTING", "count", "find_conflicts"]
