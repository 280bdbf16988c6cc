"""The communes of an invented country."""

from __future__ import annotations

from care.directory.national.synthetic.communes import invent_communes
from care.directory.national.synthetic.names import invent_names

_NAMES = invent_names(1, 3_000)


def test_the_territory_of_the_demonstration_is_there() -> None:
    by_code = {commune.code: commune for commune in invent_communes(1, _NAMES, 500)}
    assert by_code["76351"].name == "Le Havre"
    assert by_code["75113"].name == "Paris 13e Arrondissement"
    assert by_code["75101"].name == "Paris 1er Arrondissement"


def test_invented_codes_cannot_be_real_ones() -> None:
    communes = invent_communes(1, _NAMES, 2_000)
    codes = [commune.code for commune in communes]
    assert len(set(codes)) == len(communes) == 2_000
    invented = [code for code in codes if not code[2:].isdigit()]
    assert len(invented) > 1_800
    # INSEE puts letters in the first two places only.
    assert {code[2] for code in invented} <= set("XYZW")


def test_they_are_in_france() -> None:
    for commune in invent_communes(1, _NAMES, 1_000):
        assert 41 < commune.latitude < 52
        assert -6 < commune.longitude < 11
