"""The tables, indexes and views of an SQLite database of claims."""

from __future__ import annotations

from collections.abc import Iterator

from claimline.export.table_specs import Column, Table

_TYPES = {
    "string": "TEXT",
    "datetime": "TEXT",
    "integer": "INTEGER",
    "boolean": "INTEGER",
    "number": "NUMERIC",
}

SEARCHED = {
    "actors": "label",
    "actor_names": "name",
    "places": "label",
    "place_names": "name",
    "events": "label",
    "event_names": "name",
    "documents": "title",
    "claims": "summary",
    "evidence": "quote",
}
"""The tables whose text can be searched, and the column it is in."""


def created(table: Table) -> Iterator[str]:
    """Yield the statements that make a table and the indexes of what refers to others."""
    columns = [_column(column) for column in table.columns]
    key = f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})"
    yield f"CREATE TABLE {table.name} (\n  " + ",\n  ".join([*columns, key]) + "\n)"
    indexed = [column.name for column in table.columns if column.refers]
    indexed += [column.name for column in table.columns if column.name.startswith("earliest_")]
    for name in indexed:
        if table.key[0] != name:
            yield f"CREATE INDEX {table.name}_by_{name} ON {table.name} ({_quoted(name)})"


def _column(column: Column) -> str:
    needed = " NOT NULL" if column.needed else ""
    refers = f" REFERENCES {column.refers} (id)" if column.refers else ""
    return f"{_quoted(column.name)} {_TYPES[column.type]}{needed}{refers}"


def _quoted(name: str) -> str:
    return f'"{name}"'


VIEWS = (
    """CREATE VIEW statements AS
SELECT claims.id, claimant.label AS claimant, claimant.side, claims.polarity, claims.modality,
  claims.summary, events.label AS event, propositions.type,
  (SELECT group_concat(label, '; ') FROM (SELECT places.label FROM proposition_places
    JOIN places ON places.id = place WHERE proposition = propositions.id ORDER BY 1)) AS places,
  holder.label AS controller, claims.time_in_words, claims.said_in_words,
  documents.title AS document, outlet.label AS publisher, documents.url,
  propositions.earliest_begin, propositions.latest_begin, propositions.earliest_end,
  propositions.latest_end, claims.earliest_said, claims.latest_said
FROM claims
LEFT JOIN actors AS claimant ON claimant.id = claims.claimant
LEFT JOIN propositions ON propositions.id = claims.proposition
LEFT JOIN events ON events.id = propositions.event
LEFT JOIN actors AS holder ON holder.id = propositions.controller
LEFT JOIN documents ON documents.id = claims.document
LEFT JOIN actors AS outlet ON outlet.id = documents.publisher
ORDER BY claims.id""",
    """CREATE VIEW timeline AS
SELECT places.label AS place, claims.time_in_words, claimant.label AS claimant,
  claims.polarity, claims.modality, claims.summary, holder.label AS controller,
  propositions.earliest_begin, propositions.latest_begin, propositions.earliest_end,
  propositions.latest_end, claims.id AS claim
FROM claims
JOIN propositions ON propositions.id = claims.proposition
JOIN (SELECT DISTINCT proposition, place FROM proposition_places) AS located
  ON located.proposition = propositions.id
JOIN places ON places.id = located.place
LEFT JOIN actors AS claimant ON claimant.id = claims.claimant
LEFT JOIN actors AS holder ON holder.id = propositions.controller
ORDER BY places.label, places.id,
  coalesce(earliest_begin, latest_begin, earliest_end, latest_end, '9999'), claims.id""",
    """CREATE VIEW denials AS
SELECT yes.proposition, yes.claimant AS affirmed_by, yes.id AS affirmation,
  no.claimant AS denied_by, no.id AS denial, yes.summary
FROM claims AS yes
JOIN claims AS no ON no.proposition = yes.proposition
WHERE yes.polarity = 'affirmed' AND no.polarity = 'denied'
ORDER BY yes.proposition, yes.id, no.id""",
    """CREATE VIEW hops AS
WITH RECURSIVE passing (report, claim) AS (
  SELECT report, claim FROM report_claims
  UNION
  SELECT report_links.report, passing.claim FROM report_links
  JOIN passing ON passing.report = report_links.passes_on
)
SELECT passing.claim, claims.summary, passing.report, reporter.label AS reporter,
  reports.chain, reports.speech, reports.published_in_words, reports.earliest_published,
  reports.latest_published, documents.title AS document, documents.url
FROM passing
JOIN claims ON claims.id = passing.claim
JOIN reports ON reports.id = passing.report
LEFT JOIN actors AS reporter ON reporter.id = reports.reporter
LEFT JOIN documents ON documents.id = reports.document
ORDER BY passing.claim, passing.report""",
)
"""Questions that people begin with, each answered in one place."""
