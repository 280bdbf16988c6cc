"""Who a patient is, as somebody types it between two visits, or as a scanner reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from care.directory.phone import read_phone
from care.directory.spelling import fold
from care.identity.birth_date import BirthDate, parse_birth_date
from care.identity.birth_place import parse_birth_place
from care.identity.datamatrix import is_datamatrix, parse_datamatrix
from care.identity.ins import InsNumber
from care.identity.lexical import to_insi_form
from care.identity.patient import PatientIdentity
from care.identity.reason import IdentityRefused
from care.identity.status import Source, SourceKind, Standing, Status
from care.identity.traits import Sex, Trait, Traits, missing_traits
from care.moments.french.plain import plain
from care.moments.french.vocabulary import MONTHS

_DATE = re.compile(
    r"\b(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{4}-\d{2}-\d{2}"
    r"|\d{2} \d{2} (?:19|20)\d{2}|\d{1,2}/\d{4})\b"
)
_PHONE = re.compile(
    r"(?:(?:t[ée]l(?:[ée]phone)?|port(?:able)?)\.?\s*:?\s*)?((?:\+33|0)[\s.\-\d]{8,16}\d)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:n[ée]e?\s+)?(?:à|a|lieu|cog)\s*:?\s*(\d[\dABab]\d{3})\b", re.IGNORECASE)
_SEXES = {
    **dict.fromkeys(("f", "femme", "feminin", "fille", "mme", "madame"), Sex.FEMALE),
    **dict.fromkeys(("m", "h", "homme", "masculin", "garcon", "monsieur", "mr"), Sex.MALE),
}
_SPOUSE = frozenset({"epouse", "ep", "epoux", "veuve", "usage"})
_BORN = frozenset({"nee", "ne"})
_LABELS = frozenset({"nom", "prenom", "prenoms", "naissance", "sexe", "date"})
_PARTICLES = frozenset({"le", "de", "du", "pour", "patient", "patiente"})
_SPELT_DATE = re.compile(rf"\b(\d{{1,2}})(?:er)?\s+({'|'.join(MONTHS)})\.?\s+(\d{{4}})\b")
_NEEDED = (Trait.BIRTH_NAME, Trait.GIVEN_NAMES, Trait.BIRTH_DATE)


@dataclass(frozen=True, slots=True)
class Told:
    """What was understood. `missing` are the traits without which nobody is looked for."""

    traits: Traits = field(repr=False)
    number: InsNumber | None = field(default=None, repr=False)
    scanned: bool = False
    phones: tuple[str, ...] = field(default=(), repr=False)

    @property
    def missing(self) -> tuple[Trait, ...]:
        """The traits that must still be told: names and date, and the sex beside them."""
        lacking = missing_traits(self.traits)
        return tuple(t for t in lacking if t in _NEEDED or t is Trait.SEX)

    def as_identity(self, day: date, source: str) -> PatientIdentity:
        """A provisional identity: neither typing nor a datamatrix proves anything (RNIV)."""
        kind = SourceKind.DATAMATRIX if self.scanned else SourceKind.TYPED
        standing = Standing(Status.PROVISIONAL, Source(kind, source, day))
        return PatientIdentity(self.traits, standing, self.number)


def read_identity(text: str) -> Told:
    """Who is meant by `text`. Raises IdentityRefused for a datamatrix that cannot be read."""
    if is_datamatrix(text):
        ins = parse_datamatrix(text)
        return Told(ins.traits, ins.number, scanned=True)
    rest, place = _take_place(text)
    rest, born = _take_date(rest)
    rest, phones = _take_phones(rest)
    names, sex = _take_sex(rest)
    return Told(_name(names, born, sex, place), phones=phones)


def _take_place(text: str) -> tuple[str, str | None]:
    found = _PLACE.search(text)
    if found is None:
        return text, None
    try:
        return text[: found.start()] + " " + text[found.end() :], parse_birth_place(found[1])
    except IdentityRefused:
        return text, None


def _take_date(text: str) -> tuple[str, BirthDate | None]:
    found = _DATE.search(text)
    spelt = _SPELT_DATE.search(plain(text)) if found is None else None
    if spelt is not None:
        said = f"{int(spelt[1]):02d}/{MONTHS[spelt[2]]:02d}/{spelt[3]}"
        text = f"{text[: spelt.start()]}{said}{text[spelt.end() :]}"
        found = _DATE.search(text)
    if found is None:
        return text, None
    try:
        born = parse_birth_date(found[1].replace(" ", "/"))
    except IdentityRefused:
        return text, None
    return text[: found.start()] + " " + text[found.end() :], born


def _take_phones(text: str) -> tuple[str, tuple[str, ...]]:
    phones = [number for found in _PHONE.findall(text) if (number := read_phone(found))]
    return _PHONE.sub(" ", text), tuple(dict.fromkeys(phones))


def _take_sex(text: str) -> tuple[list[str], Sex | None]:
    sex: Sex | None = None
    kept = []
    typed = re.sub(r"[,;:]", " ", text).split()
    for rank, word in enumerate(typed):
        folded = fold(word)
        alone = len(folded) > 1 or word.isupper() or rank == len(typed) - 1
        if folded in _SEXES and alone:
            sex = sex or _SEXES[folded]
        elif folded and folded not in _LABELS and not (folded in _PARTICLES and word.islower()):
            kept.append(word)
    if sex is None and any(fold(word) == "nee" for word in kept):
        sex = Sex.FEMALE
    return kept, sex


def _name(names: list[str], born: BirthDate | None, sex: Sex | None, place: str | None) -> Traits:
    """« MODELE née EXEMPLE Jeanne »: the birth name follows « née », the used name « épouse »."""
    used: str | None = None
    marks = [rank for rank, word in enumerate(names) if fold(word) in _BORN | _SPOUSE]
    last = marks[-1] if marks and 0 < marks[-1] < len(names) - 1 else None
    if last is not None and fold(names[last]) in _SPOUSE:
        used = to_insi_form(names[last + 1])
        names = [*names[:last], *names[last + 2 :]]
    elif last is not None:
        before, after = names[:last], names[last + 1 :]
        family, given = _split(before) if _is_whole(before, after) else (before, [])
        used = to_insi_form(" ".join(family))
        names = [*after, *given]
    names = [word for word in names if fold(word) not in _BORN | _SPOUSE]
    family, given = _split(names)
    return Traits(
        birth_name=to_insi_form(" ".join(family)),
        given_names=to_insi_form(" ".join(given)),
        birth_date=born,
        sex=sex,
        birth_place=place,
        used_name=used,
    )


def _is_whole(before: list[str], after: list[str]) -> bool:
    """« MODELE Jeanne née EXEMPLE »: the given names are before, the birth name alone after."""
    names_family_only = len(after) == 1 or all(word.isupper() for word in after)
    shouted = all(word.isupper() for word in before)
    return names_family_only and (len(before) == 2 or (len(before) > 2 and not shouted))


def _split(names: list[str]) -> tuple[list[str], list[str]]:
    """What is in capitals is the family name; else the first word is."""
    capitals = [word for word in names if word.isupper() and len(word) > 1]
    if capitals and len(capitals) < len(names):
        return capitals, [word for word in names if word not in capitals]
    return names[:1], names[1:]
