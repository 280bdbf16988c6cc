"""A directory bot on the synthetic territory, with people who have accounts."""

from __future__ import annotations

from pathlib import Path

from bots.directory.bot import DirectoryBot
from bots.engine.dialogue import Dialogue
from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.directory.importer import import_folder
from care.directory.synthetic import SyntheticPerson
from care.directory.synthetic_files import write_synthetic_files
from tests.care.directory.territory import COMMUNES, NOW

ALICE, PAUL, AWA = "@alice:dialogue.test", "@paul:dialogue.test", "@awa:dialogue.test"
DAUGHTER = "@fille:dialogue.test"
BOT = "@directory:dialogue.test"


def empty_dialogue() -> Dialogue:
    """A directory that imported nothing yet."""
    return Dialogue(DirectoryBot(BOT), start=NOW)


def dialogue_on(folder: Path) -> Dialogue:
    """A directory of 300 people, three of whom have an account; and a relative."""
    dialogue = empty_dialogue()
    people = write_synthetic_files(folder)
    units = dialogue.units
    import_folder(units.database, units.keys, folder, COMMUNES, NOW)
    with units.unit("accounts") as work:
        for user_id, person in zip((ALICE, PAUL, AWA), people, strict=False):
            save_account(work.connection, _account(user_id, person))
        relative = Account(DAUGHTER, AccountKind.RELATIVE, "Fille de P.")
        save_account(work.connection, relative)
    return dialogue


def _account(user_id: str, person: SyntheticPerson) -> Account:
    name = f"{person.family_name} {person.given_name.capitalize()} – {person.profession.lower()}"
    return Account(user_id, AccountKind.PROFESSIONAL, name, person.rpps, person.profession_code)


def plain(text: str) -> str:
    """`text` with ordinary spaces, as one would type it."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
