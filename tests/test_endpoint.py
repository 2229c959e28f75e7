"""The remote store: addresses, the protocol over real HTTP, and everything that goes wrong.

What it has in common with the embedded store is tested in test_store.py.
"""

from __future__ import annotations

import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from subprocess import Popen
from threading import Thread
from time import sleep
from typing import ClassVar
from urllib.parse import quote

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from claimline.changes import Change
from claimline.connect import connect
from claimline.endpoint import PRESETS, Endpoint, Layout, at
from claimline.endpoint.line import Line
from claimline.errors import BadQuery, RemoteError, StoreMissing, TimeLimit
from claimline.store import Store, dump
from claimline.terms import UNFINISHED

Serve = Callable[..., tuple[str, Popen[bytes]]]
Reply = tuple[int, str, bytes]

ONE = NamedNode("https://example.org/graph/one")
TWO = NamedNode("https://example.org/graph/two")
SAYS = NamedNode("https://example.org/says")
JSON = "application/sparql-results+json"
YES = b'{"head": {}, "boolean": true}'
SLOW = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?c), STR(?f)) = STR(?i)) }"


def quads(count: int, graph: NamedNode = ONE) -> list[Quad]:
    return [
        Quad(NamedNode(f"https://example.org/{n}"), SAYS, Literal(n), graph) for n in range(count)
    ]


@pytest.fixture
def endpoint(server: str) -> Endpoint:
    """Return a service that holds nothing."""
    endpoint = Endpoint(server)
    endpoint.replace({graph: [] for graph in endpoint.graphs()})
    return endpoint


class Canned(BaseHTTPRequestHandler):
    """A server that says one thing, and keeps what it was asked."""

    reply: Reply = (200, JSON, YES)
    headers_sent: ClassVar[dict[str, str]] = {}
    pause: float = 0
    asked: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
        self.asked.append((f"{self.command} {self.path}", self.headers["Authorization"]))
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        status, kind, body = self.reply
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        self.end_headers()
        for byte in body:
            self.wfile.write(bytes([byte]))
            sleep(self.pause)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


Canning = Callable[..., tuple[str, type[Canned]]]


@pytest.fixture
def canned() -> Iterator[Canning]:
    """Start servers that answer anything with one canned reply."""
    running: list[ThreadingHTTPServer] = []

    def start(*reply: object, pause: float = 0, **headers: str) -> tuple[str, type[Canned]]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        told = {"reply": reply or Canned.reply, "headers_sent": named, "pause": pause, "asked": []}
        handler = type("Told", (Canned,), told)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        running.append(server)
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        return f"sparql+http://127.0.0.1:{server.server_port}", handler

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


# Addresses


def test_a_place_is_a_folder_or_an_address(tmp_path: Path, server: str) -> None:
    assert isinstance(connect(str(tmp_path / "store"), write=True), Store)
    assert isinstance(connect(str(tmp_path / "store")), Store)
    assert isinstance(connect(server), Endpoint)
    assert isinstance(connect(server + "/", write=True), Endpoint)
    with pytest.raises(StoreMissing):
        connect(str(tmp_path / "none"))


@pytest.mark.parametrize("address", ["http://localhost:7878", "https://example.org/sparql"])
def test_a_web_address_is_told_how_to_be_a_service(address: str) -> None:
    with pytest.raises(RemoteError) as caught:
        connect(address)
    assert str(caught.value) == f"for a SPARQL service write sparql+{address}"


@pytest.mark.parametrize(
    "address",
    [
        "sparql+http://",
        "sparql+http://:7878",
        "sparql+http://localhost:port",
        "sparql+http://localhost:99999",
        "sparql+http://[::1",
        "sparql+http://localhost/?graph=x",
        "sparql+ftp://localhost",
        "file:///tmp/store",
    ],
)
def test_what_is_no_address_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(RemoteError, match=r"is no address, as sparql\+http://localhost:7878 is"):
        connect(address)


PATHS = {
    "oxigraph": ("/query", "/store?graph=a%3Ab", "/update"),
    "fuseki": ("/query", "/data?graph=a%3Ab", "/update"),
    "graphdb": ("", "/rdf-graphs/service?graph=a%3Ab", "/statements"),
    "qlever": ("", "?graph=a%3Ab", ""),
}


def test_every_preset_but_virtuoso_is_tried_below() -> None:
    assert PATHS.keys() == PRESETS.keys() - {"virtuoso"}


