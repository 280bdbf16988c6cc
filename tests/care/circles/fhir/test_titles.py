"""A team bears the name that people call the patient by."""

from __future__ import annotations

from care.circles.fhir.titles import title_of
from care.identity.traits import Traits


def test_the_name_of_daily_life_comes_first() -> None:
    traits = Traits(birth_name="EXEMPLE", given_names="JEANNE MARIE", used_name="FICTIF")
    assert title_of(traits) == "Cercle de soins de JEANNE FICTIF"
    assert title_of(Traits()) == "Cercle de soins"
