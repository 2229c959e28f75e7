"""Query files as functions: what stands between the braces is a term, and nothing else."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from claimline import catalogue
from claimline.errors import BadParameter, BadQuery, UnknownName
from claimline.store import Store

PROBE = catalogue.parse(
    "probe",
    """\
#+ title = "Probe"
#+ help = "What a parameter is bound to."
#+
#+ [params.text]
#+ type = "text"
#+ [params.thing]
#+ type = "iri"
#+ [params.number]
#+ type = "number"
#+ [params.moment]
#+ type = "moment"
SELECT ?text ?thing ?number ?moment WHERE {
  VALUES ?text { "default" }
  VALUES ?thing { <https://example.org/default> }
  VALUES ?number { 1 }
  VALUES ?moment { UNDEF }
}
ORDER BY ?text
""",
)
SECRET = Quad(*(NamedNode(f"https://example.org/{name}") for name in ("s", "p", "o", "g")))
HOSTILE = [
    '" } ?s ?p ?o . VALUES ?x { "',
    "} DROP ALL #",
    "x>} ; INSERT DATA { <a:a> <a:b> <a:c> } #",
    "\\",
    '\\" } #',
    '"""',
    "'",
    "a\nVALUES ?thing { <https://example.org/other> }",
    "a\r\n} UNION {",
    "\\u0022 } #",
    "https://example.org/> } UNION { ?s ?p ?o } #",
    "https://example.org/a b",
    "javascript:alert(1)",
    "UNDEF",
    "{ }",
    "\u2028} #",
    "\x00",
    "#",
    "$(rm -rf ~)",
]


def answer(**values: str) -> tuple[object, ...]:
    """Return the one row of the probe, asked of a store with something to steal."""
    store = Store.memory([SECRET])
    (row,) = store.select(PROBE.bind(**values)).rows
    assert list(store.quads()) == [SECRET]
    return row


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_arrives_as_itself(text: str) -> None:
    assert answer(text=text)[0] == Literal(text)


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\x00" not in text])
def test_a_hostile_text_arrives_at_another_engine(text: str) -> None:
    (row,) = rdflib.Graph().query(PROBE.bind(text=text)).bindings
    assert str(row[rdflib.Variable("text")]) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_arrives_as_itself(text: str) -> None:
    assert answer(text=text)[0] == Literal(text)


@pytest.mark.parametrize("kind", [*catalogue.THINGS, "iri", "moment", "start", "number"])
@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_not_a_term_of_the_type_is_refused(kind: str, text: str) -> None:
    if kind in {"moment", "start", "number"} or text != "javascript:alert(1)":
        with pytest.raises(BadParameter):
            catalogue.term(kind, text)


def test_half_a_character_is_refused() -> None:
    for kind in ("text", "iri"):
        with pytest.raises(BadParameter):
            catalogue.term(kind, "https://example.org/\ud800")


@given(st.text())
def test_an_iri_arrives_as_itself_or_not_at_all(text: str) -> None:
    iri = f"https://example.org/{text}"
    try:
        bound = PROBE.bind(thing=iri)
    except BadParameter:
        return
    (row,) = Store.memory([SECRET]).select(bound).rows
    assert row[1] == NamedNode(iri)


def test_each_type_has_its_term() -> None:
    given = answer(thing="https://example.org/x", number="-4.50", moment="2022-04-02")
    assert [str(cell) for cell in given[1:]] == [
        "<https://example.org/x>",
        '"-4.5"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        '"2022-04-03T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
    ]


def test_a_start_is_the_first_instant_of_a_date_and_a_moment_the_last() -> None:
    bounds = [catalogue.term(kind, "2022-09").value for kind in ("start", "moment")]
    assert bounds == ["2022-09-01T00:00:00Z", "2022-10-01T00:00:00Z"]
    for kind, text in (("start", "../2022"), ("moment", "2022/.."), ("number", "٣")):
        with pytest.raises(BadParameter):
            catalogue.term(kind, text)


def test_several_values_ask_for_any() -> None:
    rows = Store.memory().select(PROBE.bind(text=["one", "two"])).rows
    assert [row[0] for row in rows] == [Literal("one"), Literal("two")]


def test_no_value_leaves_the_default() -> None:
    assert PROBE.bind() == PROBE.text


def test_a_parameter_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadParameter, match="it has: text, thing, number, moment"):
        PROBE.bind(colour="red")


def test_an_unknown_question_comes_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="timeline"):
        catalogue.get("timelin")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * {}", "lacks help, title"),
        ('#+ title = "T', "not TOML"),
        ('#+ title = "T"\n#+ help = "H."\n#+ params.x.type = "text"\nSELECT * {}', "VALUES"),
        (
            '#+ title = "T"\n#+ help = "H."\n#+ params.x.type = "txt"\nVALUES ?x { "a" }',
            "nearest: text",
        ),
        (
            '#+ title = "T"\n#+ help = "H."\n#+ params.x.type = "text"\n'
            'VALUES ?x { "a" }\nVALUES ?x { "b" }',
            "two different defaults",
        ),
    ],
)
def test_a_header_must_say_what_the_text_has(text: str, said: str) -> None:
    with pytest.raises(BadQuery, match=said):
        catalogue.parse("q", text)
