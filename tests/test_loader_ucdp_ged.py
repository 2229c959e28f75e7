"""What is particular to UCDP GED: bounds, claimants, chains, figures, and rows it refuses."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimline import load
from claimline.errors import InputError
from claimline.files import Files
from claimline.intake import Ignored, Outcome, Refused, Taken
from claimline.model import Actor, Claim, Document, Measure, Place, Proposition, Value
from claimline.record import Known
from claimline.store import Store

SAMPLES = Path(__file__).parent / "data" / "loaders"
FILE = SAMPLES / "ucdp-ged" / "ged.csv"
OPTIONS = {"release": "23.1", "published": "", "timezone": "UTC", "ambiguous": "error"}


def outcomes(path: Path, **options: str) -> list[Outcome]:
    loader = load.get("ucdp-ged")
    return list(loader.records(Files([path]), Known(), OPTIONS | options))


def values(path: Path, **options: str) -> Iterator[Value]:
    for outcome in outcomes(path, **options):
        if isinstance(outcome, Taken):
            yield from outcome.values


@pytest.fixture(scope="module")
def sample() -> list[Value]:
    return list(values(FILE))


def claim(found: list[Value], number: int) -> Claim:
    return next(v for v in found if isinstance(v, Claim) and v.id == str(number))


def content(found: list[Value], number: int) -> Proposition:
    asserted = claim(found, number).asserts
    assert isinstance(asserted, Proposition)
    return asserted


def changed(folder: Path, number: int = 0, **cells: str) -> Path:
    """Return a file of one row of the sample, with other cells."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        row = list(reader)[number] | cells
        names = reader.fieldnames or ()
    with (folder / "one.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names)
        writer.writeheader()
        writer.writerow(row)
    return folder / "one.csv"


def refusal(path: Path) -> str:
    [refused] = [outcome for outcome in outcomes(path) if isinstance(outcome, Refused)]
    return "; ".join(map(str, refused.faults))


@pytest.mark.parametrize(
    ("precision", "start", "end", "days"),
    [
        ("1", "2022-04-02", "2022-04-02", "2022-04-02"),
        ("2", "2022-04-02", "2022-04-04", "[2022-04-02..2022-04-04]"),
        ("2", "2022-04-02", "2022-04-02", "[2022-03-28..2022-04-07]"),
        ("3", "2022-04-02", "2022-04-08", "[2022-04-02..2022-04-08]"),
        ("3", "2022-04-02", "2022-04-02", "[2022-03-27..2022-04-08]"),
        ("4", "2022-05-04", "2022-05-20", "[2022-05-04..2022-05-20]"),
        ("4", "2024-02-29", "2024-03-01", "[2024-02-01..2024-03-31]"),
        ("5", "2022-06-01", "2022-07-15", "[2022-06-01..2022-07-15]"),
        ("5", "2022-06-01", "2022-06-02", "[2022-01-01..2022-12-31]"),
        ("5.0", "2022-12-31 00:00:00.000", "2023-01-01", "[2022-01-01..2023-12-31]"),
    ],
)
def test_a_range_shorter_than_its_precision_is_widened(
    precision: str, start: str, end: str, days: str, tmp_path: Path
) -> None:
    path = changed(tmp_path, 7, date_prec=precision, date_start=start, date_end=end)
    path.write_text(path.read_text("utf-8").replace("2022-06-10", ""), encoding="utf-8")
    time = content(list(values(path, published="2025")), 900008).time
    assert time is not None
    assert time.text == days
    assert (time.begin.earliest, time.begin.latest) == (time.end.earliest, time.end.latest)


def test_several_original_sources_are_one_claimant_for_each(sample: list[Value]) -> None:
    actors = {value.id: value for value in sample if isinstance(value, Actor)}
    joint = actors[claim(sample, 900002).claimant]
    assert joint.labels == (("en", "Mayor of Izium; residents; Lantern News Service"),)
    assert joint.kind == "group"
    kinds = {key: actors[key].kind for key in joint.on_behalf_of}
    assert kinds == {
        "ucdp-source-mayor-of-izium": "source",
        "ucdp-anonymous-900002-residents": "anonymous",
        "ucdp-source-lantern-news-service": "source",
    }
    assert claim(sample, 900001).claimant in kinds


def test_without_an_original_source_ucdp_claims_on_the_evidence_of_articles(
    sample: list[Value],
) -> None:
    for number in (900004, 900008):
        [report] = claim(sample, number).reports
        assert claim(sample, number).claimant == report.reporter == "ucdp-coders"
        assert report.speech == "authorial"
        cited = [evidence.document for evidence in report.evidence]
        assert cited
        assert {*cited} <= {value.id for value in sample if isinstance(value, Document)}


def test_a_headline_with_a_semicolon_is_found_in_the_whole_citation(sample: list[Value]) -> None:
    documents = {value.id: value for value in sample if isinstance(value, Document)}
    reports = claim(sample, 900003).reports
    titles = [documents[report.document].title for report in reports if report.document]
    assert titles[:2] == ["Clash; two dead", "Fighting, says army"]
    assert [report.speech for report in reports] == ["unseen", "unseen", "indirect"]
    assert reports[-1].of == ("source-1", "source-2")


def test_lists_that_do_not_fit_are_not_paired(sample: list[Value]) -> None:
    documents = {value.id: value for value in sample if isinstance(value, Document)}
    cited = [documents[r.document] for r in claim(sample, 900010).reports[:-1] if r.document]
    assert [(one.publisher, one.title, one.published) for one in cited] == [
        ("ucdp-source-a", None, None),
        ("ucdp-source-b", None, None),
    ]


def test_deaths_are_one_measure_of_three_values_and_one_a_party(sample: list[Value]) -> None:
    def told(measure: Measure) -> tuple[str | None, str, str]:
        return measure.party, str(measure.minimum), str(measure.best)

    assert [told(measure) for measure in content(sample, 900001).measures] == [
        (None, "3", "3"),
        ("ucdp-actor-910", "None", "2"),
        ("ucdp-actor-920", "None", "1"),
        ("ucdp-actor-1", "None", "0"),
        ("ucdp-people-of-unknown-status", "None", "0"),
    ]
    assert content(sample, 900001).measures[0].maximum == 4
    one_sided = content(sample, 900002)
    assert one_sided.targets == ("ucdp-actor-1",)
    assert [m.party for m in one_sided.measures].count("ucdp-actor-1") == 1


def test_a_summary_and_a_place_nearby_are_described(sample: list[Value]) -> None:
    said = content(sample, 900002).description or ""
    assert "several clashes" in said
    assert "within 25 km" in said
    places = {value.id: value for value in sample if isinstance(value, Place)}
    kinds = {p.labels[0][1]: (p.kind, p.precision) for p in places.values()}
    assert kinds == {
        "Izium town": ("town", "exact"),
        "Izium raion": ("district", "district"),
        "Kharkiv oblast": ("region", "region"),
        "Ukraine": ("country", "country"),
        "Oskil valley": ("area", "region"),
        "Oskil village": ("village", "exact"),
    }


def test_a_candidate_that_is_not_vetted_is_hedged() -> None:
    path = SAMPLES / "ucdp-ged" / "candidate.csv"
    [found] = [v for v in values(path, release="23.0.5", published="2023-06") if type(v) is Claim]
    assert found.modality == "hedged"
    assert found.document == "ucdp-ged-23-0-5-2023-05"


@pytest.mark.parametrize("release", ["23", "23.0.1", "../23.1"])
def test_a_release_must_say_when_it_came_out(release: str) -> None:
    with pytest.raises(InputError, match=r"--release|--published"):
        outcomes(FILE, release=release)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"low": "9"}, "one.csv:2:45: best: 3 is not from low, 9, to high, 4"),
        ({"deaths_a": "7"}, "is 3, but the deaths by side make 8"),
        ({"type_of_violence": "4"}, "type_of_violence: '4' is not a value known here"),
        ({"date_end": "2022-03-01"}, "2022-03-01 is before 2022-03-12"),
        ({"date_start": "12/03/2022"}, "'12/03/2022' is not a date as it is written here"),
        ({"id": ""}, "id: is empty"),
        ({"source_date": "13 March"}, "source_date: '13 March'"),
    ],
)
def test_a_row_that_says_no_such_thing_is_refused(
    cells: dict[str, str], message: str, tmp_path: Path
) -> None:
    assert message in refusal(changed(tmp_path, 0, **cells))


