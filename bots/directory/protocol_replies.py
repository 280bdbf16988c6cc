"""Protocols that were found, each with a link to where it was posted."""

from __future__ import annotations

from urllib.parse import quote as percent

from bots.directory.texts import TEXTS
from bots.engine.markup import Written, address, fact, link, quote, write
from care.protocols.model import Protocol
from care.protocols.workflow import Protocols
from care.runtime.texts import french_date


def write_protocols(protocols: Protocols) -> Written:
    """What was found, the best first; or what to do when nothing was."""
    if not protocols.found:
        key = "protocols-nothing" if protocols.any_known else "protocols-empty"
        return write([TEXTS.say(key, typed=quote(protocols.typed))])
    title = TEXTS.say("protocols-title", total=protocols.total)
    following = TEXTS.say("protocols-next")
    formatted = write(
        [title, *(_line(one, "protocols-line") for one in protocols.found), following]
    )
    plain = write(
        [title, *(_line(one, "protocols-line-plain") for one in protocols.found), following]
    )
    return Written(plain.text, formatted.html)


def _line(protocol: Protocol, key: str) -> str:
    """Plain text has no links: it gives the address itself."""
    return TEXTS.say(
        key,
        title=fact(protocol.title),
        link=link(_address(protocol), protocol.title),
        address=address(_address(protocol)),
        date=french_date(protocol.posted_at),
        author=fact(protocol.author),
    )


def _address(protocol: Protocol) -> str:
    """The event's address, for every Matrix application (matrix.to)."""
    room, event = percent(protocol.room_id, safe="!:"), percent(protocol.event_id, safe="$")
    server = protocol.room_id.partition(":")[2]
    via = f"?via={percent(server)}" if server else ""
    return f"https://matrix.to/#/{room}/{event}{via}"
