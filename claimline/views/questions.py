"""What people ask of such a graph, and the command that answers each of their questions.

Which shipped query answers which question stands in the queries' own headers; here stand the
questions themselves, and the views and options that answer better than a bare query.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimline import catalogue
from claimline.errors import UnknownName

FIVE_MONTHS = "ritzau-2022-09-10/izium-five-months"
RUSSIAN_CONTROL = "claimline reconcile Izium --controller russian-forces"

NO_CLASH = "claimline contradictions --kind measure"

TEXTS = frozenset({"TEXTFILE", "DIR"})
"""What a command line needs from whoever asks: the local copies of texts, which are not kept."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the command lines that answer it on the sample, the best first.

    ``note`` says what the answer does not.
    """

    number: int
    theme: str
    text: str
    ways: tuple[str, ...]
    note: str = ""


_THEMES = {
    1: "time and place",
    11: "attribution",
    21: "as of a day",
    26: "figures",
    30: "contradiction and corroboration",
    39: "language, framing, integrity",
}
"""The first question of each theme."""

_QUESTIONS = {
    1: "What has been said of Izium, by whom, in the order of saying?",
    2: "On which day did Russian control of Izium begin, by whose account?",
    3: "And on which day did it end, by whose account?",
    4: "Who held Izium on 28 March 2022, for certain or possibly, by each account?",
    5: "Between which days can an occupation of “five months” have begun and ended?",
    6: "Which other claims cannot be true if those five months are?",
    7: "Which claims about the control of Izium can all be true together?",
    8: "Which places changed hands from 6 to 12 September, by each side, and who conceded it?",
    9: "What happened to the parts of Kupiansk, each by itself?",
    10: "What happened near Izium in the first half of September?",
    11: "Through whom did each sentence of the first article come?",
    12: "How many hops lie between each claimant and us?",
    13: "Which hops are cited by others and were never read?",
    14: "What do we know only because one agency passed it on?",
    15: "What was claimed by people who are not named?",
    16: "What does Ritzau say on its own account?",
    17: "What did Ritzau conclude by itself, and from which claims?",
    18: "What is hearsay with nobody behind it?",
    19: "Which words are quoted directly, where do they stand, and do they still?",
    20: "Where does a report word a claim otherwise than it was made?",
    21: "Which figures for areas were public by 9 September, for certain or possibly?",
    22: "What had been claimed of Izium by noon on 10 September?",
    23: "What had been loaded into this store by a given moment?",
    24: "What changed between two days?",
    25: "Which claims were later corrected, withdrawn or replaced?",
    26: "How did the area retaken since 1 September grow, by claimant?",
    27: "Which figures are of the same thing and cannot both be right?",
    28: "What are the highest and the lowest figure for each day, and what do they cover?",
    29: "How many square kilometres a day do the figures imply?",
    30: "Who denies flatly what somebody else affirms?",
    31: "Which accounts of a begin or an end cannot both hold?",
    32: "Why did the forces withdraw, by each account: to regroup, or in flight?",
    33: "Who contradicts their own words within three days?",
    34: "What is borne out by two independent sources or more?",
    35: "Which articles are not independent of each other?",
    36: "What does one side concede to the other?",
    37: "What has nobody on the other side answered by a given day?",
    38: "What was ordered, announced or predicted, and does anybody later say it was done?",
    39: "Who calls it liberation, occupation or regrouping, and what is it said of?",
    40: "Under which names does Izium go, in which language, in whose texts?",
    41: "Is anything disputed stated of an event itself? (Nothing may be.)",
    42: "What cannot be checked: no evidence, no archive copy, a quotation that has changed?",
    43: "What rests on the picture and the videos of soldiers at Izium?",
    44: "What did a given version of a tool extract?",
}

_ASK = {
    4: ("claimline held Izium --on 2022-03-28",),
    5: (f"{RUSSIAN_CONTROL} --claim {FIVE_MONTHS}",),
    6: (RUSSIAN_CONTROL,),
    7: (RUSSIAN_CONTROL, f"{RUSSIAN_CONTROL} --weak"),
    8: (
        "claimline query places-retaken --side side/ukrainian",
        "claimline query places-retaken --side side/russian",
    ),
    9: ("claimline timeline Kupiansk", "claimline query timeline --place Kupiansk"),
    11: ("claimline query chains", "claimline sources ritzau-2022-09-10/area-2000"),
    14: (
        "claimline query only-through --actor TASS",
        "claimline query only-through --actor Reuters",
    ),
    19: ("claimline query direct-quotes", "claimline verify ritzau-2022-09-10 TEXTFILE"),
    20: ("claimline query wording-drift", "claimline sources mod-withdrawal"),
    21: (
        "claimline query area-figures --as-of 2022-09-09",
        "claimline query area-figures --possibly-as-of 2022-09-09",
        "claimline figures --kind area --as-of 2022-09-09 --possibly",
    ),
    22: ("claimline query claims-as-of",),
    24: ("claimline diff --as-of 2022-09-08 --and 2022-09-10 Izium",),
    26: ("claimline figures --kind area",),
    27: ("claimline figures --kind area", NO_CLASH),
    28: ("claimline figures --kind area",),
    29: ("claimline figures --kind area",),
    30: ("claimline query denials", "claimline contradictions Izium --kind denial"),
    31: (
        "claimline contradictions Izium --kind control",
        "claimline contradictions Izium --kind time",
    ),
    32: ("claimline contradictions --kind purpose",),
    33: ("claimline contradictions --within 72",),
    34: ("claimline corroboration --min-independent 2 --by content",),
    36: ("claimline corroboration --conceded",),
    37: ("claimline corroboration --unanswered --as-of 2022-09-10",),
    42: ("claimline query evidence-gaps", "claimline verify --all DIR"),
}
"""The command lines for what a query alone does not answer, or needs options to."""

_BEHIND = frozenset(
    {"claims-compared", "event-claims", "figures", "held", "revisions", "standing", "state-claims"}
)
"""Queries that give a view the rows it reasons over, and are no answer by themselves."""

_NOTES = {
    6: "They are those in a conflict with it.",
    23: "Say which moment with --by. The loads themselves are in `claimline log`.",
    27: "On the sample none: where figures differ, so does what they cover, or the day.",
    38: "A later claim that it was done does not say that it was done for that reason.",
    41: "Empty on any sound store: a check refuses such a record.",
    44: "Empty on the sample: its records name no tool.",
}

EMPTY = frozenset(
    {"claimline query contested-events", "claimline query extracted-by", NO_CLASH},
)
"""The ways to ask that nothing answers on the sample, for the reason that a note gives."""


def questions() -> list[Question]:
    """Return every question with how to ask it, in order."""
    return [question(number) for number in _QUESTIONS]


def question(number: int) -> Question:
    """Return one question; raises UnknownName for a number there is none of."""
    if number not in _QUESTIONS:
        raise UnknownName("question", str(number), map(str, _QUESTIONS))
    ways = _ASK.get(number, ())
    queries = [name for name in _answering(number) if not _used(name, ways)]
    return Question(
        number=number,
        theme=_THEMES[max(first for first in _THEMES if first <= number)],
        text=_QUESTIONS[number],
        ways=(*ways, *(f"claimline query {name}" for name in queries)),
        note=_NOTES.get(number, ""),
    )


def _answering(number: int) -> list[str]:
    """Return the queries whose headers say that they answer a question."""
    names = (name for name in catalogue.names() if name not in _BEHIND)
    return [name for name in names if number in catalogue.get(name).questions]


def _used(name: str, ways: tuple[str, ...]) -> bool:
    return any(f"claimline query {name}" in f"{way} " for way in ways)
