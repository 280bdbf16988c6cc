"""SQLite's FTS5 with trigrams: any of them, best first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tests.bench.directory.corpus import read_rows
from tests.bench.directory.engines.engine import Hit, Nearest, document, telling

_LOOKED_AT = 100


class SqliteTrigram:
    """`trigrams OR …` ranked by bm25: it forgives typing errors, and looks at much."""

    title = "SQLite FTS5 trigram"

    def __init__(self, folder: Path, scratch: Path) -> None:
        self._nearest = Nearest(folder)
        self._database = sqlite3.connect(scratch / "trigram.db", isolation_level=None)
        for statement in (
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            "CREATE TABLE people (rpps TEXT, commune TEXT)",
            # Without detail=full, bm25 is always 0 in a table without content.
            "CREATE VIRTUAL TABLE texts USING fts5(body, content='', tokenize='trigram')",
            "BEGIN",
        ):
            self._database.execute(statement)
        people, texts = _tee(folder)
        self._database.executemany("INSERT INTO people VALUES (?, ?)", people)
        self._database.executemany("INSERT INTO texts (rowid, body) VALUES (?, ?)", texts)
        self._database.execute("COMMIT")

    def search(self, text: str, near: str) -> list[str]:
        """As every engine."""
        asked = {w[i : i + 3] for w in telling(text) for i in range(len(w) - 2)}
        if not asked:
            return []
        query = " OR ".join(f'"{trigram}"' for trigram in sorted(asked))
        rows = self._database.execute(
            "SELECT -found.score, rpps, commune FROM (SELECT rowid, bm25(texts) AS score"
            " FROM texts WHERE texts MATCH ? ORDER BY score LIMIT ?) AS found"
            " JOIN people ON people.rowid = found.rowid",
            (query, _LOOKED_AT),
        )
        return self._nearest.best((Hit(*row) for row in rows), near)


def _tee(folder: Path) -> tuple[Iterator[tuple[str, str]], Iterator[tuple[int, str]]]:
    """Two readings of the file, so that neither is held in memory."""
    people = ((row.rpps, row.commune_code) for row in read_rows(folder))
    texts = ((rank, document(row)) for rank, row in enumerate(read_rows(folder), start=1))
    return people, texts
