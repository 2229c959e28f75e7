"""Exports for the tools people use: each is read by the other side, whole and as it was meant."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from click.testing import CliRunner

from claimline import export, packaged, rdf, record
from claimline.cli import main
from claimline.errors import BadParameter, InputError
from claimline.export import Chosen
from claimline.export.formats.csv import mark
from claimline.export.notes import Names
from claimline.find import find
from claimline.model import (
    Actor,
    Claim,
    Document,
    Duration,
    Event,
    Evidence,
    Instant,
    Interval,
    Measure,
    Place,
    Proposition,
    Report,
    Value,
)
from claimline.store import Store
from claimline.when import instant, interval

TOOLS = (
    *("csv", "geojson", "gexf", "ical", "markdown"),
    *("parquet", "sqlite", "timelinejs", "timemap"),
)

NASTY = (
    "=cmd|'/C calc'!A0 \"quoted\", it's\n</script><img src=x onerror=alert(1)> "
    "<b>&amp;</b> \u202eלהפך\u202c [[link]] {{x}} `tick` \\ ;x\r\n@SUM(1+1)\t=2 --- :: #tag"
)
"""A text that would do harm in a page, a spreadsheet, a note, a calendar or a database."""


def nasty() -> Iterator[Value]:
    """Yield things that say such a text wherever a text may stand, with times of all kinds."""
    odd = "=odd/key: *?<x>"
    for key in (odd, "holder", "outlet"):
        yield Actor(id=key, labels=(("en", f"{NASTY} {key}"),), kind="person", spellings=(NASTY,))
    yield Place(
        id="place",
        labels=(("uk", NASTY),),
        kind="town",
        no_identifier=NASTY,
        latitude=Decimal("-49.207"),
        longitude=Decimal("37.25"),
        precision="near",
    )
    yield Place(id="nowhere", labels=(("en", "Nowhere"),), kind="town", no_identifier="made up")
    yield Event(id="event", type="control", labels=(("en", NASTY),))
    published = instant("2022-04-03T10:30:00Z")
    yield Document(
        id="doc",
        record="doc",
        publisher="outlet",
        title=NASTY,
        url="javascript:alert(1)",
        rights=NASTY,
        published=published,
    )
    times: dict[str, Interval | None] = {
        "about": interval("2022-04-01~"),
        "between": Interval(instant("2022-03-23/2022-03-24"), instant("2022-03-23/2022-03-24")),
        "by": Interval(Instant(None, day(4, 2)), Instant(None, None)),
        "clock": interval("2022-04-01T05:30:00"),
        "from": Interval(Instant(day(4, 1), day(4, 2)), Instant(None, None)),
        "never": None,
        "spell": Interval(Instant(day(4, 1), day(4, 3)), Instant(day(9, 1), day(9, 11))),
        "year-one": interval("0001-02-03"),
    }
    for key, time in times.items():
        yield claim(key, time, odd, published)


def day(month: int, number: int) -> datetime:
    return datetime(2022, month, number, tzinfo=UTC)


def claim(key: str, time: Interval | None, claimant: str, published: Instant) -> Claim:
    count = Measure(kind="area", unit="km2", hedge="about", best=Decimal(12345))
    return Claim(
        document="doc",
        id=key,
        claimant=claimant,
        summary=f"{NASTY} {key}",
        said=instant("2022-04-02"),
        asserts=Proposition(
            event="event",
            type="control",
            places=("place", "nowhere") if key == "spell" else ("place",),
            controller="holder",
            time=time,
            duration=Duration(3, 5, NASTY, "half-unit") if key == "never" else None,
            measures=(count,) if key == "by" else (),
            description=NASTY,
        ),
        reports=(
            Report(
                id="1",
                reporter="outlet",
                speech="direct",
                document="doc",
                evidence=(Evidence(document="doc", quote=NASTY),),
                published=published,
            ),
        ),
    )


def stored(values: Iterable[Value]) -> Store:
    quads = [quad for quads in rdf.shipped().values() for quad in quads]
    return Store.memory([*quads, *(quad for value in values for quad in rdf.quads(value))])


@pytest.fixture(scope="module")
def sample() -> Store:
    return stored(record.read([packaged.folder("samples", "izium")], record.Known()))


@pytest.fixture(scope="module")
def hostile() -> Store:
    return stored(nasty())


@pytest.fixture(scope="module")
def nothing() -> Chosen:
    return Chosen(Store.memory(), "Claims about nothing.")


def written(name: str, chosen: Chosen | Store, **told: str) -> dict[str, bytes]:
    """Return the files of an export by their names."""
    exporter = export.get(name)
    given = {option.name: option.default for option in exporter.OPTIONS} | told
    chosen = chosen if isinstance(chosen, Chosen) else Chosen(chosen)
    return {file.name: b"".join(file.content) for file in exporter.files(chosen, given)}


def one(name: str, chosen: Chosen | Store, **told: str) -> bytes:
    [content] = written(name, chosen, **told).values()
    return content


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def on_disk(sample: Store, hostile: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with both stores, for runs of the program itself."""
    folder = tmp_path_factory.mktemp("stores")
    for name, store in (("sample", sample), ("hostile", hostile)):
        writer = Store.writer(folder / name)
        writer.replace({graph: list(store.quads(graph)) for graph in store.graphs()})
    return folder


