"""The tables as a Data Package describes them: types, keys and what refers to what."""

from __future__ import annotations

from collections.abc import Iterable

from claimline.export.table_specs import Column, Table

MARKED = (
    "In text, what a spreadsheet would take for a formula has an apostrophe before it; take one "
    "apostrophe away before = + - @ (or their full-width forms) at the begin of a cell, or after "
    "a semicolon, tab or line break, to have the text as it was."
)
HONEST = (
    "Who said what of a conflict, when, and through whom. Nothing here is asserted to be true: "
    "propositions are what claims say. Dates that are uncertain are given as bounds, in words, "
    "and as written."
)
RIGHTS = (
    "Each source has a licence of its own: see the rights of the documents. Summaries are the "
    "records' own words."
)

Described = dict[str, object]


def package(tables: Iterable[Table], description: str, *, marked: bool) -> Described:
    """Return the description of a folder of CSV files."""
    words = [HONEST, description, RIGHTS, MARKED if marked else ""]
    return {
        "name": "claimline-export",
        "title": "Claims with who makes them, through whom and on what evidence",
        "description": " ".join(word for word in words if word),
        "profile": "tabular-data-package",
        "licenses": [
            {
                "name": "notspecified",
                "title": "As each source's owners say; see documents.rights",
            }
        ],
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: Table) -> Described:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "description": table.help,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": column.name,
                    "reference": {
                        "resource": "" if column.refers == table.name else column.refers,
                        "fields": "id",
                    },
                }
                for column in table.columns
                if column.refers
            ],
        },
    }


def _field(column: Column) -> Described:
    found: Described = {"name": column.name, "type": column.type, "description": column.help}
    if column.needed:
        found["constraints"] = {"required": True}
    return found
