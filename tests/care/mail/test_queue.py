"""The queue, on both databases: each mail once, each recipient followed."""

from __future__ import annotations

import pytest

from care.mail.queue import (
    MEGABYTE,
    count_open,
    limit_towards,
    load_due,
    message_id_for,
    queue_mail,
    unique,
)
from care.runtime.errors import Refusal
from care.runtime.units import Units
from tests.bridges.mssante.watching import Domains
from tests.real.mail.bridge import letter

US = "cabinet@cpts.mssante.example"
A, B = "labo@biologie.mssante.example", "urgences@ch.mssante.example"


def queue(units: Units, *people: str, cause: str = "envoi", size: int = 0) -> str:
    """Queue a letter of ours; returns its Message-ID."""
    with units.unit(cause) as work:
        source = letter("bonjour", sender=US, message_id=message_id_for(work, US), body="x" * size)
        return queue_mail(work, US, people, source, limit=10 * MEGABYTE, trusted=Domains())


def test_the_same_work_twice_is_one_mail_and_two_works_are_two(units: Units) -> None:
    first = queue(units, A)
    assert queue(units, A) == first
    assert queue(units, A, cause="autre") != first
    with units.database.begin() as connection:
        assert count_open(connection, US) == 2
        due = load_due(connection, units.keys, US, units.clock.now())
        assert due[0].message_id == first
        assert load_due(connection, units.keys, A, units.clock.now()) == []


@pytest.mark.parametrize(
    ("people", "size", "reason"),
    [
        ([], 0, "mail-without-recipient"),
        (["qui@ailleurs.example"], 0, "mail-recipient-untrusted"),
        ([A, "qui@sous.ch.mssante.example"], 0, "mail-recipient-untrusted"),
        ([A], 10 * MEGABYTE, "mail-too-large"),
    ],
)
def test_what_cannot_be_sent_is_refused_before(
    units: Units, people: list[str], size: int, reason: str
) -> None:
    with pytest.raises(Refusal) as refused:
        queue(units, *people, size=size)
    assert refused.value.reason == reason
    with units.database.begin() as connection:
        assert count_open(connection, US) == 0


def test_a_patient_is_sent_less_than_the_operator_allows(units: Units) -> None:
    patient = "284067635112353@patient.mssante.fr"
    with units.unit("envoi") as work:
        source = letter("gros", sender=US, body="x" * 26 * MEGABYTE)
        queue_mail(work, US, [A], source, limit=50 * MEGABYTE, trusted=Domains())
        with pytest.raises(Refusal) as refused:
            queue_mail(work, US, [patient], source, limit=50 * MEGABYTE, trusted=Domains())
    assert refused.value.facts == {"size": 26.0, "limit": 25.0}
    assert limit_towards([A, patient], 50 * MEGABYTE) == 25 * MEGABYTE
    assert limit_towards([A], 50 * MEGABYTE) == 50 * MEGABYTE
    assert limit_towards([patient], 10 * MEGABYTE) == 10 * MEGABYTE


@pytest.mark.parametrize(
    "source",
    [b"From: cabinet@cpts.mssante.example\r\n\r\n", letter("d'un autre", sender=A)],
    ids=["no Message-ID", "another sender"],
)
def test_a_mail_without_name_or_of_another_is_a_bug_of_ours(units: Units, source: bytes) -> None:
    with units.unit("envoi") as work, pytest.raises(ValueError, match="a mail"):
        queue_mail(work, US, [A], source, limit=MEGABYTE, trusted=Domains())


def test_each_address_once_in_lower_case() -> None:
    assert unique([" A@b.example", "a@B.example", "c@d.example"]) == ("a@b.example", "c@d.example")
