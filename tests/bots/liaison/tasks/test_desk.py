"""Tasks as people write them: noted as understood, doubts asked, done by a word or a sign."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.bots.liaison.village import (
    ALICE,
    ANNE,
    IDA,
    KIM,
    PAUL,
    Room,
    Village,
    open_jeanne,
    plain,
)


@pytest.fixture
def village() -> Village:
    return Village()  # Monday 2 March 2026, 9 h in Paris


@pytest.fixture
def room(village: Village) -> Room:
    return open_jeanne(village, others="Paul Inventé, Ida Soigne")


def said(village: Village, person: str, text: str, room: Room) -> str:
    before = set(room.said)
    village.writes(person, text, room)
    return "\n".join(plain(s.text) for event, s in room.said.items() if event not in before)


def test_a_task_is_noted_in_the_room_and_rings_once_at_its_hour(
    village: Village, room: Room
) -> None:
    noted = said(village, ALICE, "!tâche retrait pansement jeudi 8h15 @Paul", room)
    assert "Noté : retrait pansement – jeudi 5/03 à 8 h 15 – pour INVENTE Paul" in noted
    village.time_passes(timedelta(days=2, hours=23))  # Thursday, 8 h 00
    assert not [say for say in room.said.values() if "⏰" in say.text]
    village.time_passes(timedelta(minutes=20))
    village.time_passes(timedelta(minutes=20))
    (rung,) = [say for say in room.said.values() if "⏰" in say.text]
    assert rung.mentions == (PAUL,)
    assert "retrait pansement" in rung.text


def test_a_sign_on_the_reminder_or_the_card_says_that_it_is_done(
    village: Village, room: Room
) -> None:
    said(village, ALICE, "!tâche retrait pansement jeudi 8h15 @Paul", room)
    card = next(sent for sent, say in room.said.items() if say.text.startswith("☐"))
    village.reacts(PAUL, "✅", card)
    assert any(text.startswith("✅ fait : retrait pansement") for text in room.texts)
    village.time_passes(timedelta(days=4))
    assert not [say for say in room.said.values() if "⏰" in say.text]


def test_a_doubt_is_asked_and_the_answer_taken(village: Village, room: Room) -> None:
    asked = said(village, IDA, "!tâche rappeler la famille lundi 18h", room)
    assert "Quand exactement" in asked
    assert "1. aujourd’hui à 18 h 00" in asked
    assert "lundi 9/03 à 18 h 00" in said(village, IDA, "!2", room)
    assert "Quand exactement" in said(village, IDA, "!tâche voir le dossier lundi 18h", room)
    assert "rien n’a été gardé" in said(village, IDA, "!annuler", room)


def test_my_day_across_circles_late_first_then_done_by_number(village: Village, room: Room) -> None:
    said(village, ALICE, "!tâche bilan sanguin demain 8h @Ida", room)
    said(village, ALICE, "!tâche commander les compresses aujourd’hui urgent @Ida", room)
    village.time_passes(timedelta(hours=30))
    day = village.tells(IDA, "ma journée")
    assert day.index("En retard") < day.index("commander les compresses")
    assert "EXEMPLE Jeanne" in day
    assert "(urgent)" in day
    number = next(line for line in day.splitlines() if "bilan" in line).split(".")[0]
    assert "Fait : bilan sanguin" in village.tells(IDA, f"fait {number}")
    assert "1 fait" in village.tells(IDA, "ma journée")
    assert any(text.startswith("✅ fait : bilan sanguin") for text in room.texts)


def test_one_s_own_tasks_are_seen_by_nobody_else(village: Village, room: Room) -> None:
    noted = village.tells(ALICE, "rappelle-moi dans 3 jours à 10h de relire le dossier")
    assert "relire le dossier" in noted
    assert "relire" not in "\n".join(room.texts)
    assert "relire" not in village.tells(IDA, "ma journée")
    village.time_passes(timedelta(days=3, hours=1, minutes=1))
    (rung,) = [s for s in village.direct(ALICE).said.values() if "⏰" in s.text]
    assert rung.mentions == (ALICE,)


def test_put_off_and_handed_over(village: Village, room: Room) -> None:
    said(village, ALICE, "!tâche bilan demain 8h @Ida", room)
    village.tells(ALICE, "mes patients")
    village.tells(ALICE, "1")
    assert "bilan" in village.tells(ALICE, "tâches")
    assert "mercredi 4/03 à 9 h 00" in village.tells(ALICE, "reporter 1 mercredi 9h")
    assert "Confié à INVENTE Paul" in village.tells(ALICE, "confier 1 à Paul")
    assert any("pour INVENTE Paul" in text and "4/03" in text for text in room.texts)
    assert "pas dans la liste" in village.tells(ALICE, "fait 9")
    assert "n’est dans ce cercle" in village.tells(ALICE, "confier 1 à Zorglub")


def test_what_nobody_may_or_nobody_can(village: Village) -> None:
    room = open_jeanne(village)
    assert "Que faut-il faire" in said(village, ALICE, "!tâche", room)
    assert "moment est passé" in said(village, ALICE, "!tâche bilan hier", room)
    assert "n’est dans ce cercle" in said(village, ALICE, "!tâche bilan demain @Zorglub", room)
    said(village, ALICE, "!tâche bilan demain 8h", room)
    village.tells(KIM, "tâche perso appeler demain 8h")
    assert "bilan" not in village.tells(KIM, "ma journée")


def test_a_relative_is_not_told_what_is_said_among_professionals(village: Village) -> None:
    room = open_jeanne(village)
    village.writes(ALICE, "!équipe", room)
    team = village.room_called((room.name or "").replace("Cercle", "Équipe"))
    village.everybody_joins(team)
    said(village, ALICE, "!tâche parler de l’annonce demain 8h", team)
    village.time_passes(timedelta(days=1))
    assert any("⏰" in say.text for say in team.said.values())
    assert not any("annonce" in say.text for say in room.said.values())
    assert "annonce" not in village.tells(ANNE, "ma journée")


def test_who_leaves_is_rung_no_more_and_their_tasks_wait_for_others(
    village: Village, room: Room
) -> None:
    said(village, ALICE, "!tâche bilan demain 8h @Paul", room)
    village.leaves(PAUL, room)
    village.time_passes(timedelta(days=1))
    (rung,) = [say for say in room.said.values() if "⏰" in say.text]
    assert set(rung.mentions) == {ALICE, IDA}
    assert not any("⏰" in say.text for say in village.direct(PAUL).said.values())


def test_one_s_day_comes_at_the_hour_one_chose(village: Village, room: Room) -> None:
    said(village, ALICE, "!tâche bilan demain 14h @Ida", room)
    assert "chaque jour à 7 h 30" in village.tells(IDA, "ma journée à 7h30")
    village.time_passes(timedelta(hours=23))
    (told,) = [s for s in village.direct(IDA).said.values() if "Ma journée" in s.text]
    assert "bilan" in told.text
    assert "n’envoie plus" in village.tells(IDA, "ma journée jamais")
    village.time_passes(timedelta(days=2))
    assert len([s for s in village.direct(IDA).said.values() if "Ma journée" in s.text]) == 1


def chosen(village: Village, person: str = ALICE) -> None:
    """`person` speaks of the circle from now on."""
    village.tells(person, "mes patients")
    village.tells(person, "1")


def test_what_was_misunderstood_is_taken_back_by_a_word(village: Village, room: Room) -> None:
    assert "« !annuler »" in said(village, ALICE, "!tâche bilan demain 8h @Paul", room)
    assert "C’est annulé : bilan" in said(village, ALICE, "!annuler", room)
    chosen(village)
    assert "« annuler »" in village.tells(ALICE, "tâche pansement demain 8h")
    assert "C’est annulé : pansement" in village.tells(ALICE, "annuler")
    village.tells(ALICE, "tâche courses demain 8h")
    village.tells(ALICE, "mes patients")
    assert "annulé" not in village.tells(ALICE, "annuler")
    village.time_passes(timedelta(days=2))
    rung = [s.text for r in village.rooms.values() for s in r.said.values() if "⏰" in s.text]
    assert rung
    assert all("courses" in text for text in rung)


def test_the_task_just_noted_needs_no_number(village: Village, room: Room) -> None:
    chosen(village)
    village.tells(ALICE, "tâche bilan demain 8h")
    assert "mercredi 4/03 à 9 h 00" in village.tells(ALICE, "reporter mercredi 9h")
    assert "Confié à INVENTE Paul" in village.tells(ALICE, "confier à Paul")
    assert "Fait : bilan" in village.tells(ALICE, "fait")


def test_putting_off_asks_when_it_is_unclear_and_keeps_the_hour(
    village: Village, room: Room
) -> None:
    chosen(village)
    village.tells(ALICE, "tâche bilan aujourd’hui 17h")
    village.tells(ALICE, "ma journée")
    assert "demain à 17 h 00" in village.tells(ALICE, "reporter la 1 à demain")
    assert "Quand exactement" in village.tells(ALICE, "reporter 1 lundi")
    assert "lundi 9/03 à 17 h 00" in village.tells(ALICE, "2")
    assert "mercredi 4/03 à 10 h 00" in village.tells(ALICE, "reporter bilan à mercredi 10h")
    assert "À qui" in village.tells(ALICE, "confier 1")
    assert "Quand ?" in village.tells(ALICE, "reporter 1")


def test_of_what_comes_back_the_time_put_off_keeps_its_hour(village: Village, room: Room) -> None:
    chosen(village)
    village.tells(ALICE, "tâche insuline tous les jours 18h")
    village.tells(ALICE, "ma journée")
    assert "demain à 18 h 00" in village.tells(ALICE, "reporter 1 à demain")


def test_several_are_done_at_once(village: Village, room: Room) -> None:
    chosen(village)
    for what in ("bilan", "courses", "pansement"):
        village.tells(ALICE, f"tâche {what} aujourd’hui")
    village.tells(ALICE, "ma journée")
    done = village.tells(ALICE, "fait 1 et 2")
    assert done.count("✅ Fait") == 2
    assert "1 à faire, 2 faits" in village.tells(ALICE, "ma journée svp")
    assert "pas dans la liste" in village.tells(ALICE, "fait un malaise ce matin")
    assert "1 à faire" in village.tells(ALICE, "mes tâches du jour")
    assert "✅ Fait" in village.tells(ALICE, "1 fait")


def test_a_number_answers_the_last_question_only(village: Village, room: Room) -> None:
    chosen(village)
    assert "Quand exactement" in village.tells(ALICE, "tâche pansement lundi")
    village.tells(ALICE, "mes patients")
    assert "Conversation" in village.tells(ALICE, "1")
    assert "Rien à faire" in village.tells(ALICE, "tâches")


def test_a_doubt_is_answered_by_a_date_too(village: Village, room: Room) -> None:
    chosen(village)
    assert "Quand exactement" in village.tells(ALICE, "tâche pansement lundi")
    assert "Quand exactement" in village.tells(ALICE, "je ne sais pas")
    assert "Noté : pansement – lundi 9/03" in village.tells(ALICE, "le 9")


def test_a_circle_being_prepared_waits_while_something_else_is_asked(village: Village) -> None:
    open_jeanne(village)
    village.tells(ALICE, "nouveau cercle")
    assert "Noté : bilan" in village.tells(ALICE, "tâche perso bilan demain 8h")
    asked = village.tells(ALICE, "bris de glace EXEMPLE Jeanne 15/06/1984 F : chute grave")
    assert "déjà dans ce cercle" in asked
    assert "avec vous" in village.tells(ALICE, "ESSAI Luc 03/02/1950 M")
    assert "Quand exactement" in village.tells(ALICE, "tâche perso appeler lundi")
    assert "À quel titre" in village.tells(ALICE, "Paul Inventé")
    assert "ouvert" in village.tells(ALICE, "1")
    assert "appeler" not in village.tells(ALICE, "ma journée")


def test_what_is_shouted_to_everybody_is_no_order(village: Village, room: Room) -> None:
    assert said(village, ALICE, "!!! chute ce matin", room) == ""
    village.writes(IDA, "!résumé", room)
    assert "!!! chute ce matin" in village.direct(IDA).texts[-1]


@pytest.mark.parametrize(
    "words", ["pansement fait ce matin, revoir jeudi", "rappel vaccin jeudi", "tâche faite"]
)
def test_words_of_a_circle_become_no_task(village: Village, room: Room, words: str) -> None:
    assert said(village, ALICE, words, room) == ""
    assert "Rien à faire" in said(village, ALICE, "!tâches", room)


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        ("tâche appeler @dr fictif demain", "appeler – demain – pour FICTIF Alice"),
        ("tâche renouveler la carte pas urgent", "Noté : renouveler la carte – cercle"),
        ("rappelle-moi demain de commander des sets", "Noté : commander des sets – demain"),
        ("tâche pansement lun mer ven 9h", "2. tous les lundis, mercredis et vendredis à 9 h 00"),
        ("tâche INR le premier mardi du mois", "INR – le premier mardi de chaque mois"),
        ("tâche lovenox 1/j pdt 3j", "tous les jours à 8 h 00, jusqu’au"),
        ("tâche bilan @ida @paul", "une seule personne"),
    ],
)
def test_tasks_as_they_are_typed(village: Village, room: Room, words: str, noted: str) -> None:
    chosen(village)
    assert noted in village.tells(ALICE, words)


@pytest.mark.parametrize("words", ["ma journée de demain", "ma journée demain matin", "ma journée"])
def test_asking_for_the_day_chooses_no_hour(village: Village, words: str) -> None:
    assert "chaque jour à" not in village.tells(IDA, words)
    assert "chaque jour à 19 h 00" in village.tells(IDA, "ma journée le soir")


def test_the_tasks_of_a_circle_are_in_order(village: Village, room: Room) -> None:
    for words in ("sans date", "bilan demain 8h", "pilulier ce soir", "INR tous les jours 20h",
                  "appeler le labo vendredi urgent"):  # fmt: skip
        said(village, ALICE, f"!tâche {words}", room)
    told = said(village, ALICE, "!tâches", room)
    order = [told.index(what) for what in ("labo", "pilulier", "INR", "bilan", "sans date")]
    assert order == sorted(order)


def test_hours_of_peace_hold_a_reminder_until_they_are_over(village: Village, room: Room) -> None:
    village.tells(IDA, "ma journée à 7h30")
    assert "De quelle heure" in village.tells(IDA, "ne pas déranger")
    kept = village.tells(IDA, "ne pas me déranger de 20h à 7h")
    assert "pas de rappel de 20 h 00 à 7 h 00" in kept
    said(village, ALICE, "!tâche relire le dossier ce soir 21h @Ida", room)
    village.time_passes(timedelta(hours=14))
    assert not [say for say in room.said.values() if "⏰" in say.text]
    village.time_passes(timedelta(hours=9))
    assert [say for say in room.said.values() if "⏰" in say.text]
    village.time_passes(timedelta(hours=1))
    assert [s for s in village.direct(IDA).said.values() if "Ma journée" in s.text]
    assert "à toute heure" in village.tells(IDA, "ne pas déranger jamais")
