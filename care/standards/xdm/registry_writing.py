"""Writing objects of an ebRIM registry, in the order that its schema demands."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from care.standards.hl7.fields import NumberedPerson, render_xcn, render_xon
from care.standards.markup_writing import Maker
from care.standards.xdm.model import Coded, XdmAuthor
from care.standards.xdm.schemes import CLASSIFICATION, EXTERNAL_IDENTIFIER, LCM, RIM

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
make_lcm = Maker(LCM, {"lcm": LCM, "rim": RIM})
make_rim = Maker(RIM, {"rim": RIM})


def slot(name: str, *values: str) -> etree._Element:
    """A named list of values."""
    texts = (make_rim("Value", value) for value in values)
    return make_rim("Slot", make_rim("ValueList", *texts), name=name)


def slots(told: Iterable[tuple[str, Iterable[str]]]) -> list[etree._Element]:
    """The slots that hold something."""
    return [
        slot(name, *values) for name, texts in told if (values := [one for one in texts if one])
    ]


def label(tag: str, text: str) -> etree._Element:
    """A `Name` or a `Description` in French."""
    localized = make_rim("LocalizedString", value=text)
    localized.set(_LANGUAGE, "fr-FR")
    return make_rim(tag, localized)


def classify(owner: str, number: int, scheme: str, code: Coded) -> etree._Element:
    """What `owner` is, in a coding."""
    return make_rim(
        "Classification",
        slot("codingScheme", code.system),
        label("Name", code.label),
        id=f"{owner}-c{number}",
        classificationScheme=scheme,
        classifiedObject=owner,
        nodeRepresentation=code.code,
        objectType=CLASSIFICATION,
    )


def attribute_to(owner: str, number: int, scheme: str, author: XdmAuthor) -> etree._Element:
    """Who wrote or sent `owner`."""
    told = (
        ("authorInstitution", [render_xon(one) for one in author.structures]),
        ("authorPerson", [render_xcn(author.person)] if author.person != NumberedPerson() else []),
        ("authorRole", [author.role]),
        ("authorSpecialty", [author.specialty]),
        ("authorTelecommunication", [author.telecom]),
    )
    return make_rim(
        "Classification",
        *slots(told),
        id=f"{owner}-c{number}",
        classificationScheme=scheme,
        classifiedObject=owner,
        nodeRepresentation="",
        objectType=CLASSIFICATION,
    )


def identify(owner: str, number: int, scheme: str, name: str, value: str) -> etree._Element:
    """A number of `owner` outside this file."""
    return make_rim(
        "ExternalIdentifier",
        label("Name", name),
        id=f"{owner}-i{number}",
        identificationScheme=scheme,
        registryObject=owner,
        value=value,
        objectType=EXTERNAL_IDENTIFIER,
    )