@pytest.mark.parametrize("name", TOOLS)
def test_an_export_of_hostile_text_has_the_same_bytes_each_time(
    name: str, on_disk: Path, tmp_path: Path
) -> None:
    found = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        command = [sys.executable, "-m", "claimline", "export", name, "-o", str(out / "hostile")]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        told = ["--store", str(on_disk / "hostile"), "--quiet"]
        subprocess.run([*command, *told], check=True, env=environment)
        files = (path for path in out.rglob("*") if path.is_file())
        found.append({path.relative_to(out): path.read_bytes() for path in files})
    assert found[0]
    assert found[0] == found[1]


@pytest.mark.parametrize("name", TOOLS)
def test_an_export_of_nothing_is_whole(name: str, nothing: Chosen) -> None:
    assert all(written(name, nothing).values())


@pytest.mark.parametrize("name", TOOLS)
def test_a_place_may_be_chosen(name: str, on_disk: Path, tmp_path: Path) -> None:
    asked = ["--place", "Kupiansk", "--as-of", "2022-09-11", "--store", str(on_disk / "sample")]
    result = CliRunner().invoke(main, ["export", name, *asked, "-o", str(tmp_path / "out")])
    assert (result.exit_code, result.exception) == (0, None)
    assert (tmp_path / "out").exists()


# Tables


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def undone(text: str) -> str:
    """Return a text without the marks, by the rule that the package tells."""
    return re.sub(r"(^|(?<=[;\t\r\n]))'(?='*[=+\-@＝＋－＠])", "", text)


@pytest.mark.parametrize("store", ["sample", "hostile"])
@pytest.mark.parametrize("formulas", ["mark", "keep"])
def test_frictionless_finds_the_tables_valid(
    store: str, formulas: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    frictionless = pytest.importorskip("frictionless", reason="pip install frictionless")
    chosen: Store = request.getfixturevalue(store)
    folder = put(tmp_path, written("csv", chosen, formulas=formulas))
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["taskNumber", "rowNumber", "message"]) == []
    assert report.valid
    assert report.stats["tasks"] == len(list(folder.glob("*.csv")))


def test_a_part_of_a_store_refers_to_nothing_outside(sample: Store, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="pip install frictionless")
    place = find(sample, "place", "Kupiansk")
    chosen = export.selected(sample, place=place, as_of="2022-09-11")
    folder = put(tmp_path, written("csv", chosen))
    package = frictionless.Package(str(folder / "datapackage.json"))
    assert package.validate().valid
    assert package.description.count("Claims about Kupiansk") == 1
    assert 0 < len(rows_of((folder / "claims.csv").read_bytes())) < 229


def test_frictionless_finds_a_broken_reference(sample: Store, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="pip install frictionless")
    folder = put(tmp_path, written("csv", sample))
    actors = folder / "actors.csv"
    actors.write_bytes(b"".join(actors.read_bytes().splitlines(keepends=True)[:-1]))
    assert not frictionless.Package(str(folder / "datapackage.json")).validate().valid


