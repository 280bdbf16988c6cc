"""Reading and writing profiles; what they hold is sealed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, func, select

from care.directory.profiles.model import EMPTY, Profile
from care.directory.tables import PROFILES
from care.runtime.database import insert_into
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_PROFILE: TypeAdapter[Profile] = TypeAdapter(Profile)
_CONTEXT = "directory_profiles.record"
Mark = tuple[int, str]


def load_profile(connection: Connection, keys: KeyRing, owner: str) -> Profile:
    """What the person or structure `owner` (an entry's id) says of itself."""
    row = _row(connection, owner)
    return EMPTY if row is None else _open(keys, row.record)


def load_previous(connection: Connection, keys: KeyRing, owner: str) -> Profile | None:
    """What was said before the last change; None when nothing was ever changed."""
    row = _row(connection, owner)
    return None if row is None else _open(keys, row.before)


def save_profile(work: UnitOfWork, owner: str, profile: Profile) -> None:
    """Keep `profile`, and what was said before for `load_previous`."""
    before = _row(work.connection, owner)
    sealed = work.keys.seal(_PROFILE.dump_json(profile), _CONTEXT)
    nothing = work.keys.seal(_PROFILE.dump_json(EMPTY), _CONTEXT)
    last = work.connection.execute(select(func.max(PROFILES.c.change))).scalar() or 0
    values = {
        "record": sealed,
        "before": nothing if before is None else before.record,
        "change": last + 1,
        "stamp": secrets.token_hex(8),
        "updated_at": work.now,
    }
    work.connection.execute(
        insert_into(work.connection, PROFILES)
        .values(id=owner, **values)
        .on_conflict_do_update(index_elements=["id"], set_=values)
    )


def load_mark(connection: Connection) -> Mark:
    """The last change made: equal marks, equal profiles."""
    row = connection.execute(
        select(PROFILES.c.change, PROFILES.c.stamp).order_by(PROFILES.c.change.desc()).limit(1)
    ).first()
    return (0, "") if row is None else (row.change, row.stamp)


def load_stamps(connection: Connection) -> dict[str, str]:
    """The stamp of each owner's profile: another one after each change."""
    rows = connection.execute(select(PROFILES.c.id, PROFILES.c.stamp))
    return {row.id: row.stamp for row in rows}


def load_profiles(
    connection: Connection, keys: KeyRing, owners: list[str]
) -> Mapping[str, Profile]:
    """The profiles of `owners`, by owner."""
    found: dict[str, Profile] = {}
    for start in range(0, len(owners), 500):
        wanted = PROFILES.c.id.in_(owners[start : start + 500])
        for row in connection.execute(select(PROFILES.c.id, PROFILES.c.record).where(wanted)):
            found[row.id] = _open(keys, row.record)
    return found


def _row(connection: Connection, owner: str) -> Row[tuple[object, ...]] | None:
    return connection.execute(select(PROFILES).where(PROFILES.c.id == owner)).first()


def _open(keys: KeyRing, sealed: bytes) -> Profile:
    return _PROFILE.validate_json(keys.unseal(sealed, _CONTEXT))
