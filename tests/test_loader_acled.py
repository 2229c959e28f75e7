"""What is particular to ACLED: two sets of columns, sources, types, precision, rights."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import SKOS

from claimline import load, packaged
from claimline.files import Files
from claimline.intake import Ignored, Outcome, Refused, Taken
from claimline.model import Actor, Claim, Document, Place, Proposition, Value
from claimline.record import Known

SAMPLES = Path(__file__).parent / "data" / "loaders" / "acled"
FILE = SAMPLES / "ukraine.csv"
OPTIONS = {"export": "ukraine-2023", "published": "", "timezone": "UTC", "ambiguous": "error"}


def outcomes(path: Path, **options: str) -> list[Outcome]:
    loader = load.get("acled")
    return list(loader.records(Files([path]), Known(), OPTIONS | options))


def values(path: Path, **options: str) -> Iterator[Value]:
    for outcome in outcomes(path, **options):
        if isinstance(outcome, Taken):
            yield from outcome.values


@pytest.fixture(scope="module")
def sample() -> list[Value]:
    return list(values(FILE))


def claim(found: list[Value], number: str) -> Claim:
    return next(v for v in found if isinstance(v, Claim) and v.id == number)


def content(found: list[Value], number: str) -> Proposition:
    asserted = claim(found, number).asserts
    assert isinstance(asserted, Proposition)
    return asserted


def changed(folder: Path, **cells: str) -> Path:
    """Return a file of the first row of the sample, with other cells."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        row = next(csv.DictReader(stream)) | cells
    with (folder / "one.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [*row])
        writer.writeheader()
        writer.writerow(row)
    return folder / "one.csv"


def test_types_are_those_of_the_alignment() -> None:
    graph = Graph().parse(data=packaged.text("ontology", "alignments", "acled.ttl"))
    matched = {
        str(graph.value(code, SKOS.notation)): str(concept).rpartition("/")[2]
        for match in (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch)
        for code, concept in graph.subject_objects(match)
    }
    types: dict[str, dict[str, str]] = vars(load.get("acled"))["TYPES"]
    tops = {str(graph.value(code, SKOS.notation)) for code in graph.subjects(SKOS.topConceptOf)}
    assert {*types} == tops
    flat = {sub: kind for subs in types.values() for sub, kind in subs.items()}
    assert flat == {code: kind for code, kind in matched.items() if code not in tops}


def test_each_source_is_an_unseen_report_below_acleds(sample: list[Value]) -> None:
    found = claim(sample, "UKR2")
    *sources, last = found.reports
    assert [(report.reporter, report.speech, report.document) for report in sources] == [
        ("acled-source-daily-lantern", "unseen", None),
        ("acled-source-ministry-of-defence-of-borland", "unseen", None),
        ("acled-anonymous-ukr2-local-source", "unseen", None),
    ]
    assert last.of == ("source-1", "source-2", "source-3")
    actors = {value.id: value for value in sample if isinstance(value, Actor)}
    assert actors[found.claimant].on_behalf_of == tuple(report.reporter for report in sources)
    assert claim(sample, "UKR1").claimant == "acled-source-daily-lantern"


def test_the_timestamp_is_when_acled_put_the_row_out(sample: list[Value]) -> None:
    published = claim(sample, "UKR1").reports[-1].published
    assert published is not None
    assert published.text == "2022-09-27T00:00:00Z"


def test_the_rights_say_that_rows_may_not_be_passed_on(sample: list[Value]) -> None:
    documents = [value for value in sample if isinstance(value, Document)]
    assert [one.id for one in documents] == [
        "acled-ukraine-2023-2022-09",
        "acled-ukraine-2023-2022-10",
    ]
    assert all("may not be passed on" in (one.rights or "") for one in documents)


@pytest.mark.parametrize(
    ("number", "days"),
    [
        ("UKR1", "2022-09-08"),
        ("UKR2", "[2022-09-03..2022-09-15]"),
        ("UKR3", "2022-09-10"),
        ("UKR4", "[2022-09-01..2022-09-30]"),
    ],
)
def test_days_are_as_wide_as_their_precision(number: str, days: str, sample: list[Value]) -> None:
    time = content(sample, number).time
    assert time is not None
    assert time.text == days


def test_a_place_that_stands_for_a_region_is_not_meant(sample: list[Value]) -> None:
    places = {value.id: value for value in sample if isinstance(value, Place)}
    told = {n: places[content(sample, n).places[0]] for n in ("UKR2", "UKR4", "UKR6")}
    assert {n: (place.labels[0][1], place.kind) for n, place in told.items()} == {
        "UKR2": ("Izium", "settlement"),
        "UKR4": ("Kharkiv", "region"),
        "UKR6": ("Ukraine", "country"),
    }
    assert "near the place" in (content(sample, "UKR2").description or "")


def test_civilians_are_targets_where_they_were_targeted(sample: list[Value]) -> None:
    for number in ("UKR3", "UKR4"):
        assert content(sample, number).targets == ("acled-population-civilians-ukraine-558ce7b6",)
        assert content(sample, number).actors == ("acled-force-military-forces-of-arland",)
    assert len(content(sample, "UKR1").actors) == 2


def test_fatalities_are_the_most_conservative_number(sample: list[Value]) -> None:
    [measure] = content(sample, "UKR2").measures
    assert (measure.hedge, measure.minimum, measure.best, measure.maximum) == (
        "at-least",
        Decimal(3),
        None,
        None,
    )


def test_the_columns_before_2023_say_the_same() -> None:
    found = list(values(SAMPLES / "before-2023.csv", export="old", published="2022-10-01"))
    time = content(found, "UKR7").time
    assert time is not None
    assert time.text == "2022-09-01"
    assert content(found, "UKR7").type == "battle"
    last = claim(found, "UKR7").reports[-1]
    assert last.published is not None
    assert last.published.text == "2022-10-01"
    assert last.document == "acled-old-2022-09"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"event_date": "09/08/2022"}, "'09/08/2022' is not a date as it is written here"),
        ({"event_type": "Riots"}, "sub_event_type: 'Armed clash' is not a value known here"),
        ({"inter1": "9"}, "inter1: '9' is not a value known here"),
        ({"fatalities": "-1"}, "fatalities: -1 is not 0 or more"),
        ({"source": " ; "}, "source: names nobody"),
        ({"time_precision": "4"}, "it is one of 1, 2, 3"),
        ({"event_id_cnty": "UKR 1"}, "'UKR 1' is not an id such as UKR12345"),
    ],
)
def test_a_row_that_says_no_such_thing_is_refused(
    cells: dict[str, str], message: str, tmp_path: Path
) -> None:
    [refused] = [o for o in outcomes(changed(tmp_path, **cells)) if isinstance(o, Refused)]
    assert message in "; ".join(map(str, refused.faults))
    assert "one.csv:2:" in str(refused.faults[0])


def test_the_same_row_again_is_ignored() -> None:
    assert [o.reason for o in outcomes(FILE) if isinstance(o, Ignored)] == ["the same row again"]
