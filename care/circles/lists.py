"""People's own lists of patients: « diabète », « sorties HAD »."""

from __future__ import annotations

from sqlalchemy import delete, select

from care.circles.model import CircleId
from care.circles.tables import LISTS
from care.directory.spelling import fold
from care.runtime.database import insert_into
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

LONGEST_NAME = 40
_CONTEXT = "circle_lists.name"


def put_in_list(work: UnitOfWork, owner: str, name: str, circle: CircleId) -> str:
    """Put a circle in one's list `name`, made if need be; returns the name as kept.

    Raises Refusal for a name that is empty or too long.
    """
    tidy = " ".join(name.split())
    if not fold(tidy) or len(tidy) > LONGEST_NAME:
        raise Refusal("list-name")
    work.connection.execute(
        insert_into(work.connection, LISTS)
        .on_conflict_do_nothing(index_elements=["owner", "token", "circle_id"])
        .values(
            owner=owner,
            token=_token(work, name),
            circle_id=circle.text,
            name=work.keys.seal(tidy.encode(), _CONTEXT),
        )
    )
    return tidy


def take_out_of_list(work: UnitOfWork, owner: str, name: str, circle: CircleId) -> bool:
    """Take a circle out of one's list; False when it was not there."""
    removed = work.connection.execute(
        delete(LISTS).where(
            LISTS.c.owner == owner,
            LISTS.c.token == _token(work, name),
            LISTS.c.circle_id == circle.text,
        )
    )
    return removed.rowcount == 1


def circles_in_list(work: UnitOfWork, owner: str, name: str) -> frozenset[CircleId] | None:
    """The circles of one's list `name`; None when there is no such list."""
    rows = work.connection.execute(
        select(LISTS.c.circle_id).where(LISTS.c.owner == owner, LISTS.c.token == _token(work, name))
    )
    found = frozenset(CircleId(text) for text in rows.scalars())
    return found or None


def lists_of(work: UnitOfWork, owner: str) -> dict[str, int]:
    """One's lists and how many circles are in each, by name."""
    rows = work.connection.execute(select(LISTS).where(LISTS.c.owner == owner))
    counted: dict[str, tuple[str, int]] = {}
    for row in rows:
        name = work.keys.unseal(row.name, _CONTEXT).decode()
        shown, count = counted.get(row.token, (name, 0))
        counted[row.token] = (shown, count + 1)
    return dict(sorted(counted.values()))


def lists_by_circle(work: UnitOfWork, owner: str) -> dict[CircleId, list[str]]:
    """In which of one's lists each circle is, by name."""
    rows = work.connection.execute(select(LISTS).where(LISTS.c.owner == owner)).all()
    names = {row.token: work.keys.unseal(row.name, _CONTEXT).decode() for row in rows}
    found: dict[CircleId, list[str]] = {}
    for row in sorted(rows, key=lambda row: names[row.token]):
        found.setdefault(CircleId(row.circle_id), []).append(names[row.token])
    return found


def rename_list(work: UnitOfWork, owner: str, name: str, new_name: str) -> str:
    """Call one's list otherwise; with the name of another list, the two become one.

    Raises Refusal.
    """
    inside = circles_in_list(work, owner, name)
    if inside is None:
        raise Refusal("list-not-there")
    drop_list(work, owner, name)
    for circle in sorted(inside):
        new_name = put_in_list(work, owner, new_name, circle)
    return new_name


def drop_list(work: UnitOfWork, owner: str, name: str) -> None:
    """Keep one's list no more; what it held stays in one's circles."""
    mine = (LISTS.c.owner == owner) & (LISTS.c.token == _token(work, name))
    work.connection.execute(delete(LISTS).where(mine))


def _token(work: UnitOfWork, name: str) -> str:
    return work.keys.blind(fold(" ".join(name.split())), "circles.list")
