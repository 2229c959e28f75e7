"""`claimline figures`: which figures are of one thing, how it grew, and what contradicts."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from claimline.cli import COMMANDS, main
from claimline.model import Measure
from claimline.views.growth import Span, per_day, span
from claimline.views.measures import Range, key_of, named, range_of
from claimline.when import instant

Run = Callable[..., Result]
Line = dict[str, Any]  # Any: JSON, as the command writes it

EVENT = "area-retaken-september-2022"

TOLD = """\
claimline: 1
document: {{id: wire, publisher: ritzau, timezone: Europe/Kyiv, published: 2022-10-01}}
claims:
{claims}
actors:
  - {{id: ritzau, kind: agency, labels: {{en: Ritzau}}}}
  - {{id: one, kind: person, labels: {{en: One}}}}
  - {{id: two, kind: person, labels: {{en: Two}}}}
events:
  - {{id: gain, type: area-retaken, labels: {{en: Gain}}}}
  - {{id: strike, type: missile-strike, labels: {{en: Strike}}}}
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setitem(COMMANDS, "figures", "Show how figures of one thing grew.")

    def invoke(store: Path, *args: str) -> Result:
        return CliRunner().invoke(main, ["figures", *args, "-s", str(store)])

    return invoke


@pytest.fixture(scope="module")
def sample(sample_store: Path) -> Path:
    return sample_store


@pytest.fixture
def told(run: Run, tmp_path: Path) -> Callable[..., list[Line]]:
    """Return the lines of figures that claims make, each given as claimant and content."""

    def lines(*claims: str) -> list[Line]:
        written = [f"  - {{id: c{n}, summary: s, {claim}}}" for n, claim in enumerate(claims)]
        file = tmp_path / "wire.yaml"
        file.write_text(TOLD.format(claims="\n".join(written)), encoding="utf-8")
        store = tmp_path / "wire.store"
        loaded = CliRunner().invoke(main, ["load", "records", str(file), "-s", str(store)])
        assert loaded.exit_code == 0, loaded.output
        return list(json.loads(run(store, "-f", "json").stdout))

    return lines


def gain(claimant: str, measure: str, *, more: str = "") -> str:
    figure = f"{{kind: area, unit: km2, since: 2022-09-01, as-of: 2022-09-10, {measure}}}"
    return f"claimant: {claimant}, {more}asserts: {{event: gain, measure: {figure}}}"


def figures_of(line: Line) -> list[tuple[str, str, object]]:
    figures = line["figures"]
    numbers = ("best", "minimum", "maximum")
    return [
        (f["asOf"], f["hedge"], next(f[n] for n in numbers if f[n] is not None)) for f in figures
    ]


@pytest.fixture
def areas(run: Run, sample: Path) -> dict[tuple[str | None, str | None], Line]:
    """Return the lines of land retaken, by scope and baseline."""
    found = json.loads(run(sample, "--kind", "area", "--event", EVENT, "-f", "json").stdout)
    retaken = [line for line in found if line["key"]["type"] == "area-retaken"]
    lines = {(line["key"]["scope"], line["key"]["baseline"]): line for line in retaken}
    assert len(lines) == len(retaken)
    return lines


# The figures of September 2022

Areas = dict[tuple[str | None, str | None], Line]


def test_1000_2000_and_3000_are_one_line(areas: Areas) -> None:
    line = areas[None, "2022-09-01"]
    assert line["comparable"] is True
    assert figures_of(line) == [
        ("2022-09-08", "more-than", 1000),
        ("2022-09-10", "about", 2000),
        ("2022-09-11", "more-than", 3000),
    ]


