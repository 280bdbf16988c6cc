"""Names, numbers and structures of those who had a part."""

from __future__ import annotations

from care.standards.cda.model import InstanceId, PersonName
from care.standards.cda.people import (
    read_address,
    read_ids,
    read_moment,
    read_name,
    read_organization,
    read_participant,
    read_participants,
    read_period,
    read_plain_code,
    read_telecoms,
)
from tests.care.standards.cda.reading import around, element


def test_names_in_parts_or_whole() -> None:
    whole = read_name(
        element("<name><suffix>DR</suffix><given>Alice</given><family>FICTIF</family></name>")
    )
    assert str(whole) == "DR Alice FICTIF"
    assert read_name(element("<name>Alice  FICTIF</name>")) == PersonName("Alice FICTIF")
    assert read_name(None) == PersonName()


def test_a_structure_borrows_the_name_of_the_whole() -> None:
    read = read_organization(
        element(
            '<o><id nullFlavor="UNK"/><asOrganizationPartOf><wholeOrganization>'
            '<id root="1"/><name>CH FICTIF</name></wholeOrganization></asOrganizationPartOf></o>'
        )
    )
    assert read is not None
    assert (read.name, read.ids) == ("CH FICTIF", (InstanceId("1"),))
    assert read_organization(element("<o/>")) is None
    assert read_organization(None) is None


def test_a_device_may_be_an_author() -> None:
    read = read_participant(
        element(
            '<author><time value="2026"/><assignedAuthor><id root="1" extension="2"/>'
            "<assignedAuthoringDevice><softwareName>Logiciel</softwareName>"
            "</assignedAuthoringDevice></assignedAuthor></author>"
        ),
        "AUT",
    )
    assert (read.device, str(read.name), read.ids) == ("Logiciel", "", (InstanceId("1", "2"),))


def test_recipients_are_people_too() -> None:
    (read,) = read_participants(
        around(
            "<informationRecipient><intendedRecipient><informationRecipient><name><family>F</family>"
            "</name></informationRecipient><receivedOrganization><name>O</name>"
            "</receivedOrganization></intendedRecipient></informationRecipient>"
        ),
        "informationRecipient",
        "PRCP",
    )
    assert (read.part, read.name.family) == ("PRCP", "F")
    assert read.organization is not None
    assert read.organization.name == "O"


def test_relatives_are_told_with_their_bond() -> None:
    (read,) = read_participants(
        around(
            "<informant><relatedEntity classCode='NOK'><code code='SIS' displayName='Soeur'/>"
            "<telecom value='tel:1'/><relatedPerson><name><family>INVENTE</family></name>"
            "</relatedPerson></relatedEntity></informant>"
        ),
        "informant",
        "INF",
    )
    assert (read.name.family, read.telecoms) == ("INVENTE", ("tel:1",))
    assert read.role is not None
    assert read.role.label == "Soeur"


def test_moments_and_periods() -> None:
    when = element('<time><low value="2025"/><high value="2026"/></time>')
    read = read_moment(when)
    assert read is not None
    assert read.when.year == 2026
    period = read_period(when)
    assert period.start is not None
    assert period.start.when.year == 2025
    at = read_period(element('<time value="20260101"/>'))
    assert at.start == at.end
    assert read_moment(None) is None


def test_addresses_on_one_line() -> None:
    assert read_address(
        element(
            "<addr><houseNumber>3</houseNumber><streetName>rue X</streetName>"
            "<postalCode>76600</postalCode><city>LE HAVRE</city><country>FRANCE</country></addr>"
        )
    ) == "3 rue X, 76600 LE HAVRE, FRANCE"  # fmt: skip
    assert read_address(element("<addr>en vrac</addr>")) == "en vrac"
    assert read_address(None) == ""


def test_what_says_nothing_is_left_out() -> None:
    holder = around('<id nullFlavor="NA"/><telecom nullFlavor="NA"/><telecom value="tel:1"/>')
    assert read_ids(holder) == ()
    assert read_telecoms(holder) == ("tel:1",)
    assert read_plain_code(None) is None
