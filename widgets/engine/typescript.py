"""From our models to TypeScript: an interface and a validator for each, and the calls of a page.

The validators are those of `frontend/src/engine/validation.ts`; nothing the server says is used
before it passed one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from widgets.engine.page import Page
from widgets.engine.view import Form

HEADER = "// Made from the Python models by `python -m widgets.generating`: not to be edited.\n"
Schema = Mapping[str, Any]


def render_models(models: Sequence[type[BaseModel]]) -> str:
    """Interfaces and validators of `models` and of all that they are made of."""
    _, schema = models_json_schema(
        [(m, "validation" if issubclass(m, Form) else "serialization") for m in models],
        ref_template="{model}",
    )
    definitions: dict[str, Schema] = schema["$defs"]
    parts = [_model(name, definitions[name]) for name in _ordered(definitions)]
    used = {word for part in parts for word in _WORDS if f"v.{word}" in part}
    return (
        HEADER
        + ('import * as v from "../engine/validation.ts";\n\n' if used else "")
        + "\n".join(parts)
    )


def render_calls(pages: Iterable[Page]) -> str:
    """What each page may ask, with the forms to send and the views that come back."""
    lines = [
        f"  {json.dumps(f'{page.name}/{name}')}: call<m.{call.form.__name__}, "
        f"m.{call.view.__name__}>(m.{_validator(call.view.__name__)}),"
        for page in pages
        for name, call in page.calls.items()
    ]
    return (
        HEADER
        + 'import { call } from "../engine/call.ts";\nimport * as m from "./models.ts";\n\n'
        + "export const CALLS = {\n"
        + "\n".join(lines)
        + "\n} as const;\n"
    )


_WORDS = (
    "string", "number", "boolean", "moment", "list", "dict", "oneOf", "literal", "nothing",
    "optional", "record",
)  # fmt: skip


def _model(name: str, schema: Schema) -> str:
    fields: Schema = schema.get("properties", {})
    required = set(schema.get("required", ()))
    about = " ".join(str(schema.get("description", "")).split())
    lines = [f"/** {about} */", f"export interface {name} {{"]
    lines += [
        f"  readonly {field}{'' if field in required else '?'}: {_type(inner)};"
        for field, inner in fields.items()
    ]
    checks = [
        f"  {field}: {_check(inner) if field in required else f'v.optional({_check(inner)})'},"
        for field, inner in fields.items()
    ]
    lines += ["}", f"export const {_validator(name)}: v.Validator<{name}> = v.record<{name}>({{"]
    return "\n".join([*lines, *checks, "});"]) + "\n"


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"])
    if "const" in schema:
        return str(json.dumps(schema["const"]))
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(one) for one in schema["anyOf"]))
    match schema.get("type"):
        case "array":
            inner = _type(schema["items"])
            return f"readonly ({inner})[]" if " " in inner else f"readonly {inner}[]"
        case "object":
            return f"{{ readonly [key: string]: {_type(schema['additionalProperties'])} }}"
        case "integer" | "number":
            return "number"
        case "string" | "boolean" | "null":
            return str(schema["type"])
    raise ValueError(f"no TypeScript for {schema}")


def _check(schema: Schema) -> str:
    if "$ref" in schema:
        return _validator(schema["$ref"])
    if "const" in schema:
        return f"v.literal({json.dumps(schema['const'])})"
    if "enum" in schema:
        return f"v.literal({', '.join(json.dumps(value) for value in schema['enum'])})"
    if "anyOf" in schema:
        return f"v.oneOf({', '.join(dict.fromkeys(_check(one) for one in schema['anyOf']))})"
    match schema.get("type"):
        case "array":
            return f"v.list({_check(schema['items'])})"
        case "object":
            return f"v.dict({_check(schema['additionalProperties'])})"
        case "integer" | "number":
            return "v.number"
        case "boolean":
            return "v.boolean"
        case "null":
            return "v.nothing"
        case "string":
            return "v.moment" if schema.get("format") == "date-time" else "v.string"
    raise ValueError(f"no validator for {schema}")


def _validator(name: str) -> str:
    return f"is{name}"


def _ordered(definitions: Mapping[str, Schema]) -> list[str]:
    """Names such that each comes after those that it is made of."""
    done: list[str] = []

    def place(name: str) -> None:
        if name in done:
            return
        for other in definitions:
            if other != name and f'"$ref": "{other}"' in json.dumps(definitions[name]):
                place(other)
        done.append(name)

    for name in sorted(definitions):
        place(name)
    return done
