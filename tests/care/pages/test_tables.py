"""A stolen copy of the tables opens no page and tells no name that somebody wrote."""

from __future__ import annotations

from care.pages.tables import PAGE_LINKS, PAGE_SESSIONS, SEALED, UNSEALED


def test_secrets_are_kept_as_digests_and_words_sealed() -> None:
    assert not {"secret", "token", "cookie"} & {*PAGE_LINKS.c.keys(), *PAGE_SESSIONS.c.keys()}
    assert [column.name for column in SEALED] == [
        "page_sessions.label",
        "page_edits.facts",
    ]
    assert [column.column.name for column in UNSEALED] == ["key"]
