"""Reading one object of a registry."""

from __future__ import annotations

from lxml import etree

from care.standards.xdm.registry_object import RegistryObject, slot_of

OBJECT = RegistryObject(
    etree.fromstring(
        '<ExtrinsicObject xmlns="any" id=" D1 "><Slot name="a"><ValueList><Value> 1 </Value>'
        "<Value>2</Value></ValueList></Slot><Name><LocalizedString value='Titre'/></Name>"
        '<Classification classificationScheme="S" nodeRepresentation="c"><Slot name="codingScheme">'
        "<ValueList><Value>sys</Value></ValueList></Slot><Name><LocalizedString value='L'/></Name>"
        '</Classification><classification classificationScheme="s" nodeRepresentation="d"/>'
        '<ExternalIdentifier identificationScheme="I" value="v"/></ExtrinsicObject>'
    )
)


def test_slots_names_and_identifiers() -> None:
    assert (OBJECT.id, OBJECT.name) == ("D1", "Titre")
    assert OBJECT.slot("a") == ("1", "2")
    assert OBJECT.first("nothing") == ""
    assert (OBJECT.identifier("i"), OBJECT.identifier("j")) == ("v", "")


def test_codes_with_their_coding_and_label() -> None:
    first, second = OBJECT.codes("s")
    assert (first.code, first.system, first.label) == ("c", "sys", "L")
    assert (second.code, second.system) == ("d", "")
    assert OBJECT.code("t") is None


def test_authors_may_say_nothing() -> None:
    assert [one.person.family for one in OBJECT.authors("s")] == ["", ""]
    assert slot_of(OBJECT.element, "b") == ()
