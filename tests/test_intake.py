"""What loaders have at hand: files as they come, rows field by field, names resolved."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import pickle
import random
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from claimline import load
from claimline.cli import main
from claimline.cli.loading import progress
from claimline.errors import Fault, InputError, Position, RecordFaults
from claimline.files import File, Files
from claimline.intake import (
    Actors,
    Columns,
    Ignored,
    Mention,
    Places,
    Refused,
    Row,
    Skip,
    Taken,
    in_order,
    items,
    kilometres,
    outcome,
    outcomes,
    rows,
    slug,
    table,
)
from claimline.load import Tally
from claimline.model import Actor, Place
from claimline.names import fold
from claimline.record import Known, Spot
from claimline.record.names import Nothing
from claimline.store import Store, dump

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACKED: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "zst": zstd.compress,
}
AB = Columns(["a", "b"])


def written(folder: Path, data: bytes | str, name: str = "t.csv") -> File:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return File(path)


def faults_of(read: Callable[[], Iterable[object]]) -> list[Fault]:
    with pytest.raises(RecordFaults) as caught:
        [*read()]
    return [*caught.value.faults]


def row(**fields: str) -> Row:
    numbers = {name: number for number, name in enumerate(fields, 1)}
    return Row(fields, Position("f.csv", 7, 1), numbers)


# Files


@pytest.mark.parametrize("packing", PACKED)
def test_lines_come_as_they_are_whatever_packs_them(packing: str, tmp_path: Path) -> None:
    text = "\ufeffa,b\r\nІзюм,\u00a0\u200fש\n\nlast"
    data = PACKED[packing](text.encode())
    # The name says nothing of what a file is packed in.
    file = written(tmp_path, data, "t.csv.gz")
    assert [*file.lines()] == ["a,b\r\n", "Ізюм,\u00a0\u200fש\n", "\n", "last"]
    assert file.suffix == ".csv"
    file.finish()
    assert (file.read, file.sha256) == (len(data), sha256(data).hexdigest())


@pytest.mark.parametrize("packing", [name for name in PACKED if name != "plain"])
def test_what_is_cut_off_is_told_with_its_line(packing: str, tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(200_000).hex()  # noqa: S311 - nothing is hidden by it
    lines = "".join(f"{noise[i : i + 80]}\n" for i in range(0, len(noise), 80))
    data = PACKED[packing](lines.encode())
    file = written(tmp_path, data[: len(data) // 2])
    [fault] = faults_of(file.lines)
    assert 1 <= fault.at.line <= len(lines) // 81
    assert "cut off or damaged" in fault.message
    with pytest.raises(RecordFaults, match="cut off or damaged"):
        written(tmp_path, data[: len(data) // 2]).whole()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1251", "utf-8"])
def test_other_encodings_are_read_where_they_are_named(encoding: str, tmp_path: Path) -> None:
    file = written(tmp_path, "a,b\nІзюм,1\n".encode(encoding))
    [found] = table(file, AB, encoding=encoding)
    assert found.text("a") == "Ізюм"


def test_bytes_of_another_encoding_are_told_with_their_line(tmp_path: Path) -> None:
    [fault] = faults_of(written(tmp_path, b"a\nb\nc \xc8\xe7\n").lines)
    assert (fault.at.line, fault.message) == (3, "not UTF-8: the byte 0xC8")
    assert "--encoding" in fault.hint
    with pytest.raises(InputError, match="is no encoding that Python knows"):
        [*written(tmp_path, b"a").lines("utf-9")]


def test_a_folder_stands_for_its_files_and_each_comes_once(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv.gz", ".hidden.csv", "c.txt", "in/d.CSV", ".git/e.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a,b\n")
    twice = Files([tmp_path / "b.csv", tmp_path, tmp_path / "in" / ".." / "b.csv"])
    names = [file.path.name for file in twice.ending(".csv")]
    assert names == ["b.csv", "a.csv.gz", "d.CSV"]


@pytest.mark.parametrize(
    ("name", "message"),
    [("none.csv", "there is no such file"), ("", "nothing in this folder ends in .csv or .tsv")],
)
def test_what_is_not_there_is_an_error(name: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        [*Files([tmp_path / name]).ending(".csv", ".tsv")]


def test_the_standard_input_is_a_file_of_unknown_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(b"a,b\n1,2\n"))))
    files = Files([Path("-")])
    [found] = rows(files, AB)
    assert found.at == Position("<stdin>", 2, 1)
    assert files.share is None


def test_the_share_that_was_read_grows_to_one(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.csv", "b.csv")]
    for path in paths:
        path.write_text("a,b\n" + "1,2\n" * 50_000)
    files = Files(paths)
    shares = [files.share for _ in rows(files, AB)]
    assert shares == sorted(share for share in shares if share is not None)
    assert 0 < (shares[0] or 0) < 0.5
    assert files.share == 1


# Tables


def test_rows_have_the_lines_in_which_they_begin(tmp_path: Path) -> None:
    text = 'a,b\n"one\nof two\n",x\n\n , \n2,"y ""z"""\r\n'
    found = [*table(written(tmp_path, text), AB)]
    assert [(each.at.line, dict(each.fields)) for each in found] == [
        (2, {"a": "one\nof two\n", "b": "x"}),
        (6, {"a": " ", "b": " "}),
        (7, {"a": "2", "b": 'y "z"'}),
    ]
    found[2].fault("b", "is odd")
    assert str(found[2].faults[0].at).endswith("t.csv:7:2")


