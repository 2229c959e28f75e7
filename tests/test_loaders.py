"""Every loader alike, tested by existing: a sample in the real format and its golden output,
the same bytes however it is packed, every row accounted for, and rows that are broken.

A loader's samples lie in ``tests/data/loaders/NAME``: the files that the examples in its
docstring name, and ``golden.nq``, the store that the first example makes. ``real.toml`` there
says which files of the real data sets it takes, and what becomes of their rows.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import os
import shlex
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import TypedDict, cast

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimline import load, rdf, terms
from claimline.cli import main
from claimline.errors import InputError
from claimline.files import Files
from claimline.intake import Ignored, Refused, Taken
from claimline.load import Loader, Rejection, Tally
from claimline.record import Known
from claimline.store import Store, dump

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

HERE = Path(__file__).parent
SAMPLES = HERE / "data" / "loaders"
REAL = Path(os.environ.get("CLAIMLINE_TEST_DATA", HERE.parent.parent / "shared" / "data"))
OURS = sorted(
    file.stem.replace("_", "-")
    for file in (HERE.parent / "loaders").glob("*.py")
    if file.stem != "__init__"
)
GOLDEN = "golden.nq"
KEPT = {GOLDEN, "real.toml"}
LINES = {".csv", ".tsv", ".txt"}
"""The ends of the names of samples in which a row is a line or more."""


def examples(name: str) -> list[list[str]]:
    """Return the words of each example in a loader's docstring."""
    _, _, after = (load.get(name).__doc__ or "").partition("Examples:\n")
    lines = (line.strip() for line in after.splitlines())
    return [shlex.split(line)[1:] for line in lines if line.startswith("claimline ")]


def inputs(name: str) -> list[str]:
    """Return the names of the sample files that the first example reads."""
    files = {path.name for path in (SAMPLES / name).iterdir()} - KEPT
    return [word for word in files_among(examples(name)[0][2:]) if word in files]


def files_among(words: list[str]) -> list[str]:
    """Return the words that are no options, nor what an option is told."""
    told = {after for word, after in pairwise(words) if word.startswith("--")}
    return [word for word in words if word not in told and not word.startswith("--")]


def options(loader: Loader, words: list[str] | Mapping[str, str]) -> dict[str, str]:
    """Return what a loader is told by the words of an example, or by a table of options."""
    given = dict(words) if isinstance(words, Mapping) else {}
    if not isinstance(words, Mapping):
        pairs = pairwise(words)
        given = {word.removeprefix("--"): after for word, after in pairs if word[:2] == "--"}
    return {option.name: given.get(option.name, option.default) for option in loader.OPTIONS}


def beside(name: str, told: dict[str, str]) -> dict[str, str]:
    """Return options with the files among the samples by their whole paths."""
    folder = SAMPLES / name
    return {
        option: str(folder / value) if value and (folder / value).is_file() else value
        for option, value in told.items()
    }


def text_of(store: Store) -> str:
    """Return the lines of a store that loads made, without the ontology and its lists."""
    return "".join(line for line in dump(store) if f" <{terms.BASE}graph/" in line)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Copy a loader's samples into a folder and go there."""

    def copied(name: str) -> Path:
        shutil.copytree(SAMPLES / name, tmp_path / name)
        monkeypatch.chdir(tmp_path / name)
        return tmp_path / name

    return copied


def called(words: list[str]) -> Result:
    result = CliRunner().invoke(main, words)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def loaded(name: str, words: list[str]) -> str:
    """Return the store that a loader makes of the files an example names, as text."""
    store = Store.memory()
    loader = load.get(name)
    paths = [Path(word) for word in files_among(words)]
    load.run(loader, Files(paths), store, options=options(loader, words))
    return text_of(store)


@pytest.mark.parametrize("name", OURS)
def test_the_examples_run_and_the_first_gives_the_golden_store(
    name: str, place: Callable[[str], Path], regenerate: bool
) -> None:
    folder = place(name)
    assert inputs(name), "the first example names no sample file"
    for words in examples(name):
        result = called([*words, "--store", "made.store"])
        assert result.exit_code == 0, result.output
        if words == examples(name)[0]:
            made = text_of(Store.open(folder / "made.store"))
    if regenerate:
        (SAMPLES / name / GOLDEN).write_text(made, encoding="utf-8")
    assert made == (SAMPLES / name / GOLDEN).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", OURS)
