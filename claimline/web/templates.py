"""Templates to HTML: everything put into one is escaped, and links are relative."""

from __future__ import annotations

from functools import cache
from posixpath import dirname, relpath
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined


def render(template: str, *, path: str, **values: object) -> str:
    """Return the HTML of the page at a path."""
    return (
        _environment()
        .get_template(template)
        .render(path=path, to=lambda target: link(path, target), **values)
    )


def link(here: str, target: str) -> str:
    """Return the relative URL from one path of the site to another.

    >>> link("place/izium.html", "claim/ritzau-2022-09-10/area-2000.html")
    '../claim/ritzau-2022-09-10/area-2000.html'
    """
    return quote(relpath(target, dirname(here) or "."))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("claimline.web", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
