"""Where communes are."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.directory.national.geography import (
    distances,
    known_communes,
    known_departments,
    load_coordinates,
    locate,
)


def test_distances_around_le_havre(tmp_path: Path) -> None:
    points = load_coordinates(tmp_path)
    places = locate(["76351", "76447", "76259", "76540"], points)
    km = distances(places, points["76351"]).tolist()
    assert km[0] == 0
    assert km[1] == pytest.approx(8.5, abs=1.5)
    assert km[2] == pytest.approx(35, abs=3)
    assert km[3] == pytest.approx(72, abs=4)


def test_an_unknown_commune_is_at_its_department_s_main_town(tmp_path: Path) -> None:
    points = load_coordinates(tmp_path)
    unknown, reunion = locate(["59999", "97411"], points).tolist()
    assert unknown == pytest.approx(known_departments()["59"])
    assert reunion == pytest.approx(known_departments()["974"])


def test_a_file_beside_the_national_files_tells_more(tmp_path: Path) -> None:
    (tmp_path / "communes.csv").write_text(
        "code,latitude,longitude\n59999,50.1,3.2\n59998,north,\n", encoding="utf-8"
    )
    points = load_coordinates(tmp_path)
    assert points["59999"] == (50.1, 3.2)
    assert "59998" not in points


def test_every_known_commune_is_near_its_department() -> None:
    departments = known_departments()
    for commune in known_communes():
        latitude, longitude = departments[commune.code[:2]]
        assert abs(commune.latitude - latitude) < 1
        assert abs(commune.longitude - longitude) < 1.2