def test_the_tables_hold_every_claim_and_the_chain_that_brings_it(sample: Store) -> None:
    files = {name: content for name, content in written("csv", sample).items() if "csv" in name}
    tables = {name.removesuffix(".csv"): rows_of(content) for name, content in files.items()}
    assert len(tables["claims"]) == 229
    [area] = (row for row in tables["claims"] if row["id"] == "ritzau-2022-09-10/area-2000")
    assert area["claimant"] == "zelenskyj"
    assert area["said_in_words"] == "between 10 September 19:00 and 11 September 2022 01:00"
    chain = [row["chain"] for row in tables["reports"] if row["id"].startswith(area["id"] + "/")]
    assert chain == ["zelenskyj → reuters", "zelenskyj → reuters → ritzau"]
    [link] = (row for row in tables["report_links"] if row["report"] == area["id"] + "/2")
    assert link["passes_on"] == area["id"] + "/1"
    named = {row["proposition"]: row["measure"] for row in tables["proposition_measures"]}
    amounts = {row["id"]: row for row in tables["measures"]}
    assert amounts[named[area["proposition"]]]["best"] == "2000"
    assert amounts[named[area["proposition"]]]["hedge"] == "about"


def test_uncertain_times_stand_as_bounds_and_in_words(hostile: Store) -> None:
    claims = rows_of(written("csv", hostile)["claims.csv"])
    assert {row["id"].removeprefix("doc/"): row["time_in_words"] for row in claims} == {
        "about": "about 1 April 2022",
        "between": "between 23 and 24 March 2022",
        "by": "from 1 April 2022 or earlier",
        "clock": "1 April 2022 05:30",
        "from": "from 1 April 2022 on",
        "never": "no time given",
        "spell": "between 1 and 2 April until between 1 and 10 September 2022",
        "year-one": "3 February 1",
    }


def test_a_count_of_five_digits_is_written_out(hostile: Store, tmp_path: Path) -> None:
    assert [row["best"] for row in rows_of(written("csv", hostile)["measures.csv"])] == ["12345"]
    (tmp_path / "claims.db").write_bytes(one("sqlite", hostile))
    with sqlite3.connect(tmp_path / "claims.db") as database:
        assert database.execute("SELECT best FROM measures").fetchall() == [(12345,)]


def test_no_cell_begins_with_a_formula_and_the_text_comes_back(hostile: Store) -> None:
    kept, marked = (
        {name: rows_of(content) for name, content in files.items() if name.endswith(".csv")}
        for files in (written("csv", hostile, formulas=how) for how in ("keep", "mark"))
    )
    assert any(row["summary"].startswith("=") for row in kept["claims.csv"])
    for name, rows in marked.items():
        for row, original in zip(rows, kept[name], strict=True):
            for column, cell in row.items():
                if column not in {"latitude", "longitude"}:
                    parts = cell.replace("\t", ";").replace("\r", ";").replace("\n", ";")
                    assert not any(part[:1] in set("=+-@") for part in parts.split(";") if part)
                    assert undone(cell) == original[column]
    [place] = (row for row in marked["places.csv"] if row["id"] == "place")
    assert place["latitude"] == "-49.207"


@pytest.mark.parametrize("text", ["", "'", "''=1", "=", "a;=b\n'-c", "＝1", "1-1", "\t@x;'+y"])
def test_marking_a_text_can_be_undone(text: str) -> None:
    assert undone(mark(text)) == text


def test_parquet_holds_what_the_other_tables_hold(hostile: Store) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pip install 'claimline[parquet]'")
    texts = written("csv", hostile, formulas="keep")
    for name, content in written("parquet", hostile).items():
        table = parquet.read_table(io.BytesIO(content))
        rows = rows_of(texts[name.replace(".parquet", ".csv")])
        assert table.num_rows == len(rows)
        assert [str(field.name) for field in table.schema] == list(
            rows[0] if rows else {}
        ) or not rows
        first = table.column_names[0]
        assert table.column(first).to_pylist() == [row[first] for row in rows]
    claims = parquet.read_table(io.BytesIO(written("parquet", hostile)["claims.parquet"]))
    assert claims.to_pylist()[0]["earliest_said"] == datetime(2022, 4, 2, tzinfo=UTC)
    assert claims.to_pylist()[0]["summary"].startswith(NASTY)