@pytest.mark.parametrize("preset", PATHS)
def test_a_preset_says_where_a_servers_doors_are(canned: Canning, preset: str) -> None:
    address, seen = canned(200, "application/n-triples", b"")
    endpoint = at(f"{address}/base#{preset}")
    endpoint.answer("CONSTRUCT WHERE { ?s ?p ?o }")
    list(endpoint.quads(NamedNode("a:b")))
    endpoint.replace({NamedNode("a:b"): quads(1, NamedNode("a:b"))})
    asked = [path.replace("/base?", "/base") for path, _ in seen.asked]
    query, graphs, update = PATHS[preset]
    assert asked[0].rstrip("?") == f"POST /base{query}"
    assert asked[1] == f"GET /base{graphs}".replace("/base?", "/base")
    assert asked[-1].rstrip("?") == f"POST /base{update}"


def test_an_unknown_preset_is_answered_with_the_nearest() -> None:
    with pytest.raises(RemoteError, match=r"no server is called #virtuosso; nearest: virtuoso$"):
        connect("sparql+http://localhost#virtuosso")
    with pytest.raises(RemoteError, match="nearest: oxigraph, fuseki, graphdb, qlever, virtuoso"):
        connect("sparql+http://localhost#x")


@pytest.mark.parametrize("preset", PATHS)
def test_each_preset_says_how_to_have_the_union(canned: Canning, preset: str) -> None:
    with pytest.raises(RemoteError, match="hides named graphs") as caught:
        connect(f"{canned()[0]}#{preset}")
    assert PRESETS[preset].union in str(caught.value)


@pytest.mark.parametrize("scheme", ["sparql+http", "https", "sparql+ftp"])
@pytest.mark.parametrize("secret", ["secret", "sec#ret", "sec/ret", "sec?ret", "sec@ret"])
def test_credentials_in_an_address_are_refused_and_never_repeated(scheme: str, secret: str) -> None:
    with pytest.raises(RemoteError, match="CLAIMLINE_USER and CLAIMLINE_PASSWORD") as caught:
        connect(f"{scheme}://user:{secret}@localhost:7878")
    assert "user:" not in str(caught.value)
    assert "ret" not in str(caught.value).replace("secret", "")


