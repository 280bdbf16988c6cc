"""The white list of the trusted space: signed XML, believed only when all of it is in order.

Only what the signature covers is read. Nobody's name or phone is kept: domains and the names of the
operators' certificates are enough.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidSignature as BadSignature
from cryptography.exceptions import UnsupportedAlgorithm
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.verifier import SignatureConfiguration, XMLVerifier

from care.runtime.errors import Refusal

NAMESPACE = "https://listeblanche.mssante.fr/schema"
LONGEST = 64_000_000
_MOST_DOMAINS = 200_000
_ZONE = ZoneInfo("Europe/Paris")
_DOMAIN = re.compile(r"(?=.{4,253}\Z)([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_METHODS = frozenset(
    {
        SignatureMethod.RSA_SHA256,
        SignatureMethod.RSA_SHA384,
        SignatureMethod.RSA_SHA512,
        SignatureMethod.ECDSA_SHA256,
        SignatureMethod.ECDSA_SHA384,
        SignatureMethod.ECDSA_SHA512,
    }
)
_NOT_SIGNED = (
    SignXMLException,
    etree.LxmlError,
    BadSignature,
    UnsupportedAlgorithm,
    ValueError,
    TypeError,
    KeyError,
    OSError,
)
_DIGESTS = frozenset({DigestAlgorithm.SHA256, DigestAlgorithm.SHA384, DigestAlgorithm.SHA512})


@dataclass(frozen=True, slots=True)
class Authority:
    """Who may sign: certificates (a PEM file), and the name of the one signer among theirs."""

    anchors: Path
    signer: str


@dataclass(frozen=True, slots=True)
class WhiteList:
    """The domains of the trusted space; each may have several operators."""

    generated_at: datetime
    operators: Mapping[str, frozenset[str]]

    def is_trusted(self, address: str) -> bool:
        """Whether the domain of `address` is in the list, to the letter."""
        local, at, domain = address.rpartition("@")
        return bool(local and at) and domain.lower() in self.operators


def read_white_list(source: bytes, authority: Authority, at: datetime) -> WhiteList:
    """The list in `source`, whose signature held at the instant `at`.

    Raises Refusal: nothing of it is to be believed.
    """
    if len(source) > LONGEST:
        raise Refusal("white-list-too-long")
    root = _verified(_parse(source), authority, at)
    if root.tag != _name("ListeBlancheMSSante"):
        raise Refusal("white-list-not-signed")
    operators: dict[str, set[str]] = {}
    for number, entry in enumerate(root.iter(_name("Domaine"))):
        if number >= _MOST_DOMAINS:
            raise Refusal("white-list-too-long")
        domain = _text(entry, "Nom").lower().rstrip(".")
        if _DOMAIN.fullmatch(domain):
            operators.setdefault(domain, set()).add(_text(entry, "DNCertificatOperateur"))
    if not operators:
        raise Refusal("white-list-empty")
    return WhiteList(
        _moment(_text(root, "DateDeGeneration")),
        {domain: frozenset(names) for domain, names in operators.items()},
    )


def check_newer(new: WhiteList, last: WhiteList | None, now: datetime) -> None:
    """Raises Refusal for a list older than the last one, or of a day that has not come."""
    if last is not None and new.generated_at < last.generated_at:
        raise Refusal("white-list-older")
    if (new.generated_at - now).total_seconds() > 86_400:
        raise Refusal("white-list-future")


def _parse(source: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(source, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refusal("white-list-unreadable") from None
    information: Any = root.getroottree().docinfo
    if information.doctype or information.internalDTD is not None:
        raise Refusal("white-list-unreadable")
    return root


def _verified(root: Any, authority: Authority, at: datetime) -> Any:
    """What the signature covers. Without the name, any certificate of the authority could sign."""
    expected = SignatureConfiguration(
        require_x509=True,
        location="./",
        expect_references=1,
        signature_methods=_METHODS,
        digest_algorithms=_DIGESTS,
        verification_time=at,
    )
    try:
        result = XMLVerifier().verify(
            root,
            ca_pem_file=str(authority.anchors),
            cert_subject_name=authority.signer,
            expect_config=expected,
        )
    except _NOT_SIGNED:
        raise Refusal("white-list-not-signed") from None
    if isinstance(result, list) or result.signed_xml is None:
        raise Refusal("white-list-not-signed")
    return result.signed_xml


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _text(parent: Any, tag: str) -> str:
    found = parent.find(_name(tag))
    return "" if found is None else " ".join("".join(found.itertext()).split())


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal("white-list-unreadable") from None
    # The list gives no zone: the hour is that of the office which makes it.
    return (moment if moment.tzinfo else moment.replace(tzinfo=_ZONE)).astimezone(UTC)
