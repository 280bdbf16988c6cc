"""PostgreSQL's pg_trgm: every word nearly somewhere in the text, best first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg2

from tests.bench.directory.corpus import read_rows
from tests.bench.directory.engines.engine import Hit, Nearest, document, likeness, telling
from tests.postgres import Cluster

_LOOKED_AT = 200
_ALIKE = 0.5


class PostgresTrigram:
    """Word similarity with a GIN index, the best then compared word by word."""

    title = "PostgreSQL pg_trgm"

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        self._nearest = Nearest(folder)
        port, user = cluster.port, "postgres"
        self._link = psycopg2.connect(host="127.0.0.1", port=port, user=user, dbname="postgres")
        self._link.autocommit = True
        self._cursor = self._link.cursor()
        self._cursor.execute(
            "CREATE EXTENSION pg_trgm;"
            "CREATE UNLOGGED TABLE people (rpps text, commune text, body text)"
        )
        self._cursor.copy_expert("COPY people FROM STDIN", _Stream(_lines(folder)))
        self._cursor.execute(
            "SET maintenance_work_mem = '256MB'; SET work_mem = '64MB';"
            "CREATE INDEX ON people USING gin (body gin_trgm_ops); ANALYZE people;"
            f"SET pg_trgm.word_similarity_threshold = {_ALIKE}"
        )

    def search(self, text: str, near: str) -> list[str]:
        """As every engine."""
        asked = telling(text)
        if not asked:
            return []
        where = " AND ".join(["%s <%% body"] * len(asked))
        score = " + ".join(["word_similarity(%s, body)"] * len(asked))
        self._cursor.execute(
            f"SELECT body, rpps, commune FROM people WHERE {where}"
            f" ORDER BY {score} DESC LIMIT {_LOOKED_AT}",
            asked + asked,
        )
        return self._nearest.best(
            (Hit(likeness(asked, row[0]), *row[1:]) for row in self._cursor), near
        )

    def close(self) -> None:
        """Leave the server."""
        self._link.close()


class _Stream:
    """Lines, read as a file: COPY asks for so many characters at a time."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._left = ""

    def read(self, size: int) -> str:
        """About `size` characters; none when all was read."""
        pieces, length = [self._left], len(self._left)
        while length < size and (line := next(self._lines, "")):
            pieces.append(line)
            length += len(line)
        whole = "".join(pieces)
        self._left = whole[size:]
        return whole[:size]


def _lines(folder: Path) -> Iterator[str]:
    for row in read_rows(folder):
        yield f"{row.rpps}\t{row.commune_code}\t{document(row)}\n"
