"""A file becomes text with pages and tables."""

from ingest.read.file import read
from ingest.read.source import Source, TableSpan

__all__ = ["Source", "TableSpan", "read"]
