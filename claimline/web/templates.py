"""Templates to HTML: everything put into one is escaped, and links are relative."""

from __future__ import annotations

from functools import cache, lru_cache
from posixpath import dirname, relpath
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from claimline.web.tongue import Tongue

Values = dict[str, object]
"""What is put into a template, by the names it has there."""


def render(template: str, path: str, language: str = "en", **values: object) -> str:
    """Return the HTML of the page at a path, in a language of LANGUAGES."""
    say = Tongue(language)
    home = "" if language == "en" else f"{language}/"

    def to(target: str) -> str:
        """Return the URL of another page in the same language."""
        return link(path, home + target)

    def static(name: str) -> str:
        """Return the URL of a file that all languages share."""
        return link(path, f"static/{name}")

    def shared(target: str) -> str:
        """Return the URL of data, which is the same in all languages."""
        return link(path, target)

    return (
        _environment()
        .get_template(template)
        .render(
            path=path,
            language=language,
            to=to,
            static=static,
            shared=shared,
            t=say,
            term=say.term,
            many=say.many,
            when=say.when,
            **values,
        )
    )


def link(here: str, target: str) -> str:
    """Return the relative URL from one path of the site to another.

    >>> link("place/izium.html", "claim/ritzau-2022-09-10/area-2000.html")
    '../claim/ritzau-2022-09-10/area-2000.html'
    """
    return _way(dirname(here), target)


@lru_cache(1 << 14)  # pages of a folder lead to the same ones
def _way(folder: str, target: str) -> str:
    return quote(relpath(f"/{target}", f"/{folder}"))


def web_address(text: object) -> str | None:
    """Return a text that is a web address and may be linked to; None for any other."""
    try:
        parts = urlsplit(str(text))
    except ValueError:
        return None
    return str(text) if parts.scheme in {"http", "https"} and parts.netloc else None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("claimline.web", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    environment.filters["web_address"] = web_address
    # Only for pictures of ours, which escape their words, and for our own style and script.
    environment.filters["svg"] = environment.filters["own"] = Markup
    return environment
