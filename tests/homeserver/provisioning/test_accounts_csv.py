"""The accounts file is understood as spreadsheets write it; what is wrong is told line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.accounts.model import AccountKind
from homeserver.provisioning.accounts_csv import AccountsFile, parse_accounts

HEADING = "identifiant;nom;prenom;profession;rpps;type;mot_de_passe"


def read(*lines: str, heading: str = HEADING, reserved: tuple[str, ...] = ()) -> AccountsFile:
    return parse_accounts("\n".join([heading, *lines]).encode(), reserved)


def complaint(line: str) -> str:
    """The one sentence said about this line, with plain spaces."""
    (error,) = read(line).errors
    return str(error).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_line_becomes_a_person() -> None:
    (alice,) = read("alice;Fictif;Alice;60;10199900373;professionnel;motdepasse-long").people
    assert (alice.localpart, alice.last_name, alice.first_name) == ("alice", "Fictif", "Alice")
    assert (alice.kind, alice.profession_code) == (AccountKind.PROFESSIONAL, "60")
    assert (alice.rpps, alice.password) == ("10199900373", "motdepasse-long")
    assert alice.display_name == "FICTIF Alice – infirmier"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_spreadsheet_will_do(mark: bytes, separator: str, end: str) -> None:
    lines = [HEADING, "zoe;Modèle;Zoé;sage-femme;;professionnel;", ""]
    source = mark + end.join(lines).replace(";", separator).encode()
    file = parse_accounts(source)
    assert file.errors == ()
    assert [person.first_name for person in file.people] == ["Zoé"]


def test_columns_in_any_order_and_some_left_out() -> None:
    file = read("patient;Paul;Inventé;paul;", heading="Type;Prénom;Nom;identifiant;profession")
    assert [person.display_name for person in file.people] == ["P. I. – patient"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (";A;B;60;;professionnel;", "Ligne 2 : la case « identifiant » est vide."),
        ("a;A;B;;;professionnel;", "la profession est obligatoire"),
        ("a;A;B;astrologue;;professionnel;", "profession « astrologue » inconnue."),
        ("a;A;B;60;;pro;", "type « pro » inconnu. Attendu : professionnel, coordinateur"),
        ("a;A;B;60;10199900374;professionnel;", "numéro RPPS n’est pas valable"),
        ("a;A;B;60;1019990037;professionnel;", "numéro RPPS n’est pas valable"),
        ("a;A;B;60;;professionnel;court", "mot de passe trop court"),
        ("Éa;A;B;60;;professionnel;", "identifiant « Éa » refusé"),
        ("a;A<b>;B;60;;professionnel;", "le nom contient un signe inattendu"),
        ("a;A;B;60;;patient;", "un proche ou un patient n’a ni profession"),
        ("p-1480776351012;A;B;;;patient;", "ressemble à un numéro de sécurité sociale"),
        ("a;A;B;60;;professionnel;;x", "plus de cases que de colonnes"),
    ],
)
def test_what_is_wrong_is_said(line: str, said: str) -> None:
    assert said in complaint(line)


def test_a_password_or_a_national_number_is_never_repeated_in_an_error() -> None:
    assert "court" not in complaint("a;A;B;60;;professionnel;court").replace("trop court", "")
    assert "1480776351012" not in complaint("1480776351012;A;B;;;patient;")


def test_every_problem_is_told_at_once_and_good_lines_are_kept() -> None:
    file = read(
        "a;A;B;60;10199900373;professionnel;",
        "a;A;B;60;;professionnel;",
        "c;C;D;60;10199900373;professionnel;",
        "annuaire;E;F;60;;professionnel;",
        reserved=("annuaire",),
    )
    assert [(error.line, error.reason) for error in file.errors] == [
        (3, "same-identifier"),
        (4, "same-rpps"),
        (5, "reserved-identifier"),
    ]
    assert [person.localpart for person in file.people] == ["a"]
    assert "ligne 2" in str(file.errors[0])


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b"", "empty-file"),
        (b"identifiant;nom\n", "missing-columns"),
        (f"{HEADING};ville\n".encode(), "unknown-columns"),
        (HEADING.replace("prenom", "prénom").encode("latin-1"), "not-utf8"),
    ],
)
def test_a_file_that_is_not_ours(source: bytes, reason: str) -> None:
    (error,) = parse_accounts(source).errors
    assert (error.line, error.reason) == (1, reason)
    assert str(error)


@given(st.binary(max_size=300))
def test_no_file_makes_it_fail(source: bytes) -> None:
    file = parse_accounts(source)
    assert all(str(error) for error in file.errors)


@given(st.text(max_size=40))
def test_no_cell_makes_it_fail(cell: str) -> None:
    for column in range(7):
        cells = ["alice", "Fictif", "Alice", "60", "", "professionnel", ""]
        cells[column] = (
            cell.replace(";", " ").replace("\n", " ").replace("\r", " ").replace('"', " ")
        )
        file = read(";".join(cells))
        assert len(file.people) + len(file.errors) <= 1
        assert all(str(error) for error in file.errors)
