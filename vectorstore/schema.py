"""The tables' revision: which one the program knows, and how an older database comes to it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from vectorstore.errors import NewerArchive
from vectorstore.sqlite import copy_database

NEWER = (
    "Kho báo cáo này do bản mới hơn của chương trình lập (bảng dữ liệu «{revision}»), bản đang chạy không mở được; kho chưa bị thay đổi. "
    "Xin cài bản chương trình mới hơn."
)
BEFORE = "archive.before-*.sqlite3"  # copies of the database as earlier releases left it


def migrate(connection: Connection, database: Path | None) -> None:
    """Bring the tables to this release's; an older SQLite database is copied first. Raises NewerArchive."""
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision == head():
        return
    require_known(revision)
    if revision is not None and database is not None:
        _keep_copy(database, revision)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def require_known(revision: str | None) -> None:
    if revision is not None and revision not in revisions():
        raise NewerArchive(NEWER.format(revision=revision))


def head() -> str | None:
    return _scripts().get_current_head()


def revisions() -> list[str]:
    """All that were ever released, the newest first."""
    return [script.revision for script in _scripts().walk_revisions()]


def _keep_copy(database: Path, revision: str) -> None:
    """One copy, of the release before; older ones go."""
    kept = database.with_name(BEFORE.replace("*", revision))
    copy_database(database, kept)
    for other in database.parent.glob(BEFORE):
        if other != kept:
            other.unlink()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config
