"""`claimline loaders`, and loaders that come in packages of other people's."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline import load
from claimline.cli import main

THEIRS = '''"""Sightings as somebody else's spreadsheet has them.

Each row is one claim of the spreadsheet's own.

Examples:
  claimline load theirs sightings.csv
"""

from claimline.intake import Actors, Columns, outcomes, rows
from claimline.model import Claim, Document, Event, Option, Proposition, Report, Source

SOURCE = Source(title="Sightings", licence="CC0 1.0", link="https://sightings.example/")
OPTIONS = (Option("sheet", "Which sheet it was.", default="one", choices=("one", "two")),)
COLUMNS = Columns(["number", "what"])


def records(files, known, options):
    actors = Actors(known, "theirs")
    sheet = f"theirs-{options['sheet']}"

    def values(row):
        key = f"row-{row.whole('number', 1)}"
        by = actors.key("The sheet", kind="dataset")
        yield from actors.declared()
        yield Document(id=sheet, record=sheet, publisher=by, kind="dataset")
        event = f"{sheet}-{key}"
        yield Event(id=event, type="happening", labels=(("en", row.text("what")),), record=sheet)
        report = Report(id="1", reporter=by, speech="authorial", document=sheet)
        yield Claim(
            document=sheet,
            id=key,
            claimant=by,
            asserts=Proposition(event=event, type="happening"),
            summary="A sighting",
            reports=(report,),
        )

    return outcomes(rows(files, COLUMNS), values)
'''


def told(*words: str) -> str:
    result = CliRunner().invoke(main, ["loaders", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_all_loaders_are_listed_with_what_one_needs_to_know() -> None:
    listed = json.loads(told("-f", "json"))
    assert [each["name"] for each in listed] == [*load.names()]
    for each in listed:
        assert all(each[key] for key in ("reads", "source", "licence", "link", "examples"))
        assert each["examples"][0].startswith(f"claimline load {each['name']} ")


def test_the_list_can_be_read_by_people_and_by_machines() -> None:
    rows = [*csv.DictReader(io.StringIO(told("-f", "csv")))]
    assert [row["name"] for row in rows] == [*load.names()]
    assert [json.loads(line)["name"] for line in told().splitlines()] == [*load.names()]
    assert "CC BY 4.0" in told("-f", "table")


@pytest.mark.parametrize("name", load.names())
def test_one_loader_is_told_whole(name: str) -> None:
    loader = load.get(name)
    text = told(name, "-f", "text")
    assert (loader.__doc__ or "").partition("\n")[0] in text
    assert all(f"--{option.name}  {option.help}" in text for option in loader.OPTIONS)
    assert all(example in text for example in load.examples(loader))
    assert loader.SOURCE.licence in text


def test_an_unknown_loader_is_an_error_with_the_nearest() -> None:
    result = CliRunner().invoke(main, ["loaders", "recods"])
    assert result.exit_code == 2
    assert "did you mean records?" in result.output


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder in which a package of somebody else's is installed, and a file for its loader."""
    site = tmp_path / "site"
    info = site / "theirs-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "their_loader.py").write_text(THEIRS, encoding="utf-8")
    metadata = "Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    points = "[claimline.loaders]\ntheirs = their_loader\n"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    (tmp_path / "sightings.csv").write_text("number,what\n1,A column\nx,Smoke\n2,Smoke\n")
    return tmp_path


def test_a_loader_from_another_package_is_like_our_own(elsewhere: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "claimline", *words],
            cwd=elsewhere,
            env=os.environ | {"PYTHONPATH": str(elsewhere / "site")},
            capture_output=True,
            text=True,
            check=False,
        )

    listed = [json.loads(line) for line in run("loaders").stdout.splitlines()]
    assert [each for each in listed if each["name"] == "theirs"] == [
        {
            "name": "theirs",
            "reads": "Sightings as somebody else's spreadsheet has them.",
            "options": "--sheet",
            "licence": "CC0 1.0",
            "link": "https://sightings.example/",
            "example": "claimline load theirs sightings.csv",
        }
    ]
    assert "--sheet [one|two]" in run("load", "theirs", "--help").stdout
    refused = run("load", "theirs", "sightings.csv")
    assert refused.returncode == 3
    assert "sightings.csv:3:1: number: 'x' is not a number" in refused.stderr
    loaded = run("load", "theirs", "sightings.csv", "--rejects", "r.jsonl", "--sheet", "two")
    assert "3 rows: 2 taken, 0 ignored, 1 refused" in loaded.stderr
    claims = run("claims", "-f", "csv").stdout
    assert "theirs-two/row-1" in claims
    assert "theirs-two/row-2" in claims
