"""The pages of single things: a claim with all it rests on, and any other with its claims."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from claimline import catalogue, terms
from claimline.errors import NotPublic
from claimline.export.formats.schema_org import of_claim
from claimline.find import Thing
from claimline.model import Evidence, Instant, Interval
from claimline.terms import CL
from claimline.views.cells import instant, moment
from claimline.views.contradictions import Contradiction, contradictions
from claimline.views.corroboration import corroboration
from claimline.views.weighing import Corroboration
from claimline.web.templates import Values

if TYPE_CHECKING:
    from claimline.web.site import Site

_CAPITAL = re.compile("(?<=[a-z])[A-Z]")

CLAIMS = 500
"""How many claims the page of one thing lists."""

Property = tuple[str, list[tuple[str | None, str]]]
"""A property by its name, and each of its values: where it leads, and the words for it."""

_CITED = {"actor": "claimant", "event": "event", "document": "document"}
"""By which parameter the claims of a thing of a kind are asked for."""


def claim(site: Site, it: Thing, *, judged: bool = True) -> Values:
    """Return what the page of a claim shows; what other claims are to it, and what search
    engines read, only if ``judged``."""
    found = site.told.sources(it)
    triples = site.told.statements(it)
    (about,) = site.store.select(catalogue.get("claim").bind(claim=it.iri)).plain()
    proposition = str(about["proposition"])
    event = next(iter(_objects(triples, proposition, "about")), None)
    return {
        "claim": found,
        "iri": it.iri,
        "summary": about["summary"] or it.label,
        "zone": about["timeZone"] or "UTC",
        "event": event,
        "content": _content(site, triples, proposition),
        "time": _time(triples, proposition),
        "weighed": _weighed(site, it) if judged else None,
        "contradictions": _contradictions(site, it, event) if judged else [],
        "rdf": site.told.turtle(it),
        "quoted": _quoted,
        "markup": of_claim(site.store, it.iri) if judged else None,
    }


_SHOWN_IN_WORDS = frozenset(
    f"{CL}{name}"
    for name in (
        *("earliestBegin", "latestBegin", "earliestEnd", "latestEnd", "measure"),
        *("durationMinDays", "durationMaxDays", "durationConvention"),
    )
) | {terms.TYPE.value}
"""What the page of a claim says in words, not as it stands."""


def _content(site: Site, triples: list[Triple], proposition: str) -> list[Property]:
    """Return what a proposition says, and of each amount what belongs to it."""
    own = [t for t in triples if _of(t, proposition) and t.predicate.value not in _SHOWN_IN_WORDS]
    amounts = _objects(triples, proposition, "measure")
    found = _properties(site, own)
    for amount in amounts:
        about = [t for t in triples if _of(t, amount) and t.predicate != terms.TYPE]
        parts = ", ".join(
            f"{name} {' or '.join(text for _, text in values)}"
            for name, values in _properties(site, about)
            if not name.startswith(("earliest", "latest"))
        )
        found.append(("measure", [(None, parts)]))
    low, high = (_literal(triples, proposition, f"duration{end}Days") for end in ("Min", "Max"))
    if low and high:
        found.append(("length", [(None, f"{low}–{high} days")]))
    return found


def _of(triple: Triple, iri: str) -> bool:
    return isinstance(triple.subject, NamedNode) and triple.subject.value == iri


def _objects(triples: list[Triple], iri: str, name: str) -> list[str]:
    """Return the IRIs that a thing points to by a property of ours."""
    found = (t.object for t in triples if _of(t, iri) and t.predicate.value == CL + name)
    return [term.value for term in found if isinstance(term, NamedNode)]


def _literal(triples: list[Triple], iri: str, name: str) -> str | None:
    found = (t.object for t in triples if _of(t, iri) and t.predicate.value == CL + name)
    return next((term.value for term in found if isinstance(term, Literal)), None)


def _time(triples: list[Triple], proposition: str) -> Interval | None:
    """Return the time that a proposition gives; None where it gives none."""

    def bound(name: str) -> datetime | None:
        return moment(_literal(triples, proposition, name))

    begin = Instant(bound("earliestBegin"), bound("latestBegin"))
    end = Instant(bound("earliestEnd"), bound("latestEnd"))
    known = (begin.earliest, begin.latest, end.earliest, end.latest)
    return Interval(begin, end) if any(known) else None


def _weighed(site: Site, it: Thing) -> Corroboration | None:
    if not site.live:
        return site.judged.weight(it.iri)
    try:
        (found,) = corroboration(site.store, claim=it)
    except (NotPublic, ValueError):
        return None
    return found


def _contradictions(site: Site, it: Thing, event: str | None) -> list[Contradiction]:
    if not site.live:
        return site.judged.against(it.iri)
    if event is None:
        return []
    about = Thing(event, event.rpartition("/")[2], site.shown(event))
    return [
        one
        for one in contradictions(site.store, event=about)
        if it.iri in {record.iri for told in (one.one, one.other) for record in told.records}
    ]


def _quoted(evidence: Evidence) -> str:
    """Return where in its document something stands, in words."""
    if evidence.start is not None:
        return f"{evidence.start}–{evidence.end}"
    return evidence.fragment or ""


def values(site: Site, it: Thing, kind: str) -> Values:
    """Return what the page of an actor, an event or a document shows."""
    query = catalogue.get("claims").bind(**{_CITED[kind]: it.iri})
    rows = site.store.select(query).plain()
    claims: list[Values] = [
        {
            **row,
            "path": site.path_of(row["claim"]),
            "saying": instant(row, "earliestSaid", "latestSaid", "said"),
            "zone": str(row["timeZone"] or "UTC"),
        }
        for row in rows[:CLAIMS]
    ]
    triples = site.told.statements(it)
    return {
        "thing": it,
        "kind": kind,
        "iri": it.iri,
        "claims": claims,
        "more": len(rows) - len(claims),
        "content": _properties(site, triples),
        "rdf": site.told.turtle(it),
    }


def _properties(site: Site, triples: list[Triple]) -> list[Property]:
    """Return what is said of a thing: property by property, each value with its page or its
    address on the web, and the words for it."""
    told = sorted(
        {(_name(t.predicate.value), *_value(site, t.object)) for t in triples},
        key=lambda row: (row[0], row[2], row[1] or ""),
    )
    return [
        (name, [(href, text) for _, href, text in rows])
        for name, rows in groupby(told, key=lambda row: row[0])
    ]


def _value(site: Site, term: object) -> tuple[str | None, str]:
    if isinstance(term, Literal):
        return None, f"{term.value} ({term.language})" if term.language else term.value
    if isinstance(term, NamedNode):
        path = site.path_of(term.value)
        return (path, site.shown(term.value)) if path in site.labels else (term.value, _short(term))
    return None, str(term)


def _short(node: NamedNode) -> str:
    return node.value.rpartition("#")[2].rpartition("/")[2] or node.value


def _name(iri: str) -> str:
    """Return the name of a property as words.

    >>> _name("https://w3id.org/claimline/ontology#durationPhrase")
    'duration phrase'
    """
    return _CAPITAL.sub(
        lambda found: f" {found[0].lower()}", iri.rpartition("#")[2].rpartition("/")[2]
    )
