"""Which order is heard where, and about which circle."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bots.liaison.replies import PAGES
from care.pages.workflow import Visitor, open_by_link
from care.tasks.trial import TRIAL_AFTER
from tests.bots.liaison.village import ALICE, ANNE, IDA, KIM, PAUL, Village, open_jeanne
from tests.care.circles.hamlet import open_one


@pytest.fixture
def village() -> Village:
    return Village()


def test_an_order_about_a_circle_needs_one(village: Village) -> None:
    open_jeanne(village)
    assert "De quel cercle" in village.tells(ALICE, "résumé")
    assert "pas dans la liste" in village.tells(ALICE, "1")


def test_the_circle_chosen_is_that_of_who_chose_it(village: Village) -> None:
    open_jeanne(village)
    village.tells(ALICE, "nouveau cercle MODELE Pierre 02/03/1955 M")
    village.tells(ALICE, "Ida Soigne")
    village.tells(ALICE, "1")
    listed = village.tells(ALICE, "mes patients")
    assert listed.index("MODELE") < listed.index("EXEMPLE")
    assert "EXEMPLE Jeanne" in village.tells(ALICE, "2")
    village.tells(ALICE, "alerte vit seule")
    assert "vit seule" in village.circles[0].cards[0]
    assert "vit seule" not in village.circles[1].cards[0]
    assert "MODELE" not in village.tells(PAUL, "mes patients")


def test_a_number_kept_from_a_list_opens_nothing_once_out(village: Village) -> None:
    room = open_jeanne(village)
    village.tells(PAUL, "mes patients")
    village.leaves(PAUL, room)
    refused = village.tells(PAUL, "1")
    assert "pas dans ce cercle" in refused
    assert "EXEMPLE" not in refused


def test_strangers_and_relatives_open_nothing(village: Village) -> None:
    assert "Seuls les professionnels" in village.tells(ANNE, "nouveau cercle")
    assert "aucun cercle" in village.tells("@stranger:test", "mes patients")
    assert "Seul un professionnel" in village.tells(
        "@stranger:test", "bris de glace EXEMPLE Jeanne 15/06/1984 F : parce que"
    )


def test_an_emergency_needs_a_patient_and_a_reason(village: Village) -> None:
    open_jeanne(village)
    assert "deux points" in village.tells(KIM, "bris de glace EXEMPLE Jeanne 15/06/1984 F")
    assert "deux points" in village.tells(KIM, "bris de glace EXEMPLE : chute à domicile")


def test_thanks_are_answered(village: Village) -> None:
    open_jeanne(village)
    assert "Avec plaisir" in village.tells(IDA, "merci")
    village.tells(IDA, "mes patients")
    assert "ne correspond" not in village.tells(IDA, "mes patients")


def test_a_file_sent_to_the_assistant_is_told_not_to_be_read(village: Village) -> None:
    room = village.direct(ALICE)
    before = set(room.said)
    village._write(ALICE, "photo.jpg", room.room_id, direct=True, kind="m.image")
    (answer,) = [say.text for event, say in room.said.items() if event not in before]
    assert "Je ne lis pas les fichiers" in answer


def test_html_typed_by_somebody_stays_text(village: Village) -> None:
    room = open_jeanne(village)
    village.writes(IDA, "!alerte <img src=x onerror=alert(1)>", room)
    for say in room.said.values():
        assert "<img" not in (say.html or "")


def test_an_emergency_in_a_circle_whose_room_is_not_there_yet(village: Village) -> None:
    with village.units.unit("elsewhere") as work:
        open_one(work, ALICE, PAUL)
    taken = village.tells(KIM, "bris de glace EXEMPLE Jeanne 15/06/1984 F : chute à domicile")
    assert "Accès d’urgence" in taken
    (room,) = village.circles
    assert room.invited == {ALICE, PAUL, KIM}
    assert any("chute à domicile" in text for text in room.texts)


def test_a_link_opens_ones_pages_to_who_asked(village: Village) -> None:
    told = village.tells(ALICE, "mes pages")
    assert "une seule fois" in told
    found = dict(re.findall(r"/pages/([a-z]+)#lien=([A-Za-z0-9_-]{43})", told))
    assert found.keys() == set(PAGES)
    for page, secret in found.items():
        with village.units.unit(f"open {page}") as work:
            opened = open_by_link(work, secret, Visitor("Firefox", b"key"), "")
        assert (opened.session.user_id, opened.purpose) == (ALICE, page)


def test_whoever_is_in_the_team_of_a_mailbox_is_given_its_pages_too() -> None:
    village = Village(mail_people=frozenset({ALICE}))
    told = village.tells(ALICE, "mes pages")
    pages = re.findall(r"/pages/([a-z]+)#lien=", told)
    assert pages == ["day", "patients", "triage", "sending", "session"]
    assert "/pages/triage" not in village.tells(PAUL, "mes pages")


def test_a_link_is_given_to_nobody_in_a_circle_nor_to_strangers(village: Village) -> None:
    room = open_jeanne(village)
    village.writes(PAUL, "!mes pages", room)
    assert not any("#lien=" in said.text for said in room.said.values())
    assert "inscrire" in village.tells("@stranger:test", "mes pages")


def test_my_patients_ends_with_the_link_of_the_whole_list(village: Village) -> None:
    open_jeanne(village)
    told = village.tells(ALICE, "mes patients")
    (secret,) = re.findall(r"/pages/patients#lien=([A-Za-z0-9_-]{43})", told)
    with village.units.unit("open") as work:
        opened = open_by_link(work, secret, Visitor("Firefox", b"key"), "")
    assert (opened.session.user_id, opened.purpose) == (ALICE, "patients")
    assert "#lien=" not in village.tells(ANNE, "mes patients diabète")


def test_the_page_of_a_circle_is_given_to_one_member_alone(village: Village) -> None:
    room = open_jeanne(village)
    before = len(village.direct(PAUL).said)
    village.writes(PAUL, "!page", room)
    assert not any("#lien=" in said.text for said in room.said.values())
    (told,) = [said.text for said in list(village.direct(PAUL).said.values())[before:]]
    ((circle, secret),) = re.findall(r"/pages/circle/(c[0-9a-f]{32})#lien=([\w-]{43})", told)
    with village.units.unit("open") as work:
        opened = open_by_link(work, secret, Visitor("Firefox", b"key"), "")
    assert (opened.session.user_id, opened.purpose) == (PAUL, f"circle/{circle}")
    assert "EXEMPLE" not in told
    village.tells(PAUL, "mes patients")
    village.tells(PAUL, "1")
    assert f"/pages/circle/{circle}#lien=" in village.tells(PAUL, "la page du cercle")
    village.leaves(PAUL, room)
    assert "pas dans ce cercle" in village.tells(PAUL, "page")


def test_the_trail_tells_tasks_and_who_looked(village: Village) -> None:
    room = open_jeanne(village)
    village.writes(PAUL, "!tâche retrait pansement", room)
    village.tells(PAUL, "mes patients")
    village.tells(PAUL, "1")
    assert "a ajouté une tâche" in village.tells(PAUL, "journal")


def test_a_test_of_notification_rings_who_asked(village: Village) -> None:
    for _twice in range(2):
        assert "Verrouillez votre téléphone" in village.tells(ALICE, "test de notification")
    said = village.direct(ALICE).said
    village.time_passes(TRIAL_AFTER - timedelta(seconds=1))
    assert not any(one.mentions for one in said.values()), "she has the time to lock it"
    village.time_passes(timedelta(hours=1))
    (rung,) = [one for one in village.direct(ALICE).said.values() if one.mentions]
    assert rung.mentions == (ALICE,)
    assert not rung.notice, "phones do not ring for notices"


def test_more_than_all_shows_it_again() -> None:
    village = Village()
    open_jeanne(village)
    village.tells(ALICE, "mes patients")
    for asked in ("plus", "encore"):
        assert "EXEMPLE Jeanne" in village.tells(ALICE, asked)
