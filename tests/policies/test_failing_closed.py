"""When something is broken: nothing opens, and nobody is locked out."""

from __future__ import annotations

import logging
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

from care.access.people import Account, Kind
from care.access.registry_file import render_registry
from policies.registry import AccountRegistry
from tests.policies.house import CLIENT, SEALED, House, everybody, user

PRO, CANARY = Kind.PROFESSIONAL, "Mme CANARI"


class FailingClosedTest(House):
    """Damaged accounts files, and errors inside our own rules."""

    def creates(self, kind: Kind) -> bool:
        return self.ask(kind, "POST", f"{CLIENT}/createRoom", {})[0] == 200

    def writes(self, kind: Kind) -> bool:
        return self.send(kind, self.conversation, "m.room.encrypted", SEALED)[0] == 200

    def test_a_damaged_file_leaves_everyone_what_they_were(self) -> None:
        assert self.creates(PRO)
        for damaged in ("", "{", "[]", '{"version": 1}', render_registry(everybody())[:-9]):
            self.accounts_file.write_text(damaged)
            assert self.creates(PRO)
            assert not self.creates(Kind.PATIENT)

    def test_a_lost_file_leaves_everyone_what_they_were(self) -> None:
        assert self.creates(PRO)
        self.accounts_file.unlink()
        assert self.creates(PRO)

    def test_a_new_file_counts_at_once(self) -> None:
        self.record(everybody() | {user(Kind.PATIENT): Account(PRO), user(PRO): Account(Kind.BOT)})
        assert self.creates(Kind.PATIENT)
        self.record(everybody())
        assert not self.creates(Kind.PATIENT)

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


class WithoutAccountsFileTest(House):
    """A first start, or a restore that forgot the file."""

    def record(self, accounts: dict[str, Account]) -> None:
        """There is no file at all."""

    def test_people_read_and_write_but_open_nothing(self) -> None:
        for kind in (PRO, Kind.COORDINATOR, Kind.PATIENT):
            assert self.send(kind, self.conversation, "m.room.encrypted", SEALED)[0] == 200
            assert self.ask(kind, "POST", f"{CLIENT}/createRoom", {})[0] == 403

    def test_assistants_and_operators_work_as_ever(self) -> None:
        for kind in (Kind.BOT, Kind.OPERATOR):
            self.create_room(kind)


class AdministratorTest(House):
    """Synapse asks no spam-checker about its administrators: the other callbacks hold."""

    def prepare(self, reactor: Any, clock: Any, homeserver: Any) -> None:
        super().prepare(reactor, clock, homeserver)
        self.register_user("root", "pw", admin=True)
        self.tokens[Kind.OPERATOR] = self.login("root", "pw")

    def test_an_administrator_opens_no_public_room_either(self) -> None:
        rules = {"type": "m.room.join_rules", "content": {"join_rule": "public"}}
        history = {"history_visibility": "world_readable"}
        attempts: list[tuple[dict[str, Any], str]] = [
            ({"preset": "public_chat"}, "public_room"),
            ({"visibility": "public"}, "public_room"),
            ({"initial_state": [rules]}, "public_room"),
            (
                {"initial_state": [{"type": "m.room.history_visibility", "content": history}]},
                "open_history",
            ),
            ({"room_alias_name": "dupont"}, "alias_not_opaque"),
            ({"invite": ["@x:elsewhere.test"]}, "closed_federation"),
        ]
        for request, reason in attempts:
            code, answer = self.ask(Kind.OPERATOR, "POST", f"{CLIENT}/createRoom", request)
            assert (code, answer["fr.cercle.reason"]) == (403, reason)

    def test_an_administrator_s_room_is_encrypted(self) -> None:
        room = self.create_room(Kind.OPERATOR)
        assert self.state(Kind.OPERATOR, room, "m.room.encryption")[0] == 200
