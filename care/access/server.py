"""Which homeserver an identifier belongs to, and whether we talk to it."""

from __future__ import annotations

from collections.abc import Collection

from care.access.act import Act, Answer
from care.access.people import Kind
from care.access.rules import check_may, conditions


def server_of(identifier: str) -> str | None:
    """The server in a user id, alias or room id; None where it has none (rooms of version 12)."""
    _, colon, server = identifier.partition(":")
    return server if colon else None


def check_server(
    kind: Kind, identifier: str, here: str, allowed: Collection[str]
) -> frozenset[Answer]:
    """Raises AccessRefused if the identifier is of a server we do not talk to.

    Returns the conditions that this meets.
    """
    server = server_of(identifier)
    if server is None or server == here:
        return frozenset()
    met = conditions(if_server_allowed=server in allowed)
    check_may(kind, Act.FEDERATE, met=met)
    return met
