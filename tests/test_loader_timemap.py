"""TimeMap: the curators' claims, sources as evidence, hidden ones without an address."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from claimline import load
from claimline.errors import InputError
from claimline.files import Files
from claimline.intake import Ignored, Outcome, Refused, Taken
from claimline.intake.web import address, site
from claimline.model import Actor, Claim, Document, Place, Proposition, Value
from claimline.record import Known
from claimline.store import Store

SAMPLE = Path(__file__).parent / "data" / "loaders" / "timemap"
FILES = [SAMPLE / name for name in ("events.json", "sources.json", "associations.json")]
TOLD = {
    "by": "Bellingcat",
    "collection": "Incidents",
    "published": "2022-04-01",
    "timezone": "Europe/Kyiv",
    "ambiguous": "error",
}

# Whatever a JSON file may hold: the tests write broken ones.
Data = Any
Write = Callable[[str, Data], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, data: Data) -> Path:
        (tmp_path / name).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        return tmp_path / name

    return written


def data(path: Path) -> Data:
    return json.loads(path.read_text("utf-8"))


def outcomes(*paths: Path, **told: str) -> list[Outcome]:
    return list(load.get("timemap").records(Files(paths), Known(), TOLD | told))


def values(*paths: Path, **told: str) -> list[Value]:
    found = (each for each in outcomes(*paths, **told) if isinstance(each, Taken))
    return [value for each in found for value in each.values]


def claims(*paths: Path, **told: str) -> dict[str, Claim]:
    return {value.id: value for value in values(*paths, **told) if isinstance(value, Claim)}


def content(claim: Claim) -> Proposition:
    assert isinstance(claim.asserts, Proposition)
    return claim.asserts


def refused(*paths: Path) -> list[str]:
    found = (each for each in outcomes(*paths) if isinstance(each, Refused))
    return [str(fault) for each in found for fault in each.faults]


def test_the_order_of_the_files_says_nothing() -> None:
    assert [*map(repr, values(*FILES))] == [*map(repr, values(*reversed(FILES)))]


def test_one_file_with_the_three_says_the_same(write: Write) -> None:
    names = ("events", "sources", "associations")
    file = write("all.json", dict(zip(names, map(data, FILES), strict=True)))
    assert claims(file) == claims(*FILES)


def test_the_curators_claim_it_and_the_sources_are_evidence() -> None:
    found = claims(*FILES)
    assert {claim.claimant for claim in found.values()} == {"timemap-bellingcat"}
    reports = {key: claim.reports[0] for key, claim in found.items()}
    assert {report.speech for report in reports.values()} == {"authorial"}
    counts = {key: len(report.evidence) for key, report in reports.items()}
    assert counts == {"x0001": 2, "x0002": 2, "x0003": 1, "x0004": 2, "x0005": 0}


def test_a_platform_publishes_a_post_and_nobody_is_named() -> None:
    found = values(*FILES)
    actors = {actor.labels[0][1]: actor.kind for actor in found if isinstance(actor, Actor)}
    assert actors == {
        "Bellingcat": "analyst-group",
        "Twitter": "platform",
        "Telegram": "platform",
        "YouTube": "platform",
        "example.com": "outlet",
        "source of X0003, hidden by Bellingcat": "anonymous",
        "source of X0004, hidden by Bellingcat": "anonymous",
    }


def test_a_hidden_source_has_no_address_and_is_of_one_incident() -> None:
    documents = [value for value in values(*FILES) if isinstance(value, Document)]
    hidden = [document for document in documents if "hidden" in document.id]
    assert [document.url for document in hidden] == [None, None]
    assert len({document.publisher for document in hidden}) == 2


def test_the_weapon_tells_the_type_where_one_is_known() -> None:
    types = {key: content(claim).type for key, claim in claims(*FILES).items()}
    assert types == {
        "x0001": "civilian-harm",
        "x0002": "shelling",
        "x0003": "civilian-harm",
        "x0004": "air-strike",
        "x0005": "civilian-harm",
    }
    assert content(claims(*FILES)["x0003"]).description == (
        "Type of area affected: Residential; Weapon System: Cluster munitions; "
        "Weapon System: Air strike"
    )


def test_midnight_is_a_day_and_another_time_a_moment() -> None:
    found = claims(*FILES)
    day, moment = content(found["x0001"]).time, content(found["x0002"]).time
    assert day is not None
    assert moment is not None
    assert day.begin.earliest == datetime(2022, 2, 27, 22, tzinfo=UTC)
    assert day.end.latest == datetime(2022, 2, 28, 22, tzinfo=UTC)
    assert (moment.begin.earliest, moment.begin.latest) == (
        datetime(2022, 3, 3, 3, 30, tzinfo=UTC),
        datetime(2022, 3, 3, 3, 30, tzinfo=UTC),
    )


PLACES = """\
claimline: 1
places:
  - {id: izium, labels: {en: Izyum}, kind: city, geonames: 3, latitude: 49.2, longitude: 37.2}
  - {id: far, labels: {en: Izyum}, kind: village, geonames: 1, latitude: 55.0, longitude: 40.0}
  - {id: near, labels: {en: Izyum}, kind: village, geonames: 2, latitude: 49.3, longitude: 37.3}
