"""Tables of anybody's own: what a mapping can say, and every fault of table and mapping."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner
from pyarrow.parquet import write_table

from claimline import load
from claimline.cli import main
from claimline.errors import InputError, RecordFaults
from claimline.files import Files
from claimline.intake import Outcome, Refused, Taken
from claimline.model import Claim, Document, Measure, Place, Proposition
from claimline.record import Known

DECLARED = """
[declare]
actors = [
  {id = "desk", kind = "analyst-group", labels = {en = "The desk"}},
  {id = "mayor", kind = "person", labels = {en = "Mayor"}},
]
places = [{id = "izium", kind = "city", labels = {en = "Izium"}, geonames = 707292}]
events = [{id = "shelling", type = "shelling", labels = {en = "Shelling"}}]
"""
MAPPING = """
[document]
id = "{sheet}"
publisher = "desk"
published = {take = "{day}", date = "%d.%m.%Y"}
timezone = "Europe/Kyiv"
[claim]
id = "row-{no}"
claimant = {take = "{who}", values = {"the mayor" = "mayor", "?" = "unattributed"}}
summary = "{{{place}}} was shelled"
[claim.asserts]
event = "shelling"
place = "{place}"
[claim.asserts.measure]
kind = "fatalities"
unit = "person"
min = "{low}"
max = "{high}"
hedge = "about"
"""
HEADER = "sheet,day,no,who,place,low,high\n"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Outcome]]:
    def made(text: str, mapping: str = MAPPING + DECLARED, name: str = "t.csv") -> list[Outcome]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
        given = {"mapping": str(tmp_path / "m.toml")}
        return list(load.get("table").records(Files([tmp_path / name]), Known(), given))

    return made


def claims(outcomes: list[Outcome]) -> list[Claim]:
    taken = (it for it in outcomes if isinstance(it, Taken))
    return [value for it in taken for value in it.values if isinstance(value, Claim)]


def faults(outcomes: list[Outcome], folder: Path) -> list[str]:
    refused = (it for it in outcomes if isinstance(it, Refused))
    told = (str(fault) for it in refused for fault in it.faults)
    return [fault.replace(f"{folder}/", "").replace("\nhint: ", "; ") for fault in told]


def content(claim: Claim) -> Proposition:
    assert isinstance(claim.asserts, Proposition)
    return claim.asserts


def test_texts_are_filled_in_and_parts_without_cells_left_out(
    read: Callable[..., list[Outcome]],
) -> None:
    rows = "s1,1.3.2022,1,the mayor,Izium,2,3\ns1,,2,?,707292,,\n"
    first, second = claims(read(HEADER + rows))
    assert (first.id, first.claimant, first.summary) == ("row-1", "mayor", "{Izium} was shelled")
    assert second.claimant == "unattributed"
    assert content(first).places == content(second).places == ("izium",)
    [measure] = content(first).measures
    assert isinstance(measure, Measure)
    assert (measure.kind, f"{measure.minimum} {measure.maximum}") == ("fatalities", "2 3")
    assert content(second).measures == ()


def test_rows_of_one_document_make_its_record_wherever_they_stand(
    read: Callable[..., list[Outcome]],
) -> None:
    rows = "b,1.3.2022,1,?,Izium,,\na,2.3.2022,1,?,Izium,,\nb,,2,?,Izium,,\n"
    outcomes = [it for it in read(HEADER + rows) if isinstance(it, Taken)]
    assert [(c.document, c.id) for c in claims([*outcomes])] == [
        ("a", "row-1"),
        ("b", "row-1"),
        ("b", "row-2"),
    ]
    documents = [v.id for it in outcomes for v in it.values if isinstance(v, Document)]
    assert documents == ["a", "b"]
    assert [it.rows for it in outcomes] == [0, 1, 1, 1]


def test_a_bad_row_is_refused_with_its_cell_and_the_others_are_taken(
    read: Callable[..., list[Outcome]], tmp_path: Path
) -> None:
    rows = [
        "s,1.3.2022,1,the mayor,Izium,2,3",
        "s,,2,the majer,Izium,,",
        "s,,3,?,Izum,,",
        "s,,4,?,Izium,many,5",
        "s,2.3.2022,5,?,Izium,,",
        "s,2022-03-01,6,?,Izium,,",
        "s,,,?,Izium,,",
        "s,,1,?,Izium,,",
        "s,,9,?,Izium,",
        "s,,10,?,Izium,,",
    ]
    outcomes = read(HEADER + "\n".join(rows))
    assert sorted(faults(outcomes, tmp_path)) == [
        "t.csv:10:7: this row has 6 cells, the header has 7; "
        "put a cell with the delimiter in it in double quotes",
        "t.csv:3:4: who: 'the majer' is not among the values of the mapping; "
        "did you mean the mayor?",
        "t.csv:4:5: no place is called 'Izum'; did you mean Izium?",
        "t.csv:5:6: min: 'many' is not an amount in digits, such as 2000 or 2.5",
        "t.csv:6:2: document.published: it is another at line 2; "
        "rows of one document say the same of it",
        "t.csv:7:2: day: '2022-03-01' is not a date as the mapping says: %d.%m.%Y",
        "t.csv:8:1: a claim needs a field 'id'; the key of the claim in this document",
        "t.csv:9:3: id: row-1 is taken already, at line 2; give one of the two another id",
    ]
    assert [claim.id for claim in claims(outcomes)] == ["row-1", "row-10"]


def test_a_fault_of_the_document_is_one_of_all_its_rows(
    read: Callable[..., list[Outcome]], tmp_path: Path
) -> None:
    mapping = MAPPING.replace('"desk"', '"{who}"', 1)
    mapping = mapping.replace('values = {"the mayor" = "mayor", "?" = "unattributed"}', "split = 3")
    mapping = mapping.replace('{take = "{who}", split = 3}', '"mayor"') + DECLARED
    rows = "s,1.3.2022,1,mayr,Izium,,\ns,,2,,Izium,,\nt,1.3.2022,3,mayor,Izium,,\n"
    outcomes = read(HEADER + rows, mapping)
    fault = "t.csv:2:4: no actor is called 'mayr'; did you mean Mayor?"
    assert faults(outcomes, tmp_path) == [fault, fault]
    assert [claim.document for claim in claims(outcomes)] == ["t"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "[claim]\n",
            "[clam]\n",
            "m.toml:7:1: clam: a mapping has no field 'clam'; did you mean claim?",
        ),
        (
            "claimant =",
            "claimnt =",
            "m.toml:9:1: claim.claimnt: a claim has no field 'claimnt'; did you mean claimant?",
        ),
        (
            'kind = "fatalities"',
            'kind = "fatalitis"',
            "m.toml:15:1: claim.asserts.measure.kind: 'fatalitis' is not in the list of measure "
            "kinds; did you mean fatalities, casualties?",
        ),
        (
            'place = "{place}"',
            'place = ""',
            'm.toml:13:1: claim.asserts.place: is empty; a constant, or "{column}" for what a '
            "row has there",
        ),
        (
            'place = "{place}"',
            'place = {take = "{place}", valus = {}}',
            "m.toml:13:1: claim.asserts.place.valus: a field has no field 'valus'; did you mean "
            "values?",
        ),
        (
            'summary = "{{{place}}} was shelled"',
            "",
            "m.toml:7:1: claim: a claim needs a field 'summary'; "
            "the claim in a sentence of your own",
        ),
        (
            "%d.%m.%Y",
            "%d.%m.",
            "m.toml:5:1: document.published.date: '%d.%m.' is no form of a date; as in %d.%m.%Y "
            "or %Y-%m-%d",
        ),
        ('id = "row-{no}"', "id = ", "m.toml:8:6: not TOML: Invalid value"),
        (
            '"?" = "unattributed"}}',
            '"?" = "unattributed"}, date = [[]]}',
            "m.toml:9:1: claim.claimant.date: is no text",
        ),
    ],
)
def test_a_fault_of_the_mapping_names_its_key_and_the_nearest_field(
    read: Callable[..., list[Outcome]], tmp_path: Path, old: str, new: str, fault: str
) -> None:
    with pytest.raises(RecordFaults) as caught:
        read(HEADER, MAPPING.replace(old, new) + DECLARED)
    told = [str(it).replace(f"{tmp_path}/", "") for it in caught.value.faults]
    assert fault in [it.replace("\nhint: ", "; ") for it in told]


def test_a_column_is_taken_or_ignored_with_a_reason(
    read: Callable[..., list[Outcome]], tmp_path: Path
) -> None:
    text = HEADER.replace("place,", "places,remark,") + "s,1.3.2022,1,?,Izium,,,\n"
    with pytest.raises(RecordFaults) as caught:
        read(text)
    told = [str(it).replace(f"{tmp_path}/", "") for it in caught.value.faults]
    assert told == [
        "t.csv:1:1: there is no column 'place'",
        "t.csv:1:5: the column 'places' is not known here\nhint: did you mean place?",
        "t.csv:1:6: the column 'remark' is not known here",
    ]
    with pytest.raises(RecordFaults, match=r"ignore\.remark: is empty"):
        read(text, MAPPING + DECLARED + '[ignore]\nremark = ""\n')
    text = HEADER.replace("\n", ",remark\n") + "s,1.3.2022,1,?,Izium,,,\n"
    assert len(claims(read(text, MAPPING + DECLARED + '[ignore]\nremark = "ours"\n'))) == 1


def test_what_is_declared_follows_the_rules_of_records(
    read: Callable[..., list[Outcome]], tmp_path: Path
) -> None:
    with pytest.raises(RecordFaults, match=r"m\.toml:\d+:1: kind: 'hamlet' is not in the list"):
        read(HEADER, MAPPING + DECLARED.replace('kind = "city"', 'kind = "hamlet"'))
    del tmp_path


def test_rows_can_declare_places_on_their_own(read: Callable[..., list[Outcome]]) -> None:
    mapping = """
