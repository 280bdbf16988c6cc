"""Telling a clinical document from other XML, without parsing it."""

from __future__ import annotations

import re

from lxml import etree

from care.standards.cda.elements import local_name
from care.standards.markup import guess_root

ROOT = "ClinicalDocument"
# A self-presenting document (CI-SIS) is a style sheet that carries the document it presents.
_CARRIERS = frozenset({"stylesheet", "transform"})
_INSIDE = re.compile(rb"<(?:[\w.-]{1,60}:)?ClinicalDocument[\s>]")


def looks_like_cda(raw: bytes) -> bool:
    """Whether bytes of an unknown kind are worth reading as a clinical document."""
    root = guess_root(raw)
    return root == ROOT or (root in _CARRIERS and bool(_INSIDE.search(raw)))


def find_document(root: etree._Element) -> etree._Element | None:
    """The document in a tree: the root, or what a style sheet carries."""
    if local_name(root) == ROOT:
        return root
    if local_name(root) not in _CARRIERS:
        return None
    return next((one for one in root.iterdescendants() if local_name(one) == ROOT), None)
