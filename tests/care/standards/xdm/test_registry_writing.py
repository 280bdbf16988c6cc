"""Writing objects of a registry."""

from __future__ import annotations

from care.standards.xdm.model import Coded
from care.standards.xdm.registry_object import RegistryObject
from care.standards.xdm.registry_writing import (
    attribute_to,
    classify,
    identify,
    make_rim,
    slots,
)
from tests.care.standards.xdm.archives import AUTHOR


def test_what_is_written_is_read() -> None:
    code = Coded("c", "sys", "Libellé")
    written = make_rim(
        "ExtrinsicObject",
        *slots([("a", ["1", "", "2"]), ("b", [])]),
        classify("D1", 1, "urn:s", code),
        attribute_to("D1", 2, "urn:a", AUTHOR),
        identify("D1", 1, "urn:i", "XDS", "value"),
    )
    read = RegistryObject(written)
    assert read.slot("a") == ("1", "2")
    assert read.codes("urn:s") == (code,)
    assert read.authors("urn:a") == (AUTHOR,)
    assert read.identifier("urn:i") == "value"
