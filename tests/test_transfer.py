"""Whole stores from place to place, and what a place lacks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimline.cli import main
from claimline.connect import connect
from claimline.health import lock_holder
from claimline.store import Store, dump

from .conftest import emptied


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture(scope="module")
def kept(sample_store: Path) -> str:
    return str(sample_store)


@pytest.fixture(scope="module", params=["folder", "oxigraph", "virtuoso"])
def elsewhere(
    request: pytest.FixtureRequest, kept: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Return a place that the sample was copied to, and that was empty or not there before."""
    with pytest.MonkeyPatch.context() as context:
        match request.param:
            case "folder":
                place = str(tmp_path_factory.mktemp("copied") / "copied.store")
            case "oxigraph":
                place = str(request.getfixturevalue("serve")("--union-default-graph")[0])
            case _:
                context.setenv("CLAIMLINE_USER", "dba")
                context.setenv("CLAIMLINE_PASSWORD", "dba")
                place = str(request.getfixturevalue("virtuoso_server"))
                emptied(place)
        first = run("copy", "--store", kept, "--to", place)
        assert first.exit_code == 0, first.output
        assert " 0 removed; both places are the same" in first.output
        yield place


def text_of(place: str) -> str:
    return "".join(dump(connect(place)))


def test_a_copy_is_the_same_and_to_copy_again_changes_nothing(kept: str, elsewhere: str) -> None:
    assert text_of(elsewhere) == text_of(kept)
    assert "0 added, 0 removed" in run("copy", "--store", kept, "--to", elsewhere).output


def test_a_copy_may_come_back(kept: str, elsewhere: str, tmp_path: Path) -> None:
    back = str(tmp_path / "back.store")
    assert run("copy", "--store", elsewhere, "--to", back).exit_code == 0
    assert text_of(back) == text_of(kept)


def test_what_only_the_other_place_holds_stays_there(kept: str, tmp_path: Path) -> None:
    note = tmp_path / "note.yaml"
    note.write_text("claimline: 1\nactors: [{id: a, kind: outlet, labels: {en: A}}]\n", "utf-8")
    other = str(tmp_path / "other.store")
    run("load", "records", str(note), "--store", other)
    result = run("copy", "--store", kept, "--to", other)
    assert "1 graph there besides" in result.output
    assert result.exit_code == 0


def test_a_store_is_not_copied_onto_itself_nor_out_of_nowhere(kept: str, tmp_path: Path) -> None:
    assert run("copy", "--store", kept, "--to", kept).exit_code == 2
    nowhere = run("copy", "--store", str(tmp_path / "no.store"), "--to", str(tmp_path / "new"))
    assert nowhere.exit_code == 4
    assert not (tmp_path / "new").exists()


def findings(result: Result) -> dict[str, tuple[bool, str]]:
    """Return what a doctor found, by what was looked at."""
    return {it["subject"]: (it["fine"], it["says"]) for it in json.loads(result.stdout)}


def test_a_sound_folder_lacks_nothing(kept: str) -> None:
    result = run("doctor", "--store", kept, "-f", "json")
    assert result.exit_code == 0
    found = findings(result)
    assert found["writer"] == (True, "nobody")
    assert found["statements"][1].endswith("all of them readable")


def test_what_a_server_lacks_is_told(kept: str, elsewhere: str) -> None:
    result = run("doctor", "--probe", "--store", elsewhere, "-f", "json")
    lacking = {subject: says for subject, (fine, says) in findings(result).items() if not fine}
    if "virtuoso" in elsewhere:  # it rounds whole numbers beyond what a double holds
        assert {*lacking} == {"datatypes"}
        assert "9007199254740993" in lacking["datatypes"]
    else:
        assert lacking == {}
    assert result.exit_code == bool(lacking)
    assert text_of(elsewhere) == text_of(kept)  # a probe leaves nothing behind


def test_a_server_without_the_union_is_found_out(kept: str, serve: object) -> None:
    assert callable(serve)
    apart = serve()[0]
    with_union = serve("--union-default-graph")[0]
    assert run("doctor", "--store", with_union, "-f", "json").exit_code == 0
    store = Store.open(Path(kept))
    from claimline.endpoint import at  # noqa: PLC0415 - speaks HTTP, which others here need not

    at(apart).replace({graph: list(store.quads(graph)) for graph in store.graphs()[:2]})
    result = run("doctor", "--store", apart, "-f", "json")
    assert result.exit_code == 1
    assert findings(result)["union"][0] is False


def test_a_place_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("doctor", "--store", str(tmp_path / "no.store"), "-f", "json")
    assert result.exit_code == 1
    assert "there is no store" in findings(result)["store"][1]


def test_who_writes_is_told_by_its_process(tmp_path: Path) -> None:
    if not Path("/proc/locks").is_file():
        pytest.skip("this system does not tell who holds a lock")
    place = tmp_path / "held.store"
    writer = Store.writer(place)
    holder = lock_holder(place)
    del writer
    assert holder is None or holder > 0
    assert lock_holder(place) is None
