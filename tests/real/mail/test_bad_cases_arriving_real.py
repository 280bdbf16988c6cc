"""X1 to X9, X11 and X13 as they arrive: from another operator's server to the encrypted rooms.

What leaves is in `test_bad_cases_leaving_real.py`. X6 and X7 are about what others make: what we
make is judged there.
"""

from __future__ import annotations

import asyncio
import smtplib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from random import Random

import pytest
import pytest_asyncio

from bridges.mssante import metrics
from bridges.mssante.imap.client import ImapClient
from care.circles.model import Circle, Newcomer
from care.circles.opening import Subject
from care.consent.model import Ground, Scope, Stance
from care.documents.model import Document
from care.identity.authority import NIR_TEST
from care.identity.birth_date import BirthDate
from care.identity.ins import InsNumber
from care.identity.matricule import Matricule
from care.identity.status import Attribute, Status
from care.letters.model import Letter, LetterState
from care.mail.headers import message_id_of
from care.mail.quarantine import load_quarantined
from care.standards.mdn.model import DeliveryAction
from care.standards.mdn.reading import read_delivery_report, read_reading_receipt
from care.standards.rfc5322.model import Mail
from care.standards.rfc5322.mss import MssHeaders
from tests.care.dispatches.territory import BOX_ALICE
from tests.care.letters.scene import BOX, LABO, Paper, qualified, send_papers, write
from tests.care.standards.people import JEANNE
from tests.real.circles.town import Person
from tests.real.mail import hostile
from tests.real.mail.dovecot import need_installed
from tests.real.mail.operators import flags_in
from tests.real.mail.receiving_town import LABORATORY, PRACTICE
from tests.real.mail.sending_town import DOCTOR, receipt_for
from tests.real.mail.two_way_town import ALICE, TEAM, TwoWayTown, running_two_way_town, until

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
STRANGER = InsNumber(Matricule("284067699900138"), NIR_TEST)
NO_SEX = replace(JEANNE.traits, sex=None)
OTHER_DAY = replace(JEANNE.traits, birth_date=BirthDate(1984, 6, 16))


@dataclass
class Play:
    """The practice: its circle, its rooms, its two readers."""

    town: TwoWayTown
    alice: Person
    paul: Person
    circle: Circle
    room: str
    mails: str
    triage: str
    own: str

    def documents(self) -> list[Document]:
        """What is in the circle."""
        return self.town.documents(self.circle)

    async def waits(self, source: bytes, why: str) -> Letter:
        """A mail comes, and is in triage for that reason; nothing is in the circle, nobody told."""
        before = self.documents()
        letter = await self.town.takes_in(source)
        card = await self.alice.told(f"À trier n° {letter.number} ", self.triage)
        assert why in card
        assert letter.state is LetterState.TO_TRIAGE
        assert self.documents() == before
        assert self.town.receipts(letter.sheet.message_id) == []
        return letter

    async def discards(self, letter: Letter, words: str = "pas pour nous") -> None:
        """Somebody decides."""
        await self.alice.says(f"{letter.number} : jeter {words}", self.triage)
        await self.alice.told(f"N° {letter.number} jeté", self.triage)

    async def is_refused(self, letter: Letter, code: int, *, by_machine: bool = False) -> None:
        """Its sender is told once, with this error."""
        mail, receipt = await self.town.receipt(letter.sheet.message_id)
        assert receipt.error_code == code
        assert receipt.is_error
        assert receipt.by_machine is by_machine
        assert mail.headers.text("subject").startswith(f"[KO Intégration système !][{code}]")

    async def is_aside(self, source: bytes, reason: str, why: str) -> Letter:
        """A mail comes, is not opened, is kept with its bytes, and is told to the team."""
        letter = await self.town.takes_in(source)
        assert (letter.state, letter.reason) == (LetterState.QUARANTINED, reason)
        card = await self.alice.told(f"Quarantaine n° {letter.number} ", self.triage)
        assert why in card
        assert self.town.acts(letter.number) == ["letter.put_aside"]
        with self.town.units.database.begin() as connection:
            kept = load_quarantined(connection, self.town.units.keys, letter.inbox_number or 0)
        assert kept is not None
        assert source[-200:].strip() in kept.mail.source
        return letter

    async def none_answers(self, *sources: bytes) -> None:
        """What came after these was answered, they were not; nothing was ever answered twice, nor
        otherwise than by a receipt.
        """
        letter = await self.town.takes_in(write(subject="Et maintenant ?"))
        await self.town.receipt(letter.sheet.message_id)
        said = [one for one in self.town.mails(LABORATORY)
                if one.sender and one.sender.address == BOX]  # fmt: skip
        about = [read_reading_receipt(one).message_id for one in said]
        assert len(set(about)) == len(about)
        assert not {message_id_of(one).strip("<>") for one in sources} & set(about)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def play(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Play]:
    """Ours takes 10 MB, theirs 25."""
    need_installed()
    folder = tmp_path_factory.mktemp("arriving")
    limits = 10_000_000, 25_000_000
    async with running_two_way_town(folder, limits, [TEAM, ALICE], "alice", "paul") as stage:
        alice, paul = stage.people
        members = [Newcomer(stage.town.user(one), Ground.CHOSEN_BY_PATIENT)
                   for one in ("alice", "ida")]  # fmt: skip
        circle = stage.town.surround(Subject(None, qualified()), "alice", members)
        rooms = [await alice.enters(name) for name in (
            "Cercle ", "Courriers – Cabinet", "À trier – Cabinet", "Courriers – Dr",
        )]  # fmt: skip
        await paul.enters("À trier")
        yield Play(stage.town, alice, paul, circle, *rooms)


