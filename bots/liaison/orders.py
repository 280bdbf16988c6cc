"""What people ask of Liaison: a verb, and the words that follow it as they were typed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from rapidfuzz.distance import OSA

from care.directory.spelling import fold

_FILE = Path(__file__).with_name("orders.toml")
_NUMBER = re.compile(r"(?:(?:n|no|numero|le|la|patient|cercle) )?(\d{1,4})")
_NUMBER_DONE = re.compile(r"(?:la |le )?(\d{1,3})[\s.:,]+([^\W\d].*)", re.IGNORECASE | re.DOTALL)
_KEYCAP = {0xFE0F: None, 0x20E3: None}
_EDGES = " \t\n:,;.–—-"
_BEFORE = re.compile(
    r"\s*(?:[-–—•*!/#]|(?:bonjour|bonsoir|salut|coucou|hello|bjr|bsr|slt|stp|svp|merci d[e’']"
    r"|s[’' ]?il (?:te|vous) pla[iî]t|(?:tu )?peux[ -]tu|tu peux|pouvez[ -]vous|vous pouvez"
    r"|pourriez[ -]vous|pourrais[ -]tu|je (?:veux|voudrais|souhaite)|j[’']aimerais|ok|alors)"
    r"(?![\w’'-]))[\s,.!:]*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?<=\S)[\s,.!?]+(?:(?:svp|stp|merci(?: d[’']avance| beaucoup| bcp)?"
    r"|s[’' ]?il (?:te|vous) pla[iî]t|🙏|🙂|😊)[\s,.!?]*)+$",
    re.IGNORECASE,
)
_URGENT = re.compile(r"(?:urgente?|!!+)(?:\s*:|\b|(?=\s))\s*", re.IGNORECASE)
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
    QUIET = "quiet"
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


#: Verbs that a slip of the thumb does not hide: what they do is seen, and harms nothing.
_FORGIVEN = frozenset(
    {Verb.NEW_CIRCLE, Verb.MY_PATIENTS, Verb.TASK, Verb.TASKS, Verb.MY_DAY, Verb.DIGEST, Verb.PAGES}
)  # fmt: skip
_LONGEST_PHRASE = 7
_SHORTEST_SLIP = 5


@dataclass(frozen=True, slots=True)
class Order:
    """A verb, the words after it, and the number when it is one alone."""

    verb: Verb
    rest: str = ""
    number: int | None = None


def parse_order(text: str) -> Order:
    """The order in `text`: the longest phrase that it begins with, said politely or not."""
    text = text[:LONGEST].translate(_KEYCAP).strip()
    order = _said(text)
    marked = _URGENT.match(text)
    if order is None and marked is not None:
        rest = _unmarked(text)
        order = _said(rest) or _slipped(_before(rest))
        if order is not None and order.verb is Verb.TASK:
            return Order(Verb.TASK, f"{order.rest} {marked[0].strip(_EDGES)}")
        order = None
    return order or _slipped(_before(_AFTER.sub("", text))) or Order(Verb.OTHER, text)


def _said(text: str) -> Order | None:
    """The order, without what is said around it out of politeness."""
    plain = _AFTER.sub("", text)
    for typed in dict.fromkeys((plain, _before(plain))):
        order = _read(typed)
        if order.verb is not Verb.OTHER:
            return order
    return None


def _unmarked(text: str) -> str:
    while found := _URGENT.match(text):
        text = text[found.end() :]
    return text


def _read(text: str) -> Order:
    if found := _NUMBER.fullmatch(fold(text)):
        return Order(Verb.PICK, number=int(found[1]))
    if found := _NUMBER_DONE.fullmatch(text):
        done = _read(found[2])
        if done.verb in {Verb.DONE, Verb.REOPEN_TASK} and not done.rest:
            return Order(done.verb, found[1])
    typed = text.split()
    folded: list[str] = []
    best: tuple[Verb, int] | None = None
    for count, word in enumerate(typed[:_LONGEST_PHRASE], start=1):
        folded += fold(word).split()
        said = " ".join(folded)
        is_all = not fold(" ".join(typed[count:]))
        verb = (_phrases().get(f"{said}.") if is_all else None) or _phrases().get(said)
        if verb is not None and (verb not in _ALONE or count == len(typed)):
            best = (verb, count)
    if best is None:
        return Order(Verb.OTHER, text)
    verb, count = best
    return Order(verb, _after(text, count))


def _slipped(text: str) -> Order | None:
    """The order that the first words are a slip of: one letter, and neither first nor last."""
    typed = text.split()
    for count in range(min(len(typed), 3), 0, -1):
        said = fold(" ".join(typed[:count]))
        if len(said) < _SHORTEST_SLIP or (" " in said and count == 1):
            continue
        for phrase, verb in _phrases().items():
            alike = phrase[0] == said[0] and phrase[-1] == said[-1]
            if verb not in _FORGIVEN or not alike or len(phrase) < _SHORTEST_SLIP:
                continue
            if (verb is Verb.NEW_CIRCLE or verb in _ALONE) and " " not in phrase:
                continue
            if phrase.count(" ") == said.count(" ") and OSA.distance(phrase, said) == 1:
                rest = _after(text, count)
                return None if verb in _ALONE and rest else Order(verb, rest)
    return None


def _after(text: str, count: int) -> str:
    typed = text.split(None, count)
    return typed[count].strip(_EDGES) if count < len(typed) else ""


def without_courtesy(text: str) -> str:
    """`text` without the « bonjour » before and the « svp » after."""
    return _before(_AFTER.sub("", text.strip()))


def _before(text: str) -> str:
    """`text` without what one says before asking."""
    while found := _BEFORE.match(text):
        text = text[found.end() :]
    return text


@cache
def _phrases() -> Mapping[str, Verb]:
    """Those that end with a full stop are the whole message, or nothing."""
    known = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {phrase: Verb(verb) for verb, phrases in known.items() for phrase in phrases}
