"""Predicate and object of what a value says: times, numbers, names and concepts as texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from claimline import terms
from claimline.model import Instant, Interval
from claimline.names import fold
from claimline.statements import Pair, literal
from claimline.terms import listed, ours
from claimline.when import utc

IDENTIFIER, LABEL = str(terms.IDENTIFIER), str(terms.LABEL)
_ALT_LABEL, _EXACT_MATCH = str(terms.ALT_LABEL), str(terms.EXACT_MATCH)


def named(key: str, labels: Iterable[tuple[str, str]], others: Iterable[str]) -> Iterator[Pair]:
    """Yield the key of a thing and every name it may be looked up by, folded."""
    yield IDENTIFIER, literal(key)
    for name in sorted({fold(name) for name in (key, *(text for _, text in labels), *others)}):
        yield ours("nameKey"), literal(name)


def labelled(labels: Iterable[tuple[str, str]], spellings: Iterable[str]) -> Iterator[Pair]:
    """Yield labels with their languages, and spellings without one."""
    for language, text in labels:
        yield LABEL, str(Literal(text, language=language))
    for spelling in spellings:
        yield _ALT_LABEL, literal(spelling)


def matched(iri: str) -> Pair:
    """Return that a thing is the same as one elsewhere."""
    return _EXACT_MATCH, str(NamedNode(iri))


def wikidata(key: str | None) -> Iterator[Pair]:
    """Yield the Wikidata entity of a Q number."""
    if key:
        yield matched(f"http://www.wikidata.org/entity/{key}")


@lru_cache(maxsize=terms.CACHED)
def instant(name: str, value: Instant | None) -> tuple[Pair, ...]:
    """Return the bounds of a moment under ``cl:earliestName``, ``cl:latestName``, and its text."""
    if value is None:
        return ()
    capital = name[0].upper() + name[1:]
    bounds = (("earliest", value.earliest), ("latest", value.latest))
    return (
        *((ours(end + capital), moment(at)) for end, at in bounds if at is not None),
        *_edtf(ours(name), value.text),
    )


def interval(value: Interval | None) -> Iterator[Pair]:
    """Yield the four bounds of an interval and its texts."""
    if value is None:
        return
    yield from instant("begin", value.begin)
    yield from instant("end", value.end)
    yield from _edtf(ours("time"), value.text)


def _edtf(predicate: str, text: str | None) -> Iterator[Pair]:
    if text is not None:
        yield predicate, typed(text, terms.EDTF)


def moment(value: datetime) -> str:
    """Return a moment as xsd:dateTime in UTC; raises ValueError for one without a time zone."""
    return typed(utc(value), terms.XSD + "dateTime")


def typed(text: str, datatype: str) -> str:
    """Return a literal of a datatype, which is given by its IRI."""
    return f"{literal(text)}^^<{datatype}>"


def text(predicate: str, value: str | None) -> Iterator[Pair]:
    """Yield a plain text."""
    if value is not None:
        yield predicate, literal(value)


def iri(predicate: str, value: str | None) -> Iterator[Pair]:
    """Yield an IRI; raises ValueError for what is none."""
    if value is not None:
        yield predicate, str(NamedNode(value))


def integer(predicate: str, value: int | None) -> Iterator[Pair]:
    """Yield an xsd:integer."""
    if value is not None:
        yield predicate, whole(value)


def whole(value: int) -> str:
    """Return an xsd:integer."""
    return typed(str(value), terms.XSD + "integer")


def truth(value: bool) -> str:
    """Return an xsd:boolean."""
    return typed("true" if value else "false", terms.XSD + "boolean")


def of_list(predicate: str, scheme: str, key: str | None) -> Iterator[Pair]:
    """Yield a concept of one of our lists."""
    if key is not None:
        yield predicate, listed(scheme, key)


def decimal(predicate: str, value: Decimal | None) -> Iterator[Pair]:
    """Yield an xsd:decimal."""
    if value is not None:
        yield predicate, typed(number(value), terms.XSD + "decimal")


def number(value: Decimal) -> str:
    """Return a decimal without exponent or trailing zeros: one number, one spelling.

    >>> number(Decimal("49.2070")), number(Decimal("-0.0"))
    ('49.207', '0')
    """
    return f"{value.normalize() + 0:f}"
