"""The table of docs/cercles.md, printed from the rules themselves.

`python -m deploy.circles_rights docs/cercles.md` rewrites it in place.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from bots.liaison.texts import TEXTS
from care.circles.model import Right, Role
from care.circles.rights import RIGHTS
from deploy.words import say

_BLOCK = re.compile(r"(<!-- rights -->\n).*?(<!-- /rights -->)", re.DOTALL)


def rewrite(page: str) -> str:
    """The page with its table as it is now."""
    return _BLOCK.sub(lambda block: f"{block[1]}{render_rights()}\n{block[2]}", page)


def render_rights() -> str:
    """Each role, and each right as a column, in Markdown."""
    head = ["", *(say(f"right-{right.value.replace('_', '-')}") for right in Right)]
    rows = [
        [
            TEXTS.say(f"role-{role.value.replace('_', '-')}"),
            *(say("right-yes" if right in RIGHTS[role] else "right-no") for right in Right),
        ]
        for role in Role
    ]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(rewrite(page.read_text("utf-8")), "utf-8")
