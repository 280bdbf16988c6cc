"""X1 to X9, X11 and X13 as they leave: from encrypted rooms to another operator's mailboxes.

What arrives is in `test_bad_cases_arriving_real.py`. X6 and X7 have no bad case here: what leaves
is shown to be what our own reader, and an independent look, find nothing to say of.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from email import message_from_bytes
from io import BytesIO

import pytest
import pytest_asyncio
from lxml import etree

from bridges.mssante.imap.client import ImapClient
from bridges.mssante.submission import Reply, Submission
from bridges.mssante.trouble import MailTrouble
from care.circles.model import Circle
from care.consent.model import Scope, Stance
from care.identity.status import Attribute, Status
from care.letters.model import LetterState
from care.letters.reading import read_letter
from care.mail.model import Trouble
from tests.care.dispatches.territory import BOX_ALICE, BOX_RAD_2, identity
from tests.care.letters.scene import BOX, write
from tests.real.circles.town import Person
from tests.real.mail.dovecot import need_installed
from tests.real.mail.operators import look_into
from tests.real.mail.receiving_town import LABORATORY, PRACTICE
from tests.real.mail.sending_town import (
    DOCTOR,
    IDA,
    PATIENT,
    RADIOLOGIST,
    document_of,
    receipt_for,
    sends,
    shows,
    writes_in,
)
from tests.real.mail.town import domains_of
from tests.real.mail.two_way_town import (
    ALICE,
    COLLEAGUES,
    OURS,
    TEAM,
    THEIRS,
    TwoWayTown,
    running_two_way_town,
    until,
)
from tests.real.mail.wire import on_the_wire, slot

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
MATRICULE = b"284067699900138"
ANY, PDF = "application/octet-stream", "application/pdf"
TO_MARC = "!envoyer à Marc Rayon : "


@dataclass
class Play:
    """The circle of Jeanne, and the two who write about her."""

    town: TwoWayTown
    alice: Person
    ida: Person
    circle: Circle
    room: str
    own: str

    async def is_refused(self, person: Person, words: str, *asked: str) -> None:
        """What is asked is refused in these words; nothing is to leave."""
        before = self.town.queued()
        for text in asked:
            await person.says(text, self.room)
            await person.hears(words, self.room)
        assert self.town.queued() == before

    async def is_refused_alone(self, words: str, asked: str) -> None:
        """So, with the reason in private."""
        person = self.alice
        before, since = self.town.queued(), len(person.heard)
        await person.says(asked, self.room)
        await person.hears("Je vous dis pourquoi en privé", self.room)
        await self.told_since(since, words, person.direct)
        assert self.town.queued() == before
        assert not [one for one in person.heard[since:]
                    if one.room_id == self.room and words in one.text]  # fmt: skip

    async def told_since(self, since: int, words: str, room: str) -> None:
        """What Alice was told there after she had heard so much."""
        found = [one for one in self.alice.heard[since:] if one.room_id == room]
        if not any(words in one.text for one in found):
            await self.alice.hears(words, room)

    async def sources(self, count: int) -> list[bytes]:
        """What the radiologist has, once there are so many, as it came over the wire."""
        await until(lambda: len(look_into(self.town.operator, RADIOLOGIST)) >= count)
        return await asyncio.to_thread(look_into, self.town.operator, RADIOLOGIST)

    async def leaves(self, *words: str) -> bytes:
        """Alice sends this to the radiologist; what reaches them."""
        before = len(await self.sources(0))
        await sends(self.alice, self.room, *words)
        await self.alice.hears("remis dans sa boîte", self.room)
        (source,) = (await self.sources(before + 1))[before:]
        return source


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def play(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Play]:
    """Alice may send 1 MB, Ida 40; their operator takes 25 MB, the other 600 kB."""
    need_installed()
    folder = tmp_path_factory.mktemp("leaving")
    served = [replace(ALICE, limit=1), replace(IDA, limit=40), TEAM]
    limits = 25_000_000, 600_000
    async with running_two_way_town(folder, limits, served, "alice", "ida") as stage:
        alice, ida = stage.people
        circle = stage.town.open_circle(identity())
        room = await alice.enters("Cercle ")
        await ida.comes_into(room)
        yield Play(stage.town, alice, ida, circle, room, await alice.enters("Courriers – Dr"))


async def test_x1_nothing_leaves_for_a_stranger(play: Play) -> None:
    """X1: refused before sending, for everybody it was meant for."""
    words = "n’est pas une adresse de l’espace de confiance MSSanté"
    await play.is_refused(
        play.alice,
        words,
        "!mail qui@ailleurs.example : bonjour",
        "!envoyer à qui@ailleurs.example : plaie propre",
        f"!mail {BOX_RAD_2}, qui@ailleurs.example : bonjour",
    )
    assert play.town.mails(RADIOLOGIST) == []


async def test_x1_who_leaves_the_space_meanwhile_gets_nothing(play: Play) -> None:
    """X1: the list is looked at again when it is sent, and once more when it leaves."""
    town, alice, gone = play.town, play.alice, COLLEAGUES[900]
    known = domains_of([*OURS, *THEIRS])
    fewer = [one for one in known if not gone.address.endswith(one)]
    try:
        await alice.says(f"!mail {gone.address} : bonjour", play.room)
        await alice.hears("Répondez", play.room)
        town.trust(fewer)
        await play.is_refused(alice, "pas une adresse de l’espace de confiance", "envoyer")
        town.trust(known)
        town.log_out()
        await sends(alice, play.room, f"!mail {gone.address} : bonjour")
        town.trust(fewer)
        town.log_in("session")
        await alice.hears("l’adresse a quitté l’espace de confiance MSSanté", play.room)
        await alice.hears("n’est pas arrivé", play.room)
    finally:
        town.trust(known)
    assert town.mails(gone) == []


async def test_x2_too_large_for_us_is_refused_with_the_sizes(play: Play) -> None:
    """X2: 1 MB from Alice's mailbox, 25 MB to a patient whatever the mailbox."""
    before = play.town.queued()
    for person, limit, caption, weighs, most in (
        (play.alice, 900_000, "!mail Marc Rayon : scanner", "1,2", "1"),
        (play.ida, 19_000_000, "!mail patient : scanner", "26", "25"),
    ):
        raw = os.urandom(limit)
        await shows(person, play.room, "scanner.bin", ANY, raw, caption)
        told = f"L’envoi pèse {weighs} Mo, et il ne peut dépasser {most} Mo"
        await person.hears(told, play.room)
    assert play.town.queued() == before
    await play.ida.says("!mail patient : bonjour", play.room)
    assert "(au plus 25,0 Mo)" in await play.ida.hears("Répondez", play.room)
    await play.ida.says("annuler", play.room)
    await play.ida.hears("Rien n’est parti", play.room)


