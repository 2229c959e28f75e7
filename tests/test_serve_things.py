"""Linked data by HTTP: where an IRI leads, in which form, and what has not changed."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Triple, parse

from claimline.cli import main

if TYPE_CHECKING:
    from tests.conftest import Running

FORMS = {
    ".html": "text/html",
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
    ".trig": "application/trig",
    ".rdf": "application/rdf+xml",
    ".json": "application/json",
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
RDFLIB = "application/rdf+xml;q=0.9, text/turtle;q=0.95, application/ld+json;q=0.5, */*;q=0.1"

ACCEPTED = [
    ("", ".html"),
    ("*/*", ".html"),
    (BROWSER, ".html"),
    (RDFLIB, ".ttl"),
    ("text/turtle", ".ttl"),
    ("TEXT/TURTLE", ".ttl"),
    ("application/x-turtle", ".ttl"),
    ("text/turtle;charset=utf-8", ".ttl"),
    ("text/turtle, */*", ".ttl"),
    ("text/*", ".html"),
    ("application/*", ".jsonld"),
    ("application/*;q=0.2, text/html;q=0.1", ".jsonld"),
    ("text/html;q=0, */*", ".ttl"),
    ("text/html;q=0.4,application/rdf+xml;q=0.6", ".rdf"),
    ("application/json", ".json"),
    ("application/n-triples;q=0.001", ".nt"),
    ("application/trig", ".trig"),
    ("text/turtle;q=0.0, application/ld+json", ".jsonld"),
    ("text/turtle;q=2, application/ld+json", ".jsonld"),
    ("nonsense", ".html"),
    (";;;,,,/", ".html"),
]


@pytest.mark.parametrize(("accept", "suffix"), ACCEPTED)
def test_an_iri_leads_to_the_form_that_is_accepted(site: Running, accept: str, suffix: str) -> None:
    answer = site.ask("/id/place/izium", Accept=accept)
    assert answer.status == 303
    assert urljoin("/id/place/izium", answer.headers["Location"]) == f"/place/izium{suffix}"
    assert "Accept" in answer.headers["Vary"]
    described = [link for link in answer.headers.get_all("Link", []) if "describedby" in link]
    assert described == [
        f'<{answer.headers["Location"]}>; rel="describedby"; type="{FORMS[suffix]}"'
    ]


def test_all_other_forms_are_told_as_alternates(site: Running) -> None:
    links = site.ask("/id/place/izium", Accept="text/turtle").headers.get_all("Link", [])
    told = {link for link in links if "alternate" in link}
    assert told == {
        f'<../../place/izium{suffix}>; rel="alternate"; type="{media_type}"'
        for suffix, media_type in FORMS.items()
    }
    beside = site.ask("/place/izium.ttl").headers.get_all("Link", [])
    assert '<izium.jsonld>; rel="alternate"; type="application/ld+json"' in beside


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0", "application/pdf, video/*"])
def test_what_no_form_fits_is_406_with_the_forms_there_are(site: Running, accept: str) -> None:
    answer = site.ask("/id/place/izium", Accept=accept)
    assert answer.status == 406
    assert all(form in answer.text for form in FORMS.values())


@pytest.mark.parametrize("thing", ["place/izium", "claim/ritzau-2022-09-10/area-2000"])
def test_the_data_is_what_show_gives(site: Running, sample_store: str, thing: str) -> None:
    iri = f"https://w3id.org/claimline/id/{thing}"
    arguments = ["show", iri, "--store", str(sample_store), "-f"]
    told = CliRunner().invoke(main, [*arguments, "nt"]).stdout
    expected = set(parse(told, RdfFormat.N_TRIPLES))
    formats = {
        ".ttl": RdfFormat.TURTLE,
        ".jsonld": RdfFormat.JSON_LD,
        ".nt": RdfFormat.N_TRIPLES,
        ".trig": RdfFormat.TRIG,
        ".rdf": RdfFormat.RDF_XML,
    }
    for suffix, form in formats.items():
        answer = site.ask(f"/{thing}{suffix}")
        assert answer.status == 200
        assert answer.media_type == FORMS[suffix]
        content = answer.content
        if suffix == ".jsonld":
            content = _with_context(answer.json())
        assert {quad.triple for quad in parse(content, form)} == {
            Triple(each.subject, each.predicate, each.object) for each in expected
        }, suffix


@pytest.mark.parametrize(
    ("thing", "view"),
    [("place/izium", "timeline"), ("claim/ritzau-2022-09-10/area-2000", "sources")],
)
def test_the_json_of_a_thing_is_what_its_view_gives(
    site: Running, sample_store: str, thing: str, view: str
) -> None:
    iri = f"https://w3id.org/claimline/id/{thing}"
    words = [view, iri, "--store", str(sample_store), "-f", "json"]
    expected = json.loads(CliRunner().invoke(main, words).stdout)
    assert site.ask(f"/{thing}.json").json() == expected


def test_what_has_no_page_has_data(site: Running, sample_store: str) -> None:
    path = "report/ritzau-2022-09-10/area-2000/1"
    iri = f"https://w3id.org/claimline/id/{path}"
    arguments = ["show", iri, "--store", str(sample_store), "-f", "json"]
    told = json.loads(CliRunner().invoke(main, arguments).stdout)
    assert site.ask(f"/{path}.json").json() == told
    assert parse(site.ask(f"/{path}.nt").content, RdfFormat.N_TRIPLES)


def _with_context(told: dict[str, object]) -> bytes:
    """Return JSON-LD with its context within, which parsers may not fetch."""
    assert isinstance(told["@context"], dict)
    return json.dumps(told).encode()


def test_trig_keeps_the_graphs(site: Running) -> None:
    quads = list(parse(site.ask("/place/izium.trig").content, RdfFormat.TRIG))
    assert {str(quad.graph_name) for quad in quads} == {
        "<https://w3id.org/claimline/id/graph/place/izium>"
    }


@pytest.mark.parametrize("path", ["/id/place/iziun", "/place/iziun.ttl", "/place/iziun.html"])
def test_a_thing_there_is_not_is_404_with_the_nearest_names(site: Running, path: str) -> None:
    answer = site.ask(path)
    assert answer.status == 404
    assert "izium" in answer.text


def test_however_an_iri_is_escaped_it_is_the_same(site: Running) -> None:
    for path in ("/id/place/%69zium", "/id/place/izium", "/id/plac%65/izium"):
        answer = site.ask(path, Accept="text/turtle")
        assert urljoin(path, answer.headers["Location"]) == "/place/izium.ttl"


@pytest.mark.parametrize("path", ["/", "/place/izium.ttl", "/api/stats", "/robots.txt"])
def test_head_is_get_without_the_content(site: Running, path: str) -> None:
    got, told = site.ask(path), site.ask(path, "HEAD")
    assert told.status == got.status == 200
    assert told.content == b""
    kept = ("Content-Type", "Content-Length", "ETag", "Last-Modified")
    assert [told.headers[name] for name in kept] == [got.headers[name] for name in kept]
    assert got.content


@pytest.mark.parametrize("path", ["/", "/place/izium.ttl", "/api/stats", "/robots.txt"])
def test_what_has_not_changed_is_304(site: Running, path: str) -> None:
    first = site.ask(path)
    tag = first.headers["ETag"]
    for sent in (tag, f"W/{tag}", f'"other", {tag}'):
        again = site.ask(path, If_None_Match=sent)
        assert (again.status, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
    assert site.ask(path, If_None_Match='"other"').status == 200


def test_a_date_will_do_where_no_tag_is_sent(site: Running) -> None:
    moment = site.ask("/place/izium.ttl").headers["Last-Modified"]
    assert site.ask("/place/izium.ttl", If_Modified_Since=moment).status == 304
    old = "Mon, 01 Jan 2018 00:00:00 GMT"
    assert site.ask("/place/izium.ttl", If_Modified_Since=old).status == 200
    assert site.ask("/place/izium.ttl", If_Modified_Since="yesterday").status == 200
    assert site.ask("/place/izium.ttl", If_Modified_Since=moment, If_None_Match='"x"').status == 200


def test_each_form_and_each_thing_has_a_tag_of_its_own(site: Running) -> None:
    paths = ("/place/izium.ttl", "/place/izium.nt", "/place/lyman.ttl", "/place/izium.ttl?x=1")
    assert len({site.ask(path).headers["ETag"] for path in paths}) == len(paths)


def test_tags_of_one_url_differ_by_what_is_accepted(site: Running) -> None:
    path = "/sparql?query=ASK%20%7B%7D"
    tags = {site.ask(path, Accept=form).headers["ETag"] for form in ("text/csv", "*/*")}
    assert len(tags) == 2


def test_a_connection_is_kept(site: Running) -> None:
    host, port = site.address.removeprefix("http://").rstrip("/").split(":")
    line = HTTPConnection(host, int(port), timeout=20)
    for path in ("/place/izium.ttl", "/place/none.ttl", "/place/izium.nt"):
        line.request("GET", path)
        sock = line.sock
        line.getresponse().read()
        assert line.sock is sock
    line.close()
