"""A small territory on a real Synapse, and what tests ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from care.matrix.http import path
from care.matrix.model import Credentials
from homeserver.provisioning.provision import Provisioned, Provisioning
from tests.real.servers import RunningHomeserver

PEOPLE = """\
identifiant;nom;prenom;profession;rpps;type;mot_de_passe
alice;Fictif;Alice;pharmacienne;10199900373;professionnel;mot-de-passe-alice
bruno;Exemple;Bruno;60;10199900746;professionnel;mot-de-passe-bruno
chloe;Modèle;Chloé;;;coordinateur;mot-de-passe-chloe
paul;Inventé;Paul;;;patient;mot-de-passe-paul
zoe;Sansmot;Zoé;kiné;;professionnel;
""".encode()
NAMES = {
    "alice": "FICTIF Alice – pharmacien",
    "bruno": "EXEMPLE Bruno – infirmier",
    "chloe": "MODÈLE Chloé – coordination",
    "paul": "P. I. – patient",
    "zoe": "SANSMOT Zoé – kinésithérapeute",
}


@dataclass
class Scene:
    """A provisioned territory."""

    server: RunningHomeserver
    provisioning: Provisioning
    first: Provisioned

    async def call(
        self, who: Credentials, method: str, *segments: str, body: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        async with self.server.http(who) as http:
            return await http.request(method, path(*segments), body)

    async def state(self, key: str, event_type: str) -> dict[str, Any]:
        room = self.first.rooms[key]
        return await self.call(self.first.operator, "GET", "rooms", room, "state", event_type, "")

    async def members(self, key: str) -> set[str]:
        answer = await self.call(
            self.first.operator, "GET", "rooms", self.first.rooms[key], "joined_members"
        )
        return {user.removeprefix("@").split(":")[0] for user in answer["joined"]}

    async def event_count(self) -> int:
        """How many events the territory's rooms hold, state and messages."""
        total = 0
        for room in self.first.rooms.values():
            async with self.server.http(self.first.operator) as http:
                page = await http.request(
                    "GET", path("rooms", room, "messages"), query={"dir": "b", "limit": "1000"}
                )
            total += len(page["chunk"])
        return total
