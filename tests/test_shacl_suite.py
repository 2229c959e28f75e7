"""The W3C's test suite for SHACL Core: each of its reports, whoever judges."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Quad, parse
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from claimline import shapes
from claimline.errors import InputError
from claimline.shapes import by_pyshacl
from claimline.shapes.plan import Plan
from claimline.shapes.window import graph

SUITES = Path(os.environ.get("CLAIMLINE_TEST_SUITES", Path(__file__).parents[2] / "shared/suites"))
CORE = SUITES / "w3c-data-shapes" / "data-shapes-test-suite" / "tests" / "core"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
SH = Namespace(shapes.SH)

HERE = pytest.mark.skipif(
    not CORE.is_dir(),
    reason="W3C's SHACL test suite is not here: set CLAIMLINE_TEST_SUITES to a folder that holds "
    "it as w3c-data-shapes/data-shapes-test-suite",
)
OTHERWISE = {
    "misc/severity-002": "a severity of one's own weighs as a violation, since its weight is "
    "not known",
    "property/or-datatypes-001": "a literal that is not of its datatype is given to pySHACL as "
    "plain text, and a plain text is what the shape asks for",
    "property/uniqueLang-002": 'pySHACL takes "1"^^xsd:boolean for true',
}
"""Where we, or pySHACL, and the suite are not of one mind, and why."""

Result = tuple[str, str, str, str, str]
"""Focus node, path, value, source shape and severity of a result, as a finding has them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A test of the suite; ``expected`` is None where validation must fail."""

    data: list[Quad]
    shapes: list[Quad]
    expected: set[Result] | None


def named(file: Path) -> str:
    return str(file.relative_to(CORE).with_suffix(""))


def case(file: Path) -> Case:
    manifest = graph(quads(file))
    (test,) = manifest.subjects(RDF.type, SHT.Validate)
    action = manifest.value(test, MF.action)
    data, by = (
        quads(Path(str(manifest.value(action, SHT[what])).removeprefix("file://")))
        for what in ("dataGraph", "shapesGraph")
    )
    result = manifest.value(test, MF.result)
    expected = None if result == SHT.Failure else set(results(manifest, result, graph(by)))
    return Case(data, by, expected)


@cache
def quads(file: Path) -> list[Quad]:
    return list(parse(path=str(file), base_iri=file.as_uri()))


def results(manifest: Graph, report: Node | None, by: Graph) -> Iterator[Result]:
    for result in manifest.objects(report, SH.result):
        source = manifest.value(result, SH.sourceShape)
        path = by.value(source, SH.path)
        value = manifest.value(result, SH.value)
        yield (
            str(manifest.value(result, SH.focusNode)),
            "" if path is None else by_pyshacl.notation(by, path),
            "" if value is None else str(value),
            local(source) if isinstance(source, URIRef) else "unnamed",
            local(manifest.value(result, SH.resultSeverity)).lower(),
        )


def local(term: Node | None) -> str:
    return str(term).rpartition("#")[2].rpartition("/")[2]


def found(findings: list[shapes.Finding]) -> set[Result]:
    return {(f.focus, f.path, f.value, f.shape, f.severity) for f in findings}


def judged(given: Case) -> list[shapes.Finding] | None:
    try:
        return shapes.validate(given.data, given.shapes)
    except InputError:
        return None


def judged_by_pyshacl(given: Case) -> list[shapes.Finding] | None:
    try:
        return sorted(by_pyshacl.results(graph(given.data), graph(given.shapes)), key=shapes.order)
    except InputError:
        return None


FILES = sorted(file for file in CORE.rglob("*.ttl") if "sht:Validate" in file.read_text("utf-8"))


@HERE
def test_the_suite_is_whole_and_most_of_it_is_compiled() -> None:
    left = [named(file) for file in FILES if not Plan(case(file).shapes).is_whole]
    assert (len(FILES), len(left)) == (98, 13)
    assert left == [
        "complex/shacl-shacl",
        "node/minInclusive-002",
        "node/minInclusive-003",
        "node/qualified-001",
        "path/path-strange-001",
        "path/path-strange-002",
        "property/datatype-001",
        "property/datatype-ill-formed",
        "property/or-datatypes-001",
        "property/qualifiedMinCountDisjoint-001",
        "property/qualifiedValueShape-001",
        "property/qualifiedValueShapesDisjoint-001",
        "property/uniqueLang-002",
    ]


@pytest.mark.parametrize("file", FILES, ids=named)
def test_the_report_is_the_suites(file: Path) -> None:
    given = case(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of rdflib, at literals that are wrong on purpose
        findings = judged(given)
        assert findings == judged_by_pyshacl(given)
    as_expected = given.expected == (None if findings is None else found(findings))
    assert as_expected is (named(file) not in OTHERWISE)
