"""An invented person fills only columns that exist."""

from __future__ import annotations

import random

from care.directory.headers import ACTIVITY_HEADER, MAILBOX_HEADER, SKILL_HEADER
from care.directory.synthetic import invent_people
from care.directory.synthetic_columns import activity_columns, mailbox_columns, skill_columns


def test_columns_exist_and_tell_the_person() -> None:
    doctor, pharmacist = invent_people(random.Random(1), 2)
    assert activity_columns(doctor).keys() <= set(ACTIVITY_HEADER)
    assert skill_columns(doctor).keys() <= set(SKILL_HEADER)
    assert mailbox_columns(doctor).keys() <= set(MAILBOX_HEADER)
    assert activity_columns(doctor)["Code civilité d'exercice"] == "DR"
    assert activity_columns(pharmacist)["Code secteur d'activité"] == "SA33"
    assert mailbox_columns(pharmacist)["Adresse BAL"] == pharmacist.mailbox
