"""RDF to model values: the way of ``rdf`` back, for data that others hold in our ontology.

What comes so is no exception: it becomes the same values as any other data, so that it is
written, checked and validated like all else. Each value is written anew and held against what
was read; a statement that no value stands for is a fault that names it, and so is one that a
value needs and that is missing. Only what follows from the rest may be left out: types,
identifiers, look-up keys, the labels of reports, and which record a claim is in.

Without named graphs nobody says which record a document or an event belongs to: a document then
has a record of its own, and an event stands on its own.
"""

from claimline.rdf_in.found import Found, found
from claimline.rdf_in.texts import FORMATS, SUFFIXES, Statement, parsed, statements

__all__ = ["FORMATS", "SUFFIXES", "Found", "Statement", "found", "parsed", "statements"]
