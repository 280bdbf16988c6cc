"""What coded entries say when a section has no text for people: names and values, by line."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from care.standards.cda.elements import child, children, descendants, local_name
from care.standards.cda.narrative import Narrative
from care.standards.cda.references import References
from care.standards.cda.values import read_code, read_value

_TELLING = (
    "observation", "procedure", "substanceAdministration", "supply", "encounter", "act",
)  # fmt: skip
_MOST, _MOST_LINES = 200, 2_000


def describe_entries(section: etree._Element, references: References) -> Narrative | None:
    """One line for each entry that has a name; None when none has."""
    lines: list[str] = []
    for line in islice(_lines(section, references), _MOST_LINES):
        if line not in lines:
            lines.append(line)
        if len(lines) == _MOST:
            break
    if not lines:
        return None
    items = "".join(f"<li>{html.escape(line, quote=False)}</li>" for line in lines)
    return Narrative(f"<ul>{items}</ul>", "\n".join(lines))


def _lines(section: etree._Element, references: References) -> Iterator[str]:
    for entry in children(section, "entry"):
        for one in descendants(entry, *_TELLING):
            code = read_code(child(one, "code"), references)
            value = str(read_value(child(one, "value"), references))
            name = _product(one, references) or (code.label if code else "")
            if name or value:
                yield f"{name} : {value}" if name and value else name or value


def _product(element: etree._Element, references: References) -> str:
    """The drug or the device of an administration or a supply."""
    if local_name(element) not in {"substanceAdministration", "supply"}:
        return ""
    for holder in ("consumable", "product"):
        for name in ("manufacturedMaterial", "manufacturedLabeledDrug"):
            made = child(element, holder, "manufacturedProduct", name, "code")
            if (code := read_code(made, references)) and code.label:
                return code.label
    return ""
