"""Addresses of further pages: sealed, so that they say nothing and cannot be made up."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

import orjson

from bridges.directory_api.parameters import Pairs
from bridges.directory_api.problems import invalid
from care.runtime.errors import PermanentFailure
from care.runtime.sealing import KeyRing

PARAMETER = "_page"
_CONTEXT = "directory_api.page"


@dataclass(frozen=True, slots=True)
class Page:
    """Where to go on: from the result `start` of this search, in the snapshot of this stamp."""

    kind: str
    stamp: str
    start: int
    pairs: Pairs


def seal_page(keys: KeyRing, page: Page) -> str:
    """The value of the parameter that leads to `page`."""
    clear = orjson.dumps([page.kind, page.stamp, page.start, page.pairs])
    return base64.urlsafe_b64encode(keys.seal(clear, _CONTEXT)).decode().rstrip("=")


def open_page(keys: KeyRing, kind: str, sealed: str) -> Page:
    """The page that `sealed` leads to. Raises Problem unless we made it, for this kind."""
    try:
        raw = base64.b64decode(sealed + "=" * (-len(sealed) % 4), altchars=b"-_", validate=True)
        found, stamp, start, pairs = orjson.loads(keys.unseal(raw, _CONTEXT))
    except (binascii.Error, ValueError, IndexError, PermanentFailure):
        raise invalid("api-bad-page") from None
    if found != kind:
        raise invalid("api-bad-page")
    return Page(found, stamp, start, tuple((name, value) for name, value in pairs))