def test_loading_again_changes_nothing(name: str, place: Callable[[str], Path]) -> None:
    place(name)
    words = [*examples(name)[0], "--store", "made.store"]
    called(words)
    assert "0 statements added, 0 removed" in called(words).output


PACKED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".zst": zstd.compress,
}


@pytest.mark.parametrize("ending", PACKED)
@pytest.mark.parametrize("name", OURS)
def test_a_packed_file_says_the_same(name: str, ending: str, place: Callable[[str], Path]) -> None:
    folder = place(name)
    words = examples(name)[0][2:]
    for file in inputs(name):
        (folder / f"{file}{ending}").write_bytes(PACKED[ending]((folder / file).read_bytes()))
        (folder / file).unlink()
        words[words.index(file)] = f"{file}{ending}"
    assert loaded(name, words) == (SAMPLES / name / GOLDEN).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", OURS)
def test_a_byte_order_mark_and_other_line_ends_change_nothing(
    name: str, place: Callable[[str], Path]
) -> None:
    folder = place(name)
    for file in inputs(name):
        text = (folder / file).read_text(encoding="utf-8")
        again = text.replace("\n", "\r\n") if Path(file).suffix.lower() in LINES else text
        (folder / file).write_text(f"\ufeff{again}", encoding="utf-8", newline="")
    golden = (SAMPLES / name / GOLDEN).read_text(encoding="utf-8")
    assert loaded(name, examples(name)[0][2:]).replace("\\r\\n", "\\n") == golden


