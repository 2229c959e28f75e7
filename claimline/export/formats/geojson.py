"""GeoJSON: a feature for each claim at each of its places, with bounds, holder and claimant.

A claim at a place without coordinates, or without a place, has a feature without geometry.
Times are four bounds in UTC, and words; precision says how exactly the position is known.

Examples:
  claimline export geojson -o claims.geojson
  claimline export geojson --place Izium --redact coordinates=1 -o izium.geojson
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from claimline.export.accounts import Account, Spot, accounts
from claimline.export.nodes import Content
from claimline.export.safe import as_json
from claimline.export.selected import Chosen, File
from claimline.export.worded import bounds, worded
from claimline.model import Option
from claimline.when import utc

SUFFIX = ".geojson"
MEDIA_TYPE = "application/geo+json"
OPTIONS: tuple[Option, ...] = ()

Json = dict[str, object]
_BOUNDS = ("earliest_begin", "latest_begin", "earliest_end", "latest_end")


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file."""
    del told
    yield File("claims.geojson", _pieces(chosen))


def _pieces(chosen: Chosen) -> Iterator[bytes]:
    told = as_json(chosen.description or "All claims.")
    yield f'{{"type": "FeatureCollection", "description": {told}, "features": ['.encode()
    before = "\n"
    for account in accounts(Content(chosen.store)):
        for place in account.places or (None,):
            yield f"{before}{as_json(_feature(account, place))}".encode()
            before = ",\n"
    yield b"\n]}\n"


def _feature(account: Account, place: Spot | None) -> Json:
    at = place.at if place else None
    return {
        "type": "Feature",
        "id": f"{account.iri}#{place.key}" if place else account.iri,
        "geometry": {"type": "Point", "coordinates": [at[1], at[0]]} if at else None,
        "properties": {
            "claim": account.iri,
            "summary": account.summary,
            "claimant": account.claimant.label,
            "claimant_iri": account.claimant.iri,
            "side": account.side,
            "polarity": account.polarity,
            "modality": account.modality,
            "event": account.event.label if account.event else None,
            "event_iri": account.event.iri if account.event else None,
            "type": account.type,
            "holder": account.controller.label if account.controller else None,
            "holder_iri": account.controller.iri if account.controller else None,
            "place": place.label if place else None,
            "place_iri": place.iri if place else None,
            "precision": place.precision if place else None,
            "amounts": account.amounts,
            "time": account.time.text,
            "time_in_words": account.when,
            **dict(zip(_BOUNDS, map(_utc, bounds(account.time)), strict=True)),
            "said_in_words": worded(account.said, account.zone),
            "time_zone": account.zone,
            "chains": [hop.chain for hop in account.hops],
            "sources": account.addresses,
        },
    }


def _utc(moment: datetime | None) -> str | None:
    return None if moment is None else utc(moment)
