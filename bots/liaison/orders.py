"""What people ask of Liaison: a verb, and the words that follow it as they were typed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from care.directory.spelling import fold

_FILE = Path(__file__).with_name("orders.toml")
_NUMBER = re.compile(r"(?:(?:n|no|numero|le|la|patient|cercle) )?(\d{1,4})")
_KEYCAP = {0xFE0F: None, 0x20E3: None}
_EDGES = " \t\n:,;.–—-"
LONGEST = 2_000


class Verb(StrEnum):
    """What is asked; `OTHER` is anything else, `PICK` a number alone."""

    HELP = "help"
    THANKS = "thanks"
    NEW_CIRCLE = "new_circle"
    MY_PATIENTS = "my_patients"
    MORE = "more"
    ADD = "add"
    REMOVE = "remove"
    LEAVE = "leave"
    ROLE = "role"
    TEAM = "team"
    WRITE_TO = "write_to"
    DIGEST = "digest"
    MEMBERS = "members"
    IDENTITY = "identity"
    CORRECT = "correct"
    CLOSE = "close"
    REOPEN = "reopen"
    PHONE = "phone"
    ADDRESS = "address"
    ALERT = "alert"
    CONSENT = "consent"
    OPPOSITION = "opposition"
    LIST_ADD = "list_add"
    LIST_REMOVE = "list_remove"
    LISTS = "lists"
    EMERGENCY = "emergency"
    DOUBT = "doubt"
    LIFT_DOUBT = "lift_doubt"
    FICTITIOUS = "fictitious"
    TRAIL = "trail"
    ERASE = "erase"
    MANAGE = "manage"
    TASK = "task"
    DONE = "done"
    REOPEN_TASK = "reopen_task"
    POSTPONE = "postpone"
    HAND_OVER = "hand_over"
    DROP_TASK = "drop_task"
    TASKS = "tasks"
    MY_DAY = "my_day"
    PAGES = "pages"
    RING = "ring"
    CIRCLE_PAGE = "circle_page"
    DOCUMENTS = "documents"
    DOCUMENT = "document"
    RESULTS = "results"
    TAKE_OUT = "take_out"
    YES = "yes"
    NO = "no"
    CANCEL = "cancel"
    PICK = "pick"
    OTHER = "other"


#: Verbs that are the whole message: followed by other words, they are no order.
_ALONE = frozenset(
    {Verb.HELP, Verb.THANKS, Verb.MORE, Verb.LEAVE, Verb.LISTS, Verb.YES, Verb.NO, Verb.CANCEL,
     Verb.MEMBERS, Verb.ERASE, Verb.PAGES, Verb.CIRCLE_PAGE, Verb.RING}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """A verb, the words after it, and the number when it is one alone."""

    verb: Verb
    rest: str = ""
    number: int | None = None


def parse_order(text: str) -> Order:
    """The order in `text`: the longest phrase that it begins with."""
    text = text[:LONGEST].translate(_KEYCAP).strip()
    if found := _NUMBER.fullmatch(fold(text)):
        return Order(Verb.PICK, number=int(found[1]))
    typed = text.split()
    folded: list[str] = []
    best: tuple[Verb, int] | None = None
    for count, word in enumerate(typed[:6], start=1):
        folded += fold(word).split()
        verb = _phrases().get(" ".join(folded))
        if verb is not None and (verb not in _ALONE or count == len(typed)):
            best = (verb, count)
    if best is None:
        return Order(Verb.OTHER, text)
    verb, count = best
    return Order(verb, text.split(None, count)[count].strip(_EDGES) if count < len(typed) else "")


@cache
def _phrases() -> Mapping[str, Verb]:
    known = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {phrase: Verb(verb) for verb, phrases in known.items() for phrase in phrases}
