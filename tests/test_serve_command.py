"""`claimline serve` as its users start and end it, and stores that are elsewhere."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
from pathlib import Path
from subprocess import PIPE, Popen, run
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from claimline.cli import main

if TYPE_CHECKING:
    from tests.conftest import Running, Serve, Start

SERVE = [sys.executable, "-m", "claimline", "serve"]


def processes(site: Running) -> list[str]:
    """Return the processes that a server has started."""
    tasks = Path(f"/proc/{site.process.pid}/task").glob("*/children")
    return [pid for task in tasks for pid in task.read_text().split()]


def all_end(children: list[str]) -> bool:
    """Return whether processes are gone, now or within some seconds."""
    until = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in children):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_ctrl_c_ends_it_and_all_its_processes(start_site: Start, sample_store: Path) -> None:
    site = start_site(sample_store, "--workers", "2")
    assert site.ask("/api/stats").status == 200
    children = processes(site)
    assert len(children) >= 2
    for pid in [site.process.pid, *map(int, children)]:  # as a terminal does
        os.kill(pid, signal.SIGINT)
    assert site.process.wait(timeout=20) == 130
    assert all_end(children)
    assert site.process.stderr
    left = site.process.stderr.read().decode()
    assert "Traceback" not in left
    assert left.strip() in {"", "interrupted"}


def test_its_processes_do_not_outlive_it(start_site: Start, sample_store: Path) -> None:
    site = start_site(sample_store, "--workers", "1", "--timeout", "100")
    site.ask("/api/stats")
    children = processes(site)
    endless = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    host, port = site.address.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(f"GET /sparql?query={endless} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(1)
        site.process.kill()
        site.process.wait()
        assert all_end(children)


def test_a_port_that_is_taken_is_an_error_message(sample_store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run([*SERVE, "-p", port, "-s", sample_store], capture_output=True, check=False)
    assert result.returncode == 4
    assert f"127.0.0.1:{port}" in result.stderr.decode()
    assert "--port" in result.stderr.decode()
    assert "Traceback" not in result.stderr.decode()


def test_a_host_that_is_not_here_is_an_error_message(sample_store: Path) -> None:
    result = CliRunner().invoke(main, ["serve", "-h", "192.0.2.1", "-s", str(sample_store)])
    assert result.exit_code == 4
    assert "192.0.2.1:8011" in result.stderr


def test_a_store_that_is_not_there_is_an_error_and_none_is_made(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve", "-s", str(tmp_path / "none")])
    assert result.exit_code == 4
    assert "there is no store" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_what_is_not_installed_is_named(missing: str, sample_store: Path) -> None:
    hidden = f"import sys; sys.modules[{missing!r}] = None; import importlib.util as u; "
    hidden += f"f = u.find_spec; u.find_spec = lambda n: None if n == {missing!r} else f(n); "
    hidden += "from claimline.cli import main; main()"
    command = [sys.executable, "-c", hidden, "serve", "-s", str(sample_store)]
    result = run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "pip install 'claimline[serve]'" in result.stderr


@pytest.mark.parametrize("frames", ["a; script-src *", "a\nX: y", "é"])
def test_who_may_frame_is_no_way_to_other_headers(frames: str, sample_store: Path) -> None:
    result = CliRunner().invoke(main, ["serve", "--frames", frames, "-s", str(sample_store)])
    assert result.exit_code == 2


def test_nothing_of_the_store_is_written(start_site: Start, sample_store: Path) -> None:
    def state() -> dict[str, tuple[int, int]]:
        found = (path.stat() for path in sorted(sample_store.iterdir()))
        names = sorted(path.name for path in sample_store.iterdir())
        return {n: (s.st_size, s.st_mtime_ns) for n, s in zip(names, found, strict=True)}

    before = state()
    site = start_site(sample_store, "--workers", "1")
    for path in ("/", "/api/stats", "/place/izium.ttl", "/reconcile?query=Izium"):
        assert site.ask(path).status == 200
    assert state() == before


@pytest.fixture(scope="module")
def far(server: str, start_site: Start) -> Running:
    """Return a server of a store that is a SPARQL service elsewhere."""
    loaded = CliRunner().invoke(main, ["load", "records", "--sample", "--store", server])
    assert loaded.exit_code == 0, loaded.output
    return start_site(server, "--workers", "1")


@pytest.mark.parametrize(
    "path",
    [
        "/place/izium.ttl",
        "/place/izium.trig",
        "/api/held?place=Izium&on=2022-04-02",
        "/api/query/occupation?place=Izium",
        "/reconcile?query=Izium",
        f"/sparql?query={quote('SELECT ?s { ?s ?p 707292 } ORDER BY ?s')}",
        f"/sparql?query={quote('ASK { ?s ?p ?o }')}",
        "/place/none.ttl",
    ],
)
def test_a_store_elsewhere_is_served_as_one_here(far: Running, site: Running, path: str) -> None:
    here, there = site.ask(path), far.ask(path)
    assert (there.status, there.text) == (here.status, here.text)


def test_what_a_store_elsewhere_cannot_is_said(far: Running) -> None:
    answer = far.ask("/sparql?query=ASK%7B%7D&default-graph-uri=x:y")
    assert answer.status == 400
    assert "FROM" in answer.text
    refused = far.ask(f"/sparql?query={quote('ASK { SERVICE <http://127.0.0.1:9/> {} }')}")
    assert refused.status == 403
    assert far.ask(f"/sparql?query={quote('CLEAR ALL')}").status == 403


def test_a_store_elsewhere_that_is_away_is_told_in_words(serve: Serve, start_site: Start) -> None:
    address, process = serve("--union-default-graph")
    loaded = CliRunner().invoke(main, ["load", "records", "--sample", "--store", address])
    assert loaded.exit_code == 0
    site = start_site(address, "--workers", "1", "--timeout", "40")
    assert site.ask("/api/stats").status == 200
    process.kill()
    process.wait()
    answer = site.ask("/api/stats")
    assert answer.status == 503
    assert address not in answer.text


def test_json_on_a_terminal_and_here_are_one(site: Running, sample_store: Path) -> None:
    told = CliRunner().invoke(main, ["stats", "-f", "json", "-s", str(sample_store)]).stdout
    assert json.loads(told) == site.ask("/api/stats").json()


def test_port_zero_is_any_that_is_free(sample_store: Path) -> None:
    command = [*SERVE, "-p", "0", "--workers", "1", "-s", str(sample_store)]
    with Popen(command, stderr=PIPE) as process:
        assert process.stderr
        line = process.stderr.readline().decode()
        process.terminate()
    assert line.startswith("serving ")
    assert not line.rstrip().endswith(":0/")
