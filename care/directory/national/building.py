"""Builds the index of the whole country from the three national files."""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np

from care.directory.columns import ACTIVITIES, MAILBOXES, SKILLS
from care.directory.model import Edition
from care.directory.national.arrays import Keys, Ranks
from care.directory.national.callings import list_callings
from care.directory.national.deletes import delete_keys
from care.directory.national.editions import (
    IndexDamaged,
    IndexMissing,
    building,
    check,
    current_name,
    publish,
)
from care.directory.national.geography import load_coordinates, locate
from care.directory.national.intake import Intake, read_skills, take_in
from care.directory.national.lists import numbers, save_groups, save_postings
from care.directory.national.mailboxes import write_mailboxes
from care.directory.national.places import place_words
from care.directory.national.tables import LIGHT, ROWS, WORDS, SmallLists, save_array, save_lists
from care.directory.national.vocabulary import make_field
from care.directory.national_files import NationalFile, RowCount, find_file
from care.directory.rules import check_edition, check_files_agree


def build_national_index(
    files: Path, root: Path, now: datetime, *, accept_smaller: bool = False
) -> Edition:
    """Index the newest national files of the folder `files` under `root`, whole or not at all.

    Raises UnusableFile when a file cannot be trusted, OSError when the disk is full: the index
    that answers stays. About 12 s and 180 MB of memory per million activities.
    """
    activities, skills, mailboxes = (find_file(files, k) for k in (ACTIVITIES, SKILLS, MAILBOXES))
    with building(root) as folder:
        count = RowCount()
        intake, skilled = _read(activities, skills, folder, count)
        keys, order = _arrange(folder, intake)
        check_files_agree(_count_strangers(skilled, keys), len(skilled), activities.path.name)
        edition = Edition(0, activities.published_at, now, len(keys), count.good)
        check_edition(_answering(root), edition, accept_smaller=accept_smaller)
        _index(folder, intake, order, files)
        write_mailboxes(folder, mailboxes.rows(RowCount()), keys)
        publish(root, folder, edition)
    return edition


def _answering(root: Path) -> Edition | None:
    try:
        return check(root / current_name(root), light=LIGHT)
    except (IndexMissing, IndexDamaged):
        return None


def _read(
    activities: NationalFile, skills: NationalFile, folder: Path, count: RowCount
) -> tuple[Intake, Keys]:
    """What the two files say, and the keys of those who have a skill."""
    held = read_skills(skills.rows(RowCount()))
    intake = take_in(activities.rows(count), held, folder / ROWS)
    return intake, np.fromiter(held, np.uint64, len(held))


def _count_strangers(some: Keys, known: Keys) -> int:
    """How many of `some` are not `known`, which are in order."""
    ordered = np.sort(some)
    ranks = np.minimum(np.searchsorted(known, ordered), len(known) - 1)
    return int((known[ranks] != ordered).sum()) if len(known) else len(some)


def _arrange(folder: Path, intake: Intake) -> tuple[Keys, Ranks]:
    """Put the activities of one person together: everyone's key, and the order of the rows."""
    every = numbers(intake.keys, np.uint64)
    order = np.argsort(every, kind="stable")
    sorted_keys = every[order]
    fresh = np.ones(len(every), np.bool_)
    np.not_equal(sorted_keys[1:], sorted_keys[:-1], out=fresh[1:])
    starts = np.append(np.nonzero(fresh)[0], len(every)).astype(np.uint32)
    owners = (np.cumsum(fresh) - 1).astype(np.uint32)
    keys = sorted_keys[fresh]
    save_array(folder, "keys", keys)
    save_array(folder, "person_starts", starts)
    save_array(folder, "owners", owners)
    save_array(folder, "offsets", numbers(intake.offsets, np.uint64)[order])
    save_array(folder, "feminine", numbers(intake.feminine, np.uint8)[order].view(np.bool_))
    intake.keys, intake.offsets = array("Q"), array("Q")
    return keys, order


def _index(folder: Path, intake: Intake, order: Ranks, files: Path) -> None:
    communes = sorted(intake.known_communes.items(), key=lambda known: known[1][0])
    lists = SmallLists(
        [],
        [code for code, _ in communes],
        [name for _, (_, name) in communes],
        list(intake.known_classes),
    )
    callings = list_callings(lists.classes)
    trade_words, places = callings.words, place_words(lists.commune_names)
    ordered = sorted({*intake.vocabulary, *trade_words, *places})
    rank_of = {word: rank for rank, word in enumerate(ordered)}
    save_array(folder, "trades", make_field(trade_words, rank_of))
    save_array(folder, "places", make_field(places, rank_of))
    ranks = np.fromiter((rank_of[word] for word in intake.vocabulary), np.uint32)
    del rank_of
    intake.vocabulary = {}
    intake.family_names.numbers, intake.given_names.numbers = {}, {}
    save_array(folder, "fits", callings.fits)
    save_array(folder, "degrees", locate(lists.commune_codes, load_coordinates(files)))
    save_lists(folder, replace(lists, callings=callings.names))
    save_groups(folder, intake, order, len(lists.classes), len(communes))
    save_postings(folder, intake, order, ranks, len(ordered))
    (folder / WORDS).write_text("\n".join(ordered), encoding="ascii")
    hashes, words = delete_keys(ordered)
    save_array(folder, "delete_hashes", hashes)
    save_array(folder, "delete_ranks", words)
