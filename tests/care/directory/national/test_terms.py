"""From where, whom, and who is nearer."""

from __future__ import annotations

import numpy as np

from care.directory.national.model import Wishes
from care.directory.national.tables import SmallLists, Tables
from care.directory.national.terms import Standpoint

_HAVRE, _FECAMP = "76351", "76259"


def test_nobody_beyond_a_distance(tables: Tables, lists: SmallLists) -> None:
    wishes = Wishes(feminine=False, within_km=9)
    terms = Standpoint(tables, lists).terms(_HAVRE, wishes, None, set())
    assert terms.feminine is False
    assert terms.allowed is not None
    assert terms.km[terms.allowed].max() <= 9


def test_a_distance_needs_a_place(tables: Tables, lists: SmallLists) -> None:
    terms = Standpoint(tables, lists).terms(None, Wishes(within_km=9), None, set())
    assert not terms.is_narrow
    assert not terms.km.any()


def test_the_nearest_of_several_places(tables: Tables, lists: SmallLists) -> None:
    ranks = [lists.commune_codes.index(code) for code in (_HAVRE, _FECAMP)]
    km = Standpoint(tables, lists).around(ranks)
    assert km[ranks].tolist() == [0, 0]
    assert km[lists.commune_codes.index("76447")] < 12


def test_documents_left_out(tables: Tables, lists: SmallLists) -> None:
    standpoint = Standpoint(tables, lists)
    everyone = np.arange(len(tables.owners), dtype=np.uint32)
    here = standpoint.terms(None, Wishes(), {_HAVRE}, set())
    kept = here.keep(tables, everyone)
    assert set(tables.communes[kept].tolist()) == {lists.commune_codes.index(_HAVRE)}
    women = standpoint.terms(None, Wishes(feminine=True), None, set())
    assert tables.feminine[women.keep(tables, everyone)].all()


def test_strangers_among_the_enrolled_do_no_harm(tables: Tables, lists: SmallLists) -> None:
    mine = str(tables.keys[4])[1:]
    terms = Standpoint(tables, lists).terms(
        _HAVRE, Wishes(), None, frozenset({mine, "10101010101", "not a number"})
    )
    assert terms.nearer is not None
    assert np.flatnonzero(terms.nearer).tolist() == [4]
