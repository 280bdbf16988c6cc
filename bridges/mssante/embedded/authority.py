"""A certificate authority of one folder, made on the spot: for the demonstration and for tests."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from care.runtime.secrets import write_secret

_LASTS = timedelta(days=365)
_HOST = "localhost"


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A certificate and its key, as PEM files."""

    certificate: Path
    key: Path


class LocalAuthority:
    """Signs what a mail server and its clients need; lives as long as its folder."""

    def __init__(self, folder: Path, now: datetime, name: str = "Autorite FICTIVE") -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._now = now
        self._name = _name(name)
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._certificate = self._sign(
            self._builder(self._name, self._key.public_key(), now + _LASTS)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs=True), critical=True)
        )
        self.file = folder / "authority.pem"
        self.file.write_bytes(self._certificate.public_bytes(serialization.Encoding.PEM))

    def server(self, file: str = "server", *, lasts: timedelta = _LASTS) -> KeyPair:
        """A certificate for servers on this machine."""
        names = [
            x509.DNSName(_HOST),
            *(x509.IPAddress(ipaddress.ip_address(f"127.0.0.{last}")) for last in (1, 2)),
        ]
        return self._issue(file, _HOST, names, ExtendedKeyUsageOID.SERVER_AUTH, lasts)

    def client(self, address: str, file: str = "client", *, lasts: timedelta = _LASTS) -> KeyPair:
        """A certificate that opens the mailbox `address`."""
        names: list[x509.GeneralName] = [x509.RFC822Name(address)]
        return self._issue(file, address, names, ExtendedKeyUsageOID.CLIENT_AUTH, lasts)

    def signer(self, name: str, file: str = "signer") -> KeyPair:
        """A certificate that signs documents."""
        return self._issue(file, name, [], ExtendedKeyUsageOID.CLIENT_AUTH, _LASTS)

    def revoke(
        self, pairs: Iterable[KeyPair], file: str = "revoked.pem", *, lasts: timedelta = _LASTS
    ) -> Path:
        """The list of what this authority takes back, in a file."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self._name)
            .last_update(self._now - timedelta(days=2))
            .next_update(self._now + lasts)
        )
        for pair in pairs:
            taken_back = x509.load_pem_x509_certificate(pair.certificate.read_bytes())
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(taken_back.serial_number)
                .revocation_date(self._now - timedelta(days=2))
                .build()
            )
        path = self._folder / file
        signed = builder.sign(self._key, hashes.SHA256())
        path.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        return path

    def _issue(
        self,
        file: str,
        name: str,
        alternatives: list[x509.GeneralName],
        purpose: ObjectIdentifier,
        lasts: timedelta,
    ) -> KeyPair:
        key = ec.generate_private_key(ec.SECP256R1())
        builder = (
            self._builder(_name(name), key.public_key(), self._now + lasts)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        )
        if alternatives:
            alternative = x509.SubjectAlternativeName(alternatives)
            builder = builder.add_extension(alternative, critical=False)
        pair = KeyPair(self._folder / f"{file}.crt", self._folder / f"{file}.key")
        pair.certificate.write_bytes(self._sign(builder).public_bytes(serialization.Encoding.PEM))
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        write_secret(pair.key, private.decode())
        return pair

    def _builder(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey, until: datetime
    ) -> x509.CertificateBuilder:
        own = self._key.public_key()
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(min(self._now, until) - timedelta(days=1))
            .not_valid_after(until)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(own), critical=False)
        )

    def _sign(self, builder: x509.CertificateBuilder) -> x509.Certificate:
        return builder.sign(self._key, hashes.SHA256())


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "FR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "FICTIF"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )
