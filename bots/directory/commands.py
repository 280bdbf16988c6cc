"""What people write to the directory, as typed requests."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from bots.directory.profile_commands import names_item_only, parse_edit, says_two_things
from care.directory.profiles.model import Item
from care.directory.profiles.rules import Edit, Say
from care.directory.spelling import fold

LONGEST_QUESTION, LONGEST_EDIT = 200, 1_000
# As typed, with the spaces and the accents apart that normalizing takes out.
_LONGEST_RAW = 4 * LONGEST_EDIT
_LONGEST_NUMBER = 40
_GROUP_WORD = "!annuaire"

_HELP = frozenset(
    (
        *("aide", "help", "bonjour", "bonsoir", "salut", "coucou", "hello", "menu", "info"),
        *("aide moi", "aidez moi", "a l aide", "comment ca marche", "mode d emploi", "allo"),
        "oui",
        *("qui es tu", "qui etes vous", "tu es qui", "tu fais quoi", "que sais tu faire", "test"),
    )
)
_NOT_THAT = frozenset(
    (
        *("non", "stop", "oups", "erreur", "laisse tomber", "laissez tomber", "tant pis"),
        *("c est pas ca", "ce n est pas ca", "non c est pas ca", "annulation", "retour en arriere"),
    )
)
_MORE = frozenset(
    (
        *("plus", "suite", "la suite", "suivant", "suivants", "suivante", "encore", "autres"),
        *("voir plus", "d autres", "en voir plus", "page suivante", "voir la suite"),
    )
)
_THANKS = re.compile(
    r"(?:(?:(?:grand |non )?merci(?: beaucoup| bien| a vous| d avance)?|super|ok|d accord"
    r"|parfait"
    r"|top|genial|nickel|c est bon|c est gentil|bonne (?:journee|soiree)|bon week end|au revoir"
    r"|a bientot|pour tout|et|tres bien)(?: |$))+"
)
_NUMBER = re.compile(
    r"(?:(?:n|no|num|numero|fiche|le|la|l|du|de|voir|ouvrir|ouvre|montre|montrer|qui est|c est qui"
    r"|appeler|appelle|telephoner|a|au)"
    r" )*(?:(?P<digits>\d{1,3})|(?P<rank>\w+))"
)
_RANKS = {
    **dict.fromkeys(("un", "premier", "premiere", "1er", "1ere"), 1),
    **dict.fromkeys(("deux", "deuxieme", "second", "seconde", "2e", "2eme"), 2),
    **dict.fromkeys(("trois", "troisieme", "3e", "3eme"), 3),
    **dict.fromkeys(("quatre", "quatrieme", "4e", "4eme"), 4),
    **dict.fromkeys(("cinq", "cinquieme", "5e", "5eme"), 5),
}
_CONTACT = re.compile(
    r"(?:lui )?(?:contacter|contacte|contact|ecrire|ecris|ecrivez|joindre|inviter|invite|message)"
    r"(?: (?:a|au|le|la|lui|avec|n|no|numero|fiche))*"
    r"(?:(?: (?P<number>\d{1,3}))?(?P<fresh> (?:nouveau|nouvelle conversation|a nouveau))?"
    r"| (?P<rest>.+))?"
)
_BACK = frozenset(("liste", "la liste", "revenir", "revenir a la liste", "retour a la liste"))
_UNDO = frozenset(("annuler", "annule", "annulez", "non annuler", "defaire"))
_MY_PROFILE = re.compile(
    r"(?:(?:bonjour|je (?:veux|voudrais|souhaite)|voir|afficher|affiche|montrer?|modifier|changer"
    r"|completer|ouvrir) )*"
    r"(?:mon profil|profil|ma fiche|mon compte|mes informations|mon annuaire"
    r"|inscription|(?:m )?inscrire)(?: svp| stp| s il (?:vous|te) plait| merci)?"
)
_MY_PLACE = re.compile(
    r"(?:ma|mon|notre) (?P<word>pharmacie|officine|cabinet|structure|ehpad|service|labo(?:ratoire)?"
    r"|maison de sante|centre de sante|etablissement|clinique|hopital|cpts|ssiad)"
)
# Written as it was: what follows is a change, kept with its accents.
_OWN_PLACE_FIRST = re.compile(rf"{_MY_PLACE.pattern}\s*[:,]?\s+", re.IGNORECASE)
_OF_ONESELF = re.compile(r"(?:bonjour |bonsoir |salut )?je (?:suis|serai|parle|ne) ")
_DECIDE_WHAT = re.compile(r"accepter?|refuser?|valider?")
_REGISTER = re.compile(
    r"(?:(?:je suis|mon) (?:le |la )?(?:n |no |numero )?rpps(?: (?:est|c est)(?: le)?)?|rpps)"
    r" (?P<number>\d[\d ]+)|je (?:suis|m appelle) (?:le |la )?"
    r"(?P<name>(?!absent|en |a |au |sur |de retour|rentre|revenu)"
    r"(?!.*\b(?:(?:re)?cherche|besoin)\b).+)"
)
_DECIDE = re.compile(
    r"(?P<act>accepter|accepte|valider|valide|refuser|refuse) (?:la |le )?(?:demande )?(?:n |no )?"
    r"(?P<number>\d{1,9})\b"
)
_DOCUMENT = re.compile(r"(?:les? )?(?:protocole?s?|procedures?|documents?)(?: (?P<rest>.+))?")
_THIS_ROOM = frozenset(("protocoles ici", "ici les protocoles"))
_KEYCAP = {0xFE0F: None, 0x20E3: None}


class Puzzle(StrEnum):
    """Why a message cannot be taken for a question."""

    NO_WORDS = "no-words"
    TOO_LONG = "too-long"
    NOT_TEXT = "not-text"
    TWO_THINGS = "two-things"
    ITEM_ALONE = "item-alone"
    NOT_THAT = "not-that"
    WHICH_REQUEST = "which-request"


@dataclass(frozen=True, slots=True)
class Search:
    """Whoever `text` is about."""

    text: str


@dataclass(frozen=True, slots=True)
class Pick:
    """The card of a numbered result."""

    number: int


@dataclass(frozen=True, slots=True)
class Contact:
    """Get in touch with a result, or with the open card; `fresh`: in a new conversation."""

    number: int | None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """The next results."""


@dataclass(frozen=True, slots=True)
class Back:
    """The list again."""


@dataclass(frozen=True, slots=True)
class MyProfile:
    """One's own entry."""


