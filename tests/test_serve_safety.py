"""What a server must not do: leave its folder, run what others wrote, show its inside."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from claimline.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Running, Start

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

EVERYWHERE = (
    "/",
    "/place/izium.ttl",
    "/place/izium.json",
    "/place/none.html",
    "/id/place/izium",
    "/sparql?query=ASK%7B%7D",
    "/sparql?query=ASK%7B",
    "/api/",
    "/api/stats",
    "/api/none",
    "/openapi.json",
    "/reconcile",
    "/robots.txt",
    "/static/none.js",
)


@pytest.mark.parametrize("path", EVERYWHERE)
@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE"])
def test_every_answer_says_what_browsers_may_do(site: Running, path: str, method: str) -> None:
    answer = site.ask(path, method, Accept="*/*")
    for name, value in HEADERS.items():
        assert answer.headers.get_all(name) == [value]
    [policy] = answer.headers.get_all("Content-Security-Policy", [])
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["connect-src"] == "'self'"
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    if not path.startswith("/sparql"):
        kinds = ("script-src", "style-src", "img-src", "font-src")
        assert {directives[kind] for kind in kinds} == {"'self'"}
    assert directives["frame-ancestors"] == "*"
    assert "Server" not in answer.headers


def test_the_page_to_ask_from_may_run_its_store(site: Running) -> None:
    page = site.ask("/sparql", Accept="text/html")
    assert page.media_type == "text/html"
    assert "sparql.js" in page.text
    for path in ("/sparql", "/sparql.html", "/static/sparql-worker.js"):
        policy = site.ask(path, Accept="text/html").headers["Content-Security-Policy"]
        assert "script-src 'self' 'wasm-unsafe-eval';" in policy
        assert "frame-ancestors *" in policy


@pytest.mark.parametrize(
    "path",
    [
        *("/index.html", "/contradictions.html", "/questions.html", "/about.html", "/data.html"),
        *("/da/index.html", "/place/izium.html?on=2022-04-02&known=2022-04-03"),
        *("/claim/ritzau-2022-09-10/area-2000.html", "/static/site.css", "/static/dials.js"),
    ],
)
def test_the_pages_and_what_they_need_are_served(site: Running, path: str) -> None:
    answer = site.ask(path, Accept="text/html,*/*;q=0.8")
    assert answer.status == 200, answer.text
    assert answer.content


def test_a_day_that_is_none_is_told_on_the_page_of_a_place(site: Running) -> None:
    answer = site.ask("/place/izium.html?on=soon")
    assert answer.status == 400
    assert "soon" in answer.text


def test_who_may_frame_the_pages_can_be_told(start_site: Start, sample_store: Path) -> None:
    for told, directive in (
        ("none", "frame-ancestors 'none'"),
        ("https://example.org 'self'", "frame-ancestors https://example.org 'self'"),
    ):
        site = start_site(sample_store, "--workers", "1", "--frames", told)
        assert directive in site.ask("/").headers["Content-Security-Policy"].split("; ")


PATHS = (
    "/../pyproject.toml",
    "/../../../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc%2fpasswd",
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/..%2fapp.py",
    "/static/..%5capp.py",
    "/static/%252e%252e/app.py",
    "/static//etc/passwd",
    "/static/%2fetc%2fpasswd",
    "/static/robots.txt%00.html",
    "/static/robots.txt/",
    "/static/",
    "/static",
    "//etc/passwd",
    "/%00",
    "/place/%00.html",
    "/place/..%2f..%2fetc.html",
    "/place/./izium.html",
    "/place//izium.html",
    "/place/%0d%0aSet-Cookie:%20a=b.html",
    "/id/../place/izium",
    "/id/%2e%2e/place",
    "/id/place/%2e%2e",
    "/id/place/%00",
    "/id//place",
    "/api/../place/izium.ttl",
    "/api/query/../../etc",
    "/api/query/",
    "/C:%5cWindows%5cwin.ini",
    "/file:///etc/passwd",
    "/pages/index.html",
    "/site.py",
    "/.git/config",
)


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leaves_the_site(site: Running, path: str) -> None:
    answer = site.ask(path)
    assert answer.status in {400, 404}, answer.text
    assert "root:" not in answer.text
    assert "import" not in answer.text
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/id/", "/static/", "/api/"])
def test_a_path_may_not_be_very_long(site: Running, path: str) -> None:
    assert site.ask(path + "x" * 10_000).status in {404, 414}


def test_files_come_with_their_types_and_may_be_kept(site: Running) -> None:
    answer = site.ask("/static/robots.txt")
    assert (answer.status, answer.media_type) == (200, "text/plain")
    assert "max-age=604800" in answer.headers["Cache-Control"]
    again = site.ask("/static/robots.txt", If_None_Match=answer.headers["ETag"])
    assert (again.status, again.content) == (304, b"")


SCRIPT = '<script>alert("1")</script>&<img src=x onerror=alert(2)>'

RECORD = """\
claimline: 1
places:
  - id: marked
    kind: city
    no-identifier: none
    labels: {en: 'SCRIPT', uk: '"><svg onload=alert(3)>'}
