"""SEM: plain events with places, actors and times, each account in a graph of its own.

The Simple Event Model says that something happened, which nobody here decides. So each graph is
one account, named for whose it is: what one claimant affirms, or what those of one side do. No
event stands outside such a graph, and what is denied, ordered, intended or supposed stands in
none. Each reading of an event has a time with up to four bounds.

Examples:
  claimline export sem -o events.trig
  claimline export sem --view side:russian --place Izium
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from claimline import terms
from claimline.errors import BadParameter
from claimline.export.constructed import constructed, listed
from claimline.export.selected import Chosen, File
from claimline.export.triples import GraphName, trig
from claimline.find import Thing, find
from claimline.model import Option
from claimline.views.affiliations import affiliations
from claimline.views.cells import key

SUFFIX = ".trig"
MEDIA_TYPE = "application/trig"
OPTIONS = (
    Option(
        "view",
        "Whose account: claimant:NAME, side:KEY, or all for a graph for each claimant.",
        default="all",
    ),
)

_ACCORDING_TO = NamedNode(terms.SEM + "accordingTo")


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file; raises BadParameter for a view that is none, and UnknownName."""
    accounts = _accounts(chosen, told["view"])
    yield File("events.trig", (text.encode() for text in trig(_graphs(chosen, accounts))))


Account = tuple[str, Thing, list[str]]
"""Of which kind an account is, whose, and the IRIs of the claimants who give it."""


def _accounts(chosen: Chosen, view: str) -> list[Account]:
    kind, _, name = view.partition(":")
    rows = listed(chosen.store, "claimants")
    things = [Thing(str(r["claimant"]), key(r["claimant"]) or "", str(r["label"])) for r in rows]
    match kind:
        case "all" if not name:
            return [("claimant", thing, [thing.iri]) for thing in things]
        case "claimant":
            found = find(chosen.store, "actor", name)
            return [(kind, found, [found.iri])]
        case "side":
            side = find(chosen.store, "concept", f"side/{name}")
            known = affiliations(chosen.store)
            return [(kind, side, [one.iri for one in things if known.side(one.key) == side.key])]
        case _:
            raise BadParameter(f"{view!r} is no view; write all, claimant:NAME or side:KEY")


def _graphs(
    chosen: Chosen, accounts: list[Account]
) -> Iterator[tuple[GraphName, Iterable[Triple]]]:
    """Yield first whose the accounts are, and of what choice, as the default graph, and then each
    with its events."""
    named = [
        (terms.mint("graph", "view", kind, thing.key, base=chosen.base), thing, claimants)
        for kind, thing, claimants in accounts
    ]
    yield DefaultGraph(), chain((quad.triple for quad in chosen.told()), _told(named))
    for name, _, claimants in named:
        events = constructed(chosen.store, "sem", claimant=claimants) if claimants else ()
        yield name, events


def _told(named: list[tuple[NamedNode, Thing, list[str]]]) -> Iterator[Triple]:
    for name, thing, claimants in named:
        label = f"Events as told by: {thing.label}"
        yield Triple(name, terms.LABEL, Literal(label, language="en"))
        for claimant in claimants:
            yield Triple(name, _ACCORDING_TO, NamedNode(claimant))
