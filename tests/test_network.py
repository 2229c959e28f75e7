"""Claims about one state: which agree, against trying every subset, and what follows."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain, combinations, islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimline.model import Instant, Interval
from claimline.when import instant, utc, words
from claimline.when.network import NOBODY, Network
from claimline.when.reconcile import ConsistentSet, Reconciled, StateClaim, reconcile
from claimline.when.ticks import DAY, FAR, ticks

ZERO = datetime(2022, 3, 1, tzinfo=UTC)
OPEN = Instant(None, None)

# --- the network of any moments

Limits = list[tuple[str, str, int | None, int | None]]
MOMENTS = "pqrs"
BOUND = st.one_of(st.none(), st.integers(-3, 3))
LIMITS = st.lists(
    st.tuples(st.sampled_from(MOMENTS), st.sampled_from(MOMENTS), BOUND, BOUND), max_size=6
)


def kept(limits: Iterable[tuple[str, str, int | None, int | None]], at: dict[str, int]) -> bool:
    return all(
        (low is None or low <= at[second] - at[first])
        and (high is None or at[second] - at[first] <= high)
        for first, second, low, high in limits
    )


def possible(limits: Limits) -> bool:
    """Try all times that limits of at most three units can need: the first at zero."""
    times = product([0], *[range(-9, 10)] * 3)
    return any(kept(limits, dict(zip(MOMENTS, each, strict=True))) for each in times)


@given(LIMITS)
def test_a_network_takes_in_what_is_possible_and_says_what_is_not(limits: Limits) -> None:
    network, taken = Network(), dict[str, tuple[str, str, int | None, int | None]]()
    for place, limit in enumerate(limits):
        blamed = network.add(*limit, str(place))
        together = [*(taken[name] for name in blamed if name in taken), limit]
        if blamed:
            assert str(place) in blamed
            assert not possible(together)
        else:
            taken[str(place)] = limit
    at = network.reading()
    assert kept(taken.values(), {moment: at.get(moment, 0) for moment in MOMENTS})


@given(LIMITS, st.sampled_from(MOMENTS), st.sampled_from(MOMENTS))
def test_bounds_are_the_tightest_and_name_claims_that_imply_them(
    limits: Limits, first: str, second: str
) -> None:
    def built(sources: frozenset[str] | None = None) -> Network:
        network = Network()
        for place, limit in enumerate(limits):
            if sources is None or str(place) in sources:
                network.add(*limit, str(place))
        return network

    bounds = built().bounds(first, second)
    for bound, beyond in ((bounds.low, -1), (bounds.high, 1)):
        if bound is not None:
            assert built().add(first, second, bound, bound) == NOBODY
            assert bool(built().add(first, second, bound + beyond, bound + beyond, "further"))
    # What was refused is in no source, so the named claims can be taken in alone.
    assert built(bounds.low_sources).bounds(first, second).low == bounds.low
    assert built(bounds.high_sources).bounds(first, second).high == bounds.high


# --- the claims about one state


def state_network(claims: Iterable[StateClaim]) -> Network | None:
    """Return the network of some claims, ``None`` if they contradict each other."""
    network = Network()
    network.add("zero", "begin", None, None)
    refused = [network.add("begin", "end", 0, None, "nature")]
    for claim in claims:
        least, most = claim.days or (0, None)
        refused += [
            network.add("zero", "begin", *bounded(claim.time.begin), claim.key),
            network.add("zero", "end", *bounded(claim.time.end), claim.key),
            network.add("begin", "end", least * DAY, most and most * DAY, claim.key),
        ]
    return None if any(refused) else network


def bounded(value: Instant) -> tuple[int | None, int | None]:
    low, high = (None if abs(bound) > FAR else bound for bound in ticks(value))
    return low, high


def subsets(claims: Sequence[StateClaim]) -> Iterable[tuple[StateClaim, ...]]:
    return chain.from_iterable(combinations(claims, n) for n in range(1, len(claims) + 1))


def keys(claims: Iterable[StateClaim]) -> frozenset[str]:
    return frozenset(claim.key for claim in claims)


@st.composite
def moments(draw: st.DrawFn, *, unbounded: bool) -> Instant:
    """Draw bounds that are some half days from zero."""
    first, last = sorted((draw(st.integers(0, 12)), draw(st.integers(0, 12))))
    known = st.integers(0, 2) if unbounded else st.just(1)
    low, high = (ZERO + timedelta(hours=12 * offset) for offset in (first, last))
    return Instant(low if draw(known) else None, high if draw(known) else None)


@st.composite
def state_claims(draw: st.DrawFn, most: int = 6, *, unbounded: bool = True) -> list[StateClaim]:
    moment, days = moments(unbounded=unbounded), st.integers(0, 6)
    return [
        StateClaim(
            f"c{place}",
            Interval(draw(moment), draw(moment)),
            draw(st.none() | st.tuples(days, days)),
        )
        for place in range(draw(st.integers(0, most)))
    ]


@given(state_claims())
def test_sets_and_conflicts_are_those_found_by_trying_every_subset(
    claims: list[StateClaim],
) -> None:
    consistent = {keys(part): state_network(part) is not None for part in subsets(claims)}
    good = {part for part, agrees in consistent.items() if agrees}
    bad = set(consistent) - good
    found = reconcile(claims)
    assert sorted(sorted(each.claims) for each in found.sets) == sorted(
        sorted(part) for part in good if not any(part < other for other in good)
    )
    assert sorted(map(sorted, found.conflicts)) == sorted(
        sorted(part) for part in bad if not any(other < part for other in bad)
    )
    assert sorted(map(len, found.conflicts)) == [len(each) for each in found.conflicts]
    assert not found.limited
    assert (found.tightest is not None) == (keys(claims) in good)


@given(state_claims())
def test_bounds_of_a_set_are_the_tightest_and_have_their_reasons(
    claims: list[StateClaim],
) -> None:
    by_key = {claim.key: claim for claim in claims}

    def implied(names: Iterable[str], end: str) -> tuple[int | None, int | None]:
        network = state_network(by_key[name] for name in names)
        assert network is not None
        bounds = network.bounds("zero", end)
        return bounds.low, bounds.high

    for each in reconcile(claims).sets:
        because = each.because
        begin, end = implied(each.claims, "begin"), implied(each.claims, "end")
        assert (written(each.time.begin), written(each.time.end)) == (
            reported(begin),
            reported(end),
        )
        assert implied(because.earliest_begin, "begin")[0] == begin[0]
        assert implied(because.latest_begin, "begin")[1] == begin[1]
        assert implied(because.earliest_end, "end")[0] == end[0]
        assert implied(because.latest_end, "end")[1] == end[1]


def reported(bounds: tuple[int | None, int | None]) -> tuple[int | None, int | None]:
    """Return bounds to the moment: just before noon is noon."""
    low, high = bounds
    return low, None if high is None else high + high % 2


def written(value: Instant) -> tuple[int | None, int | None]:
    low, high = (
        None if bound is None else ticks(Instant(bound, bound)).low
        for bound in (value.earliest, value.latest)
    )
    return low, high


@given(state_claims(3, unbounded=False))
def test_days_are_the_midnights_of_all_readings(claims: list[StateClaim]) -> None:
    by_key = {claim.key: claim for claim in claims}
    zero = ticks(Instant(ZERO, ZERO)).low
    grid = [zero + half * DAY // 2 - before for half in range(14) for before in (1, 0)]
    for each in reconcile(claims).sets:
        network = state_network(by_key[name] for name in each.claims)
        assert network is not None
        pairs = [("zero", "begin"), ("zero", "end"), ("begin", "end")]
        limits = [(*pair, *network.bounds(*pair)[:2]) for pair in pairs]
        lengths = [
            end // DAY - begin // DAY
            for begin, end in product(grid, repeat=2)
            if kept(limits, {"zero": 0, "begin": begin, "end": end})
        ]
        assert each.days == (min(lengths), max(lengths))


# --- the six claims on Russian control of Izium

KYIV, COPENHAGEN = "Europe/Kyiv", "Europe/Copenhagen"


def izium(*, dane: str = KYIV, confirmed: str = "2022-04-01") -> list[StateClaim]:
    """Return the claims; ``dane`` is the zone of the Danish article's days, ``confirmed``
    what the army's confirmation on 1 April says of the begin."""
    tenth = instant("2022-09-10", KYIV)
    article = instant("2022-09-10/2022-09-11", dane)
    return [
        StateClaim("k1", Interval(instant("2022-03-23/2022-03-24", KYIV), OPEN)),
        StateClaim("k3", Interval(instant(confirmed, KYIV), OPEN)),
        StateClaim("k4", Interval(OPEN, article), (137, 184)),
        StateClaim("k4b", Interval(OPEN, tenth), (153, 184)),
        StateClaim("k5", Interval(OPEN, tenth), (167, 214)),
        StateClaim("k6", Interval(instant("2022-04-02", KYIV), tenth)),
    ]