def test_parquet_without_pyarrow_says_what_to_install(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"pip install 'claimline\[parquet\]'"):
        written("parquet", sample)


# SQLite


@pytest.fixture
def database(sample: Store, tmp_path: Path) -> Path:
    path = tmp_path / "claims.db"
    path.write_bytes(one("sqlite", sample))
    return path


def test_the_database_is_sound(database: Path) -> None:
    with sqlite3.connect(database) as found:
        assert found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert found.execute("PRAGMA foreign_key_check").fetchall() == []
        for view in ("statements", "timeline", "denials", "hops"):
            assert found.execute(f"SELECT count(*) FROM {view}").fetchone() > (0,)  # noqa: S608


def test_sqlite_utils_finds_keys_and_searches(database: Path) -> None:
    utils = pytest.importorskip("sqlite_utils", reason="pip install sqlite-utils")
    found = utils.Database(database)
    assert found["claims"].pks == ["id"]
    keys = {key.column: key.other_table for key in found["claims"].foreign_keys}
    assert keys == {"claimant": "actors", "document": "documents", "proposition": "propositions"}
    assert found["claims"].detect_fts() == "claims_fts"
    summaries = [row["summary"] for row in found["claims"].search("kupiansk liberated")]
    assert any("Kupiansk was announced as liberated" in summary for summary in summaries)
    assert {row["place"] for row in found["place_names"].search("Ізюм")} == {"izium"}


def test_datasette_serves_the_database(database: Path) -> None:
    datasette = pytest.importorskip("datasette.app", reason="pip install datasette").Datasette

    async def get(path: str) -> object:
        served = datasette([str(database)])
        response = await served.client.get(path)
        assert response.status_code == 200, path
        return response.json()

    def asked(path: str) -> dict[str, list[dict[str, object]]]:
        found = asyncio.run(get(path))
        assert isinstance(found, dict)
        return found

    rows = asked("/claims/claims.json?_shape=objects&_size=max")["rows"]
    assert len(rows) == 229
    found = asked("/claims/claims.json?_shape=objects&_search=Kupiansk")["rows"]
    assert found
    assert all("kupiansk" in str(row["summary"]).casefold() for row in found)
    view = asked("/claims/timeline.json?_shape=objects&place=Izium")["rows"]
    assert view
    assert {row["place"] for row in view} == {"Izium"}


def test_the_database_keeps_hostile_text_as_it_is(hostile: Store, tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    path.write_bytes(one("sqlite", hostile))
    with sqlite3.connect(path) as found:
        assert found.execute("SELECT DISTINCT title FROM documents").fetchall() == [(NASTY,)]
        assert found.execute("PRAGMA foreign_key_check").fetchall() == []


# TimelineJS

PAGE = """<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="{package}/dist/css/timeline.css">
<div id="timeline" style="width: 1200px; height: 700px"></div>
<script>window.ran = []; window.alert = text => window.ran.push(text);</script>
<script src="{package}/dist/js/timeline.js"></script>
<script>window.timeline = new TL.Timeline("timeline", {data}, {{font: null}});</script>
"""

SEEN = """() => ({
  ran: window.ran,
  errors: window.timeline.config.getErrors(),
  events: window.timeline.config.events.map(it => ({
    id: it.unique_id, date: it.display_date, group: it.group,
    start: it.start_date.data.date_obj.toString().slice(0, 24), end: "end_date" in it,
  })),
  below: document.querySelector(".tl-timenav").getBoundingClientRect().bottom
    - document.querySelector("#timeline").getBoundingClientRect().bottom,
  markers: [...document.querySelectorAll(".tl-timemarker")].length,
  groups: [...document.querySelectorAll(".tl-timegroup-message")].map(it => it.textContent),
  eras: [...document.querySelectorAll(".tl-timeera")].map(it => it.textContent.trim()),
  headlines: [...document.querySelectorAll(".tl-timemarker .tl-headline")]
    .map(it => it.textContent),
  active: document.querySelectorAll("#timeline img[src=x], #timeline script, [onerror]").length,
})"""


@pytest.fixture(scope="module")
def in_timelinejs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[bytes], Any]]:
    """Give what shows a timeline in TimelineJS, in a browser, and tells what is to be seen."""
    browsers = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    package = os.environ.get("TIMELINEJS")
    if not package:
        pytest.skip("npm install @knight-lab/timelinejs, and set TIMELINEJS to its folder")
    program = shutil.which("chromium") or pytest.skip("there is no chromium here")
    flags = ["--no-sandbox", "--disable-background-networking", "--allow-file-access-from-files"]
    with browsers.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=flags)

        def show(data: bytes) -> Any:  # what the browser gives, as the script above has it
            page = browser.new_page()
            file = tmp_path_factory.mktemp("page") / "page.html"
            text = data.decode().replace("\u2028", "\\u2028")
            file.write_text(PAGE.format(package=Path(package).as_uri(), data=text), "utf-8")
            page.goto(file.as_uri())
            page.wait_for_function("window.timeline && window.timeline.ready", timeout=60_000)
            return page.evaluate(SEEN)

        yield show
        browser.close()


