"""Nobody's number is a key."""

from __future__ import annotations

from care.directory.tables import CONVERSATIONS, DIALOGUES, EDITIONS, PEOPLE


def test_keys_are_opaque() -> None:
    keys = {
        table.name: [column.name for column in table.primary_key.columns]
        for table in (CONVERSATIONS, DIALOGUES, EDITIONS, PEOPLE)
    }
    assert keys == {
        "directory_conversations": ["key"],
        "directory_dialogues": ["id"],
        "directory_editions": ["id"],
        "directory_people": ["id"],
    }
