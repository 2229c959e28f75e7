"""Shipped files are found wherever the package is installed."""

from __future__ import annotations

import pytest

from claimline import packaged


def test_names_are_those_of_one_folder_sorted_with_their_suffix() -> None:
    found = packaged.names("ontology", ".ttl", "vocabulary")
    assert "modality.ttl" in found
    assert found == sorted(found)
    assert "modality.ttl" not in packaged.names("ontology", ".ttl")


def test_a_named_file_can_be_read() -> None:
    for name in packaged.names("queries", ".rq", "checks"):
        assert packaged.text("queries", "checks", name).startswith("#+ title")


def test_a_file_that_is_not_shipped_is_missing() -> None:
    with pytest.raises(FileNotFoundError):
        packaged.text("ontology", "no-such-file.ttl")