@pytest.mark.parametrize(("cells", "column"), [("1", 2), ("1,2,3", 3), ("1,2,3,4", 3)])
def test_a_row_whose_cells_shifted_is_refused_with_all_of_them(
    cells: str, column: int, tmp_path: Path
) -> None:
    [found] = table(written(tmp_path, f"a,b\n{cells}\n"), AB)
    [fault] = found.faults
    assert (fault.at.line, fault.at.column) == (2, column)
    assert f"this row has {len(cells.split(','))} cells, the header has 2" in fault.message
    assert found.cells == cells.split(",")
    assert isinstance(outcome(found, lambda _: ()), Refused)


@pytest.mark.parametrize(
    ("header", "faults"),
    [
        ("a,b,a", ["1:3: the column 'a' is there twice"]),
        ("a,bb", ["1:2: the column 'bb' is not known here", "1:1: there is no column 'b'"]),
        ("", ["1:1: the file is empty"]),
        ("a", ["1:1: there is no column 'b'"]),
    ],
)
def test_a_header_is_held_against_the_columns(
    header: str, faults: list[str], tmp_path: Path
) -> None:
    found = faults_of(lambda: table(written(tmp_path, f"{header}\n1,2\n" if header else ""), AB))
    told = [str(fault).replace(f"{tmp_path / 't.csv'}:", "").split("\n")[0] for fault in found]
    assert sorted(told) == sorted(faults)


def test_optional_and_ignored_columns_may_be_there(tmp_path: Path) -> None:
    columns = Columns(["a"], ["b"], {"c": "a reason"})
    assert len([*table(written(tmp_path, "c,a\n1,2\n"), columns)]) == 1
    [found] = table(written(tmp_path, "1\t2\n"), columns, delimiter="\t", header=["a", "b"])
    assert found.text("b") == "2"


@pytest.mark.parametrize(
    ("text", "line"),
    [('a,b\n1,2\n"3,4\n5,6\n', 3), ('a,b\n1,"2"x\n', 2), ("a,b\n1,2\n3,\x00\n", 3)],
)
def test_what_is_no_csv_is_told_where_it_begins(text: str, line: int, tmp_path: Path) -> None:
    def read() -> list[object]:
        found = [*table(written(tmp_path, text), AB)]
        # A NUL byte is a character to newer readers of CSV, and then a fault of its field.
        for each in found:
            each.text("b")
        if faults := [fault for each in found for fault in each.faults]:
            raise RecordFaults(faults)
        return [*found]

    [fault] = faults_of(read)
    assert fault.at.line == line


def test_a_huge_cell_is_a_cell(tmp_path: Path) -> None:
    [found] = table(written(tmp_path, f"a,b\n{'x' * 1_000_000},y\n"), AB)
    assert len(found.text("a")) == 1_000_000


def test_a_quotation_mark_that_nobody_closes_does_not_swallow_the_file(tmp_path: Path) -> None:
    text = 'a,b\n"' + "1,2\n" * 5_000_000
    [fault] = faults_of(lambda: table(written(tmp_path, text), AB))
    assert (fault.at.line, "field larger" in fault.message) == (2, True)


def test_quotation_marks_are_characters_where_nothing_is_quoted(tmp_path: Path) -> None:
    [found] = table(written(tmp_path, 'a\tb\n"x\ty"\n'), AB, delimiter="\t", quoted=False)
    assert (found.text("a"), found.text("b")) == ('"x', 'y"')


cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=6)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=5))
def test_whatever_is_written_as_csv_is_read(pairs: list[tuple[str, str]]) -> None:
    import csv  # noqa: PLC0415 - the other end of the one reader
    import tempfile  # noqa: PLC0415 - a fresh folder for each example

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([("a", "b"), *pairs])
        found = [(r.fields["a"], r.fields["b"]) for r in table(File(path), AB)]
        assert found == [pair for pair in pairs if any(pair)]


# Rows


def test_a_field_is_taken_by_its_type() -> None:
    taken = row(t=" \u00a0x\n", n="-1.50", w="12.0", e="", s="a; b;;", d="10/09/2022", c="UA")
    assert taken.text("t") == "x"
    assert taken.number("n", -2, 2) == Decimal("-1.50")
    assert taken.whole("w") == 12
    assert (taken.maybe("e"), taken.has("e"), taken.maybe_number("none")) == (None, False, None)
    assert taken.parts("s") == ("a", "b")
    assert taken.date("d", "%Y-%m-%d", "%d/%m/%Y") == "2022-09-10"
    assert taken.moment("d", "%d/%m/%Y") == datetime(2022, 9, 10, tzinfo=UTC)
    assert taken.one_of("c", {"UA": 1, "RU": 2}, 0) == 1
    assert taken.instant("d", "2022-09-10", "Europe/Kyiv").earliest == datetime(
        2022, 9, 9, 21, tzinfo=UTC
    )
    assert taken.faults == []


@pytest.mark.parametrize(
    ("take", "message", "hint"),
    [
        (lambda r: r.text("e"), "e: is empty", "cannot be understood without it"),
        (lambda r: r.text("none"), "none: is empty", ""),
        (lambda r: r.text("z"), "z: the character U+0000 cannot stand in a text", ""),
        (lambda r: r.number("t"), "t: 'Kiev' is not a number", "digits"),
        (lambda r: r.number("n", 0, 5), "n: 9 is not from 0 to 5", ""),
        (lambda r: r.whole("f"), "f: 1.5 is not a whole number", ""),
        (lambda r: r.one_of("t", {"Kyiv": 1}, 0), "t: 'Kiev' is not a value", "did you mean Kyiv"),
        (lambda r: r.one_of("n", {"a": 1, "b": 2}, 0), "n: '9' is not", "it is one of a, b"),
        (lambda r: r.date("t", "%d.%m.%Y"), "t: 'Kiev' is not a date", "as in 10.09.2022"),
        (lambda r: r.date("x", "%Y-%m-%d"), "x: '2022-02-30' is not a date", ""),
        (lambda r: r.instant("t", "2022-13"), "t: ", ""),
        (lambda r: r.degrees("n", "w"), "w: 200 is not from -180 to 180", ""),
        (lambda r: r.degrees("n", "e"), "e: is empty", ""),
        (lambda r: [*r.each("t")], "t: is a list", ""),
        (lambda r: r.within("t"), "t: is an object", ""),
        (lambda r: r.only(["t"], {"e": "why"}), "n: this field is not known here", ""),
    ],
)
def test_a_field_that_cannot_be_taken_is_a_fault_at_its_column(
    take: Callable[[Row], object], message: str, hint: str
) -> None:
    taken = row(t="Kiev", e=" ", n="9", f="1.5", w="200", x="2022-02-30", z="a\x00")
    take(taken)
    assert taken.faults[0].message.startswith(message)
    assert hint in taken.faults[0].hint
    name = message.partition(":")[0]
    assert taken.faults[0].at == Position("f.csv", 7, taken.columns.get(name, 1))


@given(st.text(max_size=12))
def test_no_text_makes_a_field_raise(text: str) -> None:
    taken = row(a=text)
    taken.number("a", 0)
    taken.whole("a")
    taken.date("a", "%Y-%m-%d")
    taken.one_of("a", {"x": 1}, 0)
    taken.parts("a")
    taken.instant("a", text)
    taken.interval("a", text)
    assert all(fault.at.column == 1 for fault in taken.faults)


def test_a_row_can_wait_on_disk() -> None:
    taken = row(a="1")
    taken.fault("a", "is odd")
    again = pickle.loads(pickle.dumps(taken))  # noqa: S301 - our own of a moment ago
    assert again == taken


