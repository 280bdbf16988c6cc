"""Someone's card, as it reads on a phone."""

from __future__ import annotations

from collections.abc import Iterator

from bots.directory.replies import Replies, tell_km
from bots.directory.texts import TEXTS
from bots.directory.time_words import write_absence, write_hours, write_opening
from bots.engine.markup import Written, address, fact, link, write
from care.access.directory import Field
from care.directory.answers import Card, PlaceCard
from care.directory.model import Activity
from care.directory.phone import show_phone
from care.directory.profiles.languages import language_names
from care.directory.profiles.model import Profile
from care.runtime.texts import french_date

_MOST_PLACES = 3


def write_card(card: Card, prefix: str, replies: Replies) -> Written:
    """Who, what, where; how to reach them; what to answer."""
    return write([*replies.understood(card.understood), *card_lines(card, prefix)])


def card_lines(card: Card, prefix: str) -> Iterator[str]:
    """The card, line by line."""
    place = f", {card.place}" if card.place else ""
    yield TEXTS.say(
        "card-title",
        name=fact(card.name),
        called=fact(card.called),
        place=fact(place) + tell_km(card.km),
    )
    yield from write_absence(card.absence, "woman" if card.person.feminine else "man")
    yield from _own_phones(card)
    yield from _presentation(card.profile)
    yield from _hours(card)
    yield from _skills(card)
    yield from _places(card)
    yield from _mailboxes((card.profile.mailbox, *card.person.mailboxes))
    yield from _reachable(card, prefix)
    yield _edition(card)


def write_place(card: PlaceCard, prefix: str, replies: Replies) -> Written:
    """A place of care: where, when, how to reach it, who is there."""
    return write([*replies.understood(card.understood), *place_lines(card, prefix)])


def place_lines(card: PlaceCard, prefix: str) -> Iterator[str]:
    """The card of a place, line by line."""
    site = card.structure
    place = fact(f", {site.commune}") + tell_km(card.km)
    yield TEXTS.say("card-title", name=fact(site.name), called=fact(card.called), place=place)
    yield from write_absence(card.absence, "place")
    yield from _own_phones(card)
    yield from _presentation(card.profile)
    yield from _hours(card)
    town = f"{site.postal_code} {site.commune}".strip()
    yield fact(", ".join(part for part in (site.street, town) if part))
    if site.phones:
        yield TEXTS.say("card-phones", phones=" – ".join(map(_phone, site.phones)))
    if site.email:
        yield TEXTS.say("card-email", email=link(f"mailto:{site.email}", site.email))
    yield from _mailboxes((card.profile.mailbox, *site.mailboxes))
    yield from _team(card, prefix)
    yield _edition(card)


def _team(card: PlaceCard, prefix: str) -> Iterator[str]:
    if not card.team:
        return
    yield TEXTS.say("place-team")
    for line in card.team:
        key = "team-line-reachable" if line.reachable else "team-line"
        yield TEXTS.say(
            key, number=str(line.number), name=fact(line.name), called=fact(line.called)
        )
    if card.more_team:
        yield TEXTS.say("team-more", count=card.more_team)
    key = "team-next-contact" if card.can_contact else "team-next"
    yield TEXTS.say(key, prefix=prefix)


def _own_phones(card: Card | PlaceCard) -> Iterator[str]:
    profile = card.profile
    phones = []
    if profile.secretary_phone:
        phones.append(TEXTS.say("phone-secretary", phone=_phone(profile.secretary_phone)))
    if profile.urgent_phone:
        phones.append(TEXTS.say("phone-urgent", phone=_phone(profile.urgent_phone)))
    if phones:
        yield TEXTS.say("card-phones", phones=" – ".join(phones))
    if profile.email:
        yield TEXTS.say("card-email", email=link(f"mailto:{profile.email}", profile.email))
    if Field.URGENT_PHONE in card.hidden and card.can_contact:
        yield TEXTS.say("card-urgent-alone")


def _presentation(profile: Profile) -> Iterator[str]:
    if profile.bio:
        yield TEXTS.say("card-bio", bio=fact(profile.bio))
    if profile.languages:
        names = ", ".join(language_names().get(code, code) for code in profile.languages)
        yield TEXTS.say("card-languages", languages=fact(names))
    if profile.access:
        yield TEXTS.say("card-access", access=fact(profile.access))


def _hours(card: Card | PlaceCard) -> Iterator[str]:
    if card.profile.hours is not None:
        now = write_opening(card.opening, card.opens)
        hours = write_hours(card.profile.hours)
        yield TEXTS.say("card-hours", hours=hours, now=f" – {now}" if now else "")


def _skills(card: Card) -> Iterator[str]:
    labels = [skill.label.removesuffix("(SM)").strip() for skill in card.person.skills]
    if len(labels) > 1:
        yield TEXTS.say("card-skills", skills=fact(", ".join(labels)))


def _places(card: Card) -> Iterator[str]:
    activities = sorted(card.person.activities, key=lambda a: a.commune != card.place)
    for activity in activities[:_MOST_PLACES]:
        yield from _place(activity)
    if len(activities) > _MOST_PLACES:
        yield TEXTS.say("card-other-places", count=len(activities) - _MOST_PLACES)


def _place(activity: Activity) -> Iterator[str]:
    town = f"{activity.postal_code} {activity.commune}".strip()
    yield fact(", ".join(part for part in (activity.structure, activity.street, town) if part))
    if activity.phones:
        yield TEXTS.say("card-phones", phones=" – ".join(map(_phone, activity.phones)))
    if activity.email:
        yield TEXTS.say("card-email", email=link(f"mailto:{activity.email}", activity.email))


def _phone(number: str) -> str:
    return link(f"tel:{number}", show_phone(number)) if number.startswith("+") else fact(number)


def _mailboxes(addresses: tuple[str, ...]) -> Iterator[str]:
    kept = dict.fromkeys(one for one in addresses if one)
    if kept:
        yield TEXTS.say("card-mailboxes", mailboxes=", ".join(map(address, kept)))


def _reachable(card: Card, prefix: str) -> Iterator[str]:
    if card.can_contact and not card.own:
        key = "card-reachable" if card.reachable else "card-not-reachable"
        yield TEXTS.say(key, prefix=prefix)


def _edition(card: Card | PlaceCard) -> str:
    key = "card-edition-stale" if card.stale else "card-edition"
    return TEXTS.say(key, date=french_date(card.edition.published_at))
