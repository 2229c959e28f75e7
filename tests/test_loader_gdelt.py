"""GDELT: hearsay through outlets, mentions joined to their events, codes read by the alignment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from claimline import load, packaged
from claimline.errors import RecordFaults
from claimline.files import Files
from claimline.intake import Ignored, Outcome, Refused, Taken
from claimline.intake.cameo import TYPES
from claimline.intake.gdelt import edtf
from claimline.model import UNATTRIBUTED, Actor, Claim, Document, Instant, Place, Report
from claimline.record import Known
from claimline.store import Store

SAMPLE = Path(__file__).parent / "data" / "loaders" / "gdelt"
EVENTS = SAMPLE / "20220402114500.export.CSV"
MENTIONS = SAMPLE / "20220402114500.mentions.CSV"
TOLD = {"ambiguous": "error", "encoding": "utf-8"}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of events or of mentions in which cells are changed, by line and column."""

    def written(path: Path, *changes: tuple[int, int, str]) -> Path:
        lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        for line, column, cell in changes:
            lines[line - 1][column - 1] = cell
        text = "".join("\t".join(cells) + "\n" for cells in lines)
        (tmp_path / path.name).write_text(text, "utf-8")
        return tmp_path / path.name

    return written


def outcomes(*paths: Path) -> list[Outcome]:
    return list(load.get("gdelt").records(Files(paths), Known(), TOLD))


def claims(*paths: Path) -> dict[str, Claim]:
    taken = (each for each in outcomes(*paths) if isinstance(each, Taken))
    return {v.id: v for each in taken for v in each.values if isinstance(v, Claim)}


def refused(*paths: Path) -> list[str]:
    found = (each for each in outcomes(*paths) if isinstance(each, Refused))
    return [str(fault) for each in found for fault in each.faults]


def reports(claim: Claim) -> dict[str, Report]:
    return {report.id: report for report in claim.reports}


def moment(hour: int, minute: int) -> datetime:
    return datetime(2022, 4, 2, hour, minute, tzinfo=UTC)


def test_the_table_of_codes_is_the_alignment() -> None:
    graph = Graph().parse(data=packaged.text("ontology", "alignments/cameo.ttl"), format="turtle")
    matches = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch)
    found = {
        str(code): str(graph.value(subject, match)).rpartition("/")[2]
        for subject, code in graph.subject_objects(SKOS.notation)
        for match in matches
        if isinstance(graph.value(subject, match), URIRef)
    }
    assert found == TYPES


def test_an_event_is_hearsay_that_nobody_can_be_held_to() -> None:
    found = claims(EVENTS, MENTIONS)
    assert {claim.claimant for claim in found.values()} == {UNATTRIBUTED}
    assert {claim.modality for claim in found.values()} == {"reportative"}


def test_the_order_of_the_files_says_nothing() -> None:
    assert outcomes(EVENTS, MENTIONS) == outcomes(MENTIONS, EVENTS)


def test_each_mention_is_an_unseen_report_with_its_stretch_and_confidence() -> None:
    found = reports(claims(EVENTS, MENTIONS)["1034999998"])
    spans = {
        key: (report.speech, report.confidence, evidence.start, evidence.end)
        for key, report in found.items()
        for evidence in report.evidence
    }
    assert spans == {
        "1": ("unseen", 100, 12, 62),
        "2": ("unseen", 40, 1204, 1241),
        "3": ("unseen", 80, None, None),
        "4": ("unseen", 60, None, None),
    }


def test_gdelt_reports_once_for_each_update_that_found_mentions() -> None:
    found = reports(claims(EVENTS, MENTIONS)["1034999998"])
    first, later = found["gdelt"], found["gdelt-20220402120000"]
    assert (first.of, later.of) == (("1", "2"), ("3", "4"))
    assert first.published == Instant(moment(11, 45), moment(11, 45), "2022-04-02T11:45:00Z")
    assert later.published == Instant(moment(12, 0), moment(12, 0), "2022-04-02T12:00:00Z")