async def test_x2_too_large_for_them_comes_back_and_rings(play: Play) -> None:
    """X2: the notice of their operator's limit (5.3.4) is told on the card, and to who sent it."""
    raw = os.urandom(520_000)
    await shows(
        play.alice, play.room, "scanner.bin", ANY, raw,
        "!mail Marc Rayon : scanner",
    )  # fmt: skip
    await play.alice.hears("Répondez", play.room)
    await play.alice.says("envoyer", play.room)
    await play.alice.hears("le message est trop lourd pour cette boîte", play.room)
    await play.alice.hears("n’est pas arrivé chez Dr Marc RAYON", play.room)
    assert play.town.mails(RADIOLOGIST) == []


async def test_x3_each_error_of_their_software_is_on_the_card(play: Play) -> None:
    """X3: one document to seven services, whose software answers 900 to 906."""
    everybody = ", ".join(one.address for one in COLLEAGUES.values())
    await sends(play.alice, play.room, f"!envoyer à {everybody} : bilan")
    for code, service in COLLEAGUES.items():
        (mail,) = await play.town.receives(service)
        document_of(mail)
        answer = receipt_for(mail, service, BOX_ALICE, code)
        await play.town.submits(service, BOX_ALICE, answer, "")
    card = ""
    while not all(f"({code})" in card for code in COLLEAGUES):
        card = await play.alice.hears("envoi par MSSanté", play.room)
    for words in (
        "une version plus récente y était déjà (900)", "l’auteur n’y est pas autorisé (901)",
        "le patient n’y est pas connu (902)", "le matricule INS est absent (903)",
        "l’identité ne concorde pas avec la leur (904)", "il manque un trait d’identité (905)",
        "non intégré par leur logiciel (906)", "Vérifiez l’identité avec le destinataire",
    ):  # fmt: skip
        assert words in card
    assert [one for one in play.town.letters(BOX_ALICE) if one.sheet.is_automatic] == []


