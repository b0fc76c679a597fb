"""What stands under deploy/ names only what exists: settings, commands, extras, files, and the releases that the tests run with."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.test_docs import ROOT, SETTING, SETTINGS, commands

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
KUBERNETES: list[dict[str, Any]] = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8")))
FILES = [path for path in sorted(DEPLOY.iterdir()) if path.is_file()]
PINNED = dict(re.findall(r"(?m)^([A-Za-z0-9_.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8")))


def containers() -> Iterator[dict[str, Any]]:
    for document in KUBERNETES:
        yield from document.get("spec", {}).get("template", {}).get("spec", {}).get("containers", [])


def images() -> set[str]:
    return {service["image"] for service in COMPOSE["services"].values()} | {container["image"] for container in containers()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(path: Path) -> None:
    assert set(SETTING.findall(path.read_text(encoding="utf-8"))) <= SETTINGS


def test_every_command_that_is_run_exists() -> None:
    run = [service["command"] for service in COMPOSE["services"].values() if "command" in service]
    run += [container["args"] for container in containers() if "args" in container]
    run.append(json.loads(re.findall(r"(?m)^CMD (.*)$", DOCKERFILE)[0]))
    assert {words[0] for words in run} == {"hoibaocao"}
    assert {words[1] for words in run} <= commands()
    assert {words[1] for words in run} == {"serve", "worker"}


def test_the_servers_are_of_the_releases_that_the_tests_run_with() -> None:
    assert f"chromadb/chroma:{PINNED['chromadb']}" in images()
    assert not [image for image in images() if image.endswith(":latest")]
    torch = re.findall(r"torch==(\S+)", DOCKERFILE)
    assert torch == [PINNED["torch"]]


def test_the_image_is_made_of_files_and_extras_that_exist() -> None:
    copied = [word for line in re.findall(r"(?m)^COPY (.*)$", DOCKERFILE) for word in line.split()[:-1]]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8")
    assert {f"!{name}" for name in copied} <= set(ignored.splitlines())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.findall(r'"\.\[([a-z,-]+)\]"', DOCKERFILE)[0].split(",")
    assert set(named) <= set(project["optional-dependencies"])


def test_every_replica_and_worker_is_shared() -> None:
    for name in ("web", "worker"):
        assert {"HOIBAOCAO_DATABASE_URL", "HOIBAOCAO_CHROMA_URL"} <= set(COMPOSE["services"][name]["environment"])
        assert "volumes" not in COMPOSE["services"][name]  # they have no folder in common
    (shared,) = [document["data"] for document in KUBERNETES if document["kind"] == "ConfigMap"]
    for container in containers():
        if "args" in container:
            assert {"HOIBAOCAO_DATABASE_URL", "HOIBAOCAO_CHROMA_URL"} <= {*shared, *(one["name"] for one in container["env"])}


def test_the_names_that_are_connected_to_are_those_of_services() -> None:
    (settings,) = {json.dumps(COMPOSE["services"][name]["environment"]) for name in ("web", "worker")}
    for name in ("postgres", "chroma"):
        assert name in COMPOSE["services"]
        assert re.search(rf"(?:@|//){name}[:/]", settings)
        assert name in [document["metadata"]["name"] for document in KUBERNETES if document["kind"] == "Service"]
    assert "server web:8000;" in (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert (DEPLOY / COMPOSE["services"]["balancer"]["volumes"][0].partition(":")[0]).is_file()


def test_docker_compose_reads_it() -> None:
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode:
        pytest.skip("docker compose is not installed")
    command = [docker, "compose", "-f", str(DEPLOY / "compose.yaml"), "config", "--quiet"]
    asked = subprocess.run(command, capture_output=True, text=True, env={"POSTGRES_PASSWORD": "x", "PATH": "/usr/bin:/bin"}, check=False)
    assert asked.returncode == 0, asked.stderr
