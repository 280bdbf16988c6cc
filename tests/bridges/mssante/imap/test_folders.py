"""The folder of what was sent, whatever its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridges.mssante.imap.folders import choose_sent, parse_listing
from bridges.mssante.imap.parsing import Response

_INBOX = b'* LIST (\\HasNoChildren) "." INBOX'


@pytest.mark.parametrize(
    ("lines", "chosen"),
    [
        ([], "Sent"),
        ([_INBOX], "Sent"),
        ([_INBOX, b'* LIST () "/" Sent'], "Sent"),
        ([b'* LIST () "/" Sent', b'* LIST (\\Sent) "/" "Mes envois"'], "Mes envois"),
        ([b'* LIST (\\Sent \\Noselect) "/" X', b'* LIST () "/" "Envoy&AOk-s"'], "Envoy&AOk-s"),
        ([b'* LIST () "." "INBOX.Sent Items"'], "INBOX.Sent Items"),
        ([_INBOX, b'* LIST () "." INBOX.Archives'], "INBOX.Sent"),
        ([b"* LIST () NIL Sent"], "Sent"),
    ],
)
def test_the_marked_one_then_a_known_name_then_the_usual_one(
    lines: list[bytes], chosen: str
) -> None:
    listings = [parse_listing(Response((line,))) for line in lines]
    assert choose_sent(one for one in listings if one is not None) == chosen


def test_a_name_may_be_a_literal() -> None:
    found = parse_listing(Response((b'* LIST (\\Sent) "/" ', b'Mes "envois"', b"")))
    assert found is not None
    assert found.name == 'Mes "envois"'


@given(st.binary(max_size=80))
def test_other_answers_are_no_folders(line: bytes) -> None:
    parse_listing(Response((b"* LIST " + line,)))
    assert parse_listing(Response((b"* OK " + line,))) is None
