"""What loaders of coded events share: sources, records one after another, rows again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline import load, rdf
from claimline.errors import Position
from claimline.intake import Actors, Coded, Ignored, Part, Refused, Row, Taken
from claimline.intake.sources import distinct, joint, names_nobody
from claimline.model import Actor, Source, Value
from claimline.names import fold
from claimline.record import Known
from claimline.store import Store


def row(line: int, **fields: str) -> Row:
    return Row(fields, Position("some.csv", line, 1))


@pytest.mark.parametrize(
    "name", ["police", "Local residents", "a security source", "hospital and police officials"]
)
def test_a_role_names_nobody(name: str) -> None:
    assert names_nobody(name)


@pytest.mark.parametrize("name", ["SOHR", "Yemeni officials", "A", "of the", "", "TASS; police"])
def test_a_name_is_somebodys(name: str) -> None:
    assert not names_nobody(name)


@given(st.lists(st.text("aA b\u00a0", min_size=1)))
def test_distinct_names_keep_their_order_and_lose_only_repetitions(names: list[str]) -> None:
    found = distinct(names)
    assert len({fold(name) for name in found}) == len(found)
    assert [*map(fold, found)] == [*dict.fromkeys(map(fold, names))]


def test_a_joint_claimant_is_another_for_other_members() -> None:
    actors = Actors(Known(), "set")
    one = joint(actors, ["set-x", "set-y"], ["x", "y"], "set")
    assert joint(actors, ["set-x", "set-z"], ["x", "y"], "set") != one
    assert joint(actors, ["set-x", "set-x"], ["x", "X"], "set") == "set-x"
    assert [actor.on_behalf_of for actor in actors.declared()] == [
        ("set-x", "set-y"),
        ("set-x", "set-z"),
    ]


def test_actors_of_an_earlier_load_are_not_taken_for_others() -> None:
    store = Store.memory()
    for key in ("set-actor-1", "tass"):
        actor = Actor(id=key, labels=(("en", key.partition("-")[0]),), kind="source")
        store.replace({rdf.graph_of(actor): list(rdf.quads(actor))})
    actors = Actors(load.known(store), "set")
    assert actors.key("set", kind="source") == "set-set"
    assert actors.key("TASS", kind="source") == "tass"
    assert actors.key("TASS", kind="source", own="set-apart", look_up=False) == "set-apart"


def test_spellings_of_one_name_are_one_actor() -> None:
    actors = Actors(Known(), "set")
    assert {actors.key(name, kind="source") for name in ("SOHR", "sohr", "Sohr")} == {"set-sohr"}
    assert [actor.labels for actor in actors.declared()] == [(("en", "SOHR"),)]


OPTIONS = {"ambiguous": "error"}
PART = Part(
    source="set",
    coders="The Coders",
    about=Source(title="Set", licence="any", link="https://example.org/"),
    id="set",
    title="The set",
    published=None,
)


def test_what_is_declared_for_a_refused_row_is_kept_for_the_next() -> None:
    data = Coded(Known(), PART, OPTIONS)

    def make(row: Row, record: str) -> Iterator[Value]:
        data.claimant(row, "source", record)
        if row.text("fine") == "no":
            row.fault("fine", "it is not")
        return iter(())

    rows = [
        row(2, fine="yes", source="SOHR", day="2022-02-01"),
        row(3, fine="no", source="TASS", day="2022-01-05"),
        row(4, fine="yes", source="TASS", day="2022-01-05"),
        row(5, fine="yes", source="TASS; SOHR", day="2022-02-01"),
    ]
    found = list(data.outcomes(rows, lambda row: row.text("day"), make))
    assert [type(one) for one in found] == [Refused, Taken, Taken, Taken, Taken, Taken, Taken]
    assert [one.rows for one in found if isinstance(one, Taken)] == [0, 1, 0, 1, 0, 1]
    declared = [v.id for one in found if isinstance(one, Taken) for v in one.values]
    assert declared[:3] == ["set-coders", "set-source-tass", "set-2022-01"]
    assert declared[3:5] == ["set-source-sohr", "set-2022-02"]
    assert len(declared) == 6


def test_rows_are_seen_again_within_one_record() -> None:
    data = Coded(Known(), PART, OPTIONS)

    def make(row: Row, record: str) -> Iterator[Value]:
        assert record == f"set-{row.text('day')[:7]}"
        data.seen.once(row, "id", row.text("id"))
        return iter(())

    rows = [
        row(2, id="1", day="2022-01-05"),
        row(3, id="1", day="2022-01-05"),
        row(4, id="1", day="2022-01-05", more="x"),
        row(5, id="1", day="2022-02-01"),
    ]
    found = list(data.outcomes(rows, lambda row: row.text("day"), make))
    kinds = [type(one) for one in found if not (isinstance(one, Taken) and not one.rows)]
    assert kinds == [Taken, Ignored, Refused, Taken]
    [refused] = [one for one in found if isinstance(one, Refused)]
    assert "1 stands in some.csv:2:1 already" in str(refused.faults[0])
