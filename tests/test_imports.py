"""Imports point one way: ui → assistant → vectorstore ← ingest."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMPOSITION_ROOT = "ui/compose.py"
ALLOWED = {
    "vectorstore": {"vectorstore"},
    "ingest": {"ingest", "vectorstore"},
    "assistant": {"assistant", "vectorstore"},
    "ui": {"ui", "assistant", "vectorstore", "demo"},
}
OWN = {*ALLOWED, "demo", "tests"}
FILES = [path.relative_to(ROOT) for package in ALLOWED for path in sorted((ROOT / package).rglob("*.py"))]


def imported(source: str) -> Iterator[str]:
    """The top-level names of all absolute imports, those inside functions and `if TYPE_CHECKING` too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


def against_the_way(file: Path, source: str) -> set[str]:
    allowed = ALLOWED[file.parts[0]] | ({"ingest"} if file.as_posix() == COMPOSITION_ROOT else set())
    return (set(imported(source)) & OWN) - allowed


@pytest.mark.parametrize("file", FILES, ids=str)
def test_file_imports_only_what_it_may(file: Path) -> None:
    assert against_the_way(file, (ROOT / file).read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    ("file", "source", "found"),
    [
        ("vectorstore/a.py", "import assistant.answer", {"assistant"}),
        ("ingest/a.py", "def f():\n    from ui import page", {"ui"}),
        ("assistant/a.py", "if TYPE_CHECKING:\n    from ingest.read import Reader", {"ingest"}),
        ("ui/page.py", "from ingest import jobs", {"ingest"}),
        (COMPOSITION_ROOT, "from ingest import jobs\nimport assistant", set()),
        ("assistant/a.py", "import vectorstore.report, os\nfrom . import answer", set()),
    ],
)
def test_a_wrong_import_is_seen(file: str, source: str, found: set[str]) -> None:
    assert against_the_way(Path(file), source) == found


def test_every_package_has_files() -> None:
    assert {file.parts[0] for file in FILES} == set(ALLOWED)
