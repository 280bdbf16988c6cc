"""Everybody who writes has a mailbox, whose password lasts."""

from __future__ import annotations

from pathlib import Path

from care.directory.synthetic_files import write_synthetic_files
from deploy.demo.circle import demo_patient
from deploy.demo.correspondents import ADDRESSES, LABORATORY, OTHERS, PRACTICE, open_mailboxes


def test_passwords_are_drawn_once(tmp_path: Path) -> None:
    first = open_mailboxes(tmp_path)
    assert [one.address for one in first] == list(ADDRESSES)
    assert len({one.password for one in first}) == len(first)
    assert open_mailboxes(tmp_path) == first


def test_a_colleague_is_in_the_directory_and_the_patient_is_ours(tmp_path: Path) -> None:
    known = {person.mailbox for person in write_synthetic_files(tmp_path)}
    assert OTHERS[0] in known
    number = demo_patient().number
    assert number is not None
    assert OTHERS[2].startswith(number.matricule.text)
    assert PRACTICE.partition("@")[2] != LABORATORY.partition("@")[2]
