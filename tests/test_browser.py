"""Pages in a real browser: dials, evidence, linked data; nothing goes off-origin, nothing fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from claimline import load, packaged
from claimline.files import Files
from claimline.find import find
from claimline.store import Store
from claimline.views.timeline import timeline
from claimline.web import publish
from claimline.web.site import Site, statics

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, Response

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def sample() -> Store:
    store = Store.memory()
    load.run(load.get("records"), Files([packaged.folder("samples", "izium")]), store, options={})
    return store


@pytest.fixture(scope="module")
def folder(sample: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pages that the tests open."""
    top = tmp_path_factory.mktemp("site")
    site = Site(sample)
    wanted = ("index.", "about.", "contradictions.", "place/izium.", "da/place/izium.")
    claim = "claim/ritzau-2022-09-10/izium-five-months."
    for path in site.paths():
        if path.startswith((*wanted, claim)):
            file = top / path
            file.parent.mkdir(parents=True, exist_ok=True)
            page = site.page(path)
            assert page
            file.write_bytes(page.content)
    for name, page in statics().items():
        file = top / "static" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.content)
    single = publish.single(site, find(sample, "place", "Izium"))
    (top / "single.html").write_bytes(single)
    return top


class Silent(SimpleHTTPRequestHandler):
    """A static host that says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def origin(folder: Path) -> Iterator[str]:
    """Serve the folder as a static host does."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@dataclass
class Seen:
    """What a page did beside what was asked: faults, and requests to other origins."""

    page: Page
    origin: str
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note faults and requests from now on."""
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if (
            parts.scheme not in {"file", "data"}
            and f"{parts.scheme}://{parts.netloc}" != self.origin
        ):
            self.faults.append(f"asked for {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status} for {response.url}")


@pytest.fixture(params=SIZES)
def seen(browser: Browser, origin: str, request: pytest.FixtureRequest) -> Iterator[Seen]:
    width, height = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    found = Seen(context.new_page(), origin)
    found.watch()
    yield found
    context.close()
    assert found.faults == []


def cards(page: Page) -> int:
    return int(page.locator(".card:visible").count())


@pytest.mark.parametrize("where", ["folder", "single file"])
def test_both_dials_move_what_is_shown_and_the_address_keeps_them(
    where: str, seen: Seen, folder: Path
) -> None:
    page = seen.page
    address = (
        f"{seen.origin}/place/izium.html" if where == "folder" else f"file://{folder}/single.html"
    )
    page.goto(address)
    everything = cards(page)
    assert everything > 80
    page.fill("#known", "2022-03-26")
    known = cards(page)
    assert 0 < known < everything
    assert page.locator("#told").inner_text().startswith(str(known))
    page.fill("#on", "2022-03-24")
    assert 0 < cards(page) <= known
    assert "known=2022-03-26" in page.url
    assert "on=2022-03-24" in page.url
    assert page.locator("svg.lanes line.day").get_attribute("visibility") == "visible"
    shown = cards(page)
    page.reload()
    assert cards(page) == shown
    page.click("#known-any")
    page.click("#on-any")
    assert cards(page) == everything
    page.locator("#on-range").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert page.input_value("#on")
    assert cards(page) < everything


def test_the_dial_of_what_was_known_agrees_with_the_command_line(seen: Seen, sample: Store) -> None:
    place = find(sample, "place", "Izium")
    page = seen.page
    page.goto(f"{seen.origin}/place/izium.html")
    for day in ("2022-03-08", "2022-03-26", "2022-04-02", "2022-09-10", "2022-09-30", "2023-06-01"):
        page.fill("#known", day)
        certain = page.locator(".card:visible:not(.perhaps)").evaluate_all(
            "nodes => nodes.map(node => node.id)"
        )
        expected = {
            f"claim-{entry.claim.replace('/', '--')}"
            for entry in timeline(sample, place, as_of=day).entries
        }
        assert set(certain) == expected, day


def test_a_claim_is_followed_to_its_evidence_and_its_linked_data(seen: Seen) -> None:
    page = seen.page
    page.goto(f"{seen.origin}/place/izium.html")
    bar = page.locator("svg.lanes a.bar[data-claim$='ritzau-2022-09-10/izium-five-months']")
    bar.first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#claim-ritzau-2022-09-10--izium-five-months")
    page.locator(".card:target a").first.click()
    assert "five months" in page.locator("h1").inner_text()
    assert "characters" in page.locator(".evidence").first.inner_text()
    with page.expect_response(lambda response: response.url.endswith(".ttl")) as found:
        page.evaluate("fetch(document.querySelector('a[href$=\".ttl\"]').href)")
    assert "cl:Claim" in found.value.text()


def test_a_single_file_holds_its_evidence_and_linked_data(seen: Seen, folder: Path) -> None:
    page = seen.page
    page.goto(f"file://{folder}/single.html#claim-ritzau-2022-09-10--izium-five-months")
    card = page.locator(".card:target")
    card.locator("summary").click()
    assert "characters" in card.locator(".evidence").first.inner_text()
    assert "a cl:Claim" in card.locator("pre.rdf").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    "path",
    ["index.html", "place/izium.html", "da/place/izium.html", "about.html", "contradictions.html"],
)
def test_a_page_fits_the_screen_and_is_accessible(path: str, seen: Seen) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-…")
    page = seen.page
    page.goto(f"{seen.origin}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_pages_are_read_without_script(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/place/izium.html")
    assert cards(page) > 80
    assert not page.locator("#dials").is_visible()
    context.close()


def test_dark_pages_are_accessible_too(browser: Browser, origin: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-…")
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{origin}/place/izium.html")
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()


def test_a_page_is_printed_without_what_only_a_screen_needs(seen: Seen) -> None:
    page = seen.page
    page.goto(f"{seen.origin}/place/izium.html")
    page.emulate_media(media="print")
    assert cards(page) > 80
    assert page.locator("svg.lanes").is_visible()
    for name in ("header", "footer", "#dials"):
        assert not page.locator(name).first.is_visible(), name
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
