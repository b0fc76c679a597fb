"""Accounts, tokens and the log on the command line, over a real archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ui.test_cli import _consoles, run  # noqa: F401  (the fixture applies to every test)
from ui import compose
from ui.compose import build_service, require_accounts
from vectorstore.errors import ArchiveError
from vectorstore.settings import Settings
from vectorstore.users import Role, get_user


def said(*args: str) -> str:
    result = run(*args)
    assert result.exit_code == 0, result.stderr
    return str(result.stdout)


def test_an_account_is_made_moved_closed_and_opened(tmp_path: Path) -> None:
    said("users", "unit", "kinh-te", "--name", "Phòng Kinh tế")
    assert "lan.nt: " in said("users", "add", "lan.nt", "--name", "Nguyễn Thị Lan", "--role", "cán bộ", "--unit", "kinh-te")
    said("users", "set", "lan.nt", "--role", "văn thư", "--unit", "kinh-te")
    said("users", "disable", "lan.nt")
    listed = said("users", "list")
    assert "Nguyễn Thị Lan" in listed and "đã khóa" in listed and "Phòng Kinh tế" in listed
    assert "lan.nt: " in said("users", "reset", "lan.nt")
    said("users", "unlock", "lan.nt")
    with compose.archive(Settings(data=tmp_path / "own")) as opened:
        assert get_user(opened, "lan.nt").role is Role.CLERK


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("users", "add"), "tên đăng nhập"),
        (("users", "add", "Tên Lạ"), "Tên đăng nhập gồm"),
        (("users", "add", "a1", "--role", "vua"), "vai trò"),
        (("users", "add", "a1", "--unit", "khong-co"), "khong-co"),
        (("users", "disable", "khong-co"), "khong-co"),
        (("tokens", "add", "khong-co"), "khong-co"),
        (("tokens", "revoke", "khong-co"), "khong-co"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(args: tuple[str, ...], why: str) -> None:
    result = run(*args)
    assert (result.exit_code, why in result.stderr, len(result.stderr.strip().splitlines())) == (1, True, 1)


def test_a_token_is_shown_once(tmp_path: Path) -> None:
    said("users", "add", "lan.nt")
    token = said("tokens", "add", "lan.nt", "--scope", "read", "--name", "Trang tin").split(": ")[1].strip()
    assert token.startswith("hbc_")
    listed = said("tokens", "list")
    assert "Trang tin" in listed and token not in listed
    assert token.encode() not in (tmp_path / "own" / "archive.sqlite3").read_bytes()
    said("tokens", "revoke", listed.split()[0])
    assert "Trang tin" not in said("tokens", "list")


def test_the_log_is_checked_and_written_out(tmp_path: Path) -> None:
    said("users", "add", "lan.nt")
    assert "còn nguyên: 1 mục" in said("audit", "verify")
    said("audit", "export", "--to", str(tmp_path / "log.jsonl"))
    assert json.loads((tmp_path / "log.jsonl").read_text(encoding="utf-8"))["about"]["user"] == "lan.nt"
    said("audit", "export", "--to", str(tmp_path / "log.csv"))
    assert "user added" in (tmp_path / "log.csv").read_text(encoding="utf-8-sig")
    with compose.archive(Settings(data=tmp_path / "own")) as opened, opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET entry = replace(entry, 'lan', 'hoa')")
    result = run("audit", "verify")
    assert (result.exit_code, "đã bị sửa" in result.stderr) == (1, True)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "may-chu"])
def test_the_network_is_not_let_in_without_accounts(host: str) -> None:
    with pytest.raises(ArchiveError, match="HOIBAOCAO_AUTH=on"):
        build_service(Settings(host=host))
    require_accounts(Settings(host=host, auth="on"))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_needs_none(host: str) -> None:
    require_accounts(Settings(host=host))
