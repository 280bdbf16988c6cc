"""An invented person as lines of the national files, fast: columns joined in their fixed order."""

from __future__ import annotations

from collections.abc import Iterator

from care.directory.national.synthetic.people import BlockPerson
from care.directory.national.synthetic.structures import NO_STRUCTURE, Structure
from care.directory.national.synthetic.work import work_lists
from care.directory.spelling import joined

_DOCTOR, _PHARMACIST = "10", "21"
_DOMAINS = 5_000


class LineWriter:
    """Writes out the lines of one person in each of the three files."""

    def __init__(self, structures: list[Structure]) -> None:
        self._structures = structures
        self._words = work_lists()

    def activities(self, person: BlockPerson) -> Iterator[str]:
        """One line for each place of work."""
        words = self._words
        doctor = person.profession[0] == _DOCTOR
        code, label = person.profession
        skill = f"{words['speciality']}|{'|'.join(person.skills[0])}" if person.skills else "|||"
        start = (
            f"8|{person.rpps}|8{person.rpps}|{words['doctor'] if doctor else '|'}"
            f"|{words['women'] if person.woman else words['men']}|{person.family_name}"
            f"|{person.given_name}|{code}|{label}|{words['civil']}|{skill}|"
        )
        section = words["owner"] if code == _PHARMACIST else "|"
        end = f"|{section}|||{words['kind']}\n"
        for place in person.places:
            if place < 0:
                yield f"{start}|{NO_STRUCTURE}|{end}"
            else:
                mode = words["employed"] if place & 1 else words["own"]
                yield f"{start}{mode}|{self._structures[place].columns}{end}"

    def skills(self, person: BlockPerson) -> Iterator[str]:
        """One line for each speciality."""
        for code, label in person.skills:
            yield (
                f"8|{person.rpps}|8{person.rpps}|{person.family_name}|{person.given_name}"
                f"|{'|'.join(person.profession)}|{self._words['civil']}"
                f"|{self._words['speciality']}|{code}|{label}\n"
            )

    def mailboxes(self, person: BlockPerson) -> Iterator[str]:
        """The line of the personal mailbox when there is one; a few are written twice."""
        if not person.has_mailbox:
            return
        serial = int(person.rpps[1:10])
        domain = f"pro{serial % _DOMAINS}" if serial % 7 else "medecin"
        address = f"{joined(person.given_name)}.{joined(person.family_name)}{serial % 997}"
        skill = "|".join(person.skills[0]) if person.skills else "|"
        line = (
            f"PER|{address}@{domain}.mssante.example|8|{person.rpps}|8{person.rpps}||||"
            f"|{person.family_name}|{person.given_name}|{self._words['civil']}"
            f"|{'|'.join(person.profession)}|{skill}|O|||||||||||||\n"
        )
        yield line
        if serial % 3_000 == 0:
            yield line

    def structure_mailbox(self, rank: int) -> str:
        """The line of the mailbox of a structure."""
        structure = self._structures[rank]
        postal_code, department = structure.address.split("|")
        return (
            f"ORG|contact{rank}@structure{rank % _DOMAINS}.mssante.example||||1"
            f"|1{structure.finess}|||||||||||O|{structure.legal_name}||||||||||"
            f"{postal_code}|{department}|FRANCE\n"
        )