def test_other_scopes_and_baselines_are_lines_of_their_own(areas: Areas) -> None:
    found = {key: figures_of(line) for key, line in areas.items() if key != (None, "2022-09-01")}
    assert found == {
        (None, None): [
            ("2022-09-08", "exact", 1000),
            ("2022-09-12", "almost", 6000),
            ("2022-09-13", "about", 8000),
            (None, "exact", 12000),
        ],
        (None, "2022-09-06"): [("2022-09-10", "more-than", 3000)],
        (None, "2022-09-08"): [("2022-09-10", "exact", 1000)],
        ("east-and-south-of-ukraine", "2022-09-01"): [("2022-09-12", "more-than", 6000)],
        ("kharkiv-oblast", None): [("2022-09-07", "exact", 400), ("2022-09-09", "about", 2500)],
        ("kharkiv-oblast", "2022-09-06"): [
            ("2022-09-13", "exact", 3800),
            ("2022-09-14", "about", 8500),
        ],
        ("southern-ukraine", None): [("2022-09-12", "almost", 500)],
    }


def test_no_figure_of_the_sample_contradicts_another(run: Run, sample: Path) -> None:
    found = json.loads(run(sample, "-f", "json").stdout)
    assert [line["disjoint"] for line in found if line["disjoint"]] == []


def test_relays_of_one_figure_are_one_figure(areas: Areas) -> None:
    figures = areas[None, "2022-09-01"]["figures"]
    assert [(f["claimant"], len(f["claims"])) for f in figures] == [
        ("zelenskyj", 5),
        ("zelenskyj", 3),
        ("zaluzhnyi", 3),
    ]


def test_growth_a_day_has_the_bounds_that_days_and_hedges_leave(areas: Areas) -> None:
    rates = areas[None, "2022-09-01"]["rates"]
    assert [(r["from"]["asOf"], r["to"]["asOf"], r["days"], r["perDay"]) for r in rates] == [
        # 2200 - 1000 at the most, in a day at the least; "more than" has no end above.
        ("2022-09-08", "2022-09-10", [1, 3], [None, 1200]),
        # 3000 - 2200 at the least, in two days at the most.
        ("2022-09-10", "2022-09-11", [0, 2], [400, None]),
    ]
    assert [rate["perDayAsNamed"] for rate in rates] == [500, 1000]
    [kharkiv] = areas["kharkiv-oblast", "2022-09-06"]["rates"]
    assert kharkiv["perDay"] == [1925, None]


def test_growth_since_the_baseline_starts_at_nought(areas: Areas) -> None:
    figures = areas[None, "2022-09-01"]["figures"]
    assert [(f["sinceBaseline"]["days"], f["sinceBaseline"]["perDay"]) for f in figures] == [
        ([6, 8], [125, None]),
        ([8, 10], [180, 275]),
        ([9, 11], [272.72, None]),
    ]


def test_what_does_not_say_since_when_is_not_compared(areas: Areas) -> None:
    for key in ((None, None), ("kharkiv-oblast", None), ("southern-ukraine", None)):
        line = areas[key]
        assert line["comparable"] is False
        assert (line["rates"], line["extremes"], line["disjoint"]) == ([], [], [])


def test_extremes_are_those_of_each_as_of_day(areas: Areas) -> None:
    extremes = areas[None, "2022-09-01"]["extremes"]
    assert [(e["asOf"], e["lowest"]["amount"], e["highest"]["amount"]) for e in extremes] == [
        ("2022-09-08", 1000, 1000),
        ("2022-09-10", 2000, 2000),
        ("2022-09-11", 3000, 3000),
    ]


def test_stabilised_land_is_not_retaken_land(run: Run, sample: Path) -> None:
    found = json.loads(run(sample, "--kind", "area", "-f", "json").stdout)
    lines = [line for line in found if line["key"]["type"] == "clearing"]
    assert [figures_of(line) for line in lines] == [
        [("2022-09-13", "exact", 4000), ("2022-09-13", "about", 4000)]
    ]


def test_what_was_not_public_is_no_figure(run: Run, sample: Path) -> None:
    asked = ("--event", EVENT, "--as-of", "2022-09-09", "-f", "json")
    found = json.loads(run(sample, *asked).stdout)
    retaken = [line for line in found if line["key"]["baseline"] == "2022-09-01"]
    assert [figures_of(line) for line in retaken] == [[("2022-09-08", "more-than", 1000)]]
    possibly = json.loads(run(sample, *asked, "--possibly").stdout)
    marks = {f["certainlyPublic"] for line in possibly for f in line["figures"]}
    assert marks == {True, False}


