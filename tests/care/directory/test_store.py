"""What is kept comes back as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from care.directory.model import Edition, Structure
from care.directory.store import (
    load_edition,
    load_people,
    load_person,
    load_person_at,
    load_structure_at,
    open_conversation,
    replace_people,
    replace_structures,
    save_edition,
)
from care.runtime.database import Database
from tests.care.directory.territory import NOW, person

EDITION = Edition(0, NOW, NOW, people=2, rows=3)


def test_the_last_edition_answers(database: Database) -> None:
    with database.begin() as connection:
        assert load_edition(connection) is None
        save_edition(connection, EDITION)
        later = replace(EDITION, published_at=NOW + timedelta(days=1))
        saved = save_edition(connection, later)
        assert load_edition(connection) == saved == replace(later, id=saved.id)


def test_people_are_replaced(database: Database) -> None:
    anne, luc = person("Anne A", "10", skills=("SM15",), rpps="1"), person("Luc B", rpps="2")
    with database.begin() as connection:
        replace_people(connection, [], [anne, luc])
        moved = replace(luc, title="Pr")
        replace_people(connection, [anne.id, luc.id], [moved])
        assert list(load_people(connection)) == [moved]
        assert load_person(connection, luc.id) == moved
        assert load_person(connection, anne.id) is None


def test_thousands_are_replaced_at_once(database: Database) -> None:
    many = [replace(person("Luc B"), id=f"{number:032d}") for number in range(2500)]
    with database.begin() as connection:
        replace_people(connection, [], many)
        replace_people(connection, [one.id for one in many], many[:3])
        assert sorted(one.id for one in load_people(connection)) == [one.id for one in many[:3]]


def test_a_conversation_is_opened_once(database: Database) -> None:
    with database.begin() as connection:
        assert open_conversation(connection, "key", NOW)
        assert not open_conversation(connection, "key", NOW)


def test_an_address_finds_whose_it_is(database: Database) -> None:
    anne = replace(person("Anne A"), mailboxes=("anne@x.example", "a_b@x.example"))
    place = Structure("s" * 32, 0, "LABO", "76351", "Le Havre", mailboxes=("labo@x.example",))
    with database.begin() as connection:
        replace_people(connection, [], [anne, person("Luc B")])
        replace_structures(connection, [place])
        assert load_person_at(connection, "a_b@x.example") == anne
        for other in ("nne@x.example", "axb@x.example", "%", "labo@x.example"):
            assert load_person_at(connection, other) is None
        assert load_structure_at(connection, "labo@x.example") == place
        assert load_structure_at(connection, "anne@x.example") is None
