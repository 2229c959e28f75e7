"""What the pages may load and run: the Content-Security-Policy to send with each path.

Nothing comes from another origin and no script stands in a page. The query page needs two
things more. The store that runs in the browser is WebAssembly, in a worker that has the policy
its own file is sent with: 'wasm-unsafe-eval' for both. The editor YASGUI puts a style element
into the page, by which the columns of its table can be resized, and a style attribute, which
underlines what it expects where a query has a fault. Both are always the same, so their hashes
are allowed and 'unsafe-inline' is not needed; its other styles are set by script. Its icons are
data: images.
"""

from __future__ import annotations

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
