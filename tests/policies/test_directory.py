"""The list of people, as each sees it; and addresses that Synapse would accept."""

from __future__ import annotations

from urllib.parse import quote

from care.access.people import Account, Kind
from tests.policies.house import CLIENT, House, everybody, user


class DirectoryTest(House):
    """Everybody's name holds the same word: who finds whom by it?"""

    def found_by(self, seeker: Kind) -> set[str]:
        self.pump()
        body = {"search_term": "Essai", "limit": 50}
        _, answer = self.ask(seeker, "POST", f"{CLIENT}/user_directory/search", body)
        return {result["user_id"] for result in answer["results"]}

    def test_professionals_find_each_other_and_the_assistant(self) -> None:
        findable = (Kind.PROFESSIONAL, Kind.COORDINATOR, Kind.SECRETARY, Kind.BOT)
        expected = {user(kind) for kind in findable if kind is not Kind.PROFESSIONAL}
        assert self.found_by(Kind.PROFESSIONAL) == expected

    def test_a_professional_who_becomes_a_patient_disappears_at_once(self) -> None:
        assert user(Kind.SECRETARY) in self.found_by(Kind.PROFESSIONAL)
        self.record(everybody() | {user(Kind.SECRETARY): Account(Kind.PATIENT, "SECRETARY Essai")})
        assert user(Kind.SECRETARY) not in self.found_by(Kind.PROFESSIONAL)

    def test_addresses_that_only_look_opaque(self) -> None:
        for localpart in (
            "c-dupont",
            "c-0123456",
            "c-01234567\n",
            "C-01234567",
            "c-01234567 dupont",
        ):
            path = f"{CLIENT}/directory/room/{quote(f'#{localpart}:{self.hs.hostname}')}"
            code, _ = self.ask(Kind.BOT, "PUT", path, {"room_id": self.conversation})
            assert code in (400, 403), localpart
