"""The claims that benchmarks make up: what is written of them is what a load would write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import _moulds, _synthetic, _tables, million
from claimline import rdf, terms
from claimline.cli import main
from claimline.store import Store


def lines(texts: Iterator[str]) -> list[str]:
    return [line for text in texts for line in text.splitlines(keepends=True)]


def test_the_text_says_what_the_values_say() -> None:
    told = [quad for quads in rdf.shipped().values() for quad in quads]
    told += [quad for value in _synthetic.values(1000, 20) for quad in rdf.quads(value)]
    found = lines(_synthetic.text(1000, 20))
    assert {*found} == {f"{quad} .\n" for quad in told}


def test_the_same_seed_gives_the_same_text() -> None:
    one, two, other = (lines(_synthetic.text(200, 4, seed)) for seed in (1, 1, 2))
    assert one == two != other


def test_a_filled_store_conforms(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _synthetic.fill(folder, 1000, 20)
    result = CliRunner().invoke(main, ["validate", "--store", str(folder)])
    assert result.exit_code == 0, result.output
    made = [quad for quad in Store.open(folder).quads() if quad.predicate == terms.cl("asserts")]
    assert len(made) == 1000


def test_a_mould_needs_all_that_its_values_are_made_of() -> None:
    gaps: _moulds.Gaps = {"record": "wire0", "claimant": "claimant-1", "day": _synthetic.FIRST}
    mould = _moulds.Mould(_synthetic.wire, gaps)
    assert {*mould.fill(gaps).splitlines(keepends=True)} == _moulds.plainly(_synthetic.wire, gaps)
    with pytest.raises(KeyError):
        mould.fill({"record": "wire0"})


def test_tables_give_as_many_claims_as_they_should(tmp_path: Path) -> None:
    parts = [*million.loaded(tmp_path / "made", 192)]
    assert [part.rows for part in parts] == [48, 12 * _tables.DAYS, 72]
    store = Store.open(tmp_path / "made" / "store")
    assert sum(quad.predicate == terms.cl("asserts") for quad in store.quads()) == 192
