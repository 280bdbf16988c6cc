"""What somebody who comes into an encrypted room cannot read: told again, to them alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bots.engine.markup import Written, fact, write
from bots.liaison.cards import describe_role, ordered, short_name, write_identity
from bots.liaison.documents.places import link_to
from bots.liaison.documents.replies import list_for_digest
from bots.liaison.house import House
from bots.liaison.texts import TEXTS
from care.access.act import RoomKind
from care.circles.entries import CircleEntry, latest_entries
from care.circles.model import CircleId, Member
from care.circles.reading import Picture, see_circle
from care.circles.rules import meets_professionals
from care.documents.reading import documents_of
from care.runtime.texts import french_date, french_time
from care.runtime.units import UnitOfWork

_NOTES = 10


def write_digest(work: UnitOfWork, house: House, circle: CircleId, user_id: str) -> Written:
    """Identity, members, latest words and files, as `user_id` may read them. Raises Refusal."""
    picture = see_circle(work, circle, user_id)
    reader = next(member for member in picture.members if member.user_id == user_id)
    entries = latest_entries(
        work.connection, work.keys, circle, professionals=meets_professionals(reader)
    )
    identity = write_identity(picture, house.today(work.now))
    lines = [
        TEXTS.say("digest-title", name=fact(picture.circle.pseudonym)),
        *identity.html.split("<br>"),
        TEXTS.say("digest-members", names=_names(picture)),
        *_words(picture, [one for one in entries if not one.is_file][:_NOTES], house.zone),
        *list_for_digest(
            documents_of(work, circle, user_id), lambda one: link_to(work, house.account, one)
        ),
    ]
    return write(lines)


def _names(picture: Picture) -> str:
    return ", ".join(
        f"{fact(short_name(one.name))} ({describe_role(one)})" for one in ordered(picture)
    )


def _words(picture: Picture, notes: Sequence[CircleEntry], zone: ZoneInfo) -> list[str]:
    if not notes:
        return [TEXTS.say("digest-no-words")]
    lines = [TEXTS.say("digest-words")]
    for one in reversed(notes):
        lines.append(
            TEXTS.say(
                "digest-line-professionals"
                if one.kind is RoomKind.PROFESSIONALS
                else "digest-line",
                when=tell_when(one.said_at, zone),
                who=_author(picture, one),
                what=fact(" ".join(one.content.split())),
            )
        )
    return lines


def tell_when(moment: datetime, zone: ZoneInfo) -> str:
    """`12/03/2026 à 14 h 30`, by the clock on the wall."""
    local = moment.astimezone(zone)
    return TEXTS.say("when", date=french_date(local), time=french_time(local))


def _author(picture: Picture, entry: CircleEntry) -> str:
    known: dict[str, Member] = {one.user_id: one for one in (*picture.past, *picture.members)}
    member = known.get(entry.author)
    return fact(short_name(member.name)) if member else TEXTS.say("somebody")
