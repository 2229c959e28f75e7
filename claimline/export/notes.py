"""Notes in Markdown: names of files, links between notes, front matter, and text made harmless."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from hashlib import sha256

from claimline.answers import Plain
from claimline.export.safe import isolated

Front = Mapping[str, Plain | list[str]]

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 80
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_SPECIAL = re.compile(r"[\\`*_{}\[\]#!|~=$%^]|(?<=:):|^[-+>]")
_NUMBERED = re.compile(r"^([0-9]{1,9})([.)])")
_WRITTEN_OUT = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
_ALIAS = str.maketrans("|[]<>`$\\*", "\u2223\uff3b\uff3d\u2039\u203a\u02cb\uff04\uff3c\u2217")
"""What would end a link's label, or begin something within it, and what looks much the same."""
_PAIRED = re.compile(r"([%~=])(?=\1)")


class Names:
    """The names of notes: safe on every system, and different in more than their capitals."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, folder: str, key: str) -> str:
        """Return the name of the note of a thing, with its folder, without a suffix."""
        wanted = f"{folder}/{key}"
        if wanted not in self._names:
            self._names[wanted] = self._new(folder, key)
        return self._names[wanted]

    def _new(self, folder: str, key: str) -> str:
        plain = _UNSAFE.sub("-", unicodedata.normalize("NFC", key)).strip("-. ")
        safe = plain == key.replace("/", "-") and len(plain.encode()) <= _LONGEST
        name = f"{folder}/{plain}"
        if not safe or _RESERVED.fullmatch(plain) or name.casefold() in self._taken:
            short = plain.encode()[:_LONGEST].decode(errors="ignore").strip("-. ")
            name = f"{folder}/{short or 'note'}-{sha256(key.encode()).hexdigest()[:8]}"
        self._taken.add(name.casefold())
        return name


def front(values: Front) -> str:
    """Return front matter: YAML whose texts are in quotes, so that none is taken for more."""
    lines = []
    for name, value in values.items():
        if isinstance(value, list):
            lines += [f"{name}:", *(f"  - {_quoted(each)}" for each in value)] if value else []
        elif value is not None:
            lines.append(f"{name}: {_quoted(value)}")
    return "\n".join(["---", *lines, "---", ""])


def _quoted(value: Plain) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _WRITTEN_OUT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def link(name: str, label: str) -> str:
    """Return a link to a note, shown as a label."""
    shown = " ".join(isolated(label).split()).translate(_ALIAS)
    single = _PAIRED.sub(r"\1 ", shown)
    return f"[[{name}|{single}]]"


def plain(text: str) -> str:
    r"""Return a text as one line of Markdown that shows it: no markup, HTML, tag or link in it.

    >>> plain("<b>*x*</b> #tag\n[[y]]")
    '&lt;b&gt;\\*x\\*&lt;/b&gt; \\#tag \\[\\[y\\]\\]'
    """
    line = " ".join(isolated(text).split())
    line = _SPECIAL.sub(lambda found: f"\\{found[0]}", line)
    line = _NUMBERED.sub(r"\1\\\2", line)
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def address(url: str, label: str) -> str:
    """Return a link to a page of the web, shown as a label."""
    safe = "".join(f"%{ord(it):02X}" if it in ' <>"()[]\\`|\n\r\t' else it for it in url)
    return f"[{plain(label)}](<{safe}>)"


def section(title: str, lines: Iterable[str]) -> str:
    """Return a list under a heading; nothing where there is nothing to list."""
    found = [f"- {line}\n" for line in lines]
    return f"\n## {title}\n\n{''.join(found)}" if found else ""
