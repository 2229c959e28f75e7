"""Model values to quads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from claimline import rdf, terms
from claimline.model import (
    Actor,
    Claim,
    ClaimKey,
    Document,
    Event,
    Evidence,
    Instant,
    Interval,
    Measure,
    Place,
    Proposition,
    Report,
    Value,
)
from claimline.terms import cl, mint

DAY = Instant(datetime(2022, 3, 23, 22, tzinfo=UTC), datetime(2022, 3, 24, 22, tzinfo=UTC))
AREA = Measure(kind="area", unit="km2", hedge="about", best=Decimal("2000.00"), baseline=DAY)
HELD = Proposition(
    event="izium-control",
    type="control",
    places=("izium",),
    controller="russian-forces",
    time=Interval(DAY, Instant(None, None), "2022-03-24/.."),
    measures=(AREA,),
    framings=("occupation",),
)
CLAIM = Claim(
    document="wire",
    id="held",
    claimant="ministry",
    asserts=HELD,
    summary="Izium is held.",
    derived_from=(ClaimKey("wire", "other"),),
    reports=(
        Report(id="1", reporter="tass", speech="unseen"),
        Report(
            id="2",
            reporter="ritzau",
            speech="direct",
            of=("1",),
            document="wire",
            evidence=(Evidence(document="wire", start=3, end=9, quote="held å"),),
            distances=("liberation",),
        ),
    ),
)
DOCUMENT = Document(id="wire", record="wire", publisher="ritzau", published=DAY, sha256="0" * 64)
PLACE = Place(
    id="izium",
    labels=(("en", "Izium"), ("uk", "Ізюм")),
    kind="city",
    spellings=("Izyum",),
    geonames="707292",
    latitude=Decimal("49.2070"),
    longitude=Decimal("37.277"),
    part_of=("kharkiv-oblast",),
)
ACTOR = Actor(id="tass", labels=(("en", "TASS"),), kind="agency", on_behalf_of=("russia",))
EVENT = Event(id="izium-control", type="control", labels=(("en", "Control of Izium"),))
VALUES: list[Value] = [CLAIM, DOCUMENT, PLACE, ACTOR, EVENT]


def objects(quads: list[Quad], subject: NamedNode, predicate: NamedNode) -> list[object]:
    return [quad.object for quad in quads if (quad.subject, quad.predicate) == (subject, predicate)]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_no_blank_nodes_and_one_graph_a_value(value: Value) -> None:
    quads = list(rdf.quads(value))
    assert not [q for q in quads if isinstance(q.subject, BlankNode)]
    assert {q.graph_name for q in quads} == {rdf.graph_of(value)}
    assert quads == list(rdf.quads(value))


def test_equal_content_is_one_proposition_and_other_content_another() -> None:
    same = Proposition(
        event="izium-control",
        type="control",
        places=("izium",),
        controller="russian-forces",
        time=Interval(DAY, Instant(None, None), "2022-03-24/.."),
        measures=(AREA,),
        framings=("occupation",),
    )
    assert rdf.digest_of(same) == rdf.digest_of(HELD)
    other = Proposition(event="izium-control", type="control", places=("kupiansk",))
    assert rdf.digest_of(other) != rdf.digest_of(HELD)


def test_the_order_of_a_list_does_not_change_the_proposition() -> None:
    one = Proposition(event="e", type="withdrawal", places=("izium", "balakliia"))
    two = Proposition(event="e", type="withdrawal", places=("balakliia", "izium"))
    assert rdf.digest_of(one) == rdf.digest_of(two)


def test_what_is_said_twice_is_hashed_once_as_it_is_held_once() -> None:
    twice = replace(HELD, places=HELD.places * 2)
    assert rdf.digest_of(twice) == rdf.digest_of(HELD)
    assert rdf.content(twice) == rdf.content(HELD)


def test_a_digest_can_be_made_again_from_the_graph() -> None:
    quads = list(rdf.quads(CLAIM))
    node = mint("proposition", rdf.digest_of(HELD))
    content = [(str(q.predicate), str(q.object)) for q in quads if q.subject == node]
    assert node.value.endswith(terms.digest(content))
    assert len(content) == 10


def test_a_denial_of_a_known_proposition_only_points_to_it() -> None:
    denial = Claim(
        document="d",
        id="no",
        claimant="kyiv",
        asserts=rdf.digest_of(HELD),
        summary="Not held.",
        polarity="denied",
    )
    quads = list(rdf.quads(denial))
    node = mint("claim", "d", "no")
    assert objects(quads, node, cl("asserts")) == [mint("proposition", rdf.digest_of(HELD))]
    assert {quad.subject for quad in quads} == {node}


def test_a_report_carries_its_chain_and_what_it_reports() -> None:
    quads = list(rdf.quads(CLAIM))
    first, second = (mint("report", "wire", "held", number) for number in "12")
    label = NamedNode(terms.RDFS + "label")
    assert objects(quads, first, label) == [Literal("ministry → tass")]
    assert objects(quads, second, label) == [Literal("ministry → tass → ritzau")]
    assert objects(quads, first, cl("reportOf")) == [mint("claim", "wire", "held")]
    assert objects(quads, second, cl("reportOf")) == [first]


def test_a_hop_of_several_reports_shows_them_all() -> None:
    reports = (
        Report(id="1", reporter="afp", speech="unseen"),
        Report(id="2", reporter="cnn", speech="unseen"),
        Report(id="3", reporter="ritzau", speech="indirect", of=("1", "2"), document="wire"),
    )
    claim = Claim(document="wire", id="c", claimant="x", asserts=HELD, summary="s", reports=reports)
    assert rdf.chain(claim, reports[2]) == "(x → afp | x → cnn) → ritzau"


def test_an_outlet_in_its_own_voice_is_one_name() -> None:
    report = Report(id="1", reporter="ritzau", speech="authorial", document="wire")
    claim = Claim(
        document="wire", id="c", claimant="ritzau", asserts=HELD, summary="s", reports=(report,)
    )
    assert rdf.chain(claim, report) == "ritzau"


def test_numbers_and_times_have_one_spelling() -> None:
    quads = list(rdf.quads(CLAIM))
    assert Literal("2000", datatype=NamedNode(terms.XSD + "decimal")) in {q.object for q in quads}
    begins = [quad.object for quad in quads if quad.predicate == cl("earliestBegin")]
    assert begins == [Literal("2022-03-23T22:00:00Z", datatype=NamedNode(terms.XSD + "dateTime"))]
    assert not [quad for quad in quads if quad.predicate == cl("latestEnd")]


def test_every_name_of_a_place_is_a_key_to_it() -> None:
    quads = list(rdf.quads(PLACE))
    keys = {term.value for term in objects(quads, mint("place", "izium"), cl("nameKey"))}  # type: ignore[attr-defined]
    assert keys == {"izium", "ізюм", "izyum", "707292"}


def test_hearsay_has_a_claimant_of_its_own() -> None:
    assert rdf.actor_iri("unattributed") == str(cl("unattributed"))


@given(st.text(min_size=1), st.text(min_size=1))
def test_different_keys_never_share_an_iri(one: str, two: str) -> None:
    assert (mint("claim", one, "x") == mint("claim", two, "x")) == (one == two)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**9))
def test_a_measure_keeps_its_amount(amount: Decimal) -> None:
    measure = Measure(kind="area", unit="km2", hedge="exact", best=amount)
    claim = Claim(
        document="d",
        id="c",
        claimant="x",
        summary="s",
        asserts=Proposition(event="e", type="area-retaken", measures=(measure,)),
    )
    (best,) = (quad.object for quad in rdf.quads(claim) if quad.predicate == cl("best"))
    assert isinstance(best, Literal)
    assert Decimal(best.value) == amount
    assert "E" not in best.value


def test_every_term_written_is_defined_in_the_ontology() -> None:
    defined = {quad.subject for quads in rdf.shipped().values() for quad in quads}
    written = {
        term
        for value in VALUES
        for quad in rdf.quads(value)
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith((terms.CL, terms.VOCABULARY))
    }
    assert written - defined == set()
