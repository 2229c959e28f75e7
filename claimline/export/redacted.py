"""What is left out or blurred before anything is given away, so that nobody comes to harm.

Coordinates are rounded, and private persons are left out with whatever names them. Delay is no
matter of this room: it is an earlier as-of day. A private person is an actor of the kind
``person`` that has no side and acts or speaks on nobody's behalf.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from claimline import terms
from claimline.export.selected import Chosen
from claimline.store import Store, data
from claimline.terms import CL, SKOS, VOCABULARY

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_PERSON = NamedNode(VOCABULARY + "actor-kind/person")
_KIND = NamedNode(CL + "actorKind")
_PUBLIC = (NamedNode(CL + "side"), NamedNode(CL + "onBehalfOf"))
_NAMES = (terms.LABEL, terms.ALT_LABEL, NamedNode(SKOS + "prefLabel"))
_CLASSES = frozenset(NamedNode(CL + name) for name in ("Place", "Event", "Document", "Actor"))


def redacted(chosen: Chosen, *, decimals: int | None = None, private: bool = False) -> Chosen:
    """Return what was chosen with coordinates rounded to some decimals of a degree, and
    without private persons and all that names them; the description says so."""
    quads = list(data(chosen.store))
    words = [chosen.description] if chosen.description else []
    if private:
        quads, left_out = _without_private(quads)
        words.append(f"Private persons are left out, and {left_out} things that name them.")
    if decimals is not None:
        quads = [_rounded(quad, decimals) for quad in quads]
        words.append(f"Coordinates are rounded to {decimals} decimals of a degree.")
    return Chosen(Store.memory(quads), " ".join(words), chosen.base)


def _rounded(quad: Quad, decimals: int) -> Quad:
    term = quad.object
    if not isinstance(term, Literal) or term.datatype != terms.WKT:
        return quad
    step = Decimal(1).scaleb(-decimals)
    text = _NUMBER.sub(lambda number: str(Decimal(number[0]).quantize(step)), term.value)
    return Quad(quad.subject, quad.predicate, Literal(text, datatype=terms.WKT), quad.graph_name)


def _without_private(quads: Iterable[Quad]) -> tuple[list[Quad], int]:
    """Return the quads that are about nothing that names a private person, by IRI or in words,
    and how many things are left out beside the persons."""
    quads = list(quads)
    persons = {quad.subject for quad in quads if (quad.predicate, quad.object) == (_KIND, _PERSON)}
    persons -= {quad.subject for quad in quads if quad.predicate in _PUBLIC}
    names = {
        quad.object.value.casefold()
        for quad in quads
        if quad.subject in persons and quad.predicate in _NAMES and isinstance(quad.object, Literal)
    }
    naming = re.compile(
        "|".join(rf"\b{re.escape(name)}\b" for name in sorted(names)) or r"(?!)", re.IGNORECASE
    )
    out = set(persons)
    shared = {q.subject for q in quads if q.predicate == terms.TYPE and q.object in _CLASSES}
    while True:
        # What only is of use with what is left out goes too; a document or place that others
        # need stays, unless its own words tell the name.
        more = {
            quad.subject
            for quad in quads
            if quad.subject not in out
            and (
                (quad.object in out and quad.subject not in shared)
                or (isinstance(quad.object, Literal) and naming.search(quad.object.value))
            )
        }
        if not more:
            break
        out |= more
    kept = [quad for quad in quads if quad.subject not in out and quad.object not in out]
    return kept, len(out) - len(persons)
