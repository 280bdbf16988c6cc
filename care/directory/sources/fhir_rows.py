"""From people and activities of the API to the three national files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TextIO

from care.directory.columns import ACTIVITIES, MAILBOXES, SKILLS, ActivityRow
from care.directory.headers import ACTIVITY_HEADER, MAILBOX_HEADER, SKILL_HEADER
from care.directory.national_files import FileKind
from care.directory.sources.fhir_records import PersonRecord, PlaceRecord, RoleRecord

Work = list[tuple[RoleRecord, PlaceRecord | None]]
_SHARED = FileKind(
    MAILBOXES.stem,
    (
        *MAILBOXES.columns[:2],
        "Identification Structure",
        "Raison Sociale structure BAL",
        "Code postal",
    ),
)
_NOWHERE = PlaceRecord()
_NOTHING = RoleRecord("", "", "")
_HEADERS: Mapping[FileKind, list[str]] = {
    ACTIVITIES: ACTIVITY_HEADER,
    SKILLS: SKILL_HEADER,
    MAILBOXES: MAILBOX_HEADER,
}


def write_national_files(
    folder: Path,
    published: datetime,
    people: Iterable[tuple[PersonRecord, Work]],
    places: Iterable[PlaceRecord],
) -> None:
    """Write the three files, dated `published`, about `people` and `places`."""
    stamp = published.strftime("%Y%m%d%H%M")
    with ExitStack() as stack:
        files = {
            kind: stack.enter_context(
                (folder / f"{kind.stem}_{stamp}.txt").open("x", encoding="utf-8", newline="\n")
            )
            for kind in _HEADERS
        }
        for kind, header in _HEADERS.items():
            files[kind].write("|".join(header) + "\n")
        for person, work in people:
            _write(files[ACTIVITIES], ACTIVITIES, activity_rows(person, work))
            _write(files[SKILLS], SKILLS, ((person.national_id, *skill) for skill in person.skills))
            boxes = (("PER", box, person.national_id) for box in person.mailboxes)
            _write(files[MAILBOXES], MAILBOXES, boxes)
        for place in places:
            _write(files[MAILBOXES], _SHARED, shared_mailbox_rows(place))


def shared_mailbox_rows(place: PlaceRecord) -> Iterator[tuple[str, ...]]:
    """A row per mailbox of a place: type, address, structure, name, postal code."""
    structure = f"1{place.finess}" if place.finess else ""
    for box in place.mailboxes:
        yield "ORG", box, structure, place.legal_name, place.postal_code


def activity_rows(person: PersonRecord, work: Work) -> Iterator[ActivityRow]:
    """A row per activity and profession, and one without a place for who has no activity."""
    for profession, label in person.professions or (("", ""),):
        for role, place in work or [(_NOTHING, None)]:
            yield _row(person, (profession, label), role, place or _NOWHERE)


def _row(
    person: PersonRecord, profession: tuple[str, str], role: RoleRecord, place: PlaceRecord
) -> ActivityRow:
    phone, second = (*place.phones, "", "")[:2]
    return ActivityRow(
        identifier_type=person.identifier_type,
        identifier=person.identifier,
        national_id=person.national_id,
        practice_civility=person.practice_civility,
        civility=person.civility,
        family_name=person.family,
        given_name=person.given,
        profession_code=profession[0],
        profession_label=profession[1],
        skill_code="",
        skill_label="",
        mode=role.mode,
        finess=place.finess,
        legal_name=place.legal_name,
        sign=place.sign,
        street_number=place.number,
        street_suffix=place.suffix,
        street_type=place.street_type,
        street_name=place.street,
        postal_code=place.postal_code,
        commune_code=place.commune_code,
        commune=place.commune,
        phone=phone,
        second_phone=second,
        email=place.email,
        sector_code=place.sector,
    )


def _write(file: TextIO, kind: FileKind, rows: Iterable[tuple[str, ...]]) -> None:
    header = next(h for known, h in _HEADERS.items() if known.stem == kind.stem)
    positions = [header.index(column) for column in kind.columns]
    for values in rows:
        cells = [""] * len(header)
        for position, value in zip(positions, values, strict=True):
            cells[position] = _clean(value)
        file.write("|".join(cells) + "\n")


def _clean(value: str) -> str:
    """`value` on one line and without the separator: the format has no quoting."""
    printable = "".join(letter if letter.isprintable() else " " for letter in value)
    return " ".join(printable.replace("|", " ").split())
