"""GEXF: who passes on whom, as a network in time, for Gephi: claimant, reporter, outlet.

An edge leads from whoever is passed on to whoever passes that on, once for all their reports;
its weight is their number. Its spells are when those reports may have come out, from the
earliest day to the latest; dates tells that in words. A report without any date has the whole
time of the network as its spell, and words that say so.

Examples:
  claimline export gexf -o network.gexf
  claimline export gexf --place Izium --as-of 2022-09-12 -o izium.gexf
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from claimline.export.accounts import Account, Hop, Named, accounts
from claimline.export.nodes import Content, Node
from claimline.export.safe import isolated
from claimline.export.selected import Chosen, File
from claimline.export.worded import edges, worded
from claimline.model import Instant, Option

SUFFIX = ".gexf"
MEDIA_TYPE = "application/gexf+xml"
OPTIONS: tuple[Option, ...] = ()

Spell = tuple[date, date]
Values = Mapping[str, str | int | None]
_MOST = 20
"""How many dates an edge tells in words."""

_ATTRIBUTES = {
    "node": {"iri": "anyURI", "kind": "string", "side": "string", "claims": "integer"},
    "edge": {"reports": "integer", "undated": "integer", "dates": "string"},
}


@dataclass(slots=True)
class _Edge:
    """All reports by which one actor passes on another, or publishes what that one reports."""

    reports: set[str] = field(default_factory=set)
    published: dict[str, tuple[Instant, str | None]] = field(default_factory=dict)


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file."""
    del told
    yield File("network.gexf", _pieces(chosen))


def _pieces(chosen: Chosen) -> Iterator[bytes]:
    content = Content(chosen.store)
    actors: dict[str, Named] = {}
    claims: dict[str, int] = {}
    found: dict[tuple[str, str], _Edge] = {}
    for account in accounts(content):
        claims[account.claimant.iri] = claims.get(account.claimant.iri, 0) + 1
        actors[account.claimant.iri] = account.claimant
        for one, other, hop in _links(account):
            actors |= {one.iri: one, other.iri: other}
            if one.iri != other.iri:
                edge = found.setdefault((one.iri, other.iri), _Edge())
                edge.reports.add(hop.key)
                edge.published[hop.key] = (hop.published, account.zone)
    spells = [
        spell
        for edge in found.values()
        for value, zone in edge.published.values()
        if (spell := _spell(value, zone))
    ]
    whole = (min(first for first, _ in spells), max(last for _, last in spells)) if spells else None
    yield from (line.encode() for line in _head(chosen.description, whole))
    yield f'<nodes count="{len(actors)}">\n'.encode()
    for iri, actor in sorted(actors.items()):
        node = content.actors.get(iri, Node(iri))
        yield _node(actor, node, claims.get(iri, 0)).encode()
    yield f'</nodes>\n<edges count="{len(found)}">\n'.encode()
    for number, (ends, edge) in enumerate(sorted(found.items(), key=lambda pair: pair[0])):
        one, other = (actors[iri] for iri in ends)
        yield _edge(number, one, other, edge, whole).encode()
    yield b"</edges>\n</graph>\n</gexf>\n"


def _links(account: Account) -> Iterator[tuple[Named, Named, Hop]]:
    """Yield who passes on whom: reporters those they have it from, outlets their reporters."""
    reporters = {account.iri: account.claimant}
    reporters |= {hop.iri: hop.reporter for hop in account.hops}
    for hop in account.hops:
        for before in hop.of:
            if before in reporters:
                yield reporters[before], hop.reporter, hop
        if hop.document and hop.document.publisher:
            yield hop.reporter, hop.document.publisher, hop


def _head(description: str, whole: Spell | None) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n<meta>\n<creator>claimline</creator>\n'
    words = f"Who passes on whom. {description or 'All claims.'}"
    yield f"<description>{escape(isolated(words))}</description>\n</meta>\n"
    time = f' start="{whole[0]}" end="{whole[1]}"' if whole else ""
    yield f'<graph defaultedgetype="directed" mode="dynamic" timeformat="date"{time}>\n'
    for kind, attributes in _ATTRIBUTES.items():
        yield f'<attributes class="{kind}">\n'
        for name, type_ in attributes.items():
            yield f'<attribute id="{name}" title="{name}" type="{type_}"/>\n'
        yield "</attributes>\n"


def _node(actor: Named, node: Node, claims: int) -> str:
    values: Values = {
        "iri": actor.iri,
        "kind": node.key("actorKind"),
        "side": node.key("side"),
        "claims": claims,
    }
    name = f"id={_quoted(actor.key)} label={_quoted(isolated(actor.label))}"
    return f"<node {name}>{_values(values)}</node>\n"


def _edge(number: int, one: Named, other: Named, edge: _Edge, whole: Spell | None) -> str:
    told = [_spell(*published) for published in edge.published.values()]
    dated = [spell for spell in told if spell]
    spells = _merged(dated if len(dated) == len(told) or not whole else [whole])
    words = sorted({worded(*published) for published in edge.published.values()})
    more = f"; and {len(words) - _MOST} more" if len(words) > _MOST else ""
    values: Values = {
        "reports": len(edge.reports),
        "undated": len(told) - len(dated),
        "dates": "; ".join(words[:_MOST]) + more,
    }
    ends = f"source={_quoted(one.key)} target={_quoted(other.key)}"
    drawn = "".join(f'<spell start="{first}" end="{last}"/>' for first, last in spells)
    within = _values(values) + (f"<spells>{drawn}</spells>" if drawn else "")
    return f'<edge id="{number}" {ends} weight="{len(edge.reports)}">{within}</edge>\n'


def _values(values: Values) -> str:
    told = "".join(
        f'<attvalue for="{name}" value={_quoted(str(value))}/>'
        for name, value in values.items()
        if value is not None
    )
    return f"<attvalues>{told}</attvalues>"


def _quoted(text: str) -> str:
    return quoteattr(text, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _spell(published: Instant, zone: str | None) -> Spell | None:
    """Return the days on which something may have come out; an open side ends with the other."""
    first, last = edges(published, zone)
    return (first.day, (last or first).day) if first else None


def _merged(spells: Iterable[Spell]) -> list[Spell]:
    """Return spells in order, those that touch as one."""
    found: list[Spell] = []
    for first, last in sorted(spells):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
