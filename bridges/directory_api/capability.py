"""What this server can do, as the standard wants it told."""

from __future__ import annotations

from typing import Any

from bridges.directory_api.parameters import INCLUDES, PARAMETERS, REVERSE_INCLUDES
from bridges.directory_api.problems import say

_SINCE = "2026-11-23"


def capability_statement(base: str) -> dict[str, Any]:
    """The CapabilityStatement (R4) of the server whose resources are under `base`."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": _SINCE,
        "kind": "instance",
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json", "json"],
        "software": {"name": "Cercle"},
        "implementation": {"description": say("api-title"), "url": base},
        "rest": [{"mode": "server", "resource": [_resource(kind) for kind in PARAMETERS]}],
    }


def _resource(kind: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "type": kind,
        "interaction": [{"code": "read"}, {"code": "search-type"}],
        "versioning": "versioned",
        "searchParam": [
            {"name": name, "type": str(known)} for name, known in PARAMETERS[kind].items()
        ],
    }
    for name, known in (("searchInclude", INCLUDES), ("searchRevInclude", REVERSE_INCLUDES)):
        if known[kind]:
            described[name] = list(known[kind])
    return described
