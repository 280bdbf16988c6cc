"""The words of a refusal, from the catalogue beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

_CATALOGUE = Path(__file__).parent / "fr.ftl"


@cache
def _bundle() -> FluentBundle:
    bundle = FluentBundle(["fr-FR"], use_isolating=False)
    bundle.add_resource(FluentResource(_CATALOGUE.read_text("utf-8")))
    return bundle


def say(key: str, **facts: str) -> str:
    """The French sentence of a key. Raises KeyError when the catalogue has none."""
    bundle = _bundle()
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise KeyError(key)
    words, _ = bundle.format_pattern(pattern, facts)
    return str(words)
