"""What a query may not do here: ask other servers. That is judged by parsing it.

A query is only asked after our parser (rdflib's) has read it where it holds the word SERVICE,
and found none as a clause. For that to be the engine's reading too, both get the same plain
text: escapes of characters resolved, as SPARQL says, before anything is parsed; line ends of
one kind; comments gone. What our parser cannot read is refused, whatever the engine would do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus

from claimline.errors import BadQuery
from claimline.keywords import has_keyword, without_comments
from claimline.serve.trouble import Trouble

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

_ONLY_READS = "this server only reads: it takes queries and no updates"


@dataclass(frozen=True, slots=True)
class Read:
    """A query as the engine is given it, and whether it names its graphs itself."""

    text: str
    names_graphs: bool


def read(query: str) -> Read:
    """Return a query that may be asked.

    Raises Trouble for one that would ask other servers, and for an escape within an escape,
    which parsers read differently; BadQuery for characters that are none.
    """
    text = _plain(query)
    if "service" in text.casefold():
        _refuse_service(text)
    return Read(text, names_graphs=has_keyword(text, "from"))


def _refuse_service(text: str) -> None:
    found = _clauses(text)
    if found is None:
        raise Trouble(
            HTTPStatus.BAD_REQUEST,
            "the query cannot be parsed, or not by all parsers, and holds the word SERVICE; "
            "such a query is not asked here",
        )
    if "ServiceGraphPattern" in found or has_keyword(text, "service"):
        raise Trouble(
            HTTPStatus.FORBIDDEN,
            "the query asks another server, with SERVICE, which this server does not do",
        )


def refuse_update(text: str) -> None:
    """Raise Trouble for a text that is an update."""
    # rdflib takes a while to import, and is needed for few queries.
    from rdflib.plugins.sparql.parser import parseUpdate  # noqa: PLC0415

    try:
        parseUpdate(_plain(text))
    except Exception:  # noqa: BLE001 # whatever the parser fails with, this is no update
        return
    if text.strip():
        raise Trouble(HTTPStatus.FORBIDDEN, _ONLY_READS)


def _plain(query: str) -> str:
    """Return a query without escapes and comments, each line as long as it was."""
    text = _ESCAPE.sub(lambda match: chr(_code(match[1] or match[2])), query)
    if text != query and _ESCAPE.search(text):
        raise Trouble(
            HTTPStatus.BAD_REQUEST,
            "the query has an escape within an escape; write the character itself",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return without_comments(text)


def _code(digits: str) -> int:
    code = int(digits, 16)
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:  # noqa: PLR2004 # as Unicode has it
        raise BadQuery(f"the query cannot be parsed: {digits} is the number of no character")
    return code


def _clauses(text: str) -> set[str] | None:
    """Return the names of all clauses of a query; None where it cannot be parsed."""
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415 - as above

    try:
        parsed = parseQuery(text)
    except Exception:  # noqa: BLE001 # whatever it fails with, it is not understood
        return None
    return set(_named(parsed))


def _named(parsed: object) -> Iterator[str]:
    """Yield the names of the clauses within a part of a parsed query, at any depth."""
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415 - as above

    todo = [parsed]
    while todo:
        part = todo.pop()
        if isinstance(part, CompValue):
            yield part.name
            todo.extend(dict.values(part))
        elif isinstance(part, Iterable) and not isinstance(part, str | bytes):
            todo.extend(part)