async def test_x1_a_stranger_waits_in_quarantine_unanswered(play: Play) -> None:
    """X1: outside the white list: not opened, kept, noted; never answered, not even discarded."""
    alice, triage = play.alice, play.triage
    source = write(sender="pirate@ailleurs.example", name="Laboratoire", subject="Urgent")
    letter = await play.is_aside(
        source, "mail-sender-untrusted", "pas dans l’espace de confiance MSSanté"
    )
    await alice.says(f"{letter.number} : montrer", triage)
    assert "pirate@ailleurs.example" in await alice.told(f"N° {letter.number}, sans", triage)
    await play.discards(letter, "inconnu")
    assert play.town.acts(letter.number) == [
        "letter.put_aside", "letter.looked_at", "letter.discarded",
    ]  # fmt: skip
    await play.none_answers(source)


async def test_x2_what_is_too_large_never_comes_and_its_sender_knows(play: Play) -> None:
    """X2: our operator takes 10 MB: theirs says so to its sender, by a notice (5.3.4)."""
    town, before = play.town, len(play.town.letters())
    body = "Trop lourd\r\n" * 1_000_000
    await town.submits(LABORATORY, BOX, write(subject="Scanner entier", text=body))

    def notices() -> list[Mail]:
        return [one for one in town.mails(LABORATORY) if one.report_type == "delivery-status"]

    await until(lambda: bool(notices()))
    ((told,),) = [read_delivery_report(one).recipients for one in notices()]
    assert (told.action, told.status, told.recipient) == (DeliveryAction.FAILED, "5.3.4", BOX)
    with pytest.raises(smtplib.SMTPSenderRefused) as refused:
        await town.submits(LABORATORY, BOX, write(subject="Plus lourd encore", text=body * 3))
    assert refused.value.smtp_code == 552
    assert not [one for one in town.mails(PRACTICE) if "ourd" in one.body[:80]]
    await play.none_answers()
    assert len(town.letters()) == before + 1


@pytest.mark.parametrize(
    ("code", "papers", "mss", "why"),
    [
        (901, [Paper("901", has_author=False)], True, "ne dit pas qui l’a écrit (901)"),
        (902, [Paper("902", number=STRANGER)], True, "celui d’aucun patient d’ici (902)"),
        (903, [Paper("903", meta_number=None)], True, "l’INS manque (903)"),
        (903, [Paper("9031")], False, "l’identité n’est pas qualifiée (903)"),
        (904, [Paper("904", traits=OTHER_DAY)], True, "n’est pas la même chez nous (904)"),
        (904, [Paper("9041", meta_traits=OTHER_DAY)], True, "ne disent pas la même identité (904)"),
        (905, [Paper("905", traits=NO_SEX)], True, "un trait d’identité (905)"),
        (906, [Paper("906"), Paper("9061", number=STRANGER)], True, "plusieurs patients (906)"),
    ],
    ids=["901", "902", "903", "903 not vouched", "904", "904 within", "905", "906"],
)  # fmt: skip
async def test_x3_an_identity_that_is_not_certain_waits_for_somebody(
    play: Play, code: int, papers: list[Paper], mss: bool, why: str
) -> None:
    """X3: never filed by a machine; whoever decides tells its sender, with the error."""
    letter = await play.waits(send_papers(*papers, mss=MssHeaders(mss, ("96349-6",))), why)
    await play.discards(letter)
    await play.is_refused(letter, code)


async def test_x3_an_overtaken_version_is_kept_as_such_and_its_sender_told(play: Play) -> None:
    """X3, code 900: the machine says so, nobody has to decide."""
    before = len(play.documents())
    for version in (2, 1):
        paper = Paper(f"900{version}", version=version, set_id="900")
        letter = await play.town.takes_in(send_papers(paper))
    assert letter.state is LetterState.FILED
    await play.alice.told("version dépassée", play.mails)
    await play.is_refused(letter, 900, by_machine=True)
    assert len(play.documents()) == before + 2