def test_timelinejs_shows_every_claim(sample: Store, in_timelinejs: Callable[[bytes], Any]) -> None:
    data = one("timelinejs", sample, rows="0")
    seen = in_timelinejs(data)
    assert seen["errors"] == []
    assert seen["ran"] == []
    told = json.loads(data)
    assert seen["markers"] == len(told["events"]) == 229
    assert len(seen["eras"]) == len(told["eras"])
    assert any(
        era.startswith("Izium: Russian Armed Forces, says Bykvu (from 2 April until 10 September")
        for era in seen["eras"]
    )
    assert {"Hanna Maliar", "Wikipedia"} <= set(seen["groups"])


def test_the_rows_of_a_timeline_fit_into_the_page(
    sample: Store, in_timelinejs: Callable[[bytes], Any]
) -> None:
    seen = in_timelinejs(one("timelinejs", sample))
    assert len(seen["groups"]) == 10
    assert {"others", "Volodymyr Zelenskyy"} <= set(seen["groups"])
    assert seen["below"] <= 1  # a border
    with pytest.raises(BadParameter, match="is no number of rows"):
        one("timelinejs", sample, rows="-1")


def test_timelinejs_runs_no_text_of_others(
    hostile: Store, in_timelinejs: Callable[[bytes], Any]
) -> None:
    seen = in_timelinejs(one("timelinejs", hostile))
    assert (seen["errors"], seen["ran"], seen["active"]) == ([], [], 0)
    [group] = seen["groups"]
    assert "<img src=x onerror=alert(1)>" in group
    assert all("<img src=x onerror=alert(1)>" in headline for headline in seen["headlines"])
    dates = {event["id"].removeprefix("claim-doc/"): event for event in seen["events"]}
    assert {key: event["date"] for key, event in dates.items()} == {
        "about": "about 1 April 2022",
        "between": "between 23 and 24 March 2022",
        "by": "from 1 April 2022 or earlier",
        "clock": "1 April 2022 05:30",
        "from": "from 1 April 2022 on",
        "never": "no time given; said 2 April 2022",
        "spell": "between 1 and 2 April until between 1 and 10 September 2022",
        "year-one": "3 February 1",
    }
    assert dates["clock"]["start"] == "Fri Apr 01 2022 05:30:00"
    assert dates["by"]["start"] == "Fri Apr 01 2022 00:00:00"
    assert dates["year-one"]["start"].endswith("Feb 03 0001 00:00:00")


def test_an_event_of_timelinejs_says_how_uncertain_it_is(sample: Store) -> None:
    events = {
        event["unique_id"]: event for event in json.loads(one("timelinejs", sample))["events"]
    }
    event = events["claim-ritzau-2022-09-10/izium-five-months"]
    assert event["display_date"].startswith("between 10 March and ")
    assert event["start_date"] == {"year": 2022, "month": 3, "day": 10}
    assert event["group"] == "Ritzau"


def test_claims_without_any_time_are_counted(nothing: Chosen) -> None:
    timeless = [replace(claim("x", None, "outlet", Instant(None, None)), said=None)]
    told = json.loads(one("timelinejs", stored([*nasty(), *timeless])))
    assert "not shown: 1." in told["title"]["text"]["text"]
    assert json.loads(one("timelinejs", nothing))["events"] == []


# Maps