@pytest.mark.parametrize("name", OURS)
def test_the_standard_input_is_a_file_like_others(
    name: str, place: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = place(name)
    [file, *more] = inputs(name)
    if more:
        pytest.skip("the sample has several files, of which only one could come that way")
    words = ["-" if word == file else word for word in examples(name)[0][2:]]
    data = (folder / file).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert loaded(name, words) == (SAMPLES / name / GOLDEN).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_an_empty_file_is_refused_or_says_nothing(
    name: str, content: bytes, place: Callable[[str], Path]
) -> None:
    folder = place(name)
    for file in inputs(name):
        (folder / file).write_bytes(content)
    result = called([*examples(name)[0], "--store", "made.store"])
    assert result.exit_code in {0, 3}
    if result.exit_code == 3:
        assert inputs(name)[0] in result.output
        assert not (folder / "made.store").exists()


@pytest.mark.parametrize("name", OURS)
def test_a_file_that_is_cut_off_is_refused_with_its_place(
    name: str, place: Callable[[str], Path]
) -> None:
    folder = place(name)
    words = examples(name)[0]
    for file in inputs(name):
        packed = gzip.compress((folder / file).read_bytes())
        (folder / file).write_bytes(packed[: len(packed) * 2 // 3])
    result = called([*words, "--store", "made.store"])
    assert result.exit_code == 3
    assert "cut off or damaged" in result.output
    assert f"{inputs(name)[0]}:" in result.output


def accounted(name: str, paths: list[Path], told: Mapping[str, str]) -> Tally:
    """Return what becomes of the rows of files, reading them without a store; every value
    must make quads, and every refused row must say why."""
    loader = load.get(name)
    tally = Tally()
    for outcome in loader.records(Files(paths), Known(), told):
        match outcome:
            case Ignored(reason=reason, rows=rows):
                tally.ignored[reason] += rows
                assert reason
            case Refused(faults=faults):
                tally.refused += 1
                assert faults
                assert all(fault.message for fault in faults)
            case Taken(values=values, rows=rows):
                tally.taken += rows
                for value in values:
                    assert list(rdf.quads(value))
    return tally


ODD = ["", "\u00a0", "x", "-1", "0", "99", "1e9", "1.5", "2022-02-30", "NA", "null", "CONTESTED"]
ODD += ['"', "'", ",", ";", "\t", "\n", "{", "]", "\\", "ש\u200f", "\u0000", "Ізюм", "…" * 99]


@st.composite
def broken(draw: st.DrawFn, text: str) -> str:
    """A text in which a few stretches are cut out, doubled or replaced by odd ones."""
    odd = st.sampled_from(ODD)
    for _ in range(draw(st.integers(1, 3))):
        begin = draw(st.integers(0, len(text)))
        end = min(len(text), begin + draw(st.integers(0, 12)))
        text = text[:begin] + draw(odd) + text[end:]
    return text


@pytest.mark.parametrize("name", OURS)
def test_broken_rows_are_refused_or_understood_and_never_lost(name: str, tmp_path: Path) -> None:
    files = inputs(name)
    texts = {file: (SAMPLES / name / file).read_text(encoding="utf-8") for file in files}
    told = beside(name, options(load.get(name), examples(name)[0][2:]))

    @settings(max_examples=60, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.data())
    def hold(data: st.DataObject) -> None:
        victim = data.draw(st.sampled_from(files))
        for file, text in texts.items():
            again = data.draw(broken(text)) if file == victim else text
            (tmp_path / file).write_text(again, encoding="utf-8", newline="")
        try:
            tally = accounted(name, [tmp_path / file for file in files], told)
        except InputError as error:
            assert str(tmp_path) in str(error)  # noqa: PT017 - either way is right
        else:
            assert tally.rows == tally.taken + tally.refused + tally.ignored.total()

    hold()


class Real(TypedDict):
    """A run on real files: what it is told, and what must become of the rows."""

    files: list[str]
    options: dict[str, str]
    account: str
    counts: dict[str, int]


def real() -> Iterator[tuple[str, Real]]:
    """Yield the runs on real files that samples' folders ask for, each with its loader."""
    for name in OURS:
        file = SAMPLES / name / "real.toml"
        if file.exists():
            for run in tomllib.loads(file.read_text(encoding="utf-8"))["run"]:
                yield name, cast("Real", {"options": {}} | run)


@pytest.mark.parametrize(("name", "run"), [*real()], ids=lambda it: str(it)[:60])
def test_real_files_load_validate_and_lose_no_row(name: str, run: Real) -> None:
    if not REAL.is_dir():
        pytest.skip(f"the real data sets are not at hand ({REAL}); set CLAIMLINE_TEST_DATA")
    loader = load.get(name)
    store = Store.memory()
    rejected: list[Rejection] = []
    tally = load.run(
        loader,
        Files([REAL / file for file in run["files"]]),
        store,
        options=beside(name, options(loader, run["options"])),
        reject=rejected.append,
    )
    assert tally.account == run["account"]
    assert tally.refused == len(rejected)
    assert dict(tally.counts) == run["counts"]


@pytest.mark.parametrize("name", OURS)
def test_refused_rows_can_be_mended_and_loaded(name: str, place: Callable[[str], Path]) -> None:
    folder = place(name)
    words = examples(name)[0]
    for file in inputs(name):
        if Path(file).suffix.lower() in LINES:
            with (folder / file).open("a", encoding="utf-8") as stream:
                stream.write("one cell alone\n")
    result = called([*words, "--store", "made.store", "--rejects", "rejects.jsonl"])
    lines = (folder / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    if any(Path(file).suffix.lower() in LINES for file in inputs(name)):
        assert result.exit_code == 3, result.output
        assert {*json.loads(lines[0])} == {"file", "line", "faults", "row", "cells"}
        assert json.loads(lines[0])["cells"] == ["one cell alone"]
    else:
        assert (result.exit_code, lines) == (0, [])
    assert text_of(Store.open(folder / "made.store")) == (folder / GOLDEN).read_text("utf-8")


@pytest.mark.parametrize("name", OURS)
def test_every_row_of_a_table_is_accounted_for(name: str) -> None:
    tables = [SAMPLES / name / file for file in inputs(name) if Path(file).suffix == ".csv"]
    if not tables or len(tables) < len(inputs(name)):
        pytest.skip("rows of other forms are not counted by a reader of tables")
    rows = 0
    for table in tables:
        with table.open(encoding="utf-8", newline="") as stream:
            rows += sum(1 for cells in csv.reader(stream) if any(cells)) - 1
    told = beside(name, options(load.get(name), examples(name)[0][2:]))
    assert accounted(name, tables, told).rows == rows
