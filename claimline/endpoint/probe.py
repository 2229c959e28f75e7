"""What can be learnt of a service by asking: what it is allowed, and what it keeps as it is."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from claimline.endpoint.service import Endpoint
from claimline.store import Store
from claimline.terms import EDTF, GEO, XSD

PROBE = NamedNode("https://w3id.org/claimline/id/graph/probe")
"""The graph that a probe is written to, read back from, and removed again."""

_SAYS = NamedNode("https://w3id.org/claimline/id/graph/probe#says")
_NEVER = Quad(PROBE, _SAYS, Literal("no store holds this"), PROBE)
_ORDER = (
    f'ASK {{ FILTER("2022-03-25T00:30:00+02:00"^^<{XSD}dateTime>'
    f' < "2022-03-24T23:00:00Z"^^<{XSD}dateTime>) }}'
)
_VALUES = [
    Literal('Ізюм 伊久姆 🏳️ \n \\ "'),
    Literal("Ізюм", language="uk"),
    *(
        Literal(text, datatype=NamedNode(kind))
        for text, kind in (
            ("2022-03-24/..", EDTF),
            ("POINT(37.615812 49.710034)", GEO + "wktLiteral"),
            ("2022-03-24T22:30:00Z", XSD + "dateTime"),
            ("2022-03-24T23:59:59.5Z", XSD + "dateTime"),
            ("0.125", XSD + "decimal"),
            ("9007199254740993", XSD + "integer"),
            ("true", XSD + "boolean"),
            ("false", XSD + "boolean"),
        )
    ),
]
"""A value of each kind that claimline writes, chosen to be hard to keep."""


def may_update(endpoint: Endpoint) -> None:
    """Ask for an update that changes nothing; raises RemoteError where it is refused."""
    endpoint.remove([_NEVER])


def orders_moments(endpoint: Endpoint) -> bool:
    """Return whether moments in different time zones are compared as moments."""
    return endpoint.answer(_ORDER) is True


def changed_values(endpoint: Endpoint) -> list[Literal]:
    """Return the values that come back otherwise than they were written, or not at all.

    They are written to the graph of the probe, which is removed again.
    """
    given = {NamedNode(f"{PROBE.value}#{number}"): value for number, value in enumerate(_VALUES)}
    quads = [Quad(subject, _SAYS, value, PROBE) for subject, value in given.items()]
    try:
        endpoint.replace({PROBE: quads})
        kept = set(endpoint.quads(PROBE))
    finally:
        endpoint.replace({PROBE: []})
    written = set(Store.memory(quads).quads())
    return sorted((given[q.subject] for q in written - kept), key=str)  # type: ignore[index] # as given
