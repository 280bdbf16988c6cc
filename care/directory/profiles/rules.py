"""What may be said of oneself, and what each change makes of a profile."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from care.directory.phone import read_phone, show_phone
from care.directory.profiles.hours import parse_hours
from care.directory.profiles.languages import parse_languages
from care.directory.profiles.model import EMPTY, Absence, Item, Profile
from care.directory.profiles.periods import parse_absence
from care.runtime.errors import Refusal

LONGEST_BIO, LONGEST_ACCESS = 600, 300
_MOST_ABSENCES = 12
_MOBILES = ("+336", "+337")
_EMAIL = re.compile(r"[a-z0-9._%+'-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Say:
    """Say `text` of `item`."""

    item: Item
    text: str


@dataclass(frozen=True, slots=True)
class SayPhone:
    """Say a telephone without saying whose: a mobile may be meant for colleagues only."""

    text: str


@dataclass(frozen=True, slots=True)
class Erase:
    """Say nothing of `item` any more."""

    item: Item


@dataclass(frozen=True, slots=True)
class ComeBack:
    """The absence of today is over."""


@dataclass(frozen=True, slots=True)
class Unlist:
    """Be left out of what is found (French "liste rouge"), or be found again."""

    unlisted: bool


Edit = Say | SayPhone | Erase | ComeBack | Unlist


def decide_edit(profile: Profile, edit: Edit, today: date) -> Profile:
    """`profile` after `edit`. Raises Refusal when what is said cannot be understood."""
    match edit:
        case Say(item, text):
            return _say(profile, item, text, today)
        case SayPhone(text):
            number = _phone(text)
            if number.startswith(_MOBILES):
                raise Refusal("phone-whose", number=show_phone(number))
            return replace(profile, secretary_phone=number)
        case Erase(item):
            if getattr(profile, item.value) == getattr(EMPTY, item.value):
                raise Refusal("nothing-to-erase")
            return replace(profile, **{item.value: getattr(EMPTY, item.value)})
        case ComeBack():
            return _come_back(profile, today)
        case Unlist(unlisted):
            return replace(profile, unlisted=unlisted)


def changed_item(edit: Edit) -> Item:
    """What `edit` is about."""
    match edit:
        case Say(item, _) | Erase(item):
            return item
        case SayPhone():
            return Item.SECRETARY_PHONE
        case ComeBack():
            return Item.ABSENCES
        case Unlist():
            return Item.UNLISTED


def _say(profile: Profile, item: Item, text: str, today: date) -> Profile:
    match item:
        case Item.SECRETARY_PHONE:
            return replace(profile, secretary_phone=_phone(text))
        case Item.URGENT_PHONE:
            return replace(profile, urgent_phone=_phone(text))
        case Item.EMAIL:
            return replace(profile, email=_address(text))
        case Item.MAILBOX:
            return replace(profile, mailbox=_mailbox(text))
        case Item.LANGUAGES:
            return replace(profile, languages=parse_languages(text))
        case Item.HOURS:
            return replace(profile, hours=parse_hours(text))
        case Item.ABSENCES:
            return replace(profile, absences=_with_absence(profile, text, today))
        case Item.ACCESS:
            return replace(profile, access=_words(text, LONGEST_ACCESS))
        case Item.BIO:
            return replace(profile, bio=_words(text, LONGEST_BIO))
        case Item.UNLISTED:
            return replace(profile, unlisted=True)


def _with_absence(profile: Profile, text: str, today: date) -> tuple[Absence, ...]:
    """The absences to come, with a new one in place of those that it overlaps."""
    new = parse_absence(text, today)
    others = (
        absence
        for absence in profile.absences
        if absence.last >= today and (absence.last < new.first or absence.first > new.last)
    )
    kept = tuple(sorted((*others, new)))
    if len(kept) > _MOST_ABSENCES:
        raise Refusal("absence-too-many")
    return kept


def _come_back(profile: Profile, today: date) -> Profile:
    kept = tuple(absence for absence in profile.absences if not absence.covers(today))
    if len(kept) == len(profile.absences):
        raise Refusal("absence-none")
    return replace(profile, absences=kept)


def _phone(text: str) -> str:
    number = read_phone(text)
    if number is None:
        raise Refusal("phone-unclear", typed=text.strip()[:40])
    return number


def _address(text: str) -> str:
    address = text.strip().strip("<>.,;").removeprefix("mailto:").lower()
    if not _EMAIL.fullmatch(address) or len(address) > 254:
        raise Refusal("email-unclear", typed=text.strip()[:60])
    return address


def _mailbox(text: str) -> str:
    """MSSanté domains all have a label of that name (référentiel MSSanté de l'ANS)."""
    address = _address(text)
    if "mssante" not in address.partition("@")[2].split("."):
        raise Refusal("mailbox-not-mssante", typed=address)
    return address


def _words(text: str, longest: int) -> str:
    seen = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    words = " ".join(seen.split())
    if not any(c.isalnum() for c in words):
        raise Refusal("words-missing")
    if len(words) > longest:
        raise Refusal("words-too-long", longest=longest)
    return words
