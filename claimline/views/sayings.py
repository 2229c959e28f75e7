"""What claimants are on record as saying of events: once each, however often it is told.

A saying is one claimant, one proposition and one polarity; the claims that make it are its
tellings. A telling that repeats another of them (``cl:restates``), or is drawn from it, is no
new source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from claimline import catalogue
from claimline.answers import Plain
from claimline.model import UNATTRIBUTED, Instant
from claimline.store import Quads
from claimline.views import public
from claimline.views.cells import instant, key
from claimline.views.roots import Chain
from claimline.when.ticks import ticks

FIRM = frozenset({"asserted", "hedged"})
"""The modalities in which a claimant says that something is so, with reserve or without."""

TRUTH_APT = FIRM | {"reportative", "inferred"}
"""Those in which something is said that can be true or false."""

Row = dict[str, Plain]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One claim and the chains of reporters that bring it, each from the claimant outwards.

    A report in a copy counts as one of whoever published the original. ``repeats`` are the
    IRIs of the claims that it restates or is drawn from; ``certain`` is whether it was
    certainly public on the day asked about.
    """

    iri: str
    summary: str
    modality: str
    said: Instant
    chains: tuple[Chain, ...]
    repeats: frozenset[str]
    certain: bool

    @property
    def claim(self) -> str:
        """Its key: the document's and its own within it."""
        return self.iri.partition("/claim/")[2]


@dataclass(frozen=True)
class Saying:
    """All that makes one thing that one claimant says, the first telling first."""

    event: str
    proposition: str
    claimant: str
    polarity: str
    tellings: tuple[Telling, ...]

    @cached_property
    def iris(self) -> frozenset[str]:
        """The IRIs of its claims."""
        return frozenset(telling.iri for telling in self.tellings)

    @cached_property
    def originals(self) -> tuple[Telling, ...]:
        """The tellings that repeat no other telling of it; all, if they repeat each other."""
        own = tuple(telling for telling in self.tellings if not telling.repeats & self.iris)
        return own or self.tellings

    @property
    def first(self) -> Telling:
        """The telling it is named by."""
        return self.originals[0]

    @property
    def truth_apt(self) -> bool:
        """Whether it can be true or false: orders, intents and predictions cannot."""
        return self.polarity != "neither" and any(
            telling.modality in TRUTH_APT for telling in self.tellings
        )

    @property
    def hearsay(self) -> bool:
        """Whether nobody stands behind it."""
        modalities = {telling.modality for telling in self.tellings}
        return self.claimant == UNATTRIBUTED or (
            not modalities & FIRM and "reportative" in modalities
        )

    @property
    def inferred(self) -> bool:
        """Whether it is nothing but a conclusion of its claimant's own."""
        return not any(telling.modality in FIRM for telling in self.tellings)


def sayings(
    store: Quads,
    events: Sequence[str] | None,
    *,
    as_of: str | None = None,
    possibly: bool = False,
) -> list[Saying]:
    """Return what is said of events (IRIs; None: of all) in the order of their claims.

    Raises BadParameter for a day that is not EDTF.
    """
    asked: dict[str, Sequence[str]] = {} if events is None else {"event": events}
    rows = public.rows(store, "event-claims", asked, as_of=as_of, possibly=possibly)
    reports = store.select(catalogue.get("event-reports").bind(**asked)).plain()
    chains = _Chains(reports)
    claims: dict[str, list[Row]] = {}
    for row in rows:
        claims.setdefault(str(row["claim"]), []).append(row)
    groups: dict[tuple[str, str, str, str], list[Telling]] = {}
    for own in claims.values():
        first = own[0]
        who = key(first["claimant"]) or UNATTRIBUTED
        told = (key(first["event"]) or "", str(first["proposition"]), who)
        group = groups.setdefault((*told, key(first["polarity"]) or ""), [])
        group.append(_telling(own, chains))
    return [Saying(*told, tuple(sorted(group, key=_order))) for told, group in groups.items()]


def _telling(rows: Sequence[Row], chains: _Chains) -> Telling:
    first = rows[0]
    iri = str(first["claim"])
    return Telling(
        iri=iri,
        summary=str(first["summary"]),
        modality=key(first["modality"]) or "",
        said=instant(first, "earliestSaid", "latestSaid", "said"),
        chains=tuple(sorted({c for row in rows for c in chains.to(str(row["report"]))})),
        repeats=frozenset(str(row["repeated"]) for row in rows if row["repeated"]) - {iri},
        certain=bool(first["certainlyPublic"]),
    )


def _order(telling: Telling) -> tuple[int, str]:
    return ticks(telling.said).high, telling.iri


class _Chains:
    """The reports of some claims, to be followed back from where a chain ends."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._reporter: dict[str, str] = {}
        self._of: dict[str, set[str]] = {}
        for row in rows:
            report = str(row["report"])
            self._reporter[report] = key(row["publisher"]) or key(row["reporter"]) or ""
            self._of.setdefault(report, set()).add(str(row["of"]))

    def to(self, report: str) -> Iterator[Chain]:
        """Yield the reporters of each chain that ends in a report."""
        return _chains(report, self._of, self._reporter, frozenset())


def _chains(
    report: str, of: Mapping[str, set[str]], reporter: Mapping[str, str], passed: frozenset[str]
) -> Iterator[Chain]:
    before = sorted(one for one in of.get(report, ()) if one in reporter and one not in passed)
    for one in before:
        for chain in _chains(one, of, reporter, passed | {report}):
            yield (*chain, reporter[report])
    if not before:
        yield (reporter[report],)
