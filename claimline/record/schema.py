"""The JSON Schema of a record, made from ``layout``.

It takes what the reader takes, as far as one record can be judged by itself and without
reading times: an editor or a language model that keeps to it makes no fault of form. JSON
numbers and booleans stand for their texts where a number or a yes is meant.
"""

from __future__ import annotations

from claimline.record.kinds import COUNT, LANGUAGE, TEXT, Schema
from claimline.record.layout import AnyOf, Apart, Labels, Needs, Part, Record, Rule, Span
from claimline.record.specs import PARTS, Spec, specs

URI = "https://w3id.org/claimline/record.schema.json"


def schema() -> Schema:
    """Return the JSON Schema (2020-12) of a record."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": URI,
        "title": "claimline record",
        **_object(Record),
        "$defs": {part.__name__: _object(part) for part in PARTS if part is not Record},
    }


def _object(part: type[Part]) -> Schema:
    fields = specs(part)
    rules = [_rule(rule) for rule in part.RULES]
    return {
        "description": (part.__doc__ or "").strip(),
        "type": "object",
        "properties": {key: _field(spec) for key, spec in fields.items()},
        "required": [key for key, spec in fields.items() if spec.required],
        "additionalProperties": False,
        **({"allOf": rules} if rules else {}),
    }


def _field(spec: Spec) -> Schema:
    choices = _choices(spec)
    if spec.many:
        choices = [*choices, {"type": "array", "items": _one_of(choices)}]
    return {"description": spec.help, **_one_of(choices)}


def _choices(spec: Spec) -> list[Schema]:
    """Return the schemas of the forms that a field may have once."""
    if spec.special is Labels:
        return [_LABELS]
    if spec.special is Span:
        return [_SPAN]
    choices: list[Schema] = [spec.kind.schema()] if spec.kind else []
    if spec.part:
        short = specs(spec.part).get(spec.part.SHORT or "")
        choices += _choices(short) if short else []
        choices.append({"$ref": f"#/$defs/{spec.part.__name__}"})
    return choices


def _one_of(choices: list[Schema]) -> Schema:
    return choices[0] if len(choices) == 1 else {"oneOf": choices}


def _rule(rule: Rule) -> Schema:
    match rule:
        case AnyOf(names):
            return {"anyOf": [{"required": [name]} for name in names]}
        case Apart(name, others):
            beside = [{"required": [other]} for other in others]
            return {"not": {"required": [name], "anyOf": beside}}
        case Needs(name, other, None):
            return {"dependentRequired": {name: [other]}}
        case Needs(name, other, value):
            given = {"properties": {name: {"const": value}}, "required": [name]}
            return {"if": given, "then": {"required": [other]}}


_SPAN: Schema = {
    "type": "array",
    "prefixItems": [COUNT.schema(), COUNT.schema()],
    "items": False,
    "minItems": 2,
}
_LABELS: Schema = {
    "type": "object",
    "propertyNames": LANGUAGE.schema(),
    "additionalProperties": TEXT.schema(),
    "minProperties": 1,
}
