"""The shipped records are sealed: no span, hash or reference can change unseen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimline import packaged
from claimline.errors import RecordFaults
from claimline.record import Known, read
from claimline.record.forms import text_trees
from claimline.record.nodes import Fields, Items, Node, Text
from claimline.record.nodes import place as put_at
from claimline.record.seal import seal_fault

SAMPLE = packaged.folder("samples", "izium")
FILES = sorted(SAMPLE.glob("*.yaml"))

GUARDED = frozenset(
    {"span", "sha256", "length", "id", "seal"}
    | {"publisher", "reporter", "claimant", "via", "from", "restates", "revises", "revision-of"}
    | {"event", "place", "destination", "actor", "target", "controller", "scope", "party"}
    | {"asserts", "document", "evidence", "part-of", "on-behalf-of", "geonames", "wikidata"}
)
"""The fields that hold offsets, hashes, and the names of other things."""


def guarded(node: Node, field: str = "") -> Iterator[tuple[Fields | Items, str | int, Text]]:
    """Yield each guarded text of a record with the place where it stands."""
    if isinstance(node, Text):
        return
    places: list[tuple[str | int, Node]] = (
        list(node.items()) if isinstance(node, Fields) else list(enumerate(node))
    )
    for place, inner in places:
        name = place if isinstance(place, str) else field
        if isinstance(inner, Text) and name in GUARDED:
            yield node, place, inner
        yield from guarded(inner, name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_any_changed_character_breaks_the_seal(file: Path) -> None:
    count = 0
    for tree in text_trees(file.read_text(encoding="utf-8"), file.name, "yaml"):
        record = tree.root
        assert isinstance(record, Fields)
        assert seal_fault(record) is None
        for holder, place, text in list(guarded(record)):
            for index, letter in enumerate(text):
                other = text[:index] + ("0" if letter != "0" else "1") + text[index + 1 :]
                holder[place] = put_at(Text(other), text.origin, text.offset)  # type: ignore[index]
                assert seal_fault(record) is not None, (place, text, index)
                count += 1
            holder[place] = text  # type: ignore[index]
        assert seal_fault(record) is None
    assert count


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("ritzau-2022-09-10.yaml", "span: [0, 145]", "span: [0, 146]"),
        ("ritzau-2022-09-10.yaml", "claimant: zelenskyj", "claimant: zaluzhnyi"),
        ("ritzau-2022-09-10.yaml", "event: area-retaken", "event: area-retakem"),
        ("places.yaml", "geonames: 707292", "geonames: 707293"),
        ("actors.yaml", "on-behalf-of: ukraine", "on-behalf-of: russia"),
    ],
)
def test_check_names_the_record_that_was_changed(
    tmp_path: Path, file: str, before: str, after: str
) -> None:
    folder = tmp_path / "izium"
    shutil.copytree(SAMPLE, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(RecordFaults, match="changed after it was sealed") as caught:
        read([folder], Known())
    assert any(fault.at.file.endswith(file) for fault in caught.value.faults)
