"""Somebody is meant by their name, or by what they are to the patient; never on a guess."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bots.liaison.meant import find_member
from care.circles.model import Member, Role
from care.consent.model import Ground
from care.runtime.errors import Refusal

SINCE = datetime(2026, 3, 2, 8, tzinfo=UTC)


def member(name: str, role: Role, relation: str | None = None) -> Member:
    return Member(
        f"@{name[:6]}:test", name, role, Ground.CHOSEN_BY_PATIENT, SINCE, relation=relation
    )


TEAM = (
    member("FICTIF Alice – médecin", Role.TREATING_DOCTOR),
    member("SOIGNE Ida – infirmière", Role.NURSE),
    member("PLAIE Omar – infirmier", Role.NURSE),
    member("MASSE Kim", Role.PHYSIOTHERAPIST),
    member("EXEMPLE Anne", Role.RELATIVE, "DAUC"),
    member("EXEMPLE Luc", Role.RELATIVE, "SONC"),
    member("EXEMPLE Jeanne", Role.PATIENT),
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ida", "SOIGNE Ida – infirmière"),
        ("soigne", "SOIGNE Ida – infirmière"),
        ("à Omar", "PLAIE Omar – infirmier"),
        ("le kiné", "MASSE Kim"),
        ("au médecin traitant", "FICTIF Alice – médecin"),
        ("du docteur", "FICTIF Alice – médecin"),
        ("sa fille", "EXEMPLE Anne"),
        ("l’infirmier Omar", "PLAIE Omar – infirmier"),
    ],
)
def test_by_a_name_or_by_what_they_are(typed: str, name: str) -> None:
    assert find_member(TEAM, typed).name == name


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Exemple", "member-which"),
        ("l’infirmière libérale", "member-unknown"),
        ("les infirmières de nuit", "member-unknown"),
        ("infirmi", "member-which"),
        ("son fils Anne", "member-unknown"),
        ("la patiente", "member-unknown"),
        ("la famille", "member-unknown"),
        ("le pansement de Paul", "member-unknown"),
        ("le", "member-unknown"),
        ("de la", "member-unknown"),
        ("", "member-unknown"),
    ],
)
def test_nobody_on_a_guess(typed: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        find_member(TEAM, typed)
    assert refused.value.reason == reason
