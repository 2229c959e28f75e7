"""Who we are to a service: from the environment or netrc, and never from an address."""

from __future__ import annotations

import os
from base64 import b64encode
from dataclasses import dataclass, field
from netrc import NetrcParseError, netrc
from urllib.parse import urlsplit
from urllib.request import (
    AbstractDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

from claimline.errors import RemoteError


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user and a password, which shows in no repr and so in no traceback that prints one."""

    user: str
    password: str = field(repr=False)
    origin: str = "the environment"

    def basic(self) -> str:
        """Return the header of basic authentication (RFC 7617), in UTF-8."""
        return "Basic " + b64encode(f"{self.user}:{self.password}".encode()).decode()

    def bearer(self) -> str:
        """Return the header of an access token (RFC 6750): the password is the token."""
        return f"Bearer {self.password}"


def credentials(base: str) -> Credentials | None:
    """Return whose name and password to use at a service, if anybody's.

    CLAIMLINE_USER and CLAIMLINE_PASSWORD come first, then what netrc (the file NETRC names,
    or ~/.netrc) has for the host. Raises RemoteError for a netrc that cannot be read.
    """
    user, password = (os.environ.get(f"CLAIMLINE_{name}", "") for name in ("USER", "PASSWORD"))
    if user or password:
        return Credentials(user, password)
    named = os.environ.get("NETRC")
    try:
        hosts = netrc(named).hosts
    except FileNotFoundError:
        return None
    except (NetrcParseError, OSError, UnicodeDecodeError):
        # What the parser says may quote the file, and with it a password.
        raise RemoteError(
            f"{named or '~/.netrc'} cannot be read as netrc; mend it, or make it yours alone: "
            "chmod 600"
        ) from None
    parts = urlsplit(base)
    found = hosts.get(parts.netloc) or hosts.get(parts.hostname or "")
    return Credentials(found[0], found[2] or "", named or "~/.netrc") if found else None


class Digest:
    """The answers to the challenges of digest authentication (RFC 7616, as urllib has it)."""

    def __init__(self, base: str, who: Credentials) -> None:
        manager = HTTPPasswordMgrWithDefaultRealm()
        manager.add_password(None, base, who.user, who.password)
        self._handler = AbstractDigestAuthHandler(manager)
        self._challenge: dict[str, str] = {}

    def challenged(self, header: str) -> None:
        """Keep a challenge, as a refusal brings it, for this and later requests."""
        self._challenge = parse_keqv_list(
            [part for part in parse_http_list(header.partition(" ")[2]) if part]
        )

    def header(self, method: str, url: str) -> str | None:
        """Return the header for a request, or None before any challenge.

        Raises RemoteError for letters that digest authentication has no place for.
        """
        if not self._challenge:
            return None
        request = Request(url, method=method)  # noqa: S310 - never opened
        try:
            answer = self._handler.get_authorization(request, self._challenge)
        except UnicodeEncodeError:
            raise RemoteError("digest authentication takes ASCII letters only") from None
        return f"Digest {answer}" if answer else None
