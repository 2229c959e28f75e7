"""A store to ask from Python: a method for each view, each calling what the command line calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from typing import TypeVar

from pyoxigraph import Triple

from claimline import catalogue
from claimline.answers import Table
from claimline.connect import connect
from claimline.errors import BadParameter
from claimline.find import Thing, bound, find
from claimline.store import Quads
from claimline.views.contradictions import KINDS, Contradiction, contradictions
from claimline.views.corroboration import claim_or_place, corroboration, kept
from claimline.views.difference import Difference, difference
from claimline.views.figures import Line, figures
from claimline.views.held import ACCOUNTS, Held, held
from claimline.views.plain import claims as claims_rows
from claimline.views.plain import contradictions as contradictions_rows
from claimline.views.plain import corroboration as corroboration_rows
from claimline.views.plain import difference as difference_rows
from claimline.views.plain import figures as figures_rows
from claimline.views.plain import held as held_rows
from claimline.views.plain import reconcile as reconcile_rows
from claimline.views.plain import sources as sources_rows
from claimline.views.plain import stats as stats_rows
from claimline.views.plain import things as things_rows
from claimline.views.plain import timeline as timeline_rows
from claimline.views.public import Row
from claimline.views.reconcile import Choice, Reconciliation, reconcile
from claimline.views.sources import Sources, sources
from claimline.views.stats import Count, stats
from claimline.views.things import any_thing, statements
from claimline.views.timeline import GROUPS, timeline
from claimline.views.weighing import NUMBERS, Corroboration
from claimline.workbench.results import Picture, Result

Found = TypeVar("Found")


@dataclass(frozen=True)
class Workbench:
    """A store to ask, with a method for each view.

    Things are found by any of their names, as on the command line. Dates are EDTF; ``as_of``
    keeps what was certainly public by the end of one, and ``possibly`` adds what was only
    possibly public by then. Every method asks the store as it is at that moment, and raises
    UnknownName, AmbiguousName, NotPublic and BadParameter as the command line tells them.
    """

    location: str
    timeout: float = 60

    def store(self) -> Quads:
        """Return the store as it is now; raises StoreMissing, StoreError or RemoteError."""
        return connect(self.location, timeout=self.timeout)

    def timeline(
        self,
        place: str,
        *,
        start: str | None = None,
        end: str | None = None,
        as_of: str | None = None,
        possibly: bool = False,
        by: str = "claimant",
    ) -> Picture:
        """Return what each claimant says happened to a place, and when.

        ``start`` and ``end`` leave out what was over before or began after; a lane of the
        picture is a claimant, or ``by`` a side or a source.
        """
        _one_of("by", by, GROUPS)
        store = self.store()
        found = timeline(
            store,
            find(store, "place", place),
            start=start,
            end=end,
            as_of=as_of,
            possibly=possibly,
            by=by,
        )
        return Picture(found, timeline_rows.COLUMNS, _rows(timeline_rows.row, found.entries))

    def held(
        self,
        place: str,
        on: str,
        *,
        by: str = "claimant",
        as_of: str | None = None,
        possibly: bool = False,
    ) -> Result[Held]:
        """Return who held a place on a day, by each claimant's account, or ``by`` side."""
        _one_of("by", by, ACCOUNTS)
        store = self.store()
        thing = find(store, "place", place)
        found = held(store, thing, on, by=by, as_of=as_of, possibly=possibly)
        return Result(found, held_rows.COLUMNS, _rows(held_rows.row, found.holdings))

    def reconcile(
        self,
        place: str,
        *,
        controller: str | None = None,
        event: str | None = None,
        claims: Sequence[str] = (),
        datasets: bool = False,
        weak: bool = False,
        as_of: str | None = None,
        possibly: bool = False,
    ) -> Result[Reconciliation]:
        """Return which claims about who held a place can be true together, a row a set.

        Without ``controller`` and ``event`` of the state that most claims are of; ``claims``
        takes exactly these, ``datasets`` those of data sets too. ``weak``: a begin that is
        the day of saying means by then.
        """
        store = self.store()
        choice = Choice(
            controller=_found(store, "actor", controller),
            event=_found(store, "event", event),
            claims=tuple(find(store, "claim", claim) for claim in claims),
            datasets=datasets,
        )
        thing = find(store, "place", place)
        found = reconcile(store, thing, choice, weak=weak, as_of=as_of, possibly=possibly)
        rows = tuple(reconcile_rows.row(number, one) for number, one in enumerate(found.sets, 1))
        return Result(found, reconcile_rows.COLUMNS, rows)

    def contradictions(
        self,
        place: str | None = None,
        *,
        event: str | None = None,
        kinds: Collection[str] = KINDS,
        necessary: bool = False,
        within: float | None = None,
        as_of: str | None = None,
        possibly: bool = False,
    ) -> Result[tuple[Contradiction, ...]]:
        """Return which claims contradict each other: of a place, of an event, or all.

        ``necessary`` keeps those that hold in every reading, ``within`` those of claimants
        who contradict themselves within so many hours.
        """
        if place and event:
            raise BadParameter("give a place or an event, not both")
        for kind in kinds:
            _one_of("a kind", kind, KINDS)
        store = self.store()
        found = contradictions(
            store,
            place=_found(store, "place", place),
            event=_found(store, "event", event),
            kinds=kinds,
            necessary=necessary,
            within=within,
            as_of=as_of,
            possibly=possibly,
        )
        rows = _rows(contradictions_rows.row, found)
        return Result(found, contradictions_rows.COLUMNS, rows)

    def corroboration(
        self,
        subject: str | None = None,
        *,
        min_independent: int | None = None,
        by: str | None = None,
        conceded: bool = False,
        unanswered: bool = False,
        as_of: str | None = None,
        possibly: bool = False,
    ) -> Result[tuple[Corroboration, ...]]:
        """Return who else says so and through how many independent reporters we know: of a
        claim, of each claim about a place, or of all.

        ``min_independent`` keeps what has so many independent roots, ``by`` said or content,
        else by either; ``conceded`` what is conceded against one's own side, ``unanswered``
        what nobody of another side has answered.
        """
        if by:
            _one_of("by", by, NUMBERS)
        store = self.store()
        claim, place = claim_or_place(store, subject) if subject else (None, None)
        found = tuple(
            kept(
                corroboration(store, claim=claim, place=place, as_of=as_of, possibly=possibly),
                min_independent=min_independent,
                by=by,
                conceded=conceded,
                unanswered=unanswered,
            )
        )
        return Result(found, corroboration_rows.COLUMNS, _rows(corroboration_rows.row, found))

    def figures(
        self,
        kind: str | None = None,
        *,
        event: str | None = None,
        as_of: str | None = None,
        possibly: bool = False,
    ) -> Result[tuple[Line, ...]]:
        """Return how figures of one thing grew, a row a figure; ``kind`` is area, fatalities,
        settlements or another."""
        store = self.store()
        found = figures(
            store,
            kind=_found(store, "concept", kind and f"measure-kind/{kind}"),
            event=_found(store, "event", event),
            as_of=as_of,
            possibly=possibly,
        )
        rows = (figures_rows.row(line.key, figure) for line in found for figure in line.figures)
        return Result(found, figures_rows.COLUMNS, tuple(rows))

    def diff(
        self,
        earlier: str,
        later: str,
        *,
        place: str | None = None,
        by: str = "claimant",
        possibly: bool = False,
    ) -> Result[Difference]:
        """Return what changed from one as-of day to another: claims, and who held what."""
        _one_of("by", by, ACCOUNTS)
        store = self.store()
        thing = _found(store, "place", place)
        found = difference(store, earlier, later, place=thing, by=by, possibly=possibly)
        return Result(found, difference_rows.COLUMNS, tuple(difference_rows.rows(found)))

    def claims(  # noqa: PLR0913 - a name for each thing that can be asked for
        self,
        *,
        place: str | None = None,
        claimant: str | None = None,
        event: str | None = None,
        document: str | None = None,
        event_type: str | None = None,
        modality: str | None = None,
        polarity: str | None = None,
        text: str | None = None,
        start: str | None = None,
        end: str | None = None,
        as_of: str | None = None,
        possibly: bool = False,
    ) -> Result[tuple[Row, ...]]:
        """Return the claims for which all that is given holds; ``text`` are words of the
        summary, ``start`` and ``end`` bound the day on which it was possibly said."""
        wanted = {
            "place": place,
            "claimant": claimant,
            "event": event,
            "document": document,
            "eventType": event_type,
            "modality": modality,
            "polarity": polarity,
            "text": text,
            "start": start,
            "end": end,
        }
        found = claims_rows.search(self.store(), wanted, as_of=as_of, possibly=possibly)
        columns = claims_rows.columns(as_of, possibly=possibly)
        return Result(tuple(found), columns, tuple(found))

    def sources(
        self, claim: str, *, as_of: str | None = None, possibly: bool = False
    ) -> Result[Sources]:
        """Return through whom a claim reaches us, and on what evidence, a row a hop."""
        store = self.store()
        found = sources(store, find(store, "claim", claim), as_of=as_of, possibly=possibly)
        return Result(found, sources_rows.COLUMNS, _rows(sources_rows.row, found.hops))

    def show(
        self, thing: str, *, as_of: str | None = None, possibly: bool = False
    ) -> Result[tuple[Triple, ...]]:
        """Return what is said of a place, actor, event, document or claim, a row a statement."""
        store = self.store()
        found = statements(store, any_thing(store, thing), as_of=as_of, possibly=possibly)
        return Result(tuple(found), things_rows.COLUMNS, tuple(things_rows.rows(found)))

    def stats(
        self, *, as_of: str | None = None, possibly: bool = False
    ) -> Result[tuple[Count, ...]]:
        """Return how much a store holds, a row a class."""
        found = tuple(stats(self.store(), as_of=as_of, possibly=possibly))
        columns = stats_rows.columns(as_of, possibly=possibly)
        return Result(found, columns, _rows(stats_rows.row, found))

    def query(self, name: str, /, **values: str | float | None) -> Result[Table]:
        """Return the answer to a shipped question, with values for its parameters.

        A parameter is named as in the question, or in Python's way: ``asOf`` or ``as_of``.
        """
        question, store = catalogue.get(name), self.store()
        given = {_camel(key): str(value) for key, value in values.items() if value is not None}
        found = store.select(bound(store, question, given))
        return Result(found, found.columns, tuple(found.plain()))


def workbench(store: str | PathLike[str], *, timeout: float = 60) -> Workbench:
    """Return a workbench for a folder or an address, as ``claimline.open`` has it."""
    found = Workbench(fspath(store), timeout)
    found.store()  # to tell at once that there is none
    return found


def _found(store: Quads, kind: str, name: str | None) -> Thing | None:
    return find(store, kind, name) if name else None


def _one_of(what: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        raise BadParameter(f"{what} cannot be {value!r}; it is one of: {', '.join(known)}")


def _rows(row: Callable[[Found], Row], values: Iterable[Found]) -> tuple[Row, ...]:
    return tuple(map(row, values))


def _camel(name: str) -> str:
    """Return a name as the questions have it.

    >>> _camel("possibly_as_of"), _camel("asOf")
    ('possiblyAsOf', 'asOf')
    """
    return re.sub(r"_([a-z])", lambda match: match[1].upper(), name)
