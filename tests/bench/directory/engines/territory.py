"""A territory's own directory, which answers first: as large as the largest territories."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from care.directory.current import CurrentIndex
from care.directory.dialogue import Dialogue
from care.directory.importer import import_folder
from care.directory.nearness import Nearness
from care.directory.questions import read_question
from care.directory.search import Scope, search
from care.directory.synthetic_files import write_synthetic_files
from care.runtime.database import METADATA, Database
from care.runtime.errors import Refusal
from care.runtime.sealing import KeyRing
from tests.bench.directory.engines.engine import ANSWERS

_PEOPLE = 20_000
_COMMUNES = ("76351", "76447", "76552", "76305", "76341", "76238")
_NOW = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)


class Territory:
    """The search that a bot makes, wishes included."""

    title = "Cercle, a territory of 20,000 people"

    def __init__(self, folder: Path) -> None:
        write_synthetic_files(folder, people=_PEOPLE)
        database, keys = Database("sqlite://"), KeyRing({1: bytes(range(32))})
        METADATA.create_all(database.engine)
        import_folder(database, keys, folder, _COMMUNES, _NOW)
        with database.begin() as connection:
            _, self._index = CurrentIndex().load(connection, keys)
        database.close()
        self._nearness = Nearness()

    def search(self, text: str, near: str) -> list[str]:
        """As every engine; what only narrows a list finds nobody."""
        try:
            question = read_question(text, Dialogue(), _NOW)
        except Refusal:
            return []
        scope = Scope(question.wish, near, finds_unlisted=True, nearness=self._nearness)
        found = search(self._index, question.text, frozenset(), scope)
        return [hit.entry.rpps for hit in found.hits[:ANSWERS]]
