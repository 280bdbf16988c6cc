"""A neighbourhood of invented people, their circles and tasks, made by dialogue with Liaison."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from care.circles.model import CircleId
from care.circles.store import circles_of
from care.pages.secret import make_id
from care.pages.workflow import close_pages
from care.runtime.clock import ManualClock
from tests.bots.liaison.village import ALICE, KIM, Room, Village, plain
from tests.widgets.house import House, open_house
from tests.widgets.post import bring_mail
from widgets.engine.shell import load_shell

# A Thursday in March, at 7.40 in Paris.
MOMENT = datetime(2026, 3, 5, 6, 40, tzinfo=UTC)
_CIRCLES = (
    (
        "EXEMPLE Jeanne 15/06/1984 F tél 06 00 00 00 12 à 76351",
        "Paul Inventé, Ida Soigne, sa fille Anne Exemple",
        (
            "tâche retrait pansement jeudi 8h15 @Ida urgent",
            "tâche INR de contrôle mercredi 9h @Ida",
            "tâche renouveler l’ordonnance vendredi 14h @Alice",
            "tâche préparer le pilulier tous les lundis à 9h @Paul",
            "tâche appeler le laboratoire @Alice",
            "adresse 3 rue de l’Exemple, 76290 Montivilliers",
            "alerte allergie à la pénicilline",
        ),
    ),
    (
        "FICTIF Marcel 03/02/1941 M à 76351",
        "Ida Soigne, Paul Inventé",
        (
            "tâche bilan de plaie mercredi 17h @Ida",
            "tâche visite à domicile jeudi 11h30 @Alice",
            "tâche injection tous les jours à 7h30 @Ida",
        ),
    ),
    (
        "SPECIMEN-DELAVALLEE-MONTGOMMERY Marie-Antoinette-Bernadette 01/12/1935 F à 76351",
        "Ida Soigne",
        (
            "tâche vérifier avec la famille que le lit médicalisé, le lève-personne et le matelas"
            " anti-escarres ont bien été livrés, installés et essayés par le prestataire jeudi 16h",
        ),
    ),
)


@dataclass
class Neighbourhood:
    """Pages that answer, over what was said in the village."""

    house: House
    circle: str

    #: Somebody with nothing to do, and in no circle.
    idle = KIM

    def forget_pages(self, person: str) -> None:
        """Close all pages of a person."""
        with self.house.units.unit(f"forget {make_id()}") as work:
            close_pages(work, person)


@asynccontextmanager
async def open_neighbourhood(folder: Path, now: datetime = MOMENT) -> AsyncIterator[Neighbourhood]:
    """The neighbourhood at `now`, three days after its circles were opened."""
    village = Village()
    village.clock.advance(now - timedelta(days=3) - village.clock.now())
    for person, members, tasks in _CIRCLES:
        _open_circle(village, person, members, tasks)
    village.time_passes(now - village.clock.now())
    with village.database.begin() as connection:
        first = circles_of(connection, ALICE)[0].text
    _keep(village, folder / "pages.db")
    async with open_house(folder, clock=ManualClock(now), shell=load_shell()) as house:
        bring_mail(house, CircleId(first))
        yield Neighbourhood(house, first)


def _open_circle(village: Village, person: str, members: str, tasks: tuple[str, ...]) -> Room:
    asked = village.tells(ALICE, f"nouveau cercle {person}")
    assert "Qui est dans le cercle" in asked, asked
    village.tells(ALICE, members)
    village.tells(ALICE, "1")
    room = village.circles[-1]
    village.everybody_joins(room)
    for task in tasks:
        before = set(room.said)
        village.writes(ALICE, f"!{task}", room)
        told = " ".join(plain(say.text) for key, say in room.said.items() if key not in before)
        assert "Noté" in told or "noté" in told, (task, told)
    return room


def _keep(village: Village, where: Path) -> None:
    """Write what the village remembers into a file."""
    with closing(sqlite3.connect(where)) as kept:
        held = village.database.engine.raw_connection()
        try:
            held.driver_connection.backup(kept)  # type: ignore[union-attr]
        finally:
            held.close()
