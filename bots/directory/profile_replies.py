"""One's own entry, and what was changed of it, in words."""

from __future__ import annotations

from bots.directory.card import card_lines, place_lines
from bots.directory.texts import TEXTS
from bots.directory.time_words import write_hours
from bots.engine.markup import Written, address, fact, write
from care.directory.answers import Card, Edited, PlaceCard
from care.directory.phone import show_phone
from care.directory.profiles.languages import language_names
from care.directory.profiles.model import EMPTY, Item, Profile
from care.runtime.texts import french_date


def write_own(card: Card) -> Written:
    """The card as colleagues see it, and what to write to change it."""
    absences = _absences(card.profile)
    missing = ", ".join(TEXTS.say(f"item-{_dashed(item)}") for item in card.missing)
    return write(
        [
            TEXTS.say("own-unlisted" if card.profile.unlisted else "own-title"),
            *card_lines(card, ""),
            TEXTS.say("own-absences", value=absences) if absences else "",
            TEXTS.say("own-missing", missing=missing) if missing else "",
            TEXTS.say("own-how"),
        ]
    )


def write_own_place(card: PlaceCard) -> Written:
    """The place's card, and what may be written from now on."""
    return write([TEXTS.say("own-place-title"), *place_lines(card, ""), TEXTS.say("own-place-how")])


def write_edited(edited: Edited) -> Written:
    """What was understood, and how to take it back."""
    whose = fact(f" ({edited.name})" if edited.is_place else "")
    if edited.item is None:
        lines = (_line(item, edited.profile) for item in edited.undone)
        return write([TEXTS.say("edit-undone", whose=whose), *lines, TEXTS.say("edit-see")])
    key = f"edit-{_dashed(edited.item)}"
    if edited.item is Item.UNLISTED:
        key += "-on" if edited.profile.unlisted else "-off"
        return write([TEXTS.say(key), TEXTS.say("edit-undo")])
    if getattr(edited.profile, edited.item.value) == getattr(EMPTY, edited.item.value):
        erased = "edit-back" if edited.item is Item.ABSENCES else "edit-erased"
        what = TEXTS.say(f"item-{_dashed(edited.item)}")
        return write([TEXTS.say(erased, what=what), TEXTS.say("edit-undo")])
    if edited.item is Item.ABSENCES and edited.is_place:
        key = "edit-closures"
    value = _value(edited.item, edited.profile)
    return write([TEXTS.say(key, value=value, whose=whose), TEXTS.say("edit-undo")])


def _line(item: Item, profile: Profile) -> str:
    """What `profile` says of `item`, even when it is nothing."""
    if item is Item.UNLISTED:
        return TEXTS.say(f"edit-unlisted-{'on' if profile.unlisted else 'off'}")
    what, value = TEXTS.say(f"item-{_dashed(item)}"), _value(item, profile)
    said = getattr(profile, item.value) != getattr(EMPTY, item.value)
    return TEXTS.say("undone-item" if said else "undone-nothing", what=what, value=value)


def _value(item: Item, profile: Profile) -> str:
    match item:
        case _ if not getattr(profile, item.value):
            return ""
        case Item.SECRETARY_PHONE | Item.URGENT_PHONE:
            return fact(show_phone(getattr(profile, item.value)))
        case Item.EMAIL | Item.MAILBOX:
            return address(getattr(profile, item.value))
        case Item.LANGUAGES:
            return fact(", ".join(language_names()[code] for code in profile.languages))
        case Item.HOURS if profile.hours is not None:
            return write_hours(profile.hours)
        case Item.ABSENCES:
            return _absences(profile)
        case _:
            return fact(str(getattr(profile, item.value)))


def _absences(profile: Profile) -> str:
    return ", ".join(
        TEXTS.say(
            "absence-day" if absence.first == absence.last else "absence-span",
            first=french_date(absence.first),
            last=french_date(absence.last),
            note=fact(f" ({absence.note})" if absence.note else ""),
        )
        for absence in profile.absences
    )


def _dashed(item: Item) -> str:
    return item.value.replace("_", "-")
