"""For whom an actor speaks: its voices, its side, and whether its words are a side's own."""

from __future__ import annotations

from collections.abc import Iterable

from claimline import catalogue
from claimline.answers import Plain
from claimline.store import Quads
from claimline.views.cells import key
from claimline.views.concession import speaks_for_a_side

THIRD_PARTY = "third-party"
"""The side of those who take part in no conflict: many parties, no one side."""

Row = dict[str, Plain]


class Affiliations:
    """The actors of a store and those on whose behalf they act; all are named by their keys."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._kinds: dict[str, str | None] = {}
        self._sides: dict[str, str] = {}
        self._above: dict[str, set[str]] = {}
        self._voices: dict[str, tuple[str, ...]] = {}
        self._known: dict[str, set[str]] = {}
        for row in rows:
            actor = key(row["actor"]) or ""
            self._kinds[actor] = key(row["kind"])
            if side := key(row["side"]):
                self._sides[actor] = side
            if above := key(row["onBehalfOf"]):
                self._above.setdefault(actor, set()).add(above)

    def voices(self, actor: str) -> tuple[str, ...]:
        """Return those for whom an actor speaks in the end, itself if it is for nobody else.

        Claimants who share one of them are one voice: a president, his adviser, his general.
        """
        if actor not in self._voices:
            reached = self._reached(actor)
            roots = {one for one in reached if not self._above.get(one)}
            self._voices[actor] = tuple(sorted(roots or {min(reached)}))
        return self._voices[actor]

    def speaks_for(self, actor: str, other: str) -> bool:
        """Return whether an actor is another or acts for it, directly or through others."""
        return other in self._reached(actor)

    def side(self, actor: str | None) -> str | None:
        """Return the side an actor is on: its own, or the one of those it acts for."""
        if actor is None:
            return None
        if actor in self._sides:
            return self._sides[actor]
        sides = {self._sides[one] for one in self._reached(actor) if one in self._sides}
        return sides.pop() if len(sides) == 1 else None

    def belligerent(self, actor: str) -> str | None:
        """Return the side an actor is on if it is a party to the conflict."""
        side = self.side(actor)
        return None if side == THIRD_PARTY else side

    def official(self, actor: str) -> bool:
        """Return whether an actor's words are its side's own, and not a newsroom's."""
        return speaks_for_a_side(self._kinds.get(actor), on_behalf=bool(self._above.get(actor)))

    def _reached(self, actor: str) -> set[str]:
        """Return an actor and all for whom it acts, found once for each."""
        if actor not in self._known:
            self._known[actor] = self._climbed(actor)
        return self._known[actor]

    def _climbed(self, actor: str) -> set[str]:
        reached, todo = {actor}, [actor]
        while todo:
            new = self._above.get(todo.pop(), set()) - reached
            reached |= new
            todo += new
        return reached


def affiliations(store: Quads) -> Affiliations:
    """Return the affiliations that a store knows."""
    return Affiliations(store.select(catalogue.get("affiliations").text).plain())
