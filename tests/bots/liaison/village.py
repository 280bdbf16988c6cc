"""A village to talk with Liaison in: accounts, and a homeserver that does what it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from bots.engine.answering import Answering
from bots.liaison.bot import LiaisonBot
from bots.liaison.house import House
from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.identity.reason import Environment
from care.matrix.model import (
    Arrival,
    Departure,
    Erased,
    IncomingMessage,
    Moved,
    Person,
    Reaction,
    Receipt,
)
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database
from care.runtime.outbox import Fate, load_file, load_pending, mark_sent
from care.runtime.outgoing import (
    Erase,
    Invite,
    OpenRoom,
    Pin,
    Remove,
    Say,
    SendFile,
    SetReadOnly,
    ShowPage,
)
from care.runtime.rooms import bind_room, key_of_room, move_room, note_direct_room, room_of
from care.runtime.sealing import KeyRing
from care.runtime.timers import load_due, take_timer
from care.runtime.units import Units

LIAISON = "@liaison:test"
KEYS = KeyRing({1: bytes(range(32))})
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

ALICE, PAUL, IDA, KIM = "@alice:test", "@paul:test", "@ida:test", "@kim:test"
CAMILLE, SECRETARY, ANNE, JEANNE = (
    "@camille:test",
    "@secretariat:test",
    "@anne:test",
    "@jeanne:test",
)
PEOPLE = (
    Account(ALICE, AccountKind.PROFESSIONAL, "FICTIF Alice – médecin", "10199900373", "10"),
    Account(PAUL, AccountKind.PROFESSIONAL, "INVENTE Paul – pharmacien", "10199901488", "21"),
    Account(IDA, AccountKind.PROFESSIONAL, "SOIGNE Ida – infirmière", "10199901850", "60"),
    Account(KIM, AccountKind.PROFESSIONAL, "MASSE Kim – kinésithérapeute", "10199903336", "70"),
    Account(CAMILLE, AccountKind.COORDINATOR, "RELAIS Camille – coordination"),
    Account(SECRETARY, AccountKind.SECRETARY, "ACCUEIL Tilleuls – secrétariat"),
    Account(ANNE, AccountKind.RELATIVE, "EXEMPLE Anne – proche"),
    Account(JEANNE, AccountKind.PATIENT, "EXEMPLE Jeanne – patient"),
)
_EVENTS = count(1)


@dataclass
class Room:
    """A room of the homeserver, as far as it was asked for."""

    room_id: str
    name: str | None
    invited: set[str] = field(default_factory=set)
    joined: set[str] = field(default_factory=set)
    pinned: tuple[str, ...] = ()
    read_only: bool = False
    pages: list[str] = field(default_factory=list)
    said: dict[str, Say] = field(default_factory=dict)
    files: dict[str, SendFile] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)

    @property
    def texts(self) -> list[str]:
        """What may still be read there, the last version of each message."""
        shown: dict[str, str] = {}
        for event, say in self.said.items():
            shown[say.edits or event] = plain(say.text)
        return [text for event, text in shown.items() if event not in self.erased]

    @property
    def file_names(self) -> list[str]:
        """The files that may still be opened there."""
        return [one.name for sent, one in self.files.items() if sent not in self.erased]

    @property
    def cards(self) -> list[str]:
        """The text of what is pinned."""
        latest = {say.edits: say.text for say in self.said.values() if say.edits}
        return [plain(latest.get(sent, self.said[sent].text)) for sent in self.pinned]


def plain(text: str) -> str:
    """`text` with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


