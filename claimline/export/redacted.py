"""What is left out or blurred before anything is given away, so that nobody comes to harm.

Coordinates are rounded, and private persons are left out with whatever names them. Delay is no
matter of this room: it is an earlier as-of day. A private person is an actor of the kind
``person`` that has no side and acts or speaks on nobody's behalf.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from functools import lru_cache
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad

from claimline import terms
from claimline.export.naming import naming
from claimline.export.selected import Chosen
from claimline.export.whole import whole
from claimline.names import fold
from claimline.pairs import number
from claimline.store import Store, data
from claimline.terms import CL, SCHEMA, SKOS, VOCABULARY, cl

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_DEGREES = (NamedNode(SCHEMA + "latitude"), NamedNode(SCHEMA + "longitude"))
_PERSON = NamedNode(VOCABULARY + "actor-kind/person")
_PUBLIC = (cl("side"), cl("onBehalfOf"))
_LABELS = (terms.LABEL, terms.ALT_LABEL, NamedNode(SKOS + "prefLabel"))
_KEYS = (terms.IDENTIFIER, cl("nameKey"))
_SHARED = frozenset(NamedNode(CL + name) for name in ("Place", "Event", "Document", "Actor"))
_PUBLISHER = NamedNode(terms.DCTERMS + "publisher")


def redacted(chosen: Chosen, *, decimals: int | None = None, private: bool = False) -> Chosen:
    """Return what was chosen with coordinates rounded to some decimals of a degree, and
    without private persons and all that names them; the description says so."""
    quads: Iterable[Quad] = data(chosen.store)
    words = [chosen.description] if chosen.description else []
    if private:
        quads, claims = _without_private([*quads])
        many = "1 claim that needs" if claims == 1 else f"{claims} claims that need"
        words.append(f"Private persons are left out, with {many} them.")
    if decimals is not None:
        quads = [_rounded(quad, decimals) for quad in quads]
        many = "1 decimal" if decimals == 1 else f"{decimals} decimals"
        words.append(f"Coordinates are rounded to {many} of a degree.")
    return Chosen(Store.memory(quads), " ".join(words), chosen.base)


def _rounded(quad: Quad, decimals: int) -> Quad:
    term = quad.object
    if not isinstance(term, Literal):
        return quad
    if term.datatype != terms.WKT and quad.predicate not in _DEGREES:
        return quad
    text = _NUMBER.sub(lambda found: _round(found[0], decimals), term.value)
    rounded = Literal(text, datatype=term.datatype)
    return Quad(quad.subject, quad.predicate, rounded, quad.graph_name)


def _round(text: str, decimals: int) -> str:
    """Return a number rounded, without an exponent, as our own data writes it.

    >>> _round("3.684433e1", 1), _round("-0.04", 1), _round("49.45595", 0)
    ('36.8', '0', '49')
    """
    return number(Decimal(f"{Decimal(text):.{decimals}f}"))


def _without_private(quads: list[Quad]) -> tuple[set[Quad], int]:
    """Return the quads that are about nothing that names a private person, by IRI or in words,
    and how many claims are left out: those that do, and what reaches us through them alone."""
    persons = {q.subject for q in quads if (q.predicate, q.object) == (cl("actorKind"), _PERSON)}
    persons -= {quad.subject for quad in quads if quad.predicate in _PUBLIC}
    names = _names(quads, persons)
    out: set[object] = {*persons}
    if names:
        out |= {quad.subject for quad in quads if any(map(names.search, _words(quad)))}
    shared = {q.subject for q in quads if q.predicate == terms.TYPE and q.object in _SHARED}
    claims = {q.subject for q in quads if (q.predicate, q.object) == (terms.TYPE, cl("Claim"))}
    reports = [(quad.subject, quad.object) for quad in quads if quad.predicate == cl("reportOf")]
    before = -1
    while len(out) > before:
        # What only is of use with what is left out goes too; a document or place that others
        # need stays, unless its own words tell the name or it is a private person's own.
        before = len(out)
        out |= {
            quad.subject
            for quad in quads
            if quad.object in out and (quad.subject not in shared or quad.predicate == _PUBLISHER)
        }
        out |= claims - {of for report, of in reports if report not in out}
    kept = (quad for quad in quads if quad.subject not in out and quad.object not in out)
    return whole(kept), len(out & claims)


def _names(quads: Iterable[Quad], persons: Collection[object]) -> re.Pattern[str] | None:
    """Return what finds a name of any of some persons in a folded text."""
    private: dict[bool, set[str]] = {True: set(), False: set()}
    others: set[str] = set()
    for quad in quads:
        if quad.predicate in (*_LABELS, *_KEYS) and isinstance(quad.object, Literal):
            if quad.subject in persons:
                private[quad.predicate in _LABELS].add(quad.object.value)
            else:
                others.add(quad.object.value)
    return naming(private[True], private[False], others) if persons else None


def _words(quad: Quad) -> Iterable[str]:
    """Yield the folded texts in which a statement may tell a name: its object's, and an IRI's,
    of which a slug is a part."""
    for term in (quad.subject, quad.object):
        if isinstance(term, Literal):
            yield _folded(term.value)
        elif isinstance(term, NamedNode):
            yield _folded(unquote(term.value))


@lru_cache(maxsize=terms.CACHED)
def _folded(text: str) -> str:
    return fold(text)
