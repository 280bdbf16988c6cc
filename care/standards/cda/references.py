"""What entries refer to in the text for people (`<reference value="#id"/>`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from care.standards.cda.elements import attribute, child, descendants, local_name, plain_text

_CELLS = frozenset({"td", "th"})


@dataclass(frozen=True, slots=True)
class References:
    """The passages of a document that have a name."""

    passages: Mapping[str, etree._Element] = field(default_factory=dict)

    def text(self, element: etree._Element | None) -> str:
        """What `element` says itself, or the passage that it points to."""
        pointed = self._passage(element)
        return plain_text(element) if pointed is None else plain_text(pointed)

    def original_text(self, element: etree._Element | None) -> str:
        """What the author first wrote for a code."""
        return self.text(child(element, "originalText"))

    def rest_of_row(self, element: etree._Element | None) -> str:
        """The cells beside the passage: what a table says of a result that has no coded value."""
        cell = self._passage(child(element, "originalText"))
        while cell is not None and local_name(cell) not in _CELLS:
            cell = cell.getparent()
        if cell is None:
            return ""
        beside = (plain_text(one) for one in cell.itersiblings())
        return " ".join(text for text in beside if text)

    def _passage(self, element: etree._Element | None) -> etree._Element | None:
        reference = child(element, "reference")
        return self.passages.get(attribute(reference, "value").removeprefix("#"))


def find_passages(root: etree._Element) -> References:
    """Every named passage of the document; the first wins where a name is used twice."""
    passages: dict[str, etree._Element] = {}
    for text in descendants(root, "text"):
        for element in text.iter():
            if name := str(element.get("ID") or "").strip():
                passages.setdefault(name, element)
    return References(passages)
