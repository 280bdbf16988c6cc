"""Second thoughts come when the first answer is poor."""

from __future__ import annotations

import pytest

from care.directory.national.search import NationalIndex


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mabile corantain", "MABILLE"),  # an error in each word
        ("boulonjer odile", "BOULANGER"),  # two errors in one
        ("vasselinnina", "VASSELIN"),  # run together
        ("rose liere", "ROSELIERE"),  # cut in two
        ("fictif alice zanzibarde", "FICTIF"),  # a word too many
        ("alice fictif dentiste", "FICTIF"),  # a wrong trade
    ],
)
def test_they_find_who_was_meant(village: NationalIndex, text: str, expected: str) -> None:
    assert village.search(text, "76351").people[0].person.family_name == expected


def test_nobody_there_means_the_nearest_to_there(village: NationalIndex) -> None:
    found = village.search("ophtalmo epouville", "76540", 5)
    assert found.people[0].person.skills[0].code == "SM38"
    assert found.understood.given_up_place == "Épouville"
