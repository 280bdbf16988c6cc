"""Walking a CDA tree: children by local name, attributes trimmed, text on one line.

Names are matched without their namespace: some software forgets it, or makes up its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

HL7 = "urn:hl7-org:v3"
SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_LONGEST_LINE = 20_000
_RUNNING = frozenset({"content", "sub", "sup", "linkHtml"})
_EXPONENT = re.compile(r"[+−-]?\d{1,4}")
_RAISED = str.maketrans("+-−0123456789", "⁺⁻⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return _bare(str(element.tag))


@lru_cache(maxsize=4_096)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def children(element: etree._Element | None, *path: str) -> Iterator[etree._Element]:
    """Every element at the end of a path of names."""
    if element is None:
        return
    name, *rest = path
    for one in element:
        if local_name(one) == name:
            if rest:
                yield from children(one, *rest)
            else:
                yield one


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element at the end of a path of names."""
    return next(children(element, *path), None)


def descendants(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Every element of these names below, in the order of the document."""
    return (one for one in element.iterdescendants() if local_name(one) in names)


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute, trimmed; empty when absent."""
    return "" if element is None else " ".join(str(element.get(name) or "").split())


def kind_of(element: etree._Element) -> str:
    """The data type that `xsi:type` names, without its prefix."""
    declared = str(element.get(f"{{{SCHEMA_INSTANCE}}}type") or "")
    return declared.rpartition(":")[2].strip()


def plain_text(element: etree._Element | None) -> str:
    """All the text inside, on one line."""
    if element is None:
        return ""
    text = "".join(_pieces(element)) if len(element) else str(element.text or "")
    return " ".join(text.split())[:_LONGEST_LINE]


def _pieces(element: etree._Element) -> Iterator[str]:
    """The texts inside, never glued where a reader sees two: 3 and 5 on two lines are not 35."""
    for event, one in etree.iterwalk(element, events=("start", "end")):
        apart = one is not element and local_name(one) not in _RUNNING
        if event == "start":
            yield " " if apart else ""
            yield raise_digits(local_name(one), str(one.text or ""))
        else:
            yield " " if apart else ""
            yield "" if one is element else str(one.tail or "")


def raise_digits(name: str, text: str) -> str:
    """The digits of a power as such: 10<sup>9</sup> is not 109."""
    return text.translate(_RAISED) if name == "sup" and _EXPONENT.fullmatch(text.strip()) else text


def has_template(element: etree._Element, *roots: str) -> bool:
    """Whether an element claims one of these templates."""
    return any(attribute(one, "root") in roots for one in children(element, "templateId"))
