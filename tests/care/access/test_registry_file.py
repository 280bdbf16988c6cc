"""The accounts file: written, read, and read when someone damaged it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.access.people import RECORDED_KINDS, Account, Kind
from care.access.registry_file import RegistryUnreadable, parse_registry, render_registry

names = st.none() | st.text(min_size=1).filter(str.strip)
accounts = st.dictionaries(
    st.text(min_size=1, max_size=12).map("@{}:cercle.test".format),
    st.builds(Account, st.sampled_from(sorted(RECORDED_KINDS)), names),
)


@given(accounts)
def test_what_is_written_is_read_back(written: dict[str, Account]) -> None:
    registry = parse_registry(render_registry(written))
    assert registry.accounts == written
    assert registry.unreadable == 0


@given(st.text() | st.builds(json.dumps, st.recursive(st.integers() | st.text(), st.lists)))
def test_anything_else_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(RegistryUnreadable):
        parse_registry(text)


def test_the_end_of_a_truncated_file_is_not_believed() -> None:
    whole = render_registry({"@a:x": Account(Kind.PATIENT), "@b:x": Account(Kind.BOT, "B")})
    for length in range(len(whole) - 2):
        with pytest.raises(RegistryUnreadable):
            parse_registry(whole[:length])


@pytest.mark.parametrize(
    "entry",
    [
        None,
        "professional",
        {"kind": "root"},
        {"kind": "unknown"},
        {"kind": ["professional"]},
        {"kind": "professional", "display_name": 3},
        {"kind": "professional", "display_name": "  "},
        {"kind": "professional", "admin": True},
    ],
)
def test_one_damaged_entry_costs_only_its_owner(entry: object) -> None:
    good = {"kind": "professional", "display_name": "FICTIF Alice – médecin"}
    text = json.dumps({"version": 1, "accounts": {"@bad:x": entry, "@good:x": good}})
    registry = parse_registry(text)
    assert registry.accounts == {"@good:x": Account(Kind.PROFESSIONAL, "FICTIF Alice – médecin")}
    assert registry.unreadable == 1


def test_another_version_is_not_guessed() -> None:
    with pytest.raises(RegistryUnreadable):
        parse_registry('{"version": 2, "accounts": {}}')


def test_partners_and_strangers_are_never_recorded() -> None:
    for kind in (Kind.PARTNER, Kind.UNKNOWN):
        with pytest.raises(ValueError, match=kind.value):
            render_registry({"@a:x": Account(kind)})
