"""Record files to model values, with the file, line and column of every fault.

A record is one document with the claims in it, or places, actors and events on their own, in
YAML, JSON, JSON Lines or CSV. The way of a record: bytes → ``forms`` → a tree of texts, lists
and mappings with their places (``nodes``) → ``reader``, by the declarations of ``layout`` →
``build``, which looks up names and reckons times → values of ``claimline.model``. ``seal``
guards what a record says, and ``schema`` tells others its form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimline.errors import Fault, InputError, RecordFaults
from claimline.files import STANDARD_INPUT, Files
from claimline.model import Value
from claimline.record.build import build
from claimline.record.forms import FORMATS, text_trees
from claimline.record.forms import trees as trees_of
from claimline.record.layout import Record as Form
from claimline.record.names import Known, Lookup, Names, Spot
from claimline.record.nodes import Fields, Node, Tree
from claimline.record.reader import read_record
from claimline.record.seal import seal_fault

__all__ = [
    "FORMATS",
    "Known",
    "Lookup",
    "Names",
    "Record",
    "Spot",
    "built",
    "read",
    "read_text",
    "records",
]


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it was read: its values, unless it has faults; and what it says as plain
    texts, lists and mappings, if it could be read at all."""

    values: tuple[Value, ...]
    faults: tuple[Fault, ...]
    content: Node | None


def read(
    paths: Sequence[Path], known: Known | None = None, *, form: str = "", zone: str = "UTC"
) -> list[Value]:
    """Return the values of all records in files and folders; ``-`` is the standard input.

    Names that the records do not declare are looked up in ``known``. ``form`` is one of the
    values of FORMATS, for the standard input; it is told by its content if none is given.
    ``zone`` is the time zone of records that give none. Raises RecordFaults with all faults of
    all files, or InputError for a path that holds no records.
    """
    return _values(_trees(Files(paths), form), known, zone)


def read_text(
    text: str,
    name: str = "<text>",
    *,
    form: str = "",
    known: Known | None = None,
    zone: str = "UTC",
) -> list[Value]:
    """Return the values of all records in a text, as ``read``; faults give its name."""
    return _values(text_trees(text, name, form), known, zone)


def records(
    files: Files, known: Known | None = None, *, form: str = "", zone: str = "UTC"
) -> list[Record]:
    """Return each record in files and folders, with its values or with its faults.

    A record with faults is as good as absent: what only it declares, the others do not know.
    Otherwise as ``read``.
    """
    return built(_trees(files, form), known, zone=zone)


def built(trees: Iterable[Tree], known: Known | None = None, *, zone: str = "UTC") -> list[Record]:
    """Return the record that each of some trees is, read together, as ``records`` does."""
    every = [(_form(tree), tree) for tree in trees]
    sound = [(shape, tree.faults) for shape, tree in every if shape]
    values = build(sound, known or Known(), zone)
    while any(faults for _, faults in sound):
        sound = [(shape, faults) for shape, faults in sound if not faults]
        values = build(sound, known or Known(), zone)
    left = iter(values)
    return [
        Record((), tuple(dict.fromkeys(tree.faults)), tree.root)
        if tree.faults
        else Record(tuple(next(left)), (), tree.root)
        for _, tree in every
    ]


def _values(given: Iterable[Tree], known: Known | None, zone: str) -> list[Value]:
    faults: list[list[Fault]] = []
    forms: list[tuple[Form, list[Fault]]] = []
    for tree in given:
        faults.append(tree.faults)
        if form := _form(tree):
            forms.append((form, tree.faults))
    values = build(forms, known or Known(), zone)
    if any(faults):
        raise RecordFaults(list(dict.fromkeys(fault for own in faults for fault in own)))
    return [value for own in values for value in own]


def _form(tree: Tree) -> Form | None:
    """Return the record that a tree is, its faults added to the tree's; None if unreadable."""
    if tree.root is None:
        return None
    if isinstance(tree.root, Fields) and (fault := seal_fault(tree.root)):
        tree.faults.append(fault)
    return read_record(tree.root, tree.faults)


def _trees(files: Files, form: str) -> Iterator[Tree]:
    for file in files.ending(*FORMATS):
        if file.suffix not in FORMATS and file.path != STANDARD_INPUT:
            raise InputError(
                f"{file.name}: not a record file; its name ends in {', '.join(FORMATS)}"
            )
        yield from trees_of(file.whole(), file.name, FORMATS.get(file.suffix, form))
