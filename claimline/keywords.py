"""The words of a SPARQL query that are keywords, told apart from names, texts and comments."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""'''
    r"""|'''(?:[^'\\]|\\.|'(?!''))*'''"""
    r'''|"(?:[^"\\\n]|\\.)*"'''
    r"""|'(?:[^'\\\n]|\\.)*'"""
    r"""|<[^<>"{}|^`\\\x00-\x20]*>"""
    r"""|(?P<comment>\#[^\n]*)""",
    re.DOTALL,
)
"""What may hold a # that begins no comment, and comments."""

_WORD = re.compile(
    _TOKEN.pattern + r"|[?$]\w+|@[\w-]+|[\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*|(?P<word>\w+)",
    re.DOTALL,
)
"""The tokens of a query that letters can be part of, and words that are keywords."""


def without_comments(query: str) -> str:
    """Return a query with blanks for its comments; its lines end in a line feed alone.

    >>> without_comments("ASK {<urn:a#b> ?p '#'} # all")
    "ASK {<urn:a#b> ?p '#'}      "
    """
    return _TOKEN.sub(lambda it: " " * len(it[0]) if it["comment"] else it[0], query)


def has_keyword(query: str, keyword: str) -> bool:
    """Return whether a word stands where a keyword would, in a query without comments.

    >>> has_keyword("SELECT ?from FROM <urn:from> {}", "from")
    True
    >>> has_keyword("ASK {?from ?p 'from'}", "from")
    False
    """
    words = (match["word"] for match in _WORD.finditer(query))
    return any(word and word.casefold() == keyword for word in words)