@dataclass(frozen=True, slots=True)
class MyPlace:
    """The entry of the place where one practises, named by `word`."""

    word: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one's own entry, or of that of one's `place` ("pharmacie").

    `of_oneself`: "je suis absente" is about who writes, whatever was spoken of before.
    """

    edit: Edit
    place: str = ""
    of_oneself: bool = False


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change back."""


@dataclass(frozen=True, slots=True)
class Register:
    """Be tied to the entry of `claimed`, an RPPS number or a name.

    `bare`: only the number was given, which may also be somebody else's, looked for.
    """

    claimed: str
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Decide:
    """Accept or refuse a request."""

    number: int
    accept: bool
    reason: str


@dataclass(frozen=True, slots=True)
class FindProtocol:
    """A document that the territory posted."""

    text: str


@dataclass(frozen=True, slots=True)
class NameProtocolRoom:
    """This room is where protocols are posted."""


@dataclass(frozen=True, slots=True)
class Help:
    """What can be asked."""


@dataclass(frozen=True, slots=True)
class Thanks:
    """Nothing is wanted."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not a question."""

    puzzle: Puzzle


Personal = MyProfile | MyPlace | Change | Undo
Command = (
    Search | Pick | Contact | More | Back | Help | Thanks | Unknown | Personal | Register | Decide
    | FindProtocol | NameProtocolRoom
)  # fmt: skip


