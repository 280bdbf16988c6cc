"""Invented places of work."""

from __future__ import annotations

import numpy as np

from care.directory.headers import ACTIVITY_HEADER
from care.directory.national.synthetic.communes import invent_communes
from care.directory.national.synthetic.names import invent_names
from care.directory.national.synthetic.structures import NO_STRUCTURE, invent_structures

_NAMES = invent_names(1, 2_000)


def test_columns_are_those_of_the_structure() -> None:
    communes = invent_communes(1, _NAMES, 300)
    structures = invent_structures(np.random.default_rng(1), _NAMES, communes, 200)
    header = ACTIVITY_HEADER[19:50]
    known = {commune.code: commune.name for commune in communes}
    for structure in structures:
        values = dict(zip(header, structure.columns.split("|"), strict=True))
        assert (
            known[values["Code commune (coord. structure)"]]
            == (values["Libellé commune (coord. structure)"])
        )
        assert values["Raison sociale site"] == structure.legal_name
        assert values["Numéro FINESS site"][:2] in {"", "99"}


def test_no_structure_is_as_wide() -> None:
    assert len(NO_STRUCTURE.split("|")) == 31
