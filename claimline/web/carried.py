"""What a single file carries so that it answers SPARQL: the editor, a store, and the data.

All of it is packed (zlib, then base64, which no element can be closed by) and lies inert in
the page until the reader opens the query part; ``static/carried.js`` unpacks it then. zlib and
not gzip: its header tells neither when nor where it was packed.
"""

from __future__ import annotations

import re
import zlib
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

from claimline import packaged
from claimline.export import Chosen
from claimline.web.vendor import packages

STYLES = {"yasgui.css": "vendor/yasgui/yasgui.min.css", "sparql.css": "sparql.css"}
SCRIPTS = {"yasgui.js": "vendor/yasgui/yasgui.min.js", "sparql.js": "sparql.js"}
"""Where what is put into the page stands, by the names it is carried under, in the order in
which it is put there."""

STARTER = "carried.js"
"""The script that unpacks the others."""

_ENGINE = "vendor/oxigraph/web.js"
_IMPORT = f'import init, {{ Store }} from "./{_ENGINE}";\n'
"""How the worker gets its store where files lie beside it."""

_MODULE = re.compile(
    r"^export (?=class |function )|^export \{[^}]*\};$|import\.meta\.url", re.MULTILINE
)
"""What makes a module of the store's script. Chromium starts none from a blob of a page that
lies on a disk, but plain scripts."""


def pieces(chosen: Chosen) -> dict[str, str]:
    """Return what a page carries, packed, by the names its scripts know it under."""
    return {**_programs(), "claims.nq": _packed("".join(chosen.lines()).encode())}


def text(name: str) -> str:
    """Return a style or a script, ours or others', by its name below ``static/``."""
    return packaged.text("web", "static", *name.split("/"))


def licences() -> Iterator[tuple[str, str]]:
    """Yield whose work is carried, with the text of each licence."""
    for package in packages():
        texts = [it.path for it in package.files if it.path.startswith("static/vendor/")]
        for path in texts:
            if PurePosixPath(path).suffix in {".txt", ".json"}:
                name = f"{package.name} {package.version} ({package.licence})"
                yield name, packaged.text("web", *path.split("/"))


@cache
def _programs() -> dict[str, str]:
    texts = {name: text(path).encode() for name, path in (STYLES | SCRIPTS).items()}
    engine = packaged.folder("web", "static", "vendor", "oxigraph") / "web_bg.wasm"
    parts = {**texts, "worker.js": _worker().encode(), "engine.wasm": engine.read_bytes()}
    return {name: _packed(content) for name, content in parts.items()}


def _worker() -> str:
    """Return the worker with its store's script within: a single file has no file beside it."""
    before, _, after = text("sparql-worker.js").partition(_IMPORT)
    return f"{_MODULE.sub('', text(_ENGINE))}\nconst init = __wbg_init;\n{before}{after}"


def _packed(content: bytes) -> str:
    return b64encode(zlib.compress(content, 9)).decode()