[place]
id = "town-{number}"
kind = {take = "{kind}", values = {gorod = "city", selo = "village"}}
labels = {en = "{name}", uk = "{uk}"}
spellings = {take = "{also}", split = "/"}
geonames = "{number}"
latitude = "{lat}"
longitude = "{lon}"
[table]
delimiter = ";"
"""
    text = "number;kind;name;uk;also;lat;lon\n5;selo;One;;A / B;49.1;37\n6;gorod;Two;Два;;;\n"
    taken = [it for it in read(text, mapping) if isinstance(it, Taken)]
    one, two = [value for it in taken for value in it.values]
    assert isinstance(one, Place)
    assert isinstance(two, Place)
    assert (one.id, one.kind, one.labels, one.spellings) == (
        "town-5",
        "village",
        (("en", "One"),),
        ("A", "B"),
    )
    assert (two.labels, two.latitude) == ((("en", "Two"), ("uk", "Два")), None)


def test_a_tab_separates_in_tsv(read: Callable[..., list[Outcome]]) -> None:
    text = (HEADER + "s,1.3.2022,1,?,Izium,,\n").replace(",", "\t")
    assert len(claims(read(text, name="t.tsv"))) == 1


PARQUET = MAPPING.replace('{take = "{day}", date = "%d.%m.%Y"}', '"{day}"')
PARQUET = PARQUET.replace('place = "{place}"', 'place = "{place}"\nactor = "{actors}"') + DECLARED


def parquet(file: Path, **columns: list[object]) -> Path:
    write_table(pa.table({name: pa.array(cells) for name, cells in columns.items()}), file)
    return file


def test_parquet_says_the_same_as_texts(tmp_path: Path) -> None:
    file = parquet(
        tmp_path / "t.parquet",
        sheet=["s", "s"],
        day=[date(2022, 3, 1), None],
        no=[1, 2],
        who=["the mayor", "the mair"],
        place=["Izium", "Izium"],
        low=[2.5, None],
        high=[3.0, None],
        actors=[["mayor", "desk"], []],
    )
    (tmp_path / "m.toml").write_text(PARQUET, encoding="utf-8")
    given = {"mapping": str(tmp_path / "m.toml")}
    outcomes = list(load.get("table").records(Files([file]), Known(), given))
    [claim] = claims(outcomes)
    assert content(claim).actors == ("mayor", "desk")
    assert content(claim).measures[0].maximum == 3
    [fault] = faults(outcomes, tmp_path)
    assert fault.startswith("t.parquet:2:4: who: 'the mair' is not among the values")


def test_parquet_that_is_none_or_without_pyarrow_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "m.toml").write_text(PARQUET, encoding="utf-8")
    (tmp_path / "t.parquet").write_bytes(b"PAR1 no more")
    files = Files([tmp_path / "t.parquet"])
    given = {"mapping": str(tmp_path / "m.toml")}
    with pytest.raises(RecordFaults, match="not Parquet, or damaged"):
        list(load.get("table").records(files, Known(), given))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"pip install 'claimline\[parquet\]'"):
        list(load.get("table").records(files, Known(), given))


def test_moments_of_parquet_are_read_with_their_zones(tmp_path: Path) -> None:
    file = parquet(
        tmp_path / "t.parquet",
        sheet=["s"],
        day=[datetime.fromisoformat("2022-03-01T12:00:00+02:00")],
        no=[1],
        who=["?"],
        place=["Izium"],
        low=[None],
        high=[None],
        actors=[["mayor"]],
    )
    (tmp_path / "m.toml").write_text(PARQUET, encoding="utf-8")
    given = {"mapping": str(tmp_path / "m.toml")}
    taken = load.get("table").records(Files([file]), Known(), given)
    values = [value for it in taken if isinstance(it, Taken) for value in it.values]
    [document] = [value for value in values if isinstance(value, Document)]
    assert document.published is not None
    assert str(document.published.earliest) == "2022-03-01 10:00:00+00:00"


def test_a_refused_row_is_mended_and_loaded_into_its_document(
    read: Callable[..., list[Outcome]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(HEADER + "s,1.3.2022,1,?,Izium,,\ns,1.3.2022,2,?,Izum,,\n")
    monkeypatch.chdir(tmp_path)
    words = ["load", "table", "--mapping", "m.toml", "--store", "made"]
    result = CliRunner().invoke(main, [*words, "t.csv", "--rejects", "r.jsonl"])
    assert result.exit_code == 3, result.output
    line = json.loads((tmp_path / "r.jsonl").read_text(encoding="utf-8"))
    assert line["line"] == 3
    line["row"]["place"] = "Izium"
    (tmp_path / "r.jsonl").write_text(json.dumps(line), encoding="utf-8")
    result = CliRunner().invoke(main, [*words, "r.jsonl"])
    assert result.exit_code == 0, result.output
    told = CliRunner().invoke(main, ["claims", "--store", "made"]).output
    assert "s/row-1" in told
    assert "s/row-2" in told
