"""A directory with people of every kind, and what they may be heard saying."""

from __future__ import annotations

from pathlib import Path

from bots.directory.bot import DirectoryBot
from bots.engine.dialogue import Dialogue
from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.directory.elsewhere import NationalSearch
from tests.bots.directory.territory_bot import BOT, dialogue_on, plain

CAMILLE, SACHA = "@camille:dialogue.test", "@sacha:dialogue.test"
NINA, SECRETARY = "@nina:dialogue.test", "@accueil:dialogue.test"
NINA_RPPS = "10199904078"


def scene_on(folder: Path, national: NationalSearch | None = None) -> Dialogue:
    """As `dialogue_on`, with two coordinators, a secretary, and Nina not yet tied to an entry."""
    dialogue = dialogue_on(folder)
    dialogue.bot = DirectoryBot(BOT, national=national, protocol_rooms=["!protocols:dialogue.test"])
    others = (
        Account(CAMILLE, AccountKind.COORDINATOR, "RELAIS Camille – coordination"),
        Account(SACHA, AccountKind.COORDINATOR, "PIVOT Sacha – coordination"),
        Account(SECRETARY, AccountKind.SECRETARY, "ACCUEIL Jo – secrétariat"),
        Account(NINA, AccountKind.PROFESSIONAL, "VASSELIN Nina – orthophoniste", None, "91"),
    )
    with dialogue.units.unit("scene") as work:
        for account in others:
            save_account(work.connection, account)
    return dialogue


def says(scene: Dialogue, person: str, text: str, *, direct: bool = True) -> str:
    """What `person` is answered in their own conversation, as one would type it."""
    room = f"!{person[1:]}" if direct else "!group:dialogue.test"
    return plain("\n".join(scene.says(person, text, direct=direct, room=room)))
