"""What sending needs to know of the territory."""

from __future__ import annotations

from care.dispatches.office import Office
from care.identity.reason import Environment
from tests.care.dispatches.territory import MAILBOXES, WhiteList


def test_nothing_invented_is_at_home_unless_said() -> None:
    office = Office(MAILBOXES, WhiteList())
    assert office.environment is Environment.PRODUCTION
    assert office.patient_domain == "patient.mssante.fr"