def test_an_id_again_is_ignored_if_it_says_the_same_and_refused_if_not(tmp_path: Path) -> None:
    assert [o.reason for o in outcomes(FILE) if isinstance(o, Ignored)] == ["the same row again"]
    path = changed(tmp_path)
    header, *lines = path.read_text("utf-8").splitlines(keepends=True)
    again = lines[0].replace("Izium town", "Kupiansk town")
    path.write_text("".join([header, *lines, again]), encoding="utf-8")
    assert "900001 stands in" in refusal(path)
    assert "one.csv:2:1 already" in refusal(path)


def test_places_and_sources_that_are_known_are_meant(tmp_path: Path) -> None:
    store = Store.memory()
    cities = SAMPLES / "geonames" / "cities.csv"
    geonames = load.get("geonames")
    told = {option.name: option.default for option in geonames.OPTIONS}
    load.run(geonames, Files([cities]), store, options=told)
    path = changed(tmp_path, latitude="49.2088", longitude="37.2485")
    load.run(load.get("ucdp-ged"), Files([path]), store, options=OPTIONS)
    again = load.get("ucdp-ged").records(Files([path]), load.known(store), OPTIONS)
    found = [v for outcome in again if isinstance(outcome, Taken) for v in outcome.values]
    assert content(found, 900001).places == ("geonames-707292",)
    assert claim(found, 900001).claimant == "ucdp-source-lantern-news-service"
