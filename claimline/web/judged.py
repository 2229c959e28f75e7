"""What claims are to each other, judged for all of them at once: for a site that shows each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from claimline.store import Quads
from claimline.views.contradictions import Contradiction, contradictions
from claimline.views.corroboration import corroboration
from claimline.views.weighing import Corroboration


@dataclass(frozen=True)
class Judged:
    """The contradictions of a store, and how each claim of it is corroborated."""

    store: Quads

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """All contradictions, the necessary ones first."""
        return contradictions(self.store)

    @cached_property
    def _by_claim(self) -> dict[str, list[Contradiction]]:
        found: dict[str, list[Contradiction]] = {}
        for one in self.contradictions:
            told = {record.iri for side in (one.one, one.other) for record in side.records}
            for iri in told:
                found.setdefault(iri, []).append(one)
        return found

    @cached_property
    def _weights(self) -> dict[str, Corroboration]:
        return {one.iri: one for one in corroboration(self.store)}

    def against(self, claim: str) -> list[Contradiction]:
        """Return the contradictions that a claim, by its IRI, is part of."""
        return self._by_claim.get(claim, [])

    def weight(self, claim: str) -> Corroboration | None:
        """Return how a claim is corroborated; None for one that cannot be weighed."""
        return self._weights.get(claim)
