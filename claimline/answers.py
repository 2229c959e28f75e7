"""The answers that engines give to queries, as values of our own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite
from typing import TypeVar

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from claimline import terms
from claimline.errors import BadQuery, TooMuch
from claimline.terms import XSD

Counted = TypeVar("Counted")

Term = NamedNode | Literal | BlankNode | Triple
Cell = Term | None
Plain = str | int | float | bool | None

_BOOLEANS: dict[str, Plain] = {"true": True, "1": True, "false": False, "0": False}
_NUMBERS = {NamedNode(XSD + name) for name in ("integer", "decimal", "double", "float")}
_WHOLE = re.compile(r"[+-]?[0-9]{1,300}")


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT: column names, and rows of terms with ``None`` where unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def plain(self) -> list[dict[str, Plain]]:
        """Return the rows as dictionaries of plain values: IRIs and dates as text."""
        return [
            {name: plain(cell) for name, cell in zip(self.columns, row, strict=True)}
            for row in self.rows
        ]


Answer = Table | tuple[Triple, ...] | bool
"""What a query gives: rows of a SELECT, triples of a CONSTRUCT or DESCRIBE, or an ASK's verdict."""


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs that a query is about, in place of the union of all: those whose statements
    it meets, and those it may name. Without any, they are those the query itself names."""

    default: tuple[NamedNode, ...] = ()
    named: tuple[NamedNode, ...] = ()


def read_answer(
    result: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean, at_most: int | None = None
) -> Answer:
    """Return an engine's result as our own value, read to its end.

    Raises TooMuch where it has more than ``at_most`` rows or statements.
    """
    match result:
        case ox.QuerySolutions():
            columns = tuple(variable.value for variable in result.variables)
            return Table(columns, tuple(map(tuple, _counted(result, at_most))))
        case ox.QueryTriples():
            return tuple(_counted(result, at_most))
        case _:
            return bool(result)


def _counted(found: Iterable[Counted], at_most: int | None) -> Iterator[Counted]:
    for number, each in enumerate(found, start=1):
        if at_most is not None and number > at_most:
            raise TooMuch(
                f"the answer has more than {at_most:,} rows or statements; ask for fewer, "
                "with LIMIT for instance"
            )
        yield each


def rows_only(answer: Answer) -> Table:
    """Return an answer that is a table; raises BadQuery for the other forms of query."""
    if isinstance(answer, Table):
        return answer
    raise BadQuery("a SELECT query is needed here")


def plain(cell: Cell) -> Plain:
    """Return a term as a plain value: numbers and booleans as such, all else as its text."""
    if cell is None:
        return None
    if not isinstance(cell, Literal):
        return cell.value if isinstance(cell, NamedNode | BlankNode) else str(cell)
    if cell.datatype == terms.BOOLEAN:
        return _BOOLEANS.get(cell.value, cell.value)
    return _number(cell.value) if cell.datatype in _NUMBERS else cell.value


def _number(text: str) -> Plain:
    """Return a number, or its text where it is none or one that JSON cannot write."""
    if _WHOLE.fullmatch(text):
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return text
    if not isfinite(number):
        return text
    return int(number) if number.is_integer() else number
