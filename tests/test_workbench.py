"""claimline in Python: each method gives what the command line gives, as values and as HTML."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import polars as pl
import pytest
from click.testing import CliRunner
from click.testing import Result as Ended

import claimline
from claimline.cli import main
from claimline.errors import BadParameter, ClaimlineError, StoreMissing
from claimline.store import Store
from claimline.workbench import SHOWN, Result, Workbench

from .conftest import Serve

Ask = Callable[[Workbench], Result[Any]]  # Any: each view has a value of its own

HOSTILE = "<script>alert('&')</script>"

RECORD = f"""\
claimline: 1
document: {{id: wire, publisher: a, published: 2022-10-01}}
claims:
  - id: one
    claimant: a
    summary: "{HOSTILE}"
    said: 2022-10-01
    asserts: {{event: e, place: town, type: control, controller: a, begin: 2022-09-01}}
  - id: other
    claimant: a
    summary: "{HOSTILE}"
    said: 2022-10-01
    asserts:
      event: f
      type: area-retaken
      actor: a
      measure: {{kind: area, value: 5, unit: km2, as-of: 2022-10-01}}
places:
  - {{id: town, kind: city, labels: {{en: "{HOSTILE}"}}, no-identifier: made up}}
actors:
  - {{id: a, kind: agency, labels: {{en: "{HOSTILE}"}}, side: russian}}
events:
  - {{id: e, type: control, labels: {{en: "{HOSTILE}"}}}}
  - {{id: f, type: area-retaken, labels: {{en: "{HOSTILE}"}}}}
