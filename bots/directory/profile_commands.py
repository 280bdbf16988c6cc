"""What people write about their own entry, as typed changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from care.directory.profiles.model import Item
from care.directory.profiles.plain import plain
from care.directory.profiles.rules import ComeBack, Edit, Erase, Say, Unlist

_PHONE = r"(?:tel|telephone|numero|portable|ligne)\.?"
_SEPARATOR = r"\s*:?\s+"
_DAYS = r"lun|mar|mer|jeu|ven|sam|dim|semaine|week|tous les|\d"


def _has_digit(value: str) -> bool:
    return any(character.isdigit() for character in value)


def _is_address(value: str) -> bool:
    return "@" in value or (" " not in value.strip() and "." in value)


def _is_week(value: str) -> bool:
    return re.match(rf"(?:du |le |les |de |d )?(?:{_DAYS})", plain(value)) is not None


def _is_anything(value: str) -> bool:
    return bool(value.strip())


# What one begins with, what it is about, and whether the rest can be meant: else it is a search.
_SAYINGS: tuple[tuple[re.Pattern[str], Item, Callable[[str], bool]], ...] = tuple(
    (re.compile(rf"(?:mon |ma |mes )?(?:{start}){_SEPARATOR}"), item, accepts)
    for start, item, accepts in (
        (rf"{_PHONE} (?:d |des |pour les )?urgences?|urgences?", Item.URGENT_PHONE, _has_digit),
        (
            rf"{_PHONE} (?:du |de la |de )?(?:secretariat|secretaire|cabinet|officine|pharmacie)"
            rf"|secretariat|secretaire|{_PHONE}",
            Item.SECRETARY_PHONE,
            _has_digit,
        ),
        (r"(?:adresse )?mss(?:ante)?", Item.MAILBOX, _is_address),
        (r"(?:adresse )?(?:e-?mail|mail|courriel|mel)(?: pro)?", Item.EMAIL, _is_address),
        (r"langues(?: parlees)?|langue parlee|je parle", Item.LANGUAGES, _is_anything),
        (r"horaires?(?: d ouverture)?|heures d ouverture", Item.HOURS, _is_week),
        (
            r"(?:je (?:suis|serai) )?(?:absente?|indisponible|en conges?|en vacances)|conges?"
            r"|absence|vacances|fermeture|fermee?s?",
            Item.ABSENCES,
            _is_anything,
        ),
        (r"acces", Item.ACCESS, _is_anything),
        (r"bio", Item.BIO, _is_anything),
    )
)
_ERASE = re.compile(
    r"(?:effacer|efface|supprimer|supprime|enlever|enleve|retirer)"
    r"(?: (?:mon|ma|mes|le|la|les|l))?\s+(?P<what>.+)"
)
_ERASED: tuple[tuple[str, Item], ...] = (
    (rf"(?:{_PHONE} )?(?:d |des )?urgences?", Item.URGENT_PHONE),
    (rf"{_PHONE}(?: (?:du |de )?secretariat)?|secretariat", Item.SECRETARY_PHONE),
    (r"(?:adresse )?mss(?:ante)?", Item.MAILBOX),
    (r"(?:adresse )?(?:e-?mail|mail|courriel|mel)", Item.EMAIL),
    (r"langues?", Item.LANGUAGES),
    (r"horaires?", Item.HOURS),
    (r"absences?|conges?|fermetures?", Item.ABSENCES),
    (r"acces", Item.ACCESS),
    (r"bio", Item.BIO),
)
_UNLIST = re.compile(r"(?:me )?(?:masquer|cacher)|(?:masquez|cachez) moi|(?:en |sur )?liste rouge")
_LIST = re.compile(
    r"(?:me )?(?:montrer|demasquer)|montrez moi"
    r"|(?:sortir|enlever|retirer|quitter) (?:de )?(?:la )?liste rouge"
)
_COME_BACK = re.compile(r"(?:je suis )?(?:retour|de retour|rentree?|revenue?)")


def parse_edit(text: str) -> Edit | None:
    """The change that `text` asks for; None when it is something else."""
    folded = " ".join(plain(text).strip(" .!").split())
    if _COME_BACK.fullmatch(folded):
        return ComeBack()
    if _LIST.fullmatch(folded):
        return Unlist(False)
    if _UNLIST.fullmatch(folded):
        return Unlist(True)
    return _erase(folded) or next(_say(text), None)


def _erase(folded: str) -> Edit | None:
    match = _ERASE.fullmatch(folded)
    if match is None:
        return None
    items = (item for words, item in _ERASED if re.fullmatch(words, match["what"]))
    item = next(items, None)
    return None if item is None else Erase(item)


def _say(text: str) -> Iterator[Edit]:
    """`plain` keeps every letter in its place: what follows the first words is as written."""
    written = text.strip()
    folded = plain(written)
    for start, item, accepts in _SAYINGS:
        match = start.match(folded)
        if match is not None and accepts(written[match.end() :]):
            yield Say(item, written[match.end() :])
