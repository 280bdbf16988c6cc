"""Who wrote: the address is proven by the operators, the name beside it is what somebody typed."""

from __future__ import annotations

import re

from care.directory.index import show_name
from care.directory.model import Professional
from care.directory.spelling import words
from care.directory.store import load_person_at, load_structure_at
from care.directory.trades import call
from care.documents.model import Sender
from care.identity.authority import NIR
from care.identity.ins import InsNumber
from care.identity.matching import Candidate
from care.identity.matricule import Matricule
from care.identity.status import Status
from care.identity.traits import Traits
from care.patients.store import find_patients
from care.runtime.units import UnitOfWork
from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.mailbox_names import read_patient_mailbox

_PATIENTS = re.compile(r"patient\.(?:[a-z0-9-]+\.)*mssante\.[a-z]{2,8}")
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+")


def know_sender(work: UnitOfWork, address: str, shown: str) -> Sender:
    """What the directory knows of `address`, beside the name that the mail shows."""
    if is_patient_domain(address):
        return Sender(address, shown, _patient(work, address))
    person = load_person_at(work.connection, address)
    if person is not None:
        return _professional(person, address, shown)
    place = load_structure_at(work.connection, address)
    return Sender(
        address=address,
        shown=shown,
        name=place.name if place else "",
        place=place.commune if place else "",
        is_spoofed=_shows_another(address, shown),
    )


def whose_patient_mailbox(address: str) -> Matricule | None:
    """The matricule of the patient whose mailbox this is; None for anybody else's."""
    domain = address.rpartition("@")[2].lower()
    return read_patient_mailbox(Mailbox(address), domain) if _PATIENTS.fullmatch(domain) else None


def is_patient_domain(address: str) -> bool:
    """Whether only patients have mailboxes there."""
    return bool(_PATIENTS.fullmatch(address.rpartition("@")[2].lower()))


def _patient(work: UnitOfWork, address: str) -> str:
    """The name of the patient of ours whose mailbox it is; empty unless one alone is, qualified."""
    matricule = whose_patient_mailbox(address)
    if matricule is None:
        return ""
    sought = Candidate(Traits(), InsNumber(matricule, NIR))
    bearers = [
        one.identity
        for one in find_patients(work.connection, work.keys, sought)
        if one.identity.number is not None and one.identity.number.matricule == matricule
    ]
    if len(bearers) != 1 or bearers[0].standing.status is not Status.QUALIFIED:
        return ""
    traits = bearers[0].traits
    return f"{traits.birth_name} {traits.first_name.title()}"


def _professional(person: Professional, address: str, shown: str) -> Sender:
    activity = next(iter(person.activities), None)
    given = set(words(shown))
    is_theirs = not shown or bool(given & set(words(person.family_name)))
    return Sender(
        address=address,
        shown=shown,
        name=show_name(person),
        profession=next(iter(call(person)), ""),
        place=(activity.structure or activity.commune) if activity else "",
        is_spoofed=not is_theirs or _shows_another(address, shown),
    )


def _shows_another(address: str, shown: str) -> bool:
    """Whether the name shown holds an address that is not the sender's."""
    return any(one.casefold() != address.casefold() for one in _ADDRESS.findall(shown))
