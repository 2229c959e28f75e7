"""A mapping to fill in: the fields that records have, and the columns that a table has."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from itertools import islice

from claimline.errors import Fault, Position, RecordFaults
from claimline.files import File
from claimline.intake.parquet import parquet
from claimline.intake.tables import DELIMITERS
from claimline.record.layout import Claim, Document, Measure, Part, Proposition
from claimline.record.specs import specs

_SIGNS = ",;\t|"
_SHOWN = 3
_LONGEST = 40
_WIDTH = 24

_HEAD = """\
# How the columns of {name} are the fields of records. Fill in what is empty, take away the
# number sign before what you need, and delete the rest. A field is a constant such as "mayor",
# or a text in which {{column}} stands for what a row has there. More can be said of a column:
#   {{take = "{{column}}", values = {{"their word" = "ours"}}}}   what its values mean
#   {{take = "{{column}}", date = "%d.%m.%Y"}}                  how dates are written in it
#   {{take = "{{column}}", split = ";"}}                        what divides a list in it
"""
_DECLARE = """\
# What the rows name and the store does not know is declared as in a record:
# [[declare.actors]]
# id = "mayor"
# kind = "person"
# labels = {en = "The mayor"}

[ignore]
# Each column is taken by a field above, or stands here with the reason why it is not.
"""


def template(file: File, encoding: str = "utf-8") -> str:
    """Return a mapping for a table, in TOML: the fields that must be there, empty, the others
    as comments, and each column with the first of its values.

    Raises RecordFaults for a table without a header, and what reading it raises.
    """
    delimiter, rows = _head(file, encoding)
    if not rows or not rows[0]:
        raise RecordFaults([Fault(Position(file.name, 1, 1), "there is no header here")])
    names, *first = rows
    usual = DELIMITERS.get(file.suffix, ",")
    written = {"delimiter": (delimiter, usual), "encoding": (encoding, "utf-8")}
    table = [f"{key} = {_toml(it)}" for key, (it, usual) in written.items() if it != usual]
    lines = [
        _HEAD.format(name=file.path.name),
        *(["[table]", *table, ""] if table else []),
        *_part("document", Document),
        *_part("claim", Claim),
        *_part("claim.asserts", Proposition),
        *_part("claim.asserts.measure", Measure, comment=True),
        _DECLARE + "".join(_columns(names, first)),
    ]
    return "\n".join(lines)


def _head(file: File, encoding: str) -> tuple[str, list[list[str]]]:
    """Return the sign between cells, and the header and first rows of a table."""
    if file.suffix == ".parquet":
        rows = list(islice(parquet(file), _SHOWN))
        cells = [[row.maybe(name) or "" for name in row.fields] for row in rows]
        return ",", [*([*row.fields] for row in rows[:1]), *cells]
    lines = list(islice(file.lines(encoding), 100))
    delimiter = max(_SIGNS, key=(lines or [""])[0].count)
    return delimiter, list(islice(csv.reader(lines, delimiter=delimiter), 1 + _SHOWN))


def _part(key: str, part: type[Part], *, comment: bool = False) -> Iterator[str]:
    """Yield the lines of a table of the mapping: what must be there before what may."""
    sign = "# " if comment else ""
    yield f"{sign}[{key}]"
    for spec in sorted(specs(part).values(), key=lambda spec: not spec.required):
        # What has fields of its own and must be there has a table of its own.
        if spec.part and (spec.required or not spec.part.SHORT):
            continue
        line = f'{sign if spec.required else "# "}{spec.key} = ""'
        yield f"{line:<{_WIDTH}} # {spec.help}"
    yield ""


def _columns(names: Sequence[str], first: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, name in enumerate(names):
        cells = [cells[number].strip() for cells in first if number < len(cells)]
        shown = ", ".join(" ".join(cell.split())[:_LONGEST] for cell in cells if cell)
        line = f'{_toml(name.strip())} = ""'
        yield f"{line:<{_WIDTH}} # {shown}\n" if shown else f"{line}\n"


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