def test_geojson_is_valid_and_has_every_claim(sample: Store, hostile: Store) -> None:
    geojson = pytest.importorskip("geojson_pydantic", reason="pip install geojson-pydantic")
    for store in (sample, hostile):
        found = geojson.FeatureCollection.model_validate_json(one("geojson", store))
        ids = [feature.id for feature in found.features]
        assert len(ids) == len(set(ids))
        claims = {feature.properties["claim"] for feature in found.features}
        assert len(claims) == len(written_rows(store, "claims"))


def written_rows(store: Store, table: str) -> list[dict[str, str]]:
    return rows_of(written("csv", store, formulas="keep")[f"{table}.csv"])


def test_a_feature_has_bounds_holder_claimant_and_precision(hostile: Store) -> None:
    features = {
        it["id"].rpartition("/")[2]: it for it in json.loads(one("geojson", hostile))["features"]
    }
    spell, nowhere = features["spell#place"], features["spell#nowhere"]
    assert spell["geometry"] == {"type": "Point", "coordinates": [37.25, -49.207]}
    assert nowhere["geometry"] is None
    told = spell["properties"]
    assert told["holder"] == f"{NASTY} holder"
    assert told["summary"] == f"{NASTY} spell"
    assert told["precision"] == "near"
    assert [told[name] for name in ("earliest_begin", "latest_begin")] == [
        "2022-04-01T00:00:00Z",
        "2022-04-03T00:00:00Z",
    ]
    assert features["by#place"]["properties"]["earliest_begin"] is None
    assert features["by#place"]["properties"]["amounts"] == ["area: about 12345 km2"]
    assert features["about#place"]["properties"]["time_in_words"] == "about 1 April 2022"


def test_json_can_stand_in_a_script(hostile: Store) -> None:
    pieces = [*written("timemap", hostile).values(), one("geojson", hostile)]
    assert all(b"</script" not in piece for piece in pieces)


@pytest.mark.parametrize("name", TOOLS)
def test_rounded_coordinates_are_rounded_in_every_export(name: str, hostile: Store) -> None:
    exact = written(name, hostile).values()
    if not any(re.search(rb"49\.20|37\.25(?!\d)", content) for content in exact):
        assert name in {"gexf", "parquet", "sqlite", "timelinejs"}  # none, or not as text
    rounded = written(name, export.redacted(Chosen(hostile), decimals=1)).values()
    assert not any(re.search(rb"49\.20|37\.25(?!\d)", content) for content in rounded)


def test_the_timemap_loader_reads_the_map_back(sample: Store, tmp_path: Path) -> None:
    old = [value for value in nasty() if getattr(value, "id", "") != "year-one"]
    for store, chosen in (("hostile", stored(old)), ("sample", sample)):
        files = written("timemap", chosen)
        folder = put(tmp_path / store, files)
        back = load_back("timemap", folder, "--by", "Us", "--timezone", "Europe/Kyiv")
        events = json.loads(files["events.json"])
        claims = {row["id"]: row for row in written_rows(back, "claims")}
        assert len(claims) == len(events) > 6
        features = json.loads(one("geojson", back))["features"]
        at = {tuple(it["geometry"]["coordinates"]) for it in features if it["geometry"]}
        assert at == {
            (float(it["longitude"]), float(it["latitude"])) for it in events if it["latitude"]
        }
        said = {row["url"] for row in written_rows(back, "documents") if row["url"]}
        assert said == set(json.loads(files["sources.json"]))
    days = {
        event["id"]: (event["date"], event["time"]) for event in json.loads(files["events.json"])
    }
    assert days["bykvu-2022-09-14/since-2-april at izium"] == ("04/02/2022", "00:00")


def load_back(loader: str, folder: Path, *options: str) -> Store:
    """Return a store of what a loader makes of the files in a folder."""
    location = folder.with_suffix(".store")
    files = [str(path) for path in sorted(folder.iterdir())]
    command = ["load", loader, *files, *options, "--store", str(location)]
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, result.exception) == (0, None), result.output
    return Store.open(location)


