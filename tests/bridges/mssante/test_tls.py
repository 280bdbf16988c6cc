"""Whom we believe: files that are wrong say so, revoked certificates are not taken."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from bridges.mssante.embedded.authority import KeyPair, LocalAuthority
from bridges.mssante.tls import TlsFiles, check_not_revoked, client_context, load_revocations
from bridges.mssante.trouble import MailTrouble
from care.mail.model import Trouble

NOW = datetime.now(UTC)


@pytest.fixture
def authority(tmp_path: Path) -> LocalAuthority:
    """An authority of one's own."""
    return LocalAuthority(tmp_path / "a", NOW)


def der(pair: KeyPair) -> bytes:
    """The certificate as a server shows it."""
    return x509.load_pem_x509_certificate(pair.certificate.read_bytes()).public_bytes(Encoding.DER)


def test_only_the_pinned_authority_is_believed_and_the_name_is_checked(
    authority: LocalAuthority,
) -> None:
    client = authority.client("a@b.example")
    context = client_context(TlsFiles(authority.file, None, client.certificate, client.key))
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert len(context.get_ca_certs()) == 1


@pytest.mark.parametrize("wrong", ["missing", "empty", "text"])
def test_a_file_that_cannot_be_used_is_our_own_trouble(
    authority: LocalAuthority, tmp_path: Path, wrong: str
) -> None:
    path = tmp_path / "x.pem"
    if wrong != "missing":
        path.write_text("" if wrong == "empty" else "pas un certificat")
    for files in (TlsFiles(path), TlsFiles(authority.file, certificate=path, key=path)):
        with pytest.raises(MailTrouble) as trouble:
            client_context(files)
        assert trouble.value.trouble is Trouble.OWN_FILES


def test_a_revoked_certificate_is_refused_and_another_is_not(authority: LocalAuthority) -> None:
    good, bad = authority.server("good"), authority.server("bad")
    files = TlsFiles(authority.file, crl=authority.revoke([bad]))
    check_not_revoked(files, der(good))
    with pytest.raises(MailTrouble, match="revoked"):
        check_not_revoked(files, der(bad))
    with pytest.raises(MailTrouble, match="no certificate"):
        check_not_revoked(files, None)


def test_a_list_past_its_date_still_counts(authority: LocalAuthority) -> None:
    bad = authority.server("bad")
    files = TlsFiles(authority.file, crl=authority.revoke([bad], lasts=timedelta(days=-1)))
    with pytest.raises(MailTrouble, match="revoked"):
        check_not_revoked(files, der(bad))


def test_a_list_that_another_signed_under_the_same_name_covers_nothing(
    authority: LocalAuthority, tmp_path: Path
) -> None:
    impostor = LocalAuthority(tmp_path / "b", NOW)
    files = TlsFiles(authority.file, crl=impostor.revoke([]))
    with pytest.raises(MailTrouble, match="no revocation list"):
        check_not_revoked(files, der(authority.server()))


def test_lists_come_in_both_forms_and_several_at_once(
    authority: LocalAuthority, tmp_path: Path
) -> None:
    one = authority.revoke([])
    several = tmp_path / "several.pem"
    several.write_bytes(one.read_bytes() * 3)
    assert len(load_revocations(several)) == 3
    binary = tmp_path / "one.crl"
    binary.write_bytes(load_revocations(one)[0].public_bytes(Encoding.DER))
    assert len(load_revocations(binary)) == 1
    binary.write_bytes(b"\x30\x03abc")
    with pytest.raises(MailTrouble):
        load_revocations(binary)
