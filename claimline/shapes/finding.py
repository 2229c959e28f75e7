"""What is found wrong, and in which order it is told."""

from __future__ import annotations

from dataclasses import dataclass

SEVERITIES = ("violation", "warning", "info")
"""How much a finding matters, the gravest first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in the data that breaks a shape: IRIs and texts, ready to be shown.

    ``shape`` is the local name of the shape that found it, ``path`` is in SPARQL's
    notation, ``value`` is what stands there; the last two may be empty.
    """

    severity: str
    focus: str
    shape: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        there = f" ({self.path} {self.value})" if self.value else ""
        return f"{self.severity}: {self.focus}: {self.message}{there} [{self.shape}]"


def order(finding: Finding) -> tuple[int | str, ...]:
    """Return a key to sort by: the gravest first, then by what is judged and by which shape."""
    return (
        SEVERITIES.index(finding.severity),
        finding.focus,
        finding.shape,
        finding.value,
        finding.message,
        finding.path,
    )
