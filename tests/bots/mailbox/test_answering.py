"""Answering mails in their threads, and beginning new ones, in the room of a mailbox."""

from __future__ import annotations

from datetime import timedelta

import pytest

from care.letters.threads import join_thread, load_thread
from care.mail.delivery import Delivery
from tests.bots.liaison.village import plain
from tests.bots.mailbox.counterpart import COLLEAGUE, OTHER, PATIENT, Counterpart
from tests.bots.mailbox.post import ACCOUNT, BRUNO, SEAT


@pytest.fixture
def room() -> Counterpart:
    return Counterpart()


def test_words_in_a_thread_answer_its_mail(room: Counterpart) -> None:
    thread = room.gets()
    card = room.writes("Oui, 80 mL.", thread)
    (mail,) = room.mails
    assert mail.in_reply_to == room.message_id
    assert mail.references == ("m0@ch.mssante.example", room.message_id)
    assert mail.subject.text == "Scanner de contrôle"
    assert mail.subject.is_reply
    assert [one.address for one in mail.to] == [COLLEAGUE]
    assert mail.folded.own == "Oui, 80 mL."
    assert "> faut-il injecter ?" in mail.body
    assert "Dr Marc RAYON a écrit" in plain(mail.folded.quoted)
    assert mail.mss.has_ins is False
    assert "Dr Marc RAYON : en attente d’envoi" in card
    assert list(room.said.values())[-1].thread == thread


def test_everybody_is_answered_when_asked(room: Counterpart) -> None:
    thread = room.gets()
    room.writes("à tous : c’est noté", thread)
    (mail,) = room.mails
    assert [one.address for one in mail.to] == [COLLEAGUE, OTHER]
    assert mail.folded.own == "c’est noté"


def test_nobody_is_written_to_by_half_an_order(room: Counterpart) -> None:
    thread = room.gets()
    room.shows("a.dat", thread)
    for text in (
        "répondre à tous sauf Luc : ok",
        "à tous, sauf Luc : ok",
        "à tous les coups c’est une fracture",
        "à tous nos patients nous disons oui",
    ):
        assert room.writes(text, thread).startswith("Rien n’est parti. Pour répondre à tous")
    assert room.mails == []
    room.writes("A tous: ok", thread)
    room.writes("À tous\nbien reçu", thread)
    mail, after = room.mails
    assert after.folded.own == "bien reçu"
    assert [one.address for one in after.to] == [COLLEAGUE, OTHER]
    assert after.attachments == ()
    assert [one.address for one in mail.to] == [COLLEAGUE, OTHER]
    assert mail.folded.own == "ok"
    assert [one.name for one in mail.attachments] == ["a.dat"]


@pytest.mark.parametrize(
    "text",
    ["transférer au Dr Fictif", "mail Dr Fictif : à voir", "à Luc : ok", "nouveau cercle", "Aide"],
)
def test_what_is_for_others_leaves_to_nobody(room: Counterpart, text: str) -> None:
    thread = room.gets()
    room.shows("a.dat", thread)
    assert room.writes(text, thread).startswith("Rien n’est parti")
    assert room.mails == []
    room.writes("Voici.", thread)
    assert [one.name for one in room.mails[0].attachments] == ["a.dat"]


def test_who_hesitates_keeps_the_file_and_who_is_polite_sends_it(room: Counterpart) -> None:
    thread = room.gets()
    room.shows("a.dat", thread)
    assert "le fichier attend encore" in room.writes("non attends, n’envoie pas", thread)
    assert room.mails == []
    room.writes("envoyer svp", thread)
    (mail,) = room.mails
    assert [one.name for one in mail.attachments] == ["a.dat"]
    assert "svp" not in mail.body


def test_another_mail_that_is_refused_lets_none_leave_in_its_place(room: Counterpart) -> None:
    room.gets()
    room.writes(f"mail {COLLEAGUE} : premier")
    told = room.writes("mail zorglub@nulle.invalid : second")
    assert told.endswith("L’envoi préparé avant est abandonné : rien n’est parti.")
    room.writes("envoyer")
    assert room.mails == []


