"""Each room has the members its group is for."""

from __future__ import annotations

from care.accounts.model import Account, AccountKind
from homeserver.provisioning.membership import expected_members
from tests.real.servers import small_territory

DOCTOR = Account("@d:x", AccountKind.PROFESSIONAL, "D", profession_code="10")
NURSE = Account("@n:x", AccountKind.PROFESSIONAL, "N", profession_code="60")
SECRETARY = Account("@s:x", AccountKind.SECRETARY, "S")
PATIENT = Account("@p:x", AccountKind.PATIENT, "P")
RELATIVE = Account("@r:x", AccountKind.RELATIVE, "R")


def test_staff_share_the_space_and_each_profession_its_group() -> None:
    everybody = [DOCTOR, NURSE, SECRETARY, PATIENT, RELATIVE]
    expected = expected_members(small_territory(), everybody)
    liaison = "@liaison:cercle.test"
    assert expected["space"] == ["@d:x", "@n:x", "@s:x"]
    assert expected["announcements"] == ["@d:x", "@n:x", "@s:x", liaison]
    assert expected["nurses"] == ["@n:x", liaison]
    assert expected["pharmacists"] == [liaison]
