"""What a constraint is to the compiler, and what its parameters may look like."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from claimline.shapes.nodes import Nodes
from claimline.shapes.reading import Shapes, Unread
from claimline.shapes.texts import BOOLEANS, INTEGER, Value, is_iri, is_sure, value

Verdict = bool | None
"""Yes, no, or not sure, wherever rdflib's reading of a literal is not plain from its text."""
Test = Callable[[Nodes, str], Verdict]
"""Whether one value conforms."""
Check = Callable[[Nodes, str, Collection[str]], Verdict]
"""Whether all the values of a focus node conform together, of which there are some."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What a component demands of each value, or of all values of a focus node together.

    ``absent`` is the verdict where there are no values; None if it depends on the node.
    """

    test: Test | None = None
    check: Check | None = None
    absent: Verdict = True


Builder = Callable[[Shapes, str, list[str]], Constraint]
"""From the shapes, a shape and the values of the parameter; raises Unread."""


def whole_number(text: str) -> int:
    """Return the count a parameter gives; raises Unread."""
    number = value(text)
    if number is None or not text.endswith(INTEGER) or not number >= 0:  # type: ignore[operator] # an integer
        raise Unread
    return int(number)  # type: ignore[arg-type] # as above


def only(values: list[str]) -> str:
    """Return the single value of a parameter; raises Unread."""
    if len(values) != 1:
        raise Unread
    return values[0]


def iris(values: list[str]) -> list[str]:
    """Return parameters that must be IRIs; raises Unread."""
    if not all(map(is_iri, values)):
        raise Unread
    return values


def flag(text: str) -> bool:
    """Return a parameter that is true or false; raises Unread."""
    if text not in BOOLEANS:
        raise Unread
    return BOOLEANS[text]


def property_shape_only(shapes: Shapes, shape: str) -> None:
    """Refuse a component that only a property shape may have; raises Unread."""
    if not shapes.values(shape, "path"):
        raise Unread


def every(verdicts: Iterable[Verdict]) -> Verdict:
    """Return whether all of several verdicts are yes."""
    all_of_them: Verdict = True
    for verdict in verdicts:
        if not verdict:
            if verdict is False:
                return False
            all_of_them = None
    return all_of_them


def among(text: str, held: Collection[str]) -> Verdict:
    """Return whether a term is one of several."""
    if text in held:
        return True
    return False if is_sure(text) and all(map(is_sure, held)) else None


def compared(
    compare: Callable[[Value, Value], bool], one: Value | None, other: Value | None
) -> Verdict:
    """Return how two numbers, or two moments, compare."""
    if one is None or other is None or type(one) is not type(other):
        return None
    return compare(one, other)