def test_what_becomes_of_a_row() -> None:
    actor = Actor(id="a", labels=(("en", "A"),), kind="person")

    def make(taken: Row) -> list[Actor]:
        if taken.maybe("a") == "skip":
            raise Skip("a reason")
        taken.number("a")
        return [actor]

    found = [*outcomes([row(a="1"), row(a="skip"), row(a="x")], make)]
    assert isinstance(found[0], Taken)
    assert found[0].values == (actor,)
    assert found[1] == Ignored("a reason")
    assert isinstance(found[2], Refused)
    spoilt = row(a="skip")
    spoilt.fault("a", "is odd")
    assert isinstance(outcome(spoilt, make), Refused)


# JSON


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("t.json", '[\n {"a": 1},\n {"a": null}\n]', [2, 3]),
        ("t.json", '{"a": 1}', [1]),
        ("t.jsonl", '{"a": 1}\n\n{"a": "2"}\n', [1, 3]),
        ("t.json", "[]", []),
    ],
)
def test_objects_come_with_their_lines(
    name: str, text: str, lines: list[int], tmp_path: Path
) -> None:
    assert [each.at.line for each in items(written(tmp_path, text, name))] == lines


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("t.json", '[{"a": 1},\n x]', "2:2"),
        ("t.json", '["a"]', "1:2"),
        ("t.jsonl", '{"a": 1}\n{"a"\n', "2:5"),
        ("t.json", "", "1:1"),
        ("t.jsonl", '{"file": "x", "line": 1}\n', "1:1"),
    ],
)
def test_what_is_no_object_is_told_with_its_place(
    name: str, text: str, place: str, tmp_path: Path
) -> None:
    [fault, *_] = faults_of(lambda: items(written(tmp_path, text, name)))
    assert str(fault.at).endswith(f"{name}:{place}")


# Order


@given(st.lists(st.tuples(st.text("ab", max_size=2), st.integers()), max_size=30))
def test_in_order_is_sorted_and_stable(things: list[tuple[str, int]]) -> None:
    assert [*in_order(things, lambda thing: thing[0])] == sorted(things, key=lambda it: it[0])


def test_in_order_holds_beyond_what_memory_holds() -> None:
    chance = random.Random(7)  # noqa: S311 - any order will do
    things = [(str(chance.randrange(500)), number) for number in range(50_000)]
    assert [*in_order(iter(things), lambda it: it[0])] == sorted(things, key=lambda it: it[0])


# Names


@given(st.text(max_size=80))
def test_a_slug_is_part_of_an_id_and_keeps_names_apart(name: str) -> None:
    made = slug(name)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert made
    assert not made.startswith("-")
    assert not made.endswith("-")


@given(st.lists(st.text("abcіїé' -.", max_size=70), unique_by=fold, min_size=2, max_size=12))
def test_names_that_differ_have_slugs_that_differ(names: list[str]) -> None:
    assert len({slug(name) for name in names}) == len(names)


class Gazetteer(Nothing):
    """A lookup that knows some places by a name."""

    def __init__(self, **spots: tuple[Spot, ...]) -> None:
        self.by_name = spots

    def spots(self, name: str) -> tuple[Spot, ...]:
        """Return the places that answer to a name."""
        return self.by_name.get(name, ())


def spot(
    key: str, country: str = "UA", at: tuple[str, str] | None = None, wholes: tuple[str, ...] = ()
) -> Spot:
    latitude, longitude = map(Decimal, at) if at else (None, None)
    return Spot(key, country, latitude, longitude, frozenset(wholes))


KHARKIV = spot("oleksandrivka-kharkiv", at=("49.2", "37.3"), wholes=("kharkiv oblast",))
DONETSK = spot("oleksandrivka-donetsk", at=("48.6", "36.9"), wholes=("donetsk oblast",))
ABROAD = spot("aleksandrovka", "MD", ("46.0", "29.0"), ("gagauzia",))
NAMESAKES = Known(
    Gazetteer(**{"Oleksandrivka": (KHARKIV, DONETSK, ABROAD), "707292": (spot("izium"),)})
)


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"country": "MD"}, ABROAD.key),
        ({"regions": ("Kharkiv Oblast",)}, KHARKIV.key),
        ({"regions": ("Zaporizhzhia", "Donetsk Oblast")}, DONETSK.key),
        ({"at": (Decimal("49.2"), Decimal("37.5"))}, KHARKIV.key),
        ({"at": (Decimal("48.5"), Decimal("36.9")), "country": "UA"}, DONETSK.key),
        ({"geonames": "707292"}, "izium"),
    ],
)
def test_what_is_said_beside_a_name_rules_namesakes_out(told: dict[str, object], key: str) -> None:
    places = Places(NAMESAKES, "set")
    taken = row(place="Oleksandrivka")
    mention = Mention(name="Oleksandrivka", kind="village", **told)  # type: ignore[arg-type] # as the cases say
    assert (places.key(taken, "place", mention), taken.faults) == (key, [])
    assert [*places.declared()] == []


