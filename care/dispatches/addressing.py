"""Whom somebody means: a member of the circle, a colleague in the directory, the patient."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from care.accounts.model import Account
from care.accounts.store import account_by_rpps, account_of
from care.circles.model import Member
from care.circles.reading import Picture
from care.consent.model import Register, Scope
from care.consent.rules import opposes
from care.directory.index import show_name
from care.directory.model import Professional
from care.directory.search import search
from care.directory.spelling import words
from care.directory.store import load_person, load_person_by_rpps, load_structure
from care.dispatches.model import Addressee, Reach, Wish
from care.dispatches.office import Office
from care.dispatches.words import name_patient
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from care.standards.rfc5322.addresses import is_mailbox

MOST = 6
_TITLES = frozenset({"dr", "docteur", "mme", "madame", "m", "monsieur", "pr", "professeur"})


def find_addressees(
    work: UnitOfWork, office: Office, wish: Wish, picture: Picture | None
) -> tuple[Addressee, ...]:
    """Who is meant: one when it is sure, else those to choose from. Raises Refusal for nobody."""
    if wish.is_patient:
        return (patient_addressee(office, picture),)
    if "@" in wish.text:
        return (_typed(work, office, wish.text, picture),)
    members = list(picture.members) if picture else []
    if wish.role is not None:
        meant = [one for one in members if one.role is wish.role]
        if not meant:
            raise Refusal("dispatch-no-such-member", role=wish.text)
        return _reachable(work.connection, meant, wish.text)
    return _by_name(work, office, members, wish.text)


def patient_addressee(office: Office, picture: Picture | None) -> Addressee:
    """The patient of the circle, at the mailbox made of their number. Raises Refusal.

    Whether it may be made at all is checked before anything leaves.
    """
    if picture is None:
        raise Refusal("dispatch-patient-needs-circle")
    identity = picture.patient.identity
    if identity.number is None:
        raise Refusal("dispatch-patient-not-qualified")
    address = f"{identity.number.matricule.text}@{office.patient_domain}".lower()
    return Addressee(address, name_patient(identity.traits), reach=Reach.PATIENT)


def opposed_addresses(connection: Connection, register: Register) -> frozenset[str]:
    """The mailboxes of everybody to whom the patient opposes, however they are named."""
    people = {s.person for s in register.statements if s.scope is Scope.PERSON and s.person}
    refused = [one for one in people if opposes(register, Scope.PERSON, one)]
    accounts = [account_of(connection, one) for one in refused]
    found = [_person(connection, one) for one in accounts if one is not None]
    return frozenset(address.lower() for person in found if person for address in person.mailboxes)


def _typed(work: UnitOfWork, office: Office, text: str, picture: Picture | None) -> Addressee:
    address = text.strip(" <>.,;").removeprefix("mailto:").lower()
    if not is_mailbox(address):
        raise Refusal("dispatch-bad-address", address=text)
    if address.endswith(f"@{office.patient_domain}"):
        patient = patient_addressee(office, picture)
        if patient.address != address:
            raise Refusal("dispatch-other-patient")
        return patient
    for member in picture.members if picture else ():
        for one in _of_member(work.connection, member):
            if one.address == address:
                return one
    return Addressee(address)


def _by_name(
    work: UnitOfWork, office: Office, members: Iterable[Member], typed: str
) -> tuple[Addressee, ...]:
    sought = [word for word in words(typed) if word not in _TITLES]
    if not sought:
        raise Refusal("dispatch-to-whom")
    near = [one for one in members if _is_called(one.name, sought)]
    found = [one for member in near for one in _of_member(work.connection, member)]
    if not found:
        found = _in_directory(work, office, typed, sought)
    if not found and near:
        raise Refusal("dispatch-no-mailbox", name=near[0].name.partition(" – ")[0])
    if not found:
        raise Refusal("dispatch-nobody", name=typed)
    return tuple(found[:MOST])


def _in_directory(
    work: UnitOfWork, office: Office, typed: str, sought: list[str]
) -> list[Addressee]:
    """Those the directory finds, who have a mailbox; those called exactly so when there are any."""
    try:
        _, index = office.index.load(work.connection, work.keys)
    except Refusal:
        return []
    hits = [hit.entry for hit in search(index, typed, frozenset()).hits]
    exact = [entry for entry in hits if _is_called(entry.name, sought)]
    found: list[Addressee] = []
    known = exact or hits
    for entry in known[:20]:
        place = next(iter(entry.places.values()), "")
        if entry.is_place:
            structure = load_structure(work.connection, entry.id)
            boxes = structure.mailboxes if structure else ()
            found += [Addressee(box.lower(), entry.name, place) for box in boxes]
        elif person := load_person(work.connection, entry.id):
            found += _of_person(work.connection, person, place)
        if len(found) >= MOST:
            break
    if known and not found:
        raise Refusal("dispatch-no-mailbox", name=known[0].name)
    return found


def _reachable(connection: Connection, members: list[Member], typed: str) -> tuple[Addressee, ...]:
    found = [one for member in members for one in _of_member(connection, member)]
    if not found:
        raise Refusal("dispatch-no-mailbox", name=members[0].name.partition(" – ")[0] or typed)
    return tuple(found[:MOST])


def _of_member(connection: Connection, member: Member) -> list[Addressee]:
    account = account_of(connection, member.user_id)
    person = _person(connection, account)
    return [] if person is None else _of_person(connection, person)


def _of_person(connection: Connection, person: Professional, place: str = "") -> list[Addressee]:
    account = account_by_rpps(connection, person.rpps) if person.rpps else None
    where = place or next((one.commune for one in person.activities), "")
    user_id = account.user_id if account else None
    return [
        Addressee(box.lower(), show_name(person), where, rpps=person.rpps, user_id=user_id)
        for box in person.mailboxes
    ]


def _person(connection: Connection, account: Account | None) -> Professional | None:
    if account is None or not account.rpps:
        return None
    return load_person_by_rpps(connection, account.rpps)


def _is_called(name: str, sought: list[str]) -> bool:
    known = words(name)
    return all(any(word.startswith(part) for word in known) for part in sought)
