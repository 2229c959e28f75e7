"""What is left out or blurred before it is given away: nothing names whom it must not."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from claimline import load, rdf, terms
from claimline.export import Chosen, redacted, selected
from claimline.find import find
from claimline.model import (
    Actor,
    Claim,
    ClaimKey,
    Document,
    Event,
    Evidence,
    Place,
    Proposition,
    Report,
    Value,
)
from claimline.model import Instant as Moment
from claimline.names import fold
from claimline.shapes import Finding
from claimline.store import Store, data
from claimline.terms import BASE
from claimline.when import instant


def document(key: str, publisher: str = "outlet", **more: str) -> Document:
    return Document(id=key, record=key, publisher=publisher, kind="article", **more)  # type: ignore[arg-type] # texts all


def claim(
    key: str,
    summary: str,
    *,
    by: str = "outlet",
    asserts: Proposition | None = None,
    **more: object,
) -> Claim:
    report = Report(id="1", reporter=by, speech="authorial", document="d")
    given: dict[str, object] = {"claimant": by, "document": "d", "reports": (report,)} | more
    content = asserts or Proposition(event="shelling", type="shelling", places=("izium",))
    return Claim(id=key, summary=summary, asserts=content, **given)  # type: ignore[arg-type] # as named


NAMED = {
    "whole": "Iryna Petrenko was in the house",
    "surname": "The house of PETRENKO was hit",
    "genitive": "Petrenko’s house was hit",
    "in-capitals": "IRYNA PETRENKO lived there",
    "in-ukrainian": "Будинок Ірини Петренко зруйновано",
    "in-a-case": "Про це сказали Петренкові",
    "by-a-spelling": "The woman known as Ira-P spoke",
}
"""Claims that name a private person in their summaries, each in a way of its own."""

VALUES: list[Value] = [
    Place(id="izium", kind="city", labels=(("en", "Izium"),), geonames="707292"),
    Event(id="shelling", type="shelling", labels=(("en", "Shelling"),)),
    Actor(id="outlet", kind="outlet", labels=(("en", "Outlet"),)),
    Actor(id="president", kind="person", labels=(("en", "Olha Ivanenko"),), side="ukrainian"),
    Actor(
        id="iryna-p",
        kind="person",
        labels=(("en", "Iryna Petrenko (teacher)"), ("uk", "Ірина Петренко")),
        spellings=("Ira-P",),
    ),
    document("d", title="What was said"),
    document("blog", "iryna-p"),
    document("named", url="https://news.example/2022/iryna-petrenko-speaks"),
    *(claim(key, summary) for key, summary in NAMED.items()),
    claim("by-her", "The house was hit", by="iryna-p"),
    claim("from-hers", "Two houses were hit", derived_from=(ClaimKey("d", "by-her"),)),
    claim(
        "through-her",
        "A shell fell",
        reports=(
            Report(id="1", reporter="iryna-p", speech="unseen"),
            Report(id="2", reporter="outlet", speech="indirect", of=("1",), document="d"),
        ),
    ),
    claim(
        "on-her-blog",
        "Three houses",
        document="blog",
        reports=(Report(id="1", reporter="outlet", speech="direct", document="blog"),),
    ),
    claim(
        "of-her",
        "Somebody was wounded",
        asserts=Proposition(event="shelling", type="shelling", targets=("iryna-p",)),
    ),
    claim("of-the-president", "Olha Ivanenko came to Izium", by="president"),
    claim(
        "free",
        "A teacher of petrenkovite geology",
        reports=(
            Report(
                id="1",
                reporter="outlet",
                speech="direct",
                document="d",
                evidence=(Evidence(document="d", start=1, end=5, quote="a teacher"),),
            ),
        ),
    ),
]


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store.memory(quad for value in VALUES for quad in rdf.quads(value))
    for graph, quads in rdf.shipped().items():
        made.replace({graph: quads})
    return made


def test_who_is_private_is_named_nowhere(store: Store) -> None:
    kept = redacted(Chosen(store), private=True)
    told = fold(" ".join(kept.lines()))
    assert [
        word for word in ("petrenko ", "ірин", "петренк", "ira-p", "iryna") if word in told
    ] == []


def test_what_names_nobody_private_is_kept(store: Store) -> None:
    kept = redacted(Chosen(store), private=True)
    start = re.escape(f"{BASE}claim/d/")
    found = {match[1] for line in kept.lines() if (match := re.match(f"<{start}([^>]+)>", line))}
    assert found == {"of-the-president", "free"}
    assert any("a teacher" in line for line in kept.lines())
    assert kept.description == "Private persons are left out, with 12 claims that need them."


def violations(chosen: Chosen) -> list[Finding]:
    found = load.judge_store(chosen.store)
    return [finding for finding in found if finding.severity == "violation"]


def test_what_is_left_is_whole(store: Store) -> None:
    assert violations(redacted(Chosen(store), private=True)) == []


def test_nobody_private_is_nothing_to_leave_out() -> None:
    quads = {quad for value in VALUES[:4] for quad in rdf.quads(value)}
    kept = redacted(Chosen(Store.memory(quads)), private=True)
    assert set(data(kept.store)) == quads


@pytest.mark.parametrize(
    ("decimals", "text"),
    [
        (0, "POINT(37 49)"),
        (1, "POINT(37.3 49.2)"),
        (3, "POINT(37.25 49.192)"),
        (9, "POINT(37.2500001 49.1925)"),
    ],
)
def test_coordinates_are_rounded_wherever_they_stand(decimals: int, text: str) -> None:
    place = Place(
        id="izium",
        kind="city",
        labels=(("en", "Izium"),),
        latitude=Decimal("49.1925"),
        longitude=Decimal("37.2500001"),
    )
    kept = redacted(Chosen(Store.memory(rdf.quads(place))), decimals=decimals)
    rounded = {text_of(quad) for quad in data(kept.store) if "/geometry" in str(quad.subject)}
    rounded -= {""}
    longitude, latitude = text.removeprefix("POINT(").removesuffix(")").split()
    assert rounded == {text, longitude, latitude}


def text_of(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal) else ""


def test_numbers_with_exponents_and_lines_of_points_are_rounded_too() -> None:
    node = NamedNode(BASE + "place/p/geometry")
    said = "LINESTRING(3.72500001E1 4.9e1, -.04 +12.345, 1e-7 5.)"
    wkt = Literal(said, datatype=terms.WKT)
    quad = Quad(node, NamedNode(terms.GEO + "asWKT"), wkt, NamedNode(BASE + "graph/place/p"))
    [kept] = data(redacted(Chosen(Store.memory([quad])), decimals=1).store)
    assert text_of(kept) == "LINESTRING(37.3 49, 0 12.3, 0 5)"


def moment(text: str) -> Moment:
    return instant(text)


def test_content_that_only_another_record_says_comes_along() -> None:
    """A claim may assert by its hash what stands in the graph of a record that is not chosen."""
    content = Proposition(event="shelling", type="shelling", places=("izium",))
    early, late = moment("2022-04-01"), moment("2022-09-01")

    def told(key: str, asserts: Proposition | str, when: Moment) -> list[Value]:
        report = Report(id="1", reporter="outlet", speech="authorial", document=key, published=when)
        return [
            document(key),
            Claim(
                document=key,
                id="c",
                claimant="outlet",
                asserts=asserts,
                summary="It was hit",
                reports=(report,),
            ),
        ]

    values = [
        *VALUES[:3],
        *told("first", rdf.digest_of(content), early),
        *told("then", content, late),
    ]
    store = Store.memory(quad for value in values for quad in rdf.quads(value))
    for graph, quads in rdf.shipped().items():
        store.replace({graph: quads})
    chosen = selected(store, place=find(store, "place", "Izium"), as_of="2022-05-01")
    [name] = {q.graph_name for q in data(chosen.store) if "/proposition/" in str(q.subject)}
    assert name == terms.graph("document", "first")
    assert not any("/document/then" in line for line in chosen.lines())
    assert violations(chosen) == []
