"""HTML mail as plain text: nothing is loaded, nothing runs, quotes keep their marks.

Two libraries were measured and left: one takes 41 s for a tag of 100,000 attributes and loses text
below 256 levels, the other 20 s for unclosed comments.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from lxml import etree

_LARGEST = 2_000_000
_LONG_TAG = re.compile(r"<[^<>]{4000,}>?")
_ANY_TAG = re.compile(r"<[^<>]*>")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_LINK = re.compile(r"(?:https?|mailto|tel):[^\s<>\"]{1,500}", re.IGNORECASE)
_HIDDEN = frozenset({
    "script", "style", "head", "title", "template", "svg", "math", "object", "embed", "iframe",
    "noframes", "select", "textarea", "audio", "video", "canvas", "map",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot",
    "thead", "tr", "ul",
})  # fmt: skip
_SPACED = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote",
})  # fmt: skip
_BETWEEN_CELLS = " | "
_MOST_LISTS = 8


@dataclass(slots=True)
class _Page:
    lines: list[str] = field(default_factory=list)
    line: str = ""
    quotes: int = 0
    lists: list[int | None] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    is_preformatted: int = 0

    def say(self, text: str | None) -> None:
        if not text:
            return
        if self.is_preformatted:
            first, *rest = text.splitlines() or [""]
            self.line += first
            for one in rest:
                self.end()
                self.line = one
            return
        words = " ".join(text.replace("\u00ad", "").replace("\u200b", "").split())
        if not words:
            self.line += " " if self.line and not self.line[-1].isspace() else ""
            return
        blank = text[:1].isspace() and self.line and not self.line[-1].isspace()
        self.line += (" " if blank else "") + words
        self.line += " " if text[-1:].isspace() else ""

    def end(self) -> None:
        if self.line.strip(" |•"):
            self.lines.append("> " * min(self.quotes, 5) + self.line.rstrip(" |"))
        self.line = ""

    def space(self) -> None:
        self.end()
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(("> " * min(self.quotes, 5)).rstrip())


def html_to_text(markup: str) -> str:
    """What a reader would see of `markup`, line by line."""
    tidy = _LONG_TAG.sub(" ", markup[:_LARGEST])
    root = _parse(tidy)
    if root is None:
        return " ".join(html.unescape(_ANY_TAG.sub(" ", tidy)).split())
    page = _Page()
    _walk(root, page)
    while page.lines and not page.lines[-1].strip("> "):
        page.lines.pop()
    return "\n".join(page.lines).strip("\n")


def _parse(markup: str) -> etree._Element | None:
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True
    )
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    # Below its limit of depth the parser drops words without an error.
    return None if "depth" in str(parser.error_log) else root


def _walk(root: etree._Element, page: _Page) -> None:
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if not isinstance(element.tag, str):
            continue
        hidden = _is_hidden(element)
        if event == "start":
            if hidden:
                walk.skip_subtree()
                if element.tag in _BLOCKS:
                    page.end()
            else:
                _open(element, page)
                page.say(element.text)
        else:
            if not hidden:
                _close(element, page)
            page.say(element.tail)
    page.end()


def _open(element: etree._Element, page: _Page) -> None:
    tag = str(element.tag)
    if tag in _SPACED:
        page.space()
    elif tag in _BLOCKS or tag == "br":
        page.end()
    if tag == "blockquote":
        page.quotes += 1
    elif tag == "pre":
        page.is_preformatted += 1
    elif tag in {"ul", "ol"} and len(page.lists) < _MOST_LISTS:
        page.lists.append(0 if tag == "ol" else None)
    elif tag == "li":
        page.line = _bullet(page)
    elif tag in {"td", "th"} and page.line.strip(" |"):
        page.line = page.line.rstrip() + _BETWEEN_CELLS
    elif tag == "img" and element.get("alt"):
        page.say(str(element.get("alt"))[:200])
    elif tag == "a":
        page.links.append((str(element.get("href") or "").strip(), len(page.line)))


def _close(element: etree._Element, page: _Page) -> None:
    tag = str(element.tag)
    if tag == "a" and page.links:
        _close_link(page)
    if tag in _BLOCKS:
        page.end()
    if tag == "blockquote":
        page.quotes -= 1
    elif tag == "pre":
        page.is_preformatted -= 1
    elif tag in {"ul", "ol"} and page.lists:
        page.lists.pop()
    if tag in _SPACED:
        page.space()


def _close_link(page: _Page) -> None:
    """The target is told when the words do not: a link may lie."""
    target, start = page.links.pop()
    if not _LINK.fullmatch(target):
        return
    words = page.line[start:].strip()
    bare = target.partition(":")[2].lstrip("/")
    if words and bare.rstrip("/") not in words:
        page.line = f"{page.line.rstrip()} ({target})"


def _bullet(page: _Page) -> str:
    if not page.lists or page.lists[-1] is None:
        return "• "
    page.lists[-1] += 1
    return f"{page.lists[-1]}. "


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style")
    return element.tag in _HIDDEN or bool(style and _HIDDEN_STYLE.search(str(style)[:2000]))