class Village:
    """Everybody has an account; what Liaison sends is done at once."""

    def __init__(self, *people: Account, mail_people: frozenset[str] = frozenset()) -> None:
        self.clock = ManualClock(START)
        self.database = Database("sqlite://")
        METADATA.create_all(self.database.engine)
        self.units = Units(self.database, KEYS, self.clock)
        house = House(
            LIAISON, pages_url="https://pages.test", shows_pages=True, mail_people=mail_people
        )
        self.bot = LiaisonBot(house, Environment.TEST)
        self.answering = Answering(LIAISON, self.bot)
        self.rooms: dict[str, Room] = {}
        self.refuses: set[str] = set()
        self._seen = 0
        with self.units.unit("people") as work:
            for account in people or PEOPLE:
                save_account(work.connection, account)

    # What people do

    def tells(self, person: str, text: str) -> str:
        """`person` writes to Liaison alone; returns its answers in that conversation."""
        room = self.direct(person)
        before = set(room.said)
        self._write(person, text, room.room_id, direct=True)
        return "\n".join(plain(s.text) for event, s in room.said.items() if event not in before)

    def writes(self, person: str, text: str, room: Room, *, kind: str = "m.text") -> str:
        """`person` writes in a room of several; returns the event's id."""
        return self._write(person, text, room.room_id, direct=False, kind=kind)

    def joins(self, person: str, room: Room) -> None:
        """`person` accepts an invitation."""
        assert person in room.invited, "not invited"
        room.invited.discard(person)
        room.joined.add(person)
        arrival = Arrival(self._event(), room.room_id, Person(person), self.clock.now())
        with self.units.unit(arrival.event_id) as work:
            self.answering.arrived(work, arrival)
        self.deliver()

    def everybody_joins(self, room: Room) -> None:
        """All the invited do."""
        for person in sorted(room.invited):
            self.joins(person, room)

    def leaves(self, person: str, room: Room) -> None:
        """`person` leaves, or declines to come."""
        was_in = person in room.joined
        room.joined.discard(person)
        room.invited.discard(person)
        departure = Departure(
            self._event(), room.room_id, Person(person), person, self.clock.now(), was_in
        )
        with self.units.unit(departure.event_id) as work:
            self.answering.left(work, departure)
        self.deliver()

    def reacts(self, person: str, emoji: str, say: str) -> None:
        """`person` puts an emoji on the message that `say` (a transaction id) became."""
        room = next(room for room in self.rooms.values() if say in room.said)
        reaction = Reaction(
            self._event(), room.room_id, Person(person), f"${say}", emoji, self.clock.now(), True
        )
        with self.units.unit(reaction.event_id) as work:
            self.answering.reacted(work, reaction)
        self.deliver()

    def erases(self, person: str, event_id: str, room: Room) -> None:
        """`person` erases a message of theirs."""
        erased = Erased(self._event(), room.room_id, event_id, person, self.clock.now())
        with self.units.unit(erased.event_id) as work:
            self.answering.erased(work, erased)

    def is_replaced(self, room: Room) -> Room:
        """The room was upgraded: everybody is in the new one, where nothing was said."""
        with self.database.begin() as connection:
            key = key_of_room(connection, LIAISON, room.room_id)
            assert key is not None
            move_room(connection, LIAISON, room.room_id, f"{room.room_id}-next")
        new = Room(f"{room.room_id}-next", room.name, joined=set(room.joined))
        self.rooms[new.room_id] = new
        with self.units.unit(f"moved {room.room_id}") as work:
            self.answering.moved(work, Moved(key, new.room_id, room.room_id))
        self.deliver()
        return new

    def reads(self, person: str, event_id: str, room: Room) -> None:
        """`person` has read up to there."""
        receipt = Receipt(room.room_id, person, event_id, self.clock.now())
        with self.database.begin() as connection:
            self.answering.read(connection, [receipt])

    def time_passes(self, by: timedelta) -> None:
        """And what was due is done."""
        self.clock.advance(by)
        with self.database.begin() as connection:
            due = load_due(connection, [LIAISON], self.clock.now())
        for timer in due:
            with self.units.unit(timer.cause) as work:
                if (taken := take_timer(work, timer)) is not None:
                    self.answering.due(work, taken)
        self.deliver()

    # What is seen

    def direct(self, person: str) -> Room:
        """The conversation of `person` with Liaison."""
        room_id = f"!direct-{person[1:].partition(':')[0]}"
        if room_id not in self.rooms:
            self.rooms[room_id] = Room(room_id, None, joined={person, LIAISON})
            with self.units.unit(f"direct {person}") as work:
                note_direct_room(work.connection, LIAISON, person, room_id)
        return self.rooms[room_id]

    def group(self, name: str) -> Room:
        """A group of the territory that Liaison is in."""
        room = self.rooms.setdefault(f"!{name}", Room(f"!{name}", name))
        room.joined |= {LIAISON, *(account.user_id for account in PEOPLE)}
        return room

    def room_called(self, name: str) -> Room:
        """The room that bears this name."""
        return next(room for room in self.rooms.values() if room.name == name)

    @property
    def circles(self) -> list[Room]:
        """The rooms of circles, in the order in which they were opened."""
        return [room for room in self.rooms.values() if (room.name or "").startswith("Cercle ")]

    # The homeserver

    def deliver(self) -> None:
        """Do all that waits in the outbox."""
        with self.database.begin() as connection:
            rows = load_pending(connection, KEYS, LIAISON, self._seen)
        for row in rows:
            self._seen = row.sequence
            fate = Fate(
                event_id=f"${row.transaction_id}",
                room_id=self._do(row.transaction_id, row.outgoing),
            )
            with self.database.begin() as connection:
                mark_sent(connection, row, fate)
        if rows:
            self.deliver()

    def _do(self, sent: str, outgoing: object) -> str | None:
        """Do it; the room where it was done."""
        if isinstance(outgoing, OpenRoom):
            self._open(outgoing)
            return None
        room = self._room(outgoing.to)  # type: ignore[attr-defined]
        match outgoing:
            case Say():
                room.said[sent] = outgoing
            case SendFile():
                with self.database.begin() as connection:
                    content = load_file(connection, KEYS, LIAISON, sent)
                room.files[sent] = replace(outgoing, content=content)
            case Invite(person=person):
                if person in self.refuses:
                    with self.units.unit(f"failed {sent}") as work:
                        self.answering.failed_to_send(work, outgoing, sent)
                elif person not in room.joined:
                    room.invited.add(person)
            case Remove(person=person):
                room.invited.discard(person)
                room.joined.discard(person)
            case Pin(sent=cards):
                assert all(card in room.said for card in cards)
                room.pinned = cards
            case SetReadOnly(read_only=read_only):
                room.read_only = read_only
            case ShowPage(url=url):
                room.pages.append(url)
            case Erase(event_id=event_id):
                room.erased.add(event_id.removeprefix("$"))
        return room.room_id

    def _open(self, wanted: OpenRoom) -> None:
        with self.database.begin() as connection:
            known = room_of(connection, LIAISON, wanted.key)
            room_id = known.room_id if known else f"!{wanted.key}"
            bind_room(connection, LIAISON, wanted.key, room_id, step_back=wanted.step_back)
        room = self.rooms.setdefault(room_id, Room(room_id, wanted.name, joined={LIAISON}))
        room.invited |= set(wanted.people) - room.joined

    def _room(self, to: object) -> Room:
        room_id, key = to.room_id, to.key  # type: ignore[attr-defined]
        if to.person is not None:  # type: ignore[attr-defined]
            return self.direct(to.person)  # type: ignore[attr-defined]
        if key is not None:
            with self.database.begin() as connection:
                known = room_of(connection, LIAISON, key)
            assert known is not None, "never opened"
            room_id = known.room_id
        return self.rooms[room_id]

    def _write(
        self, person: str, text: str, room_id: str, *, direct: bool, kind: str = "m.text"
    ) -> str:
        self.clock.advance(timedelta(seconds=1))
        message = IncomingMessage(
            event_id=self._event(),
            room_id=room_id,
            sender=Person(person),
            text=text,
            direct=direct,
            sent_at=self.clock.now(),
            content={"msgtype": kind, "body": text},
        )
        with self.units.unit(message.event_id) as work:
            self.answering.handle(work, message)
        self.deliver()
        return message.event_id

    def _event(self) -> str:
        return f"$event{next(_EVENTS)}"


def open_jeanne(village: Village, by: str = ALICE, others: str = "") -> Room:
    """The circle of Jeanne, opened by dialogue; everybody has come in."""
    village.tells(by, "nouveau cercle EXEMPLE Jeanne 15/06/1984 F tél 06 00 00 00 12")
    village.tells(by, others or "Paul Inventé, Ida Soigne, sa fille Anne Exemple")
    village.tells(by, "1")
    room = village.circles[-1]
    village.everybody_joins(room)
    return room
