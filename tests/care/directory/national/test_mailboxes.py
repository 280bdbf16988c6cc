"""MSSanté addresses beside the index."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np

from care.directory.national.mailboxes import write_mailboxes

_ROWS = [
    ("PER", "B@x.mssante.example", "820"),
    ("ORG", "accueil@x.mssante.example", ""),
    ("PER", "a@x.mssante.example", "820"),
    ("PER", "a@x.mssante.example", "820"),
    ("PER", "stranger@x.mssante.example", "899"),
    ("PER", "c@x.mssante.example", "810"),
    ("PER", "not an address", "810"),
]


def test_each_person_s_once_and_nobody_else_s(tmp_path: Path) -> None:
    write_mailboxes(tmp_path, iter(_ROWS), np.array([810, 815, 820], np.uint64))
    starts = np.load(tmp_path / "mailbox_starts.npy").tolist()
    kept = (tmp_path / "mailboxes.txt").read_bytes()
    theirs = [kept[a:b].decode().split() for a, b in pairwise(starts)]
    assert theirs == [
        ["c@x.mssante.example"],
        [],
        ["a@x.mssante.example", "b@x.mssante.example"],
    ]


def test_nobody_has_one(tmp_path: Path) -> None:
    write_mailboxes(tmp_path, iter([]), np.array([810], np.uint64))
    assert np.load(tmp_path / "mailbox_starts.npy").tolist() == [0, 0]
