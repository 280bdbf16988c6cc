"""TLS towards an operator: its authority pinned, its name and revocation checked, our certificate.

Files are read at each connection, so that a renewed certificate needs no restart.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from bridges.mssante.trouble import MailTrouble
from care.mail.model import Trouble

_PEM_CRL = b"-----BEGIN X509 CRL-----"


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """The pinned authorities, and what else a mailbox has."""

    ca: Path
    crl: Path | None = None
    certificate: Path | None = None
    key: Path | None = None


def client_context(files: TlsFiles) -> ssl.SSLContext:
    """TLS 1.2 or later, the authorities in `files.ca` and no other, the name always checked.

    Raises MailTrouble when a file cannot be read or used.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_verify_locations(cafile=files.ca)
        if files.certificate is not None:
            context.load_cert_chain(files.certificate, files.key)
    except (OSError, ssl.SSLError) as error:
        raise MailTrouble(Trouble.OWN_FILES, type(error).__name__) from None
    return context


def check_not_revoked(files: TlsFiles, peer: bytes | None) -> None:
    """Whether the server's certificate (DER) is in the revocation list of who issued it.

    A list past its date still counts: better than none (the coordinator is told). Raises
    MailTrouble for a revoked certificate, and when no list of a pinned authority covers it.
    """
    if files.crl is None:
        return
    if peer is None:
        raise MailTrouble(Trouble.SERVER_NOT_TRUSTED, "no certificate")
    certificate = x509.load_der_x509_certificate(peer)
    lists = [
        one
        for one in load_revocations(files.crl)
        if one.issuer == certificate.issuer and _is_signed_by(one, load_certificates(files.ca))
    ]
    if not lists:
        raise MailTrouble(Trouble.SERVER_NOT_TRUSTED, "no revocation list for its issuer")
    serial = certificate.serial_number
    if any(one.get_revoked_certificate_by_serial_number(serial) is not None for one in lists):
        raise MailTrouble(Trouble.SERVER_NOT_TRUSTED, "revoked")


def load_certificates(path: Path) -> list[x509.Certificate]:
    """The certificates in a PEM file. Raises MailTrouble."""
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        raise MailTrouble(Trouble.OWN_FILES, type(error).__name__) from None


def load_revocations(path: Path) -> list[x509.CertificateRevocationList]:
    """The revocation lists in a file: several in PEM, or one in DER. Raises MailTrouble."""
    try:
        data = path.read_bytes()
        if _PEM_CRL not in data:
            return [x509.load_der_x509_crl(data)]
        return [x509.load_pem_x509_crl(_PEM_CRL + part) for part in data.split(_PEM_CRL)[1:]]
    except (OSError, ValueError) as error:
        raise MailTrouble(Trouble.OWN_FILES, type(error).__name__) from None


def _is_signed_by(
    revocations: x509.CertificateRevocationList, authorities: Iterable[x509.Certificate]
) -> bool:
    for authority in authorities:
        key = authority.public_key()
        if authority.subject != revocations.issuer:
            continue
        if isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey) and _holds(
            revocations, key
        ):
            return True
    return False


def _holds(
    revocations: x509.CertificateRevocationList, key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey
) -> bool:
    try:
        return revocations.is_signature_valid(key)
    except (InvalidSignature, UnsupportedAlgorithm, TypeError):
        return False