"""


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= {tag, *(name for name, _ in attrs if name.startswith("on"))}


@pytest.fixture(scope="module")
def marked(start_site: Start, tmp_path_factory: pytest.TempPathFactory) -> Running:
    """Return a server of a store whose labels are markup."""
    folder = tmp_path_factory.mktemp("marked")
    record, store = folder / "record.yaml", folder / "marked.store"
    record.write_text(RECORD.replace("SCRIPT", SCRIPT))
    arguments = ["load", "records", "--sample", str(record), "--store", str(store)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return start_site(store, "--workers", "1")


def test_markup_of_others_is_text(marked: Running) -> None:
    assert SCRIPT in str(marked.ask("/place/marked.json").json())
    page = marked.ask("/reconcile/preview?id=place/marked")
    assert page.media_type == "text/html"
    assert not {"script", "img", "svg", "onload", "onerror"} & Tags(page.text).seen
    assert "alert" in page.text
    for answer in (
        marked.ask("/place/marked.json"),
        marked.ask("/api/show?thing=marked"),
        marked.ask("/reconcile?query=marked"),
        marked.ask("/sparql?query=" + quote("SELECT * { ?s ?p ?o } LIMIT 9")),
    ):
        assert answer.media_type in {"application/json", "application/sparql-results+json"}


@pytest.mark.parametrize(
    "path", ["/place/<script>alert(1)</script>.html", "/x'\"><img src=x onerror=alert(1)>.html"]
)
def test_error_pages_show_what_was_asked_as_text(site: Running, path: str) -> None:
    page = site.ask(quote(path), Accept="text/html")
    assert page.status == 404
    assert page.media_type == "text/html"
    assert not {"script", "img", "onerror"} & Tags(page.text).seen
    assert {"h1", "p"} <= Tags(page.text).seen


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/html,*/*;q=0.8", "text/html"),
        ("application/json", "application/problem+json"),
        ("*/*", "text/plain"),
        ("image/png", "text/plain"),
    ],
)
def test_errors_come_in_the_form_that_is_read(site: Running, accept: str, media_type: str) -> None:
    answer = site.ask("/place/none.ttl", Accept=accept)
    assert (answer.status, answer.media_type) == (404, media_type)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "a b", "[::1", "x" * 3000, "a/../b", "<x>"])
def test_a_strange_host_does_no_harm(site: Running, host: str) -> None:
    for path in ("/reconcile", "/sparql", "/place/izium.ttl", "/id/place/izium"):
        answer = site.ask(path, Host=host)
        assert answer.status in {200, 303, 400}, answer.text
        assert "evil" not in answer.headers.get("Location", "")
