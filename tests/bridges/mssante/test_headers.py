"""The keys of mails and the marks of our attempts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridges.mssante.headers import attempt_token, mail_key, read_attempt
from care.runtime.sealing import KeyRing

KEYS = KeyRing({1: bytes(range(32))})
OTHER = KeyRing({1: bytes(range(1, 33))})


@given(st.binary(max_size=2000))
def test_no_bytes_make_it_fail(source: bytes) -> None:
    assert len(mail_key(KEYS, source)) == 64


def test_two_copies_of_one_mail_have_one_key_and_two_mails_have_two() -> None:
    mail = b"From: a@b\r\nMessage-ID: <1@b>\r\nSubject: un deux\r\n\r\ncorps\r\n"
    relayed = b"Received: x\r\n" + mail.replace(b"un deux", b"un\r\n deux").replace(b"\r\n", b"\n")
    assert mail_key(KEYS, mail) == mail_key(KEYS, relayed)
    for other in (
        mail.replace(b"corps", b"autre"),
        mail.replace(b"<1@b>", b"<2@b>"),
        mail.replace(b"un deux", b"trois"),
    ):
        assert mail_key(KEYS, mail) != mail_key(KEYS, other)
    assert mail_key(KEYS, mail) != mail_key(OTHER, mail)


def test_mails_without_a_head_are_told_apart_too() -> None:
    noises = [b"\xff\x00 un\r\n", b"\xff\x00 deux\r\n", b"X: 1\r\n\r\nx", b"X: 2\r\n\r\nx"]
    assert len({mail_key(KEYS, noise) for noise in noises}) == len(noises)


def test_the_mark_of_an_attempt_is_ours_alone() -> None:
    token = attempt_token(KEYS, "a@b.example", 12, 3)
    assert read_attempt(KEYS, "a@b.example", token) == (12, 3)
    assert read_attempt(KEYS, "c@b.example", token) is None
    assert read_attempt(OTHER, "a@b.example", token) is None
    assert read_attempt(KEYS, "a@b.example", token.replace("12.3", "12.4")) is None
    assert read_attempt(KEYS, "a@b.example", "12.3.x") is None
