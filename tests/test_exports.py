"""Every format of an export, found by existing: its examples, its bytes, what it is given."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from io import StringIO
from itertools import islice
from pathlib import Path
from subprocess import PIPE, Popen
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, Quad

from claimline import export
from claimline.cli import main
from claimline.export import Chosen, File
from claimline.find import find
from claimline.store import Store, data

NAMES = [*export.names()]
FOLDERS = [name for name in NAMES if not export.get(name).SUFFIX]
IZIUM = ("--place", "Izium")
EARLY = (*IZIUM, "--as-of", "2022-04-02")
NOTHING = ("--as-of", "1999")


@pytest.fixture(scope="module")
def store(izium: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store of some claims of the sample: each format exports it often."""
    whole = Store.open(izium)
    izium_, kupiansk = (find(whole, "place", name) for name in ("Izium", "Kupiansk"))
    parts = (
        export.selected(whole, place=izium_, end="2022-04-05"),
        export.selected(whole, place=kupiansk, end="2022-09-08"),
    )
    graphs: dict[NamedNode, set[Quad]] = {}
    for quad in (quad for part in parts for quad in data(part.store)):
        if isinstance(quad.graph_name, NamedNode):
            graphs.setdefault(quad.graph_name, set()).add(quad)
    folder = tmp_path_factory.mktemp("some") / "some.store"
    Store.writer(folder).replace(graphs)
    return folder


Exported = Callable[[str, tuple[str, ...]], dict[str, bytes]]


def run(words: Iterable[str], store: Path) -> Result:
    return CliRunner().invoke(main, [*words], env={"CLAIMLINE_STORE": str(store)})


def written(name: str, options: Iterable[str], store: Path, place: Path) -> dict[str, bytes]:
    """Return the files that an export writes, by their names."""
    place = place if name in FOLDERS else place / f"out{export.get(name).SUFFIX}"
    result = run(["export", name, *options, "-o", str(place)], store)
    assert result.exit_code == 0, result.output
    return held(place)


