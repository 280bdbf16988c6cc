"""An index is read back as it was written."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from care.directory.model import Profession, Skill
from care.directory.national.arrays import Lists
from care.directory.national.callings import Class
from care.directory.national.tables import (
    SmallLists,
    Tables,
    load_lists,
    save_array,
    save_lists,
)


def test_small_lists(tmp_path: Path) -> None:
    kept = SmallLists(
        ["kinésithérapeutes"],
        ["76351"],
        ["Le Havre"],
        [Class(Profession("70", "Kiné"), (Skill("S", "Sport"),))],
    )
    save_lists(tmp_path, kept)
    assert load_lists(tmp_path) == kept


def test_lists_of_lists(tmp_path: Path) -> None:
    save_array(tmp_path, "x", Lists(np.array([0, 1], np.uint32), np.array([7], np.uint32)))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.items.npy", "x.starts.npy"]


def test_arrays_are_mapped(tables: Tables) -> None:
    assert not tables.owners.flags.owndata
    assert not tables.owners.flags.writeable
