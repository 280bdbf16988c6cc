"""A bundle from outside: its resources by address, or a refusal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from care.circles.fhir.reason import BundleRefused, Reason
from care.circles.fhir.resources import KNOWN, CareTeam, Resource
from care.directory.fhir.resources import Reference

LARGEST = 4 * 2**20
MOST_RESOURCES = 2_000
_LONGEST_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """The resources of a bundle. One that others could not be read is left out."""

    by_address: Mapping[str, Resource] = field(repr=False)

    @property
    def team(self) -> CareTeam:
        """The one team. Raises BundleRefused."""
        teams = [one for one in self.each() if isinstance(one, CareTeam)]
        if not teams:
            raise BundleRefused(Reason.NO_TEAM)
        if len(teams) > 1:
            raise BundleRefused(Reason.SEVERAL_TEAMS)
        return teams[0]

    def each(self) -> Iterator[Resource]:
        """Every resource once."""
        return iter({id(one): one for one in self.by_address.values()}.values())

    def find(self, reference: Reference | None) -> Resource | None:
        """What a reference leads to, within the bundle: by full address, or `Type/id`."""
        if reference is None or not reference.reference:
            return None
        named = reference.reference.partition("/_history/")[0]
        found = self.by_address.get(named)
        return found or self.by_address.get("/".join(named.rsplit("/", 2)[-2:]))


def read_shelf(document: bytes) -> Shelf:
    """The resources of the bundle in `document` (JSON). Raises BundleRefused."""
    if len(document) > LARGEST:
        raise BundleRefused(Reason.TOO_LARGE)
    try:
        read = json.loads(document)
    except (ValueError, RecursionError):
        raise BundleRefused(Reason.NOT_FHIR) from None
    entries = read.get("entry") if isinstance(read, dict) else None
    if not isinstance(entries, list) or read.get("resourceType") != "Bundle":
        raise BundleRefused(Reason.NOT_FHIR)
    if len(entries) > MOST_RESOURCES:
        raise BundleRefused(Reason.TOO_LARGE)
    return Shelf(dict(_addressed(entries)))


def clean(text: str | None) -> str:
    """Words on one line, without signs that would disturb a reader."""
    kept = "".join(sign if sign.isprintable() else " " for sign in (text or "")[:_LONGEST_TEXT])
    return " ".join(kept.split())


def _addressed(entries: list[Any]) -> Iterator[tuple[str, Resource]]:
    for entry in entries:
        source = entry.get("resource") if isinstance(entry, dict) else None
        resource = _read(source) if isinstance(source, dict) else None
        if resource is not None:
            own = f"{resource.resource_type}/{resource.id}"
            full = entry.get("fullUrl")
            for address in {own, full if isinstance(full, str) else own}:
                yield address, resource


def _read(source: dict[str, Any]) -> Resource | None:
    kind = KNOWN.get(str(source.get("resourceType")))
    if kind is None:
        return None
    try:
        return kind.model_validate({"id": "", **source})
    except (ValidationError, RecursionError):
        return None
