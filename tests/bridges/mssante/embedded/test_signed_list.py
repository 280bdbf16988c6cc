"""A list of invented domains is one that the bridge believes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bridges.mssante.embedded.authority import LocalAuthority
from bridges.mssante.embedded.signed_list import SIGNER, sign_white_list
from bridges.mssante.white_list.document import Authority, read_white_list


def test_it_is_believed(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    authority = LocalAuthority(tmp_path, now)
    signed = sign_white_list([("cpts.mssante.example", "CN=x")], authority.signer(SIGNER), now)
    found = read_white_list(signed, Authority(authority.file, SIGNER), now)
    assert found.is_trusted("a@cpts.mssante.example")