def test_files_go_along_with_the_next_words(room: Counterpart) -> None:
    thread = room.gets()
    assert room.shows("a.dat", thread).startswith("Le fichier partira")
    assert room.shows("b.dat", thread).startswith("Les 2 fichiers partiront")
    assert room.mails == []
    room.writes("Voici.", thread)
    (mail,) = room.mails
    assert [(one.name, len(one.content)) for one in mail.attachments] == [
        ("a.dat", 2_000), ("b.dat", 2_000),
    ]  # fmt: skip
    room.writes("Et merci.", thread)
    assert room.mails[1].attachments == ()


def test_files_leave_alone_or_not_at_all(room: Counterpart) -> None:
    thread = room.gets()
    room.shows("a.dat", thread)
    assert room.writes("annuler", thread) == "Rien n’est parti."
    room.shows("b.dat", thread)
    room.writes("envoyer", thread)
    (mail,) = room.mails
    assert [one.name for one in mail.attachments] == ["b.dat"]


def test_people_talk_outside_threads_without_any_mail_leaving(room: Counterpart) -> None:
    room.gets()
    assert room.writes("tu t’en occupes ?").startswith("Ceci n’est pas parti")
    for text in ("mail reçu", "le mail de Rayon : à voir", "1"):
        assert room.writes(text) == ""
    assert room.writes("qui répond ?", "$elsewhere") == ""
    assert room.mails == []


def test_files_shown_in_reply_to_a_mail_go_with_the_next_reply(room: Counterpart) -> None:
    mail = room.gets()
    told = room.shows("a.dat", None, to=mail)
    assert told.startswith("Le fichier partira avec votre prochaine réponse")
    room.writes("envoyer", to=f"${list(room.said)[-1]}")
    (left,) = room.mails
    assert [one.name for one in left.attachments] == ["a.dat"]
    room.shows("b.dat", None, to=mail)
    room.writes("Voici.", mail)
    assert [one.name for one in room.mails[1].attachments] == ["b.dat"]


def test_an_order_in_reply_to_a_mail_stays_an_order(room: Counterpart) -> None:
    mail = room.gets()
    assert "À : luc" in room.writes(f"mail {OTHER} : qu’en pensez-vous ?", to=mail)
    assert room.mails == []
    room.writes("Je regarde.", to=mail)
    assert [one.address for one in room.mails[0].to] == [COLLEAGUE]
    room.writes("envoyer")
    assert [one.address for one in room.mails[1].to] == [OTHER]


def test_nobody_believes_that_words_beside_a_mail_have_left(room: Counterpart) -> None:
    mail = room.gets()
    assert room.writes("Bonjour, oui, 80 mL.").startswith("Ceci n’est pas parti")
    hint = f"${list(room.said)[-1]}"
    assert room.writes("ah bon") == ""
    for word in ("envoyer", "annuler"):
        assert room.writes(word).startswith("Ceci n’est pas parti")
    assert room.writes("et là ?", to=hint).startswith("Ceci n’est pas parti")
    assert room.writes("et là ?", hint).startswith("Ceci n’est pas parti")
    assert room.mails == []
    room.writes("Oui.", to=mail)
    assert len(room.mails) == 1


def test_each_person_is_told_and_again_after_some_hours(room: Counterpart) -> None:
    room.gets()
    assert room.writes("Oui.")
    assert room.writes("Oui.", person=BRUNO)
    assert room.writes("Oui.") == ""
    room.clock.advance(timedelta(hours=9))
    assert room.writes("Oui.")


def test_people_who_speak_to_each_other_are_left_alone(room: Counterpart) -> None:
    room.gets()
    named = {"msgtype": "m.text", "body": "Bruno ?", "m.mentions": {"user_ids": [BRUNO]}}
    assert room.writes("Bruno ?", content=named) == ""
    assert room.writes("oui ?", to="$somebody", person=BRUNO) == ""
    ours = {"msgtype": "m.text", "body": "réponds", "m.mentions": {"user_ids": [ACCOUNT]}}
    for _ in range(2):
        assert room.writes("réponds", content=ours).startswith("Ceci n’est pas parti")


def test_what_left_cannot_be_called_back_and_it_is_said(room: Counterpart) -> None:
    thread = room.gets()
    room.writes("Oui.", thread)
    assert room.erases(room.last).startswith("Ce message est déjà parti")
    assert list(room.said.values())[-1].thread == thread
    assert room.erases("$other") == ""
    assert len(room.mails) == 1


