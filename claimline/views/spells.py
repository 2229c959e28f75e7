"""What one claim says of who held a place on a day: spells, and verdicts on them.

A spell is a stretch of time in which one party held a place, or nobody held it whole. It is
read off a claim in one of three ways:

* control, contested control and control by nobody last from their begin to their end;
* a capture, surrender or handover that names a controller is the begin of that control, which
  starts when the taking is over, and has no end. Of the time before it says nothing: who takes
  a place may be taking it back;
* a withdrawal, regrouping or flight ends the hold of whoever left. Of the time before it is
  over it says nothing.

An area or a number of settlements retaken, or held, somewhere is not a place held: such
claims have no spell, nor have orders, intentions and predictions.

All answers come from the stored bounds. An end that nobody dates is no bound: from its begin
on such a state is possible on every day, that of the saying included, and necessary on none
(what still holds when it is said has an end *after* that day in its record). An open end is
closed only by what the same claimant says of the same place (``closed``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from claimline.answers import Plain
from claimline.model import UNATTRIBUTED, Instant, Interval
from claimline.views.cells import key, moment, text
from claimline.when import instant
from claimline.when.relations import Answer, earlier, holds_on
from claimline.when.ticks import ticks

CONTESTED, NOBODY, HELD = "contested", "nobody", "held"

STATES = {"control": HELD, "contested-control": CONTESTED, "no-control": NOBODY}
"""The event types that are states of a place, and which state each is."""

TAKINGS = frozenset({"control-change", "capture", "handover", "surrender", "withdrawal"})
TAKINGS |= {"regrouping", "flight"}
"""The event types after which the controller they name, if any, holds the place."""

LEAVINGS = frozenset({"withdrawal", "regrouping", "flight"})
"""The event types after which whoever acts holds the place no longer."""

TRUTH_APT = frozenset({"asserted", "hedged", "reportative", "inferred"})
"""What can be true or false: predictions, orders and intentions cannot, and hold no place."""

FIRM = frozenset({"asserted", "inferred"})
"""What a claimant stands behind. The rest makes nothing necessary, and rules nothing out."""

Row = dict[str, Plain]


class Rule(StrEnum):
    """Why an answer is what it is; ``WORDS`` says it in words. The surest come first."""

    THROUGHOUT = "throughout"
    WITHIN_BOUNDS = "within-bounds"
    OPEN_END = "open-end"
    RESERVED = "reserved"
    DENIED_PERHAPS = "denied-perhaps"
    PART_ONLY = "part-only"
    CONTRADICTS_ITSELF = "contradicts-itself"
    CLAIMANTS_DIFFER = "claimants-differ"
    DENIED = "denied"
    LEFT = "left"
    OUTSIDE = "outside"
    EXCLUDED = "excluded"


WORDS = {
    Rule.THROUGHOUT: "it covers all of that time",
    Rule.WITHIN_BOUNDS: "its bounds leave open whether it covers that time",
    Rule.OPEN_END: "it had begun, and no end is given",
    Rule.RESERVED: "it is said with reserve, or only passed on",
    Rule.DENIED_PERHAPS: "denied, but perhaps not of that time",
    Rule.PART_ONLY: "said of a part only",
    Rule.CONTRADICTS_ITSELF: "the account contradicts itself",
    Rule.CLAIMANTS_DIFFER: "the claimants of this side differ",
    Rule.DENIED: "what would cover all of that time is denied",
    Rule.LEFT: "had left by then",
    Rule.OUTSIDE: "no spell that is named covers that time",
    Rule.EXCLUDED: "another state covers all of that time",
}


@dataclass(frozen=True, slots=True, order=True)
class Holder:
    """A state that a place can be in: held by one controller, contested, or held by nobody."""

    state: str
    controller: str = ""
    label: str = ""
    side: str = ""

    def shuts_out(self, other: Holder) -> bool:
        """Return whether a place that is so cannot be the other way too.

        Two controllers known to be of one side do not shut each other out (a brigade and its
        army), and neither do control that is contested and control by nobody.
        """
        if HELD not in {self.state, other.state}:
            return False
        if self.state != other.state:
            return True
        return self.controller != other.controller and (not self.side or self.side != other.side)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """One claim's account of one state of one place. ``why`` are the spells of the same account
    that close an end this one leaves open; ``certain`` is whether it was certainly public."""

    claim: str
    proposition: str
    summary: str
    claimant: str
    claimant_label: str
    side: str | None
    place: str
    place_label: str
    holder: Holder
    time: Interval
    manner: str
    denied: bool
    firm: bool
    zone: str
    certain: bool
    why: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one spell says of a time that is asked about, and by which rule."""

    spell: Spell
    answer: Answer
    rule: Rule


