"""The house rules that no linter knows: layers, the wheel, the version, help texts, sizes."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import click
import pyoxigraph
import pytest
from click.testing import CliRunner

from claimline import packaged
from claimline.cli import main

ROOT = Path(__file__).parent.parent

LAYERS = [
    "errors",
    "names",
    "model",
    "when",
    "files",
    "processes",
    "threads",
    "modules",
    "record",
    "intake",
    "samples",
    "packaged",
    "terms",
    "statements",
    "pairs",
    "rdf",
    "rdf_in",
    "shapes",
    "answers",
    "keywords",
    "changes",
    "folder",
    "store",
    "endpoint",
    "connect",
    "transfer",
    "health",
    "catalogue",
    "find",
    "lookup",
    "history",
    "load",
    "views",
    "export",
    "web",
    "serve",
    "workbench",
    "__init__",  # hands the workbench out to whoever asks for it
    "cli",
    "__main__",
]
"""The modules of claimline; each imports only from itself and those before it."""

LOADERS_MAY_IMPORT = {"errors", "names", "model", "when", "record", "intake", "rdf_in"}

SHIPPED = {
    "claimline": "claimline",
    "loaders": "claimline/loaders",
    "ontology": "claimline/ontology",
    "queries": "claimline/queries",
}
"""The folders that go into the wheel, and where they stand in it."""

TOP_LEVEL = {*SHIPPED, "docs", "tests", "benchmarks", "pyproject.toml", "README.md"}
TOP_LEVEL |= {"Makefile", "LICENSE", "CHANGELOG.md"}

OUR_MACHINES = re.compile(r"(?<![\w.])/w[o]rk/|\bshare[d]/")  # brackets: not to match itself


def files(*folders: str, suffix: str = "") -> list[Path]:
    """Return the files below folders of the tree, without what Python or a build leaves there."""
    found = (path for folder in folders for path in (ROOT / folder).rglob(f"*{suffix}"))
    return sorted(p for p in found if p.is_file() and "__pycache__" not in p.parts)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(path: Path) -> Iterator[str]:
    """Yield the dotted names that a file imports, those for the type checker included."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        match node:
            case ast.Import(names=aliases):
                yield from (alias.name for alias in aliases)
            case ast.ImportFrom(module=module, names=aliases, level=level):
                yield from ("." * level + f"{module}.{alias.name}" for alias in aliases)


def layers_imported(path: Path) -> set[str]:
    """Return the modules of claimline that a file imports from; relative imports as they are."""
    names = (name.split(".") for name in imported(path))
    return {name[1] if name[1:] else name[0] for name in names if name[0] in {"claimline", ""}}


@pytest.mark.parametrize("path", files("claimline", suffix=".py"), ids=named)
def test_a_module_imports_only_downwards(path: Path) -> None:
    layer = path.relative_to(ROOT / "claimline").parts[0].removesuffix(".py")
    assert layer in LAYERS, f"give {layer} its place in LAYERS"
    below = LAYERS[: LAYERS.index(layer) + 1]
    assert layers_imported(path) - set(below) == set()


@pytest.mark.parametrize("path", files("loaders", suffix=".py"), ids=named)
def test_a_loader_knows_the_record_and_nothing_of_rdf(path: Path) -> None:
    assert layers_imported(path) - LOADERS_MAY_IMPORT == set()


@pytest.mark.parametrize("path", files("claimline", "loaders", suffix=".py"), ids=named)
def test_a_file_fits_in_four_hundred_lines_and_never_prints(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    called = (node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    assert len(text.splitlines()) <= 400
    assert "print" not in {name.id for name in called if isinstance(name, ast.Name)}


def test_the_wheel_is_the_tree(tmp_path: Path) -> None:
    # A copy, because a wheel built in the tree ships what an old build/ still holds.
    tree = tmp_path / "tree"
    for folder in SHIPPED:
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, tree / folder, ignore=unwanted)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir"]
    subprocess.run([*build, tmp_path, tree], check=True)
    [wheel] = tmp_path.glob("*.whl")
    held = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == {
        f"{place}/{path.relative_to(ROOT / folder).as_posix()}"
        for folder, place in SHIPPED.items()
        for path in files(folder)
    }


def test_the_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ontology = packaged.text("ontology", "conflict-events.ttl")
    triples = pyoxigraph.parse(ontology, pyoxigraph.RdfFormat.TURTLE)
    owl = pyoxigraph.NamedNode("http://www.w3.org/2002/07/owl#versionInfo")
    versions = [triple.object for triple in triples if triple.predicate == owl]
    assert versions == [pyoxigraph.Literal(project["version"])]
    told = CliRunner().invoke(main, ["--version"], prog_name="claimline").output
    assert told == f"claimline {project['version']}\n"


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Yield a command and all below it, each with the words that call it."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            below = command.get_command(context, word)
            assert below is not None
            yield from commands(below, f"{name} {word}")


def examples(command: click.Command) -> list[list[str]]:
    """Return the words of each example in a command's help, up to a pipe or redirection."""
    _, _, after = (command.help or "").partition("Examples:\n")
    calls = (line.strip() for line in after.splitlines() if line.strip().startswith("claimline "))
    return [shlex.split(re.split(r" [|<>] ", call)[0]) for call in calls]


def called(words: list[str]) -> str:
    """Return the name of the command that an example calls, having parsed it as click does."""
    command: click.Command = main
    name = words[0]
    rest = words[1:]
    while True:
        context = click.Context(command, info_name=name)
        _, rest, _ = command.make_parser(context).parse_args(rest)
        if not rest or not isinstance(command, click.Group):
            assert rest == [], f"{name} does not take {rest}"
            return name
        below = command.get_command(context, rest[0])
        assert below is not None, f"{name} has no command {rest[0]}"
        command, name, rest = below, f"{name} {rest[0]}", rest[1:]


def test_the_help_has_examples_that_name_real_commands() -> None:
    assert [called(words) for words in examples(main) if called(words) == "claimline"] == []
    assert len(examples(main)) >= 2


@pytest.mark.parametrize("word", main.list_commands(click.Context(main)))
def test_a_command_has_two_examples_and_they_parse(word: str) -> None:
    top = main.get_command(click.Context(main), word)
    assert top is not None
    for name, command in commands(top, f"claimline {word}"):
        names = [called(words) for words in examples(command)]
        assert len(names) >= 2, f"{name} has {len(names)} examples"
        assert any(f"{shown} ".startswith(f"{name} ") for shown in names), name


def test_the_top_level_is_the_one_agreed_on() -> None:
    git = shutil.which("git") or pytest.skip("git tells what belongs to the project")
    command = [git, "-C", str(ROOT), "ls-files"]
    listed = subprocess.run(command, check=False, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git work tree, so what belongs to the project is not known")
    names = {name.partition("/")[0] for name in listed.stdout.splitlines()}
    assert {name for name in names if not name.startswith(".")} - TOP_LEVEL == set()


def test_no_text_names_a_folder_of_our_machines() -> None:
    folders = [name for name in TOP_LEVEL | {".ci"} if (ROOT / name).is_dir() and name != "tests"]
    single = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    ours = [path for path in [*files(*folders), *single] if "vendor" not in path.parts]
    texts = {it: it.read_text(encoding="utf-8") for it in ours if it.suffix != ".png"}
    assert [named(path) for path, text in texts.items() if OUR_MACHINES.search(text)] == []
