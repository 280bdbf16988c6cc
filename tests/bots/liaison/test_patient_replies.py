"""What is said after an order about the patient."""

from __future__ import annotations

from dataclasses import replace

from bots.liaison.patient_replies import (
    say_alerts,
    say_contact,
    say_corrected,
    say_judged,
    say_listed,
    say_statement,
)
from care.consent.model import Scope, Stance
from care.identity.status import Event
from care.patients.model import Contact
from tests.bots.liaison.village import plain
from tests.care.consent.test_model import said
from tests.care.patients.test_rules import patient


def test_contact_and_alerts() -> None:
    one = replace(patient(), contact=Contact(("+33600000012",), "<i>rue"), alerts=("<b>",))
    assert 'href="tel:+33600000012"' in say_contact(one).html
    assert "<i>" not in say_contact(one).html
    assert "&lt;b&gt;" in say_alerts(one).html
    assert "plus d’alerte" in say_alerts(patient()).text


def test_judgements_say_what_follows() -> None:
    for event, word in ((Event.DOUBT_RAISED, "verrouillé"), (Event.DOUBT_LIFTED, "levé"),
                        (Event.FOUND_FICTITIOUS, "fictif")):  # fmt: skip
        assert word in say_judged(patient(), event).text
    assert "provisoire" in say_corrected(patient()).text


def test_statements_name_their_scope_and_who_goes() -> None:
    for scope in Scope:
        for stance in Stance:
            text = plain(say_statement(said(stance, scope), 2).text)
            assert "registre" in text
            assert "2 personnes" in text
    assert "accès" not in say_statement(said(Stance.CONSENT), 0).text


def test_lists() -> None:
    assert "HAD" in say_listed("HAD", added=True).text
    assert "retiré" in say_listed("HAD", added=False).text
