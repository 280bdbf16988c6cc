"""Groups of fields."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from care.standards.mdn.fields import bare_id, read_groups, read_original, typed
from care.standards.rfc5322.parser import parse_mail
from tests.care.standards.mdn.receipts import delivery
from tests.care.standards.rfc5322.mails import mail


def test_groups_folds_and_repetitions() -> None:
    raw = b"A: 1\r\n 2\r\nB : 3\r\nA: 4\r\n\r\n \r\nnonsense\r\n\r\nC: =?utf-8?q?=C3=A9?="
    assert read_groups(raw) == ({"a": "1 2", "b": "3"}, {"c": "é"})


def test_addresses_and_identifiers() -> None:
    assert typed("rfc822; <a@b>") == "a@b"
    assert typed("a@b") == "a@b"
    assert bare_id(" <a@b> ") == "a@b"


def test_the_original_is_found_among_the_parts() -> None:
    assert read_original(delivery())["message-id"] == "<m1@x>"
    assert read_original(parse_mail(mail())) == {}


@given(st.binary(max_size=200))
def test_never_an_error(raw: bytes) -> None:
    read_groups(raw)
