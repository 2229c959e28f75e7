"""Whether what a client has is still right: the state of the store as ETag and Last-Modified."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from time import monotonic

from claimline.folder import Stamp, stamp

_PAUSE = 0.5
"""Seconds in which a store that has changed may still be taken for what it was."""


class Watch:
    """The state of a store; a remote one has none that could be told."""

    def __init__(self, location: str) -> None:
        self._folder = None if "://" in location else Path(location)
        self._last: Stamp | None = None
        self._looked = -_PAUSE

    def now(self) -> Stamp | None:
        """Return the stamp of the store; raises StoreMissing."""
        if self._folder is not None and monotonic() - self._looked >= _PAUSE:
            self._last, self._looked = stamp(self._folder), monotonic()
        return self._last


def tag(state: Stamp, *of: str) -> str:
    """Return the ETag of what a URL gives, in the form that is accepted, in a state."""
    told = "\n".join([version("claimline"), state.text, *of])
    return f'"{sha256(told.encode(errors="replace")).hexdigest()[:32]}"'


def has(if_none_match: str, current: str) -> bool:
    """Return whether a client has what has this ETag."""
    return current in {each.strip().removeprefix("W/") for each in if_none_match.split(",")}


def is_as_new(if_modified_since: str, moment: datetime) -> bool:
    """Return whether a client has what has not changed since; a date that is none says no."""
    try:
        return parsedate_to_datetime(if_modified_since) >= moment.replace(microsecond=0)
    except (TypeError, ValueError):
        return False


def told(moment: datetime) -> str:
    """Return a moment as HTTP has it."""
    return format_datetime(moment, usegmt=True)
