"""Who writes, and for which structure: as the directory says it, else as their account does."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from care.accounts.model import Account
from care.accounts.profession import profession_label
from care.directory.model import Activity, Professional
from care.directory.store import load_person_by_rpps, load_structures
from care.runtime.errors import Refusal

_SPECIALITY = "SM"
_CABINET = "SA07"
_PHYSICIAN_TITLES = ("Dr", "Pr")


@dataclass(frozen=True, slots=True)
class Workplace:
    """A structure: `finess` is empty for a practice that has none; `sector` is of TRE_R02."""

    name: str
    finess: str = ""
    sector: str = _CABINET
    phones: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who writes. `role` is like `G15_10/SM26`; `rpps` is empty for who has none."""

    user_id: str
    title: str
    given: str
    family: str
    rpps: str
    role: str
    role_label: str
    workplace: Workplace

    @property
    def name(self) -> str:
        """`Dr Alice FICTIF`."""
        return " ".join(part for part in (self.title, self.given, self.family) if part)


def find_writer(connection: Connection, account: Account, mailbox: str = "") -> Writer:
    """`account` as a writer; their workplace is that of the structure which has this mailbox."""
    person = load_person_by_rpps(connection, account.rpps) if account.rpps else None
    family, given = _split(account.display_name)
    code = account.profession_code or ""
    label = (profession_label(code) if code else None) or ""
    place = _structure(connection, mailbox) or _practice(person) or Workplace(f"{given} {family}")
    if person is None:
        role = f"G15_{code}" if code else ""
        rpps = account.rpps or ""
        return Writer(account.user_id, "", given, family, rpps, role, label, place)
    return Writer(
        account.user_id,
        person.title if person.title in _PHYSICIAN_TITLES else "",
        person.given_name,
        person.family_name.upper(),
        person.rpps,
        *_role(person, code, label),
        place,
    )


def check_signs(writer: Writer) -> None:
    """Raises Refusal for who cannot answer for a clinical document: who has no RPPS."""
    if not writer.rpps:
        raise Refusal("dispatch-without-rpps")


def _role(person: Professional, code: str, label: str) -> tuple[str, str]:
    held = next((one for one in person.professions if one.code == code), None)
    held = held or next(iter(person.professions), None)
    profession = held.code if held else code
    skill = next((one for one in person.skills if one.code.startswith(_SPECIALITY)), None)
    said = skill.label if skill else (held.label if held else label)
    return f"G15_{profession}" + (f"/{skill.code}" if skill else ""), said


def _structure(connection: Connection, mailbox: str) -> Workplace | None:
    if not mailbox:
        return None
    for one in load_structures(connection):
        if mailbox in {known.lower() for known in one.mailboxes}:
            address = " ".join(part for part in (one.street, one.postal_code, one.commune) if part)
            return Workplace(one.name, one.finess, phones=one.phones, address=address)
    return None


def _practice(person: Professional | None) -> Workplace | None:
    activity: Activity | None = next(iter(person.activities), None) if person else None
    if person is None or activity is None:
        return None
    return Workplace(
        activity.structure or f"{person.given_name} {person.family_name.upper()}",
        activity.finess,
        activity.sector_code or _CABINET,
        activity.phones,
        " ".join(p for p in (activity.street, activity.postal_code, activity.commune) if p),
    )


def _split(display_name: str) -> tuple[str, str]:
    """`FICTIF Alice – médecin`: family name, given name."""
    parts = display_name.partition(" – ")[0].split()
    family = [part for part in parts if part.isupper()]
    given = [part for part in parts if not part.isupper()]
    return " ".join(family or parts[:1]), " ".join(given if family else parts[1:])
