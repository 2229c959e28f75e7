"""Statements as N-Triples texts, grouped by what they are about: what is judged and written.

Why texts: a text compares and hashes several times as fast as a term does, shows by its
first character what it is, and is what a content hash and the engine's bulk loader take.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

Pair = tuple[str, str]
"""A predicate and an object."""

Held = str | dict[str, None]
"""The objects of one subject and predicate: one text, or several, each once."""

Properties = dict[str, Held]
"""What is said of one subject. Once made it is not changed: several graphs may share it."""

About = tuple[str, Properties]
"""A subject, and what is said of it."""


class Statements:
    """What one named graph is to hold, each statement once; as quads to whoever iterates.

    ``held`` is what is said of each subject.
    """

    __slots__ = ("graph", "held")

    def __init__(self, graph: NamedNode, said: Iterable[About] = ()) -> None:
        self.graph = graph
        self.held: dict[str, Properties] = {}
        for about in said:
            self.add(about)

    @classmethod
    def of(cls, graph: NamedNode, quads: Iterable[Quad]) -> Statements:
        """Return what some quads say in a graph.

        Raises ValueError for a quad of another graph, and for a blank node, which has no name
        by which it could be found again.
        """
        made = cls(graph)
        for quad in quads:
            check(graph, quad)
            there = made.held.setdefault(str(quad.subject), {})
            put(there, str(quad.predicate), str(quad.object))
        return made

    def add(self, about: About) -> None:
        """Add what is said of a subject."""
        subject, said = about
        there = self.held.setdefault(subject, said)
        if there is not said and there != said:
            self.held[subject] = joined(there, said)

    def __iter__(self) -> Iterator[Quad]:
        return parse(self.text(), format=RdfFormat.N_QUADS)

    def __len__(self) -> int:
        return sum(map(size, self.held.values()))

    @property
    def mark(self) -> int:
        """What tells this content from another within one process, in whatever order."""
        return hash(
            frozenset(
                (subject, predicate, frozenset(each(held)))
                for subject, said in self.held.items()
                for predicate, held in said.items()
            )
        )

    def text(self) -> str:
        """Return the statements as N-Quads."""
        return self._lines(f" {self.graph} .\n")

    def triples(self) -> str:
        """Return the statements as N-Triples, without the name of their graph."""
        return self._lines(" .\n")

    def _lines(self, end: str) -> str:
        return "".join(
            [
                f"{subject} {predicate} {term}{end}"
                for subject, said in self.held.items()
                for predicate, held in said.items()
                for term in ((held,) if type(held) is str else held)
            ]
        )


def grouped(said: Iterable[Pair]) -> Properties:
    """Return pairs by their predicates."""
    made: Properties = {}
    for predicate, term in said:
        put(made, predicate, term)
    return made


def put(there: Properties, predicate: str, term: str) -> None:
    """Add a pair to properties that nobody has seen yet."""
    held = there.setdefault(predicate, term)
    if held is term:
        return
    if isinstance(held, dict):
        held[term] = None
    elif held != term:
        there[predicate] = {held: None, term: None}


def joined(one: Properties, other: Properties) -> Properties:
    """Return what two say together of a subject."""
    pairs = ((name, term) for said in (one, other) for name in said for term in each(said[name]))
    return grouped(pairs)


def each(held: Held | None) -> Collection[str]:
    """Return what is held under a predicate, each text once."""
    if held is None:
        return ()
    return (held,) if isinstance(held, str) else held


def size(said: Properties) -> int:
    """Return how many statements are made of a subject."""
    return sum(1 if type(held) is str else len(held) for held in said.values())


def literal(text: str) -> str:
    r"""Return a plain text as a term; raises ValueError for what no text may hold.

    >>> literal("Izium"), literal('a "b"\n')
    ('"Izium"', '"a \\"b\\"\\n"')
    """
    plain = text.isprintable() and '"' not in text and "\\" not in text
    return f'"{text}"' if plain else str(Literal(text))


def check(graph: NamedNode, quad: Quad) -> None:
    """Raise ValueError for a quad of another graph, or with a blank node."""
    subject, _, term, name = quad
    if name != graph:
        raise ValueError(f"{quad} is not of the graph {graph}")
    if BlankNode in {type(subject), type(term)}:
        raise ValueError(f"{quad} has a blank node; give it an IRI")


def triples(said: Iterable[About]) -> Iterator[Triple]:
    """Yield what is said of subjects as triples."""
    nowhere = NamedNode("x:")
    return (quad.triple for quad in Statements(nowhere, said))
