"""The components of SHACL Core that judge each value by itself, as Python checks.

Each answers as pySHACL would, which is the judge, quirks included.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

from claimline.shapes.constraint import (
    Builder,
    Constraint,
    Test,
    Verdict,
    among,
    compared,
    every,
    only,
    whole_number,
)
from claimline.shapes.nodes import Nodes
from claimline.shapes.reading import Shapes, Unread, sh
from claimline.shapes.texts import (
    BOOLEAN,
    BOOLEANS,
    LANGUAGE_STRING,
    STRING,
    VALUED,
    Value,
    is_iri,
    is_literal,
    is_special,
    language,
    lexical,
    value,
)


def _node_kind(_: Shapes, __: str, values: list[str]) -> Constraint:
    signs = _KINDS.get(only(values))
    if signs is None:
        raise Unread
    return Constraint(test=lambda _, text: text[0] in signs)


_KINDS = {
    sh("IRI"): "<",
    sh("BlankNode"): "_",
    sh("Literal"): '"',
    sh("BlankNodeOrIRI"): "_<",
    sh("IRIOrLiteral"): '<"',
    sh("BlankNodeOrLiteral"): '_"',
}


def _datatype(_: Shapes, __: str, values: list[str]) -> Constraint:
    datatype = only(values)
    if not is_iri(datatype):
        raise Unread
    return Constraint(test=_of(datatype))


def _of(datatype: str) -> Test:
    """Return a test for literals of a datatype that are well formed; raises Unread."""
    mark = f'"^^{datatype}'
    if datatype == STRING:
        return lambda _, text: _sure_if(text, text[0] == '"' and text[-1] == '"')
    if datatype == LANGUAGE_STRING:
        return lambda _, text: _sure_if(text, "--" not in (language(text) or "--"))
    if datatype in VALUED:
        return lambda _, text: _sure_if(text, text.endswith(mark) and value(text) is not None)
    if datatype == BOOLEAN:
        return lambda _, text: _sure_if(text, text in BOOLEANS)
    if is_special(datatype):
        raise Unread
    return lambda _, text: _sure_if(text, text.endswith(mark))


def _sure_if(text: str, conforms: bool) -> Verdict:
    return True if conforms else None if is_literal(text) else False


def _length(compare: Callable[[int, int], bool]) -> Builder:
    def build(_: Shapes, __: str, values: list[str]) -> Constraint:
        bound = whole_number(only(values))

        def test(_: Nodes, text: str) -> Verdict:
            characters = lexical(text)
            return None if characters is None else compare(len(characters), bound)

        return Constraint(test=test)

    return build


def _pattern(shapes: Shapes, shape: str, values: list[str]) -> Constraint:
    given = shapes.values(shape, "flags")
    if len(given) > 1 or not all(is_literal(text) and text[-1] == '"' for text in values + given):
        raise Unread
    letters = "".join(lexical(text) or "" for text in given).lower()
    flags = (re.IGNORECASE if "i" in letters else 0) | (re.MULTILINE if "m" in letters else 0)
    try:
        searches = [re.compile(lexical(text) or "", flags).search for text in values]
    except re.error:
        raise Unread from None

    def test(_: Nodes, text: str) -> Verdict:
        characters = lexical(text)
        if characters is None:
            return None
        return all(search(characters) for search in searches)

    return Constraint(test=test)


def _language_in(shapes: Shapes, _: str, values: list[str]) -> Constraint:
    ranges = shapes.list(only(values))
    if not all(is_literal(text) and text[-1] == '"' for text in ranges):
        raise Unread
    taken = {(lexical(text) or "").lower() for text in ranges}

    def test(_: Nodes, text: str) -> Verdict:
        tag = language(text)
        return True if tag and ("*" in taken or {tag, tag.partition("-")[0]} & taken) else None

    return Constraint(test=test)


def _in(shapes: Shapes, _: str, values: list[str]) -> Constraint:
    taken = dict.fromkeys(shapes.list(only(values)))
    return Constraint(test=lambda _, text: among(text, taken))


def _class(_: Shapes, __: str, values: list[str]) -> Constraint:
    wanted = set(values)

    def test(nodes: Nodes, text: str) -> Verdict:
        return not is_literal(text) and wanted <= nodes.classes(text)

    return Constraint(test=test)


def _bound(compare: Callable[[Value, Value], bool]) -> Builder:
    def build(_: Shapes, __: str, values: list[str]) -> Constraint:
        bounds = [bound for bound in map(value, values) if bound is not None]
        if len(bounds) != len(values):
            raise Unread

        def test(_: Nodes, text: str) -> Verdict:
            return every(compared(compare, value(text), bound) for bound in bounds)

        return Constraint(test=test)

    return build


VALUES: dict[str, Builder] = {
    sh("class"): _class,
    sh("datatype"): _datatype,
    sh("in"): _in,
    sh("languageIn"): _language_in,
    sh("maxExclusive"): _bound(operator.lt),
    sh("maxInclusive"): _bound(operator.le),
    sh("maxLength"): _length(operator.le),
    sh("minExclusive"): _bound(operator.gt),
    sh("minInclusive"): _bound(operator.ge),
    sh("minLength"): _length(operator.ge),
    sh("nodeKind"): _node_kind,
    sh("pattern"): _pattern,
}
