"""Pages as files: every link leads somewhere, hostile text stays text, the same bytes twice."""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner, Result

from claimline import load, packaged, terms
from claimline.cli import main
from claimline.errors import BadParameter
from claimline.export import Chosen, selected
from claimline.files import Files
from claimline.find import find
from claimline.store import Store
from claimline.terms import mint
from claimline.views.timeline import timeline
from claimline.web import locator, publish
from claimline.web.danish import DANISH
from claimline.web.lanes import svg
from claimline.web.site import Site
from claimline.web.templates import link, web_address


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a store of the shipped records."""
    folder = tmp_path_factory.mktemp("pages") / "store"
    store = Store.writer(folder)
    load.run(load.get("records"), Files([packaged.folder("samples", "izium")]), store, options={})
    return folder


@pytest.fixture(scope="module")
def store(place: Path) -> Store:
    return Store.open(place)


@pytest.fixture(scope="module")
def site(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the sample says of Izium published."""
    folder = tmp_path_factory.mktemp("site") / "site"
    result = run("publish", str(folder), "--store", str(place), "--place", "Izium")
    assert result.exit_code == 0, result.output
    return folder


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args, catch_exceptions=False)


class Read(HTMLParser):
    """What a page links to, and all its elements with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    @property
    def links(self) -> Iterator[str]:
        """Yield the addresses that elements name."""
        for _, attributes in self.elements:
            for name in ("href", "src", "action", "data", "poster"):
                if address := attributes.get(name):
                    yield address

    @property
    def names(self) -> set[str]:
        """The identifiers that links may name."""
        return {str(attributes["id"]) for _, attributes in self.elements if "id" in attributes}


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_every_link_within_a_published_site_leads_to_a_file(site: Path) -> None:
    names = {path: Read(path.read_text("utf-8")) for path in pages(site)}
    assert len(names) > 2 * 87
    for path, page in names.items():
        here = str(path.relative_to(site))
        for address in page.links:
            parts = urlsplit(address)
            if parts.scheme in {"http", "https"}:
                continue
            assert not parts.scheme, f"{here} links to {address}"
            target = normpath(join(dirname(here), unquote(parts.path))) if parts.path else here
            assert (site / target).is_file(), f"{here} links to {address}"
            if parts.fragment:
                where = site / target
                assert where not in names or parts.fragment in names[where].names, address


def test_no_page_asks_anything_of_another_origin_or_runs_script_of_its_own(site: Path) -> None:
    loading = {"script", "link", "img", "iframe", "object", "embed", "video", "audio", "source"}
    for path in pages(site):
        for tag, attributes in Read(path.read_text("utf-8")).elements:
            assert not [name for name in attributes if name.startswith("on")], path
            assert "style" not in attributes, path
            address = attributes.get("src") or attributes.get("href") or ""
            if tag in loading and attributes.get("rel") != "canonical":
                assert "//" not in address, f"{path} loads {address}"
            if tag == "script" and attributes.get("type") != "application/ld+json":
                assert attributes.get("src"), path


def test_publishing_twice_gives_the_same_bytes(place: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    words = ["--store", str(place), "--place", "Kupiansk", "--to", "2022-09-08"]
    words += ["--base-url", "https://x.example/"]
    assert run("publish", str(one), *words).exit_code == 0
    shutil.copytree(one, other)
    (other / "index.html").write_text("spoilt", "utf-8")
    assert run("publish", str(other), *words).exit_code == 0
    assert contents(one) == contents(other)
    assert (one / "sitemap.txt").read_text("utf-8").startswith("https://x.example/index.html\n")


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_crate_lists_every_file_with_its_hash(site: Path) -> None:
    graph = json.loads((site / publish.CRATE).read_text("utf-8"))["@graph"]
    listed = {one["@id"]: one["sha256"] for one in graph if one["@type"] == "File"}
    found = contents(site)
    del found[publish.CRATE]
    assert listed == found


def test_a_smaller_publication_takes_away_what_it_does_not_write(
    place: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    words = ("publish", str(folder), "--store", str(place))
    assert run(*words, "--place", "Kupiansk", "--to", "2022-09-05").exit_code == 0
    assert (folder / "place" / "kupiansk.html").is_file()
    (folder / "mine.txt").write_text("kept", "utf-8")
    result = run(*words, "--place", "Izium", "--as-of", "2022-04-02")
    assert result.exit_code == 0
    assert not (folder / "place" / "kupiansk.html").exists()
    assert (folder / "mine.txt").read_text("utf-8") == "kept"
    assert "certainly public by 2022-04-02" in (folder / "index.html").read_text("utf-8")


def test_a_folder_of_something_else_is_not_published_into(place: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", "utf-8")
    result = run("publish", str(tmp_path), "--store", str(place))
    assert (result.exit_code, "not a published site" in result.output) == (3, True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_list_of_files_that_leads_outside_takes_nothing_away(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine", "utf-8")
    folder = tmp_path / "site"
    folder.mkdir()
    told = {"@graph": [{"@id": "../victim.txt", "@type": "File"}]}
    (folder / publish.CRATE).write_text(json.dumps(told), "utf-8")
    assert publish.stale(folder, publish.earlier(folder), []) == [folder / publish.CRATE]
    assert victim.exists()


def test_an_empty_store_has_a_site() -> None:
    empty = Site(Store.memory())
    page = empty.page("index.html")
    assert page
    assert "claimline load records --sample" in page.content.decode()
    assert all(empty.page(path) for path in empty.paths())


@pytest.mark.parametrize(
    "path",
    [
        "place/nowhere.html",
        "place/.html",
        "place/../index.html",
        "../index.html",
        "/etc/passwd",
        "claim/x",
        "question/none.html",
        "question/../index.html",
        "da/da/index.html",
        "static/site.css",
        "place/izium.exe",
        "nonsense\x00.html",
        'place/"><script>.html',
        "",
    ],
)
def test_what_is_no_page_is_none(path: str, store: Store) -> None:
    assert Site(store).page(path) is None


@pytest.fixture(scope="module")
def hostile(hostile_store: Store) -> Site:
    """Return the site of the sample with hostile text in every literal and an odd address."""
    return Site(hostile_store)


def test_hostile_text_in_every_field_stays_text(hostile: Site) -> None:
    seen = 0
    for path in hostile.paths():
        page = hostile.page(path) if not path.startswith("da/") else None
        if page is None or not path.endswith(".html"):
            continue
        text = page.content.decode()
        seen += "alert(1)" in text
        for tag, attributes in Read(text).elements:
            assert (tag, attributes.get("src")) != ("img", "x"), path
            inert = attributes.get("type") == "application/ld+json"
            assert tag != "script" or inert or attributes.get("src"), path
            address = attributes.get("href") or ""
            assert not address.lower().startswith(("javascript:", "data:")), path
    assert seen > 200


def test_a_claim_is_told_to_search_engines_in_schema_org_s_words(
    store: Store, hostile: Site
) -> None:
    key = "claim/ritzau-2022-09-10/izium-five-months"
    for site in (Site(store), Site(store, live=True), hostile):
        page = site.page(f"{key}.html")
        assert page
        blocks = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', page.content.decode(), re.DOTALL
        )
        [told] = map(json.loads, blocks)
        assert told["@context"] == "https://schema.org"
        [claim] = told["@graph"]
        assert (claim["@id"], claim["@type"]) == (terms.BASE + key, "Claim")
        assert claim["author"]["name"].startswith("Ritzau")
        assert claim["abstract"].startswith("Izium has been occupied by Russia for five months")
        assert ("</script>" in claim["abstract"]) == (site is hostile)


@pytest.mark.parametrize("asking", [True, False])
def test_hostile_text_stays_text_in_a_single_file(hostile: Site, asking: bool) -> None:
    place = find(hostile.store, "place", "izium")
    asked = Chosen(hostile.store) if asking else None
    text = publish.single(hostile, place, asked).decode()
    assert "alert(1)" in text
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert "unsafe-inline" not in policy[1]
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 1 + asking
    for script in scripts:
        digest = base64.b64encode(sha256(script.encode()).digest()).decode()
        assert f"&#39;sha256-{digest}&#39;" in policy[1].partition("script-src")[2]
    elements = Read(text).elements
    assert not [attributes for tag, attributes in elements if tag in {"img", "link"}]
    told = [attributes for tag, attributes in elements if tag == "script" and attributes]
    assert {attributes["type"] for attributes in told} <= {"application/zlib"}
    assert bool(told) == asking


def test_an_iri_that_leads_out_of_the_site_has_no_page() -> None:
    site = Site(Store.memory())
    assert site.path_of(terms.BASE + "claim/../../x") is None
    assert site.path_of(terms.BASE + "claim//x") is None
    assert site.path_of("https://elsewhere.example/place/x") is None
    assert site.path_of(mint("place", "Ізюм").value)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "http:/x", "//x", ""]
)
def test_only_web_addresses_are_linked_to(address: str) -> None:
    assert web_address(address) is None


def test_a_link_quotes_what_an_address_may_not_hold() -> None:
    assert link("index.html", "place/%D0%86?.html") == "place/%25D0%2586%3F.html"


def test_a_live_page_answers_for_a_day_and_what_was_known(store: Store) -> None:
    live = Site(store, live=True)
    early = live.page("place/izium.html", {"known": "2022-03-26", "on": "2022-03-25"})
    late = live.page("place/izium.html", {})
    assert early
    assert late
    counts = [text.content.decode().count('class="card') for text in (early, late)]
    assert 0 < counts[0] < counts[1]
    with pytest.raises(BadParameter):
        live.page("place/izium.html", {"known": "yesterday"})
    asked = Site(store).page("place/izium.html", {"known": "2022-03-26"})
    assert asked == Site(store).page("place/izium.html")


def test_what_is_told_of_a_thing_is_remembered_only_where_nothing_changes(store: Store) -> None:
    place, other = find(store, "place", "Izium"), find(store, "place", "Kupiansk")
    still, live = Site(store).told, Site(store, live=True).told
    first = still.statements(place)
    assert still.statements(place) is first
    assert still.statements(other) != first
    assert live.statements(place) is not live.statements(place)


def test_a_downloaded_file_is_listed_as_it_has_passed(store: Store) -> None:
    place = find(store, "place", "Kupiansk")
    part = selected(store, place=place, end="2022-09-05")
    written = {it.name: b"".join(it.content) for it in publish.files(Site(part.store), part)}
    graph = json.loads(written[publish.CRATE])["@graph"]
    told = {one["@id"]: (one["contentSize"], one["sha256"]) for one in graph if "sha256" in one}
    del written[publish.CRATE]
    assert told == {
        name: (str(len(content)), sha256(content).hexdigest()) for name, content in written.items()
    }


def test_every_text_of_the_pages_has_its_danish() -> None:
    used = set()
    for name in packaged.names("web", ".html", "pages"):
        text = packaged.text("web", "pages", name)
        used |= set(re.findall(r'\bt\("([^"]+)"', text))
        used |= {
            word
            for pair in re.findall(r'many\([^,]+, "([^"]+)", "([^"]+)"\)', text)
            for word in pair
        }
        for table in re.findall(r"\bt\(\{([^}]*)\}\[", text):
            used |= set(re.findall(r': "([^"]+)"', table))
    assert used - DANISH.keys() == set()


def test_lanes_are_well_formed_and_say_all_in_words(store: Store) -> None:
    import xml.etree.ElementTree as ET  # noqa: PLC0415 # our own picture

    found = timeline(store, find(store, "place", "Izium"))
    picture = svg(found)
    root = ET.fromstring(picture)  # noqa: S314 # our own picture
    bars = [node for node in root.iter() if "bar" in node.get("class", "").split()]
    dated = [
        e
        for lane in found.lanes
        for e in lane.entries
        if e.time.begin != e.time.end or e.time.begin.latest
    ]
    assert 0 < len(bars) <= len(dated)
    assert all(node.get("aria-label") for node in bars)
    manners = {word for node in bars for word in node.get("class", "").split()}
    assert {"held", "contested", "denied", "intended"} <= manners
    assert "style" not in {name for node in root.iter() for name in node.attrib}


def test_a_place_of_which_nobody_says_who_held_it_has_a_picture_that_says_so(store: Store) -> None:
    found = timeline(store, find(store, "place", "lolland"))
    assert "no dated claims" in svg(found)


def test_a_map_has_land_and_the_place_in_its_middle() -> None:
    picture = locator.drawn(37.25, 49.2)
    assert 'cx="150" cy="100"' in picture
    assert len(re.findall("M", re.findall(r'd="([^"]*)"', picture)[0])) >= 2
    assert 'd=""' in locator.drawn(-120, -30)  # nothing but sea
    assert locator.drawn(179.9, 66).count("M") >= 1  # land on both sides of the date line
