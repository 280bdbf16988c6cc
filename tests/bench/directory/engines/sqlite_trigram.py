"""SQLite's FTS5 with trigrams: any of them, best first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tests.bench.directory.corpus import read_rows
from tests.bench.directory.engines.engine import Hit, Nearest, document, likeness, telling

_LOOKED_AT = 200


class SqliteTrigram:
    """`trigrams OR …`, the best by bm25 then compared word by word."""

    title = "SQLite FTS5 trigram"

    def __init__(self, folder: Path, scratch: Path) -> None:
        self._nearest = Nearest(folder)
        self._database = sqlite3.connect(scratch / "trigram.db", isolation_level=None)
        for statement in (
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            "CREATE TABLE people (rpps TEXT, commune TEXT, body TEXT)",
            # Without detail=full, bm25 is always 0 in a table without content.
            "CREATE VIRTUAL TABLE texts USING fts5(body, content='', tokenize='trigram')",
            "BEGIN",
        ):
            self._database.execute(statement)
        people, texts = _tee(folder)
        self._database.executemany("INSERT INTO people VALUES (?, ?, ?)", people)
        self._database.executemany("INSERT INTO texts (rowid, body) VALUES (?, ?)", texts)
        self._database.execute("COMMIT")

    def search(self, text: str, near: str) -> list[str]:
        """As every engine."""
        asked = {w[i : i + 3] for w in telling(text) for i in range(len(w) - 2)}
        if not asked:
            return []
        query = " OR ".join(f'"{trigram}"' for trigram in sorted(asked))
        rows = self._database.execute(
            "SELECT body, rpps, commune FROM (SELECT rowid, bm25(texts) AS score"
            " FROM texts WHERE texts MATCH ? ORDER BY score LIMIT ?) AS found"
            " JOIN people ON people.rowid = found.rowid",
            (query, _LOOKED_AT),
        )
        words = telling(text)
        return self._nearest.best((Hit(likeness(words, row[0]), *row[1:]) for row in rows), near)


def _tee(folder: Path) -> tuple[Iterator[tuple[str, str, str]], Iterator[tuple[int, str]]]:
    """Two readings of the file, so that neither is held in memory."""
    people = ((row.rpps, row.commune_code, document(row)) for row in read_rows(folder))
    texts = ((rank, document(row)) for rank, row in enumerate(read_rows(folder), start=1))
    return people, texts
