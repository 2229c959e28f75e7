"""The SPARQL 1.1 Protocol, for reading: its cases, the forms of answers, and what is refused."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Answered, Running

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
IZIUM = "https://w3id.org/claimline/id/graph/place/izium"
THING = "https://w3id.org/claimline/id/place/izium"
LYMAN = "https://w3id.org/claimline/id/graph/place/lyman"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
BUILT = f"CONSTRUCT {{ ?s ?p ?o }} FROM <{IZIUM}> WHERE"
NAMED = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def get(site: Running, query: str, *more: tuple[str, str], **headers: str) -> Answered:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return site.ask(f"/sparql?{urlencode([('query', query), *more])}", headers=named)


def post(site: Running, body: str | bytes, kind: str, path: str = "/sparql") -> Answered:
    content = body.encode() if isinstance(body, str) else body
    return site.ask(path, "POST", content, Content_Type=kind)


def values(answer: Answered) -> list[str]:
    assert answer.status == 200, answer.text
    return [cell["value"] for row in answer.json()["results"]["bindings"] for cell in row.values()]


# The cases of the protocol that a server for reading can be held to


def test_a_query_by_get(site: Running) -> None:
    assert get(site, "ASK {}").json() == {"head": {}, "boolean": True}


def test_a_query_by_post_as_a_form(site: Running) -> None:
    assert post(site, urlencode({"query": "ASK {}"}), FORM).json()["boolean"] is True
    assert post(site, urlencode({"query": "ASK {}"}), f"{FORM}; charset=UTF-8").status == 200


def test_a_query_by_post_as_it_is(site: Running) -> None:
    assert post(site, "ASK {}", QUERY).json()["boolean"] is True
    assert post(site, "ASK {}", f'{QUERY}; charset="utf-8"').status == 200


def test_each_way_gives_the_same(site: Running) -> None:
    text = 'SELECT ?s { ?s rdfs:label "Ізюм"@uk } ORDER BY ?s'
    text = f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {text}"
    found = values(get(site, text))
    assert found == ["https://w3id.org/claimline/id/place/izium"]
    assert values(post(site, text, QUERY)) == found
    assert values(post(site, urlencode({"query": text}), FORM)) == found


def dataset(site: Running, query: str, *graphs: tuple[str, str]) -> list[list[str]]:
    """Return what each of the three ways gives with these graphs."""
    named = urlencode(graphs)
    return [
        values(get(site, query, *graphs)),
        values(post(site, urlencode([("query", query), *graphs]), FORM)),
        values(post(site, query, QUERY, f"/sparql?{named}")),
    ]


def test_default_graphs_are_those_that_are_asked(site: Running) -> None:
    all_of_it = int(values(get(site, COUNT))[0])
    one, other = (
        int(dataset(site, COUNT, ("default-graph-uri", graph))[0][0]) for graph in (IZIUM, LYMAN)
    )
    assert 0 < one < all_of_it
    assert 0 < other < all_of_it
    both = dataset(site, COUNT, ("default-graph-uri", IZIUM), ("default-graph-uri", LYMAN))
    assert both == [[str(one + other)]] * 3


def test_named_graphs_are_those_that_may_be_named(site: Running) -> None:
    one = dataset(site, NAMED, ("named-graph-uri", IZIUM))
    assert one == [[IZIUM]] * 3
    two = dataset(site, NAMED, ("named-graph-uri", IZIUM), ("named-graph-uri", LYMAN))
    assert two == [[IZIUM, LYMAN]] * 3
    assert dataset(site, COUNT, ("named-graph-uri", IZIUM)) == [["0"]] * 3


def test_the_graphs_of_the_request_go_before_those_of_the_query(site: Running) -> None:
    text = COUNT.replace("{", f"FROM <{LYMAN}> {{")
    asked = dataset(site, text, ("default-graph-uri", IZIUM))
    assert asked == dataset(site, COUNT, ("default-graph-uri", IZIUM))


def test_from_is_what_is_asked(site: Running) -> None:
    text = COUNT.replace("{", f"FROM <{IZIUM}> {{")
    assert values(get(site, text)) == dataset(site, COUNT, ("default-graph-uri", IZIUM))[0]
    text = NAMED.replace("{", f"FROM NAMED <{IZIUM}> {{", 1)
    assert values(get(site, text)) == [IZIUM]


def test_the_word_from_in_a_text_names_no_graph(site: Running) -> None:
    everything = values(get(site, COUNT))
    assert values(get(site, COUNT.replace("}", 'BIND("from here" AS ?x) }'))) == everything
    assert values(get(site, f"# from <{IZIUM}>\n{COUNT}")) == everything


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_no_other_method_asks(site: Running, method: str) -> None:
    answer = site.ask("/sparql?query=ASK%7B%7D", method)
    assert answer.status == 405
    assert {"GET", "POST"} <= {each.strip() for each in answer.headers["Allow"].split(",")}


BAD = {
    "two queries": ("GET", "?query=ASK%7B%7D&query=ASK%7B%7D", "", None, 400),
    "two in a form": ("POST", "", "query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
    "one in the address and one as it is": ("POST", "?query=ASK%7B%7D", "ASK {}", QUERY, 400),
    "none in a form": ("POST", "", "q=ASK%7B%7D", FORM, 400),
    "a form of no type": ("POST", "", "query=ASK%7B%7D", None, 415),
    "a form as text": ("POST", "", "query=ASK%7B%7D", "text/plain", 415),
    "another charset": ("POST", "", "ASK {}", f"{QUERY}; charset=utf-16", 415),
    "bad syntax": ("GET", "?query=ASK%20%7B%20%3Fs", "", None, 400),
    "an empty query": ("GET", "?query=", "", None, 400),
    "a graph that is no IRI": ("GET", "?query=ASK%7B%7D&default-graph-uri=no+iri", "", None, 400),
    "no UTF-8 in the address": ("GET", "?query=ASK%7B%7D%FF", "", None, 400),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_request_is_told_why(site: Running, name: str) -> None:
    method, url, body, kind, status = BAD[name]
    headers = {"Content-Type": kind} if kind else {}
    answer = site.ask(f"/sparql{url}", method, body.encode() if body else None, headers)
    assert answer.status == status
    assert answer.media_type == "text/plain"
    assert answer.text.strip()


def test_bytes_that_are_no_utf_8_are_a_bad_request(site: Running) -> None:
    assert post(site, b"ASK { ?s ?p '\xff' }", QUERY).status == 400
    assert post(site, "query=ASK+%7B+%3Fs+%3Fp+%27%FF%27+%7D", FORM).status == 400
    assert post(site, "ASK {}".encode("utf-16"), QUERY).status == 400


def test_bad_syntax_is_told_with_line_and_column(site: Running) -> None:
    answer = get(site, "SELECT * {\n  ?s ?p }", Accept="application/sparql-results+json")
    assert (answer.status, answer.media_type) == (400, "text/plain")
    assert " 2:10" in answer.text
    commented = get(site, "# one\nSELECT * { # two\n  ?s ?p }")
    assert " 3:10" in commented.text


# The forms of answers

TABLES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
TERMS = """SELECT ?a ?b ?c ?d ?e ?none {
  VALUES (?a ?b ?c ?d ?e) {
    (<https://example.org/é?x=1&y=2> "a \\"b\\"\\n<c>\\t, d" "слово"@uk 1.50 "2022-09-10T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>)
    (UNDEF "" "x"@en-GB true "01"^^<http://www.w3.org/2001/XMLSchema#integer>)
  }
}"""


@pytest.mark.parametrize("media_type", TABLES)
def test_rows_come_in_every_form_with_every_term(site: Running, media_type: str) -> None:
    answer = get(site, TERMS, Accept=media_type)
    assert (answer.status, answer.media_type) == (200, media_type)
    found = parse_query_results(answer.content, TABLES[media_type])
    plain = parse_query_results(get(site, TERMS).content, QueryResultsFormat.JSON)
    assert [list(map(str, row)) for row in found] == [list(map(str, row)) for row in plain]  # type: ignore[union-attr]
    first = next(iter(parse_query_results(get(site, TERMS).content, QueryResultsFormat.JSON)))  # type: ignore[arg-type]
    assert str(first["c"]) == '"слово"@uk'
    assert str(first["b"]) == '"a \\"b\\"\\n<c>\\t, d"'
    assert first["none"] is None


def test_rows_come_as_csv(site: Running) -> None:
    answer = get(site, TERMS, Accept="text/csv")
    assert answer.media_type == "text/csv"
    assert answer.text.splitlines()[0] == "a,b,c,d,e,none"
    assert '"a ""b""\n<c>\t, d"' in answer.text


@pytest.mark.parametrize("media_type", ["application/sparql-results+xml", "text/csv"])
def test_a_verdict_comes_in_other_forms(site: Running, media_type: str) -> None:
    assert "true" in get(site, "ASK {}", Accept=media_type).text


@pytest.mark.parametrize("media_type", GRAPHS)
@pytest.mark.parametrize(
    "query",
    [f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{IZIUM}> {{ ?s ?p ?o }} }}", f"DESCRIBE <{THING}>"],
)
def test_statements_come_in_every_form(site: Running, media_type: str, query: str) -> None:
    answer = get(site, query, Accept=media_type)
    assert (answer.status, answer.media_type) == (200, media_type)
    plain = get(site, query, Accept="application/n-triples").content
    found = {quad.triple for quad in parse(answer.content, GRAPHS[media_type])}
    assert found == {quad.triple for quad in parse(plain, RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        ("ASK {}", "*/*", "application/sparql-results+json"),
        ("ASK {}", "application/json", "application/sparql-results+json"),
        ("ASK {}", "application/xml", "application/sparql-results+xml"),
        ("CONSTRUCT {} {}", "*/*", "text/turtle"),
        ("CONSTRUCT {} {}", "application/json", "application/ld+json"),
        ("CONSTRUCT {} {}", "application/sparql-results+json, text/turtle", "text/turtle"),
        ("SELECT * {}", "text/turtle, text/csv;q=0.1", "text/csv"),
    ],
)
def test_the_form_is_the_one_that_fits_the_query(
    site: Running, query: str, accept: str, media_type: str
) -> None:
    assert get(site, query, Accept=accept).media_type == media_type


@pytest.mark.parametrize(
    ("query", "accept"),
    [("ASK {}", "image/png"), ("SELECT * {}", "text/turtle"), ("CONSTRUCT {} {}", "text/csv")],
)
def test_what_fits_nothing_is_406(site: Running, query: str, accept: str) -> None:
    assert get(site, query, Accept=accept).status == 406


def test_without_a_query_it_says_what_it_is(site: Running) -> None:
    answer = site.ask("/sparql", Accept="text/turtle")
    assert answer.media_type == "text/turtle"
    told = "\n".join(str(quad.triple) for quad in parse(answer.content, RdfFormat.TURTLE))
    assert "sparql-service-description#Service" in told
    assert "#UnionDefaultGraph" in told
    assert f"<{site.address}sparql>" in told


# What is refused


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Return the address of a server, and what it has been asked: nothing should come."""
    seen: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(b'{"head": {"vars": []}, "results": {"bindings": [{}]}}')

        do_POST = do_GET  # noqa: N815 # as the library calls it

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Listening)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", seen
    server.shutdown()


SERVICES = {
    "plain": "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "small letters": "SELECT * { service <URL> { ?s ?p ?o } }",
    "mixed letters": "SELECT * { SeRvIcE <URL> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "a variable": "SELECT * { VALUES ?x { <URL> } SERVICE ?x { ?s ?p ?o } }",
    "a prefixed name": "PREFIX x: <URL> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "a base": "BASE <URL> SELECT * { SERVICE <q> { ?s ?p ?o } }",
    "in exists": "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "in not exists": "ASK { ?s ?p ?o FILTER NOT EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "in exists in an expression": "ASK { FILTER(1 = 2 || !EXISTS { SERVICE <URL> {} }) }",
    "in exists in bind": "ASK { BIND(IF(EXISTS { SERVICE <URL> {} }, 1, 2) AS ?x) }",
    "in exists in select": "SELECT (EXISTS { SERVICE <URL> {} } AS ?x) {}",
    "in exists in having": "SELECT (COUNT(*) AS ?n) {} HAVING(EXISTS { SERVICE <URL> {} })",
    "in exists in group by": "SELECT ?a {} GROUP BY (EXISTS { SERVICE <URL> {} } AS ?a)",
    "in exists in order by": "SELECT * {} ORDER BY (EXISTS { SERVICE <URL> {} })",
    "in a list": "ASK { FILTER(1 IN (2, EXISTS { SERVICE <URL> {} })) }",
    "in a sub-select": "SELECT * { { SELECT * { { { SERVICE <URL> { ?s ?p ?o } } } } } }",
    "in optional": "SELECT * { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } }",
    "in minus": "SELECT * { ?s ?p ?o MINUS { SERVICE <URL> { ?s ?p ?o } } }",
    "in union": "SELECT * { { } UNION { SERVICE <URL> { ?s ?p ?o } } }",
    "in graph": "SELECT * { GRAPH ?g { SERVICE <URL> { ?s ?p ?o } } }",
    "in service": "SELECT * { SERVICE <URL> { SERVICE <URL> { ?s ?p ?o } } }",
    "in construct": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "in describe": "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    "after a comment": "SELECT * { # harmless\nSERVICE # too\n<URL> { ?s ?p ?o } }",
    "after a comment that ends in a return": "SELECT * { # harmless\rSERVICE <URL> { ?s ?p ?o } }",
    "after what looks like an IRI": "ASK { FILTER(1<2)SERVICE#>\n<URL> { ?s ?p ?o } }",
    "without spaces": "ASK{SERVICE<URL>{?s ?p ?o}}",
    "escaped letters": "SELECT * { SERV\\u0049CE <URL> { ?s ?p ?o } }",
    "all letters escaped": "SELECT * { \\u0053\\U00000045RVICE <URL> { ?s ?p ?o } }",
    "behind an escaped quote": 'ASK { FILTER("\\u0022 # " != "") SERVICE <URL> { ?s ?p ?o } }',
    "behind an escaped escape": 'ASK { FILTER("\\\\u0022 # " = "") SERVICE <URL> { ?s ?p ?o } }',
    "behind an escaped line end": "ASK { # \\u000A SERVICE <URL> { ?s ?p ?o } \n }",
    "behind an escaped hash": "ASK { FILTER('\\u0023' = '#') SERVICE <URL> { ?s ?p ?o } }",
    "behind texts of all kinds": (
        "ASK { FILTER('''a'b''c''' != \"\"\"d\"e\"\"f\"\"\") SERVICE <URL> { ?s ?p ?o } }"
    ),
    "in what only some parsers read": "SELECT * { LATERAL { SERVICE <URL> { ?s ?p ?o } } }",
}


@pytest.mark.parametrize("name", SERVICES)
def test_no_query_asks_another_server(
    site: Running, elsewhere: tuple[str, list[str]], name: str
) -> None:
    address, seen = elsewhere
    query = SERVICES[name].replace("URL", address)
    for answer in (get(site, query), post(site, query, QUERY)):
        assert answer.status in {400, 403}, answer.text
    assert seen == []


def test_comments_end_where_lines_of_any_kind_do(site: Running) -> None:
    for end in ("\n", "\r", "\r\n"):
        asked = f"ASK {{ # one{end} FILTER(1 = 2) # two{end} }}"
        assert get(site, asked).json()["boolean"] is False, repr(end)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'a secret service' }",
        "ASK { ?service ?p ?o } # SERVICE <http://127.0.0.1/> {}",
        "PREFIX service: <http://service/> ASK { ?s service:service <http://SERVICE/> }",
        "ASK { ?s ?p 'it''s'@service }".replace("''", "\\'"),
        "SELECT ?SERVICE { VALUES ?SERVICE { 'SERVICE <x> { }' } }",
    ],
)
def test_the_word_alone_is_no_clause(site: Running, query: str) -> None:
    assert get(site, query).status == 200


