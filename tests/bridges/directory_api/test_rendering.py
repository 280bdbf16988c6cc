"""Resources say who and where in the national shapes, and read back as the same person."""

from __future__ import annotations

from dataclasses import replace

from bridges.directory_api.rendering import (
    render_organization,
    render_practitioner,
    render_role,
)
from care.directory.fhir.published import Published
from care.directory.sources.fhir_records import (
    read_organization,
    read_practitioner,
    read_role,
)
from tests.care.directory.territory import NOW, person

NURSE = Published(
    replace(
        person("Ana DURAND", "60", skills=("SI01",), rpps="10199900373"),
        mailboxes=("ana@pro.mssante.example",),
        feminine=True,
    ),
    NOW,
    "+33199000001",
    ("ara",),
)


def test_what_we_write_is_what_we_would_read() -> None:
    record = read_practitioner(render_practitioner(NURSE))
    assert record is not None
    assert (record.national_id, record.civility) == ("810199900373", "MME")
    assert record.professions == (("60", "Libellé officiel"),)
    assert record.skills == (("SI01", "SI01"),)
    assert record.mailboxes == ("ana@pro.mssante.example",)


def test_an_activity_leads_to_both_ends() -> None:
    activity = replace(NURSE.person.activities[0], finess="760990010", mode="L")
    role = render_role("r", NURSE, activity, "o")
    record = read_role(role)
    assert record is not None
    assert (record.practitioner, record.organization, record.mode) == (NURSE.person.id, "o", "L")
    assert [telecom.value for telecom in role.telecom] == ["+33199000001"]
    place = read_organization(
        render_organization("o", activity, ["+33199000002"], NOW, NURSE.person)
    )
    assert (place.finess, place.commune_code) == ("760990010", "76351")
    assert place.legal_name == "Ana DURAND"
    assert place.phones == ("+33199000002",)