def test_a_name_that_is_left_with_several_places_is_an_error() -> None:
    places = Places(NAMESAKES, "set")
    taken = row(place="Oleksandrivka")
    places.key(taken, "place", Mention(name="Oleksandrivka", kind="village", country="UA"))
    [fault] = taken.faults
    assert "oleksandrivka-donetsk, oleksandrivka-kharkiv" in fault.message
    assert "--ambiguous keep" in fault.hint


def test_an_ambiguous_name_may_be_kept_as_a_place_that_says_so() -> None:
    places = Places(NAMESAKES, "set", ambiguous="keep")
    taken = row(place="Oleksandrivka")
    mention = Mention(name="Oleksandrivka", kind="village", country="UA")
    key = places.key(taken, "place", mention)
    assert places.key(taken, "place", mention) == key
    [place] = places.declared()
    assert (place.id, taken.faults) == (key, [])
    assert place.no_identifier == (
        "not resolved: the name is that of several known places "
        "(oleksandrivka-donetsk, oleksandrivka-kharkiv)"
    )


@pytest.mark.parametrize(
    "told",
    [
        {"country": "PL"},
        {"regions": ("Sumy Oblast",)},
        {"at": (Decimal(51), Decimal(30))},
        {"at": (Decimal("49.2"), Decimal("37.3")), "country": "MD"},
    ],
)
def test_a_place_that_fits_none_is_one_of_the_data_set_s_own(told: dict[str, object]) -> None:
    places = Places(NAMESAKES, "set")
    taken = row(place="Oleksandrivka")
    mention = Mention(name="Oleksandrivka", kind="village", **told)  # type: ignore[arg-type] # as the cases say
    key = places.key(taken, "place", mention)
    [place] = places.declared()
    assert (place.id, place.labels) == (key, (("en", "Oleksandrivka"),))
    assert key.startswith("set-oleksandrivka-")


def test_twenty_five_kilometres_are_the_limit() -> None:
    known = Known(Gazetteer(X=(spot("x", at=("50", "30")),)))
    for latitude, near in (("50.22", True), ("50.23", False)):
        places = Places(known, "set")
        at = (Decimal(latitude), Decimal(30))
        key = places.key(row(p="X"), "p", Mention(name="X", kind="town", at=at))
        assert (key == "x") == near
        assert (kilometres((Decimal(50), Decimal(30)), at) <= 25) == near


def test_an_actor_is_the_known_one_of_that_name_or_one_of_the_set_s_own() -> None:
    known = Known()
    known.actors.add("tass", ["TASS", "Agency"])
    known.actors.add("other", ["Agency"])
    actors = Actors(known, "set")
    assert actors.key("tass", kind="agency") == "tass"
    assert actors.key("Agency", kind="agency") == "set-agency"
    assert actors.key("Somebody", kind="person") == "set-somebody"
    assert actors.key("Somebody", kind="person") == "set-somebody"
    assert [actor.id for actor in actors.declared()] == ["set-agency", "set-somebody"]
    assert [*actors.declared()] == []


# What a load shows and keeps


@pytest.mark.parametrize(
    ("tally", "share", "line"),
    [
        (Tally(taken=1500), None, "1,500 rows, 750/s"),
        (Tally(taken=1500), 0.25, "1,500 rows, 750/s, 25%, 0:06 left"),
        (Tally(taken=1490, refused=10), 1 / 61, "1,500 rows, 750/s, 10 refused, 2%, 2:00 left"),
        (Tally(), 0, "0 rows, 0/s"),
    ],
)
def test_progress_is_a_line(tally: Tally, share: float | None, line: str) -> None:
    assert progress(tally, share, 2.0) == line


