"""What a process that answers has before it: the store, and what may be spent on an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from claimline import terms
from claimline.endpoint import Endpoint
from claimline.serve.limits import Limits
from claimline.serve.reply import Reply
from claimline.store import Store
from claimline.web.site import Site


@dataclass(frozen=True)
class Desk:
    """A store that is read only, the limits of an answer, and what is kept for the next one."""

    store: Store | Endpoint
    limits: Limits
    base: str = terms.BASE
    kept: dict[str, object] = field(default_factory=dict)

    @cached_property
    def site(self) -> Site:
        """The pages about the store, with what they have found out of it."""
        return Site(self.store, self.base, live=True)


class Job(Protocol):
    """Something to be answered at a desk; it is sent to a process, and so plain values."""

    def run(self, desk: Desk) -> Reply:
        """Return the answer; raises ClaimlineError."""
