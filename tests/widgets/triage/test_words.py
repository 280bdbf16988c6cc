"""There are words for everything that may be found, and for whoever wrote."""

from __future__ import annotations

from care.documents.model import Caution, Sender
from care.identity.birth_date import Closeness
from care.identity.matching import Grade, Numbers
from care.letters.model import Finding
from widgets.triage.words import TEXTS, key, say, show_sender


def test_every_reason_grade_and_caution_has_words() -> None:
    keys = [f"why-{key(one)}" for one in Finding]
    keys += [f"grade-{key(one)}" for one in Grade] + [f"caution-{key(one)}" for one in Caution]
    keys += [f"word-{one}" for one in Closeness] + [f"number-{key(one)}" for one in Numbers]
    assert [TEXTS.say(one) for one in keys if not TEXTS.say(one)] == []


def test_a_name_that_lies_is_told() -> None:
    lying = Sender("x@y.example", "Dr Alice FICTIF", is_spoofed=True)
    shown = show_sender(lying)
    assert not shown.verified
    assert "n’est pas celui de cette adresse" in shown.spoofed
    known = Sender("a@b.example", "Alice", "Dr Alice FICTIF", "médecin", "CABINET FICTIF")
    assert show_sender(known).name == "Dr Alice FICTIF, médecin, CABINET FICTIF"
    assert show_sender(known).verified
    assert show_sender(Sender("a@b.example")).name == "a@b.example"


def test_nobody_is_named_when_nobody_decided() -> None:
    assert say("letter-is-filed", number=1, by="") == "Ce courrier est déjà classé."
    assert "Paul" in say("letter-is-filed", number=1, by="Paul")
    assert say("letter-is-to-triage", number=1, by="").startswith("Ce courrier attend déjà")
