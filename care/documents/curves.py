"""The results of a patient over time, examination by examination, from all the reports at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from care.circles.model import CircleId
from care.directory.spelling import fold
from care.documents.contents import examinations_in, values_of
from care.documents.model import (
    LOINC,
    Audience,
    Curve,
    Document,
    LabResult,
    Point,
    Standing,
)
from care.documents.reading import Reader, reader_of
from care.documents.store import load_documents
from care.runtime.units import UnitOfWork

_FILE = Path(__file__).with_name("examinations.toml")


def results_of(
    work: UnitOfWork,
    circle_id: CircleId,
    user_id: str,
    typed: str = "",
    among: Audience | None = None,
) -> tuple[Curve, ...]:
    """The curves of the examinations that `typed` names (all without it). Raises Refusal.

    Only from documents that stand: what was replaced or withdrawn tells nothing any more.
    """
    reader = reader_of(work, circle_id, user_id, among)
    every = load_documents(work.connection, work.keys, circle_id)
    standing = {one.id.text: one for one in every if _counts(one, reader)}
    examinations = examinations_in(work.connection, work.keys, circle_id)
    found: list[tuple[int, Curve]] = []
    for token, one in examinations.items():
        score = _score(typed, one)
        values = values_of(work.connection, work.keys, circle_id, token) if score else []
        points = [(standing[it.text], told) for it, told in values if it.text in standing]
        if points:
            found.append((score, _curve(points)))
    best = max((score for score, _ in found), default=0)
    curves = [curve for score, curve in found if score == best]
    return tuple(sorted(curves, key=lambda one: fold(one.name)))


def moment_of(result: LabResult, document: Document) -> datetime:
    """When the sample was taken, as far as known: else the day of the report."""
    told = result.sampled or document.description.acted or document.description.written
    when = told.when if told else document.filed_at
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _counts(document: Document, reader: Reader) -> bool:
    return document.audience in reader.audiences and document.standing is Standing.CURRENT


def _curve(told: Iterable[tuple[Document, LabResult]]) -> Curve:
    """Once each value: a report recalls what another one gave."""
    ordered = sorted(told, key=lambda it: (it[1].is_antecedent, moment_of(it[1], it[0])))
    kept: dict[tuple[str, str], tuple[datetime, Point]] = {}
    for document, result in ordered:
        moment = moment_of(result, document)
        day = moment.date().isoformat() if result.is_antecedent else moment.isoformat()
        same_day = any(
            value == result.value and known.startswith(day[:10]) for known, value in kept
        )
        if not (result.is_antecedent and same_day):
            kept.setdefault((day, result.value), (moment, Point(result, document.id)))
    points = tuple(point for _, point in sorted(kept.values(), key=lambda it: it[0]))
    latest = points[-1].result
    return Curve(latest.name, latest.code, latest.system, points)


def _score(typed: str, result: LabResult) -> int:
    """3: its very name or code; 2: a name of everyday; 1: every word begins one of its name."""
    sought = fold(typed)
    if not sought:
        return 1
    if sought in {fold(result.name), fold(result.code)}:
        return 3
    if result.system == LOINC and sought in _everyday().get(result.code, ()):
        return 3
    words = fold(result.name).split()
    parts = sought.split()
    return int(all(any(word.startswith(part) for word in words) for part in parts))


@cache
def _everyday() -> Mapping[str, tuple[str, ...]]:
    known = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {code: tuple(names) for code, names in known.items()}
