"""From where one looks, whom one leaves out, and who counts as nearer."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from care.directory.national.arrays import Flags, Ids, Weights
from care.directory.national.geography import distances
from care.directory.national.intake import person_key
from care.directory.national.model import Wishes
from care.directory.national.tables import SmallLists, Tables

_UNKNOWN_KM = np.float32(900)
_LEFT_OUT_KM = np.float32(90_000)
_ENROLLED_IS_NEARER = 15.0
_PLACES_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Terms:
    """`km` to each commune; `allowed` communes and `feminine` leave others out (None: nobody).

    `nearer` has the kilometres by which each person counts as nearer.
    """

    km: Weights
    allowed: Flags | None = None
    feminine: bool | None = None
    nearer: Weights | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether some communes are left out."""
        return self.allowed is not None

    def keep(self, tables: Tables, documents: Ids) -> Ids:
        """Those of `documents` that are not left out."""
        if self.allowed is not None:
            documents = documents[self.allowed[tables.communes[documents]]]
        if self.feminine is not None:
            documents = documents[tables.feminine[documents] == self.feminine]
        return documents


class Standpoint:
    """Makes the terms of searches on one index; may be used from several threads."""

    def __init__(self, tables: Tables, lists: SmallLists) -> None:
        self._tables, self._codes = tables, lists.commune_codes
        self._ranks = {code: rank for rank, code in enumerate(lists.commune_codes)}
        self._enrolled: tuple[AbstractSet[str], Weights | None] = frozenset(), None
        self._from_commune = lru_cache(_PLACES_REMEMBERED)(self._measure)

    def terms(
        self,
        near: str | None,
        wishes: Wishes,
        communes: AbstractSet[str] | None,
        enrolled: AbstractSet[str],
    ) -> Terms:
        """The terms of one search; `communes` (INSEE codes) leave the others out."""
        km = self._from_commune(near)
        allowed = self._allowed(wishes, communes, km if near else None)
        if allowed is not None:
            km = np.where(allowed, km, _LEFT_OUT_KM)
        return Terms(km, allowed, wishes.feminine, self._nearer(enrolled))

    def around(self, ranks: list[int]) -> Weights:
        """Kilometres from each commune to the nearest of those of `ranks`."""
        degrees = self._tables.degrees
        every = [
            distances(degrees, (float(degrees[rank, 0]), float(degrees[rank, 1]))) for rank in ranks
        ]
        nearest: Weights = np.min(every, axis=0).astype(np.float32)
        return nearest

    def _measure(self, near: str | None) -> Weights:
        """Kilometres from `near`; from nowhere, all are equal."""
        rank = self._ranks.get(near or "")
        if not near or rank is None:
            return np.zeros(len(self._codes), np.float32)
        km = self.around([rank])
        if "" in self._ranks:
            km[self._ranks[""]] = _UNKNOWN_KM
        return km

    def _allowed(
        self, wishes: Wishes, communes: AbstractSet[str] | None, km: Weights | None
    ) -> Flags | None:
        allowed: Flags | None = None
        if wishes.within_km is not None and km is not None and not wishes.around:
            allowed = km <= wishes.within_km
        if communes is not None:
            chosen = np.zeros(len(self._codes), np.bool_)
            chosen[[self._ranks[c] for c in communes if c in self._ranks]] = True
            allowed = chosen if allowed is None else allowed & chosen
        return allowed

    def _nearer(self, enrolled: AbstractSet[str]) -> Weights | None:
        if not enrolled:
            return None
        known, nearer = self._enrolled
        if nearer is None or known != enrolled:
            keys = np.array([person_key("8" + rpps) for rpps in sorted(enrolled)], np.uint64)
            ranks = np.searchsorted(self._tables.keys, keys)
            ranks = np.minimum(ranks, len(self._tables.keys) - 1)
            nearer = np.zeros(len(self._tables.keys), np.float32)
            nearer[ranks[self._tables.keys[ranks] == keys]] = _ENROLLED_IS_NEARER
            self._enrolled = frozenset(enrolled), nearer
        return nearer
