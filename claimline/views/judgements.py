"""What a rule concludes from two claims, and that conclusion as linked data.

A judgement is named by its content, so that the same claims judged by the same rule give the
same name anywhere. It is written nowhere unless somebody loads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Triple

from claimline import pairs, statements, terms
from claimline.statements import Pair, grouped, literal
from claimline.terms import listed, minted, ours

DIRECTED = frozenset({"content-corroboration", "concession"})
"""The kinds in which the one claim supports the other; the others are the same both ways."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One rule's conclusion from two claims, which are named by their IRIs, the supporting one
    first where the kind is directed.

    ``kind`` is a key of the list judgement-kind, ``relation`` the concept at its top or the
    kind itself; ``rule`` is a key of judgement-rule and ``necessity`` of necessity:
    "necessary" or "possible". ``overlap`` is the least and the greatest number of days for
    which both claims are of the same time, ``None`` in it for no limit.
    """

    relation: str
    kind: str
    necessity: str
    rule: str
    claims: tuple[str, str]
    note: str
    overlap: tuple[int, int | None] | None = None


def triples(judgements: Iterable[Judgement], base: str = terms.BASE) -> Iterator[Triple]:
    """Yield the triples of judgements, each named by the hash of them.

    The relation is not written: it is what the kind's ``skos:broader`` leads to.
    """
    for judgement in judgements:
        said = _said(judgement)
        node = minted("judgement", terms.digest(said), base=base)
        yield from statements.triples([(node, grouped(said))])


def _said(judgement: Judgement) -> list[Pair]:
    least, most = judgement.overlap or (None, None)
    roles = (ours("supporting"), ours("supported")) if judgement.kind in DIRECTED else ()
    return [
        (str(terms.TYPE), ours("Judgement")),
        (ours("judgementKind"), listed("judgement-kind", judgement.kind)),
        (ours("judgementRule"), listed("judgement-rule", judgement.rule)),
        (ours("necessity"), listed("necessity", judgement.necessity)),
        *((ours("judges"), f"<{claim}>") for claim in judgement.claims),
        *((role, f"<{claim}>") for role, claim in zip(roles, judgement.claims, strict=False)),
        *pairs.integer(ours("overlapMinDays"), least),
        *pairs.integer(ours("overlapMaxDays"), most),
        (str(terms.DESCRIPTION), literal(judgement.note)),
    ]
