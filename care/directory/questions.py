"""A text in the light of what was asked before: a new question, or the last one made narrower."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from care.directory.dialogue import Dialogue
from care.directory.wishes import NOTHING, Wish, only_wishes, read_wishes
from care.runtime.errors import Refusal

_NARROWS = re.compile(r"(?:et )?(?:seulement|uniquement|plutot|juste|que)\b(?P<rest>.+)")


@dataclass(frozen=True, slots=True)
class Question:
    """Who and where, in folded words; and what is wished beside."""

    text: str
    wish: Wish


def read_question(text: str, before: Dialogue, now: datetime) -> Question:
    """What `text` asks after `before`. Raises Refusal when there is nothing to narrow."""
    rest, wish = read_wishes(text, now)
    if wish != NOTHING and only_wishes(rest):
        if not before.question and not (wish.moment or wish.near):
            raise Refusal("no-search-yet")
        return Question(before.question, before.wish.merged(wish))
    narrowing = _NARROWS.fullmatch(rest)
    if narrowing is not None and before.question:
        # A place named now is a limit: the earlier distance was from elsewhere.
        wished = replace(before.wish.merged(wish), near=wish.near, within_km=wish.within_km)
        return Question(f"{before.question} {narrowing['rest'].strip()}", wished)
    return Question(rest if wish != NOTHING else text, wish)
