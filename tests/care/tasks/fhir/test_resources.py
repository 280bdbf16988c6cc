"""Tasks as FHIR R4 has them."""

from __future__ import annotations

import json
import re
from datetime import time, timedelta

from hypothesis import given, settings

from care.moments.model import Frequency, Repeat, Schedule
from care.tasks.fhir.resources import Json, render_bundle, render_occurrences, render_task
from care.tasks.merging import merge_edit
from care.tasks.model import Task, Value
from tests.care.moments.schedules import schedules
from tests.care.tasks.scene import CIRCLE, NINA, NOW, PAUL, TODAY, at, blank, edit

_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")
_DATE = re.compile(rf"\d{{4}}-\d\d-\d\d|{_INSTANT.pattern}")
_STATUS = {"requested", "accepted", "completed", "cancelled"}


def refer(user_id: str) -> Json:
    return {"display": user_id}


def task(**values: Value) -> Task:
    return merge_edit(blank(), edit("a", text="retrait pansement", **values)).task


def test_a_task() -> None:
    made = task(
        schedule=at(14), urgent=True, assignee=NINA, theme="plaie", **{"attachment:$p": True}
    )
    assert render_task(made, refer, {"reference": "Patient/p"}) == {
        "resourceType": "Task",
        "id": made.id,
        "status": "accepted",
        "intent": "order",
        "priority": "urgent",
        "description": "retrait pansement",
        "authoredOn": "2026-11-26T09:00:00+00:00",
        "lastModified": "2026-11-26T09:00:00+00:00",
        "requester": {"display": PAUL},
        "for": {"reference": "Patient/p"},
        "groupIdentifier": {"value": CIRCLE},
        "owner": {"display": NINA},
        "code": {"text": "plaie"},
        "restriction": {"period": {"end": "2026-11-26T14:00:00+01:00"}},
        "input": [{"type": {"text": "attachment"}, "valueString": "$p"}],
    }


def test_done_with_words_that_lost() -> None:
    lost = merge_edit(task(), edit("b", NINA, NOW - timedelta(hours=1), text="à 8 h")).task
    done = merge_edit(lost, edit("c", PAUL, NOW, **{"state:": "done"})).task
    found = render_task(done, refer)
    assert found["status"] == "completed"
    assert found["executionPeriod"] == {"end": "2026-11-26T09:00:00+00:00"}
    assert found["note"] == [{"text": "à 8 h", "time": "2026-11-26T08:00:00+00:00"}]
    assert "for" not in found


def test_what_comes_back_is_a_timing_and_each_time_a_part_of_it() -> None:
    twice = Schedule(TODAY, (time(8), time(20)), repeat=Repeat(Frequency.DAILY))
    made = task(schedule=twice, **{"state:2026-11-26T08:00": "done"})
    (timing,) = render_task(made, refer)["input"]
    assert timing["valueTiming"] == {
        "repeat": {
            "boundsPeriod": {"start": "2026-11-26"},
            "frequency": 2,
            "period": 1,
            "periodUnit": "d",
            "timeOfDay": ["08:00:00", "20:00:00"],
        },
        "code": {"text": "RRULE:FREQ=DAILY"},
    }
    parts = render_occurrences(made, refer, NOW - timedelta(days=1), NOW + timedelta(hours=12))
    assert [(part["id"][34:], part["status"]) for part in parts] == [
        ("2026-11-26-0800", "completed"),
        ("2026-11-26-2000", "requested"),
    ]
    assert parts[0]["partOf"] == [{"reference": f"Task/{made.id}"}]
    assert render_occurrences(task(schedule=at(8)), refer, NOW, NOW) == []


def test_what_fhir_cannot_say_is_listed() -> None:
    first = Repeat(Frequency.MONTHLY, weekdays=(1,), position=1)
    made = task(schedule=Schedule(TODAY, (time(14),), repeat=first))
    (timing,) = render_task(made, refer)["input"]
    assert timing["valueTiming"]["event"][:2] == [
        "2026-12-01T14:00:00+01:00",
        "2027-01-05T14:00:00+01:00",
    ]


@settings(deadline=None)
@given(schedules)
def test_any_schedule_is_well_formed(schedule: Schedule) -> None:
    made = task(schedule=schedule)
    end = NOW + timedelta(days=30)
    resources = [render_task(made, refer), *render_occurrences(made, refer, NOW, end)]
    for resource in resources:
        assert _ID.fullmatch(resource["id"])
        assert resource["status"] in _STATUS
        assert "authoredOn" not in resource or _INSTANT.fullmatch(resource["authoredOn"])
        if "restriction" in resource:
            assert _DATE.fullmatch(resource["restriction"]["period"]["end"])
    bundle = json.loads(json.dumps(render_bundle(resources)))
    assert [entry["resource"] for entry in bundle["entry"]] == resources
