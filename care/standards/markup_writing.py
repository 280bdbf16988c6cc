"""Building XML: elements of one namespace, whatever characters people typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes elements of `namespace`; `prefixes` as lxml wants them (None: none)."""

    namespace: str
    prefixes: Mapping[Any, str] = field(default_factory=dict)

    def __call__(
        self, tag: str, /, *inside: etree._Element | str | None, **attributes: str | None
    ) -> etree._Element:
        """An element; None is left out, text is cleaned, a trailing `_` of a name is dropped."""
        made = etree.Element(f"{{{self.namespace}}}{tag}", nsmap=dict(self.prefixes))
        for key, value in attributes.items():
            if value is not None:
                made.set(key.rstrip("_"), clean(value))
        for one in inside:
            if isinstance(one, str):
                made.text = (made.text or "") + clean(one)
            elif one is not None:
                made.append(one)
        return made


def render(root: etree._Element) -> bytes:
    """The file, in UTF-8, with its declaration."""
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