async def test_x4_nothing_is_filed_for_a_doubtful_or_invented_identity(play: Play) -> None:
    """X4: said doubtful by a member, the circle is locked, and what comes waits for somebody."""
    alice = play.alice
    try:
        await alice.asks("mes patients EXEMPLE", "1 patient")
        await alice.asks("1", "Conversation")
        await alice.asks("identité douteuse", "verrouillé")
        assert "rien ne sort d’ici" in await alice.told("Identité douteuse", play.room)
        letter = await play.waits(send_papers(Paper("41")), "l’identité est douteuse chez nous")
        assert "identité douteuse" in await alice.told(f"À trier n° {letter.number} ", play.triage)
        await play.discards(letter)
        await play.is_refused(letter, 906)
        invented = qualified(JEANNE.traits, JEANNE.number, Status.PROVISIONAL, Attribute.FICTITIOUS)
        play.town.becomes(play.circle, invented)
        letter = await play.waits(send_papers(Paper("42")), "l’identité est fictive chez nous")
        await play.discards(letter)
        await play.is_refused(letter, 906)
    finally:
        play.town.becomes(play.circle, qualified())


async def test_x5_one_document_however_often_it_comes_and_one_receipt_a_mail(play: Play) -> None:
    """X5: the same document in two mails; then the same mail twice, as a server hands it again."""
    before = len(play.documents())
    letters = [await play.town.takes_in(send_papers(Paper("5"))) for _ in range(2)]
    for one in letters:
        assert one.state is LetterState.FILED
        _, receipt = await play.town.receipt(one.sheet.message_id)
        assert receipt.is_positive
    assert len(play.documents()) == before + 1

    twice = "deux.fois@biologie.mssante.example"
    source = send_papers(Paper("51"), message_id=twice)
    count = len(play.town.letters()) + 1
    for copy in (source, source, b"Received: from ailleurs\r\n" + source):
        await play.town.submits(LABORATORY, BOX, copy)
    await until(lambda: [one.message_id for one in play.town.mails(PRACTICE)].count(twice) == 3)
    await play.town.receipt(twice)
    await play.none_answers()
    assert len(play.town.receipts(twice)) == 1
    assert len(play.town.letters()) == count + 1
    assert len(play.documents()) == before + 2
    await until(lambda: all(
        "$CercleTaken" in one for one in flags_in(play.town.operator, PRACTICE)
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("make", "reason", "why"),
    [
        (hostile.bomb, "letter-archive-bomb", "démesurée une fois ouverte"),
        (hostile.traversal, "letter-archive-unsafe-name", "nom de fichier de l’archive"),
        (hostile.external_entity, "letter-document-declares-type", "interdites (DTD)"),
        (hostile.laughs, "letter-document-declares-type", "interdites (DTD)"),
        (hostile.bad_metadata, "letter-metadata-unreadable", "illisible ou dangereuse"),
    ],
)
async def test_x6_what_is_dangerous_is_not_opened_and_is_counted(
    play: Play, make: hostile.Maker, reason: str, why: str
) -> None:
    """X6: in quarantine with the reason, counted; it cannot be taken out, and is not answered."""
    counted = metrics.PUT_ASIDE.labels("1")._value.get()
    asking = f"Disposition-Notification-To: <{LABO}>\r\n".encode()
    source = asking + make(600, Random(6))
    letter = await play.is_aside(source, reason, why)
    assert metrics.PUT_ASIDE.labels("1")._value.get() == counted + 1
    await play.alice.says(f"{letter.number} : libérer", play.triage)
    await play.alice.told(f"n° {letter.number} doit rester en quarantaine", play.triage)
    await play.discards(letter, "dangereux")
    await play.none_answers(source)


async def test_x7_a_wrong_hash_is_shown_with_the_document(play: Play) -> None:
    """X7: it is filed, and its card warns."""
    letter = await play.town.takes_in(hostile.wrong_hash(700, Random(7)))
    assert letter.state is LetterState.FILED
    await play.alice.told("L’empreinte annoncée n’est pas celle du fichier reçu", play.room)


async def test_x8_machines_are_shown_quietly_and_never_answered(play: Play) -> None:
    """X8: a receipt, an absence, a notice, that all ask for a receipt: none leaves."""
    town = play.town
    asked = await town.takes_in(write(subject="Avez-vous reçu ?"))
    ours, _ = await town.receipt(asked.sheet.message_id)
    asking = f"Disposition-Notification-To: <{LABO}>\r\n".encode()
    before = len(town.letters())
    known = receipt_for(ours, LABORATORY, BOX)
    unknown = replace(ours, message_id="jamais@cpts.mssante.example")
    sources = [
        (known, ""),
        (receipt_for(unknown, LABORATORY, BOX), ""),
        (write(subject="Absence", automatic=True, thread=(ours.message_id,)), LABO),
        (write(subject="Out of office: fermé"), ""),
    ]
    for source, return_path in sources:
        await town.submits(LABORATORY, BOX, asking + source, return_path)
    await until(lambda: len(town.letters()) == before + 3)
    for letter in town.letters()[before:]:
        assert letter.sheet.is_automatic
        assert letter.state is LetterState.SHOWN
    await play.alice.told("Message automatique", play.mails)
    await play.none_answers(*[source for source, _ in sources])


async def test_x9_what_a_patient_opposes_is_not_shared(play: Play) -> None:
    """X9: opposed to sharing among professionals: somebody of the team decides."""
    town, circle = play.town, play.circle
    for rank, scope in enumerate((Scope.MAIL_TO_PROFESSIONALS, Scope.SHARING)):
        try:
            town.opposes(circle, scope)
            letter = await play.waits(send_papers(Paper(f"9{rank}0")), "s’oppose au partage")
            await play.discards(letter)
            await play.is_refused(letter, 906)
        finally:
            town.states(circle, scope, Stance.CONSENT)
    letter = await town.takes_in(send_papers(Paper("99")))
    assert letter.state is LetterState.FILED


async def test_x11_a_session_that_ends_in_the_middle_loses_and_doubles_nothing(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X11: mails wait at the operator, the room says so, and all come in order after a login."""
    usual, fetched = ImapClient.fetch, [0]

    async def fetch_until_it_ends(self: ImapClient, uid: int) -> bytes | None:
        source = await usual(self, uid)
        fetched[0] += b"Subject: Suite" in (source or b"")
        if fetched[0] != 5:
            return source
        fetched[0] += 1
        play.town.operator.take_token("jeton")
        self.close()
        return await usual(self, uid)

    monkeypatch.setattr(ImapClient, "fetch", fetch_until_it_ends)
    wanted = [f"Suite {number:02}" for number in range(12)]
    for subject in wanted:
        await play.town.submits(LABORATORY, BOX_ALICE, write(subject=subject, asks=False))
    await play.alice.told("attend que son titulaire se connecte", play.own)
    assert len(play.town.letters(BOX_ALICE)) < 5
    play.town.log_in("nouveau jeton")
    for words in (*wanted, "reçoit de nouveau"):
        await play.alice.told(words, play.own)
    # Between two operators, mails may overtake each other: the order is that of the mailbox.
    there = [one.subject.text for one in await asyncio.to_thread(play.town.mails, DOCTOR)]
    assert sorted(there) == wanted
    assert [one.sheet.subject for one in play.town.letters(BOX_ALICE)] == there
    shown = [words for one in play.alice.heard if one.room_id == play.own
             for words in wanted if words in one.text]  # fmt: skip
    assert shown == there


_ACCENTS = (
    f"From: =?utf-8?Q?Laboratoire_d=E2=80=99=C3=89tretat?= <{LABO}>\r\nTo: {BOX}\r\n"
    "Subject: =?iso-8859-1?Q?R=E9sultats_de_l=27=E9chographie_d?=\r\n"
    " =?utf-8?B?w6ljZW1icmUg4oCTIMOg?= relire\r\n"
    "Message-ID: <accents@biologie.mssante.example>\r\nMIME-Version: 1.0\r\n"
    "Date: Fri, 20 Nov 2026 09:12:00 +0100\r\n"
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/plain; charset=iso-8859-15\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\nContr=F4le =E0 pr=E9voir.\r\n"
    "--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;\r\n"
    " filename*0*=utf-8''Compte%20rendu%20d%E2%80%99;\r\n"
    " filename*1*=%C3%A9chographie.pdf\r\n\r\n%PDF-1.4 un\r\n"
    "--b\r\nContent-Type: application/pdf;\r\n"
    ' name="=?utf-8?Q?Clich=C3=A9_n=C2=B0_2.pdf?="\r\n'
    "Content-Disposition: attachment\r\n\r\n%PDF-1.4 deux\r\n--b--\r\n"
).encode("ascii")


async def test_x13_accents_are_readable_in_the_room(play: Play) -> None:
    """X13: RFC 2047 in two charsets, RFC 2231 in pieces, a body in ISO-8859-15."""
    await play.town.takes_in(_ACCENTS)
    shown = await play.alice.told("Contrôle à prévoir.", play.mails)
    assert "Résultats de l" in shown
    assert "échographie décembre – à relire" in shown
    assert "Laboratoire d’Étretat" in shown
    for name in ("Compte rendu d’échographie.pdf", "Cliché n° 2.pdf"):
        assert name in shown
        files = [one for one in play.alice.heard if one.content.get("body") == name]
        if not files:
            await play.alice.told(name, play.mails)
