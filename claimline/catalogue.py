"""The shipped questions: `.rq` files as functions of their parameters.

Why ``VALUES`` lines and not templates: a query file runs as it stands in any SPARQL tool,
and the only thing ever put into it is a checked term between the braces of such a line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from pyoxigraph import Literal, NamedNode

from claimline import packaged
from claimline.errors import BadParameter, BadQuery, TimeError, UnknownName, nearest
from claimline.terms import XSD
from claimline.when import as_of, instant, utc

_HEADER = re.compile(r"^#\+ ?(.*)$", re.MULTILINE)
_PARAMETER = re.compile(
    r"^(?P<lead>\s*)VALUES \?(?P<name>\w+) \{ (?P<value>[^{}\n]*) \}", re.MULTILINE
)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_ESCAPED = re.compile(r"(?<!\\)((?:\\\\)+)([uU])")

THINGS = ("place", "actor", "claim", "document", "event", "concept")
"""The types of parameters that are found by name and given as IRIs."""

TYPES = (*THINGS, "iri", "moment", "start", "number", "text")
"""What a parameter may be."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One ``VALUES`` line of a query: its name, its type, what it means, and its default
    as SPARQL text (``UNDEF``: no restriction)."""

    name: str
    type: str
    help: str
    default: str


@dataclass(frozen=True, slots=True)
class Query:
    """A whole SPARQL query with a title, help and parameters."""

    name: str
    title: str
    help: str
    questions: tuple[int, ...]
    parameters: tuple[Parameter, ...]
    text: str

    def bind(self, **values: str | Sequence[str]) -> str:
        """Return the query's text with these parameters' values in place of the defaults.

        Values are text: an IRI for a thing, an EDTF date for a moment (its last instant,
        UTC) or a start (its first), a decimal for a number; several of them ask for any.
        Raises BadParameter for a name that is not a parameter, or a value that is not a term
        of its type.
        """
        types = {parameter.name: parameter.type for parameter in self.parameters}
        for name in values:
            if name not in types:
                hint = ", ".join(types) or "none"
                raise BadParameter(f"{self.name} has no parameter {name!r}; it has: {hint}")
        bound = {name: _terms(types[name], value) for name, value in values.items()}

        def line(match: re.Match[str]) -> str:
            name = match["name"]
            if name not in bound:
                return match[0]
            return f"{match['lead']}VALUES ?{name} {{ {bound[name]} }}"

        return _PARAMETER.sub(line, self.text)


def _terms(kind: str, value: str | Sequence[str]) -> str:
    values = [value] if isinstance(value, str) else value
    return " ".join(_written(term(kind, one)) for one in values)


def _written(bound: NamedNode | Literal) -> str:
    r"""Return a term as SPARQL has it.

    An escaped backslash before a u would be read as \u by engines that resolve such escapes
    before they parse, so the letter is written as an escape of its own.
    """
    return _ESCAPED.sub(lambda match: f"{match[1]}\\U{ord(match[2]):08X}", str(bound))


def term(kind: str, value: str) -> NamedNode | Literal:
    """Return a text as a term of a parameter's type; raises BadParameter.

    A moment is the last instant of an EDTF date, a start the first, both in UTC.

    >>> str(term("number", "50")), str(term("place", "https://example.org/izium"))
    ('"50"^^<http://www.w3.org/2001/XMLSchema#decimal>', '<https://example.org/izium>')
    """
    match kind:
        case "moment" | "start":
            try:
                moment = as_of(value) if kind == "moment" else instant(value).earliest
            except TimeError as error:
                raise BadParameter(str(error)) from error
            if moment is None:
                raise BadParameter(f"{value!r} has no first instant; write a date that begins")
            return Literal(utc(moment), datatype=NamedNode(XSD + "dateTime"))
        case "number":
            if not _DECIMAL.fullmatch(value):
                raise BadParameter(f"{value!r} is not a number; write digits, as in 50 or 49.2")
            return Literal(value, datatype=NamedNode(XSD + "decimal"))
        case "text":
            try:
                return Literal(value)
            except ValueError as error:
                raise BadParameter(f"{value!r} is not a text: {error}") from error
        case _:
            try:
                if _IRI.fullmatch(value):
                    return NamedNode(value)
            except ValueError:
                pass
            raise BadParameter(f"{value!r} is not an IRI; write it whole, as in https://…")


@cache
def names() -> tuple[str, ...]:
    """Return the names of the shipped questions, sorted."""
    return tuple(sorted(path.removesuffix(".rq") for path in packaged.names("queries", ".rq")))


@cache
def get(name: str) -> Query:
    """Return a shipped question; raises UnknownName."""
    if name not in names():
        raise UnknownName("query", name, names())
    return parse(name, packaged.text("queries", f"{name}.rq"))


@cache
def checks() -> tuple[Query, ...]:
    """Return the shipped checks: queries that must answer nothing."""
    return _of("checks")


@cache
def exports() -> tuple[Query, ...]:
    """Return the queries that write claims in the terms of other models, for exports."""
    return _of("export")


def export(name: str) -> Query:
    """Return one of the queries of exports; raises UnknownName."""
    found = {query.name: query for query in exports()}
    if name not in found:
        raise UnknownName("query", name, found)
    return found[name]


def _of(folder: str) -> tuple[Query, ...]:
    return tuple(
        parse(path.removesuffix(".rq"), packaged.text("queries", folder, path))
        for path in sorted(packaged.names("queries", ".rq", folder))
    )


def parse(name: str, text: str) -> Query:
    """Return a query file as a Query; raises BadQuery where the header and text disagree.

    The header is the lines that begin with ``#+``, together one TOML document: ``title``,
    ``help``, ``questions`` and a table ``params.NAME`` with ``type`` and ``help`` for each
    ``VALUES`` parameter.
    """
    try:
        header = tomllib.loads("\n".join(_HEADER.findall(text)))
    except tomllib.TOMLDecodeError as error:
        raise BadQuery(f"{name}: the #+ header is not TOML: {error}") from error
    missing = {"title", "help"} - header.keys()
    if missing:
        raise BadQuery(f"{name}: the #+ header lacks {', '.join(sorted(missing))}")
    declared = cast("Mapping[str, Mapping[str, str]]", header.get("params", {}))
    defaults = _defaults(name, text, declared)
    parameters = tuple(
        _parameter(name, key, about, defaults[key]) for key, about in declared.items()
    )
    questions = tuple(cast("Iterable[int]", header.get("questions", ())))
    return Query(name, str(header["title"]), str(header["help"]), questions, parameters, text)


def _defaults(name: str, text: str, declared: Iterable[str]) -> dict[str, str]:
    """Return the default of each parameter; one parameter's lines must all have the same."""
    defaults: dict[str, str] = {}
    for match in _PARAMETER.finditer(text):
        if match["name"] not in declared:
            continue
        if defaults.setdefault(match["name"], match["value"]) != match["value"]:
            raise BadQuery(f"{name}: ?{match['name']} has two different defaults")
    for key in declared:
        if key not in defaults:
            raise BadQuery(f"{name}: no line `VALUES ?{key} {{ … }}` for the parameter {key}")
    return defaults


def _parameter(name: str, key: str, about: Mapping[str, str], default: str) -> Parameter:
    kind = about.get("type", "")
    if kind not in TYPES:
        close = ", ".join(nearest(kind, TYPES)) or ", ".join(TYPES)
        raise BadQuery(f"{name}: the parameter {key} has the type {kind!r}; nearest: {close}")
    return Parameter(key, kind, about.get("help", ""), default)
