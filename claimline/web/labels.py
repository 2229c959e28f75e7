"""What the pages of things are called, by their paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from claimline import catalogue
from claimline.errors import BadParameter, UnknownName
from claimline.find import find_iri
from claimline.store import Quads
from claimline.terms import CL

KINDS = ("place", "actor", "event", "document", "claim")
"""The kinds of things that have pages, as they stand in paths."""

_CLASSES = {CL + kind.capitalize(): kind for kind in KINDS}


class Labels(Mapping[str, str]):
    """The labels of all things of a store, by the paths of their pages.

    One label is asked for alone, so that a page of a large store need not know all others; only
    whoever goes through them, or says ``at_once``, has them all read.
    """

    def __init__(self, store: Quads, base: str, *, at_once: bool = False) -> None:
        self._store = store
        self._base = base
        self._at_once = at_once
        self._asked: dict[str, str | None] = {}

    def __getitem__(self, path: str) -> str:
        found = self._all.get(path) if self._at_once else self._one(path)
        if found is None:
            raise KeyError(path)
        return found

    def __contains__(self, path: object) -> bool:
        # What has no page has no path either.
        return isinstance(path, str) and super().__contains__(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def _one(self, path: str) -> str | None:
        if path not in self._asked:
            self._asked[path] = self._found(path)
        return self._asked[path]

    def _found(self, path: str) -> str | None:
        name = path.removesuffix(".html")
        if name == path or name.partition("/")[0] not in KINDS:
            return None
        try:
            return find_iri(self._store, self._base + name).label
        except (UnknownName, BadParameter):
            return None

    @cached_property
    def _all(self) -> dict[str, str]:
        rows = self._store.select(catalogue.get("things").text).plain()
        found: dict[str, str] = {}
        for row in rows:
            name = str(row["thing"]).removeprefix(self._base)
            if name.startswith(f"{_CLASSES[str(row['class'])]}/"):
                found.setdefault(f"{name}.html", str(row["label"] or name.rpartition("/")[2]))
        return dict(sorted(found.items()))
