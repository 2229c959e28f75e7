"""A local copy of a text against its record: one changed character is caught, and placed."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from claimline import load, record
from claimline.cli import main
from claimline.find import find
from claimline.store import Store
from claimline.views.texts import Spot, nearest, read, spot
from claimline.views.verify import Verified, verify

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("CLAIMLINE_TEST_DATA", ROOT.parent / "shared" / "data"))
ARTICLE = DATA.parent / "articles" / "ritzau-2022-09-10.txt"

TEXT = """\
Den gamle bro over åen står endnu.
“Vi så vandet stige i går,” siger en fisker fra øen.
Han har boet der i fyrre år, og broen var der også dengang.
"""

QUOTE = "Vi så vandet stige i går"
START = TEXT.index(QUOTE)
END = START + len(QUOTE)
LOOSE = "broen var der også dengang"

RECORD = f"""\
claimline: 1
actors:
  - {{id: avis, kind: outlet, labels: {{en: The Paper}}}}
  - {{id: fisker, kind: anonymous, labels: {{en: a fisherman}}}}
events: [{{id: flood, type: statement, labels: {{en: The flood}}}}]
document:
  id: bro
  publisher: avis
  text: {{sha256: {sha256(TEXT.encode()).hexdigest()}, length: {len(TEXT)}}}
  copies: [{{publisher: avis, id: bro-copy}}]
claims:
  - id: water
    claimant: fisker
    speech: direct
    span: [{START}, {END}]
    quote: {QUOTE}
    evidence: [{{document: bro, quote: {LOOSE}}}]
    summary: The water rose
    asserts: {{event: flood}}
  - id: bridge
    claimant: avis
    span: [0, 34]
    summary: The bridge stands
    asserts: {{event: flood}}
---
claimline: 1
document: {{id: unread, publisher: avis}}
claims: [{{id: bridge, claimant: avis, summary: The bridge stands, asserts: {{event: flood}}}}]
"""

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of one small record of our own."""
    place = tmp_path_factory.mktemp("verify")
    (place / "bro.yaml").write_text(RECORD, encoding="utf-8")
    store = Store.writer(place / "store")
    load.prepare(store, record.read([place / "bro.yaml"])).into(store)
    return place / "store"


@pytest.fixture(scope="module")
def store(folder: Path) -> Store:
    return Store.open(folder)


