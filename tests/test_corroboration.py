"""`claimline corroboration`: who else says so, and through whom it is known."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from claimline import packaged, rdf, record, shapes
from claimline.cli import COMMANDS, main
from claimline.endpoint import Endpoint
from claimline.errors import NotPublic
from claimline.find import find
from claimline.model import Actor, Claim, ClaimKey, Document, Proposition, Report, Value
from claimline.store import Store
from claimline.terms import CL, cl, concept
from claimline.views.corroboration import corroboration, judgements
from claimline.views.entailment import Rule
from claimline.views.judgements import DIRECTED, triples
from claimline.views.weighing import (
    CONCESSION,
    OVERLAPPING_DENIAL,
    SEPARATE_REPORTERS,
    WIDER_DENIAL,
    Corroboration,
)

Run = Callable[..., Result]
Weighed = dict[str, Corroboration]

IZIUM_FREE = "ritzau-2022-09-11/izium-liberated"
MARCH = [
    "armenpress-1078790/full-control",
    "daily-post-nigeria-2022-03-24/full-control",
    "tbs-news-2022-03-24/full-control",
]


@pytest.fixture(scope="module")
def sample() -> Store:
    graphs = dict(rdf.shipped())
    for value in record.read([packaged.folder("samples", "izium")], record.Known()):
        graph = rdf.graph_of(value)
        graphs[graph] = [*graphs.get(graph, []), *rdf.quads(value)]
    return Store.memory(quad for quads in graphs.values() for quad in quads)


@pytest.fixture(scope="module")
def weighed(sample: Store) -> Weighed:
    return {one.claim: one for one in corroboration(sample)}


def zeros(one: Corroboration) -> dict[str, str | None]:
    return {support.claim: support.zero for support in one.supports}


def test_three_papers_with_one_agencys_item_are_one_root(weighed: Weighed) -> None:
    for claim in MARCH:
        (root,) = weighed[claim].said
        assert (root.root, root.claims) == ("tass", (MARCH[0],))
        assert root.chains == ("konashenkov → tass → armenpress",)
        assert root.repeated_by == tuple(MARCH[1:])
        assert weighed[claim].roots == ()


def test_the_ministry_wins_nothing_by_being_printed_abroad(weighed: Weighed) -> None:
    (root,) = weighed["tass-1505807/regrouping-decided"].said
    assert root.root == "tass"
    assert len(root.repeated_by) == 3


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("ritzau-2022-09-10/area-2000", {"reuters", "newslanes"}),
        ("babel-84007/area-1000", {"babel", "isw", "ritzau"}),
        ("afp-2022-09-11/zaluzhnyi-1000", {"afp", "isw"}),
        ("bbc-62884668/zelenskyj-6000", {"bbc"}),
        ("ritzau-2022-09-10/ganchev-appeal", {"reuters", "tass"}),
        ("ritzau-2022-09-12/izium-five-months", {"ritzau"}),
        ("ritzau-2022-09-10/kupiansk-little-resistance", set()),
    ],
)
def test_through_whom_it_is_known_that_it_was_said(
    weighed: Weighed, claim: str, expected: set[str]
) -> None:
    assert {root.root for root in weighed[claim].said} == expected


def test_figures_of_one_side_bear_out_none_of_its_figures(weighed: Weighed) -> None:
    areas = [one for one in weighed.values() if one.event == "area-retaken-september-2022"]
    assert len(areas) > 20
    assert not [one.claim for one in areas if one.roots]


@pytest.mark.parametrize(
    ("claim", "roots", "sides"),
    [
        (IZIUM_FREE, ("isw", "viina", "wikipedia"), {"third-party"}),
        ("rubryka-2022-09-12/taken-geolocated", ("ukraine", "viina", "wikipedia"), None),
        ("kyiv-independent-2022-09-10/occupied-late-march", ("russia",), {"russian"}),
        ("mkip-2022-09-13/occupied-beginning-of-april", ("bykvu", "isw"), None),
        ("deepstate-map/izium-occupied", ("ap", "bykvu", "cnn", "viina"), None),
        ("ukrainska-pravda-2022-09-08/zelenskyj-confirms", ("deepstate", "viina"), None),
        ("cnn-2022-09-10/more-than-five-months", ("bykvu",), {"ukrainian"}),
        # Kyiv's 10 September begins an hour before Copenhagen's.
        ("ritzau-2022-09-10/izium-five-months", (), set()),
        ("ritzau-2022-09-10/kupiansk-little-resistance", ("cnn",), {"third-party"}),
        ("cnn-2022-09-10/kupiansk-little-resistance", (), set()),
        ("bykvu-2022-09-14/since-2-april", (), set()),
    ],
)
def test_who_else_says_so(
    weighed: Weighed, claim: str, roots: tuple[str, ...], sides: set[str] | None
) -> None:
    one = weighed[claim]
    assert one.roots == roots
    if sides is not None:
        assert {support.side for support in one.counted} == sides


def test_what_does_not_count_says_why(weighed: Weighed) -> None:
    found = zeros(weighed[IZIUM_FREE])
    assert found["new-york-times-2022-09-10/liberated-today"] == "own-voice"
    assert found["isw-layers/izium-claimed-09-11"] == "hearsay"
    assert found["deepstate-map/izium-liberated"] == "possible-only"
    assert found["rubryka-2022-09-12/taken-geolocated"] is None
    assert zeros(weighed["cnn-2022-09-10/kupiansk-little-resistance"]) == {
        "ritzau-2022-09-10/kupiansk-little-resistance": "hearsay"
    }
    ministry = zeros(weighed["ritzau-2022-09-10/mod-withdrawal"])
    assert set(ministry.values()) == {"own-voice"}


def test_denials_do_not_bear_out_and_are_listed(weighed: Weighed) -> None:
    for claim in MARCH:
        (denial,) = weighed[claim].denials
        assert (denial.claim, denial.rule) == ("the-hill-599713/not-controlled", "same-proposition")
    (wider,) = weighed["ukrainska-pravda-2022-09-08/soldier-under-control"].denials
    assert (wider.rule, wider.answer) == ("wider-denial", "necessary")
    contradicting = weighed["the-hill-599713/not-controlled"].denials
    assert "armenpress-1078790/full-control" in {one.claim for one in contradicting}


def test_what_a_side_says_against_itself_is_a_concession(weighed: Weighed) -> None:
    conceded = {claim for claim, one in weighed.items() if one.concessions}
    assert {
        "batalla-de-izium-es/confirmed-1-april",
        "kyiv-independent-2022-09-10/troops-withdrawn",
        "ritzau-2022-09-10/russia-confirms-leaving",
        "tass-1505807/regrouping-decided",
    } <= conceded
    assert not conceded & {*MARCH, "ritzau-2022-09-10/russian-army-flees", IZIUM_FREE}
    leaving = weighed["ritzau-2022-09-10/russia-confirms-leaving"].concessions
    assert {support.claimant for support in leaving} == {"russia", "russian-mod", "konashenkov"}
    assert {support.rule for support in leaving} == {"adverse-to-own-side"}


def test_orders_and_intents_are_said_and_neither_true_nor_false(weighed: Weighed) -> None:
    for one in weighed.values():
        if one.modality in {"directive", "announced-intent", "hypothetical"}:
            assert (one.roots, one.supports, one.denials, one.answered) == ((), (), (), None)


@pytest.mark.parametrize(
    ("claim", "answered"),
    [
        (MARCH[0], True),
        ("novaya-gazeta-europe-2025-11-21/captured-again", True),
        ("ukrainska-pravda-2022-09-08/zelenskyj-confirms", True),
        ("babel-84007/area-1000", False),
        (IZIUM_FREE, False),
        ("cnn-2022-09-10/more-than-five-months", None),
        ("ritzau-2022-09-10/ganchev-appeal", None),
    ],
)
def test_an_answer_is_of_another_side_and_not_said_before(
    weighed: Weighed, claim: str, answered: bool | None
) -> None:
    assert weighed[claim].answered is answered


def test_nothing_not_public_is_weighed(sample: Store) -> None:
    early = {one.claim: one for one in corroboration(sample, as_of="2022-09-10")}
    assert IZIUM_FREE not in early
    assert early["tass-1505807/three-day-operation"].answered is False
    (root,) = early["babel-84007/area-1000"].said[:1]
    assert root.repeated_by == ("dpa-2022-09-09/area-1000", "handelsblatt-2022-09-09/area-1000")
    assert all(one.certain for one in early.values())
    wide = corroboration(sample, as_of="2022-09-10", possibly=True)
    assert {one.claim for one in wide if one.certain} == set(early)
    assert len(wide) > len(early)
    with pytest.raises(NotPublic, match="izium-liberated"):
        corroboration(sample, claim=find(sample, "claim", IZIUM_FREE), as_of="2022-09-10")


def test_a_place_and_a_claim_are_weighed_as_in_the_whole(sample: Store, weighed: Weighed) -> None:
    place = corroboration(sample, place=find(sample, "place", "Izium"))
    assert all(weighed[one.claim] == one for one in place)
    assert {IZIUM_FREE, "cnn-2022-09-10/city-centre-free"} <= {one.claim for one in place}
    for claim in (*MARCH, IZIUM_FREE):
        found = corroboration(sample, claim=find(sample, "claim", claim))
        assert found == (weighed[claim],)


def test_a_service_weighs_alike(sample: Store, weighed: Weighed, server: str) -> None:
    service = Endpoint(server)
    service.replace({graph: list(sample.quads(graph)) for graph in sample.graphs()})
    assert {one.claim: one for one in corroboration(service)} == weighed


HELD = Proposition(event="e", type="control", places=("izium",), controller="russia")


def claim(
    key: str,
    claimant: str,
    *via: str,
    document: str = "",
    asserts: Proposition = HELD,
    restates: str = "",
    **said: str,
) -> Claim:
    """Return a claim and its one chain, of which the last reporter prints it."""
    reporters = via or (claimant,)
    reports = tuple(
        Report(
            id=str(number),
            reporter=reporter,
            speech="indirect",
            of=(str(number - 1),) if number else (),
            document=document or key if number == len(reporters) - 1 else None,
        )
        for number, reporter in enumerate(reporters)
    )
    return Claim(
        document=document or key,
        id=key,
        claimant=claimant,
        asserts=asserts,
        summary=key,
        reports=reports,
        restates=(ClaimKey(restates, restates),) if restates else (),
        **said,  # type: ignore[arg-type] # modality and polarity
    )


def actor(key: str, side: str = "third-party", *above: str, kind: str = "person") -> Actor:
    return Actor(id=key, labels=(("en", key),), kind=kind, side=side, on_behalf_of=above)


ACTORS = (
    actor("russia", "russian", kind="state"),
    actor("tass", "russian", "russia", kind="agency"),
    actor("sputnik", "russian", "russia", kind="agency"),
    actor("ukraine", "ukrainian", kind="state"),
    actor("president", "ukrainian", "ukraine"),
    actor("adviser", "ukrainian", "president"),
    actor("army", "ukrainian", "ukraine", kind="force"),
    actor("general", "ukrainian", "army"),
)


def numbers(values: Iterable[Value], key: str) -> tuple[list[str], list[str]]:
    """Return the roots of a claim: of its being said, and of what it says."""
    store = Store.memory(quad for value in (*ACTORS, *values) for quad in rdf.quads(value))
    found = {one.claim.rpartition("/")[2]: one for one in corroboration(store)}[key]
    return [root.root for root in found.said], list(found.roots)


def test_agencies_that_one_paper_alone_prints_are_one_root() -> None:
    told = [claim("a", "president", "reuters", "paper"), claim("b", "president", "afp", "paper")]
    assert numbers(told, "a") == (["paper"], [])


def test_who_names_a_source_once_has_it_from_there() -> None:
    told = [claim("a", "president", "reuters", "paper"), claim("b", "president", "paper")]
    assert numbers(told, "b") == (["reuters"], [])


def test_a_mirror_is_the_original() -> None:
    told: list[Value] = [claim("a", "president", "paper"), claim("b", "president", "mirror")]
    assert numbers(told, "a")[0] == ["mirror", "paper"]
    told.append(Document(id="a", record="a", publisher="paper"))
    told.append(Document(id="b", record="b", publisher="mirror", copy_of="a"))
    assert numbers(told, "a")[0] == numbers(told, "b")[0] == ["paper"]


def test_a_copy_of_a_copy_is_the_original() -> None:
    told: list[Value] = [claim("a", "president", "paper"), claim("c", "president", "third")]
    told.append(Document(id="a", record="a", publisher="paper"))
    told.append(Document(id="b", record="b", publisher="mirror", copy_of="a"))
    told.append(Document(id="c", record="c", publisher="third", copy_of="b"))
    assert numbers(told, "c")[0] == ["paper"]


def test_a_restatement_is_no_new_source() -> None:
    told = [claim("a", "president", "one"), claim("b", "president", "two")]
    assert numbers(told, "a")[0] == ["one", "two"]
    told.append(claim("c", "president", "three", restates="b"))
    told.append(claim("d", "president", "four", restates="c"))
    assert numbers(told, "d")[0] == ["one", "two"]
    circle = [claim("a", "x", "one", restates="b"), claim("b", "x", "two", restates="a")]
    assert numbers(circle, "a")[0] == ["one", "two"]


def test_agencies_of_one_state_are_one_root() -> None:
    told = [claim("a", "kadyrov", "tass", "x"), claim("b", "kadyrov", "sputnik", "y")]
    assert numbers(told, "a")[0] == ["russia"]


def test_a_president_his_adviser_and_his_general_are_one_voice() -> None:
    told = [claim("a", "isw"), claim("b", "president", "x"), claim("c", "adviser", "y")]
    told.append(claim("d", "general", "z"))
    assert numbers(told, "a")[1] == ["ukraine"]
    assert numbers(told, "b")[1] == ["isw"]


def test_voices_heard_through_one_reporter_are_one_root() -> None:
    told = [claim("a", "president", "x"), claim("b", "isw", "paper"), claim("c", "us", "paper")]
    assert numbers(told, "a")[1] == ["paper"]
    assert numbers([*told, claim("d", "us")], "a")[1] == ["isw", "us"]


def test_who_is_heard_through_the_claimant_alone_counts_zero() -> None:
    told = [claim("a", "paper"), claim("b", "isw", "reuters", "paper")]
    assert numbers(told, "a")[1] == []
    assert numbers(told, "b")[1] == ["paper"]
    assert numbers([*told, claim("c", "isw")], "a")[1] == ["isw"]


@pytest.mark.parametrize(
    "other",
    [
        claim("b", "unattributed", "paper", modality="reportative"),
        claim("b", "isw", modality="reportative"),
        claim("b", "isw", modality="inferred"),
        claim("b", "isw", modality="announced-intent"),
        claim("b", "isw", modality="hypothetical"),
        claim("b", "isw", polarity="denied"),
        claim("b", "isw", restates="a"),
        claim("b", "isw", asserts=replace(HELD, places=("izium-centre",))),
        claim("b", "isw", asserts=replace(HELD, places=("kharkiv-oblast",))),
        claim("b", "isw", asserts=replace(HELD, description="half of the town")),
        claim("b", "general", "cnn"),
    ],
    ids=lambda other: f"{other.claimant}-{other.modality}-{other.polarity}-{other.asserts.places}",
)
def test_hearsay_inference_and_all_that_is_no_support_count_zero(other: Claim) -> None:
    assert numbers([claim("a", "president", "x"), other], "a")[1] == []


def test_hedged_counts_and_hearsay_may_be_borne_out() -> None:
    hearsay = claim("a", "unattributed", "paper", modality="reportative")
    assert numbers([hearsay, claim("b", "isw", modality="hedged")], "a") == ([], ["isw"])


def test_a_wider_denial_bears_out_a_narrower_one() -> None:
    narrow = replace(HELD, actors=("army",))
    told = [
        claim("a", "president", "x", polarity="denied", asserts=narrow),
        claim("b", "isw", polarity="denied"),
    ]
    assert numbers(told, "a")[1] == ["isw"]
    assert numbers(told, "b")[1] == []


def test_an_actor_for_two_states_shares_a_voice_with_each() -> None:
    both = actor("envoy", "third-party", "ukraine", "russia")
    told: list[Value] = [both, claim("a", "isw"), claim("b", "envoy", "x")]
    told += [claim("c", "tass"), claim("d", "general", "y")]
    assert numbers(told, "b")[1] == ["isw"]
    assert numbers(told, "a")[1] == ["russia", "ukraine"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sample: Store) -> Path:
    place = tmp_path_factory.mktemp("corroboration") / "sample.store"
    Store.writer(place).replace({graph: list(sample.quads(graph)) for graph in sample.graphs()})
    return place


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setitem(COMMANDS, "corroboration", "Count who else says so.")

    def invoke(*args: str) -> Result:
        return CliRunner().invoke(main, ["corroboration", *args, "-s", str(folder)])

    return invoke


def test_a_claim_gives_an_object_and_a_place_an_array(run: Run) -> None:
    one = json.loads(run(MARCH[0], "-f", "json").stdout)
    assert {"claim", "claimant", "said", "content", "concessions", "entailedBy"} < one.keys()
    assert (one["said"]["count"], one["content"]["count"]) == (1, 0)
    assert one["said"]["roots"][0]["repeatedBy"] == MARCH[1:]
    assert one["deniedBy"][0]["necessity"] == "necessary"
    place = json.loads(run("Изюм", "-f", "json").stdout)
    assert one in place
    assert len(json.loads(run("-f", "json").stdout)) > len(place)


def test_every_number_comes_with_the_claims_that_make_it(run: Run) -> None:
    for one in json.loads(run("-f", "json").stdout):
        assert one["said"]["count"] == len(one["said"]["roots"])
        assert one["content"]["count"] == len(one["content"]["roots"])
        assert all(root["claims"] and root["chains"] for root in one["said"]["roots"])
        counting = [support for support in one["entailedBy"] if support["counts"]]
        assert sorted(c for s in counting for c in s["claims"]) == one["content"]["claims"]
        assert bool(counting) == bool(one["content"]["count"])
        assert all(support["necessity"] == "necessary" for support in counting)


def test_independent_roots_may_be_asked_for(run: Run) -> None:
    two = json.loads(run("--min-independent", "2", "-f", "json").stdout)
    counts = [(one["said"]["count"], one["content"]["count"]) for one in two]
    assert len(counts) == 29
    assert all(max(pair) >= 2 for pair in counts)
    said = json.loads(run("--min-independent", "2", "--by", "said", "-f", "json").stdout)
    content = json.loads(run("--min-independent", "2", "--by", "content", "-f", "json").stdout)
    assert len(said) + len(content) == len(two)
    assert run("--by", "said").exit_code == 2


def test_concessions_and_the_unanswered_may_be_asked_for(run: Run) -> None:
    conceded = json.loads(run("Izium", "--conceded", "-f", "json").stdout)
    assert conceded
    assert all(one["concessions"] for one in conceded)
    early = json.loads(run("--unanswered", "--as-of", "2022-09-08", "-f", "json").stdout)
    assert {one["claim"] for one in early} == {
        "kyiv-independent-2022-09-08/onset-7-september",
        "the-hill-599713/battle-going-on",
    }


@pytest.mark.parametrize("form", ["text", "jsonl", "csv", "tsv", "md"])
def test_it_comes_in_every_format(run: Run, form: str) -> None:
    shown = run("Izium", "--min-independent", "3", "-f", form)
    assert shown.exit_code == 0
    assert IZIUM_FREE in shown.stdout


def test_a_saying_is_told_once_to_people(run: Run) -> None:
    shown = run("Izium", "-f", "text").stdout
    assert shown.count("konashenkov → tass → armenpress") == 1
    assert "nobody of another side has answered" in shown


def test_judgements_are_linked_data(run: Run, weighed: Weighed) -> None:
    shown = run("Izium", "-f", "ttl").stdout
    judged = {
        t.subject for t in parse(shown, RdfFormat.TURTLE) if str(t.object) == f"<{CL}Judgement>"
    }
    assert judged
    assert json.loads(run(MARCH[0], "-f", "jsonld").stdout)
    found = list(judgements(weighed.values()))
    assert {one.necessity for one in found} == {"necessary", "possible"}
    assert all(one.claims[0] != one.claims[1] for one in found)
    assert {one.kind for one in found} == {
        "said-corroboration",
        "content-corroboration",
        "concession",
    }


def test_a_judgement_says_which_claim_supports_which_where_that_is_not_the_same_both_ways(
    weighed: Weighed,
) -> None:
    found = list(judgements(weighed.values()))
    said = {
        quad for quad in triples(found) if quad.predicate in {cl("supporting"), cl("supported")}
    }
    told = {(t.subject, str(t.predicate), str(t.object)) for t in said}
    named = {
        (next(iter(triples([one]))).subject, str(cl(role)), f"<{claim}>")
        for one in found
        if one.kind in {"content-corroboration", "concession"}
        for role, claim in zip(("supporting", "supported"), one.claims, strict=True)
    }
    assert told == named
    assert {one.kind for one in found} > DIRECTED


def test_judgements_keep_their_shape_and_every_rule_is_of_the_list(weighed: Weighed) -> None:
    shipped = [quad for quads in rdf.shipped().values() for quad in quads]
    graph = NamedNode("https://example.org/judgements")
    found = triples(judgements(weighed.values()))
    judged = [Quad(one.subject, one.predicate, one.object, graph) for one in found]
    assert judged
    assert shapes.findings([*shipped, *judged]) == []
    listed = {str(quad.subject) for quad in shipped}
    rules = {*Rule, WIDER_DENIAL, OVERLAPPING_DENIAL, CONCESSION, SEPARATE_REPORTERS}
    assert {str(concept("judgement-rule", rule)) for rule in rules} <= listed


def test_an_unknown_name_and_a_bad_day_are_error_messages(run: Run) -> None:
    unknown = run("Izum")
    assert unknown.exit_code == 2
    assert "no claim or place is called 'Izum'; did you mean" in unknown.stderr
    assert run("Izium", "--as-of", "yesterday").exit_code == 2
    assert run(IZIUM_FREE, "--as-of", "2022-09-10").exit_code == 2
