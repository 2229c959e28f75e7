"""A tree to the parts of a record: every field known, of its kind, and where it must be.

Whatever is wrong becomes a fault and reading goes on, so that one run shows all there is to
mend. What could not be read is left out or, where a part needs it, empty; nobody uses such a
record, since it has faults.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from claimline.errors import Fault, nearest
from claimline.record import layout
from claimline.record.kinds import COUNT, LANGUAGE, TEXT, Key, Kind, shown
from claimline.record.layout import Labels, Part, Span
from claimline.record.nodes import Fields, Items, Node, Text, place
from claimline.record.rules import broken
from claimline.record.specs import Spec, specs

AnyPart = TypeVar("AnyPart", bound=Part)


def read_record(node: Node, faults: list[Fault]) -> layout.Record:
    """Return the record that a tree is, adding to ``faults`` whatever is wrong with its form."""
    return _part(layout.Record, node, faults)


def _part(cls: type[AnyPart], node: Node, faults: list[Fault]) -> AnyPart:
    fields = _mapping(cls, node, faults)
    known = specs(cls)
    values: dict[str, Any] = {}  # each value has the type that layout declares for it
    for key, value in fields.placed():
        if spec := known.get(key):
            values[spec.name] = _field(spec, value, faults)
        else:
            faults.append(_unknown(cls, key, known))
    for spec in known.values():
        if spec.required and spec.name not in values:
            if isinstance(node, Fields):
                faults.append(Fault(node.at, f"{cls.TITLE} needs a field '{spec.key}'", spec.help))
            values[spec.name] = _absent(spec, node)
    part = cls(origin=node.origin, offset=node.offset, **values)
    if fields or isinstance(node, Fields):
        faults.extend(broken(part, fields))
    return part


def _mapping(cls: type[Part], node: Node, faults: list[Fault]) -> Fields:
    """Return the fields of a part; a bare text may stand for its one main field."""
    if isinstance(node, Fields):
        return node
    fields = place(Fields(), node.origin, node.offset)
    if isinstance(node, Text) and cls.SHORT:
        fields[place(Text(cls.SHORT), node.origin, node.offset)] = node
    else:
        faults.append(_wrong(node, cls.TITLE, f"a mapping with {_some(specs(cls))}"))
    return fields


def _field(spec: Spec, node: Node, faults: list[Fault]) -> Any:  # as layout declares
    if spec.special is Labels:
        return _labels(spec, node, faults)
    if spec.special is Span:
        return _spans(spec, node, faults)
    if not spec.many:
        return _one(spec, node, faults)
    nodes = node if isinstance(node, Items) else [node]
    return tuple(_one(spec, each, faults) for each in nodes)


def _one(spec: Spec, node: Node, faults: list[Fault]) -> Text | Part:
    if spec.part and not (spec.kind and isinstance(node, Text)):
        return _part(spec.part, node, faults)
    if not isinstance(node, Text) or not spec.kind:
        faults.append(_wrong(node, f"'{spec.key}'", "a text"))
        return place(Text(), node.origin, node.offset)
    return _text(spec.kind, spec.key, node, faults)


def _text(kind: Kind | Key, key: str, node: Text, faults: list[Fault]) -> Text:
    fault = kind.fault(node)
    if not fault:
        return node
    message, hint = fault
    if not node:
        message, hint = "is empty", "give it a value or leave the field out"
    faults.append(Fault(node.at, f"{key}: {message}", hint))
    return place(Text(), node.origin, node.offset)


def _labels(spec: Spec, node: Node, faults: list[Fault]) -> Labels:
    if not isinstance(node, Fields):
        faults.append(_wrong(node, f"'{spec.key}'", "a mapping such as {en: Izium, uk: Ізюм}"))
        return Labels()
    if not node:
        faults.append(Fault(node.at, f"{spec.key}: there is no name", "give at least one"))
    pairs = []
    for language, name in node.placed():
        tag = _text(LANGUAGE, spec.key, language, faults)
        if isinstance(name, Text):
            pairs.append((tag, _text(TEXT, f"{spec.key}.{language}", name, faults)))
        else:
            faults.append(_wrong(name, f"'{spec.key}.{language}'", "a text"))
    return Labels(pairs)


def _spans(spec: Spec, node: Node, faults: list[Fault]) -> tuple[Span, ...]:
    if isinstance(node, Items) and any(isinstance(item, Items) for item in node):
        return tuple(span for item in node for span in _span(spec, item, faults))
    return tuple(_span(spec, node, faults))


def _span(spec: Spec, node: Node, faults: list[Fault]) -> Iterator[Span]:
    """Yield the span that a list of two numbers is, nothing if it is none."""
    match node:
        case [Text() as first, Text() as last]:
            start = _text(COUNT, spec.key, first, faults)
            end = _text(COUNT, spec.key, last, faults)
            if start and end and int(start) >= int(end):
                message = f"{spec.key}: from {start} to {end} there is nothing"
                faults.append(Fault(start.at, message, "the end is the place after the last"))
            elif start and end:
                yield Span(start, end)
        case _:
            faults.append(_wrong(node, f"'{spec.key}'", "a start and an end, as in [0, 145]"))


def _absent(spec: Spec, node: Node) -> Labels | Text:
    return Labels() if spec.special is Labels else place(Text(), node.origin, node.offset)


def _unknown(cls: type[Part], key: Text, known: dict[str, Spec]) -> Fault:
    found = nearest(key, known)
    hint = f"did you mean {', '.join(found)}?" if found else f"it has {', '.join(known)}"
    return Fault(key.at, f"{cls.TITLE} has no field {shown(key)}", hint)


_SHAPES: dict[type[Node], str] = {Text: "a text", Items: "a list", Fields: "a mapping"}


def _wrong(node: Node, what: str, wanted: str) -> Fault:
    return Fault(node.at, f"{what} is {wanted}, not {_SHAPES[type(node)]}")


def _some(known: dict[str, Spec]) -> str:
    return ", ".join(spec.key for spec in known.values() if spec.required) or "its fields"
