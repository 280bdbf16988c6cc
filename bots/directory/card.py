"""Someone's card, as it reads on a phone."""

from __future__ import annotations

from collections.abc import Iterator

from bots.directory.markup import Written, address, fact, link, write
from bots.directory.replies import TEXTS, Replies
from care.directory.answers import Card
from care.directory.model import Activity
from care.directory.phone import show_phone
from care.runtime.texts import french_date

_MOST_PLACES = 3


def write_card(card: Card, prefix: str, replies: Replies) -> Written:
    """Who, what, where; how to reach them; what to answer."""
    return write(
        [
            *replies.understood(card.understood),
            TEXTS.say(
                "card-title",
                name=fact(card.name),
                called=fact(card.called),
                place=fact(f", {card.place}" if card.place else ""),
            ),
            *_skills(card),
            *_places(card),
            *_mailboxes(card),
            *_reachable(card, prefix),
            _edition(card),
        ]
    )


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


def _mailboxes(card: Card) -> Iterator[str]:
    if card.person.mailboxes:
        mailboxes = ", ".join(address(mailbox) for mailbox in card.person.mailboxes)
        yield TEXTS.say("card-mailboxes", mailboxes=mailboxes)


def _reachable(card: Card, prefix: str) -> Iterator[str]:
    if card.can_contact:
        key = "card-reachable" if card.reachable else "card-not-reachable"
        yield TEXTS.say(key, prefix=prefix)


def _edition(card: Card) -> str:
    key = "card-edition-stale" if card.stale else "card-edition"
    return TEXTS.say(key, date=french_date(card.edition.published_at))
