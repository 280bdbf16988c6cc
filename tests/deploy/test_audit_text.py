"""Lines of the trail as people and programs read them."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from care.audit.model import Entry, Face, Kind, Line, Result
from care.consent.model import Stance
from care.tasks.model import Act
from care.tasks.trail import VERBS
from deploy.audit_text import Teller, render_json
from tests.house.sources import python_files, tree

_LINE = Line(
    7,
    datetime(2030, 7, 8, 12, 5, tzinfo=UTC),
    Kind.EMERGENCY,
    "f" * 64,
    Entry("circle.glass_broken", Kind.EMERGENCY, "a1", Face.ROOM, Result.DONE, "c2", "p2", "a2",
          {"reason": "chute à domicile"}),
)  # fmt: skip
_TELLER = Teller({"a1": "FICTIF Marie – infirmière"}, ZoneInfo("Europe/Paris"))


def test_a_line_tells_when_who_what_on_whom_why() -> None:
    assert _TELLER.tell(_LINE).replace("\u00a0", " ") == (
        "08/07/2030 14 h 05 – FICTIF Marie – infirmière – a pris un accès en urgence – "
        "concerne a2 – cercle c2 – depuis une conversation – fait – motif : chute à domicile"
    )


def test_a_forgotten_line_keeps_its_date() -> None:
    told = _TELLER.tell(replace(_LINE, entry=None))
    assert told.startswith("08/07/2030")
    assert "vidée" in told


def test_every_face_and_result_has_its_words() -> None:
    for face in Face:
        for result in Result:
            entry = Entry("circle.opened", Kind.CARE, "operator", face, result)
            assert "l’exploitant – a ouvert le cercle" in _TELLER.tell(replace(_LINE, entry=entry))


def test_a_program_reads_the_same() -> None:
    told = json.loads(render_json(_LINE))
    assert (told["sequence"], told["patient"], told["details"]) == (
        7, "p2", {"reason": "chute à domicile"},
    )  # fmt: skip
    assert datetime.fromisoformat(told["at"]) == _LINE.at
    assert "actor" not in json.loads(render_json(replace(_LINE, entry=None)))


def test_every_act_that_is_written_has_its_words() -> None:
    written = set(acts_in_code())
    assert {"circle.opened", "patient.corrected", "keys.rotated", "circle.glass_broken"} <= written
    written |= {f"consent.{stance.value}" for stance in Stance}
    written |= {f"task.{verb}" for verb in VERBS.values()}
    told = {act: _TELLER.tell(replace(_LINE, entry=Entry(act, Kind.CARE, "operator", Face.CLI)))
            for act in written}  # fmt: skip
    assert [act for act, line in told.items() if act in line] == []


def test_every_change_of_a_task_is_an_act() -> None:
    assert VERBS.keys() == set(Act) - {Act.READ}


def acts_in_code() -> Iterator[str]:
    """The names given to what notes a line of the trail."""
    notes = {"Entry", "note", "_note", "operator_entry"}
    for path in python_files("care", "bots", "bridges", "widgets", "deploy"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                for given in node.args if node.func.id in notes else ():
                    if isinstance(given, ast.Constant) and _is_act(given.value):
                        yield given.value


def _is_act(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[a-z]+\.[a-z_]+", value) is not None