def question_in_group(text: str) -> str | None:
    """What follows `!annuaire`; None when the message is not for us."""
    word, *rest = text.split(maxsplit=1) or [""]
    return "".join(rest) if word.casefold() == _GROUP_WORD else None


def parse_command(text: str) -> Command:
    """What `text` asks for; never raises."""
    if len(text) > _LONGEST_RAW:
        return Unknown(Puzzle.TOO_LONG)
    clean = unicodedata.normalize("NFKC", text.translate(_KEYCAP)).strip()
    called = question_in_group(clean)
    clean = clean if called is None else called.strip() or "?"
    if clean.strip("!/ ") == "?":
        return Help()
    # Before changes of one's entry: "numéro 2" is no telephone.
    if len(clean) <= _LONGEST_NUMBER and (number := _number(fold(clean))) is not None:
        return Pick(number)
    change = _change(clean)
    if change is not None:
        return Unknown(Puzzle.TWO_THINGS) if says_two_things(change.edit) else change
    if len(clean) > LONGEST_QUESTION:
        return Unknown(Puzzle.TOO_LONG)
    folded = fold(clean)
    if not folded:
        return Unknown(Puzzle.NO_WORDS)
    return _fixed(folded) or _numbered(folded) or _spoken(clean, folded) or Search(clean)


def _change(clean: str) -> Change | None:
    """The change that is asked for; only a bio or the access may be long, to be told that it is."""
    place = _OWN_PLACE_FIRST.match(clean)
    edit = parse_edit(clean[place.end() :] if place else clean)
    if edit is None:
        return None
    free = isinstance(edit, Say) and edit.item in {Item.BIO, Item.ACCESS}
    if len(clean) > LONGEST_EDIT and not free:
        return None
    if place is not None:
        return Change(edit, fold(place["word"]))
    return Change(edit, of_oneself=_OF_ONESELF.match(fold(clean)) is not None)


def _fixed(folded: str) -> Command | None:
    if folded in _HELP:
        return Help()
    if folded in _MORE:
        return More()
    if folded in _BACK:
        return Back()
    if folded in _UNDO:
        return Undo()
    if _MY_PROFILE.fullmatch(folded):
        return MyProfile()
    if folded in _NOT_THAT:
        return Unknown(Puzzle.NOT_THAT)
    if _DECIDE_WHAT.fullmatch(folded):
        return Unknown(Puzzle.WHICH_REQUEST)
    if names_item_only(folded):
        return Unknown(Puzzle.ITEM_ALONE)
    if folded in _THIS_ROOM:
        return NameProtocolRoom()
    return Thanks() if _THANKS.fullmatch(folded) else None


def _numbered(folded: str) -> Command | None:
    match = _CONTACT.fullmatch(folded)
    if match is None:
        return None
    if match["rest"]:
        number = _number(match["rest"])
        return Search(match["rest"]) if number is None else Contact(number)
    number = int(match["number"]) if match["number"] else None
    return Contact(number, fresh=bool(match["fresh"]))


def _number(folded: str) -> int | None:
    match = _NUMBER.fullmatch(folded)
    if match is None:
        return None
    return int(match["digits"]) if match["digits"] else _RANKS.get(match["rank"])


def _spoken(clean: str, folded: str) -> Command | None:
    if match := _MY_PLACE.fullmatch(folded):
        return MyPlace(match["word"])
    if match := _REGISTER.fullmatch(folded):
        return Register(match["number"] or match["name"], bare=folded.startswith("rpps"))
    if match := _DECIDE.match(folded):
        # The reason is given as it was written, after the number.
        reason = clean.partition(match["number"])[2].strip(" ,:;-–.")
        return Decide(int(match["number"]), match["act"].startswith(("a", "v")), reason)
    if match := _DOCUMENT.fullmatch(folded):
        return FindProtocol(match["rest"] or "")
    return None