def summary(found: Reconciled) -> list[tuple[str, str, tuple[int, int | None]]]:
    return [(" ".join(each.claims), began(each), each.days) for each in found.sets]


def began(found: ConsistentSet) -> str:
    return words(found.time.begin, KYIV)


def test_the_accounts_of_izium_are_exactly_three() -> None:
    found = reconcile(izium(), KYIV)
    assert summary(found) == [
        ("k1 k4 k4b k5", "between 23 and 24 March 2022", (170, 171)),
        ("k3 k4 k4b", "1 April 2022", (162, 162)),
        ("k4 k4b k6", "2 April 2022", (161, 161)),
    ]
    assert {words(each.time.end, KYIV) for each in found.sets} == {"10 September 2022"}
    pairs = [("k1", "k3"), ("k1", "k6"), ("k3", "k5"), ("k3", "k6"), ("k5", "k6")]
    assert sorted(found.conflicts) == pairs
    assert found.tightest is None
    assert found.sets[0].left_out == ("k3", "k6")
    assert found.sets[0].because.latest_begin == ("k1",)
    assert found.sets[1].because.earliest_end == ("k4",)


def test_the_accounts_are_three_whatever_zone_an_outlet_counts_its_days_in() -> None:
    found = reconcile(izium(dane=COPENHAGEN), KYIV)
    assert summary(found) == summary(reconcile(izium(), KYIV))
    # The tenth began an hour later in Copenhagen.
    ends = {words(each.time.end, KYIV) for each in found.sets}
    assert ends == {"10 September 2022 01:00–24:00"}
    assert found.sets[0].time.end.latest == instant("2022-09-10", KYIV).latest


