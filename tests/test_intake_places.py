"""Places that data sets mention: which known ones they are, and what those are called."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claimline import load
from claimline.errors import Position
from claimline.intake import Mention, Places, Row
from claimline.lookup import known
from claimline.model import Place
from claimline.store import Store

BALAKLIIA = Place(
    id="balakliia",
    labels=(("da", "Balaklija"), ("en", "Balakliia")),
    kind="city",
    geonames="712926",
    country="UA",
    latitude=Decimal("49.45595"),
    longitude=Decimal("36.84433"),
    precision="exact",
)
NAMED = Mention(name="Balakliia", kind="settlement", country="UA")


def places(*there: Place) -> Places:
    store = Store.memory()
    load.prepare(store, there).into(store)
    return Places(known(store), "data")


def key(some: Places, mention: Mention) -> str:
    return some.key(Row({}, Position("table.csv", 1, 1)), "place", mention)


def test_a_place_of_another_number_is_another_place() -> None:
    some = places(BALAKLIIA)
    assert key(some, replace(NAMED, geonames="712926")) == "balakliia"
    assert key(some, NAMED) == "balakliia"
    assert key(some, replace(NAMED, geonames="712925")) == "data-712925"


def test_a_place_without_a_number_may_be_one_that_has_it() -> None:
    some = places(replace(BALAKLIIA, geonames=None, no_identifier="made up"))
    assert key(some, replace(NAMED, geonames="712926")) == "balakliia"


def test_a_place_is_called_what_the_store_calls_it_in_english() -> None:
    some = places(BALAKLIIA)
    mention = Mention(name="GeoNames 712926", kind="settlement", geonames="712926")
    assert some.name(key(some, mention)) == "Balakliia"
    assert some.name(key(some, replace(NAMED, geonames="712925"))) == "Balakliia"
