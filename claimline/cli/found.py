"""Commands made from modules: one for each loader, and one for each format of an export.

Why from the module itself: its options, its help and its examples then stand in one place, and
other people's modules look like our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import click

from claimline.model import Option


class Room(Protocol):
    """Where modules of one kind are found."""

    def names(self) -> Mapping[str, str]:
        """Return the names there are."""

    def get(self, name: str) -> object:
        """Return the module of a name; raises UnknownName with the nearest ones."""


class Found(click.Group):
    """A group with a command for each module there is."""

    def room(self) -> Room:
        """Return where they are found; it is imported only now."""
        raise NotImplementedError

    def made(self, name: str) -> click.Command:
        """Return the command of a module."""
        raise NotImplementedError

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the modules, sorted."""
        del ctx
        return list(self.room().names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a module, or None for an unknown name."""
        del ctx
        return self.made(cmd_name) if cmd_name in self.room().names() else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; raises UnknownName with the nearest ones."""
        if args and not args[0].startswith("-"):
            self.room().get(args[0])
        return super().resolve_command(ctx, args)


def parameter(option: Option) -> click.Option:
    """Return an option of a module as the command line's own."""
    return click.Option(
        [f"--{option.name}"],
        help=option.help,
        required=option.required,
        default=None if option.required else option.default,
        show_default=bool(option.default),
        type=click.Choice(option.choices) if option.choices else None,
        metavar=None if option.choices else "TEXT",
    )


def told(options: tuple[Option, ...], given: dict[str, object]) -> dict[str, str]:
    """Take out of what a command was given the options of a module, by their names."""
    return {option.name: str(given.pop(option.name.replace("-", "_"))) for option in options}


def helped(text: str) -> str:
    """Return a module's docstring as click shows it, the examples line by line."""
    return text.replace("Examples:\n", "\b\nExamples:\n")
