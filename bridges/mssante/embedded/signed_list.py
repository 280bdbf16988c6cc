"""A white list of invented domains, signed on the spot: for the demonstration and for tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from lxml import etree
from signxml.algorithms import CanonicalizationMethod, SignatureConstructionMethod, SignatureMethod
from signxml.signer import XMLSigner

from bridges.mssante.embedded.authority import KeyPair
from bridges.mssante.white_list.document import NAMESPACE

SIGNER = "ALB FICTIF"


def sign_white_list(
    domains: Iterable[tuple[str, str]], signer: KeyPair, generated_at: datetime
) -> bytes:
    """The list of these (domain, name of its operator's certificate), as the agency would."""
    names: Any = {None: NAMESPACE}
    root = etree.Element(_tag("ListeBlancheMSSante"), nsmap=names)
    _add(root, "DateDeGeneration", generated_at.isoformat())
    entries = etree.SubElement(root, _tag("ListeDomaines"))
    for domain, operator in domains:
        entry = etree.SubElement(entries, _tag("Domaine"))
        _add(entry, "Nom", domain)
        _add(entry, "Description", "Domaine fictif")
        _add(entry, "DNCertificatOperateur", operator)
        _add(entry, "DateMAJ", generated_at.date().isoformat())
    return sign(root, signer)


def sign(root: Any, signer: KeyPair) -> bytes:
    """An enveloped XML signature (XMLDSig), RSA or ECDSA with SHA-256."""
    signed = XMLSigner(
        method=SignatureConstructionMethod.enveloped,
        signature_algorithm=SignatureMethod.ECDSA_SHA256,
        c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
    ).sign(root, key=signer.key.read_bytes(), cert=signer.certificate.read_text())
    written: bytes = etree.tostring(signed, xml_declaration=True, encoding="utf-8")
    return written


def _add(parent: Any, tag: str, text: str) -> None:
    etree.SubElement(parent, _tag(tag)).text = text


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
