"""What several test modules share: SPARQL servers, golden answers, the sample in a store."""

from __future__ import annotations

import json
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pyoxigraph import Literal, NamedNode, Quad

from claimline import load, packaged
from claimline.cli import main
from claimline.endpoint.virtuoso import Virtuoso
from claimline.files import Files
from claimline.store import Store
from claimline.terms import CL, RDFS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# How long an example takes says more of the machine than of the code.
hypothesis_settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("any machine")

Serve = Callable[..., tuple[str, Popen[bytes]]]

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"quoted\" 'so' & \u202eright"
)

VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 20
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 10000
"""
"""How a Virtuoso of our own is set up: what Debian ships, on the loopback alone."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def answers(port: int) -> bool:
    return socket.socket().connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Running:
    """A server of ours: where it answers, and its process."""

    address: str
    process: Popen[bytes]

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        **more: str,
    ) -> Answered:
        """Return what it answers; names of ``more`` headers are written with _ for -."""
        host, port = self.address.removeprefix("http://").rstrip("/").split(":")
        line = HTTPConnection(host, int(port), timeout=60)
        named = {name.replace("_", "-"): value for name, value in more.items()}
        try:
            line.request(method, path, body, {**(headers or {}), **named})
            reply = line.getresponse()
            return Answered(reply.status, reply.headers, reply.read())
        finally:
            line.close()


@dataclass(frozen=True)
class Answered:
    """What a server has answered."""

    status: int
    headers: Message
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def media_type(self) -> str:
        return str(self.headers["Content-Type"]).partition(";")[0]

    def json(self) -> Any:  # Any: whatever JSON it is
        return json.loads(self.content)


Start = Callable[..., Running]


@contextmanager
def sites() -> Iterator[Start]:
    """Give what starts a server of ours for a store; all end together."""
    running: list[Popen[bytes]] = []

    def start(location: Path | str, *options: str) -> Running:
        command = [sys.executable, "-m", "claimline", "serve", "--port", "0", *options]
        process = Popen([*command, "--store", str(location)], stderr=PIPE)
        running.append(process)
        assert process.stderr
        line = process.stderr.readline().decode()
        assert " at http://" in line, line
        return Running(line.rpartition(" at ")[2].strip(), process)

    yield start
    for process in running:
        process.terminate()
        process.wait()
        assert process.stderr
        process.stderr.close()


@pytest.fixture(scope="session")
def start_site() -> Iterator[Start]:
    with sites() as start:
        yield start


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the shipped records; whoever changes it takes a copy."""
    folder = tmp_path_factory.mktemp("sample") / "sample.store"
    loaded = CliRunner().invoke(main, ["load", "records", "--sample", "--store", str(folder)])
    assert loaded.exit_code == 0, loaded.output
    return folder


@pytest.fixture(scope="session")
def site(start_site: Start, sample_store: Path) -> Running:
    """Return a server of the shipped records, which tests share."""
    return start_site(sample_store, "--workers", "2", "--timeout", "20")


LONGEST = (
    *("test_exports", "test_serve_limits", "test_remote", "test_sparql_page", "test_queries"),
    *("test_pages", "test_validation", "test_export_linked", "test_loaders", "test_transfer"),
    *("test_browser", "test_killed", "test_export_tools", "test_contradictions", "test_jobs"),
)
"""The files that take longest, which begin first: nobody then waits for one of them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first."""
    order = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the golden answers anew")


@pytest.fixture(scope="session")
def regenerate(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regenerate"))


@pytest.fixture(scope="session")
def izium(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store of the sample, for those that only read it."""
    made = tmp_path_factory.mktemp("izium") / "izium.store"
    words = ["demo", "--store", str(made), "--page", str(made.with_name("izium.html"))]
    assert CliRunner().invoke(main, words).exit_code == 0
    return made


