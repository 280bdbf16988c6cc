"""The tables of docs/politiques.md, printed from the rules themselves.

`python -m policies.documentation docs/politiques.md` rewrites them in place.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from care.access.act import MARKED_KINDS, Act, RoomKind
from care.access.people import Kind
from care.access.power import LEVELS, MODERATOR, Levels
from care.access.reason import Reason
from care.access.table import TABLE, Row
from policies.refusals import as_spam
from policies.sentences import say

_BLOCK = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- /\2 -->)", re.DOTALL)


#: The tables of the page, by block; each after the first says only what differs from it.
FAMILIES: Mapping[str, tuple[RoomKind, ...]] = {
    "conversations": (RoomKind.CONVERSATION,),
    "spaces": (RoomKind.SPACE,),
    "groups": (RoomKind.GROUP, RoomKind.ANNOUNCEMENTS),
    "circles": (RoomKind.CIRCLE, RoomKind.PROFESSIONALS, RoomKind.MAILBOX),
}
_USUAL = TABLE[RoomKind.CONVERSATION]


def rewrite(page: str) -> str:
    """The page with its tables as they are now; raises KeyError for a block that does not exist."""
    tables = {name: render_table(*kinds) for name, kinds in FAMILIES.items()}
    tables |= {"powers": render_powers(), "refusals": render_refusals()}
    return _BLOCK.sub(lambda block: f"{block[1]}{tables[block[2]]}\n{block[3]}", page)


def render_table(*rooms: RoomKind) -> str:
    """Who may do what in rooms of these kinds, in Markdown: only what differs from conversations.

    An act on which these kinds differ from each other has a line for each of them.
    """
    head = ["", *(say(f"kind-{_dashed(kind)}") for kind in Kind)]
    rows = [line for act in Act for line in _lines(act, rooms)]
    return _markdown(head, rows)


def render_powers() -> str:
    """From which rank one may write, invite, moderate… by kind of room, in Markdown."""
    kinds = [kind for kind in RoomKind if kind in MARKED_KINDS]
    head = ["", *(say(f"room-{kind.value}") for kind in kinds)]
    rows = [
        [say(f"power-{field.name}"), *(_rank(getattr(LEVELS[kind], field.name)) for kind in kinds)]
        for field in fields(Levels)
    ]
    return _markdown(head, rows)


def render_refusals() -> str:
    """Every reason with its sentence, in Markdown."""
    rows = [[f"`{reason.value}`", as_spam(reason, "123456")[1]["error"]] for reason in Reason]
    return _markdown(["fr.cercle.reason", "error"], rows)


def _lines(act: Act, rooms: Sequence[RoomKind]) -> list[list[str]]:
    first, *others = rooms
    if first is not RoomKind.CONVERSATION and all(TABLE[r][act] == _USUAL[act] for r in rooms):
        return []
    if all(TABLE[other][act] == TABLE[first][act] for other in others):
        return [[_name(act, first), *_answers(TABLE[first][act])]]
    return [
        [f"{_name(act, room)} ({say(f'room-{room.value}')})", *_answers(TABLE[room][act])]
        for room in rooms
    ]


def _name(act: Act, room: RoomKind) -> str:
    return say(f"act-{_dashed(act)}{'-space' if room is RoomKind.SPACE else ''}")


def _rank(level: int) -> str:
    return say({0: "rank-everybody", MODERATOR: "rank-moderators"}.get(level, "rank-keeper"))


def _answers(row: Row) -> list[str]:
    return [say(f"answer-{_dashed(row[kind])}") for kind in Kind]


def _dashed(value: str) -> str:
    return value.replace("_", "-")


def _markdown(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    """Rewrite the page named on the command line."""
    page = Path(sys.argv[1])
    page.write_text(rewrite(page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
