"""Lines of the trail as people and programs read them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from care.audit.model import Entry, Face, Kind, Line, Result
from deploy.audit_text import Teller, render_json

_LINE = Line(
    7,
    datetime(2030, 7, 8, 12, 5, tzinfo=UTC),
    Kind.EMERGENCY,
    "f" * 64,
    Entry("access.taken", Kind.EMERGENCY, "a1", Face.ROOM, Result.DONE, "c2", "p2", "a2",
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