def test_a_confirmation_read_weakly_joins_the_first_account() -> None:
    found = reconcile(izium(confirmed="../2022-04-01"), KYIV)
    assert summary(found) == [
        ("k1 k3 k4 k4b k5", "between 23 and 24 March 2022", (170, 171)),
        ("k4 k4b k6", "2 April 2022", (161, 161)),
    ]


def test_a_length_alone_gives_whole_local_days() -> None:
    # From 10 March, before clocks went forward in Kyiv.
    found = reconcile([izium()[3]], KYIV).tightest
    assert found is not None
    assert began(found) == "between 10 March and 10 April 2022"
    assert found.days == (153, 184)
    assert found.because.earliest_begin == ("k4b",)


# --- edges


def test_claims_that_say_nothing_of_each_other_agree() -> None:
    found = reconcile(
        [StateClaim("a", Interval(OPEN, OPEN)), StateClaim("b", Interval(OPEN, OPEN))]
    )
    assert found.conflicts == ()
    assert found.tightest is not None
    assert found.tightest.time == Interval(OPEN, OPEN)
    assert found.tightest.days == (0, None)
    assert found.tightest.because.latest_end == ()


def test_no_claims_give_no_sets() -> None:
    assert reconcile([]) == Reconciled((), (), limited=False)


