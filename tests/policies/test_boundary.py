"""An error inside our own rules refuses the act, and says nothing of its content."""

from __future__ import annotations

import logging
from unittest.mock import patch
from urllib.parse import quote

from care.access.people import Kind
from policies.registry import AccountRegistry
from tests.policies.house import CLIENT, SEALED, House

PRO, CANARY = Kind.PROFESSIONAL, "Mme CANARI"


class BoundaryTest(House):
    """The rules raise what nobody foresaw."""

    def test_an_error_in_a_rule_refuses_with_a_number_and_says_nothing_of_the_content(self) -> None:
        error = RuntimeError(CANARY)
        with (
            patch.object(AccountRegistry, "kind", side_effect=error),
            self.assertLogs("cercle.policies", logging.ERROR) as logs,
        ):
            code, answer = self.ask(PRO, "POST", f"{CLIENT}/createRoom", {"name": CANARY})
        assert code == 403
        assert answer["errcode"] == "M_FORBIDDEN"
        assert answer["fr.cercle.reason"] == "incident"
        assert answer["fr.cercle.incident"] in answer["error"]
        assert answer["fr.cercle.incident"] in logs.output[0]
        assert CANARY not in str(logs.output) + str(answer)

    def test_an_error_in_a_rule_opens_no_door(self) -> None:
        room = quote(self.conversation)
        invitation = {"user_id": "@new:cercle.test"}
        public = {"visibility": "public"}
        named = {"room_id": self.conversation}
        alias = quote("#c-0123456789ab:cercle.test")
        with patch.object(AccountRegistry, "kind", side_effect=RuntimeError):
            codes = [
                self.ask(Kind.BOT, "POST", f"{CLIENT}/rooms/{room}/invite", invitation)[0],
                self.ask(Kind.BOT, "PUT", f"{CLIENT}/directory/list/room/{room}", public)[0],
                self.ask(Kind.BOT, "PUT", f"{CLIENT}/directory/room/{alias}", named)[0],
                self.state(Kind.BOT, self.conversation, "m.room.encryption", {})[0],
                self.send(Kind.BOT, self.conversation, "m.room.encrypted", SEALED)[0],
            ]
            search = {"search_term": "Essai"}
            _, found = self.ask(Kind.BOT, "POST", f"{CLIENT}/user_directory/search", search)
        assert codes == [403] * 5
        assert found["results"] == []

    def test_reading_and_leaving_pass_no_rule(self) -> None:
        room = quote(self.conversation)
        with patch.object(AccountRegistry, "account", side_effect=RuntimeError):
            read, _ = self.ask(PRO, "GET", f"{CLIENT}/rooms/{room}/messages?dir=b")
        assert read == 200
