"""Who may be shown to programs, and what of them."""

from __future__ import annotations

from care.directory.fhir.published import load_published
from care.directory.profiles.model import Profile
from care.directory.store import load_people
from care.runtime.units import Units


def test_the_unlisted_are_left_out_and_the_others_sifted(units: Units) -> None:
    with units.unit("x") as work:
        everyone = sorted(load_people(work.connection), key=lambda person: person.id)
        profiles = {
            everyone[0].id: Profile(unlisted=True),
            everyone[1].id: Profile(secretary_phone="+33199000001", urgent_phone="+33199000002"),
        }
        found = load_published(work.connection, profiles)
    assert [one.person for one in found] == everyone[1:]
    assert found[0].secretary_phone == "+33199000001"
    assert "+33199000002" not in repr(found)
