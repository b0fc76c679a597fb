"""The sets of stores that an archive can lie in, and a library over either, cheap to fill: vectors of made-up words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.torture.made import WordEmbedder
from vectorstore.archive import Archive
from vectorstore.library import Library
from vectorstore.settings import Settings

STORES = ("SQLite, embedded Chroma and Tantivy", "PostgreSQL and a Chroma server")


def settings_of(store: str, data: Path, request: pytest.FixtureRequest) -> Settings:
    """Settings for an empty archive; skips where a server is not installed."""
    if store == STORES[0]:
        return Settings(data=data)
    urls = {name: request.getfixturevalue(fixture) for name, fixture in (("database_url", "empty_database"), ("chroma_url", "chroma_url"))}
    return Settings(data=data, **urls)


@contextmanager
def opened(settings: Settings) -> Iterator[Library]:
    """The library with both indexes up."""
    embedder = WordEmbedder()
    library = Library(Archive.open(settings, embedder.name, embedder.dimension), embedder, settings.chroma_url)
    library._start(library.lexical.start, library.dense.start)
    assert library.wait()
    try:
        yield library
    finally:
        library.close()