# What contradicts and what does not


def test_ranges_apart_on_one_day_contradict(told: Callable[..., list[Line]]) -> None:
    [line] = told(gain("one", "value: 3000"), gain("two", "value: 2000, hedge: about"))
    assert line["disjoint"] == [
        {
            "claims": [["wire/c0"], ["wire/c1"]],
            "necessity": "necessary",
            "rule": "measure-ranges-apart",
        }
    ]
    [extremes] = line["extremes"]
    assert (extremes["lowest"]["amount"], extremes["highest"]["amount"]) == (2000, 3000)
    assert line["rates"] == []


@pytest.mark.parametrize(
    "other",
    [
        gain("two", "value: 2100, hedge: about"),
        gain("two", "value: 1500, hedge: more-than"),
        gain("two", "value: 3000, party: one"),
        gain("two", "value: 3000").replace("since: 2022-09-01", "since: 2022-09-06"),
        gain("two", "value: 3000").replace("since: 2022-09-01, ", ""),
        gain("two", "value: 3000").replace("as-of: 2022-09-10", "as-of: 2022-09-11"),
        gain("two", "value: 3000", more="polarity: denied, "),
        gain("two", "value: 3000", more="modality: hypothetical, "),
    ],
    ids=[
        "near enough",
        "more than less",
        "of another party",
        "since another day",
        "since no day",
        "of a later day",
        "denied",
        "predicted",
    ],
)
def test_these_are_false_alarms(told: Callable[..., list[Line]], other: str) -> None:
    lines = told(gain("one", "value: 2000"), other)
    assert [line["disjoint"] for line in lines if line["disjoint"]] == []


def test_days_that_may_be_the_same_contradict_possibly(told: Callable[..., list[Line]]) -> None:
    wide = gain("two", "value: 3000").replace("2022-09-10", "2022-09")
    [line] = told(gain("one", "value: 2000"), wide)
    [pair] = line["disjoint"]
    assert pair["necessity"] == "possible"


def test_a_toll_of_one_event_needs_no_baseline(told: Callable[..., list[Line]]) -> None:
    toll = "asserts: {event: strike, measure: {kind: fatalities, unit: person, value: %s}}"
    [line] = told(f"claimant: one, {toll % 50}", f"claimant: two, {toll % 57}")
    assert line["comparable"] is True
    [pair] = line["disjoint"]
    assert pair["necessity"] == "possible"


def test_a_baseline_is_the_day_as_written(told: Callable[..., list[Line]]) -> None:
    abroad = gain("two", "value: 2000", more="timezone: Asia/Tokyo, ")
    assert len(told(gain("one", "value: 2000"), abroad)) == 1


# Ranges


@pytest.mark.parametrize(
    ("hedge", "numbers", "expected"),
    [
        ("exact", {"minimum": 5, "best": 5, "maximum": 5}, ("5", "5", False, False)),
        ("about", {"best": 5}, ("4.5", "5.5", False, False)),
        ("about", {"minimum": 4, "best": 5, "maximum": 9}, ("4", "9", False, False)),
        ("at-least", {"minimum": 5}, ("5", None, False, False)),
        ("more-than", {"minimum": 5}, ("5", None, True, False)),
        ("almost", {"maximum": 5}, ("4.5", "5", False, True)),
        ("up-to", {"maximum": 5}, ("0", "5", False, False)),
    ],
)
def test_a_hedge_gives_a_range(
    hedge: str, numbers: dict[str, int], expected: tuple[str, str | None, bool, bool]
) -> None:
    amounts = {name: Decimal(number) for name, number in numbers.items()}
    measure = Measure(kind="area", unit="km2", hedge=hedge, **amounts)  # type: ignore[arg-type] # names of amounts
    low, high, above, below = expected
    wanted = Range(Decimal(low), None if high is None else Decimal(high), above, below)
    assert range_of(measure) == wanted
    assert named(measure) == Decimal(5)


