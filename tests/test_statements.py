"""Statements as texts: the very texts that the engine writes, each once, shared by none."""

from __future__ import annotations

import pickle
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from claimline import terms
from claimline.statements import Statements, grouped, joined, literal, size

ONE, TWO = NamedNode("https://example.org/one"), NamedNode("https://example.org/two")
NODES = st.sampled_from([NamedNode(f"https://example.org/{name}") for name in "abc"])
WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
QUADS = st.builds(
    Quad,
    NODES,
    NODES,
    st.one_of(NODES, WORDS.map(Literal), WORDS.map(lambda text: Literal(text, language="uk"))),
    st.just(ONE),
)


@given(WORDS)
def test_a_text_is_written_as_the_engine_writes_it(text: str) -> None:
    assert literal(text) == str(Literal(text))


@given(WORDS)
def test_an_iri_is_minted_as_it_would_be_quoted(key: str) -> None:
    assert terms.minted("place", key) == str(terms.mint("place", key))
    assert terms.minted("place", key).endswith(f"/place/{quote(key, safe='')}>")


@given(st.lists(QUADS))
def test_quads_come_back_from_texts_each_once(quads: list[Quad]) -> None:
    said = Statements.of(ONE, quads)
    assert {*said} == {*quads}
    assert len(said) == len([*said]) == len({*quads})
    assert sorted(said.text().split("\n")) == sorted({"", *(f"{it} ." for it in quads)})


@given(st.lists(QUADS), st.randoms())
def test_the_mark_is_that_of_the_content_in_whatever_order(
    quads: list[Quad], random: object
) -> None:
    said = Statements.of(ONE, quads)
    random.shuffle(quads)  # type: ignore[attr-defined] # a random.Random
    assert Statements.of(ONE, quads).mark == said.mark
    if quads:
        assert Statements.of(ONE, quads[1:] if quads[0] not in quads[1:] else []).mark != said.mark


def test_what_two_graphs_share_is_changed_in_neither() -> None:
    shared = grouped([("<p:a>", '"1"'), ("<p:a>", '"1"'), ("<p:b>", '"2"')])
    one, two = Statements(ONE, [("<s:s>", shared)]), Statements(TWO, [("<s:s>", shared)])
    one.add(("<s:s>", grouped([("<p:a>", '"3"')])))
    assert two.held == {"<s:s>": {"<p:a>": '"1"', "<p:b>": '"2"'}}
    assert one.held == {"<s:s>": {"<p:a>": {'"1"': None, '"3"': None}, "<p:b>": '"2"'}}
    assert (len(one), len(two), size(joined(shared, shared))) == (3, 2, 2)


def test_what_is_said_twice_is_said_once() -> None:
    said = grouped([("<p:a>", '"1"')])
    graph = Statements(ONE, [("<s:s>", said), ("<s:s>", {**said})])
    assert graph.text() == f'<s:s> <p:a> "1" {ONE} .\n'
    assert {*pickle.loads(pickle.dumps(graph))} == {*graph}  # noqa: S301 # it was made here


@pytest.mark.parametrize(
    "wrong",
    [
        Quad(ONE, ONE, ONE, TWO),
        Quad(BlankNode(), ONE, ONE, ONE),
        Quad(ONE, ONE, BlankNode(), ONE),
    ],
)
def test_a_quad_of_another_graph_or_with_a_blank_node_is_refused(wrong: Quad) -> None:
    with pytest.raises(ValueError, match=r"is not of the graph|has a blank node"):
        Statements.of(ONE, [wrong])
