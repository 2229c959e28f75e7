"""Every shipped question: its header, its golden rows, and the same rows on every engine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from claimline import catalogue, history, packaged, rdf, record, terms
from claimline.answers import Cell, Table, plain
from claimline.endpoint import Endpoint, virtuoso
from claimline.errors import BadQuery
from claimline.history import Input, Load
from claimline.store import Store, dump
from claimline.terms import BASE, XSD

from .conftest import emptied

GOLDEN = Path(__file__).parent / "data" / "golden"
EMPTY = {
    "contested-events": "an event with contested content would break the model",
    "extracted-by": "people wrote the sample's records, no tool",
}
"""The questions that must answer nothing on the sample, each with the reason."""

BOUND = {
    "timeline-of-kupiansk": ("timeline", {"place": BASE + "place/kupiansk"}),
    "timeline-as-of-25-march": ("timeline", {"asOf": "2022-03-25"}),
    "timeline-in-march": ("timeline", {"start": "2022-02-28", "end": "2022-03"}),
    "figures-by-9-september": ("area-figures", {"asOf": "2022-09-09"}),
    "figures-possibly-by-9-september": ("area-figures", {"possiblyAsOf": "2022-09-09"}),
    "claims-of-the-ministry-on-izium": (
        "claims",
        {"place": BASE + "place/izium", "claimant": BASE + "actor/russian-mod"},
    ),
    "what-to-compare-with-kupiansk": ("claims-compared", {"place": BASE + "place/kupiansk"}),
    "what-to-compare-with-the-redeployment": (
        "claims-compared",
        {"event": BASE + "event/russian-redeployment-to-kharkiv-2022"},
    ),
    "dependent-documents-of-ritzau": (
        "dependent-documents",
        {"document": BASE + "document/ritzau-2022-09-10"},
    ),
    "loaded-by-noon": ("loaded", {"by": "2024-05-01T12:30:00Z"}),
    "loads-of-izium": ("loads", {"graph": BASE + "graph/place/izium"}),
    "claims-with-a-word": ("claims", {"text": "KUPIANSK"}),
}
"""More golden answers: questions with values in place of their defaults."""

ASKED = {name: catalogue.get(name).text for name in catalogue.names()} | {
    case: catalogue.get(name).bind(**values) for case, (name, values) in BOUND.items()
}

Row = tuple[object, ...]


NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
LOADS = [
    Load(
        loader=loader,
        version="0.1.0",
        begun=NOON + timedelta(hours=number),
        ended=NOON + timedelta(hours=number, milliseconds=1500),
        inputs=tuple(Input(f"{name}.yaml", name * 64, number + 1) for name in "ba"[: 2 - number]),
        counts={"Document": 109, "Claim": 229 - number},
        rejected=number,
    )
    for number, loader in enumerate(("records", None, "records"))
]
"""What the log tells of two records of the sample, one of which came in two steps; the last
load changed nothing."""


@pytest.fixture(scope="module")
def store() -> Store:
    graphs = dict(rdf.shipped())
    for value in record.read([packaged.folder("samples", "izium")], record.Known()):
        graph = rdf.graph_of(value)
        graphs[graph] = [*graphs.get(graph, []), *rdf.quads(value)]
    made = Store.memory()
    one, two = (terms.graph(*key) for key in (("document", "cnn-2022-09-10"), ("place", "izium")))
    made.replace({graph: quads for graph, quads in graphs.items() if graph not in {one, two}})
    made.replace({one: graphs[one][:9]}, history.noting(LOADS[0]))
    made.replace({one: graphs[one], two: graphs[two]}, history.noting(LOADS[1]))
    made.replace({one: graphs[one]}, history.noting(LOADS[2]))
    return made


@pytest.fixture(scope="module")
def dataset(store: Store) -> rdflib.Dataset:
    made = rdflib.Dataset(default_union=True)
    made.parse(data="".join(dump(store)), format="nquads")
    return made


@pytest.fixture(scope="module")
def union(store: Store) -> rdflib.Graph:
    """Return all graphs as one: what most questions ask, and many times faster to ask."""
    made = rdflib.Graph()
    lines = {f"{quad.triple} .\n" for quad in store.quads()}
    made.parse(data="".join(sorted(lines)), format="nt")
    return made


@pytest.fixture(scope="module")
def service(store: Store, server: str) -> Endpoint:
    made = Endpoint(server)
    made.replace({graph: list(store.quads(graph)) for graph in store.graphs()})
    return made


def value(cell: Cell) -> object:
    """Return a cell as a value that engines cannot spell differently."""
    if isinstance(cell, Literal):
        return literal(cell.value, cell.datatype.value, cell.language)
    assert not isinstance(cell, BlankNode)
    return cell.value if isinstance(cell, NamedNode) else None


def literal(text: str, datatype: str, language: str | None) -> object:
    if datatype == XSD + "dateTime":
        return datetime.fromisoformat(text).astimezone(UTC)
    if datatype in {XSD + "integer", XSD + "decimal"}:
        return Decimal(text)
    return (text, language or datatype)


def of_rdflib(term: rdflib.term.Node | None) -> object:
    if isinstance(term, rdflib.Literal):
        kind = str(term.datatype or (rdflib.RDF.langString if term.language else XSD + "string"))
        return literal(str(term), kind, term.language)
    return None if term is None else str(term)


def rows(table: Table) -> list[Row]:
    return [tuple(map(value, row)) for row in table.rows]


@pytest.mark.parametrize("name", catalogue.names())
def test_a_question_says_what_it_asks(name: str) -> None:
    query = catalogue.get(name)
    assert query.title
    assert query.help.endswith(".")
    assert all(parameter.help.endswith(".") for parameter in query.parameters)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    lines = re.findall(r"^\s*VALUES \?(\w+) \{", query.text, re.MULTILINE)
    assert {parameter.name for parameter in query.parameters} <= set(lines)
    assert "ORDER BY" in query.text
    assert "GROUP_CONCAT" not in query.text


@pytest.mark.parametrize("name", ASKED)
def test_a_question_has_its_golden_answer(name: str, store: Store, regenerate: bool) -> None:
    table = store.select(ASKED[name])
    found = [list(table.columns), *(list(map(plain, row)) for row in table.rows)]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
    file = GOLDEN / f"{name}.jsonl"
    if regenerate:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text
    assert bool(table.rows) == (name not in EMPTY)


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib warns of its own use
def test_rdflib_gives_the_same_rows(
    name: str, store: Store, union: rdflib.Graph, request: pytest.FixtureRequest
) -> None:
    query = ASKED[name]
    graph: rdflib.Graph = union
    if "GRAPH ?" in query:
        graph = request.getfixturevalue("dataset")
    answer = graph.query(query)
    assert answer.vars is not None
    assert [str(variable) for variable in answer.vars] == list(store.select(query).columns)
    found = [tuple(of_rdflib(row.get(v)) for v in answer.vars) for row in answer.bindings]
    assert found == rows(store.select(query))


@pytest.mark.parametrize("name", ASKED)
def test_a_server_gives_the_same_rows(name: str, store: Store, service: Endpoint) -> None:
    query = ASKED[name]
    assert rows(service.select(query)) == rows(store.select(query))


@pytest.fixture(scope="module")
def on_virtuoso(store: Store, virtuoso_server: str) -> virtuoso.Virtuoso:
    with pytest.MonkeyPatch.context() as context:
        context.setenv("CLAIMLINE_USER", "dba")
        context.setenv("CLAIMLINE_PASSWORD", "dba")
        made = emptied(virtuoso_server)
    made.replace({graph: list(store.quads(graph)) for graph in store.graphs()})
    # Another one, which has yet to ask for what is there.
    return virtuoso.Virtuoso(virtuoso_server)


@pytest.mark.parametrize("name", ASKED)
def test_virtuoso_gives_the_same_rows(
    name: str, store: Store, on_virtuoso: virtuoso.Virtuoso
) -> None:
    query = ASKED[name]
    assert rows(on_virtuoso.select(query)) == rows(store.select(query))


def test_what_cannot_be_sent_to_virtuoso_is_refused_in_words(virtuoso_server: str) -> None:
    with pytest.raises(BadQuery, match="surrogates"):
        virtuoso.Virtuoso(virtuoso_server).select("SELECT ('\ud800' AS ?x) {}")


def test_virtuoso_itself_answers_the_plain_questions(
    store: Store, on_virtuoso: virtuoso.Virtuoso
) -> None:
    plain_ones = {name for name in ASKED if virtuoso.is_plain(ASKED[name])}
    assert {"describe", "known-claims", "referring", "revisions", "stats"} <= plain_ones
    for name in plain_ones:
        answered = on_virtuoso.rows_there(ASKED[name])
        assert answered is not None, name
        assert rows(answered) == rows(store.select(ASKED[name])), name


MISREAD = {
    "timeline": "0 rows, for a path with + in OPTIONAL gives nothing",
    "control-begins": "SQ156: Internal Optimized compiler error",
    "evidence-gaps": "Query contains a transitive derived table but neither end of it is bound",
    "resting-on": "0 rows",
    "no-dangling-reference": "342 rows where there are none, for UNDEF is no term",
}
"""Some of the questions that Virtuoso 7.2.5 is not sent, and what it makes of them."""


@pytest.mark.parametrize("name", MISREAD)
@pytest.mark.xfail(strict=True, reason="Virtuoso 7.2.5 misreads these, so they are answered here")
def test_virtuoso_itself_misreads_others(
    name: str, store: Store, on_virtuoso: virtuoso.Virtuoso
) -> None:
    checks = {check.name: check.text for check in catalogue.checks()}
    query = (ASKED | checks)[name]
    answered = on_virtuoso.rows_there(query)
    assert answered is not None, MISREAD[name]
    assert rows(answered) == rows(store.select(query)), MISREAD[name]


@pytest.fixture(scope="module")
def shared(store: Store) -> Store:
    """Return the sample with every proposition and measure in four graphs more: an engine
    whose union keeps duplicates, as Oxigraph's and Virtuoso's do, then finds each five times."""
    contents = tuple(f"<{BASE}{kind}/" for kind in ("proposition", "measure"))
    found = [quad for quad in store.quads() if str(quad.subject).startswith(contents)]
    copies = (
        Quad(
            quad.subject,
            quad.predicate,
            quad.object,
            NamedNode(f"{BASE}graph/document/copy-{number}"),
        )
        for quad in found
        for number in range(4)
    )
    return Store.memory([*store.quads(), *copies])


@pytest.mark.parametrize("name", ASKED)
def test_content_that_many_records_share_counts_once(
    name: str, store: Store, shared: Store
) -> None:
    query = ASKED[name]
    if "GRAPH ?" not in query:
        assert store.select(query) == shared.select(query)


def test_documents_depend_on_the_same_whether_one_is_asked_about_or_all(store: Store) -> None:
    query = catalogue.get("dependent-documents")
    documents = {quad.subject for quad in store.quads() if quad.object == terms.cl("Document")}
    each = [store.select(query.bind(document=str(it)[1:-1])).rows for it in documents]
    found = {tuple(map(str, row)) for rows in each for row in rows}
    assert found == {tuple(map(str, row)) for row in store.select(query.text).rows}


def names_of(texts: Iterable[str]) -> set[str]:
    return {iri for text in texts for iri in re.findall(rf"<({re.escape(BASE)}[^>]+)>", text)}


def test_every_default_is_something_in_the_sample(store: Store) -> None:
    subjects = {str(quad.subject) for quad in store.quads()}
    defaults = names_of(catalogue.get(name).text for name in catalogue.names())
    assert {iri for iri in defaults if f"<{iri}>" not in subjects} == set()


def test_no_golden_answer_is_left_over() -> None:
    assert {file.stem for file in GOLDEN.glob("*")} == set(ASKED)
