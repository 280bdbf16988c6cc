"""A session is its browser's: only the key that was made there signs for it."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from hypothesis import given
from hypothesis import strategies as st

from care.runtime.errors import Refusal
from tests.widgets.front import BrowserFront, base64url
from widgets.engine.browser_key import check_signature, parse_key


def front() -> BrowserFront:
    return BrowserFront("", None, generate_private_key(SECP256R1()))  # type: ignore[arg-type]


def test_what_the_key_signed_is_accepted() -> None:
    browser = front()
    for number in range(50):  # r and s are sometimes shorter than 32 bytes
        check_signature(parse_key(browser.point), f"text {number}", browser.sign(f"text {number}"))


def test_what_it_did_not_sign_is_not() -> None:
    browser, thief = front(), front()
    key = parse_key(browser.point)
    for signature in (thief.sign("text"), browser.sign("other"), "", "é", base64url(bytes(64))):
        with pytest.raises(Refusal, match="browser-unknown"):
            check_signature(key, "text", signature)
    with pytest.raises(Refusal, match="browser-unknown"):
        check_signature(None, "text", browser.sign("text"))


@given(st.binary(max_size=70))
def test_what_is_no_key_is_refused(raw: bytes) -> None:
    with pytest.raises(Refusal, match="browser-unknown"):
        parse_key(base64url(raw))
