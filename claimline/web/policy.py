"""What the pages may load and run: the Content-Security-Policy to send with each path.

Nothing comes from another origin and no script stands in a page. The query page needs two
things more. The store that runs in the browser is WebAssembly, in a worker that has the policy
its own file is sent with: 'wasm-unsafe-eval' for both. The editor YASGUI puts a style element
into the page, by which the columns of its table can be resized, and a style attribute, which
underlines what it expects where a query has a fault. Both are always the same, so their hashes
are allowed and 'unsafe-inline' is not needed; its other styles are set by script. Its icons are
data: images.

A single file has its styles and scripts within, and each by its hash; its query part puts the
editor's into the page as they are, and its store is a worker from a blob, for no file can lie
beside it. Nothing can be connected to.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from posixpath import basename

_COLUMNS = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
"""The style element of column-resizer 1.4.0, which YASGUI 4.6.2 holds."""

_EXPECTED = "'unsafe-hashes' 'sha256-EntWS0hFrz2vH7susM+dPUxvHlL6sBswmM8K80E5oUk='"
"""Its style attribute; without 'unsafe-hashes' a hash is good for elements only."""

_OWN = ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")

_QUERYING = {
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": f"'self' {_COLUMNS} {_EXPECTED}",
    "img-src": "'self' data:",
}

_MORE = {
    "sparql.html": _QUERYING,
    "sparql": _QUERYING,  # the endpoint shows browsers that page
    "sparql-worker.js": {"script-src": "'self' 'wasm-unsafe-eval'"},
}


def policy(path: str, frames: str = "*") -> str:
    """Return the Content-Security-Policy of what stands at a path of the site; ``frames`` says
    who may show it within a frame of theirs.

    >>> "unsafe" in policy("place/izium.html")
    False
    >>> "unsafe-inline" in policy("sparql.html")
    False
    >>> "script-src 'self' 'wasm-unsafe-eval'" in policy("da/sparql.html")
    True
    """
    told = {"default-src": "'none'"} | dict.fromkeys(_OWN, "'self'") | _MORE.get(basename(path), {})
    told |= {"base-uri": "'none'", "frame-ancestors": frames}
    return "; ".join(f"{name} {sources}" for name, sources in told.items())


def alone(styles: Iterable[str], scripts: Iterable[str], *, querying: bool) -> str:
    """Return the policy of a page that is one file: these texts are its styles and scripts.

    >>> alone([""], [], querying=False)[:72]
    "default-src 'none'; img-src data:; style-src 'sha256-47DEQpj8HBSa+/TImW+"
    >>> "unsafe-inline" in alone([], ["f()"], querying=True)
    False
    """
    style, script = [_hash(text) for text in styles], [_hash(text) for text in scripts]
    told = {"default-src": "'none'", "img-src": "data:"}
    if querying:
        style += [_COLUMNS, _EXPECTED]
        script.append("'wasm-unsafe-eval'")
        told["worker-src"] = "blob:"
    told |= {"style-src": " ".join(style), "script-src": " ".join(script)}
    told |= {"base-uri": "'none'", "form-action": "'none'"}
    return "; ".join(f"{name} {sources}" for name, sources in told.items())


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
