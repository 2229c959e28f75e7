"""Exports as linked data: other parsers read the same statements, and they load again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from claimline import export, load, rdf, terms
from claimline.cli import main
from claimline.errors import InputError
from claimline.export import Chosen, selected
from claimline.files import Files
from claimline.find import find
from claimline.model import (
    Actor,
    Claim,
    Document,
    Event,
    Place,
    Proposition,
    Report,
    Value,
)
from claimline.store import Store, data
from claimline.terms import BASE

# rdflib's own parsers of graphs use what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

SYNTAXES = {
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
    "nquads": (RdfFormat.N_QUADS, "nquads"),
    "ntriples": (RdfFormat.N_TRIPLES, "nt"),
    "rdfxml": (RdfFormat.RDF_XML, "xml"),
    "trig": (RdfFormat.TRIG, "trig"),
    "turtle": (RdfFormat.TURTLE, "turtle"),
}
"""The formats that say all that is chosen, with what the two engines call them."""

HOSTILE = [
    '"quoted" \'single\' """three""" ends in \\',
    "</script><!-- ]]> &amp; <b>",
    "two\nlines,\r\nand\ta tab\r",
    "\u202eright to left\u202c עברית العربية",
    "e\u0301 \U0001f6e1 \u2028 \u0085 \ufeff",
    "{{ x }} ${y} %s @prefix : <> . # no comment",
]


@pytest.fixture(scope="module")
def sample(izium: Path) -> Store:
    return Store.open(izium)


def text(name: str, chosen: Chosen, **told: str) -> bytes:
    exporter = export.get(name)
    options = {option.name: option.default for option in exporter.OPTIONS} | told
    [file] = exporter.files(chosen, options)
    return b"".join(file.content)


def spelled(term: object) -> tuple[str, ...]:
    """Return a term as any engine spells it."""
    if isinstance(term, Literal | rdflib.Literal):
        value = term.value if isinstance(term, Literal) else str(term)
        kind = term.language or str(term.datatype or terms.XSD + "string").strip("<>")
        return (value, kind.lower() if term.language else kind)
    return (term.value if isinstance(term, NamedNode) else str(term),)


Spelled = set[tuple[tuple[str, ...], ...]]


def of_ours(quads: Iterable[Quad | Triple]) -> Spelled:
    return {(spelled(q.subject), spelled(q.predicate), spelled(q.object)) for q in quads}


def of_rdflib(content: bytes, form: str, monkeypatch: pytest.MonkeyPatch) -> Spelled:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=content, format=form)
    found = dataset.triples((None, None, None))
    return {(spelled(s), spelled(p), spelled(o)) for s, p, o in found}


def hostile() -> Store:
    """Return a store in which every text is hostile."""
    labels = tuple((tag, label) for tag, label in zip(["en", "da", "uk"], HOSTILE, strict=False))
    content = Proposition(event="e", type="control", places=("p",), description=HOSTILE[2])
    claims = [
        Claim(
            document="d",
            id=f"c{number}",
            claimant="unattributed",
            asserts=content,
            summary=words,
            reports=(Report(id="1", reporter="a", speech="indirect", document="d"),),
        )
        for number, words in enumerate(HOSTILE)
    ]
    values: list[Value] = [
        Document(id="d", record="d", publisher="a", kind="article", title=HOSTILE[1]),
        Place(id="p", kind="city", labels=labels, spellings=tuple(HOSTILE)),
        Actor(id="a", kind="outlet", labels=labels),
        Event(id="e", type="control", labels=labels),
        *claims,
    ]
    quads = [quad for value in values for quad in rdf.quads(value)]
    return Store.memory(quads)


@pytest.mark.parametrize("name", SYNTAXES)
@pytest.mark.parametrize("which", ["Izium", "hostile"])
def test_both_engines_read_what_was_chosen(
    name: str, which: str, sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = Chosen(hostile(), HOSTILE[0])
    if which == "Izium":
        chosen = selected(sample, place=find(sample, "place", "Izium"))
    content = text(name, chosen)
    form, of_rdf = SYNTAXES[name]
    wanted = of_ours(chosen.quads())
    assert of_ours(parse(content, form)) == wanted
    assert of_rdflib(content, of_rdf, monkeypatch) == wanted


@pytest.mark.parametrize("name", ["trig", "nquads"])
def test_the_graphs_are_kept(name: str, sample: Store) -> None:
    chosen = selected(sample, as_of="2022-04-02")
    assert set(parse(text(name, chosen), SYNTAXES[name][0])) == set(chosen.quads())


def test_a_json_ld_claim_holds_its_content_its_reports_and_their_evidence(sample: Store) -> None:
    found = json.loads(text("jsonld", Chosen(sample)))["@graph"]
    claims = {node["id"].removeprefix(BASE + "claim/"): node for node in found}
    claim = claims["ritzau-2022-09-10/area-2000"]
    assert claim["type"] == "Claim"
    assert claim["asserts"]["measure"]["best"] == "2000"
    report = claim["reports"]
    while "reports" in report:
        report = report["reports"]
    assert report["label"].startswith("zelenskyj → ")
    assert {"textStart", "textEnd"} < report["evidence"]["hasSelector"].keys()
    assert not any(node["type"] in ("Report", "Proposition") for node in found)
    assert [node["type"] for node in found][:229] == ["Claim"] * 229


def test_xml_refuses_what_it_cannot_hold() -> None:
    graph = NamedNode(BASE + "graph/place/p")
    said = Quad(NamedNode(BASE + "place/p"), terms.LABEL, Literal("\x01"), graph)
    with pytest.raises(InputError, match="control character in rdfs:label"):
        text("rdfxml", Chosen(Store.memory([said])))


def test_an_iri_that_would_be_taken_for_a_short_one_is_refused() -> None:
    graph = NamedNode(BASE + "graph/place/p")
    said = Quad(NamedNode(BASE + "place/p"), terms.EXACT_MATCH, NamedNode("geo:49.2,37.3"), graph)
    with pytest.raises(InputError, match=r"<geo:49\.2,37\.3> cannot be told"):
        text("jsonld", Chosen(Store.memory([said])))


CHOICES = {
    "a place": ("--place", "Izium"),
    "a place on a day": ("--place", "Izium", "--as-of", "2022-04-02"),
    "possibly, on a day": ("--as-of", "2022-09-09", "--possibly"),
    "a span": ("--from", "2022-09-01", "--to", "2022-09-10"),
    "without private persons": ("--redact", "private"),
    "rounded": ("--redact", "private", "--redact", "coordinates=1"),
}


@pytest.mark.parametrize("case", CHOICES)
@pytest.mark.parametrize("name", ["nquads", "trig"])
def test_a_choice_loads_again_as_a_store_that_is_right(
    case: str, name: str, izium: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"chosen{export.get(name).SUFFIX}"
    words = ["export", name, *CHOICES[case], "-s", str(izium), "-o", str(path)]
    assert CliRunner().invoke(main, words).exit_code == 0
    store = Store.memory()
    options = {"from": BASE, "format": "by-name"}
    tally = load.run(load.get("rdf"), Files([path]), store, options=options)
    assert tally.refused == 0
    assert tally.ignored["what tells how an export was chosen"] == 1
    assert load.judge_store(store) == []
    aside = {*rdf.shipped(), terms.mint("graph", "export")}
    ours = {q for q in parse(path.read_bytes(), SYNTAXES[name][0]) if q.graph_name not in aside}
    assert {quad for quad in data(store) if quad.graph_name not in aside} == ours
    assert ours
