"""Sorting and joining on disk says the same as in memory."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.intake import in_order, joined, order

Things = list[tuple[str, int]]
THINGS = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 9)), max_size=12)


def key(thing: tuple[str, int]) -> str:
    return thing[0]


@given(THINGS, THINGS, st.integers(1, 4))
def test_two_sources_are_joined_by_key_however_little_is_held(
    ones: Things, others: Things, held: int
) -> None:
    found: dict[str, tuple[Things, Things]] = defaultdict(lambda: ([], []))
    for side, things in enumerate((ones, others)):
        for thing in things:
            found[key(thing)][side].append(thing)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "_HELD", held)
        assert list(in_order(ones, key)) == sorted(ones, key=key)
        assert list(joined(ones, others, key, key)) == [found[name] for name in sorted(found)]