def test_a_map_tells_what_is_uncertain(hostile: Store) -> None:
    events = json.loads(written("timemap", hostile)["events.json"])
    told = {event["id"].removeprefix("doc/").split(" at ")[0]: event for event in events}
    assert (told["clock"]["date"], told["clock"]["time"]) == ("04/01/2022", "05:30")
    certain = {key for key, event in told.items() if "Day: certain" in event["associations"]}
    assert certain == {"clock", "from", "year-one"}
    assert "When: about 1 April 2022 (UTC)" in told["about"]["description"]
    assert "no time given; said 2 April 2022" in told["never"]["description"]
    assert told["year-one"]["date"] == "02/03/0001"


# The network


def test_networkx_reads_the_network(sample: Store, hostile: Store) -> None:
    networkx = pytest.importorskip("networkx", reason="pip install networkx")
    network = networkx.read_gexf(io.BytesIO(one("gexf", sample)))
    labels = {key: node["label"] for key, node in network.nodes(data=True)}
    assert labels["zelenskyj"] == "Volodymyr Zelenskyy"
    edge = network.edges["reuters", "ritzau"]
    assert edge["reports"] == edge["weight"] == 4
    assert "between 10 September 19:00 and 11 September 2022 07:00" in edge["dates"]
    undated = network.edges["zelenskyj", "reuters"]
    assert (undated["reports"], undated["undated"]) == (4, 3)
    assert undated["dates"].endswith("; no time given")
    told = networkx.read_gexf(io.BytesIO(one("gexf", hostile)))
    assert set(told.nodes) == {"=odd/key: *?<x>", "outlet"}
    assert all(node["label"].startswith(f"\u2068{NASTY}") for _, node in told.nodes(data=True))


def test_every_edge_has_spells_with_finite_ends(sample: Store) -> None:
    gexf = ET.fromstring(one("gexf", sample))  # noqa: S314 # our own
    space = "{http://gexf.net/1.3}"
    [graph] = gexf.iter(f"{space}graph")
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    edges = [*gexf.iter(f"{space}edge")]
    assert edges
    for edge in edges:
        spells = [(it.attrib["start"], it.attrib["end"]) for it in edge.iter(f"{space}spell")]
        assert spells == sorted(spells) != []
        for start, end in spells:
            assert date.fromisoformat(start) <= date.fromisoformat(end)
            assert graph.attrib["start"] <= start <= end <= graph.attrib["end"]


# The calendar


@pytest.fixture
def entries() -> Callable[[Store], dict[str, Any]]:
    icalendar = pytest.importorskip("icalendar", reason="pip install icalendar")

    def read(store: Store) -> dict[str, Any]:
        calendar = icalendar.Calendar.from_ical(one("ical", store))
        events = calendar.walk("VEVENT")
        found = {str(event["UID"]).partition("/claim/")[2]: event for event in events}
        assert all(not event.errors for event in found.values())
        assert len(found) == len(events)
        return found

    return read


def test_a_calendar_has_whole_days_and_words(
    hostile: Store, entries: Callable[[Store], dict[str, Any]]
) -> None:
    found = {key.removeprefix("doc/"): event for key, event in entries(hostile).items()}
    days = {
        key: (event.decoded("DTSTART"), event.decoded("DTEND", None))
        for key, event in found.items()
    }
    assert days == {
        "about": (date(2022, 3, 31), date(2022, 4, 3)),
        "between": (date(2022, 3, 23), date(2022, 3, 25)),
        "by": (date(2022, 4, 1), date(2022, 4, 2)),
        "clock": (datetime(2022, 4, 1, 5, 30, tzinfo=UTC), None),
        "from": (date(2022, 4, 1), date(2022, 4, 2)),
        "never": (date(2022, 4, 2), date(2022, 4, 3)),
        "spell": (date(2022, 4, 1), date(2022, 9, 11)),
        "year-one": (date(1, 2, 3), date(1, 2, 4)),
    }
    titles = {key: str(event["SUMMARY"]) for key, event in found.items()}
    assert titles["about"].endswith("[about 1 April 2022]")
    assert titles["never"].endswith("[no time given; said 2 April 2022]")
    assert {key for key, event in found.items() if event["STATUS"] == "CONFIRMED"} == {
        "clock",
        "year-one",
    }
    assert {event.decoded("DTSTAMP") for event in found.values()} == {
        datetime(2022, 4, 3, 10, 30, tzinfo=UTC)
    }
    assert titles["by"].replace("\u2068", "").startswith(NASTY.replace("\r\n", "\n")[:70])
    assert "URL" not in found["by"]


