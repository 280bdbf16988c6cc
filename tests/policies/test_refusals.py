"""What a refused client receives."""

from __future__ import annotations

from synapse.module_api.errors import Codes

from care.access.people import Kind
from care.access.reason import Reason
from policies.refusals import as_error, as_spam
from tests.policies.house import CLIENT, House, user


def test_a_refusal_says_the_same_by_both_roads() -> None:
    code, fields = as_spam(Reason.KNOCK)
    error = as_error(Reason.KNOCK)
    assert code is Codes.FORBIDDEN
    assert error.code == 403
    assert error.error_dict(None) == {"errcode": Codes.FORBIDDEN, **fields}


def test_an_incident_carries_its_number() -> None:
    _, fields = as_spam(Reason.INCIDENT, "001234")
    assert fields["fr.cercle.incident"] == "001234"
    assert "001234" in fields["error"]


class RefusalTest(House):
    """Over HTTP, where Synapse would say it in English."""

    def test_a_patient_who_opens_a_room_reads_a_french_sentence(self) -> None:
        code, answer = self.ask(Kind.PATIENT, "POST", f"{CLIENT}/createRoom", {})
        assert code == 403
        assert answer == {
            "errcode": "M_FORBIDDEN",
            "error": as_spam(Reason.ROOM_CREATION)[1]["error"],
            "fr.cercle.reason": "room_creation",
        }

    def test_a_patient_who_invites_reads_one_too(self) -> None:
        path = f"{CLIENT}/rooms/{self.conversation}/invite"
        body = {"user_id": user(Kind.OPERATOR)}
        _, answer = self.ask(Kind.PATIENT, "POST", path, body)
        assert answer["error"] == as_spam(Reason.INVITATION)[1]["error"]
