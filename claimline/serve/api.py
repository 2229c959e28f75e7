"""The views as JSON: the same objects as the command line's ``-f json``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimline import catalogue
from claimline.answers import Table
from claimline.errors import UnknownName
from claimline.find import bound, find
from claimline.serve.desk import Desk
from claimline.serve.parameters import Asked, Parameter, read
from claimline.serve.reply import Reply, json_reply
from claimline.store import Quads
from claimline.views.contradictions import KINDS, contradictions
from claimline.views.corroboration import claim_or_place, corroboration, kept
from claimline.views.difference import difference
from claimline.views.figures import figures
from claimline.views.held import ACCOUNTS, held
from claimline.views.plain import claims as searched
from claimline.views.plain import contradictions as clashing
from claimline.views.plain import corroboration as supported
from claimline.views.plain import difference as changed
from claimline.views.plain import figures as measured
from claimline.views.plain import held as holding
from claimline.views.plain import questions as people_ask
from claimline.views.plain import reconcile as agreeing
from claimline.views.plain import sources as traced
from claimline.views.plain import things as described
from claimline.views.plain import timeline as ordered
from claimline.views.plain.stats import counts
from claimline.views.questions import questions
from claimline.views.reconcile import Choice, reconcile
from claimline.views.sources import sources
from claimline.views.things import any_thing, statements
from claimline.views.timeline import GROUPS, timeline
from claimline.views.weighing import NUMBERS

_PLACE = Parameter("place", "A place, by any of its names, its key or its IRI.", required=True)
_ANY_PLACE = Parameter("place", _PLACE.help)
_EVENT = Parameter("event", "An event, by any of its names, its key or its IRI.")
_AS_OF = Parameter("asOf", "Only what was certainly public by the end of this EDTF date (UTC).")
_POSSIBLY = Parameter(
    "possibly", "With asOf: also what was only possibly public by then, marked.", "flag"
)
_PUBLIC = (_AS_OF, _POSSIBLY)


@dataclass(frozen=True, slots=True)
class View:
    """One view: what it is asked by, and what it gives. ``array`` is None where the JSON is an
    array for some questions, and an object for others."""

    summary: str
    parameters: tuple[Parameter, ...]
    give: Callable[[Quads, Asked], object]
    array: bool | None = True


def _timeline(store: Quads, asked: Asked) -> object:
    found = timeline(
        store,
        find(store, "place", asked.needed("place")),
        start=asked.text("from"),
        end=asked.text("to"),
        by=asked.text("by") or "claimant",
        as_of=asked.text("asOf"),
        possibly=asked.flag("possibly"),
    )
    return ordered.as_dict(found)


def _held(store: Quads, asked: Asked) -> object:
    found = held(
        store,
        find(store, "place", asked.needed("place")),
        asked.needed("on"),
        by=asked.text("by") or "claimant",
        as_of=asked.text("asOf"),
        possibly=asked.flag("possibly"),
    )
    return [holding.as_dict(one) for one in found.holdings]


def _reconcile(store: Quads, asked: Asked) -> object:
    controller, event = asked.text("controller"), asked.text("event")
    choice = Choice(
        controller=find(store, "actor", controller) if controller else None,
        event=find(store, "event", event) if event else None,
        claims=tuple(find(store, "claim", claim) for claim in asked.many("claim")),
        datasets=asked.flag("datasets"),
    )
    found = reconcile(
        store,
        find(store, "place", asked.needed("place")),
        choice,
        weak=asked.flag("weak"),
        as_of=asked.text("asOf"),
        possibly=asked.flag("possibly"),
    )
    return agreeing.as_dict(found)


def _contradictions(store: Quads, asked: Asked) -> object:
    place, event = asked.text("place"), asked.text("event")
    found = contradictions(
        store,
        place=find(store, "place", place) if place else None,
        event=find(store, "event", event) if event else None,
        kinds=asked.many("kind") or KINDS,
        necessary=asked.flag("necessary"),
        within=asked.number("within"),
        as_of=asked.text("asOf"),
        possibly=asked.flag("possibly"),
    )
    return [clashing.as_dict(one) for one in found]


def _corroboration(store: Quads, asked: Asked) -> object:
    subject = asked.text("subject")
    claim, place = claim_or_place(store, subject) if subject else (None, None)
    found = kept(
        corroboration(
            store,
            claim=claim,
            place=place,
            as_of=asked.text("asOf"),
            possibly=asked.flag("possibly"),
        ),
        min_independent=asked.integer("minIndependent"),
        by=asked.text("by"),
        conceded=asked.flag("conceded"),
        unanswered=asked.flag("unanswered"),
    )
    told = [supported.as_dict(one) for one in found]
    return told[0] if claim and told else told


def _figures(store: Quads, asked: Asked) -> object:
    kind, event = asked.text("kind"), asked.text("event")
    found = figures(
        store,
        kind=find(store, "concept", f"measure-kind/{kind}") if kind else None,
        event=find(store, "event", event) if event else None,
        as_of=asked.text("asOf"),
        possibly=asked.flag("possibly"),
    )
    return [measured.as_dict(line) for line in found]


def _difference(store: Quads, asked: Asked) -> object:
    place = asked.text("place")
    found = difference(
        store,
        asked.needed("asOf"),
        asked.needed("and"),
        place=find(store, "place", place) if place else None,
        by=asked.text("by") or "claimant",
        possibly=asked.flag("possibly"),
    )
    return changed.as_dict(found)


_SOUGHT = {"from": "start", "to": "end", "type": "eventType"}
"""Parameters that the query for claims calls otherwise."""


def _claims(store: Quads, asked: Asked) -> object:
    wanted = {
        _SOUGHT.get(name, name): value
        for name, value in asked.texts().items()
        if name not in {_AS_OF.name, _POSSIBLY.name}
    }
    return searched.search(store, wanted, as_of=asked.text("asOf"), possibly=asked.flag("possibly"))


def _sources(store: Quads, asked: Asked) -> object:
    claim = find(store, "claim", asked.needed("claim"))
    found = sources(store, claim, as_of=asked.text("asOf"), possibly=asked.flag("possibly"))
    return traced.as_dict(found)


def _show(store: Quads, asked: Asked) -> object:
    thing = any_thing(store, asked.needed("thing"))
    as_of, possibly = asked.text("asOf"), asked.flag("possibly")
    return described.rows(statements(store, thing, as_of=as_of, possibly=possibly))


def _stats(store: Quads, asked: Asked) -> object:
    return counts(store, as_of=asked.text("asOf"), possibly=asked.flag("possibly"))


def _questions(store: Quads, asked: Asked) -> object:
    del store, asked
    return [people_ask.as_dict(each) for each in questions()]


VIEWS = {
    "timeline": View(
        "What each claimant says happened to a place, and when.",
        (
            _PLACE,
            Parameter("from", "Leave out what was over by this EDTF date."),
            Parameter("to", "Leave out what began after this EDTF date."),
            Parameter("by", "What a lane is.", choices=tuple(GROUPS)),
            *_PUBLIC,
        ),
        _timeline,
        array=False,
    ),
    "held": View(
        "Who held a place on a day, necessarily, possibly or not, by each account.",
        (
            _PLACE,
            Parameter("on", "The EDTF date that is asked about.", required=True),
            Parameter("by", "Whose accounts to give.", choices=tuple(ACCOUNTS)),
            *_PUBLIC,
        ),
        _held,
    ),
    "reconcile": View(
        "Which claims about who held a place can be true together.",
        (
            _PLACE,
            Parameter("controller", "Who held it; else who most claims name."),
            Parameter("event", "Which spell of control; else the one most claims are about."),
            Parameter("claim", "Exactly these claims.", many=True),
            Parameter("datasets", "Claims of data sets take part too.", "flag"),
            Parameter("weak", "A begin that is the day of saying means by then.", "flag"),
            *_PUBLIC,
        ),
        _reconcile,
        array=False,
    ),
    "contradictions": View(
        "Which claims contradict each other, by which rule, and whether they must.",
        (
            _ANY_PLACE,
            _EVENT,
            Parameter("kind", "Only of this kind.", choices=tuple(KINDS), many=True),
            Parameter("necessary", "Only those that hold in every reading.", "flag"),
            Parameter("within", "Only who contradicts himself within so many hours.", "number"),
            *_PUBLIC,
        ),
        _contradictions,
    ),
    "corroboration": View(
        "Who else says so, and through how many independent reporters we know.",
        (
            Parameter("subject", "A claim, or a place; else everything."),
            Parameter("minIndependent", "Only what has so many independent roots.", "integer"),
            Parameter("by", "With minIndependent: by this number.", choices=tuple(NUMBERS)),
            Parameter("conceded", "Only what is conceded against one's own side.", "flag"),
            Parameter("unanswered", "Only what nobody of another side has answered.", "flag"),
            *_PUBLIC,
        ),
        _corroboration,
        array=None,
    ),
    "figures": View(
        "How figures of one thing grew, and which contradict each other.",
        (Parameter("kind", "area, fatalities, settlements or another kind."), _EVENT, *_PUBLIC),
        _figures,
    ),
    "diff": View(
        "What changed from one as-of day to another: claims, and who held what.",
        (
            Parameter("asOf", "The earlier EDTF date (UTC).", required=True),
            Parameter("and", "The later EDTF date (UTC).", required=True),
            _ANY_PLACE,
            Parameter("by", "Whose answers to compare.", choices=tuple(ACCOUNTS)),
            _POSSIBLY,
        ),
        _difference,
        array=False,
    ),
    "claims": View(
        "The claims that fit a search.",
        (
            _ANY_PLACE,
            Parameter("claimant", "Made by this claimant."),
            _EVENT,
            Parameter("document", "From the record of this document."),
            Parameter("type", "Giving the event this type."),
            Parameter("modality", "Such as asserted, reportative or inferred."),
            Parameter("polarity", "affirmed, denied or neither."),
            Parameter("text", "With these words in the summary."),
            Parameter("from", "Possibly said on this EDTF date or later."),
            Parameter("to", "Possibly said on this EDTF date or earlier."),
            *_PUBLIC,
        ),
        _claims,
    ),
    "sources": View(
        "Through whom a claim reaches us, and on what evidence.",
        (Parameter("claim", "A claim, as DOCUMENT/CLAIM or its IRI.", required=True), *_PUBLIC),
        _sources,
        array=False,
    ),
    "show": View(
        "One thing and what belongs to it.",
        (Parameter("thing", "A thing, by name, key or IRI.", required=True), *_PUBLIC),
        _show,
    ),
    "stats": View("How much the store holds.", _PUBLIC, _stats),
    "questions": View("The questions people ask, and how.", (), _questions),
}
"""The views there are, by the last part of their paths."""


def of_query(query: catalogue.Query) -> View:
    """Return a shipped question as a view: its rows as objects."""

    def give(store: Quads, asked: Asked) -> object:
        answer = store.answer(bound(store, query, asked.texts()))
        return answer.plain() if isinstance(answer, Table) else answer

    parameters = tuple(Parameter(each.name, each.help) for each in query.parameters)
    return View(query.title, parameters, give)


def view(name: str) -> View:
    """Return the view at a path below ``/api/``; raises UnknownName."""
    area, _, query = name.partition("/")
    if area == "query":
        return of_query(catalogue.get(query))
    if name not in VIEWS:
        raise UnknownName("view", name, VIEWS)
    return VIEWS[name]


@dataclass(frozen=True, slots=True)
class Look:
    """A view, and the parameters it is asked with."""

    name: str
    pairs: Sequence[tuple[str, str]]

    def run(self, desk: Desk) -> Reply:
        """Return what the view finds, as JSON; raises ClaimlineError."""
        asked = view(self.name)
        return json_reply(asked.give(desk.store, read(asked.parameters, self.pairs)))
