"""A circle of three, closed a year ago, and the past of its two rooms."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from care.access.act import RoomKind
from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.audit.model import Entry, Face, Kind
from care.audit.store import record
from care.circles.entries import CircleEntry, keep_entry
from care.circles.model import Circle, CircleId, CircleState, CloseReason, Ending, Member, Role
from care.circles.rooms import give_seat, want_room
from care.circles.store import add_circle, add_member
from care.consent.model import Evidence, Giver, Ground, Scope, Stance, Statement
from care.consent.workflow import record_statement
from care.identity.patient import PatientId, PatientIdentity
from care.identity.status import Source, SourceKind, Standing, Status
from care.matrix.past import PastEvent
from care.moments.model import Schedule
from care.patients.model import Contact, Patient
from care.patients.store import save_patient
from care.runtime.errors import PermanentFailure
from care.runtime.outgoing import Address, Say
from care.runtime.rooms import bind_room
from care.runtime.units import UnitOfWork
from care.tasks.model import Change, Edit, Who
from care.tasks.model import Standing as TaskStanding
from care.tasks.taking import add_task
from tests.care.circles.fhir.circles import JEANNE, NUMBER

ASSISTANT = "@liaison:cercle.test"
NURSE, DOCTOR, SON = "@ana:cercle.test", "@alice:cercle.test", "@paul:cercle.test"
PATIENT, CIRCLE = PatientId("p" + "1" * 32), CircleId("c" + "1" * 32)
ROOM, TEAM_ROOM = "!circle:cercle.test", "!team:cercle.test"
OPENED = datetime(2029, 1, 7, 8, 15, tzinfo=UTC)
CLOSED = datetime(2030, 2, 28, 12, 0, tzinfo=UTC)
CANARY = "SERIN-1948"
WOUND = b"\x89PNG a wound that was never there"


def keep_circle(
    work: UnitOfWork,
    circle: CircleId = CIRCLE,
    patient: PatientId = PATIENT,
    *,
    rooms: bool = True,
    closed: datetime = CLOSED,
) -> Circle:
    """The circle and everything around it."""
    source = Source(SourceKind.SOFTWARE, "Logiciel d’Exemple", date(2029, 1, 7))
    identity = PatientIdentity(JEANNE, Standing(Status.QUALIFIED, source), NUMBER)
    save_patient(work, Patient(patient, identity, Contact(("+33235000000",), CANARY), (CANARY,)))
    for user_id, kind, name in (
        (NURSE, AccountKind.PROFESSIONAL, "FICTIF Ana – infirmière"),
        (DOCTOR, AccountKind.PROFESSIONAL, "FICTIF Alice – médecin"),
        (SON, AccountKind.RELATIVE, "P. E."),
    ):
        rpps, job = ("10199900001", "10") if user_id == DOCTOR else (None, None)
        save_account(work.connection, Account(user_id, kind, name, rpps, job))
    kept = Circle(
        circle, patient, f"Mésange {circle.text[-2:]}", CircleState.CLOSED, OPENED, NURSE, closed,
        CloseReason.END_OF_CARE, CANARY,
    )  # fmt: skip
    add_circle(work, kept)
    for member in (
        Member(NURSE, "FICTIF Ana", Role.NURSE, Ground.CHOSEN_BY_PATIENT, OPENED),
        Member(DOCTOR, "FICTIF Alice", Role.TREATING_DOCTOR, Ground.CHOSEN_BY_PATIENT, OPENED),
        Member(SON, "EXEMPLE Paul", Role.CARER, Ground.RELATIVE, OPENED, None, CLOSED,
               Ending.LEFT, "SONC", CANARY),
    ):  # fmt: skip
        add_member(work, circle, member)
    statement = Statement(
        0, patient.text, Stance.CONSENT, Scope.PERSON, Giver.PATIENT, Evidence.SPOKEN, OPENED,
        "nurse", SON, CANARY,
    )  # fmt: skip
    record_statement(work, statement, Face.ROOM, circle.text)
    record(work, Entry("circle.opened", Kind.CARE, "nurse", Face.ROOM, circle=circle.text))
    if rooms:
        keep_task(work, circle)
        _keep_room(work, circle, RoomKind.CIRCLE, ROOM)
        _keep_room(work, circle, RoomKind.PROFESSIONALS, TEAM_ROOM)
    return kept


def keep_task(work: UnitOfWork, circle: CircleId) -> None:
    """Something to do, and when; it rings."""
    who = Who(NURSE, {circle.text: TaskStanding.LEADS}, Face.ROOM, ASSISTANT)
    tomorrow = work.now.date() + timedelta(days=1)
    when = Schedule(tomorrow, (time(8, 15),), "Europe/Paris")
    changes = {"text": Change(CANARY), "schedule": Change(when)}
    edit = Edit(f"$task-{circle.text}", work.now, NURSE, changes)
    add_task(work, who, f"t{circle.text[1:]}", circle.text, edit)


def _keep_room(work: UnitOfWork, circle: CircleId, kind: RoomKind, room_id: str) -> None:
    room = want_room(work.connection, circle, kind)
    bind_room(work.connection, ASSISTANT, room.key, room_id, step_back=False)
    give_seat(work.connection, room, NURSE)
    entry = CircleEntry(f"${room_id}", room_id, kind, NURSE, OPENED, is_file=False, content=CANARY)
    keep_entry(work, room, entry)
    work.send(ASSISTANT, Say(Address(key=room.key), CANARY))


def said(number: int, content: Mapping[str, Any], sender: str = NURSE, **more: Any) -> PastEvent:
    """Something said, encrypted, by a device that is trusted."""
    at = OPENED + timedelta(minutes=number)
    facts = {"encrypted": True, "trusted": True, **more}
    return PastEvent(f"$e{number}", sender, at, "m.room.message", content, **facts)


def text(number: int, words: str, sender: str = NURSE, **more: Any) -> PastEvent:
    """Words."""
    return said(number, {"msgtype": "m.text", "body": words}, sender, **more)


def file(number: int, uri: str, sender: str = NURSE, name: str = "plaie.PNG") -> PastEvent:
    """A picture."""
    content = {"msgtype": "m.image", "body": name, "file": {"url": uri}, "filename": name}
    return said(number, content, sender)


@dataclass
class ListedHistory:
    """A past that is a list: what the port promises, without a server."""

    rooms_: dict[str, list[PastEvent]]
    files: dict[str, bytes] = field(default_factory=dict)

    async def rooms(self) -> list[str]:
        return list(self.rooms_)

    async def events(self, room_id: str) -> AsyncIterator[PastEvent]:
        for event in self.rooms_[room_id]:
            yield event

    async def attachment(self, content: Mapping[str, Any]) -> bytes:
        found = self.files.get(content["file"]["url"])
        if found is None:
            raise PermanentFailure("no encrypted file")
        return found


class Dies(BaseException):
    """The process ends here."""


@dataclass
class ListedEraser:
    """Rooms and files that can be taken away, and the moment of death if there is one."""

    history: ListedHistory
    owners: dict[str, str]
    dies_at: int = -1
    calls: int = 0

    async def has_room(self, room_id: str) -> bool:
        return room_id in self.history.rooms_

    async def delete_room(self, room_id: str) -> None:
        self._step()
        self.history.rooms_.pop(room_id, None)
        self._step()

    async def delete_media(self, uri: str, senders: Collection[str]) -> bool:
        self._step()
        if uri in self.owners and self.owners[uri] not in senders:
            return False
        self.history.files.pop(uri, None)
        self.owners.pop(uri, None)
        self._step()
        return True

    def _step(self) -> None:
        self.calls += 1
        if self.calls == self.dies_at:
            raise Dies
