"""YAML to trees. Every scalar stays the text it is: ``NO`` is not false, ``12:30`` not 750.

What would make a text mean something from elsewhere (anchors, aliases, tags) is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from claimline.errors import Fault, Position
from claimline.record.nodes import (
    DEPTH,
    TOO_DEEP,
    AnyNode,
    Fields,
    Items,
    Node,
    Stretch,
    Text,
    Tree,
    Unreadable,
    check_escaped,
    place,
    put,
)

_PARSER = getattr(yaml, "CLoader", yaml.Loader)


def yaml_trees(content: str, file: str) -> Iterator[Tree]:
    """Yield the tree of each YAML document of a file; the first that is not YAML is the last."""
    builder = _Builder(Stretch(file, content))
    try:
        for event in yaml.parse(content, Loader=_PARSER):
            if (root := builder.take(event)) is not None:
                yield Tree(root, builder.faults)
                builder.faults = []
    except yaml.MarkedYAMLError as error:
        yield Tree(None, [*builder.faults, _fault(error, file)])
    except Unreadable as error:
        yield Tree(None, [*builder.faults, error.fault])


def _fault(error: yaml.MarkedYAMLError, file: str) -> Fault:
    problem = error.problem or "not understood"
    never_closed = "end of stream" in problem and error.context_mark
    mark = error.context_mark if never_closed else error.problem_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if "nesting depth" in problem:
        # Newer scanners read far ahead of the events and have a limit of their own.
        return Fault(Position(file, line, column), TOO_DEEP)
    what = f"{problem}, {error.context}" if error.context else problem
    hint = "indent with spaces, not with tabs" if "start any token" in problem else ""
    return Fault(Position(file, line, column), f"not YAML: {what}", hint)


class _Builder:
    """Makes trees of YAML events on a stack of its own, so that no nesting exhausts Python's."""

    def __init__(self, origin: Stretch) -> None:
        self.origin = origin
        self.faults: list[Fault] = []
        self.open: list[tuple[Items | Fields, list[Text]]] = []

    def take(self, event: yaml.Event) -> Node | None:
        """Return the root of a document when its last event has been taken."""
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_marks(event)
            if event.style == '"':
                check_escaped(event.value, self._at(event), self.faults)
            return self._attach(self._place(Text(event.value), event))
        if isinstance(event, yaml.CollectionStartEvent):
            self._refuse_marks(event)
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            return self._attach(self.open.pop()[0])
        elif isinstance(event, yaml.AliasEvent):
            self._refuse_reference(event, f"*{event.anchor} stands for another part of the file")
            return self._attach(self._place(Text(f"*{event.anchor}"), event))
        return None

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        if len(self.open) == DEPTH:
            raise Unreadable(self._at(event), TOO_DEEP)
        if isinstance(event, yaml.MappingStartEvent):
            self.open.append((self._place(Fields(), event), []))
        else:
            self.open.append((self._place(Items(), event), []))

    def _attach(self, node: Node) -> Node | None:
        if not self.open:
            return node
        parent, keys = self.open[-1]
        if isinstance(parent, Items):
            parent.append(node)
        elif keys:
            put(parent, keys.pop(), node, self.faults)
        elif isinstance(node, Text):
            keys.append(node)
        else:
            self.faults.append(Fault(node.at, "a list or mapping cannot be the name of a field"))
            keys.append(place(Text(), self.origin, node.offset))
        return None

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._refuse_reference(event, f"&{event.anchor} marks a part of the file for reuse")
        if event.tag not in (None, "!"):
            self.faults.append(
                Fault(self._at(event), f"the tag {event.tag} is not read", "leave it out")
            )

    def _refuse_reference(self, event: yaml.Event, message: str) -> None:
        hint = "write the value itself wherever it is needed"
        self.faults.append(Fault(self._at(event), message, hint))

    def _at(self, event: yaml.Event) -> Position:
        return self.origin.at(_offset(event))

    def _place(self, node: AnyNode, event: yaml.Event) -> AnyNode:
        return place(node, self.origin, _offset(event))


def _offset(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0