"""


@pytest.fixture
def known_places(tmp_path: Path) -> Callable[[str], Known]:
    """Give what a store knows that holds the places above, up to one of them."""

    def known(last: str) -> Known:
        text = PLACES[: PLACES.index("\n", PLACES.index(f"id: {last}"))] + "\n"
        (tmp_path / "places.yaml").write_text(text, "utf-8")
        store = Store.memory()
        load.run(load.get("records"), Files([tmp_path / "places.yaml"]), store, options={})
        return load.known(store)

    return known


def test_a_place_is_the_incidents_own_within_the_known_one(
    known_places: Callable[[str], Known],
) -> None:
    loader = load.get("timemap")
    found = [*loader.records(Files(FILES), known_places("far"), TOLD)]
    values = [value for each in found if isinstance(each, Taken) for value in each.values]
    places = {place.labels[0][1]: place for place in values if isinstance(place, Place)}
    assert {label: place.part_of for label, place in places.items()} == {
        "Izyum, Kharkiv Region (X0001)": ("izium",),
        "Izyum (X0002)": ("izium",),
        "place of X0003": (),
        "Балаклія (вокзал) (X0004)": (),
    }
    assert {place.precision for place in places.values()} == {"unknown"}
    assert {place.geonames for place in places.values()} == {None}


def test_a_location_that_two_known_places_fit_is_refused_or_left_open(
    known_places: Callable[[str], Known],
) -> None:
    loader = load.get("timemap")
    known = known_places("near")
    found = [*loader.records(Files(FILES), known, TOLD)]
    faults = [str(fault) for each in found if isinstance(each, Refused) for fault in each.faults]
    assert "names more than one place: izium, near" in faults[0]
    kept = [*loader.records(Files(FILES), known, TOLD | {"ambiguous": "keep"})]
    assert not any(isinstance(each, Refused) for each in kept)


def test_every_row_is_accounted_for() -> None:
    found = outcomes(*FILES)
    ignored = [each.reason for each in found if isinstance(each, Ignored)]
    assert ignored == [
        "the same row again",
        "no incident names this source",
        "no incident names this association",
    ]
    taken = sum(each.rows for each in found if isinstance(each, Taken))
    assert taken + len(ignored) == sum(len(data(path)) for path in FILES)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("sources", ["src_exists_X0001_9"], "sources: there is no source 'src_exists_X0001_9'"),
        ("associations", ["asc99"], "associations: there is no association 'asc99' in these"),
        ("date", "2022-02-28", "date: '2022-02-28' is not a date as it is written here"),
        ("date", "02/30/2022", "date: '02/30/2022' is not a date as it is written here"),
        ("time", "noon", "time: 'noon' is not a date as it is written here"),
        ("latitude", "149.2", "latitude: 149.2 is not from -90 to 90"),
        ("id", "", "id: is empty"),
        ("weather", "fine", "weather: this field is not known here"),
        ("sources", "src", "sources: is a list"),
    ],
)
def test_a_fault_names_its_field_and_line(
    write: Write, field: str, value: Data, message: str
) -> None:
    events = data(FILES[0])[:1]
    events[0][field] = value
    [fault] = refused(write("events.json", events), *FILES[1:])
    assert message in fault
    assert "events.json:1:" in fault


@pytest.mark.parametrize("path", ["ftp://example.org/a", "example.org", "javascript:alert(1)", ""])
def test_a_source_without_a_web_address_is_refused_with_what_names_it(
    write: Write, path: str
) -> None:
    sources = data(FILES[1])
    sources["src_exists_X0001_1"]["paths"] = [path]
    own, named = refused(FILES[0], write("sources.json", sources), FILES[2])
    assert "sources.json:1:" in own
    assert "paths: is not the address of a source" in own
    assert "the source 'src_exists_X0001_1' at " in named


def test_an_unknown_weapon_is_refused_with_the_nearest(write: Write) -> None:
    associations = data(FILES[2])
    associations[3]["filter_paths"][1] = "Unknowns"
    [fault, *_] = refused(*FILES[:2], write("associations.json", associations))
    assert "'Unknowns' is no weapon system known here" in fault
    assert "did you mean Unknown?" in fault


def test_an_incident_that_comes_twice_and_reads_otherwise_is_refused(write: Write) -> None:
    events = data(FILES[0])
    events[-1]["date"] = "02/27/2022"
    [fault] = refused(write("events.json", events), *FILES[1:])
    assert "id: X0001 stands at " in fault
    assert " already, and reads otherwise" in fault


def test_what_is_none_of_the_three_is_refused(write: Write) -> None:
    [fault] = refused(write("other.json", [{"name": "a"}]), *FILES)
    assert "this is no incident, source or association" in fault


def test_options_are_checked_before_anything_is_read() -> None:
    for told in ({"published": "someday"}, {"timezone": "Kyiv"}):
        with pytest.raises(InputError, match="--published and --timezone"):
            outcomes(*FILES, **told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://t.me/a/1", "https://t.me/a/1"),
        (" https://example.org/a b|c ", "https://example.org/a%20b%7Cc"),
        ("https://example.org/ä", "https://example.org/ä"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://", None),
        ("mailto:a@example.org", None),
    ],
)
def test_an_address_is_one_of_the_web(text: str, expected: str | None) -> None:
    assert address(text) == expected


def test_a_site_is_a_host_without_www() -> None:
    assert site("https://user@www.Example.org:8080/a@b") == "example.org"
    assert site("no address") is None
