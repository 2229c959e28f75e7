"""TimeMap's files: incidents, the sources they rest on, and associations, told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from claimline.errors import nearest
from claimline.intake.outcome import Ignored, Outcome, Refused, Taken
from claimline.intake.row import Row
from claimline.intake.web import address
from claimline.record.nodes import Fields

HIDDEN = "HIDDEN"
"""What stands for the address of a source that the map does not show."""

Filter = tuple[str, str]
"""What kind of thing an association says, and what."""

SOURCE_FIELDS = ["id", "path", "paths"]
NOT_OF_SOURCE = {
    "title": "the number of the incident",
    "description": "a text of the curators about a text of others",
}
_ASSOCIATION = ["id", "filter_paths"]
_NOT_OF_ASSOCIATION = {
    "title": "it ends the path",
    "mode": "how the map offers it",
    "desc": "a text of the curators",
}
_WEAPON = "Weapon System"
_AREA = "Type of area affected"
_PARTS = {"events", "sources", "associations"}


class Held:
    """The sources and associations of all files, and which of them an incident has named."""

    def __init__(self) -> None:
        self.done: list[Outcome] = []
        self._rows: dict[tuple[str, str], Row] = {}
        self._named: set[tuple[str, str]] = set()

    def sorted_out(self, row: Row) -> Iterator[Row]:
        """Yield the incidents that an object of a file is or holds, and keep what else it is."""
        fields = row.fields
        if "filter_paths" in fields:
            self._keep("association", row)
        elif "paths" in fields:
            self._keep("source", row)
        elif {"date", "latitude", "longitude"} & {*fields}:
            yield row
        elif _PARTS & {*fields}:
            row.only([*_PARTS], {})
            for name in sorted(_PARTS & {*fields}):
                yield from self._within(row, name, fields[name])
        elif all(isinstance(node, Fields) for node in fields.values()):
            yield from self._within(row, "sources", fields)
        else:
            row.fault("id", "this is no incident, source or association")
        if row.faults and not {"filter_paths", "paths", "date"} & {*fields}:
            self.done.append(Refused(tuple(row.faults), row))

    def _within(self, row: Row, name: str, node: object) -> Iterator[Row]:
        """Yield the incidents among the objects of a list, or of an object by their ids."""
        nodes = node.values() if isinstance(node, Mapping) else node
        if not isinstance(nodes, Iterable) or isinstance(node, str):
            row.fault(name, "is a list of objects, or an object of them by their ids")
            return
        for each in nodes:
            if isinstance(each, Fields):
                yield from self.sorted_out(Row(each, each.at))
            else:
                row.fault(name, "holds objects with fields of their own")

    def _keep(self, kind: str, row: Row) -> None:
        key = (kind, row.text("id"))
        first = self._rows.setdefault(key, row)
        if first is not row and first.fields == row.fields:
            self.done.append(Ignored("the same row again"))
            return
        if first is not row:
            row.fault("id", f"{key[1]} stands at {first.at} already, and reads otherwise")
        if kind == "source":
            row.only(SOURCE_FIELDS, NOT_OF_SOURCE)
            paths_of(row)
        else:
            row.only(_ASSOCIATION, _NOT_OF_ASSOCIATION)
            filter_of(row)
        if row.faults:
            self.done.append(Refused(tuple(row.faults), row))

    def named(self, row: Row, field: str, kind: str, key: str) -> Row | None:
        """Return the source or association that an incident names; None, with a fault, where
        it is nowhere or refused."""
        self._named.add((kind, key))
        found = self._rows.get((kind, key))
        if found is None:
            near = nearest(key, {known for other, known in self._rows if other == kind})
            hint = f"did you mean {', '.join(near)}?" if near else f"give the file of {kind}s too"
            row.fault(field, f"there is no {kind} {key!r} in these files", hint)
        elif found.faults:
            row.fault(field, f"the {kind} {key!r} at {found.at} is refused", "mend that one")
            return None
        return found

    def used(self) -> Iterator[Outcome]:
        """Yield what became of the sources and associations."""
        for (kind, key), row in self._rows.items():
            if not row.faults:
                unnamed = Ignored(f"no incident names this {kind}")
                yield Taken(row=row) if (kind, key) in self._named else unnamed


def filter_of(row: Row) -> Filter:
    """Return what kind of thing an association says, and what."""
    path = row.texts("filter_paths")
    if len(path) <= 1:
        row.fault("filter_paths", "is a list of a kind and a value")
        return "", ""
    return path[0], path[-1]


def paths_of(row: Row) -> list[str]:
    """Return the addresses of a source; HIDDEN is what the map does not show."""
    name = "paths" if "paths" in row.fields else "path"
    said = row.texts(name) if name == "paths" else (row.text(name),)
    found = [HIDDEN if path == HIDDEN else address(path) for path in said if path]
    if not found or None in found:
        hint = "an address begins with http:// or https://; a source that is not shown is HIDDEN"
        row.fault(name, "is not the address of a source", hint)
    return [path for path in found if path]