@pytest.fixture
def run(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def invoke(*args: str, data: bytes | None = None) -> Result:
        environment = {"CLAIMLINE_STORE": str(folder)}
        return CliRunner().invoke(main, ["verify", *args], input=data, env=environment)

    return invoke


def verified(store: Store, text: str) -> Verified:
    return verify(store, find(store, "document", "bro"), text.encode())


def kinds(found: Verified) -> set[str]:
    return {drift.kind for drift in found.drifts}


def test_the_text_that_was_recorded_has_not_drifted(store: Store) -> None:
    found = verified(store, TEXT)
    assert found.drifts == ()
    assert (found.spans, found.quotations) == (2, 2)
    assert found.sha256 == found.expected


characters = st.characters(exclude_categories=["Cs"])


@given(st.integers(0, len(TEXT) - 1), characters)
def test_any_changed_character_is_caught(store: Store, at: int, char: str) -> None:
    if char != TEXT[at]:
        assert verified(store, TEXT[:at] + char + TEXT[at + 1 :]).drifts


@given(st.integers(0, len(TEXT)), characters)
def test_any_inserted_character_is_caught(store: Store, at: int, char: str) -> None:
    assert verified(store, TEXT[:at] + char + TEXT[at:]).drifts


@given(st.integers(0, len(TEXT) - 1))
def test_any_deleted_character_is_caught(store: Store, at: int) -> None:
    assert verified(store, TEXT[:at] + TEXT[at + 1 :]).drifts


@given(st.integers(START, END - 1), st.sampled_from("xyzæøåщї"))
def test_a_character_changed_in_a_quotation_is_placed(store: Store, at: int, char: str) -> None:
    if char == TEXT[at]:
        return
    found = verified(store, TEXT[:at] + char + TEXT[at + 1 :])
    assert kinds(found) == {"hash", "quotation"}
    (drift,) = (drift for drift in found.drifts if drift.kind == "quotation")
    assert drift.claim == "bro/water"
    assert drift.now is not None
    assert (drift.now.start, drift.now.end, drift.now.percent) == (START, END, 95)
    assert drift.now.spot == Spot(2, 2)


def test_a_quotation_that_has_moved_is_found_whole(store: Store) -> None:
    found = verified(store, f"Ny:\n{TEXT}")
    assert kinds(found) == {"hash", "length", "quotation"}
    (drift,) = (drift for drift in found.drifts if drift.kind == "quotation")
    assert drift.now is not None
    assert (drift.now.start, drift.now.end, drift.now.percent) == (START + 4, END + 4, 100)
    assert drift.now.spot == Spot(3, 2)


def test_a_quotation_without_a_span_may_stand_anywhere(store: Store) -> None:
    moved = TEXT.replace(f"og {LOOSE}", "").rstrip() + f"\n{LOOSE}\n"
    assert [d.claim for d in verified(store, moved).drifts if d.kind == "quotation"] == []
    gone = verified(store, TEXT.replace(LOOSE, "også broen var der den gang"))
    (drift,) = (drift for drift in gone.drifts if drift.kind == "quotation")
    assert drift.message == "quotation is nowhere in the text"
    assert drift.now is not None
    assert 50 <= drift.now.percent < 100


def test_a_quotation_that_is_gone_is_not_placed(store: Store) -> None:
    found = verified(store, TEXT[:START] + "…\n")
    gone = [drift for drift in found.drifts if drift.kind == "quotation"]
    assert [(drift.now, drift.found) for drift in gone] == [(None, None)] * 2


def test_a_span_beyond_the_text_is_a_drift(store: Store) -> None:
    found = verified(store, "Den gamle bro.\n")
    assert [drift.span for drift in found.drifts if drift.kind == "span"] == [(0, 34)]


@pytest.mark.parametrize(
    ("change", "message", "at"),
    [
        (lambda b: b.replace(b"\n", b"\r\n", 1), "line ends in CR LF, not in LF", Spot(1, 35)),
        (lambda b: b.replace(b"\n", b"\r", 1), "line ends in CR, not in LF", Spot(1, 35)),
        (lambda b: b + b"\n", "2 line ends at the end of the text, not one", Spot(4, 1)),
        (lambda b: b.rstrip(), "no line end at the end of the text", Spot(3, 60)),
        (lambda b: b"\xef\xbb\xbf" + b, "a byte order mark at the begin of the text", Spot(1, 1)),
        (lambda b: b.replace("å".encode(), b"a\xcc\x8a", 1), "“å” is not in NFC", Spot(1, 20)),
    ],
)
def test_a_text_not_in_normal_form_has_drifted_in_form_alone(
    store: Store, change: Callable[[bytes], bytes], message: str, at: Spot
) -> None:
    found = verify(store, find(store, "document", "bro"), change(TEXT.encode()))
    assert [(d.kind, d.message, d.spot) for d in found.drifts] == [("form", message, at)]


def test_bytes_that_are_not_utf_8_are_named_where_they_stand(store: Store) -> None:
    data = TEXT.replace("“", "").replace("”", "").encode("latin-1")
    found = verify(store, find(store, "document", "bro"), data)
    form = [(drift.message, drift.spot) for drift in found.drifts if drift.kind == "form"]
    assert form[:2] == [
        ("byte 0xe5 is not UTF-8", Spot(1, 20)),
        ("byte 0xe5 is not UTF-8", Spot(1, 26)),
    ]
    assert "hash" in kinds(found)


@given(st.text(characters))
def test_what_is_in_normal_form_is_read_as_it_is_and_all_else_deviates(text: str) -> None:
    normal, deviations = read(text.encode())
    assert (normal == text) == (not deviations) or text == ""
    assert read(normal.encode()) == (normal, []) or normal == ""
    assert unicodedata.is_normalized("NFC", normal)


@given(st.text("ab c\n", min_size=1), st.text("ab c", min_size=1))
def test_a_place_is_within_the_text_and_whole_only_if_it_is_the_quotation(
    text: str, quote: str
) -> None:
    place = nearest(text, quote, None)
    assert (place is not None and place.alike == 1.0) == (quote in text)
    if place:
        assert 0 <= place.start <= place.end <= len(text)


@given(st.text("a\n"), st.data())
def test_a_spot_is_where_an_editor_shows_it(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = spot(text, offset)
    lines = text.split("\n")
    assert sum(len(each) + 1 for each in lines[: line - 1]) + column - 1 == offset
    assert 1 <= column <= len(lines[line - 1]) + 1


# The command


def test_no_drift_is_exit_code_0_and_a_drift_is_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bro.txt").write_text(TEXT, encoding="utf-8")
    result = run("bro", "bro.txt", "-f", "text")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "as recorded" in result.stdout
    result = run("bro", "-", "-f", "text", data=TEXT.replace("stige", "stiger").encode())
    assert result.exit_code == 1
    assert "nearest at 36 to 61, line 2, column 2, 96 % alike" in result.stdout


def test_the_drifts_are_data(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bro.txt").write_text(TEXT.replace("stige", "stigе"), encoding="utf-8")
    result = run("bro", "bro.txt", "-f", "json")
    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)
    assert found["recordedSha256"] == sha256(TEXT.encode()).hexdigest()
    whole, quotation = found["drifts"]
    assert whole["kind"] == "hash"
    assert quotation["span"] == [START, END]
    assert quotation["now"] == {"start": START, "end": END, "line": 2, "column": 2, "percent": 95}
    row = run("bro", "bro.txt", "-f", "csv").stdout.splitlines()[2]
    assert row.startswith("bro,quotation,quotation is not at its span,2,2,bro/water,36,60,")


def test_a_copy_is_held_against_the_original(run: Run) -> None:
    result = run("bro-copy", "-", "-f", "json", data=TEXT.encode())
    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["original"] == "bro"


def test_a_folder_is_verified_by_the_names_of_its_files(run: Run, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "bro-copy.txt").write_text(TEXT + "x", encoding="utf-8")
    (texts / "notes.md").write_text("not a text")
    result = run("--all", "texts", "-f", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    assert [each["document"] for each in json.loads(result.stdout)] == ["bro-copy"]
    (texts / "brro.txt").write_text(TEXT, encoding="utf-8")
    assert run("--all", "texts").exit_code == 2


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("nobody", "bro.txt"), 2, "no document is called 'nobody'"),
        (("unread", "bro.txt"), 2, "no document with a known text is called 'unread'"),
        (("bro", "none.txt"), 3, "none.txt cannot be read"),
        (("bro", "."), 3, ". cannot be read"),
        (("--all", "none"), 3, "none is not a folder"),
        (("--all", "."), 0, ""),
        (("bro",), 2, "name a document and its text"),
        (("bro", "bro.txt", "--all", "."), 2, "name a document and its text"),
    ],
)
def test_what_cannot_be_verified_is_said_with_its_exit_code(
    run: Run, tmp_path: Path, args: tuple[str, ...], code: int, told: str
) -> None:
    (tmp_path / "bro.txt").write_text(TEXT, encoding="utf-8")
    result = run(*args)
    assert result.exit_code == code, result.output
    assert told in result.stderr


