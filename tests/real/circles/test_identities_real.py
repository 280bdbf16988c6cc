"""X4, X10, X14: doubtful, unusual and homonymous identities, said to a real Liaison."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real.circles.town import Person, running_town

pytestmark = pytest.mark.real

# Corsica, waiting for registration, born abroad, month unknown: all must be taken.
UNUSUAL = (
    ("170032A99900629", "M", "01-03-1970", "2A999"),
    ("885019935000227", "F", "01-01-1985", "99350"),
    ("790019910000158", "M", "01-01-1990", "99100"),
    ("155205960600117", "M", "31-12-1955", "59606"),
)


async def test_unusual_numbers_are_taken_and_wrong_ones_told(tmp_path: Path) -> None:
    async with running_town(tmp_path) as town, town.people("alice", "kim") as (alice, kim):
        for rank, (matricule, sex, born, place) in enumerate(UNUSUAL):
            name = f"CANARI{'ABCD'[rank]}"
            await _scan(alice, matricule, name, sex, born, place)
            await alice.asks("Kim Masse", "À quel titre")
            await alice.asks("1", "ouvert")
            card = await kim.hears(name)
            assert matricule in card.replace(" ", "").replace("\u00a0", "")

        # X14: the same name, the same day; a person decides, and both are marked.
        await alice.asks("nouveau cercle CANARIA Jean 01/03/1970 M à 76999", "très proche")
        await alice.asks("0", "Qui est dans le cercle")
        await alice.asks("Kim Masse", "À quel titre")
        await alice.asks("1", "ouvert")
        assert "Homonyme connu" in await kim.hears("Homonyme connu")

        # X4: a doubtful identity, in its circle's room.
        await alice.asks("mes patients CANARIB", "1 patient")
        await alice.asks("1", "Conversation")
        await alice.asks("identité douteuse", "verrouillé")
        assert "Identité douteuse" in await kim.hears("Identité douteuse")


async def _scan(alice: Person, matricule: str, name: str, sex: str, born: str, place: str) -> None:
    scanned = (
        f"IS010000000000000000000000S1{matricule}S21.2.250.1.213.1.4.10"
        f"S3JEAN\x1dS4{name}\x1dS5{sex}S6{born}S7{place}"
    )
    await alice.asks(f"nouveau cercle {scanned}", "Qui est dans le cercle")
