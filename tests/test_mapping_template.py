"""The mapping that is written to fill in: whole, true to the table, and nothing guessed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner
from pyarrow.parquet import write_table

from claimline.cli import main
from claimline.errors import RecordFaults
from claimline.files import File
from claimline.intake import mapping
from claimline.intake.template import template

SHEET = Path(__file__).parent / "data" / "loaders" / "table" / "shelling.csv"


def told(text: str, folder: Path) -> list[str]:
    """Return what is wrong with a mapping, without where it is."""
    file = folder / "m.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RecordFaults) as caught:
        mapping(File(file))
    return [fault.message for fault in caught.value.faults]


def test_it_asks_for_what_must_be_there_and_for_each_column(tmp_path: Path) -> None:
    text = template(File(SHEET))
    raw = tomllib.loads(text)
    assert [*raw] == ["document", "claim", "ignore"]
    assert list(raw["ignore"]) == SHEET.read_text(encoding="utf-8").split("\n")[0].split(",")
    assert {message.partition(": ")[2] for message in told(text, tmp_path)} == {"is empty"}


def test_each_field_it_offers_is_one(tmp_path: Path) -> None:
    offered = re.sub(
        r"^# ((?:[a-z-]+ = \"\"|\[claim).*)$", r"\1", template(File(SHEET)), flags=re.MULTILINE
    )
    assert offered.count("\nvia = ") == offered.count("\n[claim.asserts.measure]") == 1
    assert {message.partition(": ")[2] for message in told(offered, tmp_path)} == {"is empty"}


def test_columns_come_with_their_first_values() -> None:
    assert '"Killed" = ""            # 3, 2\n' in template(File(SHEET))
    assert '"Checked" = ""           # x, x\n' in template(File(SHEET))


def test_another_sign_between_cells_is_told_to_the_loader(tmp_path: Path) -> None:
    sheet = tmp_path / "s.csv"
    sheet.write_text('who;"said \\ ""it"""\nA;B\n', encoding="utf-16")
    text = template(File(sheet), "utf-16")
    raw = tomllib.loads(text)
    assert raw["table"] == {"delimiter": ";", "encoding": "utf-16"}
    assert list(raw["ignore"]) == ["who", 'said \\ "it"']


def test_a_parquet_file_has_columns_as_well(tmp_path: Path) -> None:
    write_table(pa.table({"who": ["A", None], "dead": [1, 2]}), tmp_path / "s.parquet")
    assert '"dead" = ""              # 1, 2\n' in template(File(tmp_path / "s.parquet"))


def test_a_table_without_a_header_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("", encoding="utf-8")
    result = CliRunner().invoke(main, ["mapping", str(tmp_path / "s.csv")])
    assert result.exit_code == 3
    assert "s.csv:1:1: there is no header here" in result.output
