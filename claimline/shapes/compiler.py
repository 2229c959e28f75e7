"""From a shape to a Python check: paths, components, and the shapes it leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from claimline.shapes.constraint import Constraint, Verdict, every, flag
from claimline.shapes.nodes import TYPE, Nodes
from claimline.shapes.paths import path
from claimline.shapes.reading import SH, Shapes, Unread, sh
from claimline.shapes.rule import Rule, together
from claimline.shapes.sets import SETS
from claimline.shapes.texts import is_iri, is_literal
from claimline.shapes.values import VALUES

_BUILDERS = VALUES | SETS

_DEEPEST = 8
"""How deep shapes may lead to shapes here; pySHACL gives up at fifteen."""

_PARAMETERS = {sh("flags"), sh("ignoredProperties")}
_TARGETS = {sh(f"target{what}") for what in ("Class", "Node", "SubjectsOf", "ObjectsOf")}
_WORDS = {
    sh(name)
    for name in ("name", "description", "message", "severity", "order", "group", "defaultValue")
}
_STRUCTURE = {sh(name) for name in ("path", "property", "deactivated")}


class Compiler:
    """Compiles the shapes of a graph, each once."""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self._open: list[str] = []
        self._rules: dict[str, Rule] = {}
        self._depths: dict[str, int] = {}

    def rule(self, shape: str) -> Rule:
        """Return a shape with all that it leads to; raises Unread."""
        if shape in self._open or len(self._open) > _DEEPEST:
            raise Unread  # recursion, or too near to where pySHACL raises an error
        if shape not in self._rules:
            self._open.append(shape)
            self._depths[shape] = 1
            try:
                rule = self._rule(shape, self._properties(shape))
            finally:
                self._open.pop()
            # Again, as what lies below may have been compiled before, and so not been walked.
            if self._depths[shape] > _DEEPEST:
                raise Unread
            self._rules[shape] = rule
        if self._open:
            above = self._open[-1]
            self._depths[above] = max(self._depths[above], self._depths[shape] + 1)
        return self._rules[shape]

    def parts(self, shape: str) -> list[Rule]:
        """Return rules that together are a shape, and that pySHACL can be asked about one by
        one: its property shapes, if it is a node shape, and what it demands itself.

        Raises Unread.
        """
        self.rule(shape)  # which is where recursion shows
        if self.shapes.values(shape, "path") or self.is_off(shape):
            return [self.rule(shape)]
        own = [self._rule(shape, [])] if self._constraints(shape) else []
        return own + self._properties(shape)

    def is_off(self, shape: str) -> bool:
        """Return whether a shape is deactivated; raises Unread."""
        return bool(self.shapes.values(shape, "deactivated")) and flag(
            self.shapes.one(shape, "deactivated")
        )

    def _properties(self, shape: str) -> list[Rule]:
        return [self.rule(self._property(key)) for key in self.shapes.values(shape, "property")]

    def _property(self, shape: str) -> str:
        if not self.shapes.values(shape, "path"):
            raise Unread
        return shape

    def _rule(self, shape: str, properties: list[Rule]) -> Rule:
        if is_literal(shape) or not self.shapes.all(shape):
            raise Unread
        constraints = [Constraint(test=rule.conforms) for rule in properties]
        constraints += self._constraints(shape)
        follow, predicate = None, ""
        if ways := self.shapes.values(shape, "path"):
            (way,) = ways if len(ways) == 1 else self._refuse()
            follow, predicate = path(self.shapes, way), way if is_iri(way) else ""
        if self.is_off(shape):
            constraints = []
        absent = every(constraint.absent for constraint in constraints)
        return Rule(shape, follow, predicate, together(constraints), absent)

    def _constraints(self, shape: str) -> list[Constraint]:
        """Return what a shape demands, its property shapes excepted; raises Unread."""
        self._look_through(shape)
        held = self.shapes.all(shape)
        return [
            *(
                build(self.shapes, shape, list(held[name]))
                for name, build in _BUILDERS.items()
                if name in held
            ),
            *(
                build(self, shape, list(held[name]))
                for name, build in _LEADING.items()
                if name in held
            ),
        ]

    def _look_through(self, shape: str) -> None:
        """Refuse a shape that says anything unknown; raises Unread."""
        held = self.shapes.all(shape)
        known = _BUILDERS.keys() | _LEADING.keys() | _PARAMETERS | _TARGETS | _WORDS | _STRUCTURE
        if any(key.startswith(f"<{SH}") and key not in known for key in held):
            raise Unread
        if sh("ignoredProperties") in held and sh("closed") not in held:
            raise Unread
        kinds = held.get(TYPE, ())
        wrong = "NodeShape" if sh("path") in held else "PropertyShape"
        if sh(wrong) in kinds:
            raise Unread

    def _refuse(self) -> list[str]:
        raise Unread


def _node(compiler: Compiler, _: str, values: list[str]) -> Constraint:
    rules = [compiler.rule(shape) for shape in values]
    if any(rule.follow for rule in rules):
        raise Unread

    def test(nodes: Nodes, text: str) -> Verdict:
        return every(rule.remembered(nodes, text) for rule in rules)

    return Constraint(test=test)


def _not(compiler: Compiler, _: str, values: list[str]) -> Constraint:
    rules = [compiler.rule(shape) for shape in values]
    return Constraint(
        test=lambda nodes, text: every(_opposite(rule.conforms(nodes, text)) for rule in rules)
    )


def _opposite(verdict: Verdict) -> Verdict:
    return None if verdict is None else not verdict


def _listed(judge: Callable[[Iterable[Verdict]], Verdict]) -> Callable[..., Constraint]:
    """Return a builder for a component whose value is a list of shapes."""

    def build(compiler: Compiler, _: str, values: list[str]) -> Constraint:
        lists = [
            [compiler.rule(shape) for shape in compiler.shapes.list(value)] for value in values
        ]

        def test(nodes: Nodes, text: str) -> Verdict:
            return every(judge(rule.conforms(nodes, text) for rule in rules) for rules in lists)

        return Constraint(test=test)

    return build


def _any(verdicts: Iterable[Verdict]) -> Verdict:
    none_of_them: Verdict = False
    for verdict in verdicts:
        if verdict:
            return True
        if verdict is None:
            none_of_them = None
    return none_of_them


def _one(verdicts: Iterable[Verdict]) -> Verdict:
    found = list(verdicts)
    return None if None in found else found.count(True) == 1


def _closed(compiler: Compiler, shape: str, values: list[str]) -> Constraint:
    shapes = compiler.shapes
    ignored = [shapes.list(given) for given in shapes.values(shape, "ignoredProperties")]
    if not (len(values) == 1 and flag(values[0])):
        return Constraint()
    taken = {name for names in ignored for name in names}
    for property_shape in shapes.values(shape, "property"):
        taken.add(shapes.one(property_shape, "path"))

    def test(nodes: Nodes, text: str) -> Verdict:
        return nodes.held.get(text, {}).keys() <= taken or None

    return Constraint(test=test)


_LEADING: dict[str, Callable[[Compiler, str, list[str]], Constraint]] = {
    sh("and"): _listed(every),
    sh("closed"): _closed,
    sh("node"): _node,
    sh("not"): _not,
    sh("or"): _listed(_any),
    sh("xone"): _listed(_one),
}
