"""What is behind the port can be anything that answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from care.access.people import Kind
from care.directory.dialogue import Dialogue
from care.directory.elsewhere import look_elsewhere
from care.directory.explaining import Understood
from care.directory.narrowing import Criterion
from care.directory.national.model import Filters, Found
from care.directory.onlooker import Onlooker
from care.directory.questions import Question, read_question


class _Nobody:
    asked: tuple[object, ...] = ()

    def search(self, *asked: object) -> Found:
        self.asked = asked
        return Found(0, (), Understood())


ALICE = Onlooker(None, Kind.UNKNOWN, frozenset(), frozenset({"10199900373"}), "76351")
NOW = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)


def asked(text: str) -> Question:
    return read_question(text, Dialogue(), NOW)


def test_what_can_be_asked_beyond_is_asked() -> None:
    port = _Nobody()
    found = look_elsewhere(port, asked("gynéco femme à moins de 5 km de Rouen"), ALICE, 5, 10)
    assert port.asked == (
        *("gyneco de rouen", "76351", 5, 10),
        *(Filters(feminine=True, within_km=5, around=True), ALICE.enrolled),
    )
    assert found.understood.wish.feminine
    assert found.understood.unknown == ()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("kiné qui parle arabe", {Criterion.LANGUAGES}),
        ("pharmacie ouverte ce soir", {Criterion.MOMENT}),
        ("kinés joignables ici", {Criterion.REACHABLE}),
        ("kiné à moins de 5 km", {Criterion.DISTANCE}),
    ],
)
def test_what_no_file_tells_is_said(text: str, unknown: set[Criterion]) -> None:
    nowhere = replace(ALICE, origin=None)
    found = look_elsewhere(_Nobody(), asked(text), nowhere, 5, 0)
    assert set(found.understood.unknown) == unknown