def test_credentials_of_the_environment_go_with_every_request(
    canned: Canning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMLINE_USER", "Ørsted")
    monkeypatch.setenv("CLAIMLINE_PASSWORD", "hemmeligt:ord")
    address, seen = canned(200, "application/n-triples", b"")
    assert Endpoint(address).replace({ONE: quads(1)}) == Change(1, 0)
    basic = "Basic w5hyc3RlZDpoZW1tZWxpZ3Q6b3Jk"
    graph = "GET /store?graph=https%3A%2F%2Fexample.org%2Fgraph%2Fone"
    marks = f"GET /store?graph={quote(UNFINISHED.value, safe='')}"
    assert seen.asked == [(graph, basic), (marks, basic), ("POST /update?", basic)]


def test_an_access_token_is_the_password(canned: Canning, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMLINE_PASSWORD", "token")
    address, seen = canned()
    at(f"{address}#qlever").answer("ASK {}")
    assert [header for _, header in seen.asked] == ["Bearer token"]


def test_credentials_of_netrc_go_to_the_host_they_are_for(
    canned: Canning, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "netrc"
    file.write_text(
        "machine 127.0.0.1 login user password secret\nmachine other login a password b\n"
    )
    monkeypatch.setenv("NETRC", str(file))
    address, seen = canned()
    Endpoint(address).answer("ASK {}")
    Endpoint(address.replace("127.0.0.1", "localhost")).answer("ASK {}")
    assert [header for _, header in seen.asked] == ["Basic dXNlcjpzZWNyZXQ=", None]
    monkeypatch.setenv("CLAIMLINE_USER", "user")
    monkeypatch.setenv("CLAIMLINE_PASSWORD", "other")
    Endpoint(address).answer("ASK {}")
    assert seen.asked[-1][1] == "Basic dXNlcjpvdGhlcg=="


def test_a_broken_netrc_is_named_and_not_quoted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "netrc"
    file.write_text("machine localhost login user password secret hemmeligt\n")
    monkeypatch.setenv("NETRC", str(file))
    with pytest.raises(RemoteError, match=f"{file} cannot be read as netrc") as caught:
        Endpoint("sparql+http://localhost")
    told = "".join(traceback.format_exception(caught.value))
    assert "hemmeligt" not in told
    assert "secret" not in told


def test_a_challenge_is_met_and_the_password_never_sent(
    canned: Canning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMLINE_USER", "user")
    monkeypatch.setenv("CLAIMLINE_PASSWORD", "hemmeligt")
    challenge = 'Digest realm="here", nonce="abc", qop="auth", algorithm="MD5"'
    address, seen = canned(401, "text/plain", b"", WWW_Authenticate=challenge)
    with pytest.raises(RemoteError, match="set CLAIMLINE_USER") as caught:
        at(f"{address}#virtuoso").replace({ONE: quads(1)})
    (_, first), (_, second) = seen.asked
    assert first is None
    assert second is not None
    assert second.startswith('Digest username="user", realm="here", nonce="abc", uri="/sparql"')
    assert "hemmeligt" not in second + "".join(traceback.format_exception(caught.value))


def test_no_credentials_are_sent_where_there_are_none(
    canned: Canning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLAIMLINE_USER", raising=False)
    address, seen = canned()
    Endpoint(address).answer("ASK {}")
    assert seen.asked == [("POST /query?", None)]


def test_a_wrong_password_says_which_to_set(
    canned: Canning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMLINE_USER", "user")
    monkeypatch.setenv("CLAIMLINE_PASSWORD", "hemmeligt")
    with pytest.raises(RemoteError, match=r"set CLAIMLINE_USER.*401") as caught:
        Endpoint(canned(401, "text/plain", b"no")[0]).answer("ASK {}")
    assert "hemmeligt" not in str(caught.value)


def test_a_service_may_have_its_doors_elsewhere(canned: Canning) -> None:
    address, seen = canned(200, "application/n-triples", b"")
    layout = Layout(query="sparql", update="update", graphs="data")
    endpoint = Endpoint(f"{address}/dåta set/", layout=layout)
    endpoint.answer("CONSTRUCT WHERE { ?s ?p ?o }")
    endpoint.replace({NamedNode("a:b"): quads(1, NamedNode("a:b"))})
    assert [path for path, _ in seen.asked] == [
        "POST /d%C3%A5ta%20set/sparql?",
        "GET /d%C3%A5ta%20set/data?graph=a%3Ab",
        f"GET /d%C3%A5ta%20set/data?graph={quote(UNFINISHED.value, safe='')}",
        "POST /d%C3%A5ta%20set/update?",
    ]


# The protocol


def test_connecting_loads_no_slow_library_before_it_is_needed() -> None:
    code = "import sys, claimline.endpoint; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_large_change_goes_in_chunks(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimline.endpoint.service.CHUNK", 300)
    near = Store.memory(quads(3, TWO))
    endpoint.replace({TWO: quads(3, TWO)})
    graphs = {ONE: quads(1001), TWO: quads(2, TWO)}
    assert endpoint.replace(graphs) == near.replace(graphs) == Change(1001, 1)
    assert endpoint.replace(graphs) == Change(0, 0)
    assert list(dump(endpoint)) == list(dump(near))
    assert endpoint.replace({ONE: quads(2001)[1:]}) == Change(1000, 1)
    assert set(endpoint.quads(ONE)) == set(quads(2001)[1:])
    assert endpoint.unfinished() == set()


@pytest.mark.parametrize("whole", range(5))
def test_a_load_that_breaks_off_is_noticed_and_completed(
    endpoint: Endpoint, server: str, monkeypatch: pytest.MonkeyPatch, whole: int
) -> None:
    monkeypatch.setattr("claimline.endpoint.service.CHUNK", 100)
    endpoint.replace({ONE: quads(50), TWO: quads(2, TWO)})
    graphs = {ONE: quads(350)[50:], TWO: quads(1, TWO)}
    update = Line.update
    sent: list[str] = []

    def breaks_off(line: Line, text: str) -> None:
        if len(sent) == whole:
            raise KeyboardInterrupt
        sent.append(text)
        update(line, text)

    with monkeypatch.context() as context:
        context.setattr(Line, "update", breaks_off)
        with pytest.raises(KeyboardInterrupt):
            Endpoint(server).replace(graphs)
    if whole:
        with pytest.raises(RemoteError, match="2 graphs may be half old, half new"):
            connect(server)
    again = connect(server, write=True)
    again.replace(graphs)
    connect(server)
    assert list(dump(again)) == list(dump(Store.memory([*graphs[ONE], *graphs[TWO]])))


def test_a_service_that_comes_back_is_waited_for(serve: Serve, tmp_path: Path) -> None:
    kept = ("--union-default-graph", "--location", str(tmp_path / "kept"))
    address, process = serve(*kept)
    endpoint = Endpoint(address, patience=30)
    endpoint.replace({ONE: quads(2)})
    process.kill()
    process.wait()
    port = int(address.rpartition(":")[2])

    def restart() -> None:
        sleep(0.5)
        serve(*kept, port=port)

    back = Thread(target=restart)
    back.start()
    assert endpoint.replace({ONE: quads(3)}) == Change(1, 0)
    back.join()
    assert list(dump(endpoint)) == list(dump(Store.memory(quads(3))))


@pytest.mark.parametrize("status", [502, 503])
def test_patience_has_an_end(canned: Canning, status: int) -> None:
    address, seen = canned()
    endpoint = Endpoint(address, patience=0.5)
    endpoint.answer("ASK {}")
    seen.reply = (status, "text/plain", b"later")
    with pytest.raises(RemoteError, match=f"answers HTTP {status}: later"):
        endpoint.answer("ASK {}")
    assert len(seen.asked) == 1 + 3


def test_a_reader_beside_a_writer_meets_whole_graphs_only(server: str, endpoint: Endpoint) -> None:
    def write() -> None:
        for turn in range(40):
            texts = (Quad(one.subject, SAYS, Literal(turn), ONE) for one in quads(200))
            Endpoint(server).replace({ONE: texts})

    writer = Thread(target=write)
    writer.start()
    seen: list[set[Literal]] = []
    while writer.is_alive():
        seen.append({one.object for one in endpoint.quads(ONE) if isinstance(one.object, Literal)})
    assert {len(objects) for objects in seen} <= {0, 1}
    assert len(set(map(str, seen))) > 5


def test_what_the_service_says_is_told_in_a_line(canned: Canning) -> None:
    address, _ = canned(507, "text/plain", b"  disk full\nand more")
    with pytest.raises(RemoteError, match=r"/store answers HTTP 507: disk full$"):
        Endpoint(address).replace({ONE: quads(1)})


def test_the_union_is_asked_for_once_data_is_there(serve: Serve) -> None:
    address, _ = serve()
    endpoint = connect(address, write=True)
    endpoint.replace({ONE: quads(2)})
    with pytest.raises(RemoteError, match="start it with --union-default-graph"):
        connect(address)


def test_a_service_with_the_union_is_fine_empty_or_not(server: str, endpoint: Endpoint) -> None:
    connect(server)
    endpoint.replace({ONE: quads(2), TWO: quads(2, TWO)})
    connect(server)


# Everything that goes wrong


def test_nobody_at_the_port(serve: Serve) -> None:
    address, process = serve("--union-default-graph")
    endpoint = Endpoint(address, patience=0.2)
    endpoint.replace({ONE: quads(1)})
    process.kill()
    process.wait()
    door = address.removeprefix("sparql+")
    with pytest.raises(RemoteError, match=f"no answer from {door}/query: .*refused"):
        connect(address)
    with pytest.raises(RemoteError, match=f"no answer from {door}/store: .*refused"):
        endpoint.replace({ONE: quads(2)})


def test_a_host_that_does_not_exist() -> None:
    with pytest.raises(RemoteError, match=r"no answer from http://no-such-host\.invalid/query: "):
        connect("sparql+http://no-such-host.invalid")


def test_a_wrong_path(server: str, endpoint: Endpoint) -> None:
    door = server.removeprefix("sparql+")
    with pytest.raises(RemoteError, match=f"{door}/wrong/query answers HTTP 404: POST /wrong"):
        connect(f"{server}/wrong")
    endpoint.replace({ONE: quads(1)})
    # A graph store that is elsewhere must not pass for one that holds no such graph.
    elsewhere = Endpoint(server, layout=Layout(graphs="elsewhere"))
    with pytest.raises(RemoteError, match=f"{door}/elsewhere answers HTTP 404"):
        elsewhere.replace({ONE: []})
    assert list(elsewhere.quads(TWO)) == []


def test_a_malformed_query_is_not_the_services_fault(endpoint: Endpoint) -> None:
    with pytest.raises(BadQuery, match=r"/query cannot parse the query: error at 2:5: expected "):
        endpoint.answer("SELECT * {\n  }}")


def test_an_answer_that_takes_too_long(serve: Serve) -> None:
    address, process = serve("--union-default-graph")
    Endpoint(address).replace({ONE: quads(3000)})
    with pytest.raises(TimeLimit, match=r"no answer from .*/query in 0\.5 seconds"):
        connect(address, timeout=0.5).answer(SLOW)
    process.kill()


def test_a_service_that_stops_at_its_own_time_limit(serve: Serve) -> None:
    address, _ = serve("--union-default-graph", "--timeout-s", "1")
    Endpoint(address).replace({ONE: quads(500)})
    with pytest.raises(TimeLimit, match="has stopped at its own time limit"):
        connect(address).answer(SLOW)


@pytest.mark.parametrize("status", [408, 504])
def test_a_refusal_for_want_of_time_is_a_time_limit(canned: Canning, status: int) -> None:
    address, _ = canned(status, "text/plain", b"too slow")
    with pytest.raises(TimeLimit, match="own time limit: too slow"):
        Endpoint(address).answer("ASK {}")


def test_an_answer_that_drips_meets_the_time_limit(canned: Canning) -> None:
    address, _ = canned(200, JSON, YES, pause=0.05)
    with pytest.raises(TimeLimit):
        Endpoint(address, timeout=0.3).answer("ASK {}")


@pytest.mark.parametrize("form", ["ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_an_answer_that_breaks_off(canned: Canning, form: str) -> None:
    kind, body = (JSON, YES) if form == "ASK {}" else ("application/n-triples", b"<a:b> <a:c> 'd'")
    address, _ = canned(200, kind, body, Content_Length="1000")
    with pytest.raises(RemoteError, match=r"no answer from .*IncompleteRead"):
        Endpoint(address).answer(form)


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        ("text/html", b"<html>\nhello", "is no SPARQL service: it gives text/html$"),
        ("text/csv", b"a,b\n1,2", "is no SPARQL service: it gives text/csv: a,b$"),
        ("image/png", b"\x89PNG\r\n", "it gives image/png: \ufffdPNG$"),
        ("text/plain", b"Hello", "gives unreadable text/plain: "),
        (JSON, b"<html>", f"gives unreadable {JSON}: ".replace("+", r"\+")),
        (JSON, b"", "gives unreadable"),
        (JSON, b'{"error": "no"}', "gives unreadable"),
        ("application/n-triples", b"<a:b> <a:c> \xff .", "gives unreadable application/n-triples"),
    ],
)
def test_an_answer_that_is_not_sparql(canned: Canning, kind: str, body: bytes, told: str) -> None:
    with pytest.raises(RemoteError, match=told):
        connect(canned(200, kind, body)[0])


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (f"{JSON}; charset=utf-8", YES),
        ("application/json", YES),
        (
            "application/sparql-results+xml",
            b"<sparql xmlns='http://www.w3.org/2005/sparql-results#'><head/>"
            b"<boolean>true</boolean></sparql>",
        ),
    ],
)
def test_the_verdict_is_read_in_any_form(canned: Canning, kind: str, body: bytes) -> None:
    assert Endpoint(canned(200, kind, body)[0]).answer("ASK {}") is True


@pytest.mark.parametrize("kind", ["application/n-triples", "text/turtle; charset=utf-8"])
def test_triples_are_read_in_any_form(canned: Canning, kind: str) -> None:
    address, _ = canned(200, kind, '<a:b> <a:c> "Ізюм"@uk .\n'.encode())
    node, says, text = NamedNode("a:b"), NamedNode("a:c"), Literal("Ізюм", language="uk")
    assert list(Endpoint(address).quads(ONE)) == [Quad(node, says, text, ONE)]


def test_a_service_that_sends_on_names_the_address_to_use(canned: Canning) -> None:
    other, seen = canned(200, "application/n-triples", b"")
    target = other.removeprefix("sparql+")
    address, _ = canned(301, "text/plain", b"", Location=f"{target}/update")
    with pytest.raises(RemoteError, match=f"/query sends on to {target}/update; use that address"):
        Endpoint(address).answer("ASK {}")
    assert seen.asked == [("GET /update", None)]