def held(place: Path) -> dict[str, bytes]:
    """Return the file at a place, or the files below it."""
    if place.is_file():
        return {place.name: place.read_bytes()}
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def exported(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """Give the files that an export with some options writes, each written but once."""

    @cache
    def files(name: str, options: tuple[str, ...]) -> dict[str, bytes]:
        return written(name, options, store, tmp_path_factory.mktemp(name) / "out")

    return files


def words_of(example: str) -> list[str]:
    """Return the words of an example, up to a pipe or redirection."""
    return shlex.split(re.split(r" [|<>] ", example)[0])


def size(files: Mapping[str, bytes]) -> int:
    return sum(map(len, files.values()))


def check(name: str, content: bytes) -> None:
    """Read a file as what its name says it is."""
    suffix = Path(name).suffix
    if suffix == ".jsonld" and isinstance(json.loads(content)["@context"], str):
        return  # a context of the web's, which is not fetched here
    if form := pyoxigraph.RdfFormat.from_extension(suffix[1:]):
        if suffix != ".xml":
            list(pyoxigraph.parse(content, form, base_iri="https://example.org/"))
    elif suffix in {".json", ".geojson"}:
        json.loads(content)
    elif suffix in {".jsonl", ".ndjson"}:
        [json.loads(line) for line in content.decode().splitlines()]
    elif suffix in {".csv", ".tsv"}:
        rows = [*csv.reader(StringIO(content.decode()), delimiter=",\t"[suffix == ".tsv"])]
        assert len({len(row) for row in rows}) == 1
    elif suffix in {".xml", ".gexf", ".graphml", ".kml"}:
        ET.fromstring(content)  # noqa: S314 # our own


@pytest.mark.parametrize("name", NAMES)
def test_a_format_says_what_it_is(name: str) -> None:
    exporter = export.get(name)
    assert export.summary(exporter).endswith((".", ";"))
    assert re.fullmatch(r"(\.[a-z0-9.]+)?", exporter.SUFFIX)
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", exporter.MEDIA_TYPE)
    assert all(option.help.endswith(".") for option in exporter.OPTIONS)


@pytest.mark.parametrize("name", NAMES)
def test_a_format_has_two_examples_that_run(
    name: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = export.examples(export.get(name))
    assert len(found) >= 2
    for words in map(words_of, found):
        assert words[:3] == ["claimline", "export", name]
        result = run(words[1:], store)
        assert result.exit_code == 0, result.output
        assert result.stdout_bytes or any(tmp_path.iterdir())


EXPORTING = """
import sys
from pathlib import Path
from claimline import export
from claimline.cli import main
folder, *options = sys.argv[1:]
for name in export.names():
    place = Path(folder, name, f"out{export.get(name).SUFFIX}")
    main(["export", name, *options, "--quiet", "-o", str(place)], standalone_mode=False)
"""
"""What a process is told that exports in every format."""


@pytest.fixture(scope="module")
def processes(store: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the folders into which processes with different hashes have exported."""
    folders = [tmp_path_factory.mktemp(f"seed-{seed}") for seed in range(1, 3)]
    running = []
    for seed, folder in enumerate(folders, start=1):
        environment = os.environ | {"PYTHONHASHSEED": str(seed), "CLAIMLINE_STORE": str(store)}
        command = [sys.executable, "-c", EXPORTING, str(folder), *IZIUM]
        running.append(Popen(command, env=environment, stderr=PIPE))
    for process in running:
        assert process.communicate()[1] == b""
        assert process.returncode == 0
    return folders


@pytest.mark.parametrize("name", NAMES)
def test_the_bytes_are_the_same_in_each_process(name: str, processes: list[Path]) -> None:
    one, two = (held(folder / name) for folder in processes)
    assert one == two
    assert size(one) > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_choice_is_honoured(name: str, exported: Exported) -> None:
    sizes = [size(exported(name, options)) for options in ((), IZIUM, EARLY, NOTHING)]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes[:3])) == 3


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("options", [IZIUM, NOTHING], ids=["some", "none"])
def test_what_is_written_can_be_read(
    name: str, options: tuple[str, ...], exported: Exported
) -> None:
    files = exported(name, options)
    assert files or options == NOTHING
    for path, content in files.items():
        check(path, content)


def broken(files: Iterable[File]) -> Iterator[File]:
    """Yield files whose content breaks off."""

    def pieces(content: Iterable[bytes]) -> Iterator[bytes]:
        yield from islice(content, 1)
        raise OSError("no space left on device")

    for file in files:
        yield replace(file, content=pieces(file.content))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_replaced_only_when_it_is_whole(
    name: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = written(name, EARLY, store, tmp_path / "out")
    exporter = export.get(name)
    files = exporter.files

    def breaking(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
        return broken(files(chosen, told))

    monkeypatch.setattr(exporter, "files", breaking)
    place = tmp_path / "out" / ("" if name in FOLDERS else f"out{exporter.SUFFIX}")
    result = run(["export", name, *IZIUM, "-o", str(place)], store)
    assert result.exit_code == 4
    assert "no space left on device" in result.stderr
    assert held(tmp_path / "out") == before


@pytest.mark.parametrize("name", FOLDERS)
def test_several_files_need_a_folder(name: str, store: Path) -> None:
    result = run(["export", name, *EARLY], store)
    assert result.exit_code == 2
    assert "name a folder with -o" in result.stderr
    assert result.stdout == ""


def test_a_note_that_an_earlier_export_left_is_named(store: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    before = written("markdown", (), store, notes)
    result = run(["export", "markdown", *IZIUM, "-o", str(notes)], store)
    fresh = written("markdown", IZIUM, store, tmp_path / "fresh")
    left = sorted(before.keys() - fresh.keys())
    assert f"not of this export, left where they stand: {left[0]}, {left[1]}" in result.stderr
    assert f" and {len(left) - 5} more; " in result.stderr
    assert held(notes) == before | fresh
    again = run(["export", "markdown", "-o", str(notes)], store)
    assert "not of this export" not in again.stderr


def test_an_unknown_format_is_an_error_with_the_nearest_one(store: Path) -> None:
    result = run(["export", "turtel"], store)
    assert result.exit_code == 2
    assert "no format is called 'turtel'; did you mean turtle?" in result.stderr


@pytest.fixture(scope="module")
def remote(store: Path, serve: Callable[..., tuple[str, Popen[bytes]]]) -> str:
    server, _ = serve("--union-default-graph")
    copied = CliRunner().invoke(main, ["copy", "-s", str(store), "--to", server])
    assert copied.exit_code == 0, copied.output
    return server


@pytest.mark.parametrize("name", NAMES)
def test_a_service_gives_the_same_bytes_as_a_folder(
    name: str, exported: Exported, remote: str, store: Path, tmp_path: Path
) -> None:
    for options in ((), EARLY):
        place = tmp_path / f"with-{len(options)}-options"
        there = written(name, [*options, "-s", remote], store, place)
        assert there == exported(name, options)


def test_an_address_that_looks_like_that_of_a_claim_is_kept(izium: Path) -> None:
    address, url = NamedNode("https://news.example/claim/1"), NamedNode("https://schema.org/url")
    store = Store.memory(
        Quad(it.subject, it.predicate, address if it.predicate == url else it.object, it.graph_name)
        for it in Store.open(izium).quads()
    )
    place = find(store, "place", "Izium")
    chosen = export.selected(store, place=place, as_of="2022-09-30")
    assert sum(quad.object == address for quad in data(chosen.store)) > 10
