"""What records mean: names found, defaults filled in, times reckoned, claims connected."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest

from claimline.errors import RecordFaults
from claimline.model import (
    Actor,
    Claim,
    ClaimKey,
    Document,
    Duration,
    Evidence,
    Instant,
    Interval,
    Measure,
    Place,
    Proposition,
)
from claimline.record import Known, read, read_text
from claimline.when import begin_from, end_from, instant, interval

KNOWN = (Path(__file__).parent / "data" / "records" / "known.yaml").read_text()
DOCUMENT = "{id: d1, publisher: paper, published: 2022-09-10, timezone: Europe/Kyiv}"
ZONE = "Europe/Kyiv"
PUBLISHED = instant("2022-09-10", ZONE)

AnyValue = TypeVar("AnyValue", Actor, Claim, Document, Place)


def one(kind: type[AnyValue], text: str, key: str, known: Known | None = None) -> AnyValue:
    values = read_text(f"{KNOWN}\n---\n{text}", known=known)
    (value,) = [value for value in values if isinstance(value, kind) and value.id == key]
    return value


def claim(fields: str, *, document: str = DOCUMENT, known: Known | None = None) -> Claim:
    """Return a claim with these fields, besides those it must have."""
    given = {line.partition(":")[0] for line in fields.splitlines()}
    needed = {"claimant": "mayor", "summary": "s", "asserts": "{event: control-izium}"}
    lines = [f"{key}: {value}" for key, value in needed.items() if key not in given]
    body = "\n    ".join(["id: c1", *lines, *fields.splitlines()])
    text = f"claimline: 1\ndocument: {document}\nclaims:\n  - {body}\n"
    return one(Claim, text, "c1", known)


def proposition(fields: str, more: str = "said: 2022-09-10") -> Proposition:
    found = claim(f"asserts: {{event: control-izium, {fields}}}\n{more}").asserts
    assert isinstance(found, Proposition)
    return found


def message(text: str, known: Known | None = None) -> str:
    with pytest.raises(RecordFaults) as caught:
        read_text(text, known=known)
    return caught.value.faults[0].message


def test_what_a_claim_need_not_say_has_a_default() -> None:
    assert claim("speech: indirect") == Claim(
        document="d1",
        id="c1",
        claimant="mayor",
        asserts=Proposition(event="control-izium", type="control"),
        summary="s",
        modality="asserted",
        polarity="affirmed",
        said=Instant(None, PUBLISHED.latest),
        timezone=ZONE,
        reports=claim("").reports,
    )
    (report,) = claim("").reports
    assert (report.id, report.reporter, report.speech) == ("1", "paper", "indirect")
    assert (report.of, report.document, report.published) == ((), "d1", PUBLISHED)
    assert claim("modality: directive").polarity == "neither"


def test_a_publisher_in_its_own_voice_speaks_when_it_publishes() -> None:
    own = claim("claimant: The Paper")
    assert own.said == PUBLISHED
    assert [(report.reporter, report.speech) for report in own.reports] == [("paper", "authorial")]
    quoted = claim("claimant: paper\nvia: [agency]")
    assert quoted.said == Instant(None, PUBLISHED.latest)
    assert [report.speech for report in quoted.reports] == ["unseen", "indirect"]
    assert claim("claimant: unattributed").claimant == "unattributed"


def test_times_are_those_of_the_claims_zone_else_of_the_document() -> None:
    assert claim("said: 2022-09-10").said == instant("2022-09-10", ZONE)
    elsewhere = claim("said: 2022-09-09\ntimezone: America/New_York")
    assert elsewhere.said == instant("2022-09-09", "America/New_York")
    assert elsewhere.timezone == "America/New_York"
    assert claim("said: 2022-09-09", document="{id: d1, publisher: paper}").timezone == "UTC"


def test_hops_are_reports_numbered_from_the_claimant_outwards() -> None:
    found = claim(
        "via: [ministry, {reporter: agency, document: earlier, speech: mixed, quote: few words, "
        "span: [3, 12], withdrawn: 2022-09-05, distanced-from: liberation}]\n"
        "withdrawn: 2022-09-12"
    )
    first, second, last = found.reports
    assert [(r.id, r.of, r.reporter) for r in found.reports] == [
        ("1", (), "ministry"),
        ("2", ("1",), "agency"),
        ("3", ("2",), "paper"),
    ]
    assert (first.speech, first.document, first.published) == ("unseen", None, None)
    assert (second.speech, second.document) == ("mixed", "earlier")
    assert second.published == instant("2022-09-01")
    assert second.withdrawn == instant("2022-09-05", ZONE)
    assert second.evidence == (Evidence(document="earlier", start=3, end=12, quote="few words"),)
    assert second.distances == ("liberation",)
    assert last.withdrawn == instant("2022-09-12", ZONE)


def test_evidence_is_passages_and_other_documents() -> None:
    document = f"{DOCUMENT[:-1]}, text: {{sha256: {'a' * 64}, length: 99}}}}"
    found = claim(
        "span: [[0, 5], [9, 99]]\nquote: some words\n"
        "evidence: [earlier, {document: earlier, fragment: 't=0,12', quote: q}]",
        document=document,
    )
    assert found.reports[0].evidence == (
        Evidence(document="d1", start=0, end=5),
        Evidence(document="d1", start=9, end=99),
        Evidence(document="d1", quote="some words"),
        Evidence(document="earlier"),
        Evidence(document="earlier", quote="q", fragment="t=0,12"),
    )


def test_a_document_may_word_a_claim_in_its_own_way() -> None:
    found = claim("reading: {modality: hedged, asserts: {event: control-izium, type: capture}}")
    assert found.reports[0].modality == "hedged"
    assert found.reports[0].reading == Proposition(event="control-izium", type="capture")
    other = claim("reading: {asserts: earlier/held}").reports[0].reading
    assert other is not None
    assert other.controller == "ministry"


@pytest.mark.parametrize(
    ("given", "hedge", "bounds"),
    [
        ("value: 9", "exact", ("9", "9", "9")),
        ("value: 9, hedge: exact", "exact", ("9", "9", "9")),
        ("value: 9, hedge: about", "about", (None, "9", None)),
        ("value: 9, hedge: at-least", "at-least", ("9", None, None)),
        ("value: 9.5, hedge: more-than", "more-than", ("9.5", None, None)),
        ("value: 9, hedge: almost", "almost", (None, None, "9")),
        ("value: 9, hedge: up-to", "up-to", (None, None, "9")),
        ("min: 8, max: 9", "about", ("8", None, "9")),
        ("min: 9, max: 9", "exact", ("9", None, "9")),
        ("min: 8", "at-least", ("8", None, None)),
        ("max: 8", "up-to", (None, None, "8")),
        ("min: 7, best: 8, max: 9, hedge: exact", "exact", ("7", "8", "9")),
    ],
)
def test_a_hedge_says_how_a_number_bounds_an_amount(
    given: str, hedge: str, bounds: tuple[str | None, ...]
) -> None:
    (found,) = proposition(
        f"measure: {{kind: area, unit: km2, {given}, since: 2022-09-01, scope: izium, "
        "party: mayor}"
    ).measures
    minimum, best, maximum = (Decimal(each) if each else None for each in bounds)
    assert found == Measure(
        kind="area",
        unit="km2",
        hedge=hedge,
        minimum=minimum,
        best=best,
        maximum=maximum,
        baseline=instant("2022-09-01", ZONE),
        scope="izium",
        party="mayor",
    )


SAID = instant("2022-09-10", ZONE)
APRIL = instant("2022-04-01", ZONE)
NEVER = Instant(None, None)
FIVE = "duration: {value: 5, unit: month, phrase: five months"


@pytest.mark.parametrize(
    ("fields", "time"),
    [
        (f"{FIVE}, so-far: true}}", Interval(begin_from(SAID, 137, 184, ZONE), NEVER)),
        (
            f"end: 2022-09-10, {FIVE}, so-far: true}}",
            Interval(begin_from(SAID, 137, 184, ZONE), SAID),
        ),
        (f"end: 2022-09-10, {FIVE}}}", Interval(begin_from(SAID, 137, 184, ZONE), SAID)),
        (f"begin: 2022-04-01, {FIVE}}}", Interval(APRIL, end_from(APRIL, 137, 184, ZONE))),
        (f"begin: 2022-04-01, {FIVE}, so-far: true}}", Interval(APRIL, NEVER)),
        (f"begin: 2022-04-01, end: 2022-09-10, {FIVE}}}", Interval(APRIL, SAID)),
        (f"time: 2022-04-01/2022-09-10, {FIVE}}}", interval("2022-04-01/2022-09-10", ZONE)),
        (f"{FIVE}}}", None),
        ("begin: ../2022-04-01", Interval(instant("../2022-04-01", ZONE), NEVER)),
        ("description: x", None),
    ],
)
def test_a_length_gives_the_end_that_is_not_given(fields: str, time: Interval | None) -> None:
    assert proposition(fields).time == time


def test_a_length_is_as_spoken_or_as_stated() -> None:
    assert proposition(f"{FIVE}, hedge: more-than, so-far: true}}").duration == Duration(
        153, 184, "five months", "half-unit", so_far=True
    )
    stated = "duration: {min: 7, max: 14, unit: day, phrase: one or two weeks}"
    assert proposition(stated).duration == Duration(7, 14, "one or two weeks", "as-stated")


def test_so_far_in_a_wording_is_so_far_when_that_was_published() -> None:
    found = claim(
        f"said: 2022-09-01\nreading: {{asserts: {{event: control-izium, {FIVE}, so-far: true}}}}}}"
    )
    reading = found.reports[0].reading
    assert reading is not None
    assert reading.time == Interval(begin_from(PUBLISHED, 137, 184, ZONE), NEVER)


def test_a_claim_may_assert_the_very_proposition_of_another() -> None:
    asserted = Proposition(event="control-izium", type="control", controller="ministry")
    denial = claim("polarity: denied\nasserts: earlier/held\nrestates: earlier/held")
    assert denial.asserts == asserted
    assert denial.restates == (ClaimKey("earlier", "held"),)
    again = "claimline: 1\ndocument: {id: d2, publisher: paper}\nclaims: [{id: x, claimant: mayor, "
    again += (
        "summary: s, asserts: c1}, {id: c1, claimant: mayor, summary: s, asserts: earlier/held}]"
    )
    assert one(Claim, again, "x").asserts == asserted


def test_claims_that_only_point_at_each_other_are_a_fault() -> None:
    circle = "claimline: 1\ndocument: {id: d, publisher: p}\nclaims:\n" + "".join(
        f"- {{id: c{i}, claimant: p, summary: s, asserts: c{(i + 1) % 3}}}\n" for i in range(3)
    )
    actor = "actors: [{id: p, kind: person, labels: {en: P}}]\n"
    assert message(circle + actor) == "asserts: these claims only point at each other"


def test_the_store_knows_what_the_files_do_not_declare() -> None:
    digest = "ab" * 32
    known = Known()
    known.actors.add("isw")
    known.events.add("e", ["the war"])
    known.types["e"] = "battle"
    known.documents.add("old")
    known.claims["old"] = {"k": digest}
    found = claim("claimant: ISW\nasserts: old/k", known=known)
    assert (found.claimant, found.asserts) == ("isw", digest)
    about = claim("asserts: {event: The  War}", known=known).asserts
    assert about == Proposition(event="e", type="battle")
    assert "no claim" in message("claimline: 1\ndocument: {id: old, publisher: isw}\nclaims: "
        "[{id: x, claimant: isw, summary: s, asserts: k}]", known)  # fmt: skip
    unseen = "claimline: 1\ndocument: {id: n, publisher: isw}\nclaims: [{id: x, claimant: isw, "
    unseen += "summary: s, asserts: old/k, reading: {asserts: old/k}}]"
    assert message(unseen, known) == "asserts: the words of old/k are not among these files"
    known.types["e"] = None
    untyped = unseen.replace("asserts: old/k, reading: {asserts: old/k}", "asserts: {event: e}")
    assert message(untyped, known) == "the type of the event e is not known here"


PLACES = "claimline: 1\nplaces:\n" + "".join(
    f"- {{id: {key}, kind: city, labels: {{uk: {label}}}, geonames: {number}, "
    f"spellings: [{more}]}}\n"
    for number, key, label, more in [
        (11, "p1", "Лиман", "Lyman"),
        (12, "p2", "Курськ", "p1, Kursk"),
        (13, "p3", "Кий", "Kyi"),
        (14, "p4", "Кии", "Lyman"),
    ]
)


@pytest.mark.parametrize(
    ("name", "key"),
    [("p1", "p1"), ("ЛИМАН", "p1"), ("12", "p2"), ("kursk", "p2"), ("Кий", "p3"), ("Кии", "p4")],
)
def test_a_thing_is_found_by_its_id_and_else_by_any_name(name: str, key: str) -> None:
    part = f"- {{id: x, kind: city, labels: {{en: X}}, geonames: 1, part-of: {name}}}\n"
    assert one(Place, PLACES + part, "x").part_of == (key,)


def test_a_name_of_two_things_is_never_settled_by_guessing() -> None:
    part = "- {id: x, kind: city, labels: {en: X}, geonames: 1, part-of: lyman}\n"
    assert "names more than one place: p1, p4;" in message(PLACES + part)
    known = Known()
    known.places.add("p9", ["курськ"])
    kursk = part.replace("lyman", "Курськ")
    assert "names more than one place: p2, p9;" in message(PLACES + kursk, known)


def test_copies_are_documents_of_their_publishers() -> None:
    text = "claimline: 1\ndocument: {id: d1, publisher: agency, kind: post, language: da, copies: "
    text += "[{publisher: The Paper, url: 'https://x.org/ø', published: 2022-09-10}, "
    text += "{id: d1b, publisher: paper}]}"
    assert one(Document, text, "d1-paper") == Document(
        id="d1-paper",
        record="d1",
        publisher="paper",
        kind="post",
        url="https://x.org/ø",
        language="da",
        published=instant("2022-09-10"),
        copy_of="d1",
    )
    assert one(Document, text, "d1b").copy_of == "d1"


def plain(value: object) -> bool:
    """Tell whether a value and all within it are of the model's own types."""
    if is_dataclass(value):
        return all(plain(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple):
        return all(map(plain, value))
    return not isinstance(value, str) or type(value) is str


def test_values_keep_nothing_of_the_files_they_came_from() -> None:
    values = read_text(f"{KNOWN}---\n{PLACES}")
    assert [value for value in values if not plain(value)] == []


def test_what_two_records_declare_alike_is_there_once(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(KNOWN.replace("earlier", name[0]))
    values = read([tmp_path])
    assert sum(isinstance(value, Actor) for value in values) == 4
    assert sum(isinstance(value, Claim) for value in values) == 2


def test_two_records_may_cite_one_document() -> None:
    text = "claimline: 1\ndocument: {id: %s, publisher: paper}\n"
    text += "cited: [{id: earlier, publisher: agency}]\n"
    values = read_text("---\n".join([KNOWN, text % "d1", text % "d2"]))
    own = [value for value in values if isinstance(value, Document) and value.id == "earlier"]
    assert [value.record for value in own] == ["earlier", "d1", "d2"]