def test_without_mentions_the_site_of_the_source_is_one_unseen_report() -> None:
    found = reports(claims(EVENTS)["1034999998"])
    assert [*found] == ["source", "gdelt"]
    assert found["gdelt"].of == ("source",)
    assert found["source"].speech == "unseen"
    assert found["source"].published == Instant(None, moment(11, 45), "../2022-04-02T11:45:00Z")


def test_the_source_is_reported_beside_mentions_that_do_not_name_it() -> None:
    found = reports(claims(EVENTS, MENTIONS)["1035000001"])
    assert found["gdelt"].of == ("source", "1")


def test_an_event_without_any_source_is_what_gdelt_says() -> None:
    [report] = claims(EVENTS, MENTIONS)["1035000002"].reports
    assert (report.reporter, report.of) == ("gdelt", ())


def test_articles_keep_address_citation_and_language() -> None:
    taken = (each for each in outcomes(EVENTS, MENTIONS) if isinstance(each, Taken))
    documents = [v for each in taken for v in each.values if isinstance(v, Document)]
    assert {(d.kind, d.url, d.title, d.language) for d in documents if d.kind != "dataset"} == {
        ("article", "https://www.example.com/world/izium-taken?id=7", None, None),
        ("article", "https://example.ru/изюм", None, "ru"),
        ("article", "https://example.co.il/ידיעה-12", None, "he"),
        ("article", None, "BBC Monitoring Former Soviet Union", None),
        ("article", "https://news.example.org/a%20b%7Cc", None, None),
        ("broadcast", "https://archive.example.org/details/EXAMPLE_20220402_110000", None, None),
    }
    machine = {d.extracted_by for d in documents if d.kind == "dataset"}
    assert machine == {"GDELT, by machine, as CAMEO codes"}


def test_actors_are_codes_with_names_and_places_have_the_precision_of_the_match() -> None:
    taken = [each for each in outcomes(EVENTS, SAMPLE / "events.csv") if isinstance(each, Taken)]
    actors = [v for each in taken for v in each.values if isinstance(v, Actor)]
    kinds = {actor.labels[0][1]: actor.kind for actor in actors}
    assert kinds["UKRAINE (UKR)"] == "state"
    assert kinds["UKRAINE (UKRGOV)"] == "government"
    assert kinds["RUSSIA (RUSMIL)"] == "force"
    assert kinds["MILITARY GOVERNMENT (GOVMIL)"] == "group"
    assert kinds['HUMAN RIGHTS GROUP, "LOCAL" (NGOHRI)'] == "organisation"
    places = [v for each in taken for v in each.values if isinstance(v, Place)]
    assert {(p.labels[0][1], p.kind, p.precision, p.geonames, p.country) for p in places} == {
        ("Izyum", "settlement", "exact", None, None),
        ("Ukraine", "country", "country", None, None),
        ("Kyyiv, Misto", "region", "region", None, None),
        ("Monrovia", "settlement", "exact", None, None),
        ("Bissau", "area", "unknown", None, None),
        ("Indiana", "region", "region", None, None),
    }


def test_the_day_is_one_in_utc() -> None:
    proposition = claims(EVENTS)["1034999998"].asserts
    assert not isinstance(proposition, str)
    assert proposition.time is not None
    assert proposition.time.begin.earliest == datetime(2022, 4, 1, tzinfo=UTC)
    assert proposition.time.end.latest == datetime(2022, 4, 2, tzinfo=UTC)
    assert proposition.time.text == "2022-04-01"


def test_repeated_rows_and_mentions_without_an_event_are_accounted_for() -> None:
    found = outcomes(EVENTS, MENTIONS)
    ignored = [each.reason for each in found if isinstance(each, Ignored)]
    assert sorted(ignored) == [
        "its event, as added then, is not in these files",
        "the same row again",
        "the same row again",
    ]
    taken = sum(each.rows for each in found if isinstance(each, Taken))
    assert taken + len(ignored) == 6 + 8


