"""Every name in use, sought by what it looks like: letters in common, three at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from claimline import catalogue, terms
from claimline.answers import Plain
from claimline.names import fold
from claimline.store import Quads
from claimline.terms import CL

TYPES = ("Place", "Actor")
"""What can be reconciled against."""

_CLOSE = 50
"""How many of the names with most in common are compared letter by letter."""

_LEAST = 50
"""The score, of 100, below which a name is no candidate."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may mean, with how like the name it is, of 100."""

    id: str
    type: str
    score: float


class Names:
    """The names of a store's places and actors, in all scripts."""

    def __init__(self, store: Quads) -> None:
        self._things: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in store.select(catalogue.get("known").text).plain():
            type_ = str(row["class"]).removeprefix(CL)
            if type_ in TYPES:
                self._things[str(row["name"])].add((_id(type_, row["key"]), type_))
        self._by_part: dict[str, set[str]] = defaultdict(set)
        for name in self._things:
            for part in _parts(name):
                self._by_part[part].add(name)

    def like(self, query: str, types: frozenset[str], limit: int) -> list[Candidate]:
        """Return the things with names like a query, the likest first, each once."""
        wanted = fold(query)
        shared = Counter(name for part in _parts(wanted) for name in self._by_part.get(part, ()))
        close = [name for name, _ in shared.most_common(_CLOSE)]
        scores: dict[tuple[str, str], float] = {}
        for name in {wanted, *close} & self._things.keys():
            score = round(100 * SequenceMatcher(None, wanted, name, autojunk=False).ratio(), 1)
            for thing in self._things[name]:
                scores[thing] = max(score, scores.get(thing, 0))
        found = [
            Candidate(id_, type_, score)
            for (id_, type_), score in scores.items()
            if score >= _LEAST and type_ in types
        ]
        return sorted(found, key=lambda each: (-each.score, each.id))[:limit]

    def beginning(self, prefix: str, types: frozenset[str], limit: int) -> list[Candidate]:
        """Return the things with a name that begins so, or has a word that does."""
        wanted = fold(prefix)
        found = {
            Candidate(id_, type_, 100)
            for name, things in self._things.items()
            if f" {name}".find(f" {wanted}") >= 0
            for id_, type_ in things
            if type_ in types
        }
        return sorted(found, key=lambda each: (len(each.id), each.id))[:limit]


def labels(store: Quads, ids: list[str], base: str) -> dict[str, str]:
    """Return the labels of things by their ids."""
    if not ids:
        return {}
    query = catalogue.get("find-iri").bind(thing=[base + id_ for id_ in ids])
    rows = store.select(query).plain()
    return {str(row["thing"]).removeprefix(base): str(row["label"]) for row in rows}


def _id(type_: str, key: Plain) -> str:
    """Return what an IRI has after the base, for a thing of a type and key."""
    return terms.mint(type_.lower(), str(key), base="x:/").value.removeprefix("x:/")


def _parts(name: str) -> set[str]:
    padded = f"  {name} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
