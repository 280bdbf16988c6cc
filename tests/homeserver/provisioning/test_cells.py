"""One line at a time: what a cell may hold."""

from __future__ import annotations

import pytest

from care.accounts.model import AccountKind
from homeserver.provisioning.cells import KINDS, read_person
from homeserver.provisioning.line_error import Wrong

GOOD = {
    "identifiant": "alice",
    "nom": "Fictif",
    "prenom": "Alice",
    "profession": "60",
    "rpps": "",
    "type": "professionnel",
    "mot_de_passe": "",
}


def reason(**cells: str) -> str | None:
    """Why the line is refused; None when it is not."""
    try:
        read_person(2, GOOD | cells)
    except Wrong as wrong:
        return wrong.reason
    return None


@pytest.mark.parametrize("name", ["D’Essai", "O'Neil", "Jean-Luc", "de la Fiction", "Élodie", "J."])
def test_names_as_people_have_them(name: str) -> None:
    assert reason(nom=name, prenom=name) is None


@pytest.mark.parametrize("name", ["<b>", "a/b", "x" * 81, "Fictif\x00", "Fictif – médecin", "1"])
def test_names_that_could_deceive(name: str) -> None:
    assert reason(nom=name) == "bad-name"


@pytest.mark.parametrize("rpps", ["10199900373", "10199900746", "101 9990 1116", "10199904441"])
def test_rpps_numbers(rpps: str) -> None:
    assert reason(rpps=rpps) is None


@pytest.mark.parametrize("rpps", ["10199900374", "1019990037", "1019990037a", "101999003730"])
def test_numbers_that_are_no_rpps(rpps: str) -> None:
    assert reason(rpps=rpps) == "bad-rpps"


@pytest.mark.parametrize(
    ("localpart", "refused"),
    [
        ("a.fictif", None),
        ("ide-12_b", None),
        ("10199900373", "telling-identifier"),
        ("p1.48.07.76.351.012", "telling-identifier"),
        ("Alice", "bad-identifier"),
        ("-alice", "bad-identifier"),
        ("a" * 65, "bad-identifier"),
    ],
)
def test_identifiers(localpart: str, refused: str | None) -> None:
    assert reason(identifiant=localpart) == refused


def test_every_kind_has_its_word() -> None:
    assert set(KINDS.values()) == set(AccountKind)
    assert reason(type="Secrétaire", profession="") is None