def spells(rows: Iterable[Row]) -> Iterator[Spell]:
    """Yield what the rows of the query ``held`` say: of one claim none, one or several."""
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        if key(row["modality"]) not in TRUTH_APT or key(row["polarity"]) == "neither":
            continue
        kind = key(row["eventType"]) or ""
        when = Interval(
            Instant(moment(row["earliestBegin"]), moment(row["latestBegin"])),
            Instant(moment(row["earliestEnd"]), moment(row["latestEnd"])),
        )
        controller = _holder(row, "controller")
        if kind in STATES and (controller or kind != "control"):
            holder = controller if kind == "control" and controller else Holder(STATES[kind])
            found = [_spell(row, holder, "state", when)]
        else:
            found = _changes(row, kind, controller, when)
        for spell in found:
            one = (spell.claim, spell.place, f"{spell.manner} {spell.holder.controller}")
            if one not in seen:
                seen.add(one)
                yield spell


def _changes(row: Row, kind: str, controller: Holder | None, when: Interval) -> list[Spell]:
    """Return what a change of control says of who holds the place after it and who does not."""
    over = Instant(when.end.earliest or when.begin.earliest, when.end.latest)
    found = []
    if kind in TAKINGS and controller:
        found.append(_spell(row, controller, "taking", Interval(over, Instant(None, None))))
    leaver = _holder(row, "actor")
    denied = key(row["polarity"]) == "denied"
    if kind in LEAVINGS and leaver and over.latest and not denied:
        found.append(_spell(row, leaver, "leaving", Interval(Instant(None, None), over)))
    return found


def _holder(row: Row, column: str) -> Holder | None:
    name = key(row[column])
    if name is None:
        return None
    return Holder(HELD, name, str(row[f"{column}Label"]), key(row[f"{column}Side"]) or "")


def _spell(row: Row, holder: Holder, manner: str, time: Interval) -> Spell:
    claimant = key(row["claimant"]) or UNATTRIBUTED
    return Spell(
        claim=str(row["claim"]).partition("/claim/")[2],
        proposition=str(row["proposition"]),
        summary=str(row["summary"]),
        claimant=claimant,
        claimant_label=str(row["claimantLabel"]),
        side=key(row["side"]),
        place=key(row["part"]) or "",
        place_label=str(row["partLabel"]),
        holder=holder,
        time=time,
        manner=manner,
        denied=key(row["polarity"]) == "denied",
        firm=key(row["modality"]) in FIRM and claimant != UNATTRIBUTED,
        zone=text(row["timeZone"]) or "UTC",
        certain=bool(row["certainlyPublic"]),
    )


def verdict(spell: Spell, on: str) -> Verdict | None:
    """Return whether a place was held as a spell says on an EDTF date; None if it is silent.

    A date is a day of the claim's own time zone, a time of day without an offset is UTC.
    Necessary means all through that time, possible at some time of it. A denial rules a
    state out where that state, as it is denied, would cover all of that time; whatever else
    it denies, it leaves the time asked about open.
    """
    asked = instant(on, "UTC" if "T" in on else spell.zone)
    answer = holds_on(spell.time, asked)
    if spell.denied:
        return None if _before_a_taking(spell, asked) else _denial(spell, answer)
    if answer is Answer.IMPOSSIBLE:
        return _outside(spell, asked)
    if spell.manner == "leaving" or _before_a_taking(spell, asked):
        return None
    if not spell.firm:
        return Verdict(spell, Answer.POSSIBLE, Rule.RESERVED)
    return Verdict(spell, answer, _covering(spell.time, answer, asked))


def _denial(spell: Spell, denied: Answer) -> Verdict | None:
    if denied is Answer.IMPOSSIBLE:
        return None
    if denied is Answer.NECESSARY and spell.firm:
        return Verdict(spell, Answer.IMPOSSIBLE, Rule.DENIED)
    return Verdict(spell, Answer.POSSIBLE, Rule.DENIED_PERHAPS)


