"""Lines fit the headers of the real files."""

from __future__ import annotations

import numpy as np

from care.directory.headers import ACTIVITY_HEADER, MAILBOX_HEADER, SKILL_HEADER
from care.directory.national.synthetic.communes import invent_communes
from care.directory.national.synthetic.lines import LineWriter
from care.directory.national.synthetic.names import invent_names
from care.directory.national.synthetic.people import BlockPerson
from care.directory.national.synthetic.structures import invent_structures

_NAMES = invent_names(1, 2_000)
_STRUCTURES = invent_structures(
    np.random.default_rng(1), _NAMES, invent_communes(1, _NAMES, 300), 20
)
_DOCTOR = BlockPerson(
    rpps="90000000001",
    family_name="LE BRIS",
    given_name="ANNE-LISE",
    woman=True,
    profession=("10", "Médecin"),
    skills=(("SM54", "Médecine Générale (SM)"), ("SM18", "Gériatrie (SM)")),
    places=(4, -1),
    has_mailbox=True,
)


def _read(header: list[str], line: str) -> dict[str, str]:
    return dict(zip(header, line.rstrip("\n").split("|"), strict=True))


def test_a_line_for_each_place() -> None:
    with_place, without = (
        _read(ACTIVITY_HEADER, line) for line in LineWriter(_STRUCTURES).activities(_DOCTOR)
    )
    assert with_place["Identification nationale PP"] == "890000000001"
    assert with_place["Nom d'exercice"] == "LE BRIS"
    assert with_place["Code savoir-faire"] == "SM54"
    assert with_place["Raison sociale site"] == _STRUCTURES[4].legal_name
    assert with_place["Code genre activité"] == without["Code genre activité"] == "GENR01"
    assert without["Code commune (coord. structure)"] == ""


def test_a_line_for_each_speciality() -> None:
    lines = [_read(SKILL_HEADER, line) for line in LineWriter(_STRUCTURES).skills(_DOCTOR)]
    assert [line["Code savoir-faire"] for line in lines] == ["SM54", "SM18"]


def test_mailboxes_lead_nowhere() -> None:
    writer = LineWriter(_STRUCTURES)
    person = _read(MAILBOX_HEADER, next(writer.mailboxes(_DOCTOR)))
    assert person["Type de BAL"] == "PER"
    assert person["Adresse BAL"].startswith("annelise.lebris")
    assert person["Adresse BAL"].endswith(".mssante.example")
    structure = _read(MAILBOX_HEADER, writer.structure_mailbox(3))
    assert structure["Type de BAL"] == "ORG"
    assert structure["Raison Sociale structure BAL"] == _STRUCTURES[3].legal_name
