"""Which claims about one state of a place can be true together, and what follows if they are.

A state is one spell of control: who held the place, and the event that tells this spell from
others. Nothing is chosen among its claims but what is named here: denials say no bounds and
are listed apart; what is not truth-apt says nothing of the world; data sets, which code what
others report, come when asked for. The network is ``when.reconcile``'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from claimline.answers import Plain
from claimline.errors import BadParameter
from claimline.find import Thing
from claimline.model import Instant, Interval
from claimline.store import Quads
from claimline.views import public
from claimline.views.cells import instant, key, text
from claimline.views.spells import TRUTH_APT
from claimline.when.reconcile import Because, ConsistentSet, Reconciled, StateClaim
from claimline.when.reconcile import reconcile as network

DATASET = "dataset"
"""The kind of document whose claims are codings of what others report."""

Row = dict[str, Plain]


@dataclass(frozen=True, slots=True)
class Account:
    """What one claim says of when somebody held the place; things are named by their keys.

    ``days`` is the length it gives, in days between two bounds; a length "so far" is told by
    the begin alone. ``softened`` marks a begin read as "by then".
    """

    iri: str
    claim: str
    claimant: str
    claimant_label: str
    holder: str
    event: str
    kind: str | None
    polarity: str
    modality: str
    time: Interval
    days: tuple[int, int] | None
    phrase: str | None
    said: Instant
    zone: str | None
    summary: str
    certain: bool
    softened: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Which claims are to take part: those of one controller, one event, or exactly these.

    Without controller and event the state is the one that most claims are of. Named
    ``claims`` take part whatever document they stand in.
    """

    controller: Thing | None = None
    event: Thing | None = None
    claims: tuple[Thing, ...] = ()
    datasets: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """A spell of control and how many claims there are that take part in it."""

    controller: str
    event: str
    claims: int


