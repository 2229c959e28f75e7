"""What was public on a day: the same rule for every view that takes ``--as-of``.

Certainly public by then is what was published by then at the latest; possibly public, what
was published by then at the earliest. What was withdrawn by then no longer stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimline import catalogue
from claimline.answers import Plain
from claimline.store import Quads

Row = dict[str, Plain]


def rows(
    store: Quads,
    query: str,
    asked: Mapping[str, str | Sequence[str]],
    *,
    as_of: str | None = None,
    possibly: bool = False,
    by: str = "claim",
) -> list[Row]:
    """Return the rows of a shipped query, each with ``certainlyPublic``.

    ``as_of`` is EDTF and means the end of it, in UTC. With ``possibly`` the rows that were
    only possibly public by then come too, marked false; ``by`` is the column of what is
    public: claims, or reports. Raises BadParameter.
    """
    question = catalogue.get(query)
    if as_of is None:
        return _marked(store, question.bind(**asked), certain=True)
    certain = _marked(store, question.bind(**asked, asOf=as_of), certain=True)
    if not possibly:
        return certain
    sure = {row[by] for row in certain}
    found = _marked(store, question.bind(**asked, possiblyAsOf=as_of), certain=False)
    return [row | {"certainlyPublic": row[by] in sure} for row in found]


def _marked(store: Quads, query: str, *, certain: bool) -> list[Row]:
    return [row | {"certainlyPublic": certain} for row in store.select(query).plain()]
