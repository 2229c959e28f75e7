"""The declarations of ``layout`` as tables: for each part of a record, its fields."""

from __future__ import annotations

from dataclasses import dataclass, fields
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from claimline.record.kinds import Key, Kind
from claimline.record.layout import Labels, Part, Record, Span
from claimline.record.nodes import Text


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: its names in Python and in a record, how often it may stand, what it holds.

    It holds a text of a kind, a part of a class, or either; or it is ``Span`` or ``Labels``.
    """

    name: str
    key: str
    required: bool
    many: bool
    kind: Kind | Key | None
    part: type[Part] | None
    special: type[Span] | type[Labels] | None
    help: str


def specs(part: type[Part]) -> dict[str, Spec]:
    """Return the fields of a part by their names in a record, in their order."""
    return _SPECS[part]


def _specs(part: type[Part]) -> dict[str, Spec]:
    hints = get_type_hints(part, include_extras=True)
    required = {field.name for field in fields(part) if field.default is field.default_factory}
    found = (
        _spec(name, hint, required=name in required)
        for name, hint in hints.items()
        if get_origin(hint) is Annotated
    )
    return {spec.key: spec for spec in found}


def key_of(name: str) -> str:
    """Return a field's name in a record, given its name in Python.

    >>> key_of("so_far"), key_of("from_")
    ('so-far', 'from')
    """
    return name.rstrip("_").replace("_", "-")


def _spec(name: str, hint: Any, *, required: bool) -> Spec:  # a type form has no type of its own
    base, *notes = get_args(hint)
    many = get_origin(base) is tuple
    types = [each for each in _alternatives(base) if each not in {NoneType, Ellipsis}]
    part = next((each for each in types if issubclass(each, Part)), None)
    special = next((each for each in types if each in {Span, Labels}), None)
    kind = notes[0] if Text in types else None
    return Spec(name, key_of(name), required, many, kind, part, special, notes[-1])


def _alternatives(base: Any) -> tuple[Any, ...]:
    if get_origin(base) is tuple:
        return tuple(each for item in get_args(base) for each in _alternatives(item))
    return get_args(base) if get_origin(base) in {Union, UnionType} else (base,)


def _tables(parts: list[type[Part]]) -> dict[type[Part], dict[str, Spec]]:
    """Return the fields of the given parts and of all parts within them."""
    tables: dict[type[Part], dict[str, Spec]] = {}
    while parts:
        part = parts.pop()
        tables[part] = _specs(part)
        within = (spec.part for spec in tables[part].values())
        parts.extend(each for each in within if each and each not in tables)
    return tables


_SPECS = _tables([Record])

PARTS = tuple(sorted(_SPECS, key=lambda part: part.__name__))
"""Every part that a record may have, the record itself among them."""
