"""A list is believed only when all of it is in order."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bridges.mssante.embedded.authority import LocalAuthority
from bridges.mssante.embedded.signed_list import SIGNER, sign, sign_white_list
from bridges.mssante.white_list.document import (
    NAMESPACE,
    Authority,
    WhiteList,
    check_newer,
    read_white_list,
)
from care.runtime.errors import Refusal
from tests.bridges.mssante.white_list.lists import NOW, Agency


def refused(source: bytes, agency: Agency, at: datetime = NOW) -> str:
    """Why a list is not believed."""
    with pytest.raises(Refusal) as refusal:
        read_white_list(source, agency.authority, at)
    return refusal.value.reason


def test_domains_are_read_with_all_their_operators(agency: Agency) -> None:
    found = read_white_list(agency.publish(), agency.authority, NOW)
    assert found.operators == {
        "medecin.mssante.example": {"CN=operateur un"},
        "ch.mssante.example": {"CN=operateur deux", "CN=operateur trois"},
    }
    assert found.generated_at == NOW


@pytest.mark.parametrize(
    ("address", "trusted"),
    [
        ("a@ch.mssante.example", True),
        ("a@CH.MSSANTE.example", True),
        ("a@sous.ch.mssante.example", False),
        ("a@mssante.example", False),
        ("@ch.mssante.example", False),
        ("ch.mssante.example", False),
        ("a@ch.mssante.example@ailleurs.example", False),
        ("a@ch.mssante.example ", False),
        ("", False),
    ],
)
def test_a_domain_is_trusted_to_the_letter(agency: Agency, address: str, trusted: bool) -> None:
    assert read_white_list(agency.publish(), agency.authority, NOW).is_trusted(address) is trusted


def test_a_real_size_is_read(agency: Agency) -> None:
    entries = [(f"d{number}.mssante.example", f"CN=op{number % 300}") for number in range(6500)]
    found = read_white_list(agency.publish(entries), agency.authority, NOW)
    assert len(found.operators) == 6500


def test_the_hour_is_that_of_paris_unless_said(agency: Agency) -> None:
    naive = datetime(2030, 7, 1, 12, 0)  # noqa: DTZ001 - the real list says no zone
    found = read_white_list(
        sign_white_list([("a.example", "x")], agency.signer, naive), agency.authority, NOW
    )
    assert found.generated_at == datetime(2030, 7, 1, 10, 0, tzinfo=UTC)


def test_what_was_altered_is_refused(agency: Agency) -> None:
    good = agency.publish()
    assert refused(good.replace(b"medecin.", b"mechant."), agency) == "white-list-not-signed"
    assert refused(good.replace(b"Description", b"Descriptions", 1), agency)
    again = etree.tostring(etree.fromstring(good), pretty_print=True)
    assert again != good


def test_only_what_is_signed_is_read(agency: Agency) -> None:
    # A comment is not signed: the domain must not be read up to it.
    commented = agency.publish().replace(b"medecin.mssante", b"medecin<!-- x -->.mssante", 1)
    found = read_white_list(commented, agency.authority, NOW)
    assert "medecin.mssante.example" in found.operators
    root = etree.fromstring(agency.publish())
    entry = copy.deepcopy(root.find(f".//{{{NAMESPACE}}}Domaine"))
    root.insert(0, entry)
    assert refused(etree.tostring(root), agency) == "white-list-not-signed"


def test_a_good_list_inside_another_is_refused(agency: Agency) -> None:
    evil = etree.Element(f"{{{NAMESPACE}}}ListeBlancheMSSante", nsmap={None: NAMESPACE})
    entry = etree.SubElement(evil, f"{{{NAMESPACE}}}Domaine")
    etree.SubElement(entry, f"{{{NAMESPACE}}}Nom").text = "mechant.example"
    evil.append(etree.fromstring(agency.publish()))
    assert refused(etree.tostring(evil), agency) == "white-list-not-signed"


def test_another_document_of_the_same_signer_is_refused(agency: Agency) -> None:
    other = etree.Element("{urn:autre}Document")
    assert refused(sign(other, agency.signer), agency) == "white-list-not-signed"


def test_another_signer_is_refused_even_of_the_same_authority(
    agency: Agency, tmp_path: Path
) -> None:
    colleague = agency.ca.signer("UN AUTRE", "colleague")
    assert refused(sign_white_list([("a.example", "x")], colleague, NOW), agency)
    impostor = LocalAuthority(tmp_path / "impostor", NOW).signer(SIGNER)
    assert refused(sign_white_list([("a.example", "x")], impostor, NOW), agency)


def test_a_signer_whose_certificate_ended_is_refused_then_but_was_not_before(
    agency: Agency,
) -> None:
    good = agency.publish()
    assert refused(good, agency, NOW + timedelta(days=400)) == "white-list-not-signed"
    assert read_white_list(good, agency.authority, NOW).operators


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"<a/>",
        b"\xff\xfe",
        b"<a" * 100_000,
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x "y">]>' + b"<a>" * 400 + b"</a>" * 400,
        b"<a>" * 10_000 + b"</a>" * 10_000,
        b"<a>" + b"x" * 11_000_000 + b"</a>",
    ],
    ids=["empty", "unsigned", "binary", "cut", "entity", "doctype", "deep", "long text"],
)
def test_hostile_xml_is_refused(agency: Agency, source: bytes) -> None:
    assert refused(source, agency) in {"white-list-unreadable", "white-list-not-signed"}


def test_what_is_too_long_or_empty_is_refused(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(agency.publish([]), agency) == "white-list-empty"
    assert refused(agency.publish([("pas un domaine", "x")]), agency) == "white-list-empty"
    monkeypatch.setattr("bridges.mssante.white_list.document._MOST_DOMAINS", 2)
    assert refused(agency.publish(), agency) == "white-list-too-long"
    monkeypatch.setattr("bridges.mssante.white_list.document.LONGEST", 100)
    assert refused(agency.publish(), agency) == "white-list-too-long"


def test_authorities_that_cannot_be_read_believe_nobody(agency: Agency, tmp_path: Path) -> None:
    for path in (tmp_path / "absent.pem", tmp_path / "empty.pem"):
        with pytest.raises(Refusal):
            read_white_list(agency.publish(), Authority(path, SIGNER), NOW)
        (tmp_path / "empty.pem").write_text("")


def test_time_goes_forward() -> None:
    now = datetime(2030, 1, 7, tzinfo=UTC)
    old, new = WhiteList(now - timedelta(days=1), {}), WhiteList(now, {})
    check_newer(new, old, now)
    check_newer(new, new, now)
    check_newer(new, None, now)
    for doubtful, reason in ((old, "white-list-older"), (None, "")):
        if doubtful is not None:
            with pytest.raises(Refusal) as refusal:
                check_newer(doubtful, new, now)
            assert refusal.value.reason == reason
    with pytest.raises(Refusal):
        check_newer(WhiteList(now + timedelta(days=2), {}), None, now)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 3000), noise=st.binary(min_size=1, max_size=6))
def test_no_damage_is_believed(agency: Agency, place: int, noise: bytes) -> None:
    good = agency.publish([("a.example", "CN=x")])
    place = min(place, len(good))
    damaged = good[:place] + noise + good[place + len(noise) :]
    try:
        found = read_white_list(damaged, agency.authority, NOW)
    except Refusal:
        return
    assert found.operators == {"a.example": frozenset({"CN=x"})}
