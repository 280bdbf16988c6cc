"""From Fluent catalogues to TypeScript: one function for each sentence, its facts typed.

What pages need of Fluent, and no more: variables, and a choice between `one` and `other`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from fluent.syntax import FluentParser, ast

from care.runtime.texts import typeset
from widgets.engine.typescript import HEADER


def render_texts(catalogues: Iterable[Path]) -> str:
    """All sentences of `catalogues`. Raises ValueError for what pages cannot say."""
    lines = [
        _sentence(entry)
        for path in catalogues
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body
        if isinstance(entry, ast.Message | ast.Junk)
    ]
    keys = [line.split(":", 1)[0] for line in lines]
    if len(set(keys)) != len(keys):
        raise ValueError("two catalogues say the same key")
    return HEADER + "export const TEXTS = {\n" + "\n".join(lines) + "\n} as const;\n"


def _sentence(entry: ast.Message | ast.Junk) -> str:
    if isinstance(entry, ast.Junk) or entry.value is None:
        raise ValueError("unreadable sentence")
    facts: dict[str, str] = {}
    text = _pattern(entry.value, facts)
    given = "; ".join(f"{name}: {kind}" for name, kind in facts.items())
    argument = f"f: {{ {given} }}" if facts else ""
    return f"  {json.dumps(entry.id.name)}: ({argument}): string => {text},"


def _pattern(pattern: ast.Pattern, facts: dict[str, str]) -> str:
    parts = [_element(element, facts) for element in pattern.elements]
    return f"`{''.join(parts)}`"


def _element(element: ast.TextElement | ast.Placeable, facts: dict[str, str]) -> str:
    if isinstance(element, ast.TextElement):
        text = typeset(element.value)
        return text.replace("\\", "\\\\").replace("`", "\\`").replace("$", "\\$")
    inside = element.expression
    if isinstance(inside, ast.VariableReference):
        facts.setdefault(inside.id.name, "string | number")
        return f"${{f.{inside.id.name}}}"
    if isinstance(inside, ast.SelectExpression):
        return f"${{{_choice(inside, facts)}}}"
    raise ValueError("pages do not speak this part of Fluent")


def _choice(choice: ast.SelectExpression, facts: dict[str, str]) -> str:
    if not isinstance(choice.selector, ast.VariableReference):
        raise ValueError("pages choose by a variable only")
    name = choice.selector.id.name
    facts[name] = "number"
    variants = {
        variant.key.name if isinstance(variant.key, ast.Identifier) else variant.key.value: variant
        for variant in choice.variants
    }
    # French: zero and one are singular (CLDR).
    other = _pattern(variants.pop("other").value, facts)
    text = _pattern(variants.pop("one").value, facts) if "one" in variants else other
    text = f"(Math.abs(f.{name}) < 2 ? {text} : {other})"
    for number, variant in variants.items():
        text = f"(f.{name} === {number} ? {_pattern(variant.value, facts)} : {text})"
    return text
