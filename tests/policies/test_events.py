"""Ways around encryption, tried by people who have every power in the room."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from care.access.people import Kind
from tests.policies.house import CLIENT, MEGOLM, SEALED, House, user

PRO = Kind.PROFESSIONAL


class EncryptionPolicyTest(House):
    """Once on, always on; nothing readable from people."""

    def encryption_of(self, room_id: str) -> Any:
        return self.state(Kind.PROFESSIONAL, room_id, "m.room.encryption")[1]

    def test_a_room_asked_for_without_encryption_gets_it(self) -> None:
        for version in ("11", "12"):
            room = self.create_room(PRO, room_version=version, preset="private_chat")
            assert self.encryption_of(room) == MEGOLM
            assert self.state(PRO, room, "m.room.guest_access")[1] == {"guest_access": "forbidden"}

    def test_a_room_of_unknown_type_is_no_space(self) -> None:
        room = self.create_room(PRO, creation_content={"type": "org.example.wall"})
        assert self.encryption_of(room) == MEGOLM

    def test_rotation_may_be_chosen_at_birth_and_not_changed_later(self) -> None:
        chosen = {**MEGOLM, "rotation_period_msgs": 50}
        state = [{"type": "m.room.encryption", "state_key": "", "content": chosen}]
        room = self.create_room(PRO, initial_state=state)
        assert self.encryption_of(room) == chosen
        assert self.state(PRO, room, "m.room.encryption", MEGOLM)[0] == 403

    def test_power_levels_that_open_encryption_to_all_change_nothing(self) -> None:
        power = {"events": {"m.room.encryption": 0}, "users_default": 100}
        room = self.create_room(PRO, power_level_content_override=power)
        code, answer = self.state(PRO, room, "m.room.encryption", {})
        assert (code, answer["fr.cercle.reason"]) == (403, "encryption_required")
        assert self.encryption_of(room) == MEGOLM

    def test_the_event_that_turned_encryption_on_cannot_be_erased(self) -> None:
        for version in ("10", "11", "12"):
            room = self.create_room(PRO, room_version=version)
            path = f"{CLIENT}/rooms/{quote(room)}/state/m.room.encryption/?format=event"
            _, event = self.ask(PRO, "GET", path)
            redact = f"{CLIENT}/rooms/{quote(room)}/redact/{quote(event['event_id'])}/1"
            for _ in (redact, redact):
                code, answer = self.ask(PRO, "PUT", redact, {})
                assert (code, answer["fr.cercle.reason"]) == (403, "encryption_required")
            assert self.encryption_of(room) == MEGOLM

    def test_any_other_message_can_be_erased(self) -> None:
        _, sent = self.send(PRO, self.conversation, "m.room.encrypted", SEALED)
        room, event = quote(self.conversation), quote(sent["event_id"])
        assert self.ask(PRO, "PUT", f"{CLIENT}/rooms/{room}/redact/{event}/1", {})[0] == 200

    def test_a_redaction_sent_as_an_ordinary_event_is_the_same_redaction(self) -> None:
        path = f"{CLIENT}/rooms/{quote(self.conversation)}/state/m.room.encryption/?format=event"
        _, event = self.ask(PRO, "GET", path)
        content = {"redacts": event["event_id"]}
        code, _ = self.send(PRO, self.conversation, "m.room.redaction", content)
        assert code == 403

    def test_a_text_hidden_beside_the_ciphertext_is_refused(self) -> None:
        hidden = {**SEALED, "body": "Mme Dupont va mieux"}
        code, answer = self.send(PRO, self.conversation, "m.room.encrypted", hidden)
        assert (code, answer["fr.cercle.reason"]) == (403, "clear_text")
        assert "Dupont" not in str(answer)

    def test_an_upgraded_room_stays_encrypted(self) -> None:
        room = self.create_room(PRO, room_version="11")
        path = f"{CLIENT}/rooms/{quote(room)}/upgrade"
        code, answer = self.ask(PRO, "POST", path, {"new_version": "12"})
        assert code == 200, answer
        assert self.encryption_of(answer["replacement_room"]) == MEGOLM

    def test_a_patient_upgrades_no_room(self) -> None:
        power = {"users_default": 100, "users": {user(Kind.BOT): 100}}
        room = self.create_room(Kind.BOT, room_version="11", power_level_content_override=power)
        self.bring_in(Kind.PATIENT, room)
        path = f"{CLIENT}/rooms/{quote(room)}/upgrade"
        code, answer = self.ask(Kind.PATIENT, "POST", path, {"new_version": "12"})
        assert (code, answer["fr.cercle.reason"]) == (403, "room_creation")
