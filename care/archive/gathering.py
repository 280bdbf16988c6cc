"""All that our own database knows of a circle, as one document and as FHIR."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import orjson
from pydantic import TypeAdapter

from care.accounts.model import Account
from care.accounts.store import account_of, opaque_id
from care.archive.paperwork import KeptFile, list_documents
from care.archive.port import PastRoom
from care.audit.model import Line
from care.circles.entries import latest_entries
from care.circles.fhir.gathering import environment_of, facts_of
from care.circles.fhir.team import render_circle, write_bundle
from care.circles.model import Circle, CircleId, Member
from care.circles.reading import paint
from care.circles.rooms import matrix_room, rooms_of
from care.circles.trail import read_trail
from care.consent.model import Statement
from care.patients.model import Patient
from care.runtime.units import UnitOfWork
from care.tasks.codec import render_details
from care.tasks.model import Task
from care.tasks.store import load_circle_tasks

FORMAT = 1
_PATIENT: TypeAdapter[Patient] = TypeAdapter(Patient)


@dataclass(frozen=True, slots=True)
class Gathered:
    """A circle as we keep it: `record` for people and programs, `bundle` for health software,
    `files` of its documents.
    """

    circle: Circle
    rooms: tuple[PastRoom, ...]
    record: dict[str, Any] = field(repr=False)
    bundle: bytes = field(repr=False)
    files: tuple[KeptFile, ...] = ()


def gather(work: UnitOfWork, circle_id: CircleId, assistant: str, timezone: str) -> Gathered:
    """Everything known of a circle, whose rooms `assistant` opened. Raises Refusal."""
    picture = paint(work, circle_id)
    everybody = (*picture.past, *picture.members)
    accounts = {one.user_id: account_of(work.connection, one.user_id) for one in everybody}
    ids = {one.user_id: opaque_id(work.connection, one.user_id) for one in everybody}
    rooms = find_rooms(work, circle_id, assistant)
    facts = facts_of(work, picture)
    entries = latest_entries(work.connection, work.keys, circle_id, professionals=True)
    trail = read_trail(work, circle_id)
    since = picture.circle.opened_at
    tasks = load_circle_tasks(work.connection, work.keys, circle_id.text, closed_since=since)
    documents, files = list_documents(work, circle_id)
    record = {
        "format": FORMAT,
        "written_at": work.now.isoformat(),
        "timezone": timezone,
        "circle": _circle(picture.circle),
        "patient": _PATIENT.dump_python(picture.patient, mode="json"),
        "members": [_member(one, accounts[one.user_id], ids[one.user_id]) for one in everybody],
        "consents": [_statement(one) for one in picture.register.statements],
        "trail": [_line(line) for line in sorted(trail, key=lambda line: line.sequence)],
        "entries": [
            {
                "event_id": one.event_id,
                "room": one.kind.value,
                "author": one.author,
                "at": one.said_at.isoformat(),
                "is_file": one.is_file,
                "content": one.content,
            }
            for one in reversed(entries)
        ],
        "tasks": [_task(one) for one in tasks],
        "documents": documents,
        "rooms": [{"kind": room.kind.value, "room_id": room.room_id} for room in rooms],
    }
    bundle = render_circle(facts, work.now, environment_of(facts.identity))
    return Gathered(picture.circle, rooms, record, write_bundle(bundle), files)


def find_rooms(work: UnitOfWork, circle: CircleId, assistant: str) -> tuple[PastRoom, ...]:
    """The rooms of a circle that exist."""
    found = [
        (room.kind, matrix_room(work.connection, assistant, room))
        for room in rooms_of(work.connection, circle)
    ]
    return tuple(PastRoom(kind, room_id) for kind, room_id in found if room_id is not None)


def _circle(circle: Circle) -> dict[str, Any]:
    return {
        "id": circle.id.text,
        "pseudonym": circle.pseudonym,
        "state": circle.state.value,
        "opened_at": circle.opened_at.isoformat(),
        "opened_by": circle.opened_by,
        "closed_at": circle.closed_at.isoformat() if circle.closed_at else None,
        "close_reason": circle.close_reason.value if circle.close_reason else None,
        "reason": circle.reason,
    }


def _member(member: Member, account: Account | None, account_id: str | None) -> dict[str, Any]:
    return {
        "user_id": member.user_id,
        "account": account_id,
        "name": member.name,
        "rpps": account.rpps if account else None,
        "profession": account.profession_code if account else None,
        "role": member.role.value,
        "ground": member.ground.value,
        "since": member.since.isoformat(),
        "until": member.until.isoformat() if member.until else None,
        "ended_at": member.ended_at.isoformat() if member.ended_at else None,
        "ending": member.ending.value if member.ending else None,
        "relation": member.relation,
        "note": member.note,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "number": statement.number,
        "stance": statement.stance.value,
        "scope": statement.scope.value,
        "giver": statement.giver.value,
        "evidence": statement.evidence.value,
        "said_at": statement.said_at.isoformat(),
        "recorded_by": statement.recorded_by,
        "person": statement.person,
        "note": statement.note,
    }


def _line(line: Line) -> dict[str, Any]:
    told: dict[str, Any] = {
        "sequence": line.sequence,
        "at": line.at.isoformat(),
        "kind": line.kind.value,
        "hash": line.hash,
    }
    if line.entry is not None:
        names = ("actor", "act", "patient", "person", "result", "face")
        told |= {name: getattr(line.entry, name) for name in names}
        told["details"] = dict(line.entry.details)
    return told


def _task(task: Task) -> dict[str, Any]:
    return {
        "id": task.id,
        "author": task.author,
        "assignee": task.assignee,
        "text": task.text,
        "state": task.state.value,
        "created_at": task.created_at.isoformat(),
        "details": orjson.loads(render_details(MappingProxyType(dict(task.fields)), task.wordings)),
    }
