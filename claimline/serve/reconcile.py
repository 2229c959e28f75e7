"""OpenRefine's Reconciliation API, 0.2, over places and actors by their names in all scripts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from typing import cast

from claimline.find import find_iri
from claimline.serve.desk import Desk
from claimline.serve.names import TYPES, Candidate, Names, labels
from claimline.serve.reply import Reply, json_reply
from claimline.serve.trouble import Trouble
from claimline.terms import BASE, ONTOLOGY

_LIMIT, _MOST = 10, 50
"""How many candidates a query gets unless it says, and how many it may ask for."""

_BATCH = 100
"""How many queries may come at once."""

Pairs = Mapping[str, str]


def manifest(root: str) -> dict[str, object]:
    """Return what the service says of itself; ``root`` is the site's address, with a slash."""
    return {
        "versions": ["0.2"],
        "name": "claimline: places and actors",
        "identifierSpace": BASE,
        "schemaSpace": f"{ONTOLOGY}#",
        "defaultTypes": [_type(name) for name in TYPES],
        "view": {"url": f"{root}id/{{{{id}}}}"},
        "preview": {"url": f"{root}reconcile/preview?id={{{{id}}}}", "width": 400, "height": 100},
        "suggest": {
            "entity": {"service_url": root.removesuffix("/"), "service_path": "/reconcile/suggest"}
        },
        "batchSize": _BATCH,
    }


@dataclass(frozen=True, slots=True)
class Match:
    """A request with queries, ``queries`` for a batch or ``query`` for one."""

    given: Pairs

    def run(self, desk: Desk) -> Reply:
        """Return the candidates of each query; raises Trouble for what is no query."""
        if "queries" not in self.given:
            return json_reply(_matched(desk, [_one(self.given["query"])])[0])
        batch = _read(self.given["queries"])
        if not isinstance(batch, dict):
            raise _bad("queries is an object of queries by their names")
        if len(batch) > _BATCH:
            raise _bad(f"at most {_BATCH} queries come at once")
        found = _matched(desk, list(batch.values()))
        return json_reply(dict(zip(batch, found, strict=True)))


@dataclass(frozen=True, slots=True)
class Suggest:
    """What has been typed of a name."""

    given: Pairs

    def run(self, desk: Desk) -> Reply:
        """Return the things with names that begin so."""
        prefix = self.given.get("prefix", "")
        if not prefix:
            raise _bad("the parameter prefix is needed")
        found = _names(desk).beginning(prefix, frozenset(TYPES), _LIMIT)
        label = labels(desk.store, [each.id for each in found], desk.base)
        result = [
            {"id": each.id, "name": label.get(each.id, each.id), "notable": [_type(each.type)]}
            for each in found
        ]
        return json_reply({"result": result})


@dataclass(frozen=True, slots=True)
class Preview:
    """The id of a thing."""

    given: Pairs

    def run(self, desk: Desk) -> Reply:
        """Return a small page about it; raises UnknownName."""
        id_ = self.given.get("id", "")
        thing = find_iri(desk.store, desk.base + id_)
        text = f"<!doctype html><meta charset=utf-8><p><b>{escape(thing.label)}</b> {escape(id_)}"
        return Reply(text.encode(), "text/html; charset=utf-8")


def _names(desk: Desk) -> Names:
    if "names" not in desk.kept:
        desk.kept["names"] = Names(desk.store)
    return cast("Names", desk.kept["names"])


def _matched(desk: Desk, queries: list[object]) -> list[dict[str, object]]:
    names = _names(desk)
    found = [names.like(*_asked(query)) for query in queries]
    label = labels(desk.store, sorted({one.id for each in found for one in each}), desk.base)
    return [{"result": _results(each, label)} for each in found]


def _results(found: list[Candidate], label: Mapping[str, str]) -> list[dict[str, object]]:
    exact = [each for each in found if each.score == 100]  # noqa: PLR2004 # of a hundred
    return [
        {
            "id": each.id,
            "name": label.get(each.id, each.id),
            "type": [_type(each.type)],
            "score": each.score,
            "match": exact == [each],
        }
        for each in found
    ]


def _asked(query: object) -> tuple[str, frozenset[str], int]:
    """Return the name, types and limit of a query; raises Trouble."""
    if not isinstance(query, dict) or not isinstance(query.get("query"), str):
        raise _bad("a query is an object with the name that is sought as its query")
    types, limit = query.get("type") or list(TYPES), query.get("limit", _LIMIT)
    wanted = types if isinstance(types, list) else [types]
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise _bad("limit is a whole number from 1")
    return query["query"], frozenset(map(_short, map(str, wanted))), min(limit, _MOST)


def _short(type_: str) -> str:
    return type_.removeprefix(f"{ONTOLOGY}#")


def _one(text: str) -> object:
    """Return a single query: an object, or no more than a name."""
    return _read(text) if text.lstrip().startswith("{") else {"query": text}


def _read(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _bad("that is not JSON") from error


def _type(name: str) -> dict[str, str]:
    return {"id": name, "name": name}


def _bad(detail: str) -> Trouble:
    return Trouble(HTTPStatus.BAD_REQUEST, detail)
