"""Loads whose batches are judged by other processes: the same as those that judge in place."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import count
from multiprocessing import active_children

import pytest

from claimline import history, load
from claimline.errors import ClaimlineError, InvalidData, Position
from claimline.files import Files
from claimline.intake import Outcome, Row, Taken
from claimline.load.run import Rejection, Tally
from claimline.model import Option, Place, Source
from claimline.record import Known
from claimline.store import Store, dump

PLACES = 400


class Gazetteer:
    """Places each of which lies in the one before it; some are faulty.

    Every 37th has no name, and some have the GeoNames number of one far before them. At a
    ``fatal`` one the processes that judge are killed.
    """

    OPTIONS: tuple[Option, ...] = ()
    SOURCE = Source(title="", link="", licence="")

    def __init__(self, fatal: int = 0) -> None:
        self.fatal = fatal

    def records(self, files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
        """Yield a place a row."""
        del files, known, options
        for number in range(1, PLACES):
            if number == self.fatal:
                for child in active_children():
                    child.kill()
            at = Position("places.csv", number, 1)
            place = Place(
                id=f"place-{number}",
                labels=(("en", f"Place {number}"),) if number % 37 else (),
                kind="town",
                geonames=str(1_000 + (number if number % 41 else number // 2)),
                part_of=(f"place-{number - 1}",) if number % 5 else (),
                at=at,
            )
            yield Taken((place,), row=Row({"id": place.id}, at))


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["claimline.load.run"], "BATCH", 200)


@cache
def loaded(jobs: int) -> tuple[str, list[Rejection], Tally]:
    return loaded_into(Store.memory(), jobs)


def loaded_into(
    store: Store, jobs: int, clock: Callable[[], datetime] | None = None
) -> tuple[str, list[Rejection], Tally]:
    refused: list[Rejection] = []
    reject = refused.append
    gazetteer, none = Gazetteer(), Files([])
    tally = load.run(gazetteer, none, store, options={}, reject=reject, clock=clock, jobs=jobs)
    return "".join(dump(store)), refused, tally


def test_judges_beside_find_what_one_in_place_finds() -> None:
    alone, beside = loaded(0), loaded(3)
    assert alone[0] == beside[0]
    assert [(it.row and it.row.at, it.reasons) for it in alone[1]] == [
        (it.row and it.row.at, it.reasons) for it in beside[1]
    ]
    assert alone[2] == beside[2]
    assert alone[2].refused > PLACES // 37
    assert "place/place-6>" in alone[0]


@pytest.mark.parametrize("jobs", [0, 2])
def test_the_more_is_there_the_more_is_put_in_at_once(
    monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(sys.modules["claimline.load.run"], "SHARE", 0.5)
    monkeypatch.setattr(sys.modules["claimline.load.run"], "MOST", 1_000)
    store = Store.memory()
    moments = (datetime(2026, 1, 1, 0, minute, tzinfo=UTC) for minute in count())
    made = loaded_into(store, jobs, lambda: next(moments))
    assert made == loaded(0)
    sizes = [entry.load.added for entry in reversed(history.entries(store))]
    _shipped, *pieces, _rest = sizes
    assert pieces == sorted(pieces)
    assert 200 <= pieces[0] < 500
    assert 1_000 <= pieces[-1] < 1_500
    assert sum(sizes) == made[2].added


def test_every_entry_of_the_log_tells_of_something_that_was_loaded() -> None:
    store = Store.memory()
    for hour in range(2):
        moments = (datetime(2026, 1, 1, hour, minute, tzinfo=UTC) for minute in count())
        loaded_into(store, 0, lambda moments=moments: next(moments))  # type: ignore[misc] # bound now
    assert all(entry.load.counts for entry in history.entries(store))


def test_without_rejects_a_fault_found_beside_ends_the_load() -> None:
    with pytest.raises(InvalidData, match=r"places\.csv:1:1: .*place-0"):
        load.run(Gazetteer(), Files([]), Store.memory(), options={}, jobs=2)


def test_a_dry_load_with_judges_beside_tells_the_same_and_changes_nothing() -> None:
    store = Store.memory()
    refused: list[Rejection] = []
    load.run(Gazetteer(), Files([]), store, options={}, dry=True, reject=refused.append, jobs=2)
    assert [it.reasons for it in refused] == [it.reasons for it in loaded(0)[1]]
    assert not list(store.quads())


def test_a_judge_that_is_killed_ends_the_load_with_an_error() -> None:
    with pytest.raises(ClaimlineError, match="a process that judged was ended"):
        load.run(Gazetteer(fatal=30), Files([]), Store.memory(), options={}, jobs=2)