async def test_x4_no_number_leaves_with_a_doubtful_or_invented_identity(play: Play) -> None:
    """X4: said doubtful, the circle is locked: no document, no number, no name on the wire."""
    alice, town = play.alice, play.town
    locked = "aucun document ne part à ce nom"
    try:
        await alice.asks("mes patients EXEMPLE", "1 patient")
        await alice.asks("1", "Conversation")
        await alice.asks("identité douteuse", "verrouillé")
        assert "rien ne sort d’ici" in await alice.told("Identité douteuse", play.room)
        await play.is_refused(alice, locked, f"{TO_MARC}bilan")
        await play.is_refused(alice, "pour une identité INS qualifiée", "!mail patient : bilan")
        for words in ("sans identité", "avec identité"):
            source = await play.leaves("!mail Marc Rayon : pouvez-vous me rappeler ?", words)
            assert MATRICULE not in source
            assert b"EXEMPLE" not in source.upper()
            assert message_from_bytes(source)["X-MSS-INS"] == "N"
        invented = identity(Status.PROVISIONAL, Attribute.FICTITIOUS)
        town.becomes(play.circle, invented)
        await play.is_refused(alice, locked, f"{TO_MARC}bilan")
    finally:
        town.becomes(play.circle, identity())


@pytest.mark.parametrize("is_done", [True, False], ids=["once done", "at any moment"])
async def test_x5_what_is_heard_again_after_a_death_leaves_once(play: Play, is_done: bool) -> None:
    """X5: the assistants die as they are told to send, and hear it again from the homeserver."""
    town, before, there = play.town, play.town.queued(), len(await play.sources(0))
    await play.alice.says(f"{TO_MARC}une seule fois", play.room)
    await play.alice.hears("Répondez", play.room)
    place = town.place()
    await play.alice.says("envoyer", play.room)
    if is_done:
        await until(lambda: town.queued() == before + 1)
    for _ in range(2):
        await town.dies_and_hears_again(place)
    await play.alice.hears("remis dans sa boîte", play.room)
    await play.sources(there + 1)
    source = await play.leaves(f"{TO_MARC}ensuite")
    assert town.queued() == before + 2
    names = [one["Message-ID"] for one in map(message_from_bytes, await play.sources(0))]
    assert len(set(names)) == len(names)
    assert message_from_bytes(source)["Message-ID"] == names[-1]


async def test_x6_x7_what_leaves_holds_nothing_to_refuse(play: Play) -> None:
    """X6, X7: our reader finds no fault; sizes, hashes and names are right for others too."""
    source = await play.leaves(f"{TO_MARC}bilan complet")
    (piece,) = read_letter(source).pieces
    assert piece.given.cautions == frozenset()
    assert piece.papers.is_whole
    attached = {one.get_filename(): one for one in on_the_wire(source).iter_attachments()}
    archive = attached["IHE_XDM.ZIP"]
    with zipfile.ZipFile(BytesIO(archive.get_content())) as opened:
        assert opened.testzip() is None
        files = {name: opened.read(name) for name in opened.namelist()}
    assert all(".." not in name and not name.startswith("/") for name in files)
    assert all(b"<!DOCTYPE" not in content for name, content in files.items()
               if name.endswith(".XML"))  # fmt: skip
    folder = "IHE_XDM/SUBSET01"
    metadata = etree.fromstring(files[f"{folder}/METADATA.XML"])
    document = files[f"{folder}/{slot(metadata, 'URI')}"]
    assert slot(metadata, "size") == str(len(document))
    assert slot(metadata, "hash").lower() == hashlib.sha1(document).hexdigest()


async def test_x8_two_of_our_own_mailboxes_do_not_answer_each_other_for_ever(play: Play) -> None:
    """X8: a document from one to the other, then an absence on each side: one receipt, no more."""
    town, before = play.town, play.town.queued()
    await sends(play.alice, play.room, f"!envoyer à {BOX} : pour votre dossier")
    await play.alice.hears(": lu", play.room)
    (letter,) = town.letters(BOX)
    assert letter.state is LetterState.FILED
    assert town.queued() == before + 2
    received, letters = town.mails(PRACTICE)[0], len(town.letters(BOX_ALICE))
    for by, to in ((PRACTICE, BOX_ALICE), (DOCTOR, BOX)):
        absence = write(
            sender=by.address, subject="Absence", automatic=True,
            thread=(received.message_id,), message_id=f"absence.{by.address}",
        )  # fmt: skip
        asking = f"Disposition-Notification-To: <{by.address}>\r\n".encode()
        await town.submits(by, to, asking + absence)
    await until(lambda: len(town.letters(BOX_ALICE)) == letters + 1)
    await until(lambda: len(town.letters(BOX)) == 2)
    assert all(one.sheet.is_automatic
               for one in (town.letters(BOX)[-1], town.letters(BOX_ALICE)[-1]))  # fmt: skip
    await play.leaves("!mail Marc Rayon : et ensuite", "sans identité")
    assert town.queued() == before + 3


