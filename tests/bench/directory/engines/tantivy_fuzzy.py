"""Tantivy's fuzzy queries: one error in each word, two when the answer is poor."""

from __future__ import annotations

from pathlib import Path

import tantivy
from tantivy import Occur, Query

from care.directory.spelling import fold
from tests.bench.directory.corpus import Row, read_rows, trade_text
from tests.bench.directory.engines.engine import Hit, Nearest, telling

_FIELDS = (("name", 1.0), ("commune", 0.9), ("trade", 0.9))
_LOOKED_AT = 100
_HEAP = 100_000_000
_POOR, _BETTER = 0.72, 0.1


class TantivyFuzzy:
    """Each word in any field: exactly, as a beginning, or nearly."""

    title = "tantivy, fuzzy"

    def __init__(self, folder: Path, scratch: Path) -> None:
        self._nearest = Nearest(folder)
        builder = tantivy.SchemaBuilder()
        for name, _ in _FIELDS:
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
        builder.add_bytes_field("row", stored=True, indexed=False)
        self._schema = builder.build()
        path = scratch / "tantivy"
        path.mkdir()
        index = tantivy.Index(self._schema, path=str(path))
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        for row in read_rows(folder):
            writer.add_document(_document(row))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def search(self, text: str, near: str) -> list[str]:
        """As every engine."""
        asked = telling(text)
        if not asked:
            return []
        hits = self._hits(asked, 1)
        best = hits[0].score if hits else 0.0
        if best < _POOR * len(asked):
            other = self._hits(asked, 2)
            if other and other[0].score > best + _BETTER:
                hits = other
        return self._nearest.best(hits, near)

    def _hits(self, asked: list[str], errors: int) -> list[Hit]:
        words = [
            (Occur.Must, self._word(word, errors, last=rank == len(asked) - 1))
            for rank, word in enumerate(asked)
        ]
        found = self._searcher.search(Query.boolean_query(words), _LOOKED_AT, count=False)
        hits = []
        for score, address in found.hits:
            kept = bytes(self._searcher.doc(address)["row"][0]).decode()
            hits.append(Hit(score, *kept.split("|")))
        return hits

    def _word(self, word: str, errors: int, *, last: bool) -> Query:
        ways = []
        for field, worth in _FIELDS:
            ways.append((Query.term_query(self._schema, field, word), worth))
            if len(word) < 3:
                continue
            begun = worth * (0.82 if last else 0.7)
            ways.append((self._fuzzy(field, word, 0, begins=True), begun))
            ways.append((self._fuzzy(field, word, 1), worth * 0.75))
            if errors == 2 and len(word) >= 6:
                ways.append((self._fuzzy(field, word, 2), worth * 0.5))
        return Query.disjunction_max_query(
            [Query.const_score_query(query, worth) for query, worth in ways]
        )

    def _fuzzy(self, field: str, word: str, errors: int, *, begins: bool = False) -> Query:
        return Query.fuzzy_term_query(
            self._schema,
            field,
            word,
            distance=errors,
            transposition_cost_one=True,
            prefix=begins,
        )


def _document(row: Row) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("name", f"{fold(row.family)} {fold(row.given)}")
    made.add_text("trade", trade_text(row.profession, row.skill))
    made.add_text("commune", fold(row.commune))
    made.add_bytes("row", f"{row.rpps}|{row.commune_code}".encode())
    return made