def test_more_than_a_number_is_not_that_number() -> None:
    exact = Range(Decimal(1000), Decimal(1000))
    assert not exact.meets(Range(Decimal(1000), None, above=True))
    assert not exact.meets(Range(Decimal(900), Decimal(1000), below=True))
    assert exact.meets(Range(Decimal(1000), None))


def test_a_scope_that_is_not_stated_equals_no_other() -> None:
    stated = Measure(kind="area", unit="km2", hedge="exact", scope="ukraine")
    unstated = Measure(kind="area", unit="km2", hedge="exact")
    assert key_of(stated, "gain", "area-retaken") != key_of(unstated, "gain", "area-retaken")


# Growth

AMOUNTS = st.integers(0, 60).map(lambda number: Decimal(number) / 4)
DAYS = st.integers(0, 12).map(lambda quarters: Fraction(quarters, 4))


def between(bounds: list[Decimal]) -> Range:
    low, high = bounds
    return Range(low, high)


@given(*[st.tuples(AMOUNTS, AMOUNTS).map(sorted)] * 2, st.tuples(DAYS, DAYS).map(sorted), st.data())
def test_every_possible_growth_is_within_its_bounds(
    before: list[Decimal], after: list[Decimal], days: list[Fraction], data: st.DataObject
) -> None:
    rate = per_day(between(before), between(after), Span(*days), (None, None))
    bounds = (before, after, days)
    first, second, took = (data.draw(st.fractions(*map(Fraction, each))) for each in bounds)
    if took == 0:
        return
    assert rate.least is None or rate.least <= (second - first) / took
    assert rate.most is None or (second - first) / took <= rate.most
    assert rate.named is None


@given(*[st.tuples(AMOUNTS, AMOUNTS).map(sorted)] * 2, st.tuples(DAYS, DAYS).map(sorted))
def test_bounds_of_growth_are_reached(
    before: list[Decimal], after: list[Decimal], days: list[Fraction]
) -> None:
    rate = per_day(between(before), between(after), Span(*days), (None, None))
    if days[0] == 0:
        return
    corners = [
        Fraction(later - earlier) / took for earlier in before for later in after for took in days
    ]
    hundredth = Fraction(1, 100)
    assert rate.least is not None
    assert rate.most is not None
    assert 0 <= min(corners) - Fraction(rate.least) < hundredth
    assert 0 <= Fraction(rate.most) - max(corners) < hundredth


def test_a_day_on_which_clocks_go_forward_is_a_day() -> None:
    first, second = (instant(day, "Europe/Kyiv") for day in ("2022-03-26", "2022-03-28"))
    assert span(first, second, "Europe/Kyiv") == Span(Fraction(1), Fraction(3))
    assert span(second, first, "Europe/Kyiv") is None


# The command


def test_the_text_shows_the_line_and_its_growth(run: Run, sample: Path) -> None:
    shown = run(sample, "--event", EVENT, "-f", "text").stdout
    assert "  8 September 2022 to 10 September 2022: at most 1,200 a day" in shown
    assert "  not comparable: it is not said since when these count" in shown
    assert "more than 6,000" in shown


def test_an_unknown_kind_comes_with_the_nearest(run: Run, sample: Path) -> None:
    result = run(sample, "--kind", "settlement")
    assert result.exit_code == 2
    assert "measure-kind/settlements" in result.stderr


@pytest.mark.parametrize("form", ["csv", "jsonl", "md", "tsv"])
def test_rows_are_the_figures(run: Run, sample: Path, form: str) -> None:
    lines = run(sample, "--kind", "settlements", "-f", form).stdout.splitlines()
    assert len(lines) == 4 + {"csv": 1, "jsonl": 0, "md": 2, "tsv": 1}[form]


def test_the_examples_of_the_help_run(run: Run, sample: Path) -> None:
    shown = run(sample, "--help").stdout.split("Examples:")[1].split("Options:")[0]
    examples = [line.split()[2:] for line in shown.strip().splitlines()]
    assert len(examples) == 2
    assert [run(sample, *example).exit_code for example in examples] == [0, 0]
