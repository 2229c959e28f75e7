"""GeoNames: names by language, what is part of what, dirt, and numbers that are known."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from claimline import load
from claimline.errors import Position, RecordFaults
from claimline.files import Files
from claimline.intake import Ignored, Mention, Outcome, Places, Refused, Row, Taken
from claimline.model import Place
from claimline.record import Known
from claimline.store import Store

SAMPLES = Path(__file__).parent / "data" / "loaders" / "geonames"
DUMP = SAMPLES / "UA.txt"
GIVEN = {
    "names": str(SAMPLES / "alternateNamesV2.txt"),
    "admin1": str(SAMPLES / "admin1CodesASCII.txt"),
    "admin2": str(SAMPLES / "admin2Codes.txt"),
}
NONE = dict.fromkeys(GIVEN, "")


def read(*files: Path, options: Mapping[str, str] = NONE) -> list[Outcome]:
    return list(load.get("geonames").records(Files(files), Known(), {**NONE, **options}))


def places(*files: Path, options: Mapping[str, str] = NONE) -> dict[str, Place]:
    taken = (it for it in read(*files, options=options) if isinstance(it, Taken))
    values = (value for outcome in taken for value in outcome.values)
    return {value.id: value for value in values if isinstance(value, Place)}


def refused(outcomes: list[Outcome]) -> list[str]:
    return [str(f) for it in outcomes if isinstance(it, Refused) for f in it.faults]


@pytest.fixture
def dump(tmp_path: Path) -> Callable[..., Path]:
    def written(*rows: Mapping[str, str]) -> Path:
        names = ["geonameid", "name", "", "alternatenames", "lat", "lon", "class", "code", "cc"]
        row = {"lat": "49.2", "lon": "37.2", "class": "P", "code": "PPL", "cc": "UA"}
        lines = [
            "\t".join({**row, **cells}.get(n, "") for n in names) + "\t" * 10 for cells in rows
        ]
        (tmp_path / "made.txt").write_text("\n".join(lines), encoding="utf-8")
        return tmp_path / "made.txt"

    return written


def test_without_files_of_names_all_names_but_the_main_one_are_spellings() -> None:
    izium = places(DUMP)["geonames-707292"]
    assert izium.labels == (("en", "Izium"),)
    assert izium.spellings == ("Izjum", "Izyum", "Ізюм", "Изюм")
    assert izium.part_of == ()


def test_a_language_has_the_name_it_prefers_or_the_only_one() -> None:
    izium = places(DUMP, options=GIVEN)["geonames-707292"]
    assert dict(izium.labels) == {
        "en": "Izium",
        "he": "איזיום",
        "ru": "Изюм",
        "sr-Latn": "Izjum",
        "uk": "Ізюм",
    }
    assert izium.wikidata == "Q834198"
    assert {*izium.spellings} == {"Izyum", "Iziom", "Изюмская крепость", "Изюмчик", "Isjum"}


def test_names_of_places_that_are_not_there_are_accounted_for() -> None:
    outcomes = read(DUMP, options=GIVEN)
    assert sum(it.rows for it in outcomes if isinstance(it, Taken)) == 7 + 15
    assert [it for it in outcomes if isinstance(it, Ignored)] == [
        Ignored("a name of a place that is not taken", 1)
    ]


def test_a_place_is_part_of_the_smallest_place_that_its_codes_tell_of() -> None:
    found = places(DUMP, options=GIVEN)
    assert found["geonames-707292"].part_of == ("geonames-12212846",)
    assert found["geonames-12212846"].part_of == ("geonames-706482",)
    assert found["geonames-12212846"].kind == "district"
    assert found["geonames-702883"].part_of == ("geonames-706482",)
    assert found["geonames-706482"].part_of == ()
    assert found["geonames-706482"].latitude is not None
    assert found["geonames-712925"].part_of == ("geonames-696634",)
    assert found["geonames-8299999"].part_of == ()
    assert "geonames-12212844" not in found
    order = list(found)
    assert order.index("geonames-706482") < order.index("geonames-12212846")
    assert order.index("geonames-12212846") < order.index("geonames-707292")


def test_a_kind_follows_from_the_code_or_else_from_the_class() -> None:
    kinds = {key.removeprefix("geonames-"): it.kind for key, it in places(DUMP).items()}
    assert kinds == {
        "707292": "settlement",
        "712926": "settlement",
        "712925": "settlement",
        "706482": "region",
        "702883": "water",
        "702884": "area",
        "8299999": "site",
    }


def test_quotation_marks_in_a_dump_are_letters_like_others() -> None:
    assert '"Balaklia"' in places(DUMP)["geonames-712926"].spellings


def test_what_cannot_be_understood_is_refused_with_its_line(dump: Callable[..., Path]) -> None:
    file = dump(
        {"geonameid": "5", "name": "One"},
        {"geonameid": "5", "name": "Another"},
        {"geonameid": "5", "name": "One"},
        {"geonameid": "Q7", "name": "Three"},
        {"geonameid": "8", "name": "Four", "class": "Z"},
        {"geonameid": "9", "name": "Five", "lat": "949"},
        {"geonameid": "10", "name": "", "cc": "Ukraine"},
    )
    outcomes = read(file)
    assert Ignored("the same row again") in outcomes
    assert sorted(fault.removeprefix(f"{file}:") for fault in refused(outcomes)) == [
        f"2:1: geonameid: 5 stands in {file}:1:1 already",
        "4:1: geonameid: 'Q7' is not a GeoNames number",
        "5:7: feature_class: 'Z' is not a value known here\n"
        "hint: it is one of A, H, L, P, R, S, T, U, V",
        "6:5: lat: 949 is not from -90 to 90",
        "7:2: name: is empty\nhint: the row cannot be understood without it",
        "7:9: country_code: 'Ukraine' is not a code of two capitals\nhint: as in UA",
    ]


def test_several_wikidata_numbers_identify_nothing(dump: Callable[..., Path]) -> None:
    [place] = places(dump({"geonameid": "5", "name": "A", "alternatenames": "Q1,Q2,B"})).values()
    assert place.wikidata is None
    assert place.spellings == ("B", "Q1", "Q2")


def test_names_with_an_unknown_code_are_refused(tmp_path: Path, dump: Callable[..., Path]) -> None:
    names = tmp_path / "names.txt"
    rest = "\t" * 6
    rows = ["1\t5\tposts\t64300", "2\t5\twkdt\tX1", "3\t5\tda\t", "4\t5\tda\tEn"]
    names.write_text("".join(f"{row}{rest}\n" for row in rows), encoding="utf-8")
    file = dump({"geonameid": "5", "name": "One"})
    outcomes = read(file, options={"names": str(names)})
    assert refused(outcomes) == [
        f"{names}:1:3: isolanguage: 'posts' is no language tag\nhint: is it post?",
        f"{names}:2:4: alternatename: 'X1' is no Wikidata number",
        f"{names}:3:4: alternatename: is empty\nhint: the row cannot be understood without it",
    ]
    [place] = [v for it in outcomes if isinstance(it, Taken) for v in it.values]
    assert isinstance(place, Place)
    assert place.labels == (("da", "En"), ("en", "One"))


def test_a_broken_line_of_codes_ends_the_load(tmp_path: Path) -> None:
    codes = tmp_path / "codes.txt"
    codes.write_text("UA.07\tKharkiv\n", encoding="utf-8")
    with pytest.raises(RecordFaults, match=r"codes\.txt:1:3: this row has 2 cells"):
        read(DUMP, options={"admin1": str(codes)})


def test_a_number_that_a_place_of_the_store_has_is_no_second_place() -> None:
    store = Store.memory()
    izium = Place(id="izium", labels=(("en", "Izium"),), kind="city", geonames="707292")
    region = Place(id="kharkiv-oblast", labels=(("en", "X"),), kind="region", geonames="706482")
    load.prepare(store, [izium, region]).into(store)
    tally = load.run(load.get("geonames"), Files([DUMP]), store, options=GIVEN)
    assert tally.ignored == {
        "a name of a place that is not taken": 15,
        "the place izium has this GeoNames number": 1,
        "the place kharkiv-oblast has this GeoNames number": 1,
    }
    [lake] = load.known(store).lookup.spots("Ozero Lyman")
    assert {"kharkiv oblast", "x"} <= lake.wholes


REAL = Path(
    os.environ.get("CLAIMLINE_TEST_DATA", Path(__file__).parents[2].joinpath("shared", "data"))
)
CITIES = REAL / "geonames-ua" / "cities500_ua.csv"
IZIUM_RAION = (Decimal("49.46"), Decimal("36.85"))
"""Where Balakliia lies, as another data set rounds it."""


@pytest.fixture(scope="module")
def ukraine() -> Known:
    """What a store knows after the shipped records and the real cities of Ukraine."""
    if not CITIES.exists():
        pytest.skip(f"the real data sets are not at hand ({REAL}); set CLAIMLINE_TEST_DATA")
    store = Store.memory()
    sample = Path(load.__file__).parents[1] / "samples" / "izium"
    load.run(load.get("records"), Files([sample]), store, options={})
    tally = load.run(load.get("geonames"), Files([CITIES]), store, options=NONE)
    known = {reason.split()[2] for reason in tally.ignored}
    assert {"izium", "kupiansk", "balakliia", "lyman"} <= known
    return load.known(store)


def found(known: Known, mention: Mention, *, ambiguous: str = "error") -> tuple[str, str, str]:
    """Return the key of the place a mention means, its fault, and why a new place is one."""
    there = Places(known, "data", ambiguous=ambiguous)
    row = Row({"place": mention.name}, Position("rows.csv", 2, 1))
    key = there.key(row, "place", mention)
    reasons = [place.no_identifier or "" for place in there.declared()]
    return key, "".join(fault.message for fault in row.faults), "".join(reasons)


def test_a_number_settles_which_balakliia_is_meant(ukraine: Known) -> None:
    def meant(number: str) -> str:
        return found(ukraine, Mention(name="Balakliia", kind="town", geonames=number))[0]

    assert meant("712926") == "balakliia"
    assert meant("712925") == "data-712925"


@pytest.mark.parametrize(
    ("name", "at", "key"),
    [
        ("Balakliia", IZIUM_RAION, "balakliia"),
        ("Лиман", ("48.989", "37.802"), "lyman"),
        ("Lyman", ("48.989", "37.802"), "lyman"),
        ("Oleksandrivka", ("48.9651", "32.2355"), "geonames-698627"),
    ],
)
def test_a_name_and_a_position_settle_it(
    ukraine: Known, name: str, at: tuple[str, str], key: str
) -> None:
    latitude, longitude = map(Decimal, at)
    mention = Mention(name=name, kind="town", country="UA", at=(latitude, longitude))
    assert found(ukraine, mention) == (key, "", "")


def test_a_name_alone_that_many_places_have_is_an_error_or_kept_unresolved(
    ukraine: Known,
) -> None:
    mention = Mention(name="Oleksandrivka", kind="village", country="UA")
    key, fault, _ = found(ukraine, mention)
    assert key == ""
    assert fault.startswith("place: 'Oleksandrivka' names more than one place: geonames-")
    key, fault, why = found(ukraine, mention, ambiguous="keep")
    assert key.startswith("data-oleksandrivka-")
    assert fault == ""
    assert why.startswith("not resolved: the name is that of several known places (geonames-")


def test_a_place_too_far_from_all_its_namesakes_is_a_place_of_its_own(ukraine: Known) -> None:
    mention = Mention(name="Balakliia", kind="village", at=(Decimal("49.3"), Decimal("33.6")))
    key, fault, why = found(ukraine, mention)
    assert key.startswith("data-balakliia-")
    assert (fault, why) == ("", "named by a data set; no known place fits what it says")


def test_the_region_settles_it_where_the_gazetteer_tells_of_regions() -> None:
    store = Store.memory()
    load.run(load.get("geonames"), Files([DUMP]), store, options=GIVEN)
    known = load.known(store)
    both = found(known, Mention(name="Balakliia", kind="town", country="UA"))
    assert "names more than one place" in both[1]
    for region, key in (("Poltava", "712925"), ("Izium Raion", "712926")):
        mention = Mention(name="Балаклія", kind="town", country="UA", regions=(region,))
        assert found(known, mention) == (f"geonames-{key}", "", "")
