"""The same commands on a real SPARQL server give the same answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline.cli import main

Serve = Callable[..., tuple[str, object]]

ASKED = (
    ("timeline", "Ізюм", "-f", "json"),
    ("timeline", "Izium", "--as-of", "2022-04-02", "--possibly", "-f", "csv"),
    ("claims", "--modality", "reportative", "-f", "json"),
    ("sources", "ritzau-2022-09-10/area-2000", "-f", "json"),
    ("show", "ritzau-2022-09-10/area-2000", "-f", "ttl"),
    ("stats", "-f", "json"),
    ("query", "occupation", "--place", "Kupjansk", "-f", "csv"),
    ("dump",),
    ("validate",),
)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def places(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Return a folder and a server, each loaded twice with the shipped records."""
    folder = str(tmp_path_factory.mktemp("remote") / "local.store")
    service, _ = serve("--union-default-graph")
    for place in (folder, service, folder, service):
        run("load", "records", "--sample", "--store", place)
    return folder, service


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_a_server_answers_as_a_folder_does(places: tuple[str, str], asked: tuple[str, ...]) -> None:
    folder, service = places
    assert run(*asked, "--store", service) == run(*asked, "--store", folder)


def test_a_fault_leaves_the_server_as_it_was(places: tuple[str, str], tmp_path: Path) -> None:
    _, service = places
    before = run("dump", "--store", service)
    file = tmp_path / "bad.yaml"
    file.write_text("claimline: 1\nevents: [{id: e, type: no-such, labels: {en: E}}]\n")
    arguments = ("load", "records", "--sample", str(file), "--store", service)
    assert CliRunner().invoke(main, arguments).exit_code == 3
    assert run("dump", "--store", service) == before