@pytest.fixture(scope="session")
def hostile_store() -> Store:
    """Return a store of the sample with hostile text in every literal and an odd address."""
    quads = []
    sample = Store.memory()
    load.run(load.get("records"), Files([packaged.folder("samples", "izium")]), sample, options={})
    plain = {RDFS + "label", CL + "summary", "http://purl.org/dc/terms/title"}
    plain |= {CL + "durationPhrase", CL + "said", CL + "published", CL + "begin", CL + "end"}
    plain |= {"http://www.w3.org/ns/oa#exact", "http://purl.org/dc/terms/description"}
    for quad in sample.quads():
        term = quad.object
        if isinstance(term, Literal) and quad.predicate.value in plain:
            text = f"{term.value} {HOSTILE}"
            term = Literal(text, language=term.language) if term.language else Literal(text)
        if quad.predicate.value == "https://schema.org/url":
            term = NamedNode("javascript:alert(3)")
        quads.append(Quad(quad.subject, quad.predicate, term, quad.graph_name))
    return Store.memory(quads)


QUIET = ("gpu", "quic", "background-networking", "component-update", "sync")
"""What a browser must not do of its own accord: it would ask for things off-origin."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Open a Chromium that does nothing of its own accord."""
    program = shutil.which("chromium")
    if not program:
        pytest.skip("there is no Chromium here: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    playwright.expect.set_options(timeout=30_000)
    flags = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in QUIET)]
    with playwright.sync_playwright() as player:
        opened = player.chromium.launch(executable_path=program, args=flags)
        yield opened
        opened.close()


def watched(page: Page) -> tuple[list[str], list[str]]:
    """Return what a page will have asked for, and the faults that it will have met."""
    asked: list[str] = []
    faults: list[str] = []
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    return asked, faults


@contextmanager
def servers() -> Iterator[Callable[[list[str], int], Popen[bytes]]]:
    """Give what starts a server and waits until its port answers; all end together."""
    running: list[Popen[bytes]] = []

    def launch(command: list[str], port: int) -> Popen[bytes]:
        process = Popen(command, stdout=DEVNULL, stderr=DEVNULL)
        running.append(process)
        while not answers(port):
            assert process.poll() is None, "the server has ended"
            time.sleep(0.02)
        return process

    yield launch
    for process in running:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Start Oxigraph servers in memory: options in, address and process out."""
    beside_python = Path(sys.executable).with_name("oxigraph")
    program = beside_python if beside_python.exists() else shutil.which("oxigraph")
    assert program, "the tests need the oxigraph server: pip install oxigraph"
    with servers() as launch:

        def start(*options: str, port: int | None = None) -> tuple[str, Popen[bytes]]:
            port = port or free_port()
            process = launch([str(program), "serve", "--bind", f"127.0.0.1:{port}", *options], port)
            return f"sparql+http://127.0.0.1:{port}", process

        yield start


@pytest.fixture(scope="session")
def server(serve: Serve) -> str:
    """Return the address of a server as it should be: its default graph is the union."""
    return serve("--union-default-graph")[0]


@pytest.fixture(scope="session")
def serve_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Start Virtuoso servers, each in a folder of its own: address and process out.

    Whoever writes to one is dba, with the password dba.
    """
    program = shutil.which("virtuoso-t")
    if not program:
        pytest.skip("there is no Virtuoso here: apt-get install virtuoso-opensource-7")
    with servers() as launch:

        def start(folder: Path | None = None) -> tuple[str, Popen[bytes]]:
            folder = folder or tmp_path_factory.mktemp("virtuoso")
            port, file = free_port(), folder / "virtuoso.ini"
            file.write_text(VIRTUOSO.format(folder=folder, sql=free_port(), http=port))
            process = launch([program, "-f", "-c", str(file)], port)
            return f"sparql+http://127.0.0.1:{port}/#virtuoso", process

        yield start


EVERYTHING = """
DELETE { GRAPH ?g { ?s ?p ?o } }
WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "https://")) }
"""
"""What takes all graphs out of a Virtuoso in one request; those of its own begin otherwise."""


def emptied(address: str) -> Virtuoso:
    """Return a Virtuoso without any graphs; who asks must be allowed to write there."""
    made = Virtuoso(address)
    made._line.update(EVERYTHING)
    assert made.graphs() == []
    return made


@pytest.fixture(scope="session")
def virtuoso_server(serve_virtuoso: Serve) -> str:
    """Return the address of a Virtuoso, which tests share."""
    return serve_virtuoso()[0]


@pytest.fixture
def virtuoso(virtuoso_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a Virtuoso, with what allows us to write there."""
    monkeypatch.setenv("CLAIMLINE_USER", "dba")
    monkeypatch.setenv("CLAIMLINE_PASSWORD", "dba")
    return virtuoso_server
