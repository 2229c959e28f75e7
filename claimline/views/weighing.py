"""The weighing of what is said: what supports a claim, what counts, what speaks against it.

Two numbers, both the roots of chains (``roots``): of reporters, for that it was said, and of
claimants with their reporters, for that it is so. Who speaks for the same actor in the end is
one name in a chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from claimline.model import UNATTRIBUTED
from claimline.views.affiliations import Affiliations
from claimline.views.concession import concedes
from claimline.views.entailment import Content, Entailment, Rule, entails
from claimline.views.roots import Chain, roots
from claimline.views.sayings import Saying, Telling
from claimline.when.relations import Answer
from claimline.when.ticks import ticks

NUMBERS = ("said", "content")
"""The two numbers of a claim."""

SEPARATE_REPORTERS = "separate-reporters"
"""The rule of said-corroboration: chains that share no reporter."""

SEPARATE_VOICES = "separate-voices"
"""The rule of content-corroboration: chains that share neither claimant nor reporter."""

WIDER_DENIAL, OVERLAPPING_DENIAL = "wider-denial", "overlapping-denial"
"""Who denies that something was so at all denies each narrower reading of it, and possibly
one that is not wholly narrower."""

CONCESSION = "adverse-to-own-side"
"""The rule of concessions: a side's own claimant affirms what speaks against that side."""


AFFIRMED, DENIED = "affirmed", "denied"
"""The polarities of what can be true or false."""


class Zero(StrEnum):
    """Why a claim that says it is so does not count."""

    HEARSAY = "hearsay"
    INFERENCE = "inference"
    OWN_VOICE = "own-voice"
    POSSIBLE_ONLY = "possible-only"
    RESTATEMENT = "restatement"
    THROUGH_CLAIMANT = "through-claimant"


@dataclass(frozen=True, slots=True)
class Root:
    """A reporter that some of the chains of a saying pass through, or several that speak for
    one actor; the claims that come by it and, apart, those that only repeat one of these.
    ``iri`` is that of the first of the claims."""

    root: str
    iri: str
    reporters: tuple[str, ...]
    claims: tuple[str, ...]
    chains: tuple[str, ...]
    repeated_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """What another claimant says that bears on a claim, by which rule, how necessarily.

    ``zero`` is why it does not count, ``None`` if it does. ``claims`` are all its tellings;
    ``certain`` is whether any of them was certainly public on the day asked about.
    """

    claim: str
    iri: str
    claims: tuple[str, ...]
    claimant: str
    side: str | None
    modality: str
    rule: str
    answer: Answer
    certain: bool
    zero: Zero | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """What supports one claim and what speaks against it; things are named by their keys.

    ``roots`` are those of the content. ``answered`` is whether anybody of another side in
    the conflict says anything of the event that was not certainly said before, ``None`` for a
    claimant of no such side and for what is neither true nor false.
    """

    claim: str
    iri: str
    summary: str
    claimant: str
    side: str | None
    event: str
    polarity: str
    modality: str
    said: tuple[Root, ...]
    roots: tuple[str, ...]
    supports: tuple[Support, ...]
    concessions: tuple[Support, ...]
    denials: tuple[Support, ...]
    answered: bool | None
    certain: bool

    @property
    def counted(self) -> tuple[Support, ...]:
        """The supports that count."""
        return tuple(support for support in self.supports if support.zero is None)

    def independent(self, number: str | None = None) -> int:
        """Return one of the two numbers, or the larger of them."""
        counts = dict(zip(NUMBERS, (len(self.said), len(self.roots)), strict=True))
        return counts[number] if number else max(counts.values())


