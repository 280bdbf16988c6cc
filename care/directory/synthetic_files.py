"""Writes small national files about invented people, in the real format."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from care.directory.columns import ACTIVITIES, MAILBOXES, SKILLS
from care.directory.headers import ACTIVITY_HEADER, MAILBOX_HEADER, SKILL_HEADER
from care.directory.synthetic import (
    SyntheticPerson,
    invent_outsiders,
    invent_people,
    invent_second_places,
)
from care.directory.synthetic_columns import activity_columns, mailbox_columns, skill_columns

_PUBLISHED = datetime(2026, 11, 12, 6, 0, tzinfo=UTC)


def write_synthetic_files(
    folder: Path, *, seed: int = 76, people: int = 300, published: datetime = _PUBLISHED
) -> list[SyntheticPerson]:
    """Write the three national files into `folder`; returns who is in the territory.

    The first ones are always the same, one per common trade. One more for each twelve of `people`
    works elsewhere; one in six has two places. At most 90,000 people.
    """
    chance = random.Random(seed)  # noqa: S311
    inside = invent_people(chance, people)
    everyone = inside + invent_outsiders(chance, range(people, people + people // 12))
    places = everyone + invent_second_places(chance, inside[3::6])
    folder.mkdir(parents=True, exist_ok=True)
    stamp = published.strftime("%Y%m%d%H%M")
    for stem, header, rows in (
        (ACTIVITIES.stem, ACTIVITY_HEADER, map(activity_columns, places)),
        (SKILLS.stem, SKILL_HEADER, map(skill_columns, (p for p in everyone if p.skill_code))),
        (MAILBOXES.stem, MAILBOX_HEADER, map(mailbox_columns, (p for p in everyone if p.mailbox))),
    ):
        _write(folder / f"{stem}_{stamp}.txt", header, rows)
    return inside


def _write(path: Path, header: list[str], rows: Iterable[dict[str, str]]) -> None:
    lines = ["|".join(header)]
    for row in rows:
        unknown = row.keys() - set(header)
        if unknown:
            raise KeyError(unknown)
        lines.append("|".join(row.get(column, "") for column in header))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
