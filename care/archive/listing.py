"""The documents of an archive for people to read, from what its `circle.json` keeps of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from care.archive.words import say
from care.runtime.texts import french_date


def tell_documents(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A few lines for each document."""
    for one in records:
        told = one["description"]
        kind = told["type_label"] or told["title"] or say("listing-untitled")
        yield say(
            "listing-document",
            number=one["number"],
            day=french_date(date.fromisoformat(one["day"])),
            kind=kind,
            standing=one["standing"],
        )
        if told["title"] and told["title"] != kind:
            yield f"    {told['title']}"
        yield from (f"    {author['name']}" for author in told["authors"])
        yield from (f"    {result}" for result in map(_result, one["results"]))
        yield from (f"    {name}" for name in one["files"].values())


def _result(told: Mapping[str, Any]) -> str:
    value = f"{told['value']} {told['unit']}".strip()
    marks = ", ".join(told["interpretations"])
    return say(
        "listing-result",
        name=told["name"],
        value=value,
        expected=told["expected"] or "none",
        marks=marks or "none",
    )
