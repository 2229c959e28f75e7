"""A mapping from the columns of a table to the fields of a record, as somebody wrote it in TOML.

Its tables ``document``, ``claim``, ``place``, ``actor`` and ``event`` have the fields of these
parts of a record. A row makes one of each, or several by ``[[claim]]``; rows that have the same
id of a document share it. A field is a text such as ``"{column}"``, a constant, or a table with
the text under ``take`` (see ``Leaf``). A part within a part is left out where it has fields of
columns and none of these cells says anything.

``declare`` lists places, actors and events as a record does, ``ignore`` gives a reason for each
column that no field takes, and ``table`` says how the table is written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from claimline.errors import Fault, Position, RecordFaults, nearest
from claimline.files import File
from claimline.intake.leaf import Leaf, is_form
from claimline.intake.mapped import Branch, Mapped, columns
from claimline.intake.tables import Columns
from claimline.record.kinds import LANGUAGE, Key, Kind
from claimline.record.layout import Actor, Claim, Document, Event, Labels, Part, Place, Span
from claimline.record.nodes import Cells, Fields, Items, Node, Text, place, put
from claimline.record.specs import Spec, specs

PARTS: dict[str, type[Part]] = {
    "document": Document,
    "claim": Claim,
    "place": Place,
    "actor": Actor,
    "event": Event,
}
"""The parts of a record that rows can make, by their tables in a mapping."""

_LISTED = ("places", "actors", "events")
_TABLE = ("delimiter", "encoding")
_TAKE = ("take", "values", "date", "split")


def mapping(file: File) -> Mapped:
    """Return what a mapping says; raises RecordFaults with all that is wrong with it, or
    InputError where it cannot be read."""
    return _Reading(file.name, file.text()).mapped()


class _Reading:
    """A mapping as it is read; ``faults`` are all that is wrong with it."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._lines = text.splitlines()
        self._text = text
        self._faults: list[Fault] = []

    def mapped(self) -> Mapped:
        """Return what the mapping says; raises RecordFaults."""
        try:
            raw = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            raise RecordFaults([self._not_toml(error)]) from error
        self._known("", raw, (*PARTS, "declare", "ignore", "table"), "a mapping")
        parts = {name: self._parts(name, raw[name]) for name in PARTS if name in raw}
        if not parts:
            self._fault("", "no row would make anything", f"it needs one of [{'], ['.join(PARTS)}]")
        if "claim" in parts and "document" not in parts:
            self._fault("claim", "claims need a [document]", "one for all rows, or one by its id")
        used = [name for several in parts.values() for each in several for name in columns(each)]
        ignored = self._texts("ignore", raw.get("ignore", {}))
        for name in ignored.keys() & {*used}:
            self._fault(f"ignore.{name}", "this column is taken by a field", "it is not ignored")
        for name, reason in ignored.items():
            if not reason.strip():
                self._fault(f"ignore.{name}", "is empty", "take the column, or say why it is not")
        table = self._texts("table", raw.get("table", {}), _TABLE)
        declared = self._declared(raw.get("declare", {}))
        if self._faults:
            raise RecordFaults(self._faults)
        written = table.get("delimiter"), table.get("encoding", "utf-8")
        return Mapped(parts, Columns(list(dict.fromkeys(used)), (), ignored), declared, *written)

    def _parts(self, name: str, raw: object) -> list[dict[str, Branch]]:
        several = raw if isinstance(raw, list) else [raw]
        if name == "document" and len(several) != 1:
            self._fault(name, "a row has one document", "write [document]")
        return [self._part(PARTS[name], each, name) for each in several]

    def _part(self, part: type[Part], raw: object, key: str) -> dict[str, Branch]:
        if not isinstance(raw, dict):
            self._fault(key, f"{part.TITLE} is a table", f"with {', '.join(specs(part))}")
            return {}
        self._known(key, raw, specs(part), part.TITLE)
        for spec in specs(part).values():
            if spec.required and spec.key not in raw:
                self._fault(key, f"{part.TITLE} needs a field '{spec.key}'", spec.help)
        known = {name: specs(part).get(name) for name in raw}
        return {
            name: self._branch(spec, raw[name], f"{key}.{name}")
            for name, spec in known.items()
            if spec
        }

    def _branch(self, spec: Spec, raw: object, key: str) -> Branch:
        if isinstance(raw, list):
            if not spec.many and spec.special is not Span:
                self._fault(key, "stands once, not in a list")
            return [self._branch(spec, each, key) for each in raw]
        if isinstance(raw, dict) and "take" not in raw:
            if spec.special is Labels:
                return {tag: self._label(tag, each, f"{key}.{tag}") for tag, each in raw.items()}
            if spec.part:
                return self._part(spec.part, raw, key)
            self._fault(key, "has no fields within", 'a text, or a table with take = "{column}"')
            return {}
        short = specs(spec.part).get(spec.part.SHORT) if spec.part and spec.part.SHORT else None
        kind = spec.kind or (short.kind if short else None)
        if kind is None and spec.special is not Span:
            within = "a language" if spec.special else ", ".join(specs(spec.part or Claim))
            self._fault(key, "is no text", f"name one of its fields: {within}")
        return self._leaf(raw, key, kind)

    def _label(self, tag: str, raw: object, key: str) -> Leaf:
        if fault := LANGUAGE.fault(tag):
            self._fault(key, fault[0])
        return self._leaf(raw, key, None)

    def _leaf(self, raw: object, key: str, kind: Kind | Key | None) -> Leaf:
        given = raw if isinstance(raw, dict) else {"take": raw}
        self._known(key, given, _TAKE, "a field")
        take = self._text_of(given.get("take", ""), key)
        split = self._text_of(given.get("split", ""), f"{key}.split")
        values = self._texts(f"{key}.values", given.get("values", {}))
        leaf = Leaf(take, values, self._forms(given.get("date", []), f"{key}.date"), split)
        if not take:
            self._fault(key, "is empty", 'a constant, or "{column}" for what a row has there')
        if split and len(leaf.columns) != 1:
            self._fault(key, "only a text with one column can be split")
        if (leaf.values or leaf.date or split) and not leaf.columns:
            self._fault(key, "no column is taken here", 'take = "{column}"')
        meant = leaf.values.values() if leaf.values else [] if leaf.columns else [take]
        if kind and not leaf.date and (leaf.columns == [] or take == f"{{{leaf.columns[0]}}}"):
            for text in filter(None, meant):
                if fault := kind.fault(text):
                    self._fault(key, *fault, near=text)
        return leaf

    def _forms(self, raw: object, key: str) -> tuple[str, ...]:
        """Return the forms of dates; each must have a year, or it would be invented."""
        forms = [self._text_of(form, key) for form in (raw if isinstance(raw, list) else [raw])]
        for form in filter(None, forms):
            if not re.search(r"%[Yyxc]", form) or not is_form(form):
                self._fault(key, f"{form!r} is no form of a date", "as in %d.%m.%Y or %Y-%m-%d")
        return tuple(forms)

    def _declared(self, raw: object) -> Fields | None:
        if not isinstance(raw, dict) or not raw:
            return None
        self._known("declare", raw, _LISTED, "declare")
        root = self._tree({"claimline": 1, **raw}, "declare")
        return root if isinstance(root, Fields) else None

    def _tree(self, raw: object, key: str) -> Node:
        at = self._at(key)
        origin = Cells(at.file, at.line)
        if isinstance(raw, dict):
            fields = place(Fields(), origin, 1)
            for name, value in raw.items():
                put(fields, place(Text(name), origin, 1), self._tree(value, f"{key}.{name}"), [])
            return fields
        if isinstance(raw, list):
            return place(Items(self._tree(each, key) for each in raw), origin, 1)
        return place(Text(self._text_of(raw, key)), origin, 1)

    def _texts(self, key: str, raw: object, known: Sequence[str] = ()) -> dict[str, str]:
        if not isinstance(raw, dict):
            self._fault(key, "is a table of texts")
            return {}
        if known:
            self._known(key, raw, known, f"[{key}]")
        return {name: self._text_of(value, f"{key}.{name}") for name, value in raw.items()}

    def _text_of(self, raw: object, key: str) -> str:
        """Return a value of TOML as the text that a record has for it."""
        match raw:
            case bool():
                return str(raw).lower()
            case str() | int() | float():
                return str(raw)
            case datetime() | date() | time():
                return raw.isoformat()
        self._fault(key, "is no text")
        return ""

    def _known(self, key: str, raw: Mapping[str, object], known: object, what: str) -> None:
        names = list(known) if isinstance(known, (tuple, dict)) else []
        for name in raw:
            if name not in names:
                near = ", ".join(nearest(name, names))
                hint = f"did you mean {near}?" if near else f"it has {', '.join(names)}"
                self._fault(f"{key}.{name}".lstrip("."), f"{what} has no field {name!r}", hint)

    def _fault(self, key: str, message: str, hint: str = "", near: str = "") -> None:
        told = f"{key}: {message}" if key else message
        self._faults.append(Fault(self._at(key, near), told, hint))

    def _at(self, key: str, near: str = "") -> Position:
        """Return where a key stands, near a text if one is given, as far as a look for the
        names in it can tell."""
        line = 0
        for name in filter(None, (*key.split("."), near)):
            word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
            found = (n for n in range(line, len(self._lines)) if word.search(self._lines[n]))
            line = next(found, line)
        return Position(self._file, line + 1, 1)

    def _not_toml(self, error: tomllib.TOMLDecodeError) -> Fault:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = map(int, found.groups()) if found else (len(self._lines) or 1, 1)
        message = re.sub(r" \(at .*", "", str(error))
        return Fault(Position(self._file, line, column), f"not TOML: {message}")
