"""What coded entries say when a section has no text for people: names and values, by line."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from care.standards.cda.elements import attribute, child, children, local_name
from care.standards.cda.narrative import Narrative
from care.standards.cda.reason import CdaFault
from care.standards.cda.references import References
from care.standards.cda.values import read_code, read_value

_TELLING = (
    "observation", "procedure", "substanceAdministration", "supply", "encounter", "act",
)  # fmt: skip
_PRODUCTS = frozenset({"substanceAdministration", "supply"})
_TRUE = frozenset({"true", "1"})
_REFERS, _GOAL = "REFR", "GOL"
_VOID = frozenset({"nullified", "cancelled"})
_MOST, _MOST_LINES = 200, 2_000


def describe_entries(
    section: etree._Element, references: References, faults: set[CdaFault]
) -> Narrative | None:
    """One line for each entry that has a name; None when none has.

    What is denied is left out (« no allergy to penicillin » must not read as one), and doses are
    not told: both are added to `faults`.
    """
    lines: list[str] = []
    for line in islice(_lines(section, references, faults), _MOST_LINES):
        if line not in lines:
            lines.append(line)
        if len(lines) == _MOST:
            break
    if not lines:
        return None
    items = "".join(f"<li>{html.escape(line, quote=False)}</li>" for line in lines)
    return Narrative(f"<ul>{items}</ul>", "\n".join(lines))


def _lines(section: etree._Element, references: References, faults: set[CdaFault]) -> Iterator[str]:
    for entry in children(section, "entry"):
        walk = etree.iterwalk(entry, events=("start",))
        for _event, one in walk:
            if _is_void(one):
                faults.add(CdaFault.ENTRIES_IN_PART)
                walk.skip_subtree()
                continue
            if _is_recalled(one):
                walk.skip_subtree()
                continue
            if local_name(one) not in _TELLING:
                continue
            if local_name(one) in _PRODUCTS:
                faults.add(CdaFault.ENTRIES_IN_PART)
            code = read_code(child(one, "code"), references)
            value = str(read_value(child(one, "value"), references))
            value = value or references.text(child(one, "text"))
            name = _product(one, references) or (code.label if code else "")
            if name or value:
                yield f"{name} : {value}" if name and value else name or value


def _is_void(element: etree._Element) -> bool:
    """Whether it was not so, is not to be read any more, or is only aimed at."""
    return (
        attribute(element, "negationInd") in _TRUE
        or attribute(element, "moodCode") == _GOAL
        or attribute(child(element, "statusCode"), "code") in _VOID
    )


def _is_recalled(element: etree._Element) -> bool:
    """Whether it only recalls something from before."""
    is_link = local_name(element) == "entryRelationship"
    return is_link and attribute(element, "typeCode") == _REFERS


def _product(element: etree._Element, references: References) -> str:
    """The drug or the device of an administration or a supply."""
    if local_name(element) not in _PRODUCTS:
        return ""
    for holder in ("consumable", "product"):
        for name in ("manufacturedMaterial", "manufacturedLabeledDrug"):
            made = child(element, holder, "manufacturedProduct", name, "code")
            if (code := read_code(made, references)) and code.label:
                return code.label
    return ""