async def test_x9_nothing_leaves_that_the_patient_opposes(play: Play) -> None:
    """X9: to them, to professionals, to one person; the reason is told in private."""
    town, nobody = play.town, play.town.user("ida")
    for scope, whom, words, asked in (
        (Scope.MAIL_TO_PATIENT, None, "s’oppose à cet envoi", "!envoyer au patient : bilan"),
        (Scope.MAIL_TO_PROFESSIONALS, None, "s’oppose à cet envoi", f"{TO_MARC}bilan"),
        (Scope.PERSON, nobody, "avec cette personne", "!envoyer à Ida Soigne : bilan"),
    ):
        try:
            town.opposes(play.circle, scope, whom)
            await play.is_refused_alone(words, asked)
        finally:
            town.states(play.circle, scope, Stance.CONSENT, whom)
    assert town.mails(PATIENT) == []
    await play.leaves(f"{TO_MARC}plus d’opposition")


async def test_x11_a_session_that_ends_in_the_middle_of_sending(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X11: the operator takes the mail, the session ends before its answer; another mail waits."""
    town, alice = play.town, play.alice
    usual, fetch, has_ended = Submission.send, ImapClient.fetch, [False]

    async def send_until_it_ends(self: Submission, source: bytes) -> Reply:
        answer = await usual(self, source)
        if not has_ended[0]:
            has_ended[0] = True
            town.operator.take_token(town.tokens.known[BOX_ALICE])
            raise MailTrouble(Trouble.UNREACHABLE, "cut")
        return answer

    async def fetch_while_open(self: ImapClient, uid: int) -> bytes | None:
        if town.tokens.known[BOX_ALICE] != "session suivante":
            self.close()
        return await fetch(self, uid)

    before, since = len(await play.sources(0)), len(alice.heard)
    monkeypatch.setattr(Submission, "send", send_until_it_ends)
    monkeypatch.setattr(ImapClient, "fetch", fetch_while_open)
    for words in ("au milieu", "après"):
        await sends(alice, play.room, f"{TO_MARC}{words}")
    await play.told_since(since, "attend que son titulaire se connecte", play.own)
    town.log_in("session suivante")
    for _ in range(2):
        await alice.hears("remis dans sa boîte", play.room)
    await play.told_since(since, "envoie de nouveau", play.own)
    await play.sources(before + 2)
    await play.leaves(f"{TO_MARC}enfin")
    assert len(await play.sources(0)) == before + 3


async def test_x13_accents_are_readable_by_others(play: Play) -> None:
    """X13: ASCII on the wire; Python's own reader finds every accent again."""
    name = "Échographie d’été n° 3.pdf"
    source = await play.leaves(f"{TO_MARC}contrôle à prévoir, dès décembre", "!type opératoire")
    mail = on_the_wire(source)
    assert mail["Subject"] == "XDM/1.0/DDM+CR opératoire EXEMPLE JEANNE 15/06/1984"
    assert any("opératoire" in (one.get_filename() or "") for one in mail.iter_attachments())

    question = write(subject="Résultats d’échographie – à relire", asks=False)
    await play.town.submits(LABORATORY, BOX_ALICE, question)
    await play.alice.told("Résultats d’échographie", play.own)
    root = next(one for one in play.alice.heard if "Résultats d’échographie" in one.text)
    await shows(play.alice, play.own, name, PDF, b"%PDF-1.4 un", thread=root.event_id)
    await play.alice.hears("partira avec votre prochain message", play.own)
    await writes_in(play.alice, play.own, root.event_id, "Bien reçu, voilà l’été.")
    await play.town.receives(LABORATORY, 1, sender=BOX_ALICE)
    (source,) = await asyncio.to_thread(look_into, play.town.operator, LABORATORY)
    answer = on_the_wire(source)
    assert answer["Subject"] == "Re: Résultats d’échographie – à relire"
    assert [one.get_filename() for one in answer.iter_attachments()] == [name]
    body = answer.get_body()
    assert body is not None
    assert "Bien reçu, voilà l’été." in body.get_content()
