"""The command line as its users meet it: exit codes, formats, refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimline.cli import COMMANDS, main

Run = Callable[..., Result]

FAULTY = """\
claimline: 1
document: {id: bad, publisher: ritzau}
claims:
  - {id: one, claimant: ritzau, summary: s, asserts: {event: izium-control-2022, begin: 2022-13-01}}
  - {id: two, claimant: ritsau, summary: s, asserts: {event: izium-control-2022}}
"""


@pytest.fixture(scope="module")
def sample(sample_store: Path) -> Path:
    return sample_store


@pytest.fixture
def run(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def invoke(*args: str, text: str | None = None) -> Result:
        return CliRunner().invoke(main, args, input=text, env={"CLAIMLINE_STORE": str(sample)})

    return invoke


def test_help_of_the_table_is_help_of_the_command(run: Run) -> None:
    for name, line in COMMANDS.items():
        assert line.split(".")[0] in " ".join(run(name, "--help").output.split()), name


def test_an_unknown_command_comes_with_the_nearest(run: Run) -> None:
    result = run("timelin")
    assert result.exit_code == 2
    assert "timeline" in result.stderr


def test_asking_never_makes_a_store(run: Run, tmp_path: Path) -> None:
    for command in (["stats"], ["timeline", "Izium"], ["query", "hearsay"], ["dump"], ["validate"]):
        result = run(*command, "-s", str(tmp_path / "none"))
        assert result.exit_code == 4, command
        assert "there is no store" in result.stderr
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["Izium", "izium", "Ізюм", "Изюм", "Izjum", "Izyum", "707292"])
def test_a_place_is_found_by_any_of_its_names(run: Run, name: str) -> None:
    expected = json.loads(run("timeline", "Izium", "-f", "json").stdout)
    assert json.loads(run("timeline", name, "-f", "json").stdout) == expected


def test_the_timeline_is_an_object_with_lanes_and_entries(run: Run) -> None:
    found = json.loads(run("timeline", "Izium", "-f", "json").stdout)
    assert found.keys() == {"place", "asOf", "lanes", "entries"}
    wanted = {"claim", "claimant", "polarity", "modality", "type", "controller", "earliestBegin"}
    wanted |= {"latestBegin", "earliestEnd", "latestEnd", "edtf", "said", "published", "chain"}
    assert all(wanted | {"document", "summary"} <= entry.keys() for entry in found["entries"])
    five = {e["claim"]: e for e in found["entries"]}["ritzau-2022-09-10/izium-five-months"]
    assert (five["earliestBegin"], five["latestBegin"]) == (
        "2022-03-09T23:00:00Z",
        "2022-04-27T22:00:00Z",
    )
    assert five["duration"] == {"phrase": "fem måneder", "days": [137, 184]}


def test_what_was_not_public_is_not_shown(run: Run) -> None:
    shown = json.loads(run("timeline", "Izium", "--as-of", "2022-04-02", "-f", "json").stdout)
    assert shown["entries"]
    assert all(e["published"]["latest"] <= "2022-04-03T00:00:00Z" for e in shown["entries"])
    assert not [e for e in shown["entries"] if "2022-09" in e["document"]]
    wide = json.loads(
        run("timeline", "Izium", "--as-of", "2022-04-02", "--possibly", "-f", "json").stdout
    )
    sure = {e["claim"] for e in wide["entries"] if e["certainlyPublic"]}
    assert sure == {e["claim"] for e in shown["entries"]}
    assert len(wide["entries"]) > len(shown["entries"])


def test_a_timeline_can_be_read_as_text(run: Run) -> None:
    shown = run("timeline", "Izium", "-f", "text").stdout
    assert "Ritzau says: Izium has been occupied by Russia for five months" in shown
    assert "between 10 March and 27 April" in shown
    assert "denies:" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("by", ["claimant", "side", "source"])
def test_a_lane_may_be_a_claimant_a_side_or_a_source(run: Run, by: str) -> None:
    lanes = json.loads(run("timeline", "Izium", "--by", by, "-f", "json").stdout)["lanes"]
    assert len({lane["name"] for lane in lanes}) == len(lanes) > 1


def test_every_fault_is_listed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(FAULTY, encoding="utf-8")
    result = run("check", "--sample", str(file))
    assert result.exit_code == 3
    assert f"{file}:4:89: '2022-13-01' is not an EDTF date" in result.stderr
    assert f"{file}:5:" in result.stderr
    assert "ritzau" in result.stderr.lower()
    found = json.loads(run("check", "--sample", str(file), "-f", "json").stdout)
    assert [fault["line"] for fault in found] == [4, 5]


def test_a_faulty_record_is_not_loaded_and_makes_no_store(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(FAULTY, encoding="utf-8")
    result = run("load", "records", str(file), "-s", str(tmp_path / "new"))
    assert result.exit_code == 3
    assert list(tmp_path.iterdir()) == [file]
    before = run("dump").stdout
    assert run("load", "records", "--sample", str(file)).exit_code == 3
    assert run("dump").stdout == before


def test_a_dry_run_makes_no_store(run: Run, tmp_path: Path) -> None:
    result = run("load", "records", "--sample", "-n", "-s", str(tmp_path / "new"))
    assert result.exit_code == 0, result.stderr
    assert list(tmp_path.iterdir()) == []


def test_validate_finds_nothing_in_the_sample(run: Run) -> None:
    result = run("validate")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv", "md"])
def test_rows_come_in_every_format(run: Run, form: str) -> None:
    shown = run("query", "hearsay", "-f", form).stdout
    assert "ritzau" in shown
    if form == "json":
        assert json.loads(shown)
    if form == "jsonl":
        assert all(json.loads(line) for line in shown.splitlines())


def test_the_suffix_of_a_file_chooses_the_format(run: Run, tmp_path: Path) -> None:
    assert run("query", "hearsay", "-o", str(tmp_path / "out.csv")).exit_code == 0
    assert (tmp_path / "out.csv").read_text().startswith("claim,")


def test_a_question_takes_names_for_its_parameters(run: Run) -> None:
    rows = json.loads(run("query", "occupation", "--place", "Куп'янськ", "-f", "json").stdout)
    assert rows
    assert all("kupiansk" in str(row) for row in rows)


def test_a_query_may_come_from_a_file_from_stdin_or_as_text(run: Run, tmp_path: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?c a <https://w3id.org/claimline/ontology#Claim> }"
    (tmp_path / "own.rq").write_text(text)
    given = [
        run("query", "-e", text, "-f", "csv"),
        run("query", "-f", "csv", "own.rq"),
        run("query", "-f", "csv", "-", text=text),
    ]
    assert len({result.stdout for result in given}) == 1
    assert given[0].stdout.splitlines()[0] == "n"
    assert int(given[0].stdout.splitlines()[1]) > 80


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["query", "hearsey"], 2),
        (["query", "occupation", "--place", "Izuim"], 2),
        (["query", "timeline", "--as-of", "yesterday"], 2),
        (["query", "-e", "SELEKT"], 2),
        (["query", "-e", "INSERT DATA { <a:b> <a:c> <a:d> }"], 2),
        (["query"], 2),
        (["query", "-e", "ASK {}", "hearsay"], 2),
        (["timeline", "Izium", "--as-of", "2022-13"], 2),
        (["timeline"], 2),
        (["sources", "nobody"], 2),
        (["claims", "--modality", "sure"], 2),
        (["show", "nothing-at-all"], 2),
        (["load", "recods", "--sample"], 2),
        (["load", "records"], 2),
        (["load", "records", "none.yaml", "-s", "new"], 3),
        (["schema", "records"], 2),
        (["stats", "-s", "sparql+http://127.0.0.1:9"], 4),
        (["stats", "-s", "http://127.0.0.1:9"], 4),
    ],
)
def test_what_goes_wrong_is_said_with_its_exit_code(run: Run, args: list[str], code: int) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr


def test_ask_and_construct_have_answers_of_their_own(run: Run) -> None:
    assert run("query", "-e", "ASK { ?s ?p ?o }").stdout == "true\n"
    built = run("query", "-e", "CONSTRUCT WHERE { ?s a ?o } LIMIT 2", "-f", "nt").stdout
    assert len(built.splitlines()) == 2


def test_one_thing_is_shown_as_rows_and_as_rdf(run: Run) -> None:
    assert "Izyum" in run("show", "izium", "-f", "csv").stdout
    turtle = run("show", "ritzau-2022-09-10/area-2000", "-f", "ttl").stdout
    assert turtle == run("show", "ritzau-2022-09-10/area-2000", "-f", "ttl").stdout
    assert "cl:asserts" in turtle
    assert json.loads(run("show", "ritzau-2022-09-10/area-2000", "-f", "jsonld").stdout)


def test_sources_tell_the_chain_hop_by_hop(run: Run) -> None:
    shown = run("sources", "ritzau-2022-09-10/area-2000", "-f", "text").stdout
    assert shown.index("Zelenskyy") < shown.index("Reuters") < shown.index("Ritzau")
    assert "code points 0 to 145" in shown
    found = json.loads(run("sources", "ritzau-2022-09-10/area-2000", "-f", "json").stdout)
    assert [hop["reporter"] for hop in found["hops"]] == ["reuters", "ritzau"]
    assert found["hops"][0]["document"] is None


def test_a_key_that_two_records_use_is_not_guessed(run: Run) -> None:
    result = run("sources", "izium-five-months")
    assert result.exit_code == 2
    assert "ritzau-2022-09-12/izium-five-months" in result.stderr


def test_claims_are_searched_by_their_properties(run: Run) -> None:
    rows = json.loads(run("claims", "--modality", "inferred", "-f", "json").stdout)
    assert {row["modality"] for row in rows} == {"inferred"}
    assert json.loads(run("claims", "--text", "no such words", "-f", "json").stdout) == []


def test_a_dump_is_sorted_and_the_same_each_time(run: Run) -> None:
    one = run("dump").stdout
    assert one == run("dump").stdout
    assert one.count("\n") > 10_000


@pytest.mark.parametrize(
    "kind", ["record", "context", "ontology", "vocabularies", "shapes", "alignments"]
)
def test_shipped_files_are_printed(run: Run, kind: str) -> None:
    shown = run("schema", kind).stdout
    assert json.loads(shown) if kind in {"record", "context"} else "@prefix" in shown


def test_the_demo_shows_the_main_job(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "izium.html"
    result = run("demo", "--page", str(page))
    assert result.exit_code == 0, result.stderr
    assert "0 violations" in result.stdout
    assert "137 to 184 days" in result.stdout
    assert "between 10 March and 27 April 2022" in result.stdout
    assert "denies it" in result.stdout
    assert page.as_uri() in result.stdout
    assert "<h1>Who held Izium?</h1>" in page.read_text("utf-8")
    assert list(tmp_path.iterdir()) == [page]


def test_the_demo_keeps_its_store_where_it_is_told_to(run: Run, tmp_path: Path) -> None:
    place = str(tmp_path / "kept")
    page = str(tmp_path / "page.html")
    assert run("demo", "--store", place, "--page", page).exit_code == 0
    assert run("stats", "-s", place).exit_code == 0


def test_sealing_writes_the_seal_and_no_more(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "note.yaml"
    file.write_text("claimline: 1\n# kept\nevents: [{id: e, type: battle, labels: {en: E}}]\n")
    assert run("seal", str(file), "--dry-run").exit_code == 0
    assert "seal" not in file.read_text()
    assert run("seal", str(file)).exit_code == 0
    sealed = file.read_text()
    assert "# kept" in sealed
    assert "seal: " in sealed
    assert run("check", str(file)).exit_code == 0
    file.write_text(sealed.replace("en: E", "en: F"))
    assert run("check", str(file)).exit_code == 3
    assert run("seal", str(tmp_path / "none.yaml")).exit_code == 3
