"""Web addresses as data sets give them, and the sites they are of."""

from __future__ import annotations

import re
from urllib.parse import quote

from claimline.record.kinds import URL

_SITE = re.compile(r"https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#:@]+)", re.IGNORECASE)
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def address(text: str) -> str | None:
    """Return an http or https address as a link can hold it, with %20 and the like for what
    may not stand in one; None for anything else.

    >>> address("https://example.org/a b"), address("ftp://example.org/a")
    ('https://example.org/a%20b', None)
    """
    text = text.strip()
    if URL.fault(text):
        text = quote(_LONE_PERCENT.sub("%25", text), safe="%/:?#@!$&'()*+,;=~")
    return None if URL.fault(text) else text


def site(url: str) -> str | None:
    """Return the host of an address in small letters without www; None if it has none.

    >>> site("https://www.Example.org:8080/a")
    'example.org'
    """
    found = _SITE.match(url)
    return found[1].lower() if found else None
