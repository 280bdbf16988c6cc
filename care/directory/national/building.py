"""Builds the index of the whole country from the three national files."""

from __future__ import annotations

from array import array
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from care.directory.columns import ACTIVITIES, MAILBOXES, SKILLS
from care.directory.model import Edition
from care.directory.national.arrays import Ids, Keys, Lists, Ranks, group, spread
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
from care.directory.national.intake import Intake, Reader, read_skills
from care.directory.national.mailboxes import write_mailboxes
from care.directory.national.places import place_words
from care.directory.national.tables import (
    ROWS,
    WORDS,
    SmallLists,
    save_array,
    save_lists,
)
from care.directory.national.vocabulary import make_field
from care.directory.national_files import NationalFile, RowCount, find_file
from care.directory.rules import check_edition, check_files_agree


def build_national_index(
    files: Path, root: Path, now: datetime, *, accept_smaller: bool = False
) -> Edition:
    """Index the newest national files of the folder `files` under `root`, whole or not at all.

    Raises UnusableFile when a file cannot be trusted, OSError when the disk is full: the index
    that answers stays. About 12 s and 130 MB of memory per million activities.
    """
    activities, skills, mailboxes = (find_file(files, k) for k in (ACTIVITIES, SKILLS, MAILBOXES))
    with building(root) as folder:
        count = RowCount()
        intake = _read(activities, skills, folder, count)
        keys, order = _arrange(folder, intake)
        edition = Edition(0, activities.published_at, now, len(keys), count.good)
        check_edition(_answering(root), edition, accept_smaller=accept_smaller)
        _index(folder, intake, order, files)
        write_mailboxes(folder, mailboxes.rows(RowCount()), keys)
        publish(root, folder, edition)
    return edition


def _answering(root: Path) -> Edition | None:
    try:
        return check(root / current_name(root))
    except (IndexMissing, IndexDamaged):
        return None


def _read(activities: NationalFile, skills: NationalFile, folder: Path, count: RowCount) -> Intake:
    known = read_skills(skills.rows(RowCount()))
    reader = Reader(known)
    reader.take(activities.rows(count), folder / ROWS)
    check_files_agree(len(reader.unseen), len(known), activities.path.name)
    return reader.intake


def _arrange(folder: Path, intake: Intake) -> tuple[Keys, Ranks]:
    """Put the activities of one person together: everyone's key, and the order of the rows."""
    every = _numbers(intake.keys, np.uint64)
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
    save_array(folder, "offsets", _numbers(intake.offsets, np.uint64)[order])
    save_array(folder, "feminine", _numbers(intake.feminine, np.uint8)[order].view(np.bool_))
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
    save_array(folder, "fits", callings.fits)
    save_array(folder, "degrees", locate(lists.commune_codes, load_coordinates(files)))
    save_lists(folder, SmallLists(callings.names, *_after_first(lists)))
    _save_groups(folder, intake, order, len(lists.classes), len(communes))
    _save_postings(folder, *_tokens(intake, order, ranks), len(ordered))
    (folder / WORDS).write_text("\n".join(ordered), encoding="ascii")
    hashes, words = delete_keys(ordered)
    save_array(folder, "delete_hashes", hashes)
    save_array(folder, "delete_ranks", words)


def _after_first(lists: SmallLists) -> tuple[list[str], list[str], Any]:
    return lists.commune_codes, lists.commune_names, lists.classes


def _save_groups(folder: Path, intake: Intake, order: Ranks, classes: int, communes: int) -> None:
    for name, column, size in (
        ("class", intake.classes, classes),
        ("commune", intake.communes, communes),
    ):
        values = _numbers(column, np.uint32)[order]
        save_array(folder, "classes" if name == "class" else "communes", values)
        save_array(folder, f"{name}_documents", group(values, size))
    intake.classes, intake.communes = array("I"), array("I")


def _tokens(intake: Intake, order: Ranks, ranks: Ids) -> tuple[Ids, Ids]:
    """Where the tokens of each document begin, and the tokens, in the order of the documents."""
    counts = _numbers(intake.token_counts, np.uint8).astype(np.int64)
    begins = np.cumsum(counts) - counts
    tokens = _numbers(intake.tokens, np.uint32)
    tokens = ranks[tokens >> 1] * 2 + (tokens & 1)
    intake.tokens = array("I")
    positions, _ = spread(begins[order], counts[order])
    starts = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts[order], out=starts[1:])
    return starts, tokens[positions].astype(np.uint32)


def _save_postings(folder: Path, starts: Ids, tokens: Ids, size: int) -> None:
    save_array(folder, "tokens", Lists(starts, tokens))
    words = tokens >> 1
    documents = np.repeat(np.arange(len(starts) - 1, dtype=np.uint32), np.diff(starts))
    by_word = group(words, size)
    save_array(folder, "postings", Lists(by_word.starts, documents[by_word.items]))


def _numbers(column: array[int], kind: type) -> NDArray[Any]:
    return np.frombuffer(column, kind)