def _outside(spell: Spell, asked: Instant) -> Verdict | None:
    """Return the verdict on a time that a spell cannot cover; None where it says nothing."""
    if not spell.firm:
        return None
    if spell.manner == "leaving":
        return Verdict(spell, Answer.IMPOSSIBLE, Rule.LEFT)
    if _before_a_taking(spell, asked):
        return None
    return Verdict(spell, Answer.IMPOSSIBLE, Rule.OUTSIDE)


def _before_a_taking(spell: Spell, asked: Instant) -> bool:
    """Return whether a time is before a taking: before its earliest bound, or, where it has
    none (taken *by* a day), before its latest."""
    if spell.manner != "taking":
        return False
    begin, last = ticks(spell.time.begin), ticks(asked).high
    return last < (begin.high if spell.time.begin.earliest is None else begin.low)


def _covering(state: Interval, answer: Answer, asked: Instant) -> Rule:
    if answer is Answer.NECESSARY:
        return Rule.THROUGHOUT
    begun = earlier(state.begin, asked) is Answer.NECESSARY
    return Rule.OPEN_END if begun and state.end.latest is None else Rule.WITHIN_BOUNDS


def closed(account: Sequence[Spell]) -> list[Spell]:
    """Return one claimant's spells with open ends closed by what the claimant says came next,
    and unknown begins by what came before.

    Only what is affirmed without reserve closes anything, and only where nothing is dated:
    a bound that a claim gives is never moved. Two rules, for one place:

    * of two states that shut each other out, the one that certainly begins first is over when
      the other begins, and the one that certainly ends last begins when the other has ended;
    * a force can leave only what it holds: its withdrawal ends its one spell in this account.
      Where the account has it hold the place twice, the withdrawal closes neither.
    """
    by_place: dict[str, list[Spell]] = {}
    for spell in account:
        by_place.setdefault(spell.place, []).append(spell)
    return [one for said in by_place.values() for one in _closed_at_one_place(said)]


def _closed_at_one_place(said: Sequence[Spell]) -> Iterator[Spell]:
    sure = [spell for spell in said if spell.firm and not spell.denied]
    held = [spell for spell in sure if spell.manner != "leaving"]
    left = [spell for spell in sure if spell.manner == "leaving"]
    for spell in said:
        closes = spell.firm and not spell.denied and spell.manner != "leaving"
        yield _closed(spell, held, left) if closes else spell


def _closed(spell: Spell, held: Sequence[Spell], left: Sequence[Spell]) -> Spell:
    begin, end = spell.time.begin, spell.time.end
    why: list[Spell] = []
    if end.latest is None and (next_ := _next(spell, held, left)):
        latest, closing = next_
        if end.earliest is None or end.earliest <= latest:
            end = Instant(end.earliest, latest)
            why.append(closing)
    if begin.earliest is None and spell.manner == "state" and (last := _last(spell, held)):
        earliest, closing = last
        if begin.latest is None or earliest <= begin.latest:
            begin = Instant(earliest, begin.latest)
            why.append(closing)
    return replace(spell, time=Interval(begin, end), why=tuple(why)) if why else spell


def _next(
    spell: Spell, held: Sequence[Spell], left: Iterable[Spell]
) -> tuple[datetime, Spell] | None:
    """Return by when a spell was over, and the spell that says so."""
    found = [
        (other.time.begin.latest, other)
        for other in held
        if spell.holder.shuts_out(other.holder)
        and _ordered(spell.time.begin.latest, other.time.begin.earliest)
    ]
    found += [(other.time.end.latest, other) for other in left if _only(spell, other, held)]
    known = [(moment, other) for moment, other in found if moment]
    return min(known, key=lambda one: (one[0], one[1].claim), default=None)


def _last(spell: Spell, held: Iterable[Spell]) -> tuple[datetime, Spell] | None:
    """Return from when on a spell can have begun, and the spell that says so."""
    found = [
        (other.time.end.earliest, other)
        for other in held
        if spell.holder.shuts_out(other.holder)
        and _ordered(other.time.end.latest, spell.time.end.earliest)
    ]
    known = [(moment, other) for moment, other in found if moment]
    return max(known, key=lambda one: (one[0], one[1].claim), default=None)


def _ordered(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one <= other


def _only(spell: Spell, leaving: Spell, held: Iterable[Spell]) -> bool:
    """Return whether a spell is the only one of its account that a leaving can have ended."""
    over = leaving.time.end.latest
    if spell.holder != leaving.holder or over is None:
        return False
    alike = {
        other.proposition
        for other in held
        if other.holder == spell.holder and not _ordered(over, other.time.begin.earliest)
    }
    return alike == {spell.proposition}
