"""RDF back to model values: nothing lost, nothing added, and every leftover named."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, parse, serialize
from rdflib import Graph

from claimline import load, packaged, rdf, terms
from claimline.cli import main
from claimline.errors import RecordFaults
from claimline.files import Files
from claimline.intake import Ignored, Refused, Taken
from claimline.model import (
    UNATTRIBUTED,
    Actor,
    Claim,
    ClaimKey,
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
from claimline.rdf_in import FORMATS
from claimline.record import Known
from claimline.record.keys import KEYS
from claimline.store import Store, dump

NOTES = Path(__file__).parent / "data" / "loaders" / "rdf" / "notes.ttl"
ENDINGS = {"turtle": "ttl", "trig": "trig", "n-triples": "nt", "n-quads": "nq"}
ENDINGS |= {"rdf-xml": "rdf", "json-ld": "jsonld"}
WITH_GRAPHS = {"trig", "n-quads", "json-ld"}

odd = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])
texts = st.text(odd | st.sampled_from("\n\"'\\<>&/%"), min_size=1, max_size=8)
urls = st.sampled_from(["https://a.example/b?c=d#e", "http://b.example/%20", "https://c.example/ï"])
numbers = st.decimals(0, 10**9, allow_nan=False, places=3)
moments = st.datetimes(datetime(1800, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - in UTC
    lambda moment: moment.replace(tzinfo=UTC)
)
instants = st.builds(Instant, moments, st.none() | moments, st.none() | texts)


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


def some(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(strategy, max_size=2, unique_by=repr).map(tuple)


def of(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from(KEYS[name])


labels = st.dictionaries(st.sampled_from(["en", "uk", "he", "und"]), texts, max_size=3).map(
    lambda found: tuple(found.items())
)
parties = texts | st.just(UNATTRIBUTED)
claim_keys = st.builds(ClaimKey, texts, texts)
measures = st.builds(
    Measure,
    kind=of("measure-kind"),
    unit=of("unit"),
    hedge=of("hedge"),
    minimum=maybe(numbers),
    best=maybe(numbers),
    maximum=maybe(numbers),
    baseline=maybe(instants),
    as_of=maybe(instants),
    scope=maybe(texts),
    party=maybe(parties),
)
whole = st.integers(0, 9999)
durations = st.builds(Duration, whole, whole, texts, st.just("half-unit"), st.booleans())
propositions = st.recursive(
    st.builds(
        Proposition,
        event=texts,
        type=of("event-type"),
        places=some(texts),
        destinations=some(texts),
        actors=some(parties),
        targets=some(texts),
        controller=maybe(parties),
        time=maybe(st.builds(Interval, instants, instants, maybe(texts))),
        duration=maybe(durations),
        measures=some(measures),
        framings=some(of("framing")),
        description=maybe(texts),
    ),
    lambda inner: st.builds(
        Proposition, event=texts, type=of("event-type"), purposes=some(inner), causes=some(inner)
    ),
    max_leaves=3,
)
spans = st.tuples(whole, whole) | st.just((None, None))
evidences = st.builds(
    lambda span, **more: Evidence(start=span[0], end=span[1], **more),
    spans,
    document=texts,
    quote=maybe(texts),
    fragment=maybe(texts),
)


@st.composite
def chains(draw: st.DrawFn) -> tuple[Report, ...]:
    """Reports of which each passes on some of those before it."""
    found: list[Report] = []
    for key in draw(st.lists(texts, min_size=1, max_size=3, unique=True)):
        before = [report.id for report in found]
        told = draw(st.lists(st.sampled_from(before), unique=True)) if before else []
        report = st.builds(
            Report,
            id=st.just(key),
            reporter=texts,
            speech=of("speech-mode"),
            of=st.just(tuple(told)),
            document=maybe(texts),
            evidence=st.lists(evidences, max_size=2).map(tuple),
            published=maybe(instants),
            withdrawn=maybe(instants),
            reading=maybe(propositions),
            modality=maybe(of("modality")),
            distances=some(of("framing")),
        )
        found.append(draw(report))
    return tuple(found)


claims = st.builds(
    Claim,
    document=texts,
    id=texts,
    claimant=parties,
    asserts=propositions | st.just("0" * 64),
    summary=texts,
    modality=of("modality"),
    polarity=of("polarity"),
    said=maybe(instants),
    reports=chains(),
    derived_from=some(claim_keys),
    restates=some(claim_keys),
    revises=some(claim_keys),
    reliability=maybe(of("reliability")),
    credibility=maybe(of("credibility")),
    language=maybe(texts),
    timezone=maybe(texts),
)
documents = st.builds(
    Document,
    id=texts,
    record=texts,
    publisher=texts,
    kind=of("document-kind"),
    title=maybe(texts),
    url=maybe(urls),
    archive=maybe(urls),
    language=maybe(texts),
    published=maybe(instants),
    withdrawn=maybe(instants),
    sha256=maybe(texts),
    length=maybe(whole),
    copy_of=maybe(texts),
    revision_of=maybe(texts),
    rights=maybe(texts),
    extracted_by=maybe(texts),
)
degrees = st.tuples(numbers, numbers, maybe(of("place-precision"))) | st.just((None, None, None))
places = st.builds(
    lambda at, **more: Place(latitude=at[0], longitude=at[1], precision=at[2], **more),
    degrees,
    id=texts,
    labels=labels,
    kind=of("place-kind"),
    spellings=some(texts),
    geonames=maybe(st.sampled_from(["1", "707292"])),
    wikidata=maybe(st.sampled_from(["Q1", "Q42"])),
    no_identifier=maybe(texts),
    country=maybe(texts),
    part_of=some(texts),
)
actors = st.builds(
    Actor,
    id=texts,
    labels=labels,
    kind=of("actor-kind"),
    spellings=some(texts),
    on_behalf_of=some(parties),
    side=maybe(of("side")),
    wikidata=maybe(st.sampled_from(["Q1", "Q42"])),
)
events = st.builds(Event, id=texts, type=of("event-type"), labels=labels, record=st.none() | texts)


def plain(thing: object) -> object:
    """Return a value with all that RDF leaves open put in one order: it has no lists."""
    if isinstance(thing, ClaimKey):
        return thing
    if isinstance(thing, tuple):
        evidence = bool(thing) and isinstance(thing[0], Evidence)
        parts = map(plain, thing)
        return tuple(parts if evidence else sorted(parts, key=repr))
    if isinstance(thing, Decimal):
        return thing.normalize()
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        named = (
            (field.name, plain(getattr(thing, field.name))) for field in dataclasses.fields(thing)
        )
        return (type(thing).__name__, *named)
    return thing


def without_graphs(value: Value) -> Value:
    """Return a value as it comes without a named graph."""
    if isinstance(value, Document):
        return dataclasses.replace(value, record=value.id)
    return dataclasses.replace(value, record=None) if isinstance(value, Event) else value


def read(path: Path, base: str = terms.BASE, form: str = "by-name") -> list[Value]:
    options = {"from": base, "format": form}
    found = [*load.get("rdf").records(Files([path]), Known(), options)]
    assert [each.faults for each in found if isinstance(each, Refused)] == []
    return [value for each in found if isinstance(each, Taken) for value in each.values]


def written(quads: list[Quad], form: str) -> bytes:
    told = quads if form in WITH_GRAPHS else [quad.triple for quad in quads]
    return serialize(told, format=FORMATS[form]) or b""


@pytest.mark.parametrize(
    "kind",
    [claims, documents, places, actors, events],
    ids=["claims", "documents", "places", "actors", "events"],
)
def test_what_is_written_is_read_as_the_same_value(
    kind: st.SearchStrategy[Value], tmp_path: Path
) -> None:
    @settings(max_examples=30, suppress_health_check=list(HealthCheck))
    @given(kind, st.sampled_from([terms.BASE, "https://else.example/data#"]))
    def hold(value: Value, base: str) -> None:
        quads = [*rdf.quads(value, base)]
        for form, ending in ENDINGS.items():
            path = tmp_path / f"data.{ending}"
            path.write_bytes(written(quads, form))
            wanted = value if form in WITH_GRAPHS else without_graphs(value)
            assert [plain(each) for each in read(path, base)] == [plain(wanted)]

    hold()


@pytest.fixture(scope="module")
def sample() -> Store:
    store = Store.memory()
    loader = load.get("records")
    load.run(loader, Files([packaged.folder("samples", "izium")]), store, options={})
    return store


@pytest.mark.parametrize("form", sorted(WITH_GRAPHS))
def test_a_dump_is_loaded_as_the_store_it_is_of(form: str, sample: Store, tmp_path: Path) -> None:
    lines = "".join(dump(sample))
    path = tmp_path / f"dump.{ENDINGS[form]}"
    path.write_bytes(written([*parse(lines, format=RdfFormat.N_QUADS)], form))
    again = Store.memory()
    options = {"from": terms.BASE, "format": "by-name"}
    tally = load.run(load.get("rdf"), Files([path]), again, options=options)
    assert "".join(dump(again)) == lines
    [reason] = tally.ignored
    assert reason == "a term of the ontology, which every store has"


def test_names_that_were_moved_by_hand_do_not_fit_their_hashes(tmp_path: Path) -> None:
    moved = NOTES.read_text(encoding="utf-8").replace(terms.BASE, "https://else.example/")
    path = tmp_path / "notes.ttl"
    path.write_text(moved, encoding="utf-8")
    result = CliRunner().invoke(
        main, ["load", "rdf", str(path), "-n", "--from", "https://else.example/"]
    )
    # A content hash covers the names in the content, so that those of another base differ.
    assert result.exit_code == 3
    assert "it is not named by its content" in result.output


def compacted() -> str:
    """Return the sample as JSON-LD that is compacted with our context."""
    context = json.loads(packaged.text("ontology", "context.jsonld"))["@context"]
    graph = Graph().parse(NOTES, format="turtle")
    return graph.serialize(format="json-ld", context=context, auto_compact=True)


def test_json_ld_that_is_compacted_with_our_context_is_read(tmp_path: Path) -> None:
    path = tmp_path / "notes.jsonld"
    path.write_text(compacted(), encoding="utf-8")
    assert {*map(plain, read(path))} == {*map(plain, read(NOTES))}


def test_a_name_that_the_context_does_not_know_is_no_dropped_statement(tmp_path: Path) -> None:
    path = tmp_path / "notes.jsonld"
    path.write_text(compacted().replace('"summary": "The', '"sumary": "The'), encoding="utf-8")
    assert "sumary" in "".join(faults(path))


def test_no_context_is_fetched(tmp_path: Path) -> None:
    path = tmp_path / "notes.jsonld"
    path.write_text('[{"@context": "https://w3id.org/claimline/context.jsonld", "id": "x:y"}]')
    with pytest.raises(RecordFaults, match=r"notes\.jsonld: the context https://.* fetched"):
        read(path)


def faults(path: Path, form: str = "by-name") -> list[str]:
    found = load.get("rdf").records(Files([path]), Known(), {"from": terms.BASE, "format": form})
    return [str(f) for each in found if isinstance(each, Refused) for f in each.faults]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'dcterms:language "en"',
            'schema:inLanguage "en"',
            'schema:inLanguage "en" is not known here',
        ),
        (
            "cl:Document ;",
            "cl:Document ; cl:polarity <a:b> ;",
            "<a:b> is not known here",
        ),
        ("    cl:polarity", '    cl:summary "b" ; cl:polarity', "cl:summary"),
        ('"2022-09-10T00:00:00Z"', '"2022-09-10T03:00:00+03:00"', "is not a date and time in UTC"),
        ('"2022-09-10T00:00:00Z"', '"2022-09-10T00:00:00"', "is not a date and time in UTC"),
        ("schema:latitude 49.2", "schema:latitude 49", "is not it"),
        ('"3"^^xsd:decimal', "3", "is not known here"),
        ('"3"^^xsd:decimal', '"4"^^xsd:decimal', "it is not named by its content"),
        ('"3"^^xsd:decimal', '"1e999999"^^xsd:decimal', "is not a number that can be kept"),
        ("unit:PERSON", "unit:M3", "is not a unit known here"),
        (
            "cl:claimant <actor/the-army>",
            "cl:claimant <person/x>",
            "is not the IRI of",
        ),
        ("cl:claimant <actor/the-army> ;", "", "cl:claimant is missing"),
        ("cl:hedge <https", "cl:hedge [] ; cl:hedge <https", "is not known here"),
        ("<place/hilltown/geometry> a", "[] a", "a blank node"),
        (
            "<event/hilltown-shelled> a cl:Event",
            "<event/x> a cl:Judgement",
            "is computed",
        ),
        (
            "<event/hilltown-shelled> a cl:Event",
            "<event/x> a schema:Event",
            "neither a thing",
        ),
        ("a cl:Actor ;", "a cl:Actor , cl:Place ;", "it is of two classes"),
        ("cl:reportOf <claim/outlet", "cl:reportOf <claim/other", "is not it"),
        ("<report/outlet-2022-09-10/shelled/1> a", "<report/x/y/1> a", "belongs to no claim"),
        ('rdfs:label "The Army"@en', 'rdfs:label "The Army"', "is not known here"),
    ],
)
def test_what_no_value_stands_for_is_named(old: str, new: str, fault: str, tmp_path: Path) -> None:
    text = NOTES.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "notes.ttl"
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = faults(path)
    assert any(fault in each for each in found), found
    assert all(each.startswith(f"{path}: ") for each in found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"2022-09-10T00:00:00Z"', '"2022-09-10T00:00:00.000+00:00"'),
        ("schema:latitude 49.2", "schema:latitude 049.20"),
    ],
)
def test_another_spelling_of_the_same_is_the_same(old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / "notes.ttl"
    path.write_text(NOTES.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert read(path) == read(NOTES)


def test_reports_in_a_circle_are_refused(tmp_path: Path) -> None:
    text = NOTES.read_text(encoding="utf-8")
    own = "<report/outlet-2022-09-10/shelled/1>"
    path = tmp_path / "notes.ttl"
    path.write_text(
        text.replace("cl:reportOf <claim/outlet-2022-09-10/shelled>", f"cl:reportOf {own}"),
        encoding="utf-8",
    )
    assert "pass each other on in a circle" in "".join(faults(path))


def test_a_line_of_n_quads_has_its_place(tmp_path: Path) -> None:
    lines = [f"{quad} .\n" for quad in parse(NOTES.read_bytes(), format=RdfFormat.TURTLE)]
    lines.insert(7, '<https://a.example/x> <https://a.example/y> "z" .\n')
    path = tmp_path / "notes.nq"
    path.write_text("".join(lines), encoding="utf-8")
    [fault] = faults(path)
    assert fault.startswith(f"{path}:8:1: <https://a.example/x>: this is without a class")
    path.write_text("".join([*lines, "<a> b\n"]), encoding="utf-8")
    with pytest.raises(RecordFaults, match=rf"notes\.nq:{len(lines) + 1}:1: not n-quads: "):
        read(path)


def test_a_thing_in_the_graph_of_another_is_refused(tmp_path: Path) -> None:
    value = Actor(id="a", labels=(("en", "A"),), kind="person")
    quads = [
        Quad(q.subject, q.predicate, q.object, terms.graph("actor", "b")) for q in rdf.quads(value)
    ]
    path = tmp_path / "notes.nq"
    path.write_bytes(written(quads, "n-quads"))
    [fault] = faults(path)
    assert "it stands in the graph <https://w3id.org/claimline/id/graph/actor/b>" in fault


def test_a_log_of_loads_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "log.nq"
    path.write_text(f'<https://a.example/x> <https://a.example/y> "z" {terms.log()} .\n')
    options = {"from": terms.BASE, "format": "by-name"}
    assert [*load.get("rdf").records(Files([path]), Known(), options)] == [
        Ignored("the log of another store's loads")
    ]


def test_refused_statements_are_mended_and_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = NOTES.read_text(encoding="utf-8")
    Path("notes.ttl").write_text(
        text.replace('"Shells on Hilltown"', '"Shells"@en'), encoding="utf-8"
    )
    run = CliRunner().invoke
    first = run(main, ["load", "rdf", "notes.ttl", "--rejects", "r.jsonl", "-s", "a"])
    assert first.exit_code == 3, first.output
    refused = Path("r.jsonl").read_text(encoding="utf-8")
    assert len(refused.splitlines()) == 2, refused
    Path("m.jsonl").write_text(
        refused.replace('\\"Shells\\"@en', '\\"Shells on Hilltown\\"'), encoding="utf-8"
    )
    again = run(main, ["load", "rdf", "m.jsonl", "-s", "a"])
    assert again.exit_code == 0, again.output
    run(main, ["load", "rdf", str(NOTES), "-s", "b"])
    assert [*dump(Store.open(Path("a")))] == [*dump(Store.open(Path("b")))]


GOLDEN = sorted((Path(__file__).parent / "data" / "loaders").glob("*/golden.nq"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_what_any_loader_makes_is_read_whole(path: Path) -> None:
    told = {*parse(path.read_bytes(), format=RdfFormat.N_QUADS)}
    assert {quad for value in read(path) for quad in rdf.quads(value)} == told