def test_never_more_than_a_few_words_of_the_text_are_shown(run: Run) -> None:
    changed = TEXT.replace("vandet", "vandt").replace("også", "ikke")
    for form in ("text", "json", "csv"):
        shown = run("bro", "-", "-f", form, data=changed.encode()).stdout
        words = changed.split()
        runs = [" ".join(words[at : at + 7]) for at in range(len(words) - 6)]
        assert [run for run in runs if run in shown] == []


@pytest.mark.skipif(
    not ARTICLE.exists(), reason=f"the article's text is not shipped, and not at {ARTICLE}"
)
def test_the_first_article_is_the_one_that_was_recorded(tmp_path: Path) -> None:
    sample = CliRunner().invoke(main, ["load", "records", "--sample", "-s", str(tmp_path / "s")])
    assert sample.exit_code == 0
    store = Store.open(tmp_path / "s")
    document = find(store, "document", "ritzau-2022-09-10")
    data = ARTICLE.read_bytes()
    found = verify(store, document, data)
    assert (found.drifts, found.length) == ((), 2281)
    assert found.quotations == 8
    changed = verify(store, document, data.replace(b"begynde at", b"begyndt at"))
    assert {drift.claim for drift in changed.drifts} == {None, "ritzau-2022-09-10/officer-clearing"}
    (drift,) = (drift for drift in changed.drifts if drift.kind == "quotation")
    assert drift.now is not None
    assert (drift.now.start, drift.now.end, drift.now.percent) == (878, 912, 97)
