"""The parameters of a URL: what each may be, and what a request gave for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from claimline.errors import nearest
from claimline.serve.trouble import Trouble

_FLAGS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its ``kind`` is text, flag, integer or number."""

    name: str
    help: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    required: bool = False
    many: bool = False

    def schema(self) -> dict[str, object]:
        """Return what it may be as JSON Schema."""
        types = {"text": "string", "flag": "boolean", "integer": "integer", "number": "number"}
        one: dict[str, object] = {"type": types[self.kind]}
        if self.choices:
            one["enum"] = list(self.choices)
        if self.kind in {"integer", "number"}:
            one["minimum"] = 0
        return {"type": "array", "items": one} if self.many else one


class Asked:
    """What a request gave for parameters, checked."""

    def __init__(self, given: dict[str, list[str]]) -> None:
        self._given = given

    def text(self, name: str) -> str | None:
        """Return the text of a parameter, None where it is not given."""
        return next(iter(self._given.get(name, ())), None)

    def needed(self, name: str) -> str:
        """Return the text of a parameter that is required."""
        return self._given[name][0]

    def many(self, name: str) -> tuple[str, ...]:
        """Return all that was given for a parameter."""
        return tuple(self._given.get(name, ()))

    def flag(self, name: str) -> bool:
        """Return whether a flag is set."""
        return _FLAGS[self.text(name) or "false"]

    def number(self, name: str) -> float | None:
        """Return the number given for a parameter."""
        text = self.text(name)
        return None if text is None else float(text)

    def integer(self, name: str) -> int | None:
        """Return the whole number given for a parameter."""
        text = self.text(name)
        return None if text is None else int(text)

    def texts(self) -> dict[str, str]:
        """Return each parameter that was given, with its first value."""
        return {name: values[0] for name, values in self._given.items()}


def read(parameters: Iterable[Parameter], pairs: Sequence[tuple[str, str]]) -> Asked:
    """Return what was given for parameters.

    Raises Trouble for one there is not, one too many or too few, and a value that is none.
    """
    known = {parameter.name: parameter for parameter in parameters}
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in known:
            close = nearest(name, known)
            hint = f"did you mean {' or '.join(close)}?" if close else _listed(known)
            raise _bad(f"there is no parameter {name!r}; {hint}")
        _check(known[name], value)
        given.setdefault(name, []).append(value)
    for name, parameter in known.items():
        if parameter.required and name not in given:
            raise _bad(f"the parameter {name} is needed: {parameter.help}")
        if len(given.get(name, ())) > 1 and not parameter.many:
            raise _bad(f"the parameter {name} may be given once")
    return Asked(given)


def _listed(known: Iterable[str]) -> str:
    return f"there are: {', '.join(known)}" if known else "there are none"


def _check(parameter: Parameter, value: str) -> None:
    if parameter.choices and value not in parameter.choices:
        close = nearest(value, parameter.choices) or parameter.choices
        raise _bad(f"{parameter.name} is one of {', '.join(close)}, not {value!r}")
    if "\0" in value:
        raise _bad(f"{parameter.name} has a character that no text has")
    match parameter.kind:
        case "flag" if value not in _FLAGS:
            raise _bad(f"{parameter.name} is true or false, not {value!r}")
        case "integer" if not (value.isascii() and value.isdigit() and len(value) < 10):  # noqa: PLR2004 # far more than there is of anything
            raise _bad(f"{parameter.name} is a whole number, not {value!r}")
        case "number" if not _is_number(value):
            raise _bad(f"{parameter.name} is a number, not {value!r}")
        case _:
            pass


def _is_number(text: str) -> bool:
    whole, _, part = text.partition(".")
    return all(digits.isascii() and digits.isdigit() for digits in (whole, part or "0"))


def _bad(detail: str) -> Trouble:
    return Trouble(HTTPStatus.BAD_REQUEST, detail)
