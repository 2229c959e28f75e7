"""Text of others made harmless where it is put: in a page, beside other text, in a file's name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FIRST, _POP = "\u2068", "\u2069"
_SCRIPT = re.compile("[<\u2028\u2029\x7f-\x9f\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def isolated(text: str) -> str:
    """Return a text that cannot turn round what stands beside it, nor end a line unseen.

    What XML and old programs cannot hold becomes the replacement character.
    """
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
    if not _TURNING.search(text):
        return text
    # A stray end of an isolate would end ours.
    depth, kept = 0, []
    for letter in text:
        depth += (letter in "\u2066\u2067\u2068") - (letter == _POP)
        if depth >= 0:
            kept.append(letter)
        depth = max(depth, 0)
    return f"{_FIRST}{''.join(kept)}{_POP * (depth + 1)}"


def html(text: str) -> str:
    """Return a text as HTML that shows it.

    >>> html('<b onclick="x">')
    '&lt;b onclick=&quot;x&quot;&gt;'
    """
    return escape(isolated(text))


def paragraphs(texts: Iterable[str]) -> str:
    """Return texts as paragraphs of HTML."""
    return "".join(f"<p>{html(text)}</p>" for text in texts)


def as_json(value: object, *, indent: int | None = None) -> str:
    r"""Return a value as JSON that can also stand within a page's script.

    >>> as_json({"text": "</script>"})
    '{"text": "\\u003c/script>"}'
    """
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