@dataclass(frozen=True, slots=True)
class Together:
    """A maximal set of claims that can be true together, the tightest bounds they imply, the
    claims it must leave out and the conflicts that force it to: each has one of those and
    is else within the set. ``days``: see ``when.reconcile.ConsistentSet``."""

    claims: tuple[str, ...]
    left_out: tuple[str, ...]
    forced_by: tuple[tuple[str, ...], ...]
    time: Interval
    days: tuple[int, int | None]
    because: Because


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The accounts of one state, which of them agree and which cannot.

    ``alike`` lists claims that set the same bounds: they are one constraint, and conflicts
    and reasons name the first of them only. ``others`` are the other spells there are claims
    of, ``datasets`` the claims of data sets that were not asked for, ``undated`` those that
    give no time. ``state`` is ``None`` if nobody says that anybody held the place.
    """

    place: Thing
    as_of: str | None
    state: State | None
    reading: str
    zone: str
    accounts: tuple[Account, ...]
    sets: tuple[Together, ...]
    conflicts: tuple[tuple[str, ...], ...]
    limited: bool
    alike: tuple[tuple[str, ...], ...]
    denied: tuple[str, ...]
    undated: tuple[str, ...]
    datasets: tuple[str, ...]
    others: tuple[State, ...]

    @property
    def tightest(self) -> Together | None:
        """The set of all claims, if they agree."""
        return self.sets[0] if self.sets and not self.sets[0].left_out else None


def reconcile(
    store: Quads,
    place: Thing,
    choice: Choice,
    *,
    weak: bool = False,
    as_of: str | None = None,
    possibly: bool = False,
) -> Reconciliation:
    """Return how the claims about one state of a place fit together.

    ``weak``: begins are read as ``weakly`` has it. Raises BadParameter for a claim that is
    not of a state of the place, and for claims of several.
    """
    named = (("controller", choice.controller), ("event", choice.event))
    asked = {name: thing.iri for name, thing in named if thing}
    rows = public.rows(
        store, "state-claims", {"place": place.iri, **asked}, as_of=as_of, possibly=possibly
    )
    found = [_account(row, choice.controller) for row in rows]
    if choice.claims:
        found = _chosen(found, choice.claims, place)
    all_kinds = choice.datasets or bool(choice.claims)
    wanted = [account for account in found if all_kinds or account.kind != DATASET]
    withheld = [account for account in found if not all_kinds and account.kind == DATASET]
    states = _states(wanted) or _states(withheld)
    if choice.claims and len(states) > 1:
        names = ", ".join(f"{each.event} ({each.controller})" for each in states)
        raise BadParameter(f"these claims are of several states: {names}; ask for one at a time")
    state = states[0] if states else None
    fit = _reconciled(place, state, wanted, withheld, weak=weak)
    return replace(fit, as_of=as_of, others=tuple(states[1:]))


def weakly(account: Account) -> Account:
    """Return an account with its begin read as "by then", if it may mean no more.

    "Confirmed on 1 April" names the day of the confirmation. So a begin that lies within the
    time of saying, where nothing else in the claim dates it, bounds the begin from above
    only. A claim that looks back, or gives a length or an end, is read as it stands.
    """
    begin, end, said = account.time.begin, account.time.end, account.said
    dated = account.days or account.phrase or end.earliest or end.latest
    if dated or not begin.earliest or not said.earliest or begin.earliest < said.earliest:
        return account
    if said.latest and begin.latest and begin.latest > said.latest:
        return account
    by_then = Interval(Instant(None, begin.latest), end)
    return replace(account, time=by_then, softened=True)


def _reconciled(
    place: Thing,
    state: State | None,
    wanted: Iterable[Account],
    withheld: Iterable[Account],
    *,
    weak: bool,
) -> Reconciliation:
    ours = [account for account in wanted if state and _state_of(account) == _name(state)]
    coded = [account for account in withheld if state and _state_of(account) == _name(state)]
    taken = [weakly(each) if weak else each for each in ours if _says_so(each)]
    dated = [account for account in taken if _bounds(account) != _NOTHING]
    zone = _zone(dated)
    alike = _alike(dated)
    fit = network([_constraint(group[0]) for group in alike.values()], zone)
    said = {group[0].claim: tuple(each.claim for each in group) for group in alike.values()}
    order = {account.claim: place for place, account in enumerate(dated)}
    return Reconciliation(
        place=place,
        as_of=None,
        state=state,
        reading="weak" if weak else "strict",
        zone=zone,
        accounts=tuple(dated),
        sets=_sets(fit, said, order),
        conflicts=fit.conflicts,
        limited=fit.limited,
        alike=tuple(group for group in said.values() if len(group) > 1),
        denied=tuple(account.claim for account in ours if account.polarity == "denied"),
        undated=tuple(account.claim for account in taken if _bounds(account) == _NOTHING),
        datasets=tuple(account.claim for account in coded if _says_so(account)),
        others=(),
    )


def _sets(
    fit: Reconciled, said: Mapping[str, tuple[str, ...]], order: Mapping[str, int]
) -> tuple[Together, ...]:
    """Return the sets with all claims instead of one for those that say the same."""

    def all_of(firsts: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted((each for one in firsts for each in said[one]), key=order.__getitem__))

    def whole(found: ConsistentSet) -> Together:
        outside = set(found.left_out)
        return Together(
            claims=all_of(found.claims),
            left_out=all_of(found.left_out),
            forced_by=tuple(each for each in fit.conflicts if len(outside & set(each)) == 1),
            time=found.time,
            days=found.days,
            because=found.because,
        )

    # A stable sort: of sets with equally many claims the earliest stays first.
    return tuple(sorted(map(whole, fit.sets), key=lambda each: -len(each.claims)))


def _states(accounts: Iterable[Account]) -> list[State]:
    """Return the states that claims affirm, the one with the most claims first."""
    counted = Counter(_state_of(account) for account in accounts if _says_so(account))
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [State(*name, count) for name, count in ordered]


def _chosen(found: Iterable[Account], claims: Iterable[Thing], place: Thing) -> list[Account]:
    """Return the accounts of the claims asked for; raises BadParameter if one has none."""
    accounts = {account.iri: account for account in found}
    for claim in claims:
        if claim.iri not in accounts:
            raise BadParameter(
                f"{claim.key} does not say that anybody held {place.label}, or was not public then"
            )
    asked = {claim.iri for claim in claims}
    return [account for iri, account in accounts.items() if iri in asked]


def _alike(accounts: Iterable[Account]) -> dict[object, list[Account]]:
    groups: dict[object, list[Account]] = {}
    for account in accounts:
        groups.setdefault(_bounds(account), []).append(account)
    return groups


def _zone(accounts: Iterable[Account]) -> str:
    """Return the zone in whose days most of the claims speak, the first by name of equals."""
    zones = Counter(account.zone for account in accounts if account.zone)
    return min(zones, key=lambda zone: (-zones[zone], zone)) if zones else "UTC"


def _constraint(account: Account) -> StateClaim:
    return StateClaim(account.claim, account.time, account.days)


def _bounds(account: Account) -> tuple[object, ...]:
    begin, end = account.time.begin, account.time.end
    return begin.earliest, begin.latest, end.earliest, end.latest, account.days


_NOTHING = (None,) * 5


def _says_so(account: Account) -> bool:
    return account.polarity == "affirmed" and account.modality in TRUTH_APT


def _state_of(account: Account) -> tuple[str, str]:
    return account.holder, account.event


def _name(state: State) -> tuple[str, str]:
    return state.controller, state.event


def _account(row: Row, controller: Thing | None) -> Account:
    low, high = row["durationMinDays"], row["durationMaxDays"]
    # A length "so far" says nothing of an end to come, but something of one that is dated.
    ended = row["soFar"] is not True or row["latestEnd"] is not None
    counted = isinstance(low, int) and isinstance(high, int) and ended
    return Account(
        iri=str(row["claim"]),
        claim=str(row["claim"]).partition("/claim/")[2],
        claimant=key(row["claimant"]) or "",
        claimant_label=str(row["claimantLabel"]),
        holder=controller.key if controller else key(row["holder"]) or "",
        event=key(row["event"]) or "",
        kind=key(row["documentKind"]),
        polarity=key(row["polarity"]) or "",
        modality=key(row["modality"]) or "",
        time=Interval(
            instant(row, "earliestBegin", "latestBegin", "beginText"),
            instant(row, "earliestEnd", "latestEnd", "endText"),
            text(row["time"]),
        ),
        days=(int(str(low)), int(str(high))) if counted else None,
        phrase=text(row["durationPhrase"]),
        said=instant(row, "earliestSaid", "latestSaid", "said"),
        zone=text(row["timeZone"]),
        summary=str(row["summary"]),
        certain=bool(row["certainlyPublic"]),
    )
