"""The headers of MSSanté software."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from care.standards.rfc5322.headers import Headers
from care.standards.rfc5322.limits import MailBounds
from care.standards.rfc5322.mss import MssHeaders, read_mss_headers, write_mss_headers


def _read(**told: str) -> MssHeaders:
    items = tuple((name.replace("_", "-"), value) for name, value in told.items())
    return read_mss_headers(Headers(items, MailBounds()))


def test_everything() -> None:
    read = _read(
        x_mss_ins=" o ",
        x_mss_codecda="11502-2, PRESC-BIO,11502-2",
        x_mss_nil="P1",
        x_mss_mes="fin",
    )
    assert read == MssHeaders(True, ("11502-2", "PRESC-BIO"), "P1", True)


def test_nothing_and_nonsense() -> None:
    assert _read() == MssHeaders()
    assert _read(x_mss_ins="?", x_mss_codecda=",;", x_mss_mes="fini") == MssHeaders()
    assert _read(x_mss_ins="Non").has_ins is False


@given(
    st.none() | st.booleans(),
    st.lists(st.sampled_from(["11502-2", "SYNTH", "PRESC-BIO"]), unique=True),
    st.sampled_from(["", "CERCLE-1"]),
    st.booleans(),
)
def test_what_leaves_comes_back(
    has_ins: bool | None, codes: list[str], product: str, closes: bool
) -> None:
    told = MssHeaders(has_ins, tuple(codes), product, closes)
    items = tuple((name.lower(), value) for name, value in write_mss_headers(told))
    assert read_mss_headers(Headers(items, MailBounds())) == told
