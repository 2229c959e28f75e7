"""Predicate and object of what a value says: times, numbers, names and concepts as terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from claimline import terms
from claimline.model import Instant, Interval
from claimline.names import fold
from claimline.terms import cl, concept
from claimline.when import utc

Pair = tuple[NamedNode, NamedNode | Literal]

_DECIMAL = NamedNode(terms.XSD + "decimal")
_EDTF = NamedNode(terms.EDTF)


def named(key: str, labels: Iterable[tuple[str, str]], others: Iterable[str]) -> Iterator[Pair]:
    """Yield the key of a thing and every name it may be looked up by, folded."""
    yield terms.IDENTIFIER, Literal(key)
    for name in sorted({fold(name) for name in (key, *(text for _, text in labels), *others)}):
        yield cl("nameKey"), Literal(name)


def labelled(labels: Iterable[tuple[str, str]], spellings: Iterable[str]) -> Iterator[Pair]:
    """Yield labels with their languages, and spellings without one."""
    for language, text in labels:
        yield terms.LABEL, Literal(text, language=language)
    for spelling in spellings:
        yield terms.ALT_LABEL, Literal(spelling)


def wikidata(key: str | None) -> Iterator[Pair]:
    """Yield the Wikidata entity of a Q number."""
    if key:
        yield terms.EXACT_MATCH, NamedNode(f"http://www.wikidata.org/entity/{key}")


def instant(name: str, value: Instant | None) -> Iterator[Pair]:
    """Yield the bounds of a moment under ``cl:earliestName``, ``cl:latestName``, and its text."""
    if value is None:
        return
    capital = name[0].upper() + name[1:]
    yield from _moment(cl("earliest" + capital), value.earliest)
    yield from _moment(cl("latest" + capital), value.latest)
    yield from _edtf(cl(name), value.text)


def interval(value: Interval | None) -> Iterator[Pair]:
    """Yield the four bounds of an interval and its texts."""
    if value is None:
        return
    yield from instant("begin", value.begin)
    yield from instant("end", value.end)
    yield from _edtf(cl("time"), value.text)


def _edtf(predicate: NamedNode, text: str | None) -> Iterator[Pair]:
    if text is not None:
        yield predicate, Literal(text, datatype=_EDTF)


def _moment(predicate: NamedNode, value: datetime | None) -> Iterator[Pair]:
    if value is not None:
        yield predicate, Literal(utc(value), datatype=terms.DATE_TIME)


def text(predicate: NamedNode, value: str | None) -> Iterator[Pair]:
    """Yield a plain text."""
    if value is not None:
        yield predicate, Literal(value)


def iri(predicate: NamedNode, value: str | None) -> Iterator[Pair]:
    """Yield an IRI."""
    if value is not None:
        yield predicate, NamedNode(value)


def integer(predicate: NamedNode, value: int | None) -> Iterator[Pair]:
    """Yield an xsd:integer."""
    if value is not None:
        yield predicate, Literal(value)


def of_list(predicate: NamedNode, scheme: str, key: str | None) -> Iterator[Pair]:
    """Yield a concept of one of our lists."""
    if key is not None:
        yield predicate, concept(scheme, key)


def decimal(predicate: NamedNode, value: Decimal | None) -> Iterator[Pair]:
    """Yield an xsd:decimal."""
    if value is not None:
        yield predicate, Literal(number(value), datatype=_DECIMAL)


def number(value: Decimal) -> str:
    """Return a decimal without exponent or trailing zeros: one number, one spelling.

    >>> number(Decimal("49.2070")), number(Decimal("-0.0"))
    ('49.207', '0')
    """
    return f"{value.normalize() + 0:f}"
