"""What differs between a letter and a patient of ours is said in words, trait by trait."""

from __future__ import annotations

from care.identity.birth_date import BirthDate
from care.identity.traits import Sex, Traits
from tests.widgets.front import BrowserFront
from tests.widgets.house import House
from tests.widgets.post import ALICE, Paper, come, open_circle, send_papers, settle

ALMOST = Traits("EXEMPLE", "JEANNE MARIE", BirthDate(1984, 6, 15), Sex.FEMALE, "13055", "JEANNE")


async def test_each_trait_beside_ours(house: House, browser: BrowserFront) -> None:
    settle(house)
    open_circle(house)
    come(house, send_papers(Paper(traits=ALMOST, number=None)))
    await browser.enter(house.secret(ALICE))
    (waiting,) = (await browser.ask("triage/show")).body["waiting"]
    (candidate,) = waiting["candidates"]
    compared = {one["label"]: one for one in candidate["traits"]}
    assert compared["Lieu de naissance"] == {
        "label": "Lieu de naissance",
        "theirs": "13055",
        "ours": "76999",
        "mark": "different",
        "word": "différent",
    }
    assert (compared["Sexe"]["theirs"], compared["Sexe"]["mark"]) == ("féminin", "same")
    assert compared["Nom de naissance"]["mark"] == "same"
    assert compared["Date de naissance"]["ours"] == "15/06/1984"
    assert (compared["INS"]["theirs"], compared["INS"]["mark"]) == ("non dit", "unknown")
    assert candidate["standing"] == ["identité qualifiée", "cercle ouvert"]
    assert candidate["born"] == "née le 15/06/1984"


async def test_what_is_said_of_somebody_unknown_is_shown_alone(
    house: House, browser: BrowserFront
) -> None:
    settle(house)
    come(house, send_papers(Paper()))
    await browser.enter(house.secret(ALICE))
    (waiting,) = (await browser.ask("triage/show")).body["waiting"]
    says = {one["label"]: one["theirs"] for one in waiting["says"]}
    assert says["Nom de naissance"] == "EXEMPLE"
    assert says["INS"].replace("\u202f", "").replace("\u00a0", "").replace(" ", "") == (
        "284067635112353"
    )
