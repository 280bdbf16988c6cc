"""What is said that is about no circle in particular, and of emergencies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from bots.engine.markup import Written, fact, link, quote, write
from bots.liaison.cards import name_patient, short_name, write_birth_date, write_identity
from bots.liaison.documents.texts import TEXTS as DOCUMENT_TEXTS
from bots.liaison.house import House
from bots.liaison.tasks.texts import TEXTS as TASK_TEXTS
from bots.liaison.texts import TEXTS
from care.circles.emergency import Emergency
from care.circles.mine import CircleLine, MyCircles
from care.circles.model import Circle
from care.circles.reading import Picture
from care.runtime.errors import Refusal
from care.runtime.texts import french_date, french_time

#: The pages that « mes pages » leads to, the most used first.
PAGES = ("day", "patients", "session")
#: Those of whoever is in the team of a mailbox.
MAIL_PAGES = ("triage", "sending")


def explain_use() -> Written:
    """What can be asked, alone with Liaison."""
    keys = (
        *("help-title", "help-new", "help-mine", "help-circle"),
        *("help-tasks", "help-documents", "help-mail", "help-emergency", "help-pages"),
    )
    return write([TEXTS.say(key) for key in keys])


def explain_room() -> Written:
    """What can be asked in the room of a circle."""
    return write(
        [
            TEXTS.say(key)
            for key in ("help-room-title", "help-room", "help-room-mail", "help-room-more")
        ]
    )


def say_thanks() -> Written:
    """An answer to thanks."""
    return write([TEXTS.say("thanks")])


def announce_trial() -> Written:
    """A phone is about to ring."""
    return write([TEXTS.say("trial-soon")])


def say_cancelled() -> Written:
    """Nothing was done."""
    return write([TEXTS.say("draft-cancelled")])


def say_nothing_waits() -> Written:
    """Nothing was to be given up: what was done before stays done."""
    return write([TEXTS.say("nothing-waits")])


def refuse(refusal: Refusal) -> Written:
    """Why not, and what to do instead."""
    facts = {name: quote(str(value)) for name, value in refusal.facts.items()}
    of_tasks = refusal.reason.startswith(("task-", "moment-"))
    of_documents = refusal.reason.startswith("document-")
    texts = TASK_TEXTS if of_tasks else DOCUMENT_TEXTS if of_documents else TEXTS
    return write([texts.say(f"no-{refusal.reason}", **facts)])


def show_patients(mine: MyCircles, house: House, now: datetime, page: str = "") -> Written:
    """A page of « mes patients », and the address of the whole list in a browser."""
    if not mine.lines:
        key = "mine-none" if mine.sieve == type(mine.sieve)() else "mine-none-such"
        return write([TEXTS.say(key)])
    lines = [TEXTS.say("mine-title", total=mine.total)]
    lines += [_line(line, house, now) for line in mine.lines]
    lines.append(TEXTS.say("mine-next", number=mine.lines[0].number))
    if mine.remaining:
        lines.append(TEXTS.say("mine-more", remaining=mine.remaining))
    if page:
        lines.append(TEXTS.say("mine-page", page=link(page, page)))
    return write(lines)


def show_circle(picture: Picture, house: House, now: datetime, room_id: str | None) -> Written:
    """One circle, chosen in the list: who it is about, where it is."""
    identity = write_identity(picture, house.today(now))
    name = picture.circle.pseudonym
    where = link(f"https://matrix.to/#/{room_id}", TEXTS.say("room-circle", name=name))
    lines = [TEXTS.say("circle-where", room=where)] if room_id else []
    return write([*identity.html.split("<br>"), *lines, TEXTS.say("circle-next")])


def show_lists(lists: Mapping[str, int]) -> Written:
    """One's own lists."""
    if not lists:
        return write([TEXTS.say("lists-none")])
    lines = [TEXTS.say("lists-title")]
    lines += [
        TEXTS.say("lists-line", name=fact(name), count=count) for name, count in lists.items()
    ]
    return write([*lines, TEXTS.say("lists-next")])


def say_pages(links: Mapping[str, str]) -> Written:
    """The links that open one's pages, each once."""
    lines = [
        TEXTS.say(f"pages-{page}", page=link(address, address)) for page, address in links.items()
    ]
    return write([TEXTS.say("pages-title"), *lines, TEXTS.say("pages-once")])


def say_circle_page(circle: Circle, address: str) -> Written:
    """The link that opens the page of a circle, once."""
    page = link(address, address)
    line = TEXTS.say("pages-circle", name=fact(circle.pseudonym), page=page)
    return write([line, TEXTS.say("pages-once")])


def say_managed(circle: Circle) -> Written:
    """A circle that one manages, and does not read unless a member."""
    return write([TEXTS.say("circle-managed", name=fact(circle.pseudonym))])


def say_emergency(taken: Emergency, house: House) -> Written:
    """To whoever broke the glass."""
    return write(
        [
            TEXTS.say(
                "emergency-taken", name=fact(taken.circle.pseudonym), until=_until(taken, house)
            ),
            TEXTS.say("emergency-told"),
        ]
    )


def tell_emergency(taken: Emergency, house: House) -> Written:
    """To the circle."""
    member = taken.member
    return write(
        [
            TEXTS.say(
                "emergency-circle", who=fact(short_name(member.name)), until=_until(taken, house)
            ),
            TEXTS.say("emergency-reason", reason=fact(member.note)),
        ]
    )


def tell_emergency_coordinator(taken: Emergency, house: House) -> Written:
    """To a coordinator, who does not read the circle: neither the patient nor the reason."""
    return write(
        [
            TEXTS.say(
                "emergency-coordinator",
                who=fact(short_name(taken.member.name)),
                name=fact(taken.circle.pseudonym),
                until=_until(taken, house),
            )
        ]
    )


def _until(taken: Emergency, house: House) -> str:
    assert taken.member.until is not None
    return french_time(taken.member.until.astimezone(house.zone))


def _line(line: CircleLine, house: House, now: datetime) -> str:
    traits = line.patient.identity.traits
    born = write_birth_date(traits.birth_date) if traits.birth_date else ""
    return TEXTS.say(
        "mine-line",
        number=line.number,
        name=fact(name_patient(traits)),
        born=born,
        circle=fact(line.circle.pseudonym),
        more="".join(_more(line, house, now)),
    )


def _more(line: CircleLine, house: House, now: datetime) -> Iterator[str]:
    if line.unread:
        yield f" – <b>{TEXTS.say('mine-unread', count=line.unread)}</b>"
    if line.patient.alerts:
        yield f" – {TEXTS.say('mine-alert', alert=fact(line.patient.alerts[0]))}"
    yield f" – {_ago(line.last_at, house, now)}"


def _ago(moment: datetime, house: House, now: datetime) -> str:
    local, today = moment.astimezone(house.zone), house.today(now)
    if local.date() == today:
        return TEXTS.say("mine-today", time=french_time(local))
    days = (today - local.date()).days
    if days == 1:
        return TEXTS.say("mine-yesterday")
    return TEXTS.say("mine-date", date=french_date(local))
