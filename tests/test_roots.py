"""Roots: the fewest names that all chains pass through."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.views.roots import Chain, roots

NAMES = "abcdef"
CHAINS = st.lists(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True).map(tuple), max_size=6
)


def passes(chains: list[Chain], barred: frozenset[str]) -> bool:
    """Say whether something still gets through: from a first name, along chains, to a last."""
    follows = {pair for chain in chains for pair in pairwise(chain)}
    reached = {chain[0] for chain in chains} - barred
    while more := {b for a, b in follows if a in reached and b not in barred} - reached:
        reached |= more
    return bool(reached & {chain[-1] for chain in chains})


def fewest(chains: list[Chain]) -> int:
    """Return how many names must be barred so that nothing gets through, by trying them all."""
    return next(
        size
        for size in range(len(NAMES) + 1)
        if any(not passes(chains, frozenset(barred)) for barred in combinations(NAMES, size))
    )


@given(CHAINS)
def test_roots_are_the_fewest_names_that_everything_passes(chains: list[Chain]) -> None:
    found = roots(chains)
    assert not passes(chains, frozenset(found))
    assert len(found) == fewest(chains)


@given(CHAINS)
def test_roots_do_not_hang_on_order_or_repetition(chains: list[Chain]) -> None:
    assert roots(chains) == roots([*reversed(chains), *chains])


@given(CHAINS, st.sampled_from(NAMES))
def test_one_chain_more_is_at_most_one_root_more(chains: list[Chain], name: str) -> None:
    assert 0 <= len(roots([*chains, (name,)])) - len(roots(chains)) <= 1


@pytest.mark.parametrize(
    ("chains", "expected"),
    [
        ([], ()),
        ([("tass", "armenpress")], ("tass",)),
        ([("reuters", "a"), ("reuters", "b"), ("reuters", "c")], ("reuters",)),
        ([("reuters", "ritzau"), ("afp", "ritzau")], ("ritzau",)),
        ([("a", "b"), ("b", "c"), ("c", "d")], ("b", "c")),
        ([("a", "m"), ("b", "m"), ("m", "x"), ("m", "y")], ("m",)),
        ([("a", "m"), ("b", "m"), ("c",)], ("c", "m")),
    ],
)
def test_roots(chains: list[Chain], expected: tuple[str, ...]) -> None:
    assert roots(chains) == expected
