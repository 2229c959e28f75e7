"""Record files as they come: packed, and refused ones that were mended."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimline.cli import main

SAMPLE = Path(__file__).parent / "data" / "loaders" / "records" / "note.yaml"


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("command", [["check"], ["load", "records", "--store", "made"]])
def test_a_packed_record_is_checked_and_loaded_and_its_faults_have_their_places(
    command: list[str],
) -> None:
    text = SAMPLE.read_bytes()
    Path("note.yaml.gz").write_bytes(gzip.compress(text))
    assert run(*command, "note.yaml.gz")[0] == 0
    Path("note.yaml.bz2").write_bytes(bz2.compress(text.replace(b"claims:", b"clams:")))
    code, output = run(*command, "note.yaml.bz2")
    assert code == 3, output
    line = text[: text.index(b"claims:")].count(b"\n") + 1
    assert f"note.yaml.bz2:{line}:1: a record has no field 'clams'" in output
    Path("note.yaml.gz").write_bytes(gzip.compress(text)[:-20])
    code, output = run(*command, "note.yaml.gz")
    assert code == 3, output
    assert "note.yaml.gz:1:1: the file is cut off or damaged" in output


def test_a_sealed_record_with_a_fault_is_kept_mended_and_loaded() -> None:
    good = SAMPLE.read_text(encoding="utf-8")
    bad = good.replace("claimline: 1\n", "claimline: 1\n", 1).replace("id: ", "id: other-", 1)
    Path("good.yaml").write_text(good, encoding="utf-8")
    Path("bad.yaml").write_text(bad.replace("publisher: ", "publisher: no-such-", 1), "utf-8")
    assert run("seal", "bad.yaml")[0] == 0
    assert "seal: " in Path("bad.yaml").read_text(encoding="utf-8")
    words = ["load", "records", "--store", "made"]
    code, output = run(*words, "good.yaml", "bad.yaml", "--rejects", "refused.jsonl")
    assert code == 3, output
    assert "2 rows: 1 taken, 0 ignored, 1 refused" in output
    [line] = Path("refused.jsonl").read_text(encoding="utf-8").splitlines()
    refused = json.loads(line)
    assert refused["file"] == "bad.yaml"
    assert "no-such-" in refused["faults"][0]
    assert "seal" in refused["row"]
    mended = json.dumps(refused, ensure_ascii=False).replace("no-such-", "")
    Path("refused.jsonl").write_text(mended, encoding="utf-8")
    code, output = run(*words, "refused.jsonl")
    assert code == 0, output
    assert "1 row: 1 taken" in output
