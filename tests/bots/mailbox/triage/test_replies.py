"""What is said beside the cards."""

from __future__ import annotations

import pytest

from bots.mailbox.triage.replies import refuse, remind, show_headers
from care.runtime.errors import Refusal
from tests.bots.liaison.village import plain
from tests.bots.mailbox.triage.test_cards import LETTER

REFUSALS = [
    *(f"letter-is-{state}" for state in
      ("filed", "shown", "discarded", "to-triage", "quarantined", "released")),
    "letter-team-only", "letter-unknown", "letter-which", "letter-none", "letter-must-stay",
    "letter-gone", "letter-no-such-choice", "letter-no-circle", "letter-nothing-to-file",
    "letter-professionals-only", "letter-why", "letter-too-late", "letter-circle-closed",
    "letter-no-identity", "letter-archive-bomb", "letter-document-malformed",
    "consent-opposed-person", "consent-opposed", "consent-missing", "circle-is-suspended",
    "circle-is-closed", "circle-staff-only", "document-not-theirs",
]  # fmt: skip


@pytest.mark.parametrize("reason", REFUSALS)
@pytest.mark.parametrize("by", ["", "INVENTE Paul – pharmacien"])
def test_every_refusal_is_said(reason: str, by: str) -> None:
    told = refuse(Refusal(reason, number=1234, choice=2, by=by)).text
    assert told
    assert "pharmacien" not in told


def test_numbers_are_written_as_they_are_typed() -> None:
    assert "« annuler 1234 »" in plain(refuse(Refusal("letter-is-filed", number=1234, by="X")).text)
    assert plain(remind(1).text).startswith("Un courrier")


def test_headers_are_shown_without_markup() -> None:
    shown = show_headers(LETTER, {"from": "<b>X</b>", "to": ""}, 12, "<script>\n")
    assert "<script>" not in shown.html
    assert "De\u00a0: <b>X</b>" in shown.text
    assert "À" not in shown.text
