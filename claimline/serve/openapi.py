"""The description of the JSON of the views as OpenAPI 3.1, made from what answers."""

from __future__ import annotations

from importlib.metadata import version

from claimline import catalogue
from claimline.serve.api import VIEWS, View, of_query
from claimline.serve.parameters import Parameter
from claimline.serve.reply import JSON

_TROUBLES = {
    "400": "A parameter that there is not, or a value that it cannot have.",
    "404": "Nothing is called this; the nearest names are told.",
    "413": "The answer is larger than is allowed.",
    "503": "The store cannot be read, or too many wait; try again later.",
    "504": "The answer took longer than is allowed.",
}

_PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["title", "status", "detail"],
}


def description() -> dict[str, object]:
    """Return the description of every path below ``/api/``."""
    views = {f"/api/{name}": view for name, view in VIEWS.items()}
    views |= {f"/api/query/{name}": of_query(catalogue.get(name)) for name in catalogue.names()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "claimline",
            "version": version("claimline"),
            "description": "Who said what, when, through whom and on what evidence.",
        },
        "servers": [{"url": "/"}],
        "paths": {path: {"get": _operation(path, view)} for path, view in views.items()},
        "components": {
            "schemas": {"Problem": _PROBLEM},
            "responses": {status: _trouble(words) for status, words in _TROUBLES.items()},
        },
    }


def _operation(path: str, view: View) -> dict[str, object]:
    return {
        "operationId": path.removeprefix("/api/").replace("/", "-"),
        "summary": view.summary,
        "parameters": [_parameter(each) for each in view.parameters],
        "responses": {
            "200": {
                "description": "What was found.",
                "content": {JSON: {"schema": _schema(view)}},
            },
            **{status: {"$ref": f"#/components/responses/{status}"} for status in _TROUBLES},
        },
    }


def _parameter(parameter: Parameter) -> dict[str, object]:
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.help,
        "required": parameter.required,
        "schema": parameter.schema(),
    }


def _schema(view: View) -> dict[str, object]:
    types = {True: "array", False: "object", None: ["array", "object"]}
    items = {} if view.array is False else {"items": {"type": "object"}}
    return {"type": types[view.array], **items}


def _trouble(words: str) -> dict[str, object]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {"application/problem+json": {"schema": schema}}}
