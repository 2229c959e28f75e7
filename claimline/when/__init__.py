"""Time as sources give it: uncertain dates and round lengths, as bounds in UTC.

A moment has an earliest and a latest bound, both possible; a day goes from local midnight to
the next; a time of day is exact. The rules that are a choice, and where they stand:

* A date with ``~`` reaches one unit of its own precision further each way
  (``days.APPROXIMATE_UNITS``); ``?`` is doubt about the date, not about its bounds; ``%`` is
  both.
* Seasons hold both their meteorological and astronomical readings (``days.SEASONS``).
* Round lengths follow a convention (``durations.HALF_UNIT``).

Dates are computed here, never in a query, so that every store gives the same answer.
"""

from claimline.when.bounds import as_of, instant, interval
from claimline.when.durations import HALF_UNIT, Convention, begin_from, elapsed, end_from
from claimline.when.wording import utc, words

__all__ = [
    "HALF_UNIT",
    "Convention",
    "as_of",
    "begin_from",
    "elapsed",
    "end_from",
    "instant",
    "interval",
    "utc",
    "words",
]