def test_an_event_that_reads_otherwise_is_refused_with_the_first_line(write: Write) -> None:
    [fault] = refused(write(EVENTS, (5, 27, "190"), (5, 29, "19")))
    assert ":5:1: GLOBALEVENTID: 1035000001 stands at " in fault
    assert ":4:1 already, and reads otherwise" in fault


@pytest.mark.parametrize(
    ("line", "column", "cell", "message"),
    [
        (
            1,
            27,
            "1924",
            ":1:27: EventCode: '1924' is not a value known here",
        ),
        (3, 27, "10", ":3:27: EventCode: 10 is not below its EventRootCode"),
        (3, 2, "20220230", ":3:2: SQLDATE: "),
        (3, 2, "2022-04-02", ":3:2: SQLDATE: '2022-04-02' is not a date as it is written here"),
        (3, 57, "91", ":3:57: ActionGeo_Lat: 91 is not from -90 to 90"),
        (3, 52, "9", ":3:52: ActionGeo_Type: '9' is not a value known here"),
        (3, 60, "today", ":3:60: DATEADDED: 'today' is not a date as it is written here"),
        (3, 1, "x", ":3:1: GLOBALEVENTID: is the number of an event, in digits"),
    ],
)
def test_a_fault_names_its_field(
    write: Write, line: int, column: int, cell: str, message: str
) -> None:
    found = refused(write(EVENTS, (line, column, cell)))
    assert any(message in fault for fault in found), found


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        (4, "7", ":1:4: MentionType: '7' is not a value known here"),
        (12, "101", ":1:12: Confidence: 101 is not from 0 to 100"),
        (15, "eng:GT", ":1:15: MentionDocTranslationInfo: 'eng:GT' is no language known here"),
        (8, "-2", ":1:8: Actor1CharOffset: -2 is not -1 or more"),
    ],
)
def test_a_mention_is_refused_alone(write: Write, column: int, cell: str, message: str) -> None:
    file = write(MENTIONS, (1, column, cell))
    [fault] = refused(EVENTS, file)
    assert message in fault
    assert len(claims(EVENTS, file)) == 5


def test_the_mentions_of_a_refused_event_are_refused_with_it(write: Write) -> None:
    file = write(EVENTS, (1, 27, "9999"))
    [own, *others] = refused(file, MENTIONS)
    assert ":1:27: EventCode: '9999'" in own
    assert len(others) == 4
    assert all(f"the event at {file}:1:1 is refused" in fault for fault in others)


def test_a_file_of_neither_kind_is_refused_by_its_header(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("GLOBALEVENTID,SQLDAT\n1,20220101\n", "utf-8")
    with pytest.raises(RecordFaults, match="the column 'SQLDAT' is not known here"):
        outcomes(tmp_path / "a.csv")


def test_updates_loaded_one_by_one_stay_beside_each_other(write: Write) -> None:
    later = write(EVENTS, *((line, 60, "20220402120000") for line in range(1, 7)))
    store = Store.memory()
    loader = load.get("gdelt")
    for path in (EVENTS, later):
        tally = load.run(loader, Files([path]), store, options=TOLD)
        assert tally.removed == 0


def test_a_backfile_is_divided_by_the_months_of_its_events() -> None:
    found = claims(SAMPLE / "events.csv")
    assert {claim.document for claim in found.values()} == {
        "gdelt-20130203-199001-8000",
        "gdelt-20130203-199002-8000",
    }


def test_a_stamp_is_a_day_or_a_moment() -> None:
    assert [edtf(stamp) for stamp in ("20220402", "20220402114500")] == [
        "2022-04-02",
        "2022-04-02T11:45:00Z",
    ]
