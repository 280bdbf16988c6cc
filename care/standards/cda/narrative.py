"""The text for people of a section (CDA narrative block), as safe HTML and as plain lines.

Only the elements of the standard are kept, without their styles; nothing is ever loaded.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from lxml import etree

from care.standards.cda.elements import attribute, local_name, raise_digits

_TAGS = {
    "paragraph": "p",
    "list": "ul",
    "item": "li",
    "caption": "strong",
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "tfoot": "tfoot",
    "tr": "tr",
    "th": "th",
    "td": "td",
    "sub": "sub",
    "sup": "sup",
    "linkHtml": "a",
    "content": "span",
}
_STYLES = {"bold": "strong", "xbold": "strong", "italics": "em", "underline": "u"}
_BLOCKS = frozenset(
    {"paragraph", "list", "item", "table", "tr", "caption", "br", "text"}
    # Not of the standard, yet written by some.
    | {"p", "div", "ul", "ol", "li", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_NOTES = frozenset({"footnote"})
_CELLS = frozenset({"th", "td"})
_HIDDEN = frozenset({"renderMultiMedia", "colgroup", "col", "script", "style"})
_SAFE_LINK = re.compile(r"(?:https?|mailto|tel):[^\s\"'<>]{1,1000}", re.IGNORECASE)
_MOST_SPANNED, _MOST_COLUMNS = 50, 100
_BETWEEN_CELLS = " | "
_BULLET = "• "
_ITEMS = frozenset({"item", "li"})


@dataclass(frozen=True, slots=True)
class Narrative:
    """What a section says. `html` has no style, script, image or form."""

    html: str = ""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not self.text


NO_NARRATIVE = Narrative()


@dataclass(slots=True)
class _Page:
    markup: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    line: str = ""
    column: int = 0
    #: How many rows more a cell from above takes, by column.
    covered: dict[int, int] = field(default_factory=dict)

    def say(self, text: str | None, holder: str = "") -> None:
        if not text:
            return
        self.markup.append(html.escape(text, quote=False))
        words = " ".join(raise_digits(holder, text).split())
        if not words:
            self.line += " " if self.line and not self.line.endswith(" ") else ""
            return
        blank = text[0].isspace() and self.line and not self.line.endswith(" ")
        self.line += (" " if blank else "") + words + (" " if text[-1].isspace() else "")

    def begin(self, prefix: str = "") -> None:
        if self.line.strip(" |•"):
            self.lines.append(self.line.strip())
        self.line = prefix

    def enter_row(self) -> None:
        self.column = 0

    def enter_cell(self, width: int, height: int) -> None:
        """A place that a cell from above takes stays empty: what follows keeps its column."""
        while self.covered.get(self.column):
            self.covered[self.column] -= 1
            if self.column:
                self.line = f"{self.line.rstrip()}{_BETWEEN_CELLS}"
            self.column += 1
        for _ in range(width):
            if height > 1 and self.column < _MOST_COLUMNS:
                self.covered[self.column] = height - 1
            self.column += 1

    def leave_row(self) -> None:
        for column in [one for one, rows in self.covered.items() if rows and one >= self.column]:
            self.covered[column] -= 1

    def whole(self) -> Narrative:
        self.begin()
        markup = re.sub(r"\s+", " ", "".join(self.markup)).strip()
        return Narrative(markup if self.lines else "", "\n".join(self.lines))


def render_narrative(text: etree._Element | None) -> Narrative:
    """What a `text` element of a section says, in reading order."""
    if text is None:
        return NO_NARRATIVE
    page = _Page()
    walk = etree.iterwalk(text, events=("start", "end"))
    for event, element in walk:
        hidden = local_name(element) in _HIDDEN or attribute(element, "revised") == "delete"
        if event == "start":
            if hidden:
                walk.skip_subtree()
            else:
                _open(page, element)
                page.say(element.text, local_name(element))
        else:
            if not hidden:
                _close(page, element)
            if element is not text:
                page.say(element.tail)
    return page.whole()


def _open(page: _Page, element: etree._Element) -> None:
    name = local_name(element)
    if name in _BLOCKS:
        page.begin(_BULLET if name in _ITEMS else "")
    if name == "table":
        page.covered.clear()
    elif name == "tr":
        page.enter_row()
    elif name in _CELLS:
        page.enter_cell(_span(element, "colspan"), _span(element, "rowspan"))
    elif name in _NOTES:
        page.say(" [")
    if name == "br":
        page.markup.append("<br>")
    elif tag := _tag(element):
        page.markup.append(f"<{tag}{_attributes(element)}>")


def _close(page: _Page, element: etree._Element) -> None:
    name = local_name(element)
    if name == "tr":
        page.leave_row()
    if name in _NOTES:
        page.say("] ")
    if tag := _tag(element):
        page.markup.append(f"</{tag}>")
    if name in _CELLS and element.getnext() is not None:
        page.line = page.line.rstrip() + _BETWEEN_CELLS
    elif name in _BLOCKS:
        page.begin()


def _tag(element: etree._Element) -> str:
    name = local_name(element)
    if name == "list" and attribute(element, "listType") == "ordered":
        return "ol"
    if name == "content":
        styles = attribute(element, "styleCode").casefold().split()
        return next((_STYLES[style] for style in styles if style in _STYLES), "span")
    return _TAGS.get(name, "")


def _attributes(element: etree._Element) -> str:
    name = local_name(element)
    if name in _CELLS:
        spans = {key: attribute(element, key) for key in ("colspan", "rowspan")}
        return "".join(f' {key}="{value}"' for key, value in spans.items() if _is_span(value))
    if name == "linkHtml" and (link := _SAFE_LINK.fullmatch(attribute(element, "href"))):
        return f' href="{html.escape(link[0])}"'
    return ""


def _span(element: etree._Element, name: str) -> int:
    text = attribute(element, name)
    return int(text) if _is_span(text) else 1


def _is_span(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 3 and 1 < int(text) <= _MOST_SPANNED
