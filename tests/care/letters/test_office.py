"""What handling letters needs to know."""

from __future__ import annotations

from care.identity.reason import Environment
from care.letters.office import PARIS, Office
from tests.care.letters.scene import LIAISON, SEAT, Everybody


def test_an_office_trusts_no_invented_identity_unless_told() -> None:
    office = Office(SEAT, LIAISON, Everybody())
    assert (office.environment, office.zone) == (Environment.PRODUCTION, PARIS)
