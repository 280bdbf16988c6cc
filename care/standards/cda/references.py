"""What entries refer to in the text for people (`<reference value="#id"/>`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from care.standards.cda.elements import attribute, child, local_name, plain_text

_CELLS = frozenset({"td", "th"})
_MOST_CELLS = 20


@dataclass(frozen=True, slots=True)
class References:
    """The passages of a document that have a name."""

    passages: Mapping[str, etree._Element] = field(default_factory=dict)
    #: Thousands of entries may point to one long passage: it is read once.
    _texts: dict[str, str] = field(default_factory=dict, compare=False)
    _rows: dict[etree._Element, str] = field(default_factory=dict, compare=False)

    def text(self, element: etree._Element | None) -> str:
        """What `element` says itself, or the passage that it points to."""
        name = _name(element)
        if name not in self.passages:
            return plain_text(element)
        if name not in self._texts:
            self._texts[name] = plain_text(self.passages[name])
        return self._texts[name]

    def original_text(self, element: etree._Element | None) -> str:
        """What the author first wrote for a code."""
        return self.text(child(element, "originalText"))

    def rest_of_row(self, element: etree._Element | None) -> str:
        """The cells beside the passage: what a table says of a result that has no coded value."""
        cell = self.passages.get(_name(child(element, "originalText")))
        while cell is not None and local_name(cell) not in _CELLS:
            cell = cell.getparent()
        if cell is None:
            return ""
        if cell not in self._rows:
            beside = (plain_text(one) for one in islice(cell.itersiblings(), _MOST_CELLS))
            self._rows[cell] = " ".join(text for text in beside if text)
        return self._rows[cell]


def _name(element: etree._Element | None) -> str:
    """The name of the passage that an element points to."""
    return attribute(child(element, "reference"), "value").removeprefix("#")


def find_passages(root: etree._Element) -> References:
    """Every named passage of the document; the first wins where a name is used twice."""
    passages: dict[str, etree._Element] = {}
    inside = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_text = local_name(element) == "text"
        inside += is_text if event == "start" else -is_text
        if event == "start" and inside and (name := attribute(element, "ID")):
            passages.setdefault(name, element)
    return References(passages)
