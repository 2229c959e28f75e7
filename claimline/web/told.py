"""What a store says of single things: the same again for the page of one and the data beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import TypeVar

from pyoxigraph import Triple

from claimline.errors import BadParameter, UnknownName
from claimline.export import triples
from claimline.find import Thing, find_iri
from claimline.store import Quads
from claimline.views.sources import Sources, sources
from claimline.views.things import statements
from claimline.views.timeline import Timeline, timeline

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True)
class Told:
    """What is told of things. It is remembered of the last one if ``keeping``, as where pages
    and data are written one after the other; whoever answers anew each time does not."""

    store: Quads
    keeping: bool

    @cached_property
    def thing(self) -> Callable[[str], Thing | None]:
        """What gives the thing of an IRI; None where there is none."""
        return self._once(self._thing)

    @cached_property
    def statements(self) -> Callable[[Thing], list[Triple]]:
        """What gives all that is said of a thing and its parts."""
        return self._once(partial(statements, self.store))

    @cached_property
    def turtle(self) -> Callable[[Thing], str]:
        """What gives the same as Turtle."""
        return self._once(lambda thing: triples.turtle(self.statements(thing)))

    @cached_property
    def sources(self) -> Callable[[Thing], Sources]:
        """What gives through whom a claim reaches us."""
        return self._once(partial(sources, self.store))

    @cached_property
    def timeline(self) -> Callable[[Thing], Timeline]:
        """What gives the whole timeline of a place."""
        return self._once(partial(timeline, self.store))

    def _thing(self, iri: str) -> Thing | None:
        try:
            return find_iri(self.store, iri)
        except (UnknownName, BadParameter):
            return None

    def _once(self, make: Callable[[A], B]) -> Callable[[A], B]:
        return lru_cache(maxsize=1)(make) if self.keeping else make
