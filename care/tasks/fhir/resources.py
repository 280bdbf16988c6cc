"""FHIR R4 `Task` resources: plain JSON, names as the standard writes them.

https://hl7.org/fhir/R4/task.html. What comes back is said in `input` (a `Timing`), as R4 gives a
task no schedule; each occurrence that was done or moved is a task of its own, part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from care.moments.model import Frequency, Occurrence, Repeat, Schedule
from care.moments.occurrences import occurrences
from care.moments.rules import render_rule
from care.tasks.agenda import comes_back, planned_between, state_at
from care.tasks.model import Planned, State, Task

Json = dict[str, Any]
#: How a person is written: a reference, or an identifier and a name. Given by the caller.
Refer = Callable[[str], Json]

_STATUS: Mapping[State, str] = {State.DONE: "completed", State.CANCELLED: "cancelled"}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNITS = {
    Frequency.DAILY: "d",
    Frequency.WEEKLY: "wk",
    Frequency.MONTHLY: "mo",
    Frequency.YEARLY: "a",
}
_MOST_EVENTS = 20


def render_task(task: Task, refer: Refer, patient: Json | None = None) -> Json:
    """The resource of a task; `patient` is the reference of whom it is for."""
    resource: Json = {
        "resourceType": "Task",
        "id": task.id,
        "status": _status(task, task.state),
        "intent": "order",
        "priority": "urgent" if task.is_urgent else "routine",
        "description": task.text,
        "authoredOn": _instant(task.created_at),
        "lastModified": _instant(_changed_at(task)),
        "requester": refer(task.author),
    }
    if patient is not None:
        resource["for"] = patient
    if task.circle is not None:
        resource["groupIdentifier"] = {"value": task.circle}
    if task.assignee is not None:
        resource["owner"] = refer(task.assignee)
    if task.theme:
        resource["code"] = {"text": task.theme}
    resource |= _when(task)
    inputs = _inputs(task)
    if inputs:
        resource["input"] = inputs
    if task.notes:
        resource["note"] = [
            {"text": one.text, "time": _instant(one.stamp.at)} for one in task.notes
        ]
    return resource


def render_occurrences(task: Task, refer: Refer, start: datetime, end: datetime) -> list[Json]:
    """A resource for each occurrence that begins from `start` to `end`, of what comes back."""
    if not comes_back(task):
        return []
    return [_occurrence(task, one, refer) for one in planned_between(task, start, end)]


def render_bundle(resources: list[Json]) -> Json:
    """Resources together, in no order that means anything."""
    entries = [{"resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _occurrence(task: Task, planned: Planned, refer: Refer) -> Json:
    state = state_at(task, planned.key)
    resource: Json = {
        "resourceType": "Task",
        "id": f"{task.id}-{planned.key.replace(':', '').replace('T', '-')}",
        "status": _status(task, state),
        "intent": "instance-order",
        "priority": "urgent" if task.is_urgent else "routine",
        "description": task.text,
        "partOf": [{"reference": f"Task/{task.id}"}],
        "requester": refer(task.author),
        "restriction": {"period": {"end": _due(planned.occurrence)}},
    }
    if task.assignee is not None:
        resource["owner"] = refer(task.assignee)
    register = task.fields.get(f"state:{planned.key}")
    if state is State.DONE and register is not None:
        resource["lastModified"] = _instant(register.stamp.at)
        resource["executionPeriod"] = {"end": _instant(register.stamp.at)}
    return resource


def _status(task: Task, state: State) -> str:
    """What is to be done is `requested` of anybody, or `accepted` by somebody."""
    return _STATUS.get(state) or ("accepted" if task.assignee else "requested")


def _changed_at(task: Task) -> datetime:
    stamps = [register.stamp.at for register in task.fields.values()]
    stamps += [wording.stamp.at for wording in task.wordings]
    return max(stamps, default=task.created_at)


def _when(task: Task) -> Json:
    schedule, done = task.schedule, task.fields.get("state:")
    found: Json = {}
    if schedule is not None and not comes_back(task):
        at = schedule.times[0] if schedule.times else None
        due = Occurrence(schedule.day, at, schedule.zone)
        found["restriction"] = {"period": {"end": _due(due)}}
    if task.state is State.DONE and done is not None:
        found["executionPeriod"] = {"end": _instant(done.stamp.at)}
    return found


def _inputs(task: Task) -> list[Json]:
    inputs: list[Json] = [
        {"type": {"text": "attachment"}, "valueString": event} for event in task.attachments
    ]
    inputs += [{"type": {"text": "tag"}, "valueString": tag} for tag in task.tags]
    if task.schedule is not None and task.schedule.comes_back:
        timing = _timing(task, task.schedule)
        inputs.append({"type": {"text": "schedule"}, "valueTiming": timing})
    return inputs


def _timing(task: Task, schedule: Schedule) -> Json:
    """As FHIR says it; RFC 5545's rule beside it says what FHIR cannot (the first Tuesday)."""
    repeat = schedule.repeat
    if repeat is None or repeat.position is not None or repeat.month_day is not None:
        events = [_due(one) for one in islice(occurrences(schedule), _MOST_EVENTS)]
        timing: Json = {"event": events}
    else:
        timing = {"repeat": _repeat(schedule, repeat)}
    if repeat is not None:
        timing["code"] = {"text": f"RRULE:{render_rule(repeat)}"}
    return timing


def _repeat(schedule: Schedule, repeat: Repeat) -> Json:
    bounds: Json = {"start": str(schedule.day)}
    if repeat.until is not None:
        bounds["end"] = str(repeat.until)
    found: Json = {
        "boundsPeriod": bounds,
        "frequency": max(len(repeat.weekdays), 1) * max(len(schedule.times), 1),
        "period": repeat.interval,
        "periodUnit": _UNITS[repeat.frequency],
    }
    if repeat.count is not None:
        found["count"] = repeat.count
    if repeat.weekdays:
        found["dayOfWeek"] = [_DAYS[day] for day in repeat.weekdays]
    if schedule.times:
        found["timeOfDay"] = [f"{at:%H:%M:%S}" for at in schedule.times]
    return found


def _instant(at: datetime) -> str:
    return at.isoformat()


def _due(occurrence: Occurrence) -> str:
    """A day, or an hour with the offset of its place."""
    if occurrence.at is None:
        return occurrence.day.isoformat()
    return occurrence.instant.astimezone(ZoneInfo(occurrence.zone)).isoformat()
