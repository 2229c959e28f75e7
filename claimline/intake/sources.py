"""The sources that a coded data set names for a row: as actors, and as documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

from claimline.intake.things import Actors
from claimline.model import Document, Instant
from claimline.names import fold

SHORT = 120
"""Code points of somebody's title that are kept."""

_ROLES = """
    some several various undisclosed local official officials resident residents witness witnesse
    witnesses eye eyewitness eyewitnesses inhabitants villager villagers relative relatives
    family families police policeman military army navy officer officers security source
    sources force forces soldiers medic medics medical hospital hospitals rescue service
    workers spokesman spokeswoman spokesperson statement government governmental authority
    authorities administration provincial district regional national state interior foreign
    defense defence ministry minister governor governors president mayor chief commander
    community leader leaders elder elders tribal rebel rebels militant militants opposition
    activist activists unknown anonymous intelligence multiple senior civilian civilians media
    press report reports newspaper radio tv law enforcement council member members testimony
    diplomat diplomats humanitarian aid deputy head political protestors
"""
_BETWEEN = "a an the and or of in for by from to according"
ROLES = frozenset(_ROLES.split())
"""The words of sources that name nobody."""
BETWEEN = frozenset(_BETWEEN.split())
"""The words that may stand between them."""


def cut(text: str, length: int = SHORT) -> str:
    """Return a text in one line, of a length at most."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def joint(actors: Actors, keys: Sequence[str], names: Sequence[str], source: str) -> str:
    """Return the key of the one, or the joint, claimant that some named sources are.

    Why not a claim for each: the data set says what it makes of all of them together, not what
    each of them says. The joint claimant is a group that speaks for each of them, so that the
    single voices can be seen.
    """
    if len({*keys}) == 1:
        return keys[0]
    label = "; ".join(names)
    mark = sha256(" ".join(keys).encode()).hexdigest()[:12]
    return actors.key(
        label,
        kind="group",
        own=f"{source}-sources-{mark}",
        on_behalf_of=tuple(dict.fromkeys(keys)),
        look_up=False,
    )


def names_nobody(source: str) -> bool:
    """Tell whether a source is only described by a role: all its words are of that sort.

    >>> names_nobody("local residents"), names_nobody("Ukrainian defence ministry")
    (True, False)
    """
    words = re.findall(r"\w+", fold(source))
    return not ROLES.isdisjoint(words) and (ROLES | BETWEEN).issuperset(words)


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Return names in one line each, without those that only repeat one before."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), " ".join(name.split()))
    return tuple(found.values())


def documented(
    prefix: str,
    record: str,
    *,
    publisher: str,
    published: Instant | None,
    title: str | None,
    apart: str = "",
) -> Document:
    """Return an article that a data set cites, named by what is said of it, and by what keeps
    it ``apart`` where that is too little."""
    written = published.text if published else None
    told = "\n".join((publisher, written or "", title or "", apart))
    mark = sha256(told.encode()).hexdigest()[:16]
    return Document(
        id=f"{prefix}-{mark}",
        record=record,
        publisher=publisher,
        title=cut(title) if title else None,
        published=published,
    )


def cited(
    offices: str, days: str, headlines: str, whole: str
) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the office, the day and the headline of each article, as far as they are known.

    The first three are lists with ``;`` between; where their lengths differ, because a headline
    has one too, ``whole`` settles it, a list of ``"office,day,headline"`` in quotation marks. If
    it does not, only the offices are given. Without offices ``whole`` is one citation.

    >>> list(cited("A;B", "2022-01-01;2022-01-02", "a;b;c", '"A,2022-01-01,a;b";"B,2022-01-02,c"'))
    [('A', '2022-01-01', 'a;b'), ('B', '2022-01-02', 'c')]
    """
    if not offices:
        if whole:
            yield "", None, " ".join(whole.split())
        return
    names, dates, titles = (
        [part.strip() for part in text.split(";")] for text in (offices, days, headlines)
    )
    if len(names) == len(dates) != len(titles):
        pieces = whole.removeprefix('"').removesuffix('"').split('";"')
        begins = [f"{name},{day}," for name, day in zip(names, dates, strict=True)]
        if len(pieces) == len(begins) and all(map(str.startswith, pieces, begins)):
            titles = [piece[len(begin) :] for piece, begin in zip(pieces, begins, strict=True)]
    if len(names) == len(dates) == len(titles):
        for name, day, title in zip(names, dates, titles, strict=True):
            yield name, day or None, title or None
    else:
        yield from ((name, None, None) for name in names if name)
