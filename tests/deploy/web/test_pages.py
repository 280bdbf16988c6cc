"""The pages tell what `territory.toml` says."""

from __future__ import annotations

from deploy.web.pages import answers, front_of
from tests.real.servers import small_territory


def test_the_front_page_is_the_territory_s() -> None:
    territory = small_territory()
    front = front_of(territory)
    assert front.territory == territory.territory.name
    assert front.assistant == "@annuaire:cercle.test"
    assert front.rooms == ["Annonces", "Pharmaciens", "Infirmiers"]


async def test_a_homeserver_that_is_not_there_is_not_well() -> None:
    assert await answers(small_territory().homeserver.public_url) is False
