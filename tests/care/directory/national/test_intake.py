"""What is kept of each row."""

from __future__ import annotations

from pathlib import Path

from care.directory.columns import ActivityRow
from care.directory.model import Skill
from care.directory.national.intake import person_key, read_skills, take_in

_EMPTY = ActivityRow(*[""] * len(ActivityRow._fields))
_MEYER = _EMPTY._replace(
    national_id="890000000001",
    family_name="LA MEYER",
    given_name="JEAN-PIERRE",
    profession_code="10",
    skill_code="SM54",
    commune_code="76351",
    commune="Le Havre",
    civility="M",
)


def test_an_id_makes_a_number_and_letters_do_not_collide() -> None:
    assert person_key("890000000001") == 890_000_000_001
    odd = {person_key(text) for text in ("0992A0001", "3990000001/12", "", "٣", "9" * 30)}
    assert len(odd) == 5
    assert min(odd) >= 1 << 63


def test_rows_become_columns_and_are_kept(tmp_path: Path) -> None:
    rows = [_MEYER, _EMPTY, _MEYER._replace(commune_code="76447", civility="MME")]
    skills = {person_key(_MEYER.national_id): (Skill("SM18", "Gériatrie (SM)"),)}
    intake = take_in(iter(rows), skills, tmp_path / "rows")
    kept = (tmp_path / "rows").read_bytes()
    starts = [kept[offset:].partition(b"\n")[0].decode() for offset in intake.offsets]
    assert [ActivityRow(*line.split("|")) for line in starts] == rows
    assert list(intake.families) == [0, 1, 0]
    assert list(intake.communes) == [0, 1, 2]
    assert list(intake.feminine) == [0, 0, 1]
    held = [{skill.code for skill in one.skills} for one in intake.known_classes]
    assert held == [{"SM54", "SM18"}, set()]


def test_names_are_known_with_their_particles(tmp_path: Path) -> None:
    intake = take_in(iter([_MEYER]), {}, tmp_path / "rows")
    assert set(intake.vocabulary) == {"meyer", "lameyer", "jean", "pierre", "jeanpierre"}


def test_skills_are_gathered_by_person() -> None:
    rows = [("81", "SM54", "MG"), ("81", "SM18", "Gériatrie"), ("81", "SM18", "Gériatrie")]
    assert read_skills(iter([*rows, ("82", "", "")])) == {
        81: (Skill("SM54", "MG"), Skill("SM18", "Gériatrie"))
    }
