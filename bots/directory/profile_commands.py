"""What people write about their own entry, as typed changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from care.directory.profiles.model import Item
from care.directory.profiles.plain import plain
from care.directory.profiles.rules import ComeBack, Edit, Erase, Say, SayPhone, Unlist

_PHONE = r"(?:tel|telephone|numero|portable|ligne)\.?"
_IS = r"(?:(?:c est|est|sont|pour|devient)\s+(?:(?:le|la|les)\s+)?(?:maintenant\s+)?)?"
_THEN = r"(?:\s*[:=]\s*|\s+)"
_DAYS = r"lun|mar|mer|jeu|ven|sam|dim|semaine|week|tous |toute |\d|l ?- ?[vsd]\b|un |une |sur r"
# What is said around a change: "bonjour, pouvez-vous noter… svp".
_LEADING = re.compile(
    r"(?:(?:bonjour(?: annuaire)?|bonsoir|salut|coucou|svp|stp|s il (?:vous|te) plait|merci de"
    r"|veuillez|(?:pouvez|peux|pourriez)[ -](?:vous|tu)|je (?:voudrais|veux|souhaite|dois)"
    r"|not(?:er|ez|e)|mett(?:re|ez)|mets|chang(?:er|ez|e)|modifi(?:er|ez|e)|corrig(?:er|ez|e)"
    r"|indiqu(?:er|ez|e)|nouve(?:aux?|lles?))(?:\s*[,.!:]\s*|\s+))+"
)
_TRAILING = re.compile(
    r"(?:[\s,.!?]+(?:svp|stp|s il (?:vous|te) plait|merci(?: beaucoup| bien| d avance)?))+[\s.!?]*$"
)


def _has_digit(value: str) -> bool:
    return any(character.isdigit() for character in value)


def _is_address(value: str) -> bool:
    return "@" in value or (" " not in value.strip() and "." in value)


def _is_week(value: str) -> bool:
    return re.match(rf"(?:du |le |les |de |d )?(?:{_DAYS})", plain(value)) is not None


def _is_anything(value: str) -> bool:
    return bool(value.strip())


def _linked(item: Item | None) -> str:
    """What may stand between the first words and the rest; "accès est" may be a side of a house."""
    return r"(?:c est\s+)?" if item in {Item.BIO, Item.ACCESS} else _IS


# What one begins with, what it is about, and whether the rest can be meant: else it is a search.
_SAYINGS: tuple[tuple[re.Pattern[str], Item | None, Callable[[str], bool]], ...] = tuple(
    (re.compile(rf"(?:mon |ma |mes )?(?:{start}){_THEN}{_linked(item)}"), item, accepts)
    for start, item, accepts in (
        (
            rf"{_PHONE} (?:d |des |pour les )?urgences?(?: pro)?|urgences?(?: pro)?",
            Item.URGENT_PHONE,
            _has_digit,
        ),
        (
            rf"{_PHONE} (?:du |de la |de )?(?:secretariat|secretaire|cabinet|officine|pharmacie)"
            r"|secretariat|secretaire",
            Item.SECRETARY_PHONE,
            _has_digit,
        ),
        (rf"{_PHONE}(?: perso(?:nnel)?| directe?| pro)?", None, _has_digit),
        (r"(?:adresse )?mss(?:ante)?", Item.MAILBOX, _is_address),
        (r"(?:adresse )?(?:e-?mail|mail|courriel|mel)(?: pro)?", Item.EMAIL, _is_address),
        (
            r"langues(?: parlees)?|langue parlee|langue(?=\s*:)|je parle",
            Item.LANGUAGES,
            _is_anything,
        ),
        (r"horaires?(?: d ouverture)?|heures d ouverture", Item.HOURS, _is_week),
        (
            r"(?:je (?:suis|serai) )?(?:absente?|indisponible|en conges?|en vacances|en formation"
            r"|en arret(?: maladie)?)|conges?"
            r"|absence|vacances|fermeture|fermee?s?",
            Item.ABSENCES,
            _is_anything,
        ),
        (r"acces", Item.ACCESS, _is_anything),
        (r"bio", Item.BIO, _is_anything),
    )
)
_ERASE = re.compile(
    r"(?:effacer|efface|supprimer|supprime|enlever|enleve|retirer|annuler|annule)"
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
_DIRECTORY = r"(?: (?:de|dans|sur) l annuaire)?"
_UNLIST = re.compile(
    r"(?:(?:me )?(?:masquer|cacher)(?: ma fiche)?|(?:masque|cache)[rz]?(?: moi| ma fiche)"
    r"|(?:je )?(?:ne )?(?:veux )?plus (?:apparaitre|etre (?:visible|trouvee?))"
    r"|(?:me retirer|(?:retire|enleve)[rz]? moi)"
    rf"){_DIRECTORY}|(?:(?:(?:mets |mettez )?moi|passer|etre) )?(?:en |sur )?(?:la )?liste rouge"
)
_LIST = re.compile(
    r"(?:(?:me )?(?:re)?(?:montrer|demasquer)|(?:re)?montrez moi|reapparaitre|redevenir visible"
    rf"|(?:me remettre|remettez moi)){_DIRECTORY}"
    r"|(?:(?:sortir|enlever|retirer|quitter|sortez moi|enlevez moi|retirez moi) (?:de )?(?:la )?"
    r"|plus (?:en |sur ))liste rouge"
)
_BETWEEN = re.compile(r"\n|[,;]\s|\s(?:et|puis)\s|\.\s")
_ALONE = re.compile(
    r"(?:mon |ma |mes |je suis )?(?:tel(?:ephone)?|portable|e-?mail|mss(?:ante)?|langues|horaires?"
    r"|acces|bio|secretariat|absence|absente?|conges|en vacances"
    r"|(?:tel|telephone|numero) (?:d )?urgences?)(?: (?:a|ont) change)?"
)
_COME_BACK = re.compile(r"(?:je suis )?(?:retour|de retour|rentree?|revenue?)")


def parse_edit(text: str) -> Edit | None:
    """The change that `text` asks for; None when it is something else."""
    written = _bare(text)
    folded = " ".join(plain(written).replace("-", " ").strip(" .!").split())
    if _COME_BACK.fullmatch(folded):
        return ComeBack()
    if _LIST.fullmatch(folded):
        return Unlist(False)
    if _UNLIST.fullmatch(folded):
        return Unlist(True)
    return _erase(folded) or next(_say(written), None)


def says_two_things(edit: Edit) -> bool:
    """Whether what is said of one item goes on with another, which would be lost in it."""
    if not isinstance(edit, Say) or edit.item is Item.HOURS:  # "9h-12h, fermé mercredi" is one
        return False
    if edit.item in {Item.BIO, Item.ACCESS}:
        others = edit.text.splitlines()[1:]
        urgent = re.search(rf"\b(?:{_PHONE} )?(?:d )?urgences?\s*:?\s*(?:\+|0)\d", plain(edit.text))
        return urgent is not None or any(map(_is_said, others))
    return any(map(_is_said, _BETWEEN.split(edit.text)[1:]))


def names_item_only(text: str) -> bool:
    """Whether `text` is no more than what a change is about: "mes horaires", "bio"."""
    return _ALONE.fullmatch(" ".join(plain(_bare(text)).strip(" .!?:").split())) is not None


def _is_said(part: str) -> bool:
    return next(_say(part), None) is not None


def _bare(text: str) -> str:
    """`text` without what is said around a change out of courtesy."""
    written = text.strip()
    courtesy = _LEADING.match(plain(written))
    written = written[courtesy.end() :] if courtesy else written
    trailing = _TRAILING.search(plain(written))
    return written[: trailing.start()] if trailing else written


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
            said = written[match.end() :]
            yield SayPhone(said) if item is None else Say(item, said)
