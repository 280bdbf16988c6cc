"""Certificates that other programs accept."""

from __future__ import annotations

import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509

from bridges.mssante.embedded.authority import LocalAuthority

NOW = datetime.now(UTC)


def test_what_it_signs_verifies_and_its_keys_are_private(tmp_path: Path) -> None:
    authority = LocalAuthority(tmp_path / "a", NOW)
    root = x509.load_pem_x509_certificate(authority.file.read_bytes())
    for pair in (authority.server(), authority.client("a@b.example"), authority.signer("ALB")):
        leaf = x509.load_pem_x509_certificate(pair.certificate.read_bytes())
        leaf.verify_directly_issued_by(root)
        assert stat.S_IMODE(pair.key.stat().st_mode) == 0o600
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pair.certificate, pair.key)


def test_it_can_make_what_has_ended(tmp_path: Path) -> None:
    ended = LocalAuthority(tmp_path / "a", NOW).server("old", lasts=timedelta(days=-1))
    leaf = x509.load_pem_x509_certificate(ended.certificate.read_bytes())
    assert leaf.not_valid_before_utc < leaf.not_valid_after_utc < NOW
