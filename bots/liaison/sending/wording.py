"""« mail Dr Fictif, la pharmacie : le pansement est refait », taken apart."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from bots.liaison.orders import without_courtesy
from bots.liaison.role_words import find_role
from care.circles.model import Role
from care.directory.spelling import fold
from care.dispatches.model import Wish

_FILE = Path(__file__).with_name("words.toml")
_LONGEST_PHRASE = 6
_NUMBER = re.compile(r"(?:(?:n|no|numero|le|la|l envoi|envoi) )?(\d{1,3})")
_ITS_NUMBER = re.compile(r"\s*\d{1,6}\s*\Z")
_KEYCAP = {0xFE0F: None, 0x20E3: None}
_TO = re.compile(r"(?:[àa] la\s|[àa] l['’]|[àa]\s|aux?\s|l[ea]s?\s|l['’]|pour\s)\s*", re.IGNORECASE)
_TO_ADDRESS = re.compile(r"\A(?:[àa]|aux?|pour)\s+", re.IGNORECASE)
_BETWEEN_PEOPLE = re.compile(r"[,;]+|\s+et\s+|\s+&\s+", re.IGNORECASE)
_BEFORE_WORDS = re.compile(r"\s*(?::(?=\s|$)|\n)\s*")
_EDGES = " \t\n,;.–—-"
_SHORT = 6
_PASS_ON = re.compile(
    r"(?:transf[éeè]re[rs]?|faire suivre|fais suivre|envoyer|envoie|transmet(?:tre|s)|adresser)"
    r"(?: [çc]a| le mail| ce mail| le courrier| ce courrier)?\s+",
    re.IGNORECASE,
)
_A_MAIL = re.compile(r"(?:e-?mail|mail|courriel|mssant[ée]|[ée]crire)\s+", re.IGNORECASE)
_TITLED = re.compile(r"(?:dr|docteur|pr|professeur|mme|madame|mr?|monsieur)\b", re.IGNORECASE)
_TO_A_NAME = re.compile(r"[àÀ] (?:[A-ZÀ-Ý][\w’'-]+)(?: [A-ZÀ-Ý][\w’'-]+){0,2}")
_TAKES_BACK = re.compile(
    r"\b(?:n envoie[sz]?|n envoyez|ne (?:pas|rien|plus) envoyer|attends|attendez)\b"
)


class Ask(StrEnum):
    """What is asked about sending."""

    SEND = "send"
    MAIL = "mail"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    TYPE = "type"
    PLAIN = "plain"
    NAMED = "named"
    FROM = "from"
    LIST = "list"
    REPLACE = "replace"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    AGAIN = "again"
    EVERYBODY = "everybody"
    PICK = "pick"
    ELSEWHERE = "elsewhere"


#: What begins a story; the others go on with one that was begun.
BEGINNINGS = frozenset(
    {Ask.SEND, Ask.MAIL, Ask.LIST, Ask.REPLACE, Ask.WITHDRAW, Ask.CLOSE, Ask.AGAIN}
)
ANSWERS = frozenset({Ask.CONFIRM, Ask.CANCEL, Ask.TYPE, Ask.PLAIN, Ask.NAMED, Ask.FROM, Ask.PICK})
_ORDERS = frozenset(
    {Ask.SEND, Ask.CONFIRM, Ask.CANCEL, Ask.LIST, Ask.REPLACE, Ask.WITHDRAW, Ask.AGAIN,
     Ask.ELSEWHERE}
)  # fmt: skip
#: These are the whole message: followed by other words, they are something else.
_ALONE = frozenset(
    {Ask.CONFIRM, Ask.CANCEL, Ask.PLAIN, Ask.NAMED, Ask.LIST, Ask.CLOSE, Ask.ELSEWHERE}
)


@dataclass(frozen=True, slots=True)
class Said:
    """What is asked, the words after it as typed, the number when there is one."""

    ask: Ask
    rest: str = field(default="", repr=False)
    number: int | None = None


def read_said(text: str, among: Collection[Ask]) -> Said | None:
    """What `text` asks, of those that count here: the longest phrase that it begins with."""
    bare = text.translate(_KEYCAP).strip()
    if Ask.PICK in among and (found := _NUMBER.fullmatch(fold(bare))):
        return Said(Ask.PICK, number=int(found[1]))
    typed = bare.split()
    folded: list[str] = []
    best: tuple[Ask, int] | None = None
    for count, word in enumerate(typed[:_LONGEST_PHRASE], start=1):
        folded += fold(word).split()
        for ask in _phrases().get(" ".join(folded), ()):
            if ask in among and (ask not in _ALONE or count == len(typed)):
                best = (ask, count)
        if word.endswith(":"):
            break
    if best is None:
        return None
    ask, count = best
    rest = bare.split(None, count)[count] if count < len(typed) else ""
    number = _NUMBER.fullmatch(fold(rest.partition(":")[0]))
    if ask is Ask.AGAIN and rest.strip() and (number is None or ":" in rest):
        return None  # « renvoyer le dossier à Paul » is said to somebody else
    return Said(ask, rest.strip(), int(number[1]) if number else None)


def is_order_alone(text: str) -> bool:
    """Whether `text` is an order and nothing else, be there something to do or not."""
    bare = _ITS_NUMBER.sub("", without_courtesy(text).removeprefix("!"))
    said = read_said(bare, _ORDERS)
    return said is not None and not said.rest


def is_for_others(text: str) -> bool:
    """Whether it is an order to write to somebody: « transférer au Dr Fictif », « mail Luc : … ».

    « Envoyez au patient… » is said to whoever is answered, « mail bien reçu : merci » too.
    """
    line, colon, _ = without_courtesy(text).removeprefix("!").partition("\n")[0].partition(":")
    if colon and _TO_A_NAME.fullmatch(line.strip()):
        return True
    if found := _PASS_ON.match(line):
        rest = line[found.end() :]
        return _TO.match(rest) is not None and (bool(colon) or len(rest.split()) <= _SHORT)
    if (found := _A_MAIL.match(line)) and colon:
        rest = line[found.end() :]
        named = _TO.match(rest) or _TITLED.match(rest) or "@" in rest
        return bool(named) or any(one.role for one in read_recipients(rest)[0])
    return False


def takes_back(text: str) -> bool:
    """Whether a few words hesitate: « non attends n’envoie pas »."""
    return len(text.split()) <= _SHORT and _TAKES_BACK.search(fold(text)) is not None


def read_recipients(rest: str) -> tuple[tuple[Wish, ...], str]:
    """Everybody that `rest` names, and the words after the colon or on the next line."""
    found = _BEFORE_WORDS.search(rest)
    people, text = (rest[: found.start()], rest[found.end() :]) if found else (rest, "")
    pieces = [" ".join(piece.split()).strip(_EDGES) for piece in _BETWEEN_PEOPLE.split(people)]
    return tuple(_wish(piece) for piece in pieces if piece), text.strip()


def read_words(rest: str) -> str:
    """What follows the number of a sending: « 2 : le texte »."""
    found = _BEFORE_WORDS.search(rest)
    return rest[found.end() :].strip() if found else ""


def _wish(piece: str) -> Wish:
    if "@" in piece:
        return Wish(_TO_ADDRESS.sub("", piece))
    bare = _without_preposition(piece)
    role = find_role(bare)
    if role is not None and role[0] is Role.PATIENT:
        return Wish(bare, is_patient=True)
    return Wish(bare, role[0] if role else None)


def _without_preposition(piece: str) -> str:
    found = _TO.match(piece)
    return piece[found.end() :].strip() or piece if found else piece


@cache
def _phrases() -> Mapping[str, tuple[Ask, ...]]:
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    phrases: dict[str, tuple[Ask, ...]] = {}
    for ask, said in told.items():
        for phrase in said:
            phrases[phrase] = (*phrases.get(phrase, ()), Ask(ask))
    return phrases