def test_no_line_of_a_calendar_is_longer_than_75_octets(sample: Store, hostile: Store) -> None:
    for store in (sample, hostile):
        lines = one("ical", store).split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert all(b"\n" not in line for line in lines)
        assert [line.decode() for line in lines]


def test_a_calendar_has_every_claim(
    sample: Store, entries: Callable[[Store], dict[str, Any]]
) -> None:
    found = entries(sample)
    assert len(found) == 229
    assert str(found["bykvu-2022-09-14/since-2-april"]["URL"]).startswith("https://")


# Notes


def test_every_link_of_the_notes_leads_to_a_note(sample: Store, hostile: Store) -> None:
    for store in (sample, hostile):
        notes = {name: content.decode() for name, content in written("markdown", store).items()}
        for text in notes.values():
            linked = re.findall(r"(?<!\\)\[\[(.*?)\|", text)
            assert {name for name in linked if f"{name}.md" not in notes} == set()


def test_notes_have_properties_in_front(sample: Store) -> None:
    note = written("markdown", sample)["claims/bykvu-2022-09-14-since-2-april.md"].decode()
    _, told, text = note.split("---\n", 2)
    properties = yaml.safe_load(told)
    assert properties["claimant"] == "[[actors/bykvu|Bykvu]]"
    assert properties["places"] == ["[[places/izium|Izium]]"]
    assert properties["earliest_begin"] == "2022-04-01T21:00:00Z"
    assert properties["time_in_words"] == "from 2 April until 10 September 2022"
    assert "- When: from 2 April until 10 September 2022\n" in text


def test_hostile_text_in_notes_is_only_text(hostile: Store) -> None:
    markdown = pytest.importorskip("markdown_it", reason="pip install markdown-it-py")
    shown = markdown.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for name, content in written("markdown", hostile).items():
        text = content.decode()
        if name == "README.md":
            continue
        assert text.startswith("---\n")
        _, told, body = text.split("\n---\n", 1)[0], *text.split("\n---\n", 1)
        properties = yaml.safe_load(told)
        assert properties["kind"] in {"claim", "actor", "place", "event", "document"}
        rendered = shown.render(body)
        assert set(re.findall(r"<(/?\w+)", rendered)) <= {"h1", "/h1", "h2", "/h2"} | {
            "ul",
            "/ul",
            "li",
            "/li",
        }, name
        unescaped = re.sub(r"\\.", "", body)
        assert not re.search(r"(^|\s)#\w|!\[|%%|`|\{\{", re.sub(r"\[\[.*?\]\]", "", unescaped))
    note = written("markdown", hostile)["claims/doc-spell.md"].decode()
    assert yaml.safe_load(note.split("---\n", 2)[1])["summary"] == f"{NASTY} spell"


def test_names_of_notes_are_safe_everywhere(hostile: Store) -> None:
    names = list(written("markdown", hostile))
    assert all(re.fullmatch(r"[\w/.-]+\.md", name) for name in names)
    odd = Names()
    keys = ["a/b", "a-b", "A-B", "CON", "..", "", "x" * 300, "é", "e\u0301", "a:b", "nul.txt"]
    found = [odd.of("claims", key) for key in keys]
    assert len({name.casefold() for name in found}) == len(keys)
    assert all(len(name.encode()) < 120 for name in found)
    assert found[0] == "claims/a-b"
    assert found == [odd.of("claims", key) for key in keys]


# Size

COUNT = 1000


@pytest.fixture(scope="module")
def many() -> Store:
    published = instant("2022-04-03")
    begins = (instant(f"2022-04-{number % 28 + 1:02}") for number in range(COUNT))
    times = (Interval(begin, Instant(None, None)) for begin in begins)
    return stored(claim(f"c{n}", time, "outlet", published) for n, time in enumerate(times))


@pytest.mark.parametrize("name", TOOLS)
def test_ten_thousand_claims_take_less_than_a_minute(name: str, many: Store) -> None:
    begun = process_time()
    written(name, many)
    assert (process_time() - begun) * 10_000 / COUNT < 60