class Case:
    """What is said of some events, and what follows from it for each saying."""

    def __init__(
        self, told: Iterable[Saying], said: dict[str, Content], actors: Affiliations
    ) -> None:
        self._contents = said
        self._actors = actors
        self._by_proposition: dict[str, list[Saying]] = {}
        self._alike: dict[object, list[Content]] = {}
        self._latest: dict[str, dict[str, int]] = {}
        for saying in told:
            if saying.proposition not in self._by_proposition:
                content = said[saying.proposition]
                self._alike.setdefault(content.subject, []).append(content)
            self._by_proposition.setdefault(saying.proposition, []).append(saying)
            self._note(saying)

    def _note(self, saying: Saying) -> None:
        """Keep in mind up to when each side in the conflict spoke of the event."""
        side = self._actors.belligerent(saying.claimant)
        if side and saying.truth_apt:
            last = max(ticks(telling.said).high for telling in saying.tellings)
            by_side = self._latest.setdefault(saying.event, {})
            by_side[side] = max(last, by_side.get(side, last))

    def weighed(self, saying: Saying) -> list[Corroboration]:
        """Return what supports each telling of a saying: the same for all of them."""
        supports = self._supports(saying) if saying.truth_apt else []
        denials = self._denials(saying) if saying.truth_apt else []
        said = self._said(saying)
        ways = self._ways_of([other for other, _, zero in supports if not zero], saying)
        return [
            Corroboration(
                claim=telling.claim,
                iri=telling.iri,
                summary=telling.summary,
                claimant=saying.claimant,
                side=self._actors.side(saying.claimant),
                event=saying.event,
                polarity=saying.polarity,
                modality=telling.modality,
                said=said,
                roots=roots(ways),
                supports=tuple(self._support(*support) for support in supports),
                concessions=tuple(self._concessions(saying, telling, supports)),
                denials=tuple(self._support(other, found) for other, found in denials),
                answered=self._answered(saying, telling),
                certain=telling.certain,
            )
            for telling in saying.tellings
        ]

    def _said(self, saying: Saying) -> tuple[Root, ...]:
        """Return the fewest reporters on whom it rests that this claimant said this."""
        if saying.claimant == UNATTRIBUTED:
            return ()
        ways = {
            (telling.iri, chain): self._names(chain)
            for telling in saying.originals
            for chain in telling.chains
        }
        whole = _whole(set(ways.values()))
        found: dict[str, list[tuple[str, Chain]]] = {name: [] for name in roots(whole)}
        for way, names in ways.items():
            longest = next(one for one in whole if one[-len(names) :] == names)
            found[next(name for name in longest if name in found)].append(way)
        return tuple(self._root(name, passing, saying) for name, passing in found.items())

    def _root(self, name: str, passing: Sequence[tuple[str, Chain]], saying: Saying) -> Root:
        through = {actor for _, chain in passing for actor in chain}
        reporters = sorted(actor for actor in through if name in self._actors.voices(actor))
        return Root(
            root=reporters[0] if len(reporters) == 1 else name,
            iri=min(iri for iri, _ in passing),
            reporters=tuple(reporters),
            claims=tuple(sorted({iri.partition("/claim/")[2] for iri, _ in passing})),
            chains=tuple(sorted({_drawn(saying.claimant, chain) for _, chain in passing})),
            repeated_by=_repeating(saying, {iri for iri, _ in passing}),
        )

    def _supports(self, saying: Saying) -> list[tuple[Saying, Entailment, Zero | None]]:
        """Return who else says so, or says what entails it, and whether that counts."""
        others = self._related(saying, saying.polarity)
        known = saying.iris.union(*(other.iris for other, _ in others))
        return [(other, found, self._zero(other, found, saying, known)) for other, found in others]

    def _denials(self, saying: Saying) -> list[tuple[Saying, Entailment]]:
        """Return who says that it is not so: denies it, or affirms what it denies."""
        return self._related(saying, {AFFIRMED: DENIED, DENIED: AFFIRMED}[saying.polarity])

    def _related(self, saying: Saying, polarity: str) -> list[tuple[Saying, Entailment]]:
        """Return what else is said, with this polarity, that settles the saying.

        Affirmations settle what their propositions entail; denials, whatever entails theirs.
        """
        own = self._contents[saying.proposition]
        related = []
        for content in self._alike[own.subject]:
            others = [
                other
                for other in self._by_proposition[content.proposition]
                if other.polarity == polarity and other.truth_apt and other is not saying
            ]
            if not others:
                continue
            found = entails(content, own) if polarity == AFFIRMED else entails(own, content)
            related += [(other, found) for other in others if found]
        return related

    def _zero(
        self, other: Saying, found: Entailment, saying: Saying, known: frozenset[str]
    ) -> Zero | None:
        """Return why a saying does not count for another, if it does not."""
        own = set(self._actors.voices(saying.claimant))
        if other.hearsay:
            return Zero.HEARSAY
        if other.inferred:
            return Zero.INFERENCE
        if own & set(self._actors.voices(other.claimant)):
            return Zero.OWN_VOICE
        if found.answer is Answer.POSSIBLE:
            return Zero.POSSIBLE_ONLY
        if all(telling.repeats & (known - other.iris) for telling in other.originals):
            return Zero.RESTATEMENT
        return None if self._ways_of([other], saying) else Zero.THROUGH_CLAIMANT

    def _ways_of(self, others: Iterable[Saying], saying: Saying) -> list[Chain]:
        """Return the chains by which others are heard but for those through the claimant."""
        own = set(self._actors.voices(saying.claimant))
        ways = {
            self._names((other.claimant, *chain))
            for other in others
            for telling in other.originals
            for chain in telling.chains
        }
        return sorted(way for way in ways if not own & set(way))

    def _names(self, actors: Iterable[str]) -> Chain:
        """Return those for whom the actors of a chain speak, each once."""
        return tuple(dict.fromkeys(v for actor in actors for v in self._actors.voices(actor)))

    def _support(self, saying: Saying, found: Entailment, zero: Zero | None = None) -> Support:
        rule = str(found.rule)
        if saying.polarity == DENIED and found.rule is not Rule.SAME_PROPOSITION:
            sure = found.answer is Answer.NECESSARY
            rule = WIDER_DENIAL if sure else OVERLAPPING_DENIAL
        return Support(
            claim=saying.first.claim,
            iri=saying.first.iri,
            claims=tuple(sorted(telling.claim for telling in saying.tellings)),
            claimant=saying.claimant,
            side=self._actors.side(saying.claimant),
            modality=saying.first.modality,
            rule=rule,
            answer=found.answer,
            certain=any(telling.certain for telling in saying.tellings),
            zero=zero,
        )

    def _concessions(
        self,
        saying: Saying,
        telling: Telling,
        supports: Iterable[tuple[Saying, Entailment, Zero | None]],
    ) -> Iterable[Support]:
        """Yield what concedes a claim: itself, or what others say, against their own side."""
        same = Entailment(Rule.SAME_PROPOSITION, Answer.NECESSARY)
        for other, found in [(saying, same), *((other, found) for other, found, _ in supports)]:
            if self._concedes(other):
                conceding = self._support(other, found)
                named = (telling.claim, telling.iri) if other is saying else None
                claim, iri = named or (conceding.claim, conceding.iri)
                yield replace(conceding, claim=claim, iri=iri, rule=CONCESSION)

    def _concedes(self, saying: Saying) -> bool:
        """Say whether a side's own claimant stands behind what is adverse to that side."""
        if saying.hearsay or saying.inferred or not self._actors.official(saying.claimant):
            return False
        content = self._contents[saying.proposition]
        side, holder = self._actors.side(saying.claimant), self._actors.side(content.controller)
        acting = {self._actors.side(actor) for actor in content.actors} or {None}
        placed = bool(content.places)
        return any(
            concedes(side, content.type, holder, one, saying.polarity, placed=placed)
            for one in acting
        )

    def _answered(self, saying: Saying, telling: Telling) -> bool | None:
        side = self._actors.belligerent(saying.claimant)
        if not side or not saying.truth_apt:
            return None
        said = ticks(telling.said).low
        latest = self._latest[saying.event].items()
        return any(last >= said for other, last in latest if other != side)


def _repeating(saying: Saying, repeated: set[str]) -> tuple[str, ...]:
    """Return the tellings that repeat some of these, or repeat one that does."""
    later = [telling for telling in saying.tellings if telling not in saying.originals]
    found: dict[str, str] = {}
    while new := [t for t in later if t.iri not in found and t.repeats & (repeated | found.keys())]:
        found |= {telling.iri: telling.claim for telling in new}
    return tuple(sorted(found.values()))


def _whole(chains: Iterable[Chain]) -> list[Chain]:
    """Return the chains that are no mere ends of longer ones: who names a source once has it
    from there, whether every sentence says so or not."""
    ends = {chain[start:] for chain in chains for start in range(1, len(chain))}
    return sorted(chain for chain in chains if chain not in ends)


def _drawn(claimant: str, chain: Chain) -> str:
    return " → ".join(chain if chain[0] == claimant else (claimant, *chain))
