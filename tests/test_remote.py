"""The same commands on real SPARQL servers give the same answers."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from subprocess import DEVNULL, Popen
from time import sleep

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, Quad

from claimline import terms
from claimline.cli import main
from claimline.endpoint import at
from claimline.errors import RemoteError
from claimline.store import Store, data

from .conftest import emptied

ASKED = (
    ("timeline", "Ізюм", "-f", "json"),
    ("timeline", "Izium", "--as-of", "2022-04-02", "--possibly", "-f", "csv"),
    ("claims", "--modality", "reportative", "-f", "json"),
    ("sources", "ritzau-2022-09-10/area-2000", "-f", "json"),
    ("show", "ritzau-2022-09-10/area-2000", "-f", "ttl"),
    ("stats", "-f", "json"),
    ("query", "occupation", "--place", "Kupjansk", "-f", "csv"),
    ("held", "Izium", "--on", "2022-04-02", "-f", "json"),
    ("reconcile", "Izium", "-f", "json"),
    ("contradictions", "-f", "json"),
    ("corroboration", "-f", "json"),
    ("figures", "-f", "json"),
    ("diff", "--as-of", "2022-09-08", "--and", "2022-09-10", "Izium", "-f", "json"),
    ("dump",),
    ("validate",),
)


Answered = tuple[str, int]


def answer(*arguments: str) -> Answered:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code in {0, 1}, result.stderr
    return result.stdout, result.exit_code


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a folder, loaded twice with the shipped records."""
    made = str(tmp_path_factory.mktemp("remote") / "local.store")
    for _ in range(2):
        run("load", "records", "--sample", "--store", made)
    return made


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def service(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return a server of each kind, loaded twice with the shipped records."""
    with pytest.MonkeyPatch.context() as context:
        if request.param == "virtuoso":
            address = request.getfixturevalue("virtuoso_server")
            context.setenv("CLAIMLINE_USER", "dba")
            context.setenv("CLAIMLINE_PASSWORD", "dba")
            emptied(address)
        else:
            address, _ = request.getfixturevalue("serve")("--union-default-graph")
        for _ in range(2):
            run("load", "records", "--sample", "--store", address)
        yield address


@pytest.fixture(scope="module")
def here(folder: str) -> Callable[[tuple[str, ...]], Answered]:
    """Give what the folder answers; it is asked but once."""
    return cache(lambda asked: answer(*asked, "--store", folder))


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_a_server_answers_as_a_folder_does(
    here: Callable[[tuple[str, ...]], Answered], service: str, asked: tuple[str, ...]
) -> None:
    assert answer(*asked, "--store", service) == here(asked)


def graph_of(quad: Quad) -> NamedNode:
    assert isinstance(quad.graph_name, NamedNode)
    return quad.graph_name


@pytest.mark.parametrize("way", ["about", "referring"])
def test_what_stands_around_things_is_the_same_there(service: str, folder: str, way: str) -> None:
    store = Store.open(Path(folder))
    things = {quad.subject for quad in data(store) if isinstance(quad.subject, NamedNode)}
    asked = [*sorted(things, key=str), NamedNode("https://example.org/nothing")]
    there, here = (Counter(getattr(it, way)(asked)) for it in (at(service), store))
    apart = {quad for quad in there.keys() ^ here.keys() if terms.is_data(graph_of(quad))}
    assert not apart
    assert max(there.values()) == 1
    assert min(len(asked), len(there), len(here)) > 1_000


def test_a_fault_leaves_the_server_as_it_was(service: str, tmp_path: Path) -> None:
    before = run("dump", "--store", service)
    file = tmp_path / "bad.yaml"
    file.write_text("claimline: 1\nevents: [{id: e, type: no-such, labels: {en: E}}]\n")
    arguments = ("load", "records", "--sample", str(file), "--store", service)
    assert CliRunner().invoke(main, arguments).exit_code == 3
    assert run("dump", "--store", service) == before


@pytest.mark.parametrize("seconds", [0, 0.2, 0.5, 1])
def test_a_load_that_is_killed_is_noticed_and_completed(
    virtuoso: str, folder: str, seconds: float
) -> None:
    emptied(virtuoso)
    load = ("load", "records", "--sample", "--store", virtuoso)
    process = Popen([sys.executable, "-m", "claimline", *load], stderr=DEVNULL)
    begun = False
    while not begun:
        assert process.poll() is None, "the load has ended unseen"
        # An error says that it has begun between two requests of ours.
        with suppress(RemoteError):
            sleep(0.01)
            begun = bool(at(virtuoso).unfinished())
    sleep(seconds)
    process.kill()
    process.wait()
    if at(virtuoso).unfinished():
        refused = CliRunner().invoke(main, ("dump", "--store", virtuoso))
        assert refused.exit_code == 4
        assert "may be half old, half new" in refused.stderr
    run(*load)
    assert run("dump", "--store", virtuoso) == run("dump", "--store", folder)
