"""A node as its statements tell of it, and the taking of single objects from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad

from claimline import terms
from claimline.errors import Fault, Position
from claimline.model import Instant, Interval
from claimline.rdf_in.texts import LONGEST, Statement
from claimline.terms import cl


class Node:
    """What is said of one IRI in one graph. What cannot be taken is added to the faults."""

    def __init__(self, iri: NamedNode, told: Iterable[Statement], base: str) -> None:
        self.iri = iri
        self.told = list(told)
        self.base = base
        self.faults: list[Fault] = []
        self._objects: defaultdict[NamedNode, list[NamedNode | Literal]] = defaultdict(list)
        for statement in sorted(self.told, key=lambda each: str(each.quad.object)):
            term = statement.quad.object
            if isinstance(term, NamedNode | Literal):
                self._objects[statement.quad.predicate].append(term)

    @property
    def at(self) -> Position:
        """Where it is first told of."""
        return self.told[0].at

    @property
    def types(self) -> set[str]:
        """The classes of ours that it is of, by their local names."""
        found = (term.value for term in self.iris(terms.TYPE) if term.value.startswith(terms.CL))
        return {iri.removeprefix(terms.CL) for iri in found}

    def fault(self, message: str, hint: str = "", at: Position | None = None) -> None:
        """Add a fault that names the node."""
        self.faults.append(Fault(at or self.at, f"<{self.iri.value}>: {message}", hint))

    def iris(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """Return the IRIs that a predicate leads to, sorted."""
        found = self._objects.get(predicate, ())
        return tuple(term for term in found if isinstance(term, NamedNode))

    def iri_of(self, predicate: NamedNode) -> str | None:
        """Return the IRI that a predicate leads to, None if there is none."""
        found = self.iris(predicate)
        return found[0].value if found else None

    def texts(self, predicate: NamedNode) -> tuple[str, ...]:
        """Return the texts of the literals that a predicate leads to, sorted."""
        found = self._objects.get(predicate, ())
        return tuple(term.value for term in found if isinstance(term, Literal))

    def text(self, predicate: NamedNode) -> str | None:
        """Return the text that a predicate leads to, None if there is none."""
        found = self.texts(predicate)
        return found[0] if found else None

    def labels(self) -> tuple[tuple[str, str], ...]:
        """Return its labels, each with its language first, sorted."""
        found = self._objects.get(terms.LABEL, ())
        literals = [term for term in found if isinstance(term, Literal)]
        return tuple(sorted((t.language, t.value) for t in literals if t.language))

    def keys(self, predicate: NamedNode, kind: str) -> tuple[str, ...]:
        """Return the keys of the things of a kind that a predicate leads to."""
        return tuple(key[0] for iri in self.iris(predicate) if (key := self.parts(iri, kind)))

    def key(self, predicate: NamedNode, kind: str) -> str:
        """Return the key of the thing of a kind that a predicate leads to; empty if none does,
        which the comparison with what is written will tell."""
        found = self.keys(predicate, kind)
        return found[0] if found else ""

    def parts(self, iri: NamedNode, kind: str, count: int = 1) -> tuple[str, ...]:
        """Return the parts of the key that the IRI of a thing of a kind is made of."""
        start = f"{self.base}{kind}/"
        parts = iri.value.removeprefix(start).split("/")
        if not iri.value.startswith(start) or len(parts) != count:
            hint = f"it begins with {start}; name another base by --from"
            self.fault(f"<{iri.value}> is not the IRI of a {kind} here", hint)
            return ("",) * count if count > 1 else ()
        return tuple(map(unquote, parts))

    def concept(self, predicate: NamedNode, scheme: str) -> str | None:
        """Return the key of a concept of a list, None if there is none."""
        start = f"{terms.VOCABULARY}{scheme}/"
        found = [iri.value for iri in self.iris(predicate)]
        return unquote(found[0].removeprefix(start)) if found else None

    def concepts(self, predicate: NamedNode, scheme: str) -> tuple[str, ...]:
        """Return the keys of concepts of a list, sorted."""
        start = f"{terms.VOCABULARY}{scheme}/"
        return tuple(unquote(iri.value.removeprefix(start)) for iri in self.iris(predicate))

    def number(self, predicate: NamedNode) -> Decimal | None:
        """Return a decimal, None if there is none."""
        text = self.text(predicate)
        try:
            number = None if text is None else Decimal(text)
        except InvalidOperation:
            number = None
        if text is not None and (
            number is None or not number.is_finite() or abs(number.adjusted()) > LONGEST
        ):
            self.fault(f"{text[:LONGEST]!r} is not a number that can be kept")
            return None
        return number

    def whole(self, predicate: NamedNode) -> int | None:
        """Return a whole number, None if there is none."""
        number = self.number(predicate)
        if number is not None and number != int(number):
            self.fault(f"{number} is not a whole number")
            return None
        return None if number is None else int(number)

    def instant(self, name: str) -> Instant | None:
        """Return the bounds of a moment, None where nothing is said of it."""
        capital = name[0].upper() + name[1:]
        earliest = self._moment(cl("earliest" + capital))
        latest = self._moment(cl("latest" + capital))
        text = self.text(cl(name))
        return Instant(earliest, latest, text) if (earliest or latest or text) else None

    def interval(self) -> Interval | None:
        """Return the four bounds of an interval, None where nothing is said of it."""
        begin, end, text = self.instant("begin"), self.instant("end"), self.text(cl("time"))
        if begin is None and end is None and text is None:
            return None
        nothing = Instant(None, None)
        return Interval(begin or nothing, end or nothing, text)

    def _moment(self, predicate: NamedNode) -> datetime | None:
        text = self.text(predicate)
        if text is None:
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or moment.utcoffset() != timedelta(0):
            self.fault(f"{text!r} is not a date and time in UTC, such as 2022-09-10T16:00:00Z")
            return None
        return moment.astimezone(UTC)


def nodes(told: Iterable[Statement], base: str) -> Iterator[Node]:
    """Yield the nodes that statements tell of, blank ones left out."""
    by_subject: defaultdict[NamedNode, dict[Quad, Statement]] = defaultdict(dict)
    for statement in told:
        if isinstance(statement.quad.subject, NamedNode):
            # RDF is a set: what is said twice is said once.
            by_subject[statement.quad.subject].setdefault(statement.quad, statement)
    for iri, own in by_subject.items():
        yield Node(iri, own.values(), base)
