"""Which nodes the compiled shapes are for, and which of those are not proven to conform."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Quad

from claimline.shapes.compiler import Compiler
from claimline.shapes.constraint import Check
from claimline.shapes.nodes import SUBCLASS, TYPE, Nodes
from claimline.shapes.reading import Shapes, Unread, sh
from claimline.shapes.rule import Rule
from claimline.shapes.texts import is_iri
from claimline.statements import Properties, each
from claimline.terms import RDFS

CLASS, NODE, SUBJECTS_OF, OBJECTS_OF = (
    sh(f"target{what}") for what in ("Class", "Node", "SubjectsOf", "ObjectsOf")
)
TARGETS = (CLASS, NODE, SUBJECTS_OF, OBJECTS_OF)

_RDFS_CLASS = f"<{RDFS}Class>"
_OWL_CLASS = "<http://www.w3.org/2002/07/owl#Class>"
_SHAPES = (sh("NodeShape"), sh("PropertyShape"))
_OF_SHAPES = (*TARGETS, sh("property"), sh("node"))
_TO_SHAPES = ("property", "node", "not", "qualifiedValueShape")
_TO_LISTS = ("and", "or", "xone")
_OTHER_SHAPES = (sh("parameter"), sh("entailment"))
"""With these in a graph, other words than SHACL's own may have a meaning in shapes."""


@dataclass(frozen=True, slots=True)
class Route:
    """What is demanded of the nodes of some classes, in the order in which it is asked."""

    needed: frozenset[str]
    missing: dict[str, list[str]]
    present: dict[str, list[tuple[str, Check]]]
    always: list[Rule]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Route:
        """Return the way through rules; that of one predicate is asked where it stands."""
        missing: defaultdict[str, list[str]] = defaultdict(list)
        present: defaultdict[str, list[tuple[str, Check]]] = defaultdict(list)
        always = []
        for rule in rules:
            if not rule.predicate or rule.absent is None:
                always.append(rule)
                continue
            present[rule.predicate].append((rule.shape, rule.check))
            if not rule.absent:
                missing[rule.predicate].append(rule.shape)
        return cls(frozenset(missing), dict(missing), dict(present), always)

    def unproven(self, nodes: Nodes, node: str, held: Properties) -> list[str]:
        """Return the shapes that a node is not proven to conform to."""
        found: list[str] = []
        if not self.needed <= held.keys():
            for predicate in self.needed - held.keys():
                found += self.missing[predicate]
        for predicate, there in held.items():
            if predicate in self.present:
                values = each(there)
                for shape, check in self.present[predicate]:
                    if not check(nodes, node, values):
                        found.append(shape)
        found += [rule.shape for rule in self.always if not rule.conforms(nodes, node)]
        return found


class Plan:
    """The shapes of a graph, compiled where they can be.

    ``compiled`` are the shapes with targets of which every part was understood; ``is_whole``
    tells whether there are no others, and nothing that pySHACL might call an error.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._shapes = Shapes(quads)
        self._compiler = Compiler(self._shapes)
        self._by_class: defaultdict[str, list[Rule]] = defaultdict(list)
        self._by_other: list[tuple[str, str, list[Rule]]] = []
        self.compiled: set[str] = set()
        self.is_whole = not any(map(self._shapes.nodes.holders, _OTHER_SHAPES))
        try:
            for shape in self._candidates() if self.is_whole else ():
                self._compile(shape)
        except Unread:
            self.is_whole = False

    def unproven(self, nodes: Nodes) -> dict[str, list[str]]:
        """Return the nodes that are not proven to conform, by the shape to be asked about."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        routes: dict[str | tuple[str, ...], Route | None] = {}
        for node, held in nodes.held.items():
            kinds = held.get(TYPE)
            if kinds is None:
                continue
            key = kinds if isinstance(kinds, str) else tuple(kinds)
            if key not in routes:
                routes[key] = self._route(nodes, node)
            if (route := routes[key]) is not None:
                for shape in route.unproven(nodes, node, held):
                    found[shape][node] = None
        for rule, node in self._elsewhere(nodes):
            if not rule.conforms(nodes, node):
                found[rule.shape][node] = None
        return {shape: list(there) for shape, there in found.items()}

    def implied(self, shape: str) -> list[str]:
        """Return the types of a shape that make it a class and so the target of itself."""
        above = self._shapes.nodes.sources(_RDFS_CLASS, SUBCLASS)
        classes = {_RDFS_CLASS, _OWL_CLASS, *above}
        return [kind for kind in self._shapes.nodes.values(shape, TYPE) if kind in classes]

    def _candidates(self) -> set[str]:
        """Return what pySHACL takes for a shape; raises Unread."""
        nodes = self._shapes.nodes
        found = {
            *(node for kind in _SHAPES for node in nodes.sources(kind, TYPE)),
            *(node for predicate in _OF_SHAPES for node in nodes.holders(predicate)),
        }
        for name in _TO_SHAPES:
            for node in nodes.holders(sh(name)):
                found.update(self._shapes.values(node, name))
        for name in _TO_LISTS:
            for node in nodes.holders(sh(name)):
                for listed in self._shapes.values(node, name):
                    found.update(self._shapes.list(listed))
        return found

    def _compile(self, shape: str) -> None:
        try:
            parts = self._compiler.parts(shape)
            targets = self._targets(shape)
        except Unread:
            self.is_whole = False
            return
        if targets:
            self.compiled.add(shape)
        for kind, target in targets:
            if kind == CLASS:
                self._by_class[target] += parts
            else:
                self._by_other.append((kind, target, parts))

    def _targets(self, shape: str) -> list[tuple[str, str]]:
        held = self._shapes.all(shape)
        found = [(kind, target) for kind in TARGETS for target in held.get(kind, ())]
        if self.implied(shape):
            found.append((CLASS, shape))
        if not all(is_iri(target) or kind == NODE for kind, target in found):
            raise Unread
        return found

    def _route(self, nodes: Nodes, node: str) -> Route | None:
        """Return what is demanded of all nodes that are of the same classes as one."""
        kinds = nodes.classes(node) & self._by_class.keys()
        rules = {id(rule): rule for kind in sorted(kinds) for rule in self._by_class[kind]}
        return Route.of(rules.values()) if rules else None

    def _elsewhere(self, nodes: Nodes) -> Iterator[tuple[Rule, str]]:
        """Yield the rules of targets other than classes, each with each of its nodes."""
        for kind, target, rules in self._by_other:
            if kind == NODE:
                focus: Iterable[str] = (target,)
            elif kind == SUBJECTS_OF:
                focus = nodes.holders(target)
            else:
                focus = {
                    text for node in nodes.holders(target) for text in nodes.values(node, target)
                }
            yield from ((rule, node) for node in focus for rule in rules)
