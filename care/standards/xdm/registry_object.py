"""An object of an ebRIM registry, read as its slots, classifications and identifiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from care.standards.hl7.fields import parse_xcn, parse_xon
from care.standards.xdm.model import Coded, XdmAuthor

_MOST = 200
_LONGEST = 4_000


def local_name(element: etree._Element) -> str:
    """The name of an element, whatever version of the namespace it is in."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str:
    """An attribute, trimmed."""
    return str(element.get(name) or "").strip()[:_LONGEST]


def children(element: etree._Element, *path: str) -> Iterator[etree._Element]:
    """Every element at the end of a path of names; some style sheets write them in lower case."""
    name, *rest = path
    for one in element:
        if local_name(one).casefold() == name.casefold():
            if rest:
                yield from children(one, *rest)
            else:
                yield one


@dataclass(frozen=True, slots=True)
class RegistryObject:
    """A document entry or a submission set."""

    element: etree._Element

    @property
    def id(self) -> str:
        """Its name inside the file."""
        return attribute(self.element, "id")

    @property
    def name(self) -> str:
        """Its title."""
        found = children(self.element, "Name", "LocalizedString")
        return next((attribute(one, "value") for one in found), "")

    def slot(self, name: str) -> tuple[str, ...]:
        """The values of a slot."""
        return slot_of(self.element, name)

    def first(self, name: str) -> str:
        """The first value of a slot; empty when there is none."""
        return next(iter(self.slot(name)), "")

    def codes(self, scheme: str) -> tuple[Coded, ...]:
        """What it is classified as."""
        return tuple(
            Coded(
                attribute(one, "nodeRepresentation"),
                next(iter(slot_of(one, "codingScheme")), ""),
                RegistryObject(one).name,
            )
            for one in self._classifications(scheme)
        )

    def code(self, scheme: str) -> Coded | None:
        """What it is classified as, where one answer is expected."""
        return next(iter(self.codes(scheme)), None)

    def authors(self, scheme: str) -> tuple[XdmAuthor, ...]:
        """Who wrote or sent it."""
        return tuple(_author(one) for one in self._classifications(scheme))

    def identifier(self, scheme: str) -> str:
        """An external identifier."""
        return next(
            (
                attribute(one, "value")
                for one in children(self.element, "ExternalIdentifier")
                if attribute(one, "identificationScheme").casefold() == scheme
            ),
            "",
        )

    def _classifications(self, scheme: str) -> Iterator[etree._Element]:
        for place, one in enumerate(children(self.element, "Classification")):
            if place < _MOST and attribute(one, "classificationScheme").casefold() == scheme:
                yield one


def slot_of(element: etree._Element, name: str) -> tuple[str, ...]:
    """The values of a slot of any element, trimmed."""
    return tuple(
        "".join(str(part) for part in value.itertext()).strip()[:_LONGEST]
        for slot in children(element, "Slot")
        if attribute(slot, "name") == name
        for value in children(slot, "ValueList", "Value")
    )[:_MOST]


def _author(element: etree._Element) -> XdmAuthor:
    return XdmAuthor(
        parse_xcn(next(iter(slot_of(element, "authorPerson")), "")),
        tuple(map(parse_xon, slot_of(element, "authorInstitution"))),
        next(iter(slot_of(element, "authorRole")), ""),
        next(iter(slot_of(element, "authorSpecialty")), ""),
        next(iter(slot_of(element, "authorTelecommunication")), ""),
    )
