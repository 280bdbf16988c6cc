"""Writes the three national files of an invented country, at any size up to the real one."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import TextIO

import numpy as np

from care.directory.columns import ACTIVITIES, MAILBOXES, SKILLS
from care.directory.headers import ACTIVITY_HEADER, MAILBOX_HEADER, SKILL_HEADER
from care.directory.national.geography import COORDINATES_FILE
from care.directory.national.synthetic.communes import SyntheticCommune, invent_communes
from care.directory.national.synthetic.lines import LineWriter
from care.directory.national.synthetic.names import invent_names
from care.directory.national.synthetic.people import Population
from care.directory.national.synthetic.structures import Structure, invent_structures

_PUBLISHED = "202611120600"
_COMMUNES = 12_000
_ROWS_PER_MAILBOX_OF_STRUCTURE = 30
_BUFFER = 1 << 20


def generate_national_files(
    folder: Path, rows: int = 2_400_000, seed: int = 76, published: str = _PUBLISHED
) -> None:
    """Write into `folder` files with `rows` activities, the same for the same seed and size.

    `published` is the date in their names (`AAAAMMJJHHMM`). Beside them, `communes.csv` tells
    where the invented communes are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = invent_names(seed, max(2_000, rows // 5))
    communes = invent_communes(seed, names, max(200, min(_COMMUNES, rows // 20)))
    chance = np.random.default_rng(seed)
    structures = invent_structures(chance, names, communes, max(100, rows // 12))
    _write_coordinates(folder / COORDINATES_FILE, communes)
    with ExitStack() as opened:
        files = [
            opened.enter_context(_create(folder / f"{stem}_{published}.txt", header))
            for stem, header in (
                (ACTIVITIES.stem, ACTIVITY_HEADER),
                (SKILLS.stem, SKILL_HEADER),
                (MAILBOXES.stem, MAILBOX_HEADER),
            )
        ]
        _write(files, Population(seed, names, len(structures)), LineWriter(structures), rows)
        _write_structures(files[2], LineWriter(structures), structures, rows)


def _write(files: list[TextIO], population: Population, writer: LineWriter, rows: int) -> None:
    activities, skills, mailboxes = files
    left = rows
    for rank in count():
        apart: list[str] = []
        lines: list[str] = []
        for number, person in enumerate(population.block(rank)):
            if left <= 0:
                break
            first, *others = list(writer.activities(person))[:left]
            left -= 1 + len(others)
            lines.append(first)
            # The rows of one person do not always follow each other in the real files.
            (apart if number % 64 == 0 else lines).extend(others)
            skills.writelines(writer.skills(person))
            mailboxes.writelines(writer.mailboxes(person))
        activities.writelines(lines)
        activities.writelines(apart)
        if left <= 0:
            return


def _write_structures(
    file: TextIO, writer: LineWriter, structures: list[Structure], rows: int
) -> None:
    wanted = rows // _ROWS_PER_MAILBOX_OF_STRUCTURE
    having = (rank for rank, structure in enumerate(structures) if structure.finess)
    for _, rank in zip(range(wanted), having, strict=False):
        file.write(writer.structure_mailbox(rank))


def _write_coordinates(path: Path, communes: list[SyntheticCommune]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("code,latitude,longitude\n")
        file.writelines(f"{c.code},{c.latitude},{c.longitude}\n" for c in communes)


def _create(path: Path, header: list[str]) -> TextIO:
    file = path.open("w", encoding="utf-8", newline="\n", buffering=_BUFFER)
    file.write("|".join(header) + "\n")
    return file
