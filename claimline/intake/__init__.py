"""What a loader has at hand: files as they come, rows taken field by field, names resolved.

The way of a row: ``files`` opens what was named, whatever it is packed in → ``tables`` and
``items`` make rows of it → the loader takes each field of a row or names it as ignored
(``row``), looks up places and actors (``things``), and yields values → ``outcome`` says of
each row whether it was taken, ignored or refused, so that none is lost.
"""

from claimline.files import File, Files
from claimline.intake.coded import Coded, Part
from claimline.intake.items import items
from claimline.intake.mapped import Mapped
from claimline.intake.mapping import mapping
from claimline.intake.order import in_order, joined
from claimline.intake.outcome import Ignored, Outcome, Refused, Seen, Skip, Taken, outcome, outcomes
from claimline.intake.parquet import parquet
from claimline.intake.row import Row
from claimline.intake.sources import cited, cut, documented
from claimline.intake.stretch import around, months, within
from claimline.intake.tables import DELIMITERS, WHOLE, Columns, Sheet, rows, sheet, table, table_of
from claimline.intake.things import AMBIGUOUS, Actors, Mention, Places, kilometres, slug
from claimline.intake.wholes import Wholes

__all__ = [
    "AMBIGUOUS",
    "DELIMITERS",
    "WHOLE",
    "Actors",
    "Coded",
    "Columns",
    "File",
    "Files",
    "Ignored",
    "Mapped",
    "Mention",
    "Outcome",
    "Part",
    "Places",
    "Refused",
    "Row",
    "Seen",
    "Sheet",
    "Skip",
    "Taken",
    "Wholes",
    "around",
    "cited",
    "cut",
    "documented",
    "in_order",
    "items",
    "joined",
    "kilometres",
    "mapping",
    "months",
    "outcome",
    "outcomes",
    "parquet",
    "rows",
    "sheet",
    "slug",
    "table",
    "table_of",
    "within",
]
