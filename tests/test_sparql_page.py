"""The query page in a browser: it answers from published files as a store of our own does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from threading import Thread
from typing import Literal
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pyoxigraph import RdfFormat, parse

from claimline import catalogue, export, packaged
from claimline.store import Store
from claimline.web.page import HTML
from claimline.web.policy import policy
from claimline.web.site import TYPES, Site

from .conftest import Running, watched

ALL_OF_THEM = """async () => {
  const worker = new Worker("static/sparql-worker.js", { type: "module" });
  const ask = (message) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
  await ask({ blob: await (await fetch("data/claims.nq")).blob() });
  const found = {};
  const told = JSON.parse(document.getElementById("setup").content.textContent);
  for (const [name, { text }] of Object.entries(told.questions)) {
    const { content, fault } = await ask({ text, graph: false });
    found[name] = fault || JSON.parse(content).results.bindings.length;
  }
  return found;
}"""
"""What asks the store of the page every shipped question, and counts the rows."""

CLAIM = "claim/ritzau-2022-09-10/area-2000.html"

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""A query that takes very long."""


class Handler(SimpleHTTPRequestHandler):
    """What serves a published folder: each file with its type and its policy."""

    def guess_type(self, path: object) -> str:
        return TYPES.get(Path(str(path)).suffix, HTML)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", policy(self.path.partition("?")[0]))
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Live(Handler):
    """The same with an endpoint, which answers one row whatever is asked."""

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        query = self.rfile.read(length).decode()
        fault = "FAULT" in query
        row = {"asked": {"type": "literal", "value": query}}
        told = json.dumps({"head": {"vars": ["asked"]}, "results": {"bindings": [row]}})
        self.send_response(400 if fault else 200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(b"no such thing" if fault else told.encode())


@pytest.fixture(scope="module")
def store(izium: Path) -> Store:
    return Store.open(izium)


def publish(site: Site, folder: Path) -> Path:
    """Write the query page, what it needs and one claim, as a published folder has them."""
    for path in site.paths():
        if path.endswith(("sparql.html", CLAIM)):
            page = site.page(path)
            assert page is not None
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(page.content)
    copytree(packaged.folder("web", "static"), folder / "static")
    for file in export.get("nquads").files(export.Chosen(site.store), {}):
        (folder / "data").mkdir()
        (folder / "data" / file.name).write_bytes(b"".join(file.content))
    return folder


@pytest.fixture(scope="module")
def folder(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(Site(store), tmp_path_factory.mktemp("published"))


def served(folder: Path, handler: type[Handler]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    yield from served(folder, Handler)


@pytest.fixture(scope="module")
def live(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from served(publish(Site(store, live=True), tmp_path_factory.mktemp("live")), Live)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page; it must have asked nothing of another origin and met no fault."""
    context = browser.new_context()
    page = context.new_page()
    asked, faults = watched(page)
    yield page
    start = page.evaluate("location.origin")
    context.close()
    assert [url for url in asked if not url.startswith((start, "data:", "blob:"))] == []
    assert faults == []


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    page.wait_for_selector("#query[data-ready]")
    return page


def written(page: Page, text: str) -> None:
    """Put a text into the editor, as somebody does who pastes it."""
    page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", text)


def ran(page: Page, text: str) -> None:
    written(page, text)
    page.click("#run")


def test_a_shipped_question_has_the_rows_that_a_store_gives(
    page: Page, address: str, store: Store
) -> None:
    opened(page, address + "sparql.html").select_option("#question", "timeline")
    page.click("#run")
    rows = len(store.select(catalogue.get("timeline").text).rows)
    expect(page.locator("#status")).to_contain_text(f"{rows} rows in")
    page.select_option("#answer .tableSizer", "-1")
    expect(page.locator("#answer tbody tr")).to_have_count(rows)
    expect(page.locator("#help")).to_have_text(catalogue.get("timeline").help)


def test_every_shipped_question_is_answered_in_the_browser_as_by_a_store(
    page: Page, address: str, folder: Path
) -> None:
    held = Store.memory(parse(path=folder / "data" / "claims.nq", format=RdfFormat.N_QUADS))
    expected = {name: len(held.select(catalogue.get(name).text).rows) for name in catalogue.names()}
    assert opened(page, address + "sparql.html").evaluate(ALL_OF_THEM) == expected


def test_a_thing_that_has_a_page_is_linked_to_it(page: Page, address: str) -> None:
    opened(page, address + "da/sparql.html")
    claim = "https://w3id.org/claimline/id/" + CLAIM.removesuffix(".html")
    ran(page, f"SELECT ?claim ?type {{ VALUES ?claim {{ <{claim}> }} ?claim a ?type }}")
    expect(page.locator("#status")).to_contain_text("1 række på")
    expect(page.locator("#answer td a").last).to_have_attribute("href", re.compile("#Claim$"))
    link = page.locator(f"#answer a[title='{claim}']")
    expect(link).to_have_text("claim:ritzau-2022-09-10/area-2000")
    with page.context.expect_page() as followed:
        link.click()
    assert followed.value.url == f"{address}da/{CLAIM}"
    expect(followed.value.locator("h1")).to_contain_text("km²")


def test_a_link_carries_its_query(page: Page, address: str) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 4"
    opened(page, f"{address}sparql.html#query={quote(query)}").click("#run")
    expect(page.locator("#status")).to_contain_text("4 rows in")
    page.click(".yasqe_share")
    url = page.input_value(".yasqe_sharePopup input")
    assert parse_qs(urlsplit(url).fragment) == {"query": [query]}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "only reads"),
        (
            "SELECT * { SERVICE SILENT <http://192.0.2.1/> { ?s ?p ?o } }",
            "SERVICE is not supported",
        ),
        ("SELECT * { ?s ?p }", "expected"),
    ],
)
def test_what_cannot_be_answered_is_told(page: Page, address: str, text: str, told: str) -> None:
    ran(opened(page, address + "sparql.html"), text)
    expect(page.locator("#fault")).to_contain_text(told)
    expect(page.locator("#answer")).to_be_hidden()
    ran(page, "ASK { <urn:a> ?p ?o }")
    expect(page.locator("#fault")).to_be_hidden()
    expect(page.locator("#answer")).to_contain_text("False")


def test_a_graph_is_shown_too(page: Page, address: str) -> None:
    ran(opened(page, address + "sparql.html"), "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 7")
    expect(page.locator("#status")).to_contain_text("7 rows in")
    page.click("#answer .select_response")
    expect(page.locator("#answer .CodeMirror")).to_contain_text("#type>")


def test_what_others_wrote_is_text_and_never_markup(browser: Browser, address: str) -> None:
    # Not with the fixture: to be on the safe side the editor parses what it then drops, and the
    # policy tells of that on the console.
    text = "<img src=x onerror=wrote=1><b>bold</b> & &lt;i&gt;"
    iris = ("https://example.org/'onmouseover='wrote=1", "javascript:wrote=1")
    page = opened(browser.new_page(), address + "sparql.html")
    ran(page, f'SELECT ("{text}" AS ?a) (<{iris[0]}> AS ?b) (<{iris[1]}> AS ?c) {{}}')
    told = page.locator("#answer tbody")
    for one in (text, *iris):
        expect(told).to_contain_text(one)
    assert told.locator("img, b, i, [onerror], [onmouseover]").count() == 0
    links = [link.get_attribute("href") for link in told.locator("a").all()]
    assert links == [iris[0], None]
    told.locator("a").first.hover()
    assert page.evaluate("typeof wrote") == "undefined"
    page.close()


def test_a_long_query_can_be_stopped(page: Page, address: str) -> None:
    ran(opened(page, address + "sparql.html"), CROSS)
    expect(page.locator("#status")).to_have_text("Running …")
    page.click("#stop")
    page.wait_for_selector("#query[data-ready]")
    ran(page, "SELECT * { ?s ?p ?o } LIMIT 3")
    expect(page.locator("#status")).to_contain_text("3 rows in")


def test_the_keyboard_is_enough(page: Page, address: str) -> None:
    opened(page, address + "sparql.html").focus("#question")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("SELECT * { ?s ?p ?o } LIMIT 2")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_contain_text("2 rows in")
    names = []
    for _ in range(3):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert "run" in names


def test_terms_are_completed_from_our_own_ontology(page: Page, address: str) -> None:
    opened(page, address + "sparql.html").focus("#question")
    written(page, "PREFIX cl: <https://w3id.org/claimline/ontology#>\nSELECT * { ?s cl:clai")
    page.evaluate(
        "const e = document.querySelector('.CodeMirror').CodeMirror; e.focus(); e.setCursor(9, 0);"
    )
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+Space")
    expect(page.locator(".CodeMirror-hint").first).to_have_text("cl:claimant")


def test_a_phone_has_room_for_the_page(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, address + "sparql.html?question=claims").click("#run")
    page.wait_for_selector("#answer tbody tr")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_and_the_answer_are_accessible(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    page = opened(browser.new_page(color_scheme=scheme), address + "sparql.html?question=timeline")
    page.click("#run")
    expect(page.locator("#answer .tableFilter")).to_have_attribute("placeholder", "Filter the rows")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


def test_nothing_but_the_query_is_kept(page: Page, address: str) -> None:
    opened(page, address + "sparql.html?question=claims").click("#run")
    page.wait_for_selector("#answer tbody tr")
    assert page.evaluate("Object.keys(localStorage)") == ["claimline /"]
    assert page.context.cookies() == []
    assert page.evaluate("indexedDB.databases()") == []


@pytest.mark.parametrize("path", ["sparql.html", "sparql"])
def test_a_live_page_asks_its_server(page: Page, site: Running, store: Store, path: str) -> None:
    page.goto(site.address + path)
    page.select_option("#question", "timeline")
    page.click("#run")
    rows = len(store.select(catalogue.get("timeline").text).rows)
    expect(page.locator("#status")).to_contain_text(f"{rows} rows in")
    expect(page.locator("#answer a[href*='/claim/ritzau']").first).to_be_visible()


def test_what_a_server_refuses_is_told_in_its_words(browser: Browser, live: str) -> None:
    page = browser.new_page()
    page.goto(live + "sparql.html")
    ran(page, "SELECT ?FAULT { ?s ?p ?o }")
    expect(page.locator("#fault")).to_have_text("no such thing")
    page.close()


def test_without_javascript_the_page_says_what_else_there_is(
    browser: Browser, address: str, live: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "sparql.html")
    expect(page.locator("main")).to_contain_text("The editor needs JavaScript.")
    expect(page.locator("#query")).to_be_hidden()
    page.goto(live + "sparql.html")
    page.fill("#text", "SELECT * { ?s ?p ?o }")
    page.click("#run")
    expect(page.locator("body")).to_contain_text("bindings")
    context.close()


def test_a_page_opened_from_a_disk_says_why_it_cannot_ask(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "sparql.html").as_uri())
    expect(page.locator("#fault")).to_contain_text("put the folder behind a web server")
    page.close()
