"""A JSON Schema (2020-12) from typed dictionaries: each class becomes a definition of its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

from studyguide.export.guide_shape import OneOf

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}

Schema = dict[str, object]


@dataclass(frozen=True)
class Field:
    """A field of a class: its type, what it means, and the values of a text if they are few."""

    name: str
    type: Any
    meaning: str
    values: tuple[str, ...]
    required: bool
    """Whether every object has it."""


def fields(shape: type) -> Iterator[Field]:
    """The fields of a typed dictionary, those it inherits first."""
    for name, hint in get_type_hints(shape, include_extras=True).items():
        required = get_origin(hint) is not NotRequired
        inner = hint if required else get_args(hint)[0]
        bare, *marks = get_args(inner) if get_origin(inner) is Annotated else (inner,)
        meaning = next((mark for mark in marks if isinstance(mark, str)), "")
        values = next((mark.values for mark in marks if isinstance(mark, OneOf)), ())
        yield Field(name, bare, meaning, values, required)


def classes_in(hint: object) -> Iterator[type]:
    """The typed dictionaries that a type speaks of."""
    if isinstance(hint, type) and is_typeddict(hint):
        yield hint
    for inner in get_args(hint):
        yield from classes_in(inner)


def json_schema(shape: type, title: str) -> Schema:
    """The schema of a file that holds one object of that class, and nothing that is not in it."""
    definitions: dict[str, Schema] = {}
    _define(shape, definitions)
    whole = definitions.pop(shape.__name__)
    return {"$schema": DIALECT, "title": title, **whole, "$defs": definitions}


def _define(shape: Any, definitions: dict[str, Schema]) -> None:
    if shape.__name__ in definitions:
        return
    rows = list(fields(shape))
    definitions[shape.__name__] = {
        "description": " ".join((shape.__doc__ or "").split()),
        "type": "object",
        "properties": {row.name: _property(row) for row in rows},
        "required": [row.name for row in rows if row.required],
        "additionalProperties": False,
    }
    for row in rows:
        for inner in classes_in(row.type):
            _define(inner, definitions)


def _property(row: Field) -> Mapping[str, object]:
    values = {"enum": list(row.values)} if row.values else {}
    return {"description": row.meaning, **_type(row.type), **values}


def _type(hint: Any) -> Schema:
    if is_typeddict(hint):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if get_origin(hint) is list:
        return {"type": "array", "items": _type(get_args(hint)[0])}
    if get_origin(hint) is dict:
        return {"type": "object", "additionalProperties": _type(get_args(hint)[1])}
    if isinstance(hint, UnionType) and any(map(is_typeddict, get_args(hint))):
        return {"anyOf": [_type(one) for one in get_args(hint)]}
    if isinstance(hint, UnionType):
        return {"type": [PLAIN[one] for one in get_args(hint)]}
    return {"type": PLAIN[hint]}
