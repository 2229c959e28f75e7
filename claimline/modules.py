"""Modules of one kind, found by existing: ours by walking their package, other people's by an
entry point; and what such a module says of itself."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from types import ModuleType

from claimline.errors import UnknownName


def found(package: str, group: str) -> dict[str, str]:
    """Return the modules of a package and of an entry-point group by their command names,
    sorted; ours come before others of the same name."""
    own = {
        module.name.replace("_", "-"): f"{package}.{module.name}"
        for module in iter_modules(import_module(package).__path__)
    }
    others = {point.name: point.value for point in entry_points(group=group)}
    return dict(sorted((others | own).items()))


def named(kind: str, name: str, known: dict[str, str]) -> ModuleType:
    """Return the module of a name; raises UnknownName with the nearest ones."""
    if name not in known:
        raise UnknownName(kind, name, known)
    return import_module(known[name])


def summary(module: object) -> str:
    """Return in a line what a module is."""
    return (module.__doc__ or "").partition("\n")[0]


def examples(module: object) -> tuple[str, ...]:
    """Return the commands by which a module shows how it is used."""
    _, _, after = (module.__doc__ or "").partition("Examples:\n")
    return tuple(line.strip() for line in after.splitlines() if line.strip())
