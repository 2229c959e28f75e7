"""Concessions: who can make one, and of what."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from claimline import packaged
from claimline.terms import SKOS
from claimline.views.concession import GAIN, HOLDING, LOSS, MEASURED, concedes, speaks_for_a_side

TYPE = "https://w3id.org/claimline/vocabulary/event-type/"


def below(*tops: str) -> set[str]:
    """Return the event types of the vocabulary that are one of these, or narrower."""
    text = packaged.text("ontology", "vocabulary", "event-type.ttl")
    broader = {
        str(triple.subject.value): str(triple.object.value)
        for triple in parse(text, RdfFormat.TURTLE)
        if triple.predicate == NamedNode(SKOS + "broader")
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
    }
    found = {TYPE + top for top in tops}
    while more := {one for one, above in broader.items() if above in found} - found:
        found |= more
    return {iri.removeprefix(TYPE) for iri in found}


def test_every_change_of_control_is_a_gain_or_a_loss() -> None:
    assert below("control-change") - {"control-change"} == GAIN | LOSS
    assert GAIN.isdisjoint(LOSS)
    assert below("control", "territorial-holding") - {"contested-control", "no-control"} == HOLDING


@pytest.mark.parametrize(
    ("side", "type_", "controller", "actor"),
    [
        ("russian", "withdrawal", None, "russian"),
        ("russian", "regrouping", None, "russian"),
        ("russian", "flight", None, "russian"),
        ("russian", "capture", "ukrainian", "ukrainian"),
        ("russian", "settlements-retaken", None, "ukrainian"),
        ("ukrainian", "control", "russian", None),
        ("ukrainian", "surrender", "russian", None),
        ("ukrainian", "territorial-holding", "russian", None),
        ("ukrainian", "control-change", "russian", "russian"),
    ],
)
def test_what_is_adverse_to_the_own_side_is_conceded(
    side: str, type_: str, controller: str | None, actor: str | None
) -> None:
    def says(claimant: str | None, polarity: str) -> bool:
        return concedes(claimant, type_, controller, actor, polarity, placed=True)

    assert says(side, "affirmed")
    assert not says(side, "denied")
    assert not says(side, "neither")
    assert not says("third-party", "affirmed")
    assert not says(None, "affirmed")


def test_who_tells_only_what_a_departure_is_for_concedes_no_place() -> None:
    for type_ in LOSS:
        told = concedes("russian", type_, None, "russian", "affirmed", placed=False)
        assert told == (type_ in MEASURED)
    assert concedes("russian", "area-retaken", None, "ukrainian", "affirmed", placed=False)
    assert MEASURED < LOSS


@pytest.mark.parametrize(
    ("side", "type_", "controller", "actor"),
    [
        ("ukrainian", "withdrawal", None, "russian"),  # the other's retreat
        ("ukrainian", "capture", "ukrainian", "ukrainian"),  # the own success
        ("ukrainian", "contested-control", None, "russian"),  # nobody holds the place whole
        ("ukrainian", "battle", None, "russian"),
        ("ukrainian", "evacuation", None, "ukrainian"),  # people leave, not forces
        ("ukrainian", "control", "third-party", None),
        ("russian", "capture", "russian", "ukrainian"),  # who holds it after, not who acts
        ("russian", "control", None, None),
    ],
)
def test_what_is_not_adverse_is_no_concession(
    side: str, type_: str, controller: str | None, actor: str | None
) -> None:
    assert not concedes(side, type_, controller, actor, "affirmed", placed=True)


def test_a_newsroom_at_home_speaks_for_nobody() -> None:
    assert not speaks_for_a_side("outlet", on_behalf=False)
    assert not speaks_for_a_side("dataset", on_behalf=False)
    assert not speaks_for_a_side(None, on_behalf=False)
    assert speaks_for_a_side("agency", on_behalf=True)  # state media
    assert speaks_for_a_side("state", on_behalf=False)
