"""Names are the territory's: every way to bear another is tried."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from care.access.people import Account, Kind
from tests.policies.house import CLIENT, House, everybody, name_of, user

PRO, FALSE_NAME = Kind.PROFESSIONAL, "Dr Marie FAUSSE"


class NamesPolicyTest(House):
    """Global names, names in one room, names given by others, names of the file."""

    def name_in(self, room_id: str, kind: Kind) -> Any:
        _, member = self.state(Kind.BOT, room_id, "m.room.member", key=user(kind))
        return member.get("displayname")

    def profile_name(self, kind: Kind) -> Any:
        _, profile = self.ask(kind, "GET", f"{CLIENT}/profile/{user(kind)}/displayname")
        return profile.get("displayname")

    def test_nobody_bears_another_name_in_one_room(self) -> None:
        content = {"membership": "join", "displayname": FALSE_NAME}
        code, _ = self.state(PRO, self.conversation, "m.room.member", content, user(PRO))
        assert code == 403
        assert self.name_in(self.conversation, PRO) == name_of(PRO)

    def test_nobody_enters_under_another_name(self) -> None:
        room = self.create_room(Kind.BOT)
        self.ask(Kind.BOT, "POST", f"{CLIENT}/rooms/{quote(room)}/invite", {"user_id": user(PRO)})
        code, _ = self.ask(PRO, "POST", f"{CLIENT}/join/{quote(room)}", {"displayname": FALSE_NAME})
        assert code == 200
        assert self.name_in(room, PRO) == name_of(PRO)

    def test_repeating_one_s_true_name_is_harmless(self) -> None:
        content = {"membership": "join", "displayname": name_of(PRO), "fr.cercle.x": 1}
        code, _ = self.state(PRO, self.conversation, "m.room.member", content, user(PRO))
        assert code == 200

    def test_whoever_invites_does_not_choose_the_guest_s_name(self) -> None:
        room = self.create_room(Kind.BOT)
        content = {"membership": "invite", "displayname": FALSE_NAME}
        assert self.state(Kind.BOT, room, "m.room.member", content, user(PRO))[0] == 403
        assert (
            self.state(Kind.BOT, room, "m.room.member", {"membership": "invite"}, user(PRO))[0]
            == 200
        )
        assert self.name_in(room, PRO) == name_of(PRO)

    def test_nobody_is_invited_by_way_of_initial_state(self) -> None:
        member = {"membership": "invite", "displayname": FALSE_NAME}
        state = [{"type": "m.room.member", "state_key": user(Kind.PATIENT), "content": member}]
        code, answer = self.ask(PRO, "POST", f"{CLIENT}/createRoom", {"initial_state": state})
        assert (code, answer["fr.cercle.reason"]) == (403, "malformed")

    def test_an_administrator_s_renaming_is_put_back_everywhere(self) -> None:
        self.rename(PRO, FALSE_NAME)
        assert self.profile_name(PRO) == name_of(PRO)
        assert self.name_in(self.conversation, PRO) == name_of(PRO)

    def test_a_name_erased_by_an_administrator_comes_back(self) -> None:
        self.rename(PRO, "")
        assert self.profile_name(PRO) == name_of(PRO)

    def test_a_new_name_in_the_file_reaches_profiles_and_rooms(self) -> None:
        for kind in (PRO, Kind.PATIENT):
            self.record(everybody() | {user(kind): Account(kind, "NOUVEAU Nom")})
            self.reactor.advance(60)
            assert self.profile_name(kind) == "NOUVEAU Nom"
            assert self.name_in(self.conversation, kind) == "NOUVEAU Nom"

    def test_a_file_that_names_people_without_account_harms_nobody(self) -> None:
        absent = {"@absent:cercle.test": Account(PRO, "Absent"), "@b:other.test": Account(PRO, "B")}
        self.record({**absent, **everybody(), user(PRO): Account(PRO, "NOUVEAU Nom")})
        self.reactor.advance(60)
        assert self.profile_name(PRO) == "NOUVEAU Nom"

    def test_someone_the_file_does_not_name_keeps_the_name_they_have(self) -> None:
        self.rename(Kind.UNKNOWN, "Nom Provisoire")
        assert self.profile_name(Kind.UNKNOWN) == "Nom Provisoire"
        room, key = self.conversation, user(Kind.UNKNOWN)
        content = {"membership": "join", "displayname": FALSE_NAME}
        assert self.state(Kind.UNKNOWN, room, "m.room.member", content, key)[0] == 403
        content["displayname"] = "Nom Provisoire"
        assert self.state(Kind.UNKNOWN, room, "m.room.member", content, key)[0] == 200

    def rename(self, kind: Kind, name: str) -> None:
        """What an administrator's tool does."""
        self.register_user("root", "pw", admin=True)
        token = self.login("root", "pw")
        path = f"/_synapse/admin/v2/users/{quote(user(kind))}"
        channel = self.make_request("PUT", path, {"displayname": name}, access_token=token)
        assert channel.code == 200, channel.result
        self.pump()


class NamesWithoutServerHelpTest(NamesPolicyTest):
    """The module alone, should the server's own setting be forgotten."""

    def default_config(self) -> dict[str, Any]:
        return {**super().default_config(), "enable_set_displayname": True}

    def test_a_person_s_own_renaming_is_put_back(self) -> None:
        path = f"{CLIENT}/profile/{user(PRO)}/displayname"
        self.ask(PRO, "PUT", path, {"displayname": FALSE_NAME})
        self.pump()
        assert self.profile_name(PRO) == name_of(PRO)
        assert self.name_in(self.conversation, PRO) == name_of(PRO)


class NamesOnAnotherProcessTest(House):
    """A worker corrects the name it is asked about; the pass over everyone is another's task."""

    def default_config(self) -> dict[str, Any]:
        return {**super().default_config(), "run_background_tasks_on": "worker1"}

    def test_only_the_process_of_background_tasks_goes_through_all_names(self) -> None:
        assert not self.hs.get_module_api().should_run_background_tasks()
        self.record(everybody() | {user(PRO): Account(PRO, "NOUVEAU Nom")})
        self.reactor.advance(120)
        path = f"{CLIENT}/profile/{user(PRO)}/displayname"
        assert self.ask(PRO, "GET", path)[1]["displayname"] == name_of(PRO)
