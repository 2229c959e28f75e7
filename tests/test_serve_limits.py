"""What a request may cost: limits that end it, a server that answers on, and nothing half."""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, Quad

from claimline import terms
from claimline.cli import main
from claimline.folder import Unfinished
from claimline.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Answered, Running, Start

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
"""A cross product of some 10^16 rows."""

SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"
"""Another, that takes memory until there is none."""

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def strict(start_site: Start, sample_store: Path) -> Running:
    """Return a server with tight limits, and one process that answers."""
    limits = ("--timeout", "2", "--rows", "100", "--workers", "1", "--memory", "1200")
    return start_site(sample_store, *limits)


def ask(site: Running, query: str, **headers: str) -> Answered:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return site.ask(f"/sparql?query={quote(query)}", headers=named)


def workers(site: Running) -> list[int]:
    """Return the processes that answer for a server, youngest last."""
    listed = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children").read_text()
    of_all = [
        int(pid)
        for task in Path(f"/proc/{site.process.pid}/task").iterdir()
        for pid in (task / "children").read_text().split()
    ]
    found = sorted({*of_all, *map(int, listed.split())})
    return [pid for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@pytest.fixture(scope="module")
def patient(start_site: Start, sample_store: Path) -> Running:
    """Return a server that gives its one process much time, but little memory."""
    return start_site(sample_store, "--workers", "1", "--memory", "512", "--timeout", "60")


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, which it must within a time that any machine can keep."""
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end, "this has not come about"
        time.sleep(0.05)


def test_what_would_run_for_ever_ends_at_the_limit_with_its_process(strict: Running) -> None:
    ask(strict, "ASK {}")
    for _ in range(2):
        [before] = workers(strict)
        begun = time.monotonic()
        answer = ask(strict, ENDLESS)
        assert time.monotonic() - begun > 1.5
        assert answer.status == 504
        assert "longer than the 2 seconds" in answer.text
        assert ask(strict, "ASK {}").status == 200
        [after] = workers(strict)
        assert after != before
        assert not Path(f"/proc/{before}").exists()


def test_what_takes_too_much_memory_ends_and_the_server_answers_on(patient: Running) -> None:
    answer = ask(patient, SORTED)
    assert answer.status == 503
    assert "memory" in answer.text
    assert ask(patient, "ASK {}").status == 200


def test_addresses_that_a_process_only_reserves_are_not_taken_for_memory(patient: Running) -> None:
    for _ in range(4):  # each process reserves another number of them
        assert ask(patient, COUNT).status == 200
        [pid] = workers(patient)
        os.kill(pid, 9)
        assert ask(patient, "ASK {}").status in {200, 503}


def test_more_rows_than_allowed_are_an_error_and_never_left_out(strict: Running) -> None:
    for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        answer = ask(strict, query)
        assert answer.status == 413
        assert "more than 100 rows" in answer.text
    exactly = ask(strict, "SELECT * { ?s ?p ?o } LIMIT 100").json()
    assert len(exactly["results"]["bindings"]) == 100
    assert ask(strict, "SELECT * { ?s ?p ?o } LIMIT 101").status == 413


def test_an_answer_of_too_many_bytes_is_an_error(site: Running) -> None:
    row = "?s ?p ?o BIND(REPLACE('" + "x" * 1500 + "', 'x', 'xxxx') AS ?long)"
    answer = ask(site, f"SELECT ?long {{ {row} }} LIMIT 20000")
    assert answer.status == 413
    assert "bytes" in answer.text


def test_a_request_of_too_many_bytes_is_413(site: Running) -> None:
    query = b"ASK {} #" + b"x" * (1 << 20)
    answer = site.ask("/sparql", "POST", query, Content_Type="application/sparql-query")
    assert answer.status == 413
    assert site.ask("/sparql", "POST", b"ASK {}", Content_Type="application/sparql-query").json()


def test_a_request_of_too_many_bytes_without_a_length_is_413(site: Running) -> None:
    with connected(site) as line:
        head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        line.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
        piece = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        received = b""
        for _ in range(40):
            try:
                line.sendall(piece)
            except (BrokenPipeError, ConnectionResetError):
                break
        received = line.recv(4096)
    assert received.startswith(b"HTTP/1.1 413")


def test_whoever_waits_too_long_in_line_is_told_to_come_again(
    start_site: Start, sample_store: Path
) -> None:
    site = start_site(sample_store, "--workers", "1", "--timeout", "2", "--waiting", "2")
    ask(site, "ASK {}")
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: ask(site, ENDLESS), range(8)))
    busy = [answer for answer in answers if answer.status == 503]
    assert busy
    assert all(answer.headers["Retry-After"] for answer in busy)
    assert {answer.status for answer in answers} == {503, 504}
    assert ask(site, "ASK {}").status == 200


def test_a_process_that_dies_is_replaced(strict: Running) -> None:
    for _ in range(3):
        assert ask(strict, "ASK {}").status == 200
        [pid] = workers(strict)
        os.kill(pid, 9)
        assert ask(strict, "ASK {}").status in {200, 503}
        assert ask(strict, "ASK {}").status == 200


def test_deep_nests_do_not_end_the_server(strict: Running) -> None:
    for query in (
        "ASK { " + "{ " * 20_000 + "}" * 20_000 + " }",
        "ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
        "ASK { FILTER EXISTS " + "{ FILTER EXISTS " * 3_000 + "{}" + "}" * 3_000 + " SERVICE }",
    ):
        answer = strict.ask(
            "/sparql", "POST", query.encode(), Content_Type="application/sparql-query"
        )
        assert answer.status in {200, 400, 503, 504}
        assert ask(strict, "ASK {}").status == 200


def test_whoever_goes_is_not_reckoned_for(patient: Running) -> None:
    assert ask(patient, "ASK {}").status == 200
    with connected(patient) as line:
        line.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(0.5)
    begun = time.monotonic()
    assert ask(patient, "ASK {}").status == 200
    assert time.monotonic() - begun < 40, "the process would have been at it for 60 seconds"


# Requests that are cut off, slow, or none


def connected(site: Running) -> socket.socket:
    host, port = site.address.removeprefix("http://").rstrip("/").split(":")
    return socket.create_connection((host, int(port)), timeout=30)


CUT = (
    b"",
    b"G",
    b"GET /place/izium.ttl HTTP/1.1\r\n",
    b"GET /place/izium.ttl HTTP/1.1\r\nHost: x\r\nAccept: text/",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    b"Content-Length: 1000\r\n\r\nASK {",
    b"GET /sparql?query=ASK%7B HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /api/contradictions HTTP/1.1\r\nHost: x\r\n\r\n",
)


@pytest.mark.parametrize("sent", CUT)
def test_requests_that_are_cut_off_do_not_matter(site: Running, sent: bytes) -> None:
    for _ in range(20):
        with connected(site) as line:
            line.sendall(sent)
    assert site.ask("/place/izium.ttl").status == 200


def test_whoever_goes_at_once_costs_nobody_else_an_answer(site: Running) -> None:
    ask(site, "ASK {}")
    before = workers(site)
    for _ in range(60):
        with connected(site) as line:
            line.sendall(b"GET /api/held?place=Izium&on=2022-04-02 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert ask(site, "ASK {}").status == 200
    assert workers(site) == before


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET  HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 1_000_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
        b"Transfer-Encoding: chunked\r\n\r\nASK {}\r\n",
    ],
    ids=range(8),
)
def test_what_is_no_http_is_refused(site: Running, sent: bytes) -> None:
    with connected(site) as line:
        received = b""
        with suppress(ConnectionResetError, BrokenPipeError):
            line.sendall(sent)
            received = line.recv(65536)
    assert received == b"" or received.startswith(b"HTTP/1.1 4")
    assert b"Traceback" not in received
    assert site.ask("/place/izium.ttl").status == 200


def test_who_sends_a_byte_now_and_then_keeps_nobody_out(site: Running) -> None:
    lines = [connected(site) for _ in range(200)]
    for number, line in enumerate(lines):
        if number % 2:  # one that has been answered before
            line.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n")
            received = b""
            while not received.endswith(b"?\n"):
                received += line.recv(65536)
        line.sendall(b"GET / HTTP/1.1\r\nX-")
    assert site.ask("/place/izium.ttl").status == 200
    for line in lines:
        with suppress(ConnectionResetError):
            assert line.recv(100) == b"", "not within the 30 seconds that we wait"
        line.close()


# A store that changes under the server


def loaded(store: Path, *arguments: str) -> None:
    result = CliRunner().invoke(main, [*arguments, "--store", str(store)])
    assert result.exit_code == 0, result.output


PLACE = """\
claimline: 1
places: [{id: new-place, kind: city, labels: {en: NAME}, no-identifier: true}]
"""


def test_what_is_loaded_meanwhile_is_answered(
    start_site: Start, sample_store: Path, tmp_path: Path
) -> None:
    store = tmp_path / "copy.store"
    shutil.copytree(sample_store, store)
    site = start_site(store, "--workers", "2")
    first = site.ask("/api/stats")
    assert site.ask("/id/place/new-place").status == 404
    record = tmp_path / "new.yaml"
    for name in ("One", "Another"):
        record.write_text(PLACE.replace("NAME", name))
        loaded(store, "load", "records", str(record))
        until(lambda name=name: name in site.ask("/place/new-place.ttl").text)  # type: ignore[misc]
        for _ in range(6):  # each of the processes
            assert name in site.ask("/place/new-place.ttl").text
    again = site.ask("/api/stats", If_None_Match=first.headers["ETag"])
    assert again.status == 200
    assert again.headers["ETag"] != first.headers["ETag"]


def test_a_store_that_is_replaced_is_noticed_and_never_half(
    start_site: Start, sample_store: Path, tmp_path: Path
) -> None:
    record = tmp_path / "new.yaml"
    record.write_text(PLACE.replace("NAME", "New"))
    small, store = tmp_path / "small.store", tmp_path / "served.store"
    loaded(small, "load", "records", str(record))
    shutil.copytree(sample_store, store)
    site = start_site(store, "--workers", "2")
    large = ask(site, COUNT).text
    enough = Event()
    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(_counts, site, enough) for _ in range(4)]
        time.sleep(0.5)
        store.rename(tmp_path / "old.store")
        small.rename(store)
        until(lambda: ask(site, COUNT).text not in {large, ""})
        time.sleep(0.5)
        enough.set()
        counts = [count for each in asking for count in each.result()]
    new = ask(site, COUNT)
    assert new.status == 200
    assert new.text != large
    assert {count for count in counts if count} == {large, new.text}


def _counts(site: Running, enough: Event) -> list[str]:
    """Return what is counted until it is enough; nothing where the store is away just now."""
    found = []
    while not enough.is_set():
        answer = ask(site, COUNT)
        assert answer.status in {200, 503}
        found.append(answer.text if answer.status == 200 else "")
    return found


def test_what_is_being_put_in_is_not_answered_before_it_is_whole(
    start_site: Start, sample_store: Path, tmp_path: Path
) -> None:
    store = tmp_path / "filled.store"
    shutil.copytree(sample_store, store)
    site = start_site(store, "--workers", "1")
    before = ask(site, COUNT).text
    graph = terms.graph("place", "filled")
    quads = [Quad(graph, terms.LABEL, Literal(str(number)), graph) for number in range(10)]
    writer = Store.writer(store)
    writer.replace({graph: quads[:5]})
    Unfinished(store).tell([graph], [])
    time.sleep(1)
    assert ask(site, COUNT).text == before
    fresh = start_site(store, "--workers", "1")
    answer = ask(fresh, COUNT)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    writer.replace({graph: quads})
    until(lambda: ask(site, COUNT).text != before and ask(fresh, COUNT).status == 200)
    whole = ask(site, COUNT).json()["results"]["bindings"][0]["n"]["value"]
    assert int(whole) == int(json.loads(before)["results"]["bindings"][0]["n"]["value"]) + 10


def test_a_store_that_goes_away_is_told_in_words(
    start_site: Start, sample_store: Path, tmp_path: Path
) -> None:
    store = tmp_path / "going.store"
    shutil.copytree(sample_store, store)
    site = start_site(store, "--workers", "1")
    assert ask(site, "ASK {}").status == 200
    shutil.rmtree(store)
    until(lambda: ask(site, "ASK {}").status == 503)
    answer = ask(site, "ASK {}")
    assert answer.headers["Retry-After"]
    assert str(tmp_path) not in answer.text
    shutil.copytree(sample_store, store)
    until(lambda: ask(site, "ASK {}").status == 200)


# Many requests


def asked_by_many(site: Running, total: int, at_once: int) -> Iterator[Answered]:
    paths = (
        "/place/izium.ttl",
        "/id/place/izium",
        "/api/stats",
        f"/sparql?query={quote(COUNT)}",
        "/place/none.ttl",
        "/robots.txt",
        "/index.html",
    )

    def one(number: int) -> Answered:
        try:
            return site.ask(paths[number % len(paths)])
        except (OSError, HTTPException) as error:
            raise AssertionError(f"request {number} was lost") from error

    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(one, range(total))


def memory(pid: int) -> int:
    """Return the KiB that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


@pytest.mark.parametrize(
    ("total", "at_once"),
    [(350, 50), pytest.param(10_000, 50, marks=pytest.mark.soak)],
)
def test_nothing_is_lost_of_many_requests_and_memory_is_bounded(
    site: Running, total: int, at_once: int
) -> None:
    for answer in asked_by_many(site, 200, at_once):
        assert answer.status in {200, 303, 404}
    processes = [site.process.pid, *workers(site)]
    before = [memory(pid) for pid in processes]
    wanted = [200, 303, 200, 200, 404, 200, 200]
    for number, answer in enumerate(asked_by_many(site, total, at_once)):
        assert answer.status == wanted[number % len(wanted)], answer.text
    assert [site.process.pid, *workers(site)] == processes
    grown = [memory(pid) - then for pid, then in zip(processes, before, strict=True)]
    assert all(kib < 60_000 for kib in grown), grown


@pytest.mark.soak
def test_who_reads_slowly_does_not_fill_the_memory(start_site: Start, sample_store: Path) -> None:
    site = start_site(sample_store, "--workers", "2", "--memory", "4096")
    long = f"?s ?p ?o BIND(REPLACE('{'x' * 1000}', 'x', 'xx') AS ?long)"
    asked = f"GET /sparql?query={quote(f'SELECT ?long {{ {long} }} LIMIT 15000')} HTTP/1.1"
    lines = [connected(site) for _ in range(40)]
    for line in lines:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.sendall(f"{asked}\r\nHost: x\r\n\r\n".encode())
    peak = 0
    for _ in range(40):
        time.sleep(0.5)
        peak = max(peak, memory(site.process.pid))
        assert site.ask("/robots.txt").status == 200
    assert peak < 1_200_000
    for line in lines:
        line.close()
    assert ask(site, "ASK {}").status == 200


def test_an_answer_does_not_wait_to_be_acknowledged(site: Running) -> None:
    host, port = site.address.removeprefix("http://").rstrip("/").split(":")
    line = HTTPConnection(host, int(port), timeout=20)
    took = []
    for _ in range(21):
        begun = time.monotonic()
        line.request("GET", "/robots.txt")
        assert line.getresponse().read()
        took.append(time.monotonic() - begun)
    line.close()
    # The first few are acknowledged at once; a busy machine may be late with some of the others.
    assert min(took[11:]) < 0.035, "the system waits 40 ms where packets are held back"