def test_a_claim_that_contradicts_itself_is_in_no_set() -> None:
    absurd = StateClaim("a", Interval(instant("2022-05"), instant("2022-04")))
    sane = StateClaim("b", Interval(instant("2022-04"), instant("2022-05")))
    found = reconcile([absurd, sane])
    assert found.conflicts == (("a",),)
    assert [(each.claims, each.left_out) for each in found.sets] == [(("b",), ("a",))]


def test_three_claims_may_conflict_though_any_two_agree() -> None:
    begin = StateClaim("begin", Interval(instant("2022-04-01"), OPEN))
    end = StateClaim("end", Interval(OPEN, instant("2022-09-10")))
    found = reconcile([begin, end, StateClaim("length", Interval(OPEN, OPEN), (0, 30))])
    assert found.conflicts == (("begin", "end", "length"),)
    assert [len(each.claims) for each in found.sets] == [2, 2, 2]


def test_two_claims_of_one_key_are_refused() -> None:
    claim = StateClaim("a", Interval(OPEN, OPEN))
    with pytest.raises(ValueError, match="same key"):
        reconcile([claim, claim])


def some_claims(count: int) -> list[StateClaim]:
    """Return claims by chance, always the same, that differ to the second."""
    chance = random.Random(1)  # noqa: S311 - no secret

    def moment(day: int) -> Instant:
        first = ZERO + timedelta(days=day, seconds=chance.randint(-30 * 86400, 30 * 86400))
        last = first + timedelta(days=chance.randint(1, 30))
        known = chance.random() < 0.9, chance.random() < 0.9
        return Instant(first if known[0] else None, last if known[1] else None)

    def days() -> tuple[int, int] | None:
        least = chance.randint(154, 214)
        return (least, least + chance.randint(0, 30)) if chance.random() < 0.5 else None

    return [
        StateClaim(f"c{place}", Interval(moment(0), moment(184)), days()) for place in range(count)
    ]


def test_three_hundred_claims_are_reconciled_completely() -> None:
    claims = some_claims(300)
    found = reconcile(claims, most=100_000)
    assert not found.limited
    by_key = {claim.key: claim for claim in claims}
    for each in found.sets[::50]:
        assert state_network(by_key[key] for key in each.claims) is not None
        for key in each.left_out:
            assert state_network(by_key[name] for name in (*each.claims, key)) is None
    together = {pair for each in found.sets for pair in combinations(each.claims, 2)}
    conflicts = set(found.conflicts)
    absurd = {key for key in by_key if (key,) in conflicts}
    for pair in islice(combinations(by_key, 2), 0, None, 40):
        agree = state_network(by_key[key] for key in pair) is not None
        assert agree == (pair in together)
        assert agree or pair in conflicts or absurd & set(pair)


def test_what_is_not_listed_is_admitted() -> None:
    everything = reconcile(some_claims(60), most=100_000)
    some = reconcile(some_claims(60), most=5)
    assert some.limited
    assert some.sets == everything.sets[:5]
    assert some.conflicts == everything.conflicts[:5]


def test_many_who_say_the_same_are_one_to_reason_about() -> None:
    copies = [
        StateClaim(f"{claim.key}-{copy}", claim.time, claim.days)
        for copy in range(100)
        for claim in izium()
    ]
    found = reconcile(copies, KYIV)
    assert [len(each.claims) for each in found.sets] == [400, 300, 300]
    assert found.limited  # of each five conflicts there are ten thousand
    assert len(found.conflicts) == 1000


def test_a_time_that_comes_twice_does_not_contradict_itself() -> None:
    twice = instant("2022-10-30T03:30", KYIV)
    assert twice.earliest != twice.latest
    found = reconcile([StateClaim("a", Interval(OPEN, twice))], KYIV).tightest
    assert found is not None
    assert found.time.end == Instant(twice.earliest, twice.latest)


def test_bounds_that_were_not_moved_come_back_as_they_were() -> None:
    [claim] = [claim for claim in izium() if claim.key == "k6"]
    found = reconcile([claim], KYIV).tightest
    assert found is not None
    assert found.time.begin.earliest is not None
    assert utc(found.time.begin.earliest) == "2022-04-01T21:00:00Z"
    assert found.time.end.latest == claim.time.end.latest
