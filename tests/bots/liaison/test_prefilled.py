"""A circle that the triage of a mailbox asked to prepare."""

from __future__ import annotations

from datetime import timedelta

from care.circles.waking import ask_to_draft
from care.identity.patient import PatientIdentity
from care.identity.status import Source, SourceKind, Standing, Status
from tests.bots.liaison.village import ALICE, ANNE, LIAISON, START, Village
from tests.care.standards.people import JEANNE

IDENTITY = PatientIdentity(
    JEANNE.traits,
    Standing(Status.PROVISIONAL, Source(SourceKind.TYPED, "labo@x.example", START.date())),
    JEANNE.number,
)


def ask(village: Village, person: str) -> None:
    """Another door asks."""
    with village.units.unit(f"ask {village.clock.now()}") as work:
        ask_to_draft(work, LIAISON, person, IDENTITY)
    village.time_passes(timedelta(seconds=1))


def test_the_dialogue_goes_on_from_what_the_mail_says() -> None:
    village = Village()
    village.tells(ALICE, "aide")
    ask(village, ALICE)
    told = village.direct(ALICE).texts[-1]
    assert "née le 15/06/1984" in told
    assert "Qui est dans le cercle" in told
    assert "À quel titre" in village.tells(ALICE, "Paul Inventé")
    assert "ouvert" in village.tells(ALICE, "1")


def test_whoever_never_spoke_with_liaison_is_told_what_to_write() -> None:
    village = Village()
    ask(village, ALICE)
    said = village.direct(ALICE).texts[-1]
    assert "« nouveau cercle EXEMPLE JEANNE 15/06/1984 F »" in said
    assert "Qui est dans le cercle" in village.tells(
        ALICE, "nouveau cercle EXEMPLE JEANNE 15/06/1984 F"
    )


def test_whoever_may_not_open_circles_is_told_so() -> None:
    village = Village()
    village.tells(ANNE, "aide")
    ask(village, ANNE)
    assert "Seuls" in village.direct(ANNE).texts[-1]
