"""Addresses of services, and where each kind of server keeps its doors.

Why the preset is the fragment of an address: a fragment is never sent to a server, so it can
only be meant for us, and one word in one place says what the server is.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from claimline.errors import RemoteError, nearest

_SCHEMES = {"sparql+http": "http", "sparql+https": "https"}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a service keeps its three doors, below its base address, and how it is spoken to.

    ``graph`` is the parameter that names a graph at the graph store; ``form`` whether queries
    and updates go as fields of a form; ``digest`` whether a password is never sent as it is
    (elsewhere only where that is demanded); ``bearer`` whether it is an access token;
    ``union`` what to do where the default graph is not the union of all graphs.
    """

    query: str = "query"
    update: str = "update"
    graphs: str = "store"
    graph: str = "graph"
    form: bool = False
    digest: bool = False
    bearer: bool = False
    union: str = "start it with --union-default-graph, or its like"


PRESETS = {
    "oxigraph": Layout(),
    "fuseki": Layout(
        graphs="data",
        union="set tdb2:unionDefaultGraph true (TDB1: tdb:unionDefaultGraph) for its dataset",
    ),
    "graphdb": Layout(
        query="",
        update="statements",
        graphs="rdf-graphs/service",
        union="GraphDB has it so where a query names no graph; look at the repository's settings",
    ),
    "qlever": Layout(
        query="",
        update="",
        graphs="",
        bearer=True,
        union="QLever has it so where a query names no graph; look at its settings",
    ),
    "virtuoso": Layout(
        query="sparql",
        update="sparql-auth",
        graphs="sparql-graph-crud-auth",
        graph="graph-uri",
        form=True,
        digest=True,
        union="Virtuoso always has it so",
    ),
}
"""The servers that an address may name behind a ``#``; without a name it is Oxigraph's layout."""


def parse(address: str) -> tuple[str, Layout]:
    """Return the web address of a service and its layout.

    Raises RemoteError, which never repeats credentials.

    >>> parse("sparql+http://localhost:3030/claims#fuseki")[0]
    'http://localhost:3030/claims'
    """
    if "@" in address:
        raise RemoteError(
            "an address holds no user name and password here; set them in the environment as "
            "CLAIMLINE_USER and CLAIMLINE_PASSWORD, or in ~/.netrc"
        )
    if address.startswith(("http://", "https://")):
        raise RemoteError(f"for a SPARQL service write sparql+{address}")
    try:
        parts = urlsplit(address)
        named = parts.hostname and parts.port != 0  # to read a port out of range raises
    except ValueError:
        named = False
    if not named or parts.scheme not in _SCHEMES or parts.query:
        raise RemoteError(f"{address!r} is no address, as sparql+http://localhost:7878 is")
    path = quote(parts.path, safe="/%").rstrip("/")
    return f"{_SCHEMES[parts.scheme]}://{parts.netloc}{path}", _preset(parts.fragment)


def _preset(name: str) -> Layout:
    if name and name not in PRESETS:
        close = ", ".join(nearest(name, PRESETS)) or ", ".join(PRESETS)
        raise RemoteError(f"no server is called #{name}; nearest: {close}")
    return PRESETS[name or "oxigraph"]