UPDATES = [
    "INSERT DATA { <x:a> <x:b> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:9/>",
    "CLEAR ALL",
    "DROP SILENT GRAPH <x:g>",
    "CREATE GRAPH <x:g>",
    "COPY DEFAULT TO <x:g>",
    "PREFIX x: <x:> # an update\nINSERT DATA { x:a x:b 1 } ; CLEAR ALL",
]


@pytest.mark.parametrize("update", UPDATES)
def test_updates_are_refused_in_words(site: Running, update: str) -> None:
    before = values(get(site, COUNT))
    answers = [
        get(site, update),
        post(site, update, QUERY),
        post(site, update, "application/sparql-update"),
        post(site, urlencode({"update": update}), FORM),
    ]
    assert {answer.status for answer in answers} == {403}
    assert all("only reads" in answer.text for answer in answers)
    assert values(get(site, COUNT)) == before


@pytest.mark.parametrize(
    "template",
    ["SELECT * FROM <URL> { ?s ?p ?o }", "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }"],
)
def test_no_graph_is_fetched(
    site: Running, elsewhere: tuple[str, list[str]], template: str
) -> None:
    address, seen = elsewhere
    assert values(get(site, template.replace("URL", address))) == []
    assert values(get(site, "SELECT * { ?s ?p ?o }", ("default-graph-uri", address))) == []
    assert seen == []


def test_an_escape_that_is_no_character_is_told(site: Running) -> None:
    for escape in ("\\uD83D", "\\U00110000"):
        answer = get(site, f"ASK {{ ?s ?p '{escape}' }}")
        assert answer.status == 400
        assert "no character" in answer.text
    assert get(site, "ASK { FILTER('\\u0416' = 'Ж') }").json()["boolean"] is True


def test_everything_may_be_asked_from_other_pages(site: Running) -> None:
    answer = get(site, "ASK {}", Origin="https://example.org")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    before = site.ask(
        "/sparql",
        "OPTIONS",
        Origin="https://example.org",
        Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="content-type",
    )
    assert before.status == 200
    assert before.headers["Access-Control-Allow-Origin"] == "*"
    assert "content-type" in before.headers["Access-Control-Allow-Headers"].lower()


def test_a_query_by_get_may_be_long(site: Running) -> None:
    long = "ASK { FILTER(?x IN (" + ", ".join(["'слово'"] * 300) + ")) }"
    assert len(quote(long)) > 10_000
    assert get(site, long).status == 200
