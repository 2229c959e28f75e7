"""The plain way, to measure ours against: rdflib reads, pySHACL judges, oxrdflib keeps on disk.

``python -m benchmarks._plain FILE.nq FOLDER`` does with the statements of a file what a load
does, as one would write it without claimline: everything at once, in memory.
"""

from __future__ import annotations

import sys

import rdflib
from pyshacl import validate

from claimline.shapes import shipped
from claimline.shapes.window import graph


def main(file: str, folder: str) -> None:
    """Read, judge and keep; ends with 1 where the statements break a shape."""
    rdflib.NORMALIZE_LITERALS = False  # else …Z becomes …+00:00, and no bound is in UTC
    data = rdflib.Dataset(default_union=True)
    data.parse(file, format="nquads")
    together = rdflib.Graph()
    for triple in data.triples((None, None, None)):
        together.add(triple)
    conforms, _, text = validate(
        together + graph(shipped.vocabularies()), shacl_graph=graph(shipped.shapes())
    )
    if not conforms:
        sys.exit(f"{file}: {text}")
    kept = rdflib.Dataset(store="Oxigraph")
    kept.open(folder, create=True)
    kept.addN((s, p, o, kept.graph(g)) for s, p, o, g in data.quads((None, None, None, None)) if g)
    kept.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
