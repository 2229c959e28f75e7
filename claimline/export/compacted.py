"""Triples as JSON-LD for people: short names from a context, and objects within objects.

Why by hand: pyoxigraph writes JSON-LD expanded only, and rdflib neither nests nor keeps the
spelling of numbers. What is written here is the same each time and loses no triple.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from claimline import packaged, terms
from claimline.errors import InputError
from claimline.terms import XSD

Node = NamedNode | BlankNode
Json = str | int | bool | list["Json"] | dict[str, "Json"]
Told = Mapping[Node, Mapping[str, list[Node | Literal]]]

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
_STRING = XSD + "string"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


@dataclass(frozen=True, slots=True)
class Context:
    """What JSON-LD calls the terms: ``written`` stands in the document, ``prefixes`` shorten
    IRIs, and ``names`` are those of predicates and classes, by the IRI and by the type of the
    value: a datatype, ``@id``, ``@language``, ``@reverse``, or nothing."""

    written: Json
    prefixes: Mapping[str, str]
    names: Mapping[tuple[str, str], str]
    vocabulary: str = ""
    id: str = "@id"
    type: str = "@type"

    @classmethod
    @cache
    def ours(cls) -> Context:
        """Return the context that is shipped with the ontology."""
        given = json.loads(packaged.text("ontology", "context.jsonld"))["@context"]
        prefixes = {
            name: iri for name, iri in given.items() if isinstance(iri, str) and iri[-1] in "#/"
        }
        names: dict[tuple[str, str], str] = {}
        for name, said in given.items():
            if name in prefixes or name[0] == "@" or str(said)[0] == "@":
                continue
            iri, kind = _meant(said)
            names.setdefault((_expanded(iri, prefixes), _expanded(kind, prefixes)), name)
        return cls(given, prefixes, names, id="id", type="type")

    def iri(self, node: Node) -> str:
        """Return an IRI as short as the prefixes make it; raises InputError where it would be
        taken for a shortened one."""
        text = str(node) if isinstance(node, BlankNode) else node.value
        for name, start in self.prefixes.items():
            if text.startswith(start) and not text.startswith("//", len(start)) and text != start:
                return f"{name}:{text.removeprefix(start)}"
        scheme = _SCHEME.match(text)
        if scheme and scheme[1] in self.prefixes and isinstance(node, NamedNode):
            raise InputError(f"<{text}> cannot be told from a name with the prefix {scheme[1]}:")
        return text

    def name(self, iri: str, kind: str) -> str:
        """Return what a predicate or class is called with values of a kind; else it is spelled
        out, which says nothing of its values."""
        if found := self.names.get((iri, kind)):
            return found
        if self.vocabulary and iri.startswith(self.vocabulary):
            return iri.removeprefix(self.vocabulary)
        return self.iri(NamedNode(iri))


def _meant(said: str | Mapping[str, str]) -> tuple[str, str]:
    """Return what an entry of a context stands for, and the kind of its values."""
    if isinstance(said, str):
        return said, ""
    if "@reverse" in said:
        return said["@reverse"], "@reverse"
    return said["@id"], said.get("@container", said.get("@type", ""))


def _expanded(text: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, rest = text.partition(":")
    return prefixes[prefix] + rest if prefix in prefixes else text


def tree(
    found: Iterable[Triple],
    context: Context | None = None,
    *,
    first: str = "",
    within: Collection[str] = (),
    reverse: str = "",
) -> Iterator[dict[str, Json]]:
    """Yield an object for each thing that stands by itself, those of the class ``first`` first.

    What a predicate of ``within`` leads to stands within what leads there, each time, and so
    does, by the name of the reverse, what leads to something by the predicate ``reverse``.
    """
    return _Tree(found, context or Context.ours(), within, reverse).objects(first)


class _Tree:
    def __init__(
        self, found: Iterable[Triple], context: Context, within: Collection[str], reverse: str
    ) -> None:
        told: defaultdict[Node, defaultdict[str, list[Node | Literal]]]
        told = defaultdict(lambda: defaultdict(list))
        for subject, predicate, term in sorted(set(found), key=str):
            if not isinstance(subject, Triple) and not isinstance(term, Triple):
                told[subject][predicate.value].append(term)
        self.told = told
        self.context = context
        self.within = within
        self.reverse = reverse
        self.back: defaultdict[Node, list[Node]] = defaultdict(list)
        for subject, about in told.items():
            for term in about.get(reverse, []):
                if isinstance(term, NamedNode) and term in told:
                    self.back[term].append(subject)
        self.written: set[Node] = set()

    def objects(self, first: str) -> Iterator[dict[str, Json]]:
        kind = NamedNode(first) if first else None
        leading = [it for it in self.told if kind in self.told[it].get(terms.TYPE.value, [])]
        for node in leading:
            yield self.object(node, ())
        inner: set[object] = {*chain.from_iterable(self.back.values())}
        for about in self.told.values():
            inner |= {*chain.from_iterable(about.get(predicate, []) for predicate in self.within)}
        for node in sorted(self.told, key=inner.__contains__):
            if node not in self.written:
                yield self.object(node, ())

    def object(self, node: Node, path: tuple[Node, ...]) -> dict[str, Json]:
        """Return what is said of a node, all but that it leads back to what it stands in."""
        self.written.add(node)
        path = (*path, node)
        made: dict[str, Json] = {self.context.id: self.context.iri(node)}
        values: defaultdict[str, list[Json]] = defaultdict(list)
        maps: defaultdict[str, defaultdict[str, list[Json]]]
        maps = defaultdict(lambda: defaultdict(list))
        for predicate, found in self.told[node].items():
            for term in found:
                if predicate == self.reverse and term in path[:-1]:
                    continue
                if predicate == terms.TYPE.value and isinstance(term, NamedNode):
                    values[self.context.type].append(self.context.name(term.value, ""))
                elif isinstance(term, Literal) and term.language:
                    self._spoken(predicate, term, values, maps)
                else:
                    name, value = self._value(predicate, term, path)
                    values[name].append(value)
        if back := self.back.get(node):
            name = self.context.name(self.reverse, "@reverse")
            values[name] = [self._inner(other, path) for other in back]
        said = {name: found[0] if len(found) == 1 else found for name, found in values.items()}
        for name, by_tag in maps.items():
            said[name] = {tag: one[0] if len(one) == 1 else one for tag, one in by_tag.items()}
        return made | dict(sorted(said.items(), key=self._order))

    def _order(self, item: tuple[str, Json]) -> tuple[bool, bool, str]:
        """What a thing is comes first, what stands within it last."""
        name, value = item
        some = value[0] if isinstance(value, list) else value
        return name != self.context.type, isinstance(some, dict) and self.context.id in some, name

    def _spoken(
        self,
        predicate: str,
        term: Literal,
        values: defaultdict[str, list[Json]],
        maps: defaultdict[str, defaultdict[str, list[Json]]],
    ) -> None:
        name = self.context.names.get((predicate, "@language"))
        if name:
            maps[name][term.language or ""].append(term.value)
        else:
            said: Json = {"@value": term.value, "@language": term.language or ""}
            values[self.context.name(predicate, "")].append(said)

    def _value(
        self, predicate: str, term: Node | Literal, path: tuple[Node, ...]
    ) -> tuple[str, Json]:
        """Return the name of a predicate with such a value, and the value."""
        context = self.context
        if not isinstance(term, Literal):
            typed = (predicate, "@id") in context.names
            if predicate in self.within and term in self.told:
                return context.name(predicate, "@id"), self._inner(term, path)
            short = context.iri(term)
            return context.name(predicate, "@id"), short if typed else {context.id: short}
        kind = term.datatype.value
        if kind == _STRING:
            return context.name(predicate, ""), term.value
        if (predicate, kind) in context.names:
            return context.names[predicate, kind], _native(term.value, kind)
        typed_value: Json = {"@value": term.value, "@type": context.iri(term.datatype)}
        return context.name(predicate, ""), typed_value

    def _inner(self, node: Node, path: tuple[Node, ...]) -> Json:
        if node in path:
            return {self.context.id: self.context.iri(node)}
        return self.object(node, path)


def _native(text: str, kind: str) -> Json:
    """Return a value whose term says its type: a number or a truth value where it is spelled
    as JSON-LD would spell it, else a text."""
    if kind == XSD + "integer" and _WHOLE.fullmatch(text):
        return int(text)
    if kind == XSD + "boolean" and text in {"true", "false"}:
        return text == "true"
    return text


def document(context: Context, objects: Iterable[dict[str, Json]]) -> Iterator[str]:
    """Yield a JSON-LD document, object by object."""
    yield f'{{\n  "@context": {_by_line(context.written)},\n  "@graph": ['
    separator = "\n    "
    for made in objects:
        yield separator + _indented(made).replace("\n", "\n    ")
        separator = ",\n    "
    yield "\n  ]\n}\n"


def _by_line(value: Json) -> str:
    """Return a context with a line for each of its terms."""
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    said = (f"{json.dumps(n)}: {json.dumps(v, ensure_ascii=False)}" for n, v in value.items())
    return "{\n    " + ",\n    ".join(said) + "\n  }"


def _indented(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
