"""What a rule concludes from two claims, and that conclusion as linked data.

A judgement is named by its content, so that the same claims judged by the same rule give the
same name anywhere. It is written nowhere unless somebody loads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from claimline import pairs, terms
from claimline.pairs import Pair
from claimline.terms import cl, concept, mint

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
        nameless = mint("judgement", "", base=base)
        name = terms.digest(Triple(nameless, *pair) for pair in said)
        node = mint("judgement", name, base=base)
        yield from (Triple(node, *pair) for pair in said)


def _said(judgement: Judgement) -> list[Pair]:
    least, most = judgement.overlap or (None, None)
    roles = (cl("supporting"), cl("supported")) if judgement.kind in DIRECTED else ()
    return [
        (terms.TYPE, cl("Judgement")),
        (cl("judgementKind"), concept("judgement-kind", judgement.kind)),
        (cl("judgementRule"), concept("judgement-rule", judgement.rule)),
        (cl("necessity"), concept("necessity", judgement.necessity)),
        *((cl("judges"), NamedNode(claim)) for claim in judgement.claims),
        *((role, NamedNode(claim)) for role, claim in zip(roles, judgement.claims, strict=False)),
        *pairs.integer(cl("overlapMinDays"), least),
        *pairs.integer(cl("overlapMaxDays"), most),
        (terms.DESCRIPTION, Literal(judgement.note)),
    ]
