"""Asks the whole bot, each time in a conversation of its own, and reads its first answer."""

from __future__ import annotations

import re
from itertools import count

from bots.engine.dialogue import Dialogue
from care.runtime.outgoing import Say
from tests.bots.directory.territory_bot import plain

_ROOMS = count()


def ask(scene: Dialogue, person: str, *texts: str) -> str:
    """The answer to the last of `texts`, said in a conversation of its own."""
    room = f"!room{next(_ROOMS)}"
    for text in texts:
        scene.says(person, text, room=room)
    (say,) = [one for one in scene.outgoing if isinstance(one, Say)]
    return plain(say.html or "").replace("’", "'")


def first(answer: str) -> str:
    """The first result, the title of the card, or the whole answer when it is neither."""
    found = re.search(r"<b>1\.</b> (?P<line>.+?)(?:<br>|$)", answer)
    card = re.search(r"<b>(?P<name>[^<]+)</b> – (?P<called>[^<,]+), (?P<place>[^<]+)", answer)
    if card is not None and (found is None or card.start() < found.start()):
        return f"{card['name']}, {card['called']} – {card['place']}"
    return found["line"] if found is not None else answer