def test_a_new_mail_is_looked_at_then_leaves_and_its_card_becomes_a_thread(
    room: Counterpart,
) -> None:
    preview = room.writes(f"mail {COLLEAGUE} : pouvez-vous relire ?")
    assert f"À : {COLLEAGUE}" in preview
    assert room.mails == []
    card = room.writes("envoyer")
    assert "en attente d’envoi" in card
    (mail,) = room.mails
    assert mail.body.startswith("pouvez-vous relire ?")
    with room.units.unit("thread") as work:
        thread = join_thread(work, SEAT.address, [mail.message_id])
        found = load_thread(work.connection, thread.number)
    assert found is not None
    assert found.root in room.said


def test_news_are_edited_on_the_card_in_the_thread(room: Counterpart) -> None:
    thread = room.gets()
    room.writes("Oui.", thread)
    card = list(room.said)[-1]
    room.happens(room.mails[0], Delivery.SENT)
    assert list(room.said.values())[-1].edits == card


def test_what_left_cannot_be_corrected_and_it_is_said(room: Counterpart) -> None:
    thread = room.gets()
    room.writes("Oui.", thread)
    sent = room.last
    said = room.writes("* Non.", thread, edits=sent)
    assert said.startswith("Ce message est déjà parti par MSSanté")
    assert len(room.mails) == 1
    assert room.writes("* autre", None, edits="$other") == ""


def test_only_the_team_writes(room: Counterpart) -> None:
    thread = room.gets()
    said = room.writes("Oui.", thread, person="@who:dialogue.test")
    assert "professionnels" in said
    assert room.mails == []


def test_a_patient_is_answered_only_when_known_and_qualified(room: Counterpart) -> None:
    thread = room.gets(PATIENT)
    assert room.writes("Bonjour.", thread).startswith("Cette boîte n’est pas celle d’un patient")
    assert room.mails == []


def test_outside_the_white_list_nothing_is_answered(room: Counterpart) -> None:
    thread = room.gets("marc@mail.invalid")
    assert "espace de confiance" in room.writes("Oui.", thread)
    assert room.mails == []


def test_an_answer_that_did_not_arrive_is_sent_again_from_its_thread(room: Counterpart) -> None:
    thread = room.gets()
    room.writes("Oui.", thread)
    (first,) = room.mails
    room.happens(first, Delivery.FAILED, "4.2.2")
    assert "Renvoyé, tel quel, à Dr Marc RAYON" in room.writes("renvoyer", thread)
    mails = room.mails
    assert [one.folded.own for one in mails].count("Oui.") == len(mails)
    assert len({one.message_id for one in mails} | {first.message_id}) == 2
    assert "Rien n’est parti" in room.writes("renvoyer", thread), "nothing lacks any more"
    assert room.mails == mails


@pytest.mark.parametrize("word", ["Classer", "renvoyer 3", "!annuler 12", "envoyer", "Annuler."])
def test_an_order_that_asks_nothing_here_is_no_letter(room: Counterpart, word: str) -> None:
    thread = room.gets()
    told = room.writes(word, thread)
    assert "Rien n’est parti" in told
    assert word in told
    assert room.mails == []
    room.writes(f"Faut-il {word.strip('!.')} ?", thread)
    assert len(room.mails) == 1


def test_outside_a_thread_it_is_sent_again_from_its_card_or_by_its_number(
    room: Counterpart,
) -> None:
    room.writes(f"mail {COLLEAGUE} : pouvez-vous relire ?")
    room.writes("envoyer")
    card = list(room.said)[-1]
    assert room.writes("renvoyer").startswith("Rien n’est à renvoyer")
    (first,) = room.mails
    room.happens(first, Delivery.FAILED, "4.2.2")
    assert room.writes("renvoyer le dossier à Paul").startswith("Ceci n’est pas parti")
    assert "Renvoyé, tel quel" in room.writes("renvoyer", to=f"${card}")
    room.happens(room.mails[-1], Delivery.FAILED, "4.2.2")
    assert "Renvoyé, tel quel" in room.writes("renvoyer envoi 1")
    ids = {one.message_id for one in room.mails} | {first.message_id}
    with room.units.unit("threads") as work:
        assert len({join_thread(work, SEAT.address, [one]).number for one in ids}) == 1
