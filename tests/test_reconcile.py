"""`claimline reconcile`: the accounts of one state, which agree and which cannot."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimline.cli import COMMANDS, main
from claimline.errors import BadParameter
from claimline.find import find
from claimline.model import Instant, Interval
from claimline.store import Store
from claimline.views.reconcile import Account, Choice, Reconciliation, reconcile, weakly
from claimline.when import instant, words

Run = Callable[..., Result]
Ask = Callable[..., Reconciliation]

KYIV = "Europe/Kyiv"
OPEN = Instant(None, None)

SIX = {
    "k1": "armenpress-1078790/full-control",
    "k3": "batalla-de-izium-es/confirmed-1-april",
    "k4": "ritzau-2022-09-10/izium-five-months",
    "k4b": "cnn-2022-09-10/more-than-five-months",
    "k5": "cnn-2022-09-13/six-months",
    "k6": "bykvu-2022-09-14/since-2-april",
}
SHORT = {claim: name for name, claim in SIX.items()}
NAMED = tuple(part for claim in SIX.values() for part in ("--claim", claim))

THREE = [
    ("between 23 and 24 March 2022", (170, 171)),
    ("1 April 2022", (162, 162)),
    ("2 April 2022", (161, 161)),
]


@pytest.fixture(scope="module")
def sample(sample_store: Path) -> Path:
    return sample_store


@pytest.fixture
def run(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setitem(COMMANDS, "reconcile", "Show which claims can be true together.")

    def invoke(*args: str) -> Result:
        return CliRunner().invoke(main, ["reconcile", *args, "-s", str(sample)])

    return invoke


@pytest.fixture(scope="module")
def ask(sample: Path) -> Ask:
    store = Store.open(sample)

    def asked(place: str = "Izium", *claims: str, **options: object) -> Reconciliation:
        named = {kind: options.pop(kind, None) for kind in ("controller", "event")}
        choice = Choice(
            controller=find(store, "actor", str(named["controller"]))
            if named["controller"]
            else None,
            event=find(store, "event", str(named["event"])) if named["event"] else None,
            claims=tuple(find(store, "claim", claim) for claim in claims),
            datasets=bool(options.pop("datasets", False)),
        )
        return reconcile(store, find(store, "place", place), choice, **options)  # type: ignore[arg-type] # as the tests below give them

    return asked


def begins(found: Reconciliation) -> list[tuple[str, tuple[int, int | None]]]:
    return [(words(each.time.begin, found.zone), each.days) for each in found.sets]


def ends(found: Reconciliation) -> set[str]:
    return {words(each.time.end, found.zone)[:17] for each in found.sets}


def names(claims: object) -> str:
    assert isinstance(claims, list | tuple)
    return " ".join(sorted(SHORT[claim] for claim in claims))


# The six claims


def test_the_six_accounts_of_izium_have_exactly_three_sets(run: Run) -> None:
    result = run("Izium", "--controller", "russian-forces", *NAMED, "-f", "json")
    found = json.loads(result.stdout)
    assert found["tightest"] is None
    sets = [(names(each["claims"]), *each["begin"], each["days"]) for each in found["sets"]]
    assert sets == [
        ("k1 k4 k4b k5", "2022-03-22T22:00:00Z", "2022-03-24T22:00:00Z", [170, 171]),
        ("k3 k4 k4b", "2022-03-31T21:00:00Z", "2022-04-01T21:00:00Z", [162, 162]),
        ("k4 k4b k6", "2022-04-01T21:00:00Z", "2022-04-02T21:00:00Z", [161, 161]),
    ]
    # The tenth of September in Kyiv, from the moment it has begun in Copenhagen too.
    ends_ = {tuple(each["end"]) for each in found["sets"]}
    assert ends_ == {("2022-09-09T22:00:00Z", "2022-09-10T21:00:00Z")}
    assert [names(each["leftOut"]) for each in found["sets"]] == ["k3 k6", "k1 k5 k6", "k1 k3 k5"]
    conflicts = {names(conflict) for conflict in found["conflicts"]}
    assert conflicts == {"k1 k3", "k1 k6", "k3 k5", "k3 k6", "k5 k6"}
    assert [names(pair) for pair in found["sets"][0]["forcedBy"]] == [
        "k1 k3",
        "k1 k6",
        "k3 k5",
        "k5 k6",
    ]
    assert found["limited"] is False
    assert found["reading"] == "strict"


def test_the_six_accounts_read_weakly_have_two_sets(run: Run) -> None:
    result = run("Izium", "--controller", "russian-forces", "--weak", *NAMED, "-f", "json")
    found = json.loads(result.stdout)
    sets = [(names(each["claims"]), each["begin"], each["days"]) for each in found["sets"]]
    assert sets == [
        ("k1 k3 k4 k4b k5", ["2022-03-22T22:00:00Z", "2022-03-24T22:00:00Z"], [170, 171]),
        ("k4 k4b k6", ["2022-04-01T21:00:00Z", "2022-04-02T21:00:00Z"], [161, 161]),
    ]
    weak = [claim["claim"] for claim in found["claims"] if claim["readWeakly"]]
    assert weak == [SIX["k3"]]


# All claims on record


def test_all_claims_on_izium_have_the_same_three_sets(ask: Ask) -> None:
    found = ask(controller="russian-forces")
    assert begins(found) == THREE
    assert ends(found) == {"10 September 2022"}
    for each, six in zip(found.sets, ("k1 k4 k4b k5", "k3 k4 k4b", "k4 k4b k6"), strict=True):
        assert names([claim for claim in each.claims if claim in SHORT]) == six


def test_no_controller_and_no_event_means_those_of_most_claims(ask: Ask) -> None:
    found = ask()
    assert found.state is not None
    assert (found.state.controller, found.state.event) == ("russian-forces", "izium-control-2022")
    assert begins(found) == THREE


def test_with_data_sets_there_are_six_sets(ask: Ask) -> None:
    found = ask(controller="russian-forces", datasets=True)
    assert [begin for begin, _ in begins(found)] == [
        "between 23 and 24 March 2022",
        "1 April 2022 00:00–15:54",
        "31 March 2022",
        "2 April 2022",
        "between 8 and 9 March 2022",
        "between 6 and 7 April 2022",
    ]
    assert found.datasets == ()
    assert {each.event for each in found.others} == {"izium-control-march-2022"}


def test_data_sets_that_were_not_asked_for_are_named(ask: Ask) -> None:
    found = ask(controller="russian-forces")
    assert "viina-2/izium-russian-04-01" in found.datasets
    assert not {account.claim for account in found.accounts} & set(found.datasets)


def test_a_claim_of_a_data_set_takes_part_when_it_is_named(ask: Ask) -> None:
    found = ask("Izium", "viina-2/izium-russian-04-01", SIX["k3"])
    assert found.tightest is not None
    assert begins(found) == [("1 April 2022", (161, 162))]


def test_a_denial_is_listed_and_takes_no_part(ask: Ask) -> None:
    found = ask()
    assert found.denied == ("the-hill-599713/not-controlled",)
    assert "the-hill-599713/not-controlled" not in {each.claim for each in found.accounts}


def test_claims_that_say_the_same_are_one_constraint(ask: Ask) -> None:
    found = ask()
    [same] = [group for group in found.alike if SIX["k1"] in group]
    assert same[0] == SIX["k1"]
    assert set(same) <= set(found.sets[0].claims)
    in_conflict = {claim for conflict in found.conflicts for claim in conflict}
    assert in_conflict & set(same) == {SIX["k1"]}


def test_every_claim_left_out_has_its_conflict(ask: Ask) -> None:
    found = ask(datasets=True)
    first = {claim: group[0] for group in found.alike for claim in group}
    for each in found.sets:
        blamed = {claim for conflict in each.forced_by for claim in conflict}
        assert {first.get(claim, claim) for claim in each.left_out} <= blamed
        assert all(len(set(pair) & set(each.left_out)) == 1 for pair in each.forced_by)


def test_claims_that_agree_have_a_tightest(run: Run) -> None:
    found = json.loads(run("Kupiansk", "--controller", "russian-forces", "-f", "json").stdout)
    assert found["tightest"] == {
        "begin": ["2022-02-26T22:00:00Z", "2022-02-27T22:00:00Z"],
        "end": ["2022-02-26T22:00:00Z", None],
        "days": [0, None],
    }
    assert len(found["sets"]) == 1
    assert found["conflicts"] == []


def test_what_was_not_public_takes_no_part(ask: Ask) -> None:
    found = ask(as_of="2022-03-25")
    assert found.tightest is not None
    assert begins(found) == [("between 23 and 24 March 2022", (0, None))]
    possibly = ask(as_of="2022-04-02", possibly=True)
    assert [(each.claim, each.certain) for each in possibly.accounts if not each.certain] == [
        (SIX["k3"], False)
    ]
    assert len(possibly.sets) == 2


def test_a_controller_takes_in_who_acts_for_it(ask: Ask) -> None:
    assert begins(ask(controller="Russia")) == THREE


def test_the_parts_of_a_place_have_states_of_their_own(ask: Ask) -> None:
    found = ask("Kharkiv oblast")
    assert (found.state, found.sets, found.conflicts, found.tightest) == (None, (), (), None)


def test_a_claim_of_something_else_is_refused(run: Run) -> None:
    result = run("Izium", "--claim", "bykvu-2022-09-14/visit")
    assert result.exit_code == 2
    assert "bykvu-2022-09-14/visit does not say that anybody held Izium" in result.stderr


def test_claims_of_two_spells_are_refused(ask: Ask) -> None:
    with pytest.raises(BadParameter, match="several states"):
        ask("Izium", SIX["k3"], "viina-2/izium-russian-03-17")


# The weak reading


def account(
    begin: str, said: str, end: Instant = OPEN, days: tuple[int, int] | None = None
) -> Account:
    return Account(
        iri="",
        claim="",
        claimant="",
        claimant_label="",
        holder="",
        event="",
        kind=None,
        polarity="affirmed",
        modality="asserted",
        time=Interval(instant(begin, KYIV), end),
        days=days,
        phrase=None,
        said=instant(said, KYIV),
        zone=KYIV,
        summary="",
        certain=True,
    )


def test_a_begin_on_the_day_of_saying_is_weakly_by_then() -> None:
    read = weakly(account("2022-04-01", "2022-04-01"))
    assert read.softened
    assert words(read.time.begin, KYIV) == "by 1 April 2022"


@pytest.mark.parametrize(
    "dated",
    [
        account("2022-03-23/2022-03-24", "2022-03-24"),
        account("2022-04-01/2022-04-10", "2022-09-13"),
        account("2022-04-01", "2022-04-01", end=instant("2022-09-10", KYIV)),
        account("2022-04-01", "2022-04-01", days=(1, 2)),
        account("../2022-04-01", "2022-04-01"),
        account("2022-04-01/2022-04-02", "2022-04-01"),
    ],
    ids=["before", "looking back", "ended", "a length", "by then", "beyond"],
)
def test_any_other_begin_stands_as_it_is(dated: Account) -> None:
    assert weakly(dated) == dated


# The command


def test_the_text_names_the_bounds_and_what_forces_them(run: Run) -> None:
    shown = run("Izium", "-f", "text").stdout
    assert "13 claims, strict reading: they cannot all be true" in shown
    assert "  begin  between 23 and 24 March 2022  (armenpress-1078790/full-control)" in shown
    assert "  days   170 to 171" in shown
    assert f"  - {SIX['k3']}: against {SIX['k1']}" in shown
    assert "Denied by: the-hill-599713/not-controlled" in shown


def test_a_place_nobody_held_is_told_as_such(run: Run) -> None:
    assert run("Lyman", "-f", "text").stdout == "Lyman: nobody says who held it\n"


@pytest.mark.parametrize("form", ["csv", "jsonl", "md", "tsv"])
def test_rows_are_the_sets(run: Run, form: str) -> None:
    lines = run("Izium", "-f", form).stdout.splitlines()
    assert len(lines) == {"csv": 4, "jsonl": 3, "md": 5, "tsv": 4}[form]
    assert "armenpress-1078790/full-control" in lines[-3]


def test_the_examples_of_the_help_run(run: Run) -> None:
    shown = run("--help").stdout.split("Examples:")[1].split("Options:")[0]
    examples = [line.split()[2:] for line in shown.strip().splitlines()]
    assert len(examples) == 2
    assert [run(*example).exit_code for example in examples] == [0, 0]