"""

WAYS: dict[str, Ask] = {
    "timeline Izium": lambda it: it.timeline("Izium"),
    "timeline Ізюм --from 2022-03 --to 2022-04 --as-of 2022-04-02 --possibly --by side": (
        lambda it: it.timeline(
            "Ізюм", start="2022-03", end="2022-04", as_of="2022-04-02", possibly=True, by="side"
        )
    ),
    "held Izium --on 2022-03-28": lambda it: it.held("Izium", "2022-03-28"),
    "held Kupiansk --on 2022-09-18 --by side --as-of 2022-10": (
        lambda it: it.held("Kupiansk", "2022-09-18", by="side", as_of="2022-10")
    ),
    "reconcile Izium --controller russian-forces": (
        lambda it: it.reconcile("Izium", controller="russian-forces")
    ),
    "reconcile Izium --weak --datasets --as-of 2022-09-11 --possibly": (
        lambda it: it.reconcile(
            "Izium", weak=True, datasets=True, as_of="2022-09-11", possibly=True
        )
    ),
    "reconcile Izium --claim ritzau-2022-09-10/izium-five-months": (
        lambda it: it.reconcile("Izium", claims=["ritzau-2022-09-10/izium-five-months"])
    ),
    "contradictions": lambda it: it.contradictions(),
    "contradictions Izium --necessary --kind denial --kind control": (
        lambda it: it.contradictions("Izium", necessary=True, kinds=["denial", "control"])
    ),
    "contradictions --within 72 --as-of 2022-09-11": (
        lambda it: it.contradictions(within=72, as_of="2022-09-11")
    ),
    "corroboration Izium --min-independent 2 --by content": (
        lambda it: it.corroboration("Izium", min_independent=2, by="content")
    ),
    "corroboration --conceded": lambda it: it.corroboration(conceded=True),
    "corroboration --unanswered --as-of 2022-09-10": (
        lambda it: it.corroboration(unanswered=True, as_of="2022-09-10")
    ),
    "corroboration ritzau-2022-09-10/area-2000": (
        lambda it: it.corroboration("ritzau-2022-09-10/area-2000")
    ),
    "figures": lambda it: it.figures(),
    "figures --kind area --event area-retaken-september-2022 --as-of 2022-09-11": (
        lambda it: it.figures("area", event="area-retaken-september-2022", as_of="2022-09-11")
    ),
    "diff --as-of 2022-09-08 --and 2022-09-10": lambda it: it.diff("2022-09-08", "2022-09-10"),
    "diff Izium --as-of 2022-03-23 --and 2022-03-25 --by side --possibly": (
        lambda it: it.diff("2022-03-23", "2022-03-25", place="Izium", by="side", possibly=True)
    ),
    "claims --place Izium --claimant CNN": lambda it: it.claims(place="Izium", claimant="CNN"),
    "claims --type control --polarity denied --as-of 2022-10 --possibly": (
        lambda it: it.claims(
            event_type="control", polarity="denied", as_of="2022-10", possibly=True
        )
    ),
    "claims --text months --from 2022-09 --to 2022-10 --modality asserted": (
        lambda it: it.claims(text="months", start="2022-09", end="2022-10", modality="asserted")
    ),
    "claims --document ritzau-2022-09-10 --event area-retaken-september-2022": (
        lambda it: it.claims(document="ritzau-2022-09-10", event="area-retaken-september-2022")
    ),
    "sources ritzau-2022-09-10/area-2000": lambda it: it.sources("ritzau-2022-09-10/area-2000"),
    "sources mod-withdrawal --as-of 2022-09-11 --possibly": (
        lambda it: it.sources("mod-withdrawal", as_of="2022-09-11", possibly=True)
    ),
    "show Ізюм": lambda it: it.show("Ізюм"),
    "show ritzau-2022-09-10/area-2000 --as-of 2022-09-11": (
        lambda it: it.show("ritzau-2022-09-10/area-2000", as_of="2022-09-11")
    ),
    "stats": lambda it: it.stats(),
    "stats --as-of 2022-09-10 --possibly": (lambda it: it.stats(as_of="2022-09-10", possibly=True)),
    "query denials": lambda it: it.query("denials"),
    "query occupation --place Izium --possibly-as-of 2022-09-10": (
        lambda it: it.query("occupation", place="Izium", possibly_as_of="2022-09-10")
    ),
    "query events-nearby --south 49 --north 49.5 --west 37 --east 38": (
        lambda it: it.query("events-nearby", south=49, north=49.5, west=37, east=38, start=None)
    ),
}
"""The words of a command, and the same question in Python."""

WRONG: dict[str, Ask] = {
    "timeline Izum": lambda it: it.timeline("Izum"),
    "timeline Izium --from noon": lambda it: it.timeline("Izium", start="noon"),
    "held Izium --on noon": lambda it: it.held("Izium", "noon"),
    "reconcile Izium --controller nobody-we-know": (
        lambda it: it.reconcile("Izium", controller="nobody-we-know")
    ),
    "contradictions --event izium-fel": lambda it: it.contradictions(event="izium-fel"),
    "corroboration izum": lambda it: it.corroboration("izum"),
    "corroboration --by said": lambda it: it.corroboration(by="said"),
    "figures --kind aria": lambda it: it.figures("aria"),
    "diff --as-of 2022-09-10 --and 2022-09-08": lambda it: it.diff("2022-09-10", "2022-09-08"),
    "claims --modality assertd": lambda it: it.claims(modality="assertd"),
    "sources ritzau-2022-09-10/area-20000": lambda it: it.sources("ritzau-2022-09-10/area-20000"),
    "sources ritzau-2022-09-10/area-2000 --as-of 2022-01": (
        lambda it: it.sources("ritzau-2022-09-10/area-2000", as_of="2022-01")
    ),
    "show nothing-at-all": lambda it: it.show("nothing-at-all"),
    "stats --as-of noon": lambda it: it.stats(as_of="noon"),
    "query occupation --place Izum": lambda it: it.query("occupation", place="Izum"),
    "query events-nearby --south up": lambda it: it.query("events-nearby", south="up"),
}
"""Commands that are told what is wrong, and the same in Python."""

EMPTY: dict[str, Ask] = {
    "timeline": lambda it: it.timeline("Izium", as_of="2014"),
    "held": lambda it: it.held("Izium", "2022-03-28", as_of="2014"),
    "reconcile": lambda it: it.reconcile("Izium", as_of="2014"),
    "contradictions": lambda it: it.contradictions("Izium", as_of="2014"),
    "corroboration": lambda it: it.corroboration("Izium", min_independent=1000),
    "figures": lambda it: it.figures("area", as_of="2014"),
    "diff": lambda it: it.diff("2014", "2015"),
    "claims": lambda it: it.claims(text="never said by anyone"),
    "query": lambda it: it.query("occupation", place="Izium", as_of="2014"),
}


def cli(store: Path | str, *words: str) -> Ended:
    return CliRunner().invoke(main, [*words, "-s", str(store)])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workbench") / "sample.store"
    result = cli(folder, "load", "records", "--sample")
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def bench(sample: Path) -> Workbench:
    return claimline.open(sample)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    file = tmp_path / "record.yaml"
    file.write_text(RECORD, encoding="utf-8")
    return file


# The same as the command line


@pytest.mark.parametrize("way", WAYS)
def test_a_method_gives_the_rows_of_its_command(way: str, sample: Path, bench: Workbench) -> None:
    found = WAYS[way](bench)
    told = cli(sample, *way.split(), "-f", "jsonl")
    assert told.exit_code == 0, told.output
    assert found.to_dicts() == [json.loads(line) for line in told.stdout.splitlines()]
    assert found.to_dicts(), "an empty answer shows nothing"


@pytest.mark.parametrize("way", {way.split()[0]: way for way in WAYS}.values())
def test_the_columns_are_those_of_the_csv(way: str, sample: Path, bench: Workbench) -> None:
    told = cli(sample, *way.split(), "-f", "csv").stdout
    assert list(WAYS[way](bench).columns) == next(csv.reader(told.splitlines()))


@pytest.mark.parametrize("way", WRONG)
def test_what_is_wrong_is_told_as_the_command_line_tells_it(
    way: str, sample: Path, bench: Workbench
) -> None:
    told = cli(sample, *way.split())
    with pytest.raises(ClaimlineError) as caught:
        WRONG[way](bench)
    assert told.stderr == f"error: {caught.value}\n"
    assert told.exit_code == caught.value.exit_code


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda it: it.timeline("Izium", by="colour"), "claimant, side, source"),
        (lambda it: it.held("Izium", "2022", by="colour"), "claimant, side"),
        (lambda it: it.diff("2021", "2022", by="colour"), "claimant, side"),
        (lambda it: it.contradictions(kinds=["colour"]), "denial, control"),
        (lambda it: it.contradictions(kinds="denial"), "denial, control"),
        (lambda it: it.corroboration(min_independent=1, by="colour"), "said, content"),
        (lambda it: it.contradictions("Izium", event="e"), "not both"),
        (lambda it: it.query("occupation", plaice="Izium"), "has no parameter 'plaice'"),
    ],
)
def test_a_choice_that_there_is_not_comes_with_those_there_are(
    ask: Ask, told: str, bench: Workbench
) -> None:
    with pytest.raises(BadParameter, match=re.escape(told)):
        ask(bench)


def test_a_question_that_is_not_shipped_comes_with_the_nearest(bench: Workbench) -> None:
    with pytest.raises(ClaimlineError, match="did you mean occupation"):
        bench.query("occupaton")


def test_the_value_is_the_view_s_own(bench: Workbench) -> None:
    assert bench.timeline("Izium").value.place.key == "izium"
    assert bench.held("Izium", "2022-03-28").value.on == "2022-03-28"
    assert len(bench.reconcile("Izium", controller="russian-forces").value.sets) == 3
    assert bench.stats().value[0].things > 0


# Stores


def test_a_store_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        claimline.open(tmp_path / "none")


def test_what_is_loaded_later_is_seen(record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a.store"
    Store.writer(folder)
    bench = claimline.open(folder)
    assert bench.claims().to_dicts() == []
    assert cli(folder, "load", "records", str(record)).exit_code == 0
    assert len(bench.claims().to_dicts()) == 2


def test_a_service_is_asked_as_a_folder_is(serve: Serve, record: Path, tmp_path: Path) -> None:
    address, _ = serve("--union-default-graph")
    folder = tmp_path / "a.store"
    for place in (address, folder):
        assert cli(place, "load", "records", str(record)).exit_code == 0
    remote, local = claimline.open(address), claimline.open(folder)
    assert remote.timeline("town") == local.timeline("town")
    assert remote.claims().to_dicts() == local.claims().to_dicts()


def test_importing_claimline_imports_none_of_it() -> None:
    heavy = "{'pyoxigraph', 'rdflib', 'claimline.workbench', 'pandas', 'polars'}"
    for first in ("import claimline; claimline.open", "import claimline.cli"):
        code = f"{first}; import sys; assert not {heavy} & sys.modules.keys()"
        subprocess.run([sys.executable, "-c", code], check=True)


# Data frames


@pytest.mark.parametrize("way", WAYS)
def test_a_data_frame_has_the_rows_and_columns(way: str, bench: Workbench) -> None:
    found = WAYS[way](bench)
    frame = found.to_pandas()
    assert list(frame.columns) == list(found.columns)
    assert len(frame) == len(found.rows)
    assert frame.astype(object).where(frame.notna(), None).to_dict("records") == found.to_dicts()
    other = found.to_polars()
    assert isinstance(other, pl.DataFrame)
    assert other.columns == list(found.columns)
    assert other.to_dicts() == found.to_dicts()


def test_a_column_of_several_types_is_text_in_polars() -> None:
    found = Result(None, ("a", "b"), ({"a": 1, "b": 1}, {"a": "x", "b": 1.5}))
    assert found.to_polars().to_dicts() == [{"a": "1", "b": 1.0}, {"a": "x", "b": 1.5}]
    assert isinstance(found.to_pandas(), pd.DataFrame)


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_a_package_that_is_not_installed_is_named(
    package: str, bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)  # as Python marks what cannot be imported
    with pytest.raises(ClaimlineError, match=f"needs {package}: pip install {package}"):
        getattr(bench.stats(), f"to_{package}")()


@pytest.mark.parametrize("way", EMPTY)
def test_an_empty_answer_is_one(way: str, bench: Workbench) -> None:
    found = EMPTY[way](bench)
    assert found.to_dicts() == []
    assert list(found.to_pandas().columns) == list(found.columns)
    assert found.to_polars().columns == list(found.columns)
    assert found.columns
    assert "<table" not in found._repr_html_()
    assert repr(found).startswith("<0 rows of ")


# HTML


def test_a_timeline_is_shown_as_its_picture(bench: Workbench) -> None:
    html = bench.timeline("Izium")._repr_html_()
    [picture] = ET.fromstring(html)  # noqa: S314 - our own
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"


def test_two_pictures_on_a_page_share_no_names(bench: Workbench) -> None:
    pictures = (bench.timeline(place)._repr_html_() for place in ("Izium", "Kupiansk"))
    one, other = (set(re.findall(r' id="([^"]+)"', picture)) for picture in pictures)
    assert one
    assert other
    assert one & other == set()


def test_a_table_has_a_cell_for_each_value(bench: Workbench) -> None:
    found = bench.stats()
    table = ET.fromstring(found._repr_html_())  # noqa: S314 - our own
    cells = [[cell.text for cell in row] for row in table.iter("tr")]
    assert cells == [list(found.columns), *([str(v) for v in r.values()] for r in found.to_dicts())]


def test_a_long_table_says_how_much_of_it_is_shown(bench: Workbench) -> None:
    found = bench.claims()
    html = found._repr_html_()
    assert html.count("<tr>") == SHOWN + 1
    assert html.endswith(f"<p>{SHOWN} of {len(found.rows)} rows</p>")


def test_what_others_wrote_is_text_and_never_markup(record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "hostile.store"
    assert cli(folder, "load", "records", str(record)).exit_code == 0
    bench = claimline.open(folder)
    for found in (
        bench.timeline("town"),
        bench.corroboration(),
        bench.claims(),
        bench.show("town"),
        bench.query("place-names", place="town"),
    ):
        html = found._repr_html_()
        assert "<script" not in html
        assert "&lt;script&gt;" in html
        ET.fromstring(f"<div>{html}</div>")  # noqa: S314 - our own
