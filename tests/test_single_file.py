"""A single file in a browser, from a disk: it answers SPARQL as a store does, and asks nobody."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Page, expect
from pyoxigraph import RdfFormat, parse

from claimline import catalogue, packaged
from claimline.cli import main
from claimline.export import Chosen
from claimline.find import find
from claimline.store import Store
from claimline.web import publish
from claimline.web.site import Site
from claimline.web.vendor import packages

from .conftest import watched

ALL_OF_THEM = """async () => {
  const worker = carried.worker();
  const ask = (message) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
  await ask({ blob: await carried.data(), wasm: await carried.engine() });
  const found = {};
  const told = JSON.parse(document.getElementById("setup").content.textContent);
  for (const [name, { text }] of Object.entries(told.questions)) {
    const { content, fault } = await ask({ text, graph: false });
    found[name] = fault || JSON.parse(content).results.bindings.length;
  }
  return found;
}"""
"""What asks a store of the page every shipped question, and counts the rows."""

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""A query that takes very long."""


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words, catch_exceptions=False)


@pytest.fixture(scope="module")
def file(izium: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of Izium as somebody has it on a disk."""
    written = tmp_path_factory.mktemp("single") / "izium.html"
    words = ("--single-file", "--place", "Izium", "--store", str(izium))
    assert run("publish", str(written), *words).exit_code == 0
    return written


@pytest.fixture(scope="module")
def held(izium: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store of what an export of the same choice has."""
    written = tmp_path_factory.mktemp("export") / "izium.nq"
    words = ("--place", "Izium", "--store", str(izium), "-o", str(written))
    assert run("export", "nquads", *words).exit_code == 0
    return Store.memory(parse(path=written, format=RdfFormat.N_QUADS))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page; it must have asked for nothing but itself and met no fault."""
    page = browser.new_page()
    asked, faults = watched(page)
    yield page
    page.close()
    files = {url.partition("#")[0].partition("?")[0] for url in asked if url.startswith("file:")}
    assert len(files) == 1
    assert [url for url in asked if not url.startswith(("file:", "blob:", "data:"))] == []
    assert faults == []


def opened(page: Page, file: Path) -> Page:
    page.goto(file.as_uri())
    page.click("#ask > summary")
    page.wait_for_selector("#query[data-ready]")
    return page


def ran(page: Page, text: str) -> None:
    page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", text)
    page.click("#run")


@pytest.mark.parametrize("name", ["timeline", "places-told", "denials"])
def test_a_shipped_question_has_the_rows_that_a_store_gives(
    page: Page, file: Path, held: Store, name: str
) -> None:
    opened(page, file).select_option("#question", name)
    page.click("#run")
    rows = len(held.select(catalogue.get(name).text).rows)
    assert rows
    expect(page.locator("#status")).to_contain_text(f"{rows} row")
    page.select_option("#answer .tableSizer", "-1")
    expect(page.locator("#answer tbody tr")).to_have_count(rows)


def test_every_shipped_question_is_answered_as_by_a_store(
    page: Page, file: Path, held: Store
) -> None:
    expected = {name: len(held.select(catalogue.get(name).text).rows) for name in catalogue.names()}
    assert opened(page, file).evaluate(ALL_OF_THEM) == expected


def test_nothing_is_unpacked_before_it_is_asked_for(page: Page, file: Path) -> None:
    page.goto(file.as_uri())
    assert page.locator(".card:visible").count() > 80
    assert page.evaluate("[typeof Yasgui, typeof carried]") == ["undefined", "undefined"]
    assert page.workers == []
    page.click("#ask > summary")
    page.wait_for_selector("#query[data-ready]")
    assert len(page.workers) == 1


def test_a_claim_in_an_answer_leads_to_its_card(page: Page, file: Path) -> None:
    iri = "https://w3id.org/claimline/id/claim/ritzau-2022-09-10/izium-five-months"
    ran(opened(page, file), f"SELECT ?claim ?type {{ VALUES ?claim {{ <{iri}> }} ?claim a ?type }}")
    link = page.locator(f"#answer a[title='{iri}']")
    expect(link).to_have_attribute("href", "#claim-ritzau-2022-09-10--izium-five-months")
    link.click()
    expect(page.locator(".card:target .summary")).to_contain_text("five months")


def test_a_link_to_a_question_opens_what_answers_it(page: Page, file: Path, held: Store) -> None:
    page.goto(f"{file.as_uri()}?question=denials")
    page.wait_for_selector("#query[data-ready]")
    assert page.input_value("#question") == "denials"
    page.click(".yasqe_share")
    shared = page.input_value(".yasqe_sharePopup input")
    page.goto("about:blank")
    page.goto(shared.replace("?question=denials", ""))
    page.wait_for_selector("#query[data-ready]")
    page.click("#run")
    rows = len(held.select(catalogue.get("denials").text).rows)
    expect(page.locator("#status")).to_contain_text(f"{rows} rows in")


def test_a_long_query_can_be_stopped(page: Page, file: Path) -> None:
    ran(opened(page, file), CROSS)
    expect(page.locator("#status")).to_have_text("Running …")
    page.click("#stop")
    page.wait_for_selector("#query[data-ready]")
    ran(page, "SELECT * { ?s ?p ?o } LIMIT 3")
    expect(page.locator("#status")).to_contain_text("3 rows in")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_query_part_is_accessible_and_fits_the_screen(
    page: Page, file: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, file).select_option("#question", "timeline")
    page.click("#run")
    expect(page.locator("#answer .tableFilter")).to_have_attribute("placeholder", "Filter the rows")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_what_others_wrote_is_text_in_an_answer(
    browser: Browser, hostile_store: Store, tmp_path: Path
) -> None:
    # Not with the fixture: to be on the safe side the editor parses what it then drops, and the
    # policy tells of that on the console.
    file = tmp_path / "hostile.html"
    place = find(hostile_store, "place", "izium")
    file.write_bytes(publish.single(Site(hostile_store), place, Chosen(hostile_store)))
    page = browser.new_page()
    page.add_init_script("window.alert = () => { window.wrote = 1; }")
    ran(opened(page, file), "SELECT ?o { ?s ?p ?o FILTER(CONTAINS(STR(?o), 'alert')) } LIMIT 40")
    told = page.locator("#answer tbody")
    expect(told).to_contain_text("<img src=x onerror=alert(2)>")
    assert told.locator("img, script, [onerror]").count() == 0
    assert [link.get_attribute("href") for link in told.locator("a").all()] == []
    assert page.locator("script").count() == 2 + 2 + len(page.locator("[data-carried]").all())
    assert page.evaluate("typeof wrote") == "undefined"
    page.close()


def test_a_single_file_may_connect_to_nothing(browser: Browser, file: Path) -> None:
    page = opened(browser.new_page(), file)
    for reach in (
        "fetch('http://127.0.0.1:9/').then(() => 'reached', () => 'refused')",
        "fetch('blob:null/x').then(() => 'reached', () => 'refused')",
        "new Promise((told) => { const it = new Image(); it.onload = () => told('reached');"
        " it.onerror = () => told('refused'); it.src = 'http://127.0.0.1:9/x.png'; })",
    ):
        assert page.evaluate(reach) == "refused"
    put = "const it = document.createElement('script'); it.textContent = 'wrote = 1'; "
    page.evaluate(f"{put} document.head.append(it)")
    assert page.evaluate("typeof wrote") == "undefined"
    page.close()


def test_without_javascript_the_query_part_says_what_else_there_is(
    browser: Browser, file: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator(".card:visible").count() > 80
    page.click("#ask > summary")
    expect(page.locator("#without")).to_contain_text("The editor needs JavaScript.")
    expect(page.locator("#query")).to_be_hidden()
    context.close()


def test_a_browser_that_cannot_unpack_says_so(page: Page, file: Path) -> None:
    page.add_init_script("delete window.DecompressionStream")
    page.goto(file.as_uri())
    page.click("#ask > summary")
    expect(page.locator("#without")).to_contain_text("it needs one of 2023 or later")


def test_a_damaged_file_says_so(page: Page, file: Path, tmp_path: Path) -> None:
    before, mark, after = file.read_text("utf-8").partition('data-carried="yasgui.js">')
    damaged = tmp_path / "damaged.html"
    damaged.write_text(before + mark + "A" * 4000 + after[4000:], "utf-8")
    page.goto(damaged.as_uri())
    page.click("#ask > summary")
    expect(page.locator("#without")).to_contain_text("this file is damaged")


def test_the_licences_of_what_is_carried_stand_in_it(file: Path) -> None:
    text = unescape(file.read_text("utf-8"))
    for package in packages():
        for kept in package.files:
            path = PurePosixPath(kept.path)
            licence = path.name.startswith("LICENSE") or path.parent.name == "licences"
            if licence and path.is_relative_to("static/vendor"):
                assert f"{package.name} {package.version}" in text
                assert packaged.text("web", *path.parts) in text, path


def test_the_same_choice_gives_the_same_bytes(file: Path, izium: Path, tmp_path: Path) -> None:
    words = ("--single-file", "--place", "Izium", "--store", str(izium))
    assert run("publish", str(tmp_path / "again.html"), *words).exit_code == 0
    assert (tmp_path / "again.html").read_bytes() == file.read_bytes()


def test_a_page_without_sparql_is_smaller_and_allows_less(
    file: Path, izium: Path, tmp_path: Path
) -> None:
    words = ("--single-file", "--no-sparql", "--place", "Izium", "--store", str(izium))
    assert run("publish", str(tmp_path / "small.html"), *words).exit_code == 0
    small = (tmp_path / "small.html").read_text("utf-8")
    assert 5 * len(small) < file.stat().st_size
    for word in ("wasm-unsafe-eval", "blob:", "data-carried", "SPARQL"):
        assert word not in small, word


def test_a_folder_has_its_query_page_in_any_case(izium: Path, tmp_path: Path) -> None:
    result = run("publish", str(tmp_path / "site"), "--no-sparql", "--store", str(izium))
    assert (result.exit_code, "add --single-file" in result.output) == (2, True)


def test_the_page_that_the_demo_writes_answers_too(page: Page, izium: Path) -> None:
    opened(page, izium.with_name("izium.html")).select_option("#question", "documents")
    page.click("#run")
    rows = len(Store.open(izium).select(catalogue.get("documents").text).rows)
    expect(page.locator("#status")).to_contain_text(f"{rows} rows in")
