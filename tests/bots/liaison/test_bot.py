"""The dialogues of Liaison, as people have them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from care.matrix.model import Moved
from tests.bots.liaison.village import (
    ALICE,
    ANNE,
    CAMILLE,
    IDA,
    JEANNE,
    KIM,
    LIAISON,
    PAUL,
    SECRETARY,
    Room,
    Village,
    open_jeanne,
    plain,
)


@pytest.fixture
def village() -> Village:
    return Village()


def test_a_circle_is_opened_in_three_messages(village: Village) -> None:
    asked = village.tells(ALICE, "nouveau cercle EXEMPLE Jeanne 15/06/1984 F")
    assert "EXEMPLE Jeanne, née le 15/06/1984" in asked
    assert "Qui est dans le cercle, avec vous" in asked
    summed = village.tells(
        ALICE, "moi médecin traitant, Paul Inventé, Ida Soigne, sa fille Anne Exemple"
    )
    assert "FICTIF Alice – médecin traitant" in summed
    assert "EXEMPLE Anne – fille" in summed
    assert "À quel titre" in summed
    opened = village.tells(ALICE, "1")
    assert "ouvert" in opened
    (room,) = village.circles
    assert room.invited == {ALICE, PAUL, IDA, ANNE}
    identity, members = room.cards
    assert identity.startswith("EXEMPLE Jeanne – née le 15/06/1984 (41 ans)")
    assert "Médecin traitant : FICTIF Alice" in identity
    assert "provisoire" in identity
    assert members.index("Proches et aidants") < members.index("Équipe de soins")
    assert "EXEMPLE" not in (room.name or "")
    assert "Jeanne" not in (room.name or "")


def test_everything_may_be_asked_step_by_step(village: Village) -> None:
    assert "Qui est le patient" in village.tells(IDA, "nouveau cercle")
    assert "le sexe" in village.tells(IDA, "EXEMPLE Jeanne 15/06/1984")
    assert "Qui est dans le cercle" in village.tells(IDA, "EXEMPLE Jeanne 15/06/1984 F")
    assert "Personne de ce nom" in village.tells(IDA, "Zorglub, Paul Inventé")
    assert "À quel titre" in village.tells(IDA, "Paul Inventé")
    assert "pas compris" in village.tells(IDA, "bof")
    assert "ouvert" in village.tells(IDA, "4")
    assert village.circles[0].invited == {IDA, PAUL}


def test_a_datamatrix_may_be_pasted(village: Village) -> None:
    scanned = (
        "IS010000000000000000000000S1284067635112353S21.2.250.1.213.1.4.10"
        "S3JEANNE MARIE\x1dS4EXEMPLE\x1dS5FS615-06-1984S776351"
    )
    assert "EXEMPLE Jeanne" in village.tells(IDA, f"nouveau cercle {scanned}")
    village.tells(IDA, "Paul Inventé")
    village.tells(IDA, "1")
    assert "INS 2 84 06 76 351 123 53 (numéro d’essai)" in village.circles[0].cards[0]


def test_a_draft_may_be_given_up(village: Village) -> None:
    village.tells(ALICE, "nouveau cercle EXEMPLE Jeanne 15/06/1984 F")
    assert "rien n’a été gardé" in village.tells(ALICE, "annuler")
    assert "cercles de soins" in village.tells(ALICE, "Paul Inventé")
    assert village.circles == []


def test_the_same_patient_has_one_circle(village: Village) -> None:
    open_jeanne(village)
    asked = village.tells(KIM, "nouveau cercle EXEMPLE Jeanne 15/06/1984 F")
    assert "déjà connue" in asked
    refused = village.tells(KIM, "1")
    assert "dont vous n’êtes pas" in refused
    asked = village.tells(ALICE, "nouveau cercle EXEMPLE Jeanne 15/06/1984 F")
    assert "et vous en êtes" in village.tells(ALICE, "oui")
    assert len(village.circles) == 1


def test_two_homonyms_are_told_apart_by_a_person(village: Village) -> None:
    """X14: same name, same birth date: a manual choice, and both are marked."""
    open_jeanne(village)
    village.tells(KIM, "nouveau cercle EXEMPLE Jeanne 15/06/1984 F à 59606")
    village.tells(KIM, "0")
    village.tells(KIM, "Ida Soigne")
    village.tells(KIM, "1")
    first, second = village.circles
    assert "Homonyme connu" in second.cards[0]
    village.tells(ALICE, "mes patients")
    village.tells(ALICE, "1")
    village.tells(ALICE, "tél 02 00 00 00 09")
    assert "Homonyme connu" in first.cards[0]


def test_a_newcomer_is_told_the_past_and_gets_cards_they_can_read(village: Village) -> None:
    room = open_jeanne(village)
    village.writes(ALICE, "Pansement refait ce matin.", room)
    village.writes(IDA, "photo.jpg", room, kind="m.image")
    old = room.pinned
    assert "Invitation envoyée" in _said(village, ALICE, "!ajouter Kim Masse", room)
    assert room.pinned != old
    assert set(old) <= room.erased
    village.joins(KIM, room)
    told = "\n".join(village.direct(KIM).texts)
    assert "Résumé du cercle" in told
    assert "Pansement refait ce matin." in told
    assert "photo.jpg" in told
    assert "EXEMPLE Jeanne" in told


def test_an_erased_message_is_not_told(village: Village) -> None:
    room = open_jeanne(village)
    event = village.writes(ALICE, "Erreur de patient", room)
    village.erases(ALICE, event, room)
    village.tells(IDA, "mes patients")
    village.tells(IDA, "1")
    assert "Erreur de patient" not in village.tells(IDA, "résumé")


def test_professionals_have_a_room_of_their_own(village: Village) -> None:
    room = open_jeanne(village)
    assert "ni le patient ni ses proches" in _said(village, ALICE, "!équipe", room)
    team = village.room_called((room.name or "").replace("Cercle", "Équipe"))
    assert team.invited == {ALICE, PAUL, IDA}
    village.everybody_joins(team)
    village.writes(IDA, "La famille est épuisée.", team)
    village.tells(ANNE, "mes patients")
    village.tells(ANNE, "1")
    assert "épuisée" not in village.tells(ANNE, "résumé")
    village.tells(PAUL, "mes patients")
    village.tells(PAUL, "1")
    assert "La famille est épuisée." in village.tells(PAUL, "résumé")
    _said(village, ALICE, "!retirer Ida", room)
    assert IDA not in team.joined | room.joined
    assert "ne le permet pas" in _said(village, ANNE, "!équipe", room)


def test_a_relative_adds_nobody_and_reads_no_trail(village: Village) -> None:
    room = open_jeanne(village)
    assert "ne le permet pas" in _said(village, ANNE, "!ajouter Kim Masse", room)
    village.tells(ANNE, "mes patients")
    village.tells(ANNE, "1")
    assert "ne le permet pas" in village.tells(ANNE, "journal")


def test_who_leaves_the_room_leaves_the_circle(village: Village) -> None:
    room = open_jeanne(village)
    village.leaves(PAUL, room)
    assert "INVENTE" not in room.cards[1]
    assert "a quitté le cercle" in "\n".join(village.direct(ALICE).texts)
    assert "aucun cercle" in village.tells(PAUL, "mes patients")


def test_the_coordination_hears_of_a_circle_without_professional(village: Village) -> None:
    room = open_jeanne(village, others="sa fille Anne Exemple")
    village.leaves(ALICE, room)
    assert "n’a plus de professionnel" in "\n".join(village.direct(CAMILLE).texts)


def test_a_circle_is_closed_with_a_reason_and_reopened(village: Village) -> None:
    room = open_jeanne(village)
    assert "Pourquoi le fermer" in _said(village, ALICE, "!fermer", room)
    _said(village, ALICE, "!fermer fin de prise en charge", room)
    assert room.read_only
    assert room.joined == {LIAISON}
    assert any("fin de prise en charge" in text for text in room.texts)
    name = (room.name or "").removeprefix("Cercle ")
    assert "gérez" in village.tells(CAMILLE, f"gérer {name}")
    assert "rouvert" in village.tells(CAMILLE, "rouvrir")
    assert not room.read_only
    assert room.invited == {ALICE, PAUL, IDA, ANNE}
    assert len(village.circles) == 1


def test_a_secretary_opens_and_manages_without_reading(village: Village) -> None:
    village.tells(SECRETARY, "nouveau cercle EXEMPLE Jeanne 15/06/1984 F")
    village.tells(SECRETARY, "Alice Fictif, Paul Inventé")
    village.tells(SECRETARY, "1")
    (room,) = village.circles
    assert room.invited == {ALICE, PAUL}
    name = (room.name or "").removeprefix("Cercle ")
    village.tells(SECRETARY, f"gérer {name}")
    assert "Invitation" in village.tells(SECRETARY, "ajouter Ida Soigne")
    assert "pas dans ce cercle" in village.tells(SECRETARY, "résumé")
    assert "EXEMPLE" not in village.tells(SECRETARY, "membres")
    assert IDA in room.invited


def test_breaking_the_glass_is_seen_by_all_and_ends_by_itself(village: Village) -> None:
    room = open_jeanne(village)
    refused = village.tells(KIM, "bris de glace EXEMPLE Jeanne 15/06/1985 F : chute au domicile")
    assert "Aucun cercle ouvert" in refused
    assert "Dites pourquoi" in village.tells(KIM, "bris de glace EXEMPLE Jeanne 15/06/1984 F : ok")
    taken = village.tells(KIM, "bris de glace EXEMPLE Jeanne 15/06/1984 F : chute au domicile")
    assert "Accès d’urgence" in taken
    assert KIM in room.invited
    village.joins(KIM, room)
    assert any("chute au domicile" in text for text in room.texts)
    told = "\n".join(village.direct(CAMILLE).texts)
    assert "MASSE Kim" in told
    assert "chute" not in told
    assert "EXEMPLE" not in told
    village.tells(ALICE, "mes patients")
    village.tells(ALICE, "1")
    trail = village.tells(ALICE, "journal").splitlines()
    assert "accès d’urgence" in trail[1]
    assert "chute au domicile" in trail[1]
    village.time_passes(timedelta(hours=3, minutes=59))
    assert KIM in room.joined
    village.time_passes(timedelta(minutes=2))
    assert KIM not in room.joined
    assert "terminé" in "\n".join(village.direct(KIM).texts)


def test_relatives_do_not_break_the_glass(village: Village) -> None:
    open_jeanne(village, others="Paul Inventé")
    asked = village.tells(ANNE, "bris de glace EXEMPLE Jeanne 15/06/1984 F : je suis inquiète")
    assert "Seul un professionnel" in asked


def test_opposition_to_one_person_removes_them_at_once(village: Village) -> None:
    room = open_jeanne(village)
    village.tells(ALICE, "mes patients")
    village.tells(ALICE, "1")
    assert "Une personne n’a plus accès" in village.tells(ALICE, "opposition à Paul Inventé")
    assert PAUL not in room.joined
    assert "opposé au partage avec" in village.tells(ALICE, "ajouter Paul Inventé")
    assert "consentement" in village.tells(ALICE, "consentement écrit pour Paul Inventé")
    assert "Invitation" in village.tells(ALICE, "ajouter Paul Inventé")


def test_consent_withdrawn_silences_the_room_and_keeps_the_trail(village: Village) -> None:
    """X15."""
    room = open_jeanne(village)
    village.tells(ALICE, "mes patients")
    village.tells(ALICE, "1")
    assert "n’ont plus accès" in village.tells(ALICE, "opposition au partage, écrite")
    assert room.read_only
    assert room.joined == {LIAISON}
    assert any("s’oppose au partage" in text for text in room.texts)
    name = (room.name or "").removeprefix("Cercle ")
    village.tells(CAMILLE, f"gérer {name}")
    village.tells(CAMILLE, "rouvrir")
    assert "opposé au partage" in village.tells(CAMILLE, "ajouter Alice Fictif")
    village.tells(CAMILLE, "consentement")
    assert "Invitation" in village.tells(CAMILLE, "ajouter Alice Fictif")


def test_a_patient_opposes_in_person(village: Village) -> None:
    room = open_jeanne(village, others="Paul Inventé, la patiente Jeanne Exemple")
    assert JEANNE in room.joined
    village.tells(JEANNE, "mes patients")
    village.tells(JEANNE, "1")
    village.tells(JEANNE, "opposition au partage")
    assert room.joined == {LIAISON, JEANNE}
    assert room.read_only


def test_a_doubtful_identity_locks_what_goes_out(village: Village) -> None:
    """X4: the banner is the first line of the card."""
    room = open_jeanne(village)
    village.tells(ALICE, "mes patients")
    village.tells(ALICE, "1")
    assert "douteuse" in village.tells(ALICE, "identité douteuse")
    assert room.cards[0].startswith("⛔ Identité douteuse")
    village.tells(ALICE, "lever le doute")
    assert room.cards[0].startswith("EXEMPLE Jeanne")
    village.tells(ALICE, "identité fictive")
    assert room.cards[0].startswith("⛔ Patient fictif")


def test_cards_are_edited_in_place(village: Village) -> None:
    room = open_jeanne(village)
    before = room.pinned
    _said(village, IDA, "!alerte allergie à la pénicilline", room)
    _said(village, IDA, "!adresse 12 rue de l’Exemple, Le Havre", room)
    assert room.pinned == before
    identity = room.cards[0]
    assert "allergie à la pénicilline" in identity
    assert "12 rue de l’Exemple" in identity
    assert "06 00 00 00 12" in identity
    card = next(s for s in room.said.values() if s.edits == before[0] and "rue" in s.text)
    assert 'href="geo:0,0?q=' in (card.html or "")
    assert 'href="tel:+33600000012"' in (card.html or "")


def test_my_patients_can_be_sorted_in_lists_and_shows_what_is_unread(village: Village) -> None:
    room = open_jeanne(village)
    event = village.writes(IDA, "Glycémie à 2,1 g/L", room)
    listed = village.tells(ALICE, "mes patients")
    assert "1. EXEMPLE Jeanne (15/06/1984)" in listed
    assert "1 non lu" in listed
    village.tells(ALICE, "1")
    assert "votre liste « diabète »" in village.tells(ALICE, "liste diabète")
    assert "EXEMPLE" in village.tells(ALICE, "mes patients Diabète")
    assert "EXEMPLE" in village.tells(ALICE, "mes patients exem")
    assert "ne correspond" in village.tells(ALICE, "mes patients durand")
    village.clock.advance(timedelta(seconds=5))
    village.reads(ALICE, event, room)
    assert "non lu" not in village.tells(ALICE, "mes patients")
    assert "diabète – 1 patient" in village.tells(ALICE, "mes listes")
    assert "Vous n’avez pas de liste" in village.tells(IDA, "mes listes")


def test_a_number_in_a_group_is_told_to_its_author_alone(village: Village) -> None:
    group = village.group("pharmacies")
    village.writes(PAUL, "Qui a du stock de metformine ?", group)
    event = village.writes(PAUL, "pour 2 84 06 76 351 123 53", group)
    assert group.said == {}
    warned = village.direct(PAUL)
    sent = next(s for s, say in warned.said.items() if "sécurité sociale" in plain(say.text))
    assert "284" not in warned.said[sent].text
    village.reacts(IDA, "✅", sent)
    assert group.erased == set()
    village.reacts(PAUL, "✅", sent)
    assert group.erased == {event.removeprefix("$")}
    village.reacts(PAUL, "✅", sent)
    assert "pas de message à retirer" in village.tells(PAUL, "retirer le message")


def test_an_invitation_refused_is_told_to_who_opened(village: Village) -> None:
    village.refuses = {KIM}
    room = open_jeanne(village)
    _said(village, ALICE, "!ajouter Kim Masse", room)
    village.deliver()
    assert "pas pu inviter MASSE Kim" in "\n".join(village.direct(ALICE).texts)


def test_what_is_private_is_not_said_in_the_room(village: Village) -> None:
    room = open_jeanne(village)
    assert "devant tout le cercle" in _said(village, ALICE, "!opposition à Paul", room)
    assert "point d’exclamation" in _said(village, ALICE, "!bidule", room)


def test_one_to_one_is_always_the_same_conversation(village: Village) -> None:
    room = open_jeanne(village)
    _said(village, ALICE, "!écrire Paul", room)
    pairs = [r for r in village.rooms.values() if r.room_id.startswith("!pair:")]
    _said(village, PAUL, "!écrire Alice", room)
    assert [r for r in village.rooms.values() if r.room_id.startswith("!pair:")] == pairs
    assert pairs[0].invited == {ALICE, PAUL}


def _said(village: Village, person: str, text: str, room: Room) -> str:
    before = set(room.said)
    village.writes(person, text, room)
    return "\n".join(plain(say.text) for event, say in room.said.items() if event not in before)


def test_a_room_that_is_replaced_shows_everything_again(village: Village) -> None:
    room = open_jeanne(village)
    village.writes(ALICE, "!tâche retrait pansement demain 8h15", room)
    new = village.is_replaced(room)
    assert not room.erased
    assert len(new.pinned) == 2
    assert "EXEMPLE" in new.cards[0]
    assert any("pansement" in plain(said.text) for said in new.said.values())
    village.writes(ALICE, "!alerte allergie pénicilline", new)
    assert "pénicilline" in new.cards[0]


def test_another_room_that_is_replaced_says_nothing(village: Village) -> None:
    room = open_jeanne(village)
    said = dict(room.said)
    with village.units.unit("moved") as work:
        village.answering.moved(work, Moved("elsewhere", "!new", "!old"))
    village.deliver()
    assert room.said == said