@pytest.fixture
def cities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """Two GeoNames rows, one of which is broken; and the folder made the current one."""
    monkeypatch.chdir(tmp_path)
    header = (
        "geonameid,name,asciiname,alternatenames,lat,lon,feature_class,feature_code,country_code,"
        "cc2,admin1,admin2,admin3,admin4,population,elevation,dem,timezone,moddate\n"
    )
    good = "1,One,One,,49.2,37.3,P,PPL,UA,,,,,,,,,,2022-01-01\n"
    bad = "2,Two,Two,,north,37.4,P,PPL,UA,,,,,,,,,,2022-01-01\n"
    Path("cities.csv").write_text(header + good + bad)
    Path("right.csv").write_text(header + good + bad.replace("north", "49.3"))
    return {"bad": bad}


def called(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*words], catch_exceptions=False)
    return result.exit_code, result.output


@pytest.mark.usefixtures("cities")
def test_refused_rows_are_kept_mended_and_added() -> None:
    code, output = called("load", "geonames", "cities.csv", "-s", "a", "--rejects", "r.jsonl")
    assert code == 3
    assert "2 rows: 1 taken, 0 ignored, 1 refused" in output
    [line] = Path("r.jsonl").read_text().splitlines()
    kept = json.loads(line)
    assert (kept["file"], kept["line"]) == ("cities.csv", 3)
    assert kept["faults"] == [
        "cities.csv:3:5: lat: 'north' is not a number\nhint: digits, as in 12 or 49.2"
    ]
    assert kept["row"]["name"] == "Two"
    kept["row"]["lat"] = "49.3"
    Path("m.jsonl").write_text(json.dumps(kept) + "\n")
    assert called("load", "geonames", "m.jsonl", "-s", "a")[0] == 0
    assert called("load", "geonames", "right.csv", "-s", "b")[0] == 0
    assert [*dump(Store.open(Path("a")))] == [*dump(Store.open(Path("b")))]


def test_mended_rows_are_added_to_the_record_graph_they_belong_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    review = {"publisher": {"name": "A"}, "url": "https://a.example/1"}
    claims = [
        {"text": text, "claimDate": date, "claimReview": [review]}
        for text, date in (("One", "2022-09-10"), ("Two", "yesterday"))
    ]
    Path("r.json").write_text(json.dumps(claims))
    code, _ = called("load", "claimreview", "r.json", "-s", "a", "--rejects", "r.jsonl")
    assert code == 3
    mended = Path("r.jsonl").read_text().replace("yesterday", "2022-09-11")
    Path("m.jsonl").write_text(mended)
    code, output = called("load", "claimreview", "m.jsonl", "-s", "a")
    assert code == 0, output
    Path("r.json").write_text(json.dumps(claims).replace("yesterday", "2022-09-11"))
    called("load", "claimreview", "r.json", "-s", "b")
    assert [*dump(Store.open(Path("a")))] == [*dump(Store.open(Path("b")))]


def test_a_dry_run_lists_all_faults_and_changes_nothing(cities: Mapping[str, str]) -> None:
    with Path("cities.csv").open("a") as stream:
        stream.write(cities["bad"].replace("2,Two", "3,Three"))
    code, output = called("load", "geonames", "cities.csv", "-s", "a", "--dry-run")
    assert code == 3
    assert "cities.csv:3:5: lat" in output
    assert "cities.csv:4:5: lat" in output
    assert not Path("a").exists()


def test_what_others_refer_to_stays_when_the_row_that_declared_it_goes() -> None:
    place = Place(id="p", labels=(("en", "P"),), kind="town", no_identifier="made up")
    inner = Place(id="q", labels=(("en", "Q"),), kind="town", no_identifier="x", part_of=("p",))
    broken = Place(id="r", labels=(), kind="town", no_identifier="x")

    class Theirs:
        SOURCE = load.get("records").SOURCE
        OPTIONS = ()

        @staticmethod
        def records(*_: object) -> list[Taken]:
            return [Taken((place, broken)), Taken((inner,))]

    refused: list[load.Rejection] = []
    store = Store.memory()
    tally = load.run(Theirs(), Files([]), store, options={}, reject=refused.append)  # type: ignore[arg-type] # as a loader is called
    assert (tally.taken, tally.refused, len(refused)) == (1, 1, 1)
    text = "".join(dump(store))
    assert "/id/place/p>" in text
    assert "/id/place/r>" not in text


def test_years_before_1000_keep_their_four_digits() -> None:
    read = row(day="3.2.0987")
    assert read.date("day", "%d.%m.%Y") == "0987-02-03"
    assert read.faults == []
