"""The table of docs/annuaire.md, printed from the rules themselves.

`python -m bots.directory.documentation docs/annuaire.md` rewrites it in place.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from bots.directory.texts import TEXTS
from care.access.directory import UNLISTED, VISIBILITY, Field
from care.access.people import Kind

_BLOCK = re.compile(r"(<!-- visibility -->\n).*?(<!-- /visibility -->)", re.DOTALL)


def rewrite(page: str) -> str:
    """The page with its table as it is now. Raises ValueError when it has no place for it."""
    rewritten, count = _BLOCK.subn(lambda block: f"{block[1]}{render_table()}\n{block[2]}", page)
    if count != 1:
        raise ValueError("no block for the table")
    return rewritten


def render_table() -> str:
    """Who sees what of a card, in Markdown."""
    lines = [["", *(TEXTS.say(f"kind-{kind.value}") for kind in Kind)]]
    lines.append(["---"] * (len(Kind) + 1))
    for field in Field:
        sights = (VISIBILITY[field][kind].value for kind in Kind)
        name = TEXTS.say(f"field-{field.value.replace('_', '-')}")
        lines.append([name, *(TEXTS.say(f"sight-{sight}") for sight in sights)])
    finding = (UNLISTED[kind].value.replace("_", "-") for kind in Kind)
    lines.append([TEXTS.say("field-unlisted"), *(TEXTS.say(f"finding-{one}") for one in finding)])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    """Rewrite the page named on the command line."""
    page = Path(sys.argv[1])
    page.write_text(rewrite(page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
