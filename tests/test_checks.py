"""Every check answers nothing on its valid example and something on its invalid one, and the
same on two engines."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple, parse
from rdflib.query import ResultRow

from claimline import catalogue
from claimline.catalogue import Query

# rdflib's own TriG parser uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

EXAMPLES = Path(__file__).parent / "data" / "checks"
CHECKS = {check.name: check for check in catalogue.checks()}
Row = tuple[str | None, ...]


def example(name: str, verdict: str) -> Path:
    (path,) = EXAMPLES.glob(f"{name}.{verdict}.*")
    return path


def plain(term: NamedNode | BlankNode | Literal | Triple) -> str:
    assert not isinstance(term, Triple)
    return term.value


def on_oxigraph(check: Query, path: Path) -> list[Row]:
    store = Store()
    store.extend(parse(path=str(path)))
    rows = store.query(check.text, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    return [tuple(None if term is None else plain(term) for term in row) for row in rows]


def cells(row: object) -> ResultRow:
    assert isinstance(row, ResultRow)
    return row


def on_rdflib(check: Query, path: Path) -> list[Row]:
    data = rdflib.Dataset(default_union=True)
    data.parse(path, format="trig")
    rows = data.query(check.text)
    return [tuple(None if term is None else str(term) for term in row) for row in map(cells, rows)]


def test_each_check_has_its_two_examples_and_there_are_no_strays() -> None:
    expected = sorted(f"{name}.{verdict}" for name in CHECKS for verdict in ("invalid", "valid"))
    assert expected == sorted(path.stem for path in EXAMPLES.iterdir())


@pytest.mark.parametrize("name", CHECKS)
def test_the_valid_example_passes(name: str) -> None:
    path = example(name, "valid")
    assert on_oxigraph(CHECKS[name], path) == []
    assert on_rdflib(CHECKS[name], path) == []


@pytest.mark.parametrize("name", CHECKS)
def test_the_invalid_example_is_found_out_on_both_engines_alike(name: str) -> None:
    path = example(name, "invalid")
    rows = on_oxigraph(CHECKS[name], path)
    assert rows
    assert rows == on_rdflib(CHECKS[name], path)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_says_what_to_mend_and_where(name: str) -> None:
    rows = Store().query(CHECKS[name].text)
    assert isinstance(rows, QuerySolutions)
    assert [variable.value for variable in rows.variables] == ["focus", "value", "message"]
    found = on_oxigraph(CHECKS[name], example(name, "invalid"))
    assert all(focus and message for focus, _, message in found)
    assert len(found) == len(set(found))


def rows(name: str) -> list[tuple[str, str, str]]:
    """Return what a check answers on its invalid example, its IRIs cut to their last parts."""
    found = on_oxigraph(CHECKS[name], example(name, "invalid"))
    return [(str(f).rsplit("/", 1)[1], str(v).rsplit("/", 1)[-1], str(m)) for f, v, m in found]


def test_a_wrong_chain_is_answered_with_the_right_one() -> None:
    right = "The label of this report must be its chain: "
    assert rows("chain-labels") == [
        ("1", "reuters", right + "zelenskyj → reuters"),
        ("2", "zelenskyj → ritzau", right + "reuters → ritzau"),
        ("3", "ritzau → ritzau", right + "ritzau"),
    ]


def test_a_thing_of_the_wrong_kind_is_as_good_as_undeclared() -> None:
    assert [(focus, value) for focus, value, _ in rows("no-dangling-reference")] == [
        ("ritzau-2022-09-10", "ritzau"),
        ("evacuation", "kupiansk-vuzlovyi"),
    ]


def test_a_report_must_follow_the_claim_and_the_reports_it_repeats() -> None:
    assert [(focus, value) for focus, value, _ in rows("published-before-said")] == [
        ("2", "area-2000"),
        ("5", "4"),
    ]


def test_only_the_claim_without_a_report_is_unreported() -> None:
    assert [focus for focus, _, _ in rows("unreported-claim")] == ["area-2000"]
