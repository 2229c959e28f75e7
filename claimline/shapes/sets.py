"""The components of SHACL Core that judge all values of a node together, as Python checks.

Each answers as pySHACL would, which is the judge, quirks included.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection

from claimline.shapes.constraint import (
    Builder,
    Constraint,
    Verdict,
    among,
    compared,
    every,
    flag,
    iris,
    only,
    property_shape_only,
    whole_number,
)
from claimline.shapes.nodes import Nodes
from claimline.shapes.reading import Shapes, sh
from claimline.shapes.texts import Value, is_sure, language, value


def _min_count(shapes: Shapes, shape: str, values: list[str]) -> Constraint:
    property_shape_only(shapes, shape)
    least = whole_number(only(values))

    def check(_: Nodes, __: str, values: Collection[str]) -> Verdict:
        if len(values) < least:
            return False  # as terms, they are no more than they are as texts
        return _at_least(least, values)

    return Constraint(check=check if least > 1 else None, absent=not least)


def _at_least(least: int, values: Collection[str]) -> Verdict:
    return True if sum(map(is_sure, values)) >= least else None


def _max_count(shapes: Shapes, shape: str, values: list[str]) -> Constraint:
    property_shape_only(shapes, shape)
    most = whole_number(only(values))

    def check(_: Nodes, __: str, values: Collection[str]) -> Verdict:
        if len(values) <= most:
            return True
        return False if _at_least(most + 1, values) else None

    return Constraint(check=check)


def _unique_language(shapes: Shapes, shape: str, values: list[str]) -> Constraint:
    property_shape_only(shapes, shape)
    if not flag(only(values)):
        return Constraint()

    def check(_: Nodes, __: str, values: Collection[str]) -> Verdict:
        tags = [tag for tag in map(language, values) if tag]
        return True if len(tags) == len({tag.partition("--")[0] for tag in tags}) else None

    return Constraint(check=check)


def _has_value(_: Shapes, __: str, values: list[str]) -> Constraint:
    wanted = set(values)

    def check(_: Nodes, __: str, held: Collection[str]) -> Verdict:
        missing = wanted.difference(held)
        return not missing or every(among(text, held) for text in missing)

    return Constraint(check=check, absent=False)


def _pair(compare: Callable[[Value, Value], bool]) -> Builder:
    def build(shapes: Shapes, shape: str, values: list[str]) -> Constraint:
        property_shape_only(shapes, shape)
        iris(values)

        def check(nodes: Nodes, focus: str, held: Collection[str]) -> Verdict:
            for one in held:
                if one[0] == "_":
                    return None  # an error, which is pySHACL's to tell
            others = [text for other in values for text in nodes.values(focus, other)]
            if not others:
                return True
            return every(
                compared(compare, value(one), value(other)) for one in held for other in others
            )

        return Constraint(check=check)

    return build


def _equals(_: Shapes, __: str, values: list[str]) -> Constraint:
    iris(values)

    def check(nodes: Nodes, focus: str, held: Collection[str]) -> Verdict:
        here = set(held)
        return all(here == set(nodes.values(focus, other)) for other in values) or None

    return Constraint(check=check, absent=None)


def _disjoint(_: Shapes, __: str, values: list[str]) -> Constraint:
    iris(values)

    def check(nodes: Nodes, focus: str, held: Collection[str]) -> Verdict:
        others = {text for other in values for text in nodes.values(focus, other)}
        if not others:
            return True
        sure = all(map(is_sure, held)) and all(map(is_sure, others))
        return others.isdisjoint(held) if sure else None

    return Constraint(check=check)


SETS: dict[str, Builder] = {
    sh("disjoint"): _disjoint,
    sh("equals"): _equals,
    sh("hasValue"): _has_value,
    sh("lessThan"): _pair(operator.lt),
    sh("lessThanOrEquals"): _pair(operator.le),
    sh("maxCount"): _max_count,
    sh("minCount"): _min_count,
    sh("uniqueLang"): _unique_language,
}
