"""Nodes to propositions and measures, which are named by what they say."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from claimline import rdf, statements, terms
from claimline.model import UNATTRIBUTED, Duration, Measure, Proposition
from claimline.rdf_in.nodes import Node
from claimline.terms import cl

_UNITS = {terms.QUDT_UNIT + name: unit for unit, name in terms.UNITS.items()}
_PARTS = (cl("measure"), cl("purpose"), cl("cause"))
_DEEPEST = 16


class Contents:
    """The propositions and measures among the nodes of one graph. ``reached`` are the nodes
    that became a part of something."""

    def __init__(self, nodes: dict[NamedNode, Node], base: str) -> None:
        self.nodes = nodes
        self.base = base
        self.reached: set[NamedNode] = set()

    def proposition(self, node: Node, depth: int = 0) -> Proposition:
        """Return what a node says, with what is wrong in its faults and its parts' faults."""
        self.reached.add(node.iri)
        deeper = depth < _DEEPEST
        if not deeper:
            node.fault("purposes and causes lead on and on")
        value = Proposition(
            event=node.key(cl("about"), "event"),
            type=node.concept(cl("eventType"), "event-type") or "",
            places=node.keys(cl("place"), "place"),
            destinations=node.keys(cl("destination"), "place"),
            actors=self.actors(node, cl("actor")),
            targets=self.actors(node, cl("target")),
            controller=next(iter(self.actors(node, cl("controller"))), None),
            time=node.interval(),
            duration=_duration(node),
            measures=tuple(
                self._measure(self.nodes[iri])
                for iri in node.iris(cl("measure"))
                if iri in self.nodes
            ),
            purposes=self._parts(node, cl("purpose"), depth) if deeper else (),
            causes=self._parts(node, cl("cause"), depth) if deeper else (),
            framings=node.concepts(cl("framing"), "framing"),
            description=node.text(terms.DESCRIPTION),
        )
        self._compare(node, value)
        return value

    def actors(self, node: Node, predicate: NamedNode) -> tuple[str, ...]:
        """Return the keys of the actors that a predicate leads to; nobody is one."""
        found = node.iris(predicate)
        nobody = [UNATTRIBUTED] if cl("unattributed") in found else []
        others = (iri for iri in found if iri != cl("unattributed"))
        return (*nobody, *(key[0] for iri in others if (key := node.parts(iri, "actor"))))

    def _parts(self, node: Node, predicate: NamedNode, depth: int) -> tuple[Proposition, ...]:
        found = (self.nodes[iri] for iri in node.iris(predicate) if iri in self.nodes)
        return tuple(self.proposition(part, depth + 1) for part in found)

    def _compare(self, node: Node, value: Proposition | Measure) -> None:
        """Add a fault for all that a node does not say of itself as it is written, or if it is
        not named by its content; where its parts are at fault, that is for them to say."""
        parts = [self.nodes[iri] for name in _PARTS for iri in node.iris(name) if iri in self.nodes]
        if any(part.faults for part in (node, *parts)):
            return
        iri, content = rdf.content(value, self.base)
        written = {*statements.triples(about for about in content if about[0] == iri)}
        for each in node.told:
            triple = each.quad.triple
            if Triple(NamedNode(iri[1:-1]), triple.predicate, triple.object) not in written:
                message = f"{shown(triple.predicate)} {triple.object} is not known here"
                node.fault(message, at=each.at)
        if iri != str(node.iri) and not node.faults:
            hint = f"the name that its content gives is {iri}"
            node.fault("it is not named by its content", hint)

    def _measure(self, node: Node) -> Measure:
        self.reached.add(node.iri)
        unit = node.iri_of(cl("unit")) or ""
        if unit not in _UNITS:
            node.fault(
                f"{unit or 'nothing'} is not a unit known here", "such as km² in QUDT, unit:KiloM2"
            )
        value = Measure(
            kind=node.concept(cl("measureKind"), "measure-kind") or "",
            unit=_UNITS.get(unit, "count"),
            hedge=node.concept(cl("hedge"), "hedge") or "",
            minimum=node.number(cl("minimum")),
            best=node.number(cl("best")),
            maximum=node.number(cl("maximum")),
            baseline=node.instant("baseline"),
            as_of=node.instant("asOf"),
            scope=node.key(cl("scope"), "place") or None,
            party=next(iter(self.actors(node, cl("party"))), None),
        )
        self._compare(node, value)
        return value


def _duration(node: Node) -> Duration | None:
    least, most = node.whole(cl("durationMinDays")), node.whole(cl("durationMaxDays"))
    phrase = node.text(cl("durationPhrase"))
    convention = node.concept(cl("durationConvention"), "duration-convention")
    if least is None and most is None and phrase is None and convention is None:
        return None
    if least is None or most is None or phrase is None or convention is None:
        node.fault("a duration needs the fewest and the most days, its phrase and the convention")
        return None
    so_far = node.text(cl("durationSoFar")) == "true"
    return Duration(least, most, phrase, convention, so_far)


def shown(iri: NamedNode) -> str:
    """Return an IRI with the prefix that it goes by here, or whole."""
    for prefix, start in terms.PREFIXES.items():
        if iri.value.startswith(start):
            return f"{prefix}:{iri.value.removeprefix(start)}"
    return f"<{iri.value}>"
