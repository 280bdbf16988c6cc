"""Whom practice programs may know of, and what: the import and what people added, sifted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from care.access.directory import Field
from care.access.software import can_software_see
from care.directory.model import Professional
from care.directory.profiles.model import EMPTY, Profile
from care.directory.tables import PEOPLE, PROFILES

_PROFESSIONAL: TypeAdapter[Professional] = TypeAdapter(Professional)


@dataclass(frozen=True, slots=True)
class Published:
    """Somebody who may be shown, with what they added that may be; `changed_at` is the later."""

    person: Professional
    changed_at: datetime
    secretary_phone: str = ""
    languages: tuple[str, ...] = ()


def load_published(connection: Connection, profiles: Mapping[str, Profile]) -> list[Published]:
    """Everyone but those who asked not to be listed, ordered by id."""
    said = {row.id: row.updated_at for row in connection.execute(_UPDATES)}
    return [
        _sift(_PROFESSIONAL.validate_json(row.record), row.changed_at, said, profile)
        for row in connection.execute(_PEOPLE)
        if not (profile := profiles.get(row.id, EMPTY)).unlisted
    ]


_UPDATES = select(PROFILES.c.id, PROFILES.c.updated_at)
_PEOPLE = select(PEOPLE.c.id, PEOPLE.c.record, PEOPLE.c.changed_at).order_by(PEOPLE.c.id)


def _sift(
    person: Professional, changed: datetime, said: Mapping[str, datetime], profile: Profile
) -> Published:
    phone = profile.secretary_phone if can_software_see(Field.SECRETARY_PHONE) else ""
    languages = profile.languages if can_software_see(Field.LANGUAGES) else ()
    return Published(person, max(changed, said.get(person.id, changed)), phone, languages)
