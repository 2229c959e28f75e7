"""Terms as N-Triples writes them: what is sure about one without asking rdflib.

Where rdflib might see more in a text than is plain here, the answer is "not known".
"""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, RdfFormat, parse

from claimline.terms import RDF, RDFS, XSD

Value = Decimal | datetime

INTEGER, DECIMAL, MOMENT, BOOLEAN = (
    f"<{XSD}{name}>" for name in ("integer", "decimal", "dateTime", "boolean")
)
STRING, LANGUAGE_STRING = f"<{XSD}string>", f"<{RDF}langString>"
VALUED = {INTEGER, DECIMAL, MOMENT}
BOOLEANS = {f'"{word}"^^{BOOLEAN}': word == "true" for word in ("true", "false")}

_SPECIAL = (f"<{XSD}", f"<{RDF}", f"<{RDFS}")
_TYPED = re.compile(r'"([^"\\]*)"\^\^(<[^"]*>)')
_FORMS = {
    INTEGER: re.compile(r"-?[0-9]{1,18}"),
    DECIMAL: re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?"),
    MOMENT: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}Z"),
}


def is_literal(text: str) -> bool:
    """Return whether a text is a literal and not an IRI or a blank node."""
    return text[0] == '"'


def is_iri(text: str) -> bool:
    """Return whether a text is an IRI."""
    return text[0] == "<"


def is_special(datatype: str) -> bool:
    """Return whether a datatype is of RDF or XML Schema, whose texts rdflib reads closely."""
    return datatype.startswith(_SPECIAL)


@lru_cache(maxsize=1 << 16)
def value(text: str) -> Value | None:
    """Return the number or the moment in UTC that a literal stands for, where that is sure."""
    typed = _TYPED.fullmatch(text)
    if typed is None or typed[2] not in _FORMS or not _FORMS[typed[2]].fullmatch(typed[1]):
        return None
    if typed[2] != MOMENT:
        return Decimal(typed[1])
    try:
        return datetime.fromisoformat(typed[1])
    except ValueError:
        return None


def language(text: str) -> str:
    """Return the language tag of a literal, or an empty text."""
    return text.rpartition('"@')[2] if text[0] == '"' and text[-1] not in '">' else ""


def is_sure(text: str) -> bool:
    """Return whether rdflib is sure to see a term that is no other text's term as well.

    A literal that is not of its datatype is given to rdflib as plain text, and a base
    direction is lost on the way; such texts may become one.
    """
    if text[0] != '"' or text[-1] == '"':
        return True
    if text[-1] != ">":
        return "--" not in language(text)
    return not is_special(_datatype(text)) or text in BOOLEANS or value(text) is not None


def lexical(text: str) -> str | None:
    """Return an IRI or the characters of a literal; None for a blank node, or if not known."""
    if text[0] == "<" or (text[-1] == '"' and "\\" not in text):
        return text[1:-1]
    if text[0] == "_" or (text[-1] == ">" and not _is_kept(_datatype(text))):
        return None
    if "\\" not in text:
        return text[1 : text.rindex('"')]
    (triple,) = parse(f"<x:s> <x:p> {text} .", format=RdfFormat.N_TRIPLES)
    return triple.object.value if isinstance(triple.object, Literal) else None


def _datatype(text: str) -> str:
    return text[text.rindex('"') + 3 :]


def _is_kept(datatype: str) -> bool:
    """Return whether rdflib keeps the characters of a datatype's literals as they are."""
    return datatype in _FORMS or datatype == BOOLEAN or not is_special(datatype)
