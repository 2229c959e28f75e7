"""What a store says, for other tools: what to take of it, what to leave out, and the formats.

The way of an export: ``selected`` takes the claims that are asked for and all that they need →
``redacted`` leaves out what must not be told → a module of ``formats`` writes the files.
"""

from claimline.export.found import Exporter, get, names
from claimline.export.redacted import redacted
from claimline.export.selected import Chosen, File, selected
from claimline.modules import examples, summary

__all__ = [
    "Chosen",
    "Exporter",
    "File",
    "examples",
    "get",
    "names",
    "redacted",
    "selected",
    "summary",
]
