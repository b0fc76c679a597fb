"""The pages name every setting, command and dependency that exists; of the first two, no other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import typer

from ui.cli import app
from vectorstore.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {path.name: path.read_text(encoding="utf-8") for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))}
READ_ELSEWHERE = {
    "HOIBAOCAO_TORTURE",
    "HOIBAOCAO_TEST_DATABASE_URL",
    "HOIBAOCAO_TEST_REPORTS",
    "HOIBAOCAO_TEST_GGUF",
}  # read by the tests, not by the program
SETTING = re.compile(r"HOIBAOCAO_[A-Z0-9]+(?:_[A-Z0-9]+)*")
COMMAND = re.compile(r"(?m)(?:^|[`/])hoibaocao ([a-z][a-z-]*)")

SETTINGS = {f"{Settings.model_config['env_prefix']}{name.upper()}" for name in Settings.model_fields}


def commands() -> set[str]:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    return {name for name, command in group.commands.items() if not command.hidden}


def test_every_setting_stands_in_the_readme() -> None:
    assert set(SETTING.findall(README)) >= SETTINGS


def test_every_setting_that_a_page_names_exists() -> None:
    unknown = {page: set(SETTING.findall(text)) - SETTINGS - READ_ELSEWHERE for page, text in PAGES.items()}
    assert {page: names for page, names in unknown.items() if names} == {}


def test_the_readme_names_the_commands_that_exist() -> None:
    assert set(COMMAND.findall(README)) == commands()


def test_every_dependency_has_its_row_in_the_decisions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    rows = "\n".join(line.split("|")[1] for line in PAGES["decisions.md"].splitlines() if line.startswith("|"))
    named = set(re.findall(r"[a-z][a-z0-9-]+", rows))
    assert {re.split(r"[\[=<>]", line)[0] for line in wanted} - named == set()
