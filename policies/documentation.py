"""The tables of docs/politiques.md, printed from the rules themselves.

`python -m policies.documentation docs/politiques.md` rewrites them in place.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from care.access.act import Act, RoomKind
from care.access.people import Kind
from care.access.reason import Reason
from care.access.table import TABLE, Row
from policies.refusals import as_spam
from policies.sentences import say

_BLOCK = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- /\2 -->)", re.DOTALL)


def rewrite(page: str) -> str:
    """The page with its tables as they are now; raises KeyError for a block that does not exist."""
    tables = {"table": render_table(), "refusals": render_refusals()}
    return _BLOCK.sub(lambda block: f"{block[1]}{tables[block[2]]}\n{block[3]}", page)


def render_table() -> str:
    """Who may do what, in Markdown."""
    head = ["", *(say(f"kind-{_dashed(kind)}") for kind in Kind)]
    rows = [
        [say(f"act-{_dashed(act)}{suffix}"), *_answers(TABLE[room][act])]
        for act in Act
        for room, suffix in ((RoomKind.CONVERSATION, ""), (RoomKind.SPACE, "-space"))
        if room is RoomKind.CONVERSATION or TABLE[room][act] != TABLE[RoomKind.CONVERSATION][act]
    ]
    return _markdown(head, rows)


def render_refusals() -> str:
    """Every reason with its sentence, in Markdown."""
    rows = [[f"`{reason.value}`", as_spam(reason, "123456")[1]["error"]] for reason in Reason]
    return _markdown(["fr.cercle.reason", "error"], rows)


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
