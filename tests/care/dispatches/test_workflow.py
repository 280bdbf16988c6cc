"""What leaves, read back by our own readers and by others."""

from __future__ import annotations

import email
import zipfile
from datetime import timedelta
from email.message import Message
from email.policy import default
from io import BytesIO

import pytest
from lxml import etree

from care.audit.store import lines_about_circle
from care.circles.model import Circle
from care.consent.model import Scope
from care.dispatches.model import (
    Dispatch,
    Draft,
    File,
    Form,
    Piece,
    Preview,
    Reach,
    Stage,
    Wanted,
    Wish,
)
from care.dispatches.preparing import prepare_sending
from care.dispatches.workflow import review, send, withdraw
from care.identity.status import Attribute, Status
from care.mail.queue import load_outgoing, load_source
from care.runtime.errors import Refusal
from care.standards.cda.reader import read_cda
from care.standards.pdf.conformity import is_pdfa
from care.standards.rfc5322.parser import parse_mail
from care.standards.xdm.reader import read_xdm
from tests.care.dispatches.territory import (
    ALICE,
    BOX_ALICE,
    BOX_RAD_2,
    IDA,
    PATIENT_BOX,
    START,
    Territory,
    identity,
)

DOCTOR = (Wish("Marc Rayon"),)


def draft(town: Territory, circle: Circle | None, wanted: Wanted, user: str = ALICE) -> Draft:
    """What is wanted, as far as it is understood."""
    with town.unit() as work:
        return prepare_sending(work, town.office, user, circle.id.text if circle else None, wanted)


def leave(town: Territory, prepared: Draft, content: bytes = b"", cause: str = "") -> Dispatch:
    """It is sent."""
    with town.unit(cause) as work:
        return send(work, town.office, prepared, content)


def look(town: Territory, prepared: Draft, content: bytes = b"") -> Preview:
    """What would leave."""
    with town.unit() as work:
        return review(work, town.office, prepared, content)


def source_of(town: Territory, dispatch: Dispatch) -> bytes:
    """The bytes of the mail that waits to leave."""
    with town.unit() as work:
        mail = load_outgoing(work.connection, work.keys, dispatch.mailbox, dispatch.message_id)
        assert mail is not None
        return load_source(work.connection, work.keys, mail.number)


def words(text: str = "Plaie propre, ablation des fils le 3/12.") -> Wanted:
    """A document made of words, for the radiologist."""
    return Wanted(Form.DOCUMENT, DOCTOR, text)


@pytest.fixture
def town() -> Territory:
    return Territory()


@pytest.fixture
def circle(town: Territory) -> Circle:
    return town.open_circle()


def test_words_leave_as_a_document_that_others_read(town: Territory, circle: Circle) -> None:
    sent = leave(town, draft(town, circle, words()))
    source = source_of(town, sent)
    mail: Message = email.message_from_bytes(source, policy=default)
    assert mail["Subject"] == (
        "XDM/1.0/DDM+CR ou fiche de consultation ou de visite EXEMPLE JEANNE 15/06/1984"
    )
    assert mail["X-MSS-INS"] == "O"
    assert mail["X-MSS-CODECDA"] == "11488-4"
    assert mail["X-MSS-NIL"] == "Cercle"
    assert mail["Disposition-Notification-To"] == f"<{BOX_ALICE}>"
    assert mail["Return-Receipt-To"] == f"<{BOX_ALICE}>"
    assert mail["From"].addresses[0].display_name == "Dr_ALICE_FICTIF_CABINET FICTIF"
    assert mail["To"].addresses[0].addr_spec == BOX_RAD_2
    archive, paper = (part for part in mail.iter_attachments())
    assert archive.get_filename() == "IHE_XDM.ZIP"
    assert paper.get_filename() == (
        "20261126_CR ou fiche de consultation ou de visite_EXEMPLE_JEANNE.pdf"
    )
    pdf = paper.get_payload(decode=True)
    assert isinstance(pdf, bytes)
    assert is_pdfa(pdf)
    packed = archive.get_payload(decode=True)
    assert isinstance(packed, bytes)
    with zipfile.ZipFile(BytesIO(packed)) as opened:
        assert {"README.TXT", "INDEX.HTM", "IHE_XDM/SUBSET01/METADATA.XML"} <= set(
            opened.namelist()
        )
        document = opened.read("IHE_XDM/SUBSET01/DOC0001.XML")
    root = etree.fromstring(document)
    space = {"h": "urn:hl7-org:v3"}
    number = root.find("h:recordTarget/h:patientRole/h:id", space)
    assert number is not None
    assert number.attrib == {"root": "1.2.250.1.213.1.4.10", "extension": "284067699900138"}
    author = root.find("h:author/h:assignedAuthor/h:id", space)
    assert author is not None
    assert author.attrib == {"root": "1.2.250.1.71.4.2.1", "extension": "810199900373"}


def test_our_reader_finds_everything_in_it(town: Territory, circle: Circle) -> None:
    sent = leave(town, draft(town, circle, words()))
    mail = parse_mail(source_of(town, sent))
    assert mail.mss.has_ins is True
    xdm = read_xdm(next(one for one in mail.attachments if one.is_archive).content)
    assert xdm.faults == frozenset()
    (document,) = xdm.documents
    assert document.faults == frozenset()
    assert document.entry.ins is not None
    assert document.entry.unique_id == sent.document_id
    assert document.entry.class_ is not None
    assert document.entry.class_.code == "10"
    assert document.file is not None
    read = read_cda(document.file.content)
    assert read.faults == frozenset()
    header = read.header
    assert header.patient is not None
    assert header.patient.number == identity().number
    assert header.patient.traits.birth_name == "EXEMPLE"
    assert header.version == 1
    assert header.set_id is not None
    assert header.set_id.root == sent.set_id
    assert header.legal_authenticator is not None
    assert [str(one.name) for one in header.authors] == ["DR Alice FICTIF"]
    assert header.authors[0].role is not None
    assert header.authors[0].role.code == "G15_10/SM26"
    assert header.custodian is not None
    assert header.custodian.ids[0].extension == "1760990016"
    assert [str(one.name) for one in header.recipients] == ["Dr Marc RAYON"]
    assert read.shown is not None
    assert is_pdfa(read.shown.content)
    paper = next(one for one in mail.attachments if one.name.endswith(".pdf"))
    assert paper.content == read.shown.content


@pytest.mark.parametrize("status", [Status.PROVISIONAL, Status.RECOVERED, Status.VALIDATED])
def test_without_a_qualified_identity_the_number_stays(
    town: Territory, circle: Circle, status: Status
) -> None:
    town.becomes(circle, identity(status))
    source = source_of(town, leave(town, draft(town, circle, words())))
    mail = parse_mail(source)
    assert mail.mss.has_ins is False
    archive = next(one for one in mail.attachments if one.is_archive).content
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        everything = b"".join(opened.read(name) for name in opened.namelist())
    assert b"284067699900138" not in everything
    assert b"284067699900138" not in source
    assert b"EXEMPLE" in everything
    (document,) = read_xdm(archive).documents
    assert document.entry.ins is None
    assert document.entry.traits is not None


@pytest.mark.parametrize("attribute", [Attribute.DOUBTFUL, Attribute.FICTITIOUS])
def test_nothing_leaves_under_a_doubtful_or_invented_identity(
    town: Territory, circle: Circle, attribute: Attribute
) -> None:
    town.becomes(circle, identity(Status.PROVISIONAL, attribute))
    prepared = draft(town, circle, words())
    with pytest.raises(Refusal, match="dispatch-identity-locked"):
        look(town, prepared)
    mail = draft(town, circle, Wanted(Form.MAIL, DOCTOR, "Pouvez-vous me rappeler ?"))
    source = source_of(town, leave(town, mail))
    assert b"EXEMPLE" not in source
    assert b"284067699900138" not in source


@pytest.mark.parametrize(
    ("scope", "person", "reason"),
    [
        (Scope.SHARING, None, "consent-opposed-mail"),
        (Scope.MAIL_TO_PROFESSIONALS, None, "consent-opposed-mail"),
        (Scope.PERSON, IDA, "consent-opposed-person"),
    ],
)
def test_what_the_patient_opposes_stays(
    town: Territory, circle: Circle, scope: Scope, person: str | None, reason: str
) -> None:
    wanted = Wanted(Form.DOCUMENT, (Wish("Ida Soigne"),), "Bonjour")
    prepared = draft(town, circle, wanted)
    look(town, prepared)
    town.opposes(circle, scope, person)
    with pytest.raises(Refusal, match=reason):
        leave(town, prepared)
    typed = draft(
        town, circle, Wanted(Form.MAIL, (Wish("ida.soigne@medecin.mssante.example"),), "x")
    )
    with pytest.raises(Refusal, match=reason):
        look(town, typed)


def test_outside_the_white_list_nothing_leaves(town: Territory, circle: Circle) -> None:
    wanted = Wanted(Form.DOCUMENT, (Wish("marc@mail.example"),), "Bonjour")
    with pytest.raises(Refusal, match="dispatch-untrusted"):
        look(town, draft(town, circle, wanted))
    town.white_list.is_ready = False
    with pytest.raises(Refusal, match="dispatch-list-missing"):
        look(town, draft(town, circle, words()))


def test_the_patient_is_written_to_only_with_a_qualified_number(
    town: Territory, circle: Circle
) -> None:
    wanted = Wanted(Form.DOCUMENT, (Wish("patient", is_patient=True),), "Votre compte rendu")
    prepared = draft(town, circle, wanted)
    (addressee,) = prepared.addressees
    assert (addressee.address, addressee.reach) == (PATIENT_BOX, Reach.PATIENT)
    sent = leave(town, prepared)
    assert parse_mail(source_of(town, sent)).mss.closes is False
    town.becomes(circle, identity(Status.VALIDATED))
    with pytest.raises(Refusal, match="dispatch-patient-not-qualified"):
        leave(town, prepared)
    town.becomes(circle, identity())
    town.opposes(circle, Scope.MAIL_TO_PATIENT)
    with pytest.raises(Refusal, match="consent-opposed-mail"):
        leave(town, prepared)


def test_another_patient_s_mailbox_is_refused(town: Territory, circle: Circle) -> None:
    wish = Wish("155035999900276@patient.mssante.fr")
    with pytest.raises(Refusal, match="dispatch-other-patient"):
        draft(town, circle, Wanted(Form.MAIL, (wish,), "Bonjour"))
    with pytest.raises(Refusal, match="dispatch-patient-needs-circle"):
        draft(town, None, Wanted(Form.MAIL, (wish,), "Bonjour"))


def test_a_conversation_with_the_patient_is_closed_once_it_is_open(
    town: Territory, circle: Circle
) -> None:
    to_patient = (Wish("", is_patient=True),)
    closing = Wanted(Form.MAIL, to_patient, "", closes=True)
    with pytest.raises(Refusal, match="dispatch-nothing-to-close"):
        draft(town, circle, closing)
    leave(town, draft(town, circle, Wanted(Form.MAIL, to_patient, "Comment allez-vous ?")))
    town.clock.advance(timedelta(hours=1))
    sent = leave(town, draft(town, circle, closing))
    assert parse_mail(source_of(town, sent)).mss.closes is True
    with pytest.raises(Refusal, match="dispatch-nothing-to-close"):
        draft(town, circle, closing)


def test_the_same_work_done_again_sends_once(town: Territory, circle: Circle) -> None:
    prepared = draft(town, circle, words())
    first = leave(town, prepared, cause="$event")
    second = leave(town, prepared, cause="$event")
    assert first == second
    assert leave(town, prepared, cause="$other").message_id != first.message_id


def test_the_size_is_told_before(town: Territory, circle: Circle) -> None:
    big = File("scan.bin", "application/octet-stream", b"\1\2\3" * 100_000)
    piece = Piece("$1", IDA, START, "", "scan.bin", big.media_type, {"url": "mxc://x/y"})
    wanted = Wanted(Form.MAIL, DOCTOR, "Voici", piece, big)
    with pytest.raises(Refusal, match="mail-too-large") as refused:
        look(town, draft(town, circle, wanted, IDA), big.content)
    assert refused.value.facts == {"size": 0.4, "limit": 0.3}
    preview = look(town, draft(town, circle, wanted, ALICE), big.content)
    assert 400_000 < preview.size < 420_000
    assert preview.limit == 10_000_000


def test_a_replacement_keeps_the_set_and_names_what_it_replaces(
    town: Territory, circle: Circle
) -> None:
    first = leave(town, draft(town, circle, words()))
    again = Wanted(Form.DOCUMENT, (), "Corrigé : ablation le 4/12.", replaces=first.id)
    second = leave(town, draft(town, circle, again))
    mail = parse_mail(source_of(town, second))
    assert mail.subject.replaces
    assert mail.subject.is_document
    assert mail.in_reply_to == first.message_id.strip("<>")
    (document,) = read_xdm(
        next(one for one in mail.attachments if one.is_archive).content
    ).documents
    assert document.file is not None
    header = read_cda(document.file.content).header
    assert header.version == 2
    assert header.set_id is not None
    assert header.set_id.root == first.set_id
    assert [one.root for one in header.replaces] == [first.document_id]
    assert document.entry.replaces
    with pytest.raises(Refusal, match="dispatch-already-replaced"):
        draft(town, circle, again)


def test_a_document_is_withdrawn_by_a_notice_in_its_thread(town: Territory, circle: Circle) -> None:
    first = leave(town, draft(town, circle, words()))
    with town.unit() as work:
        notice = withdraw(work, town.office, ALICE, first.id)
    mail = parse_mail(source_of(town, notice))
    assert mail.in_reply_to == first.message_id.strip("<>")
    assert not mail.subject.is_document
    assert not mail.attachments
    with town.unit() as work, pytest.raises(Refusal, match="dispatch-already-withdrawn"):
        withdraw(work, town.office, ALICE, first.id)


def test_relatives_do_not_send_and_strangers_neither(town: Territory, circle: Circle) -> None:
    for user, reason in (("@anne:test", "dispatch-no-own-mailbox"), ("@who:test", "professionals")):
        with pytest.raises(Refusal, match=reason):
            draft(town, circle, words(), user)
    with pytest.raises(Refusal, match="circle-not-member"):
        draft(town, circle, words(), "@camille:test")


def test_words_of_a_relative_are_quoted_under_the_name_of_who_sends(
    town: Territory, circle: Circle
) -> None:
    piece = Piece("$1", "@anne:test", START, "Maman a mal au pied.")
    prepared = draft(town, circle, Wanted(Form.DOCUMENT, DOCTOR, "", piece))
    assert prepared.author == ALICE
    assert prepared.text.startswith("Message de EXEMPLE Anne")
    assert "Maman a mal au pied." in prepared.text


def test_a_colleague_s_words_are_theirs_and_signed_by_who_sends(
    town: Territory, circle: Circle
) -> None:
    piece = Piece("$1", IDA, START, "Plaie refermée.")
    sent = leave(town, draft(town, circle, Wanted(Form.DOCUMENT, DOCTOR, "", piece)))
    assert sent.type_code == "11506-3"
    mail = parse_mail(source_of(town, sent))
    (document,) = read_xdm(
        next(one for one in mail.attachments if one.is_archive).content
    ).documents
    assert document.file is not None
    header = read_cda(document.file.content).header
    assert header.authors[0].name.family == "SOIGNE"
    assert header.legal_authenticator is not None
    assert header.legal_authenticator.name.family == "FICTIF"


def test_homonyms_are_chosen_by_number(town: Territory, circle: Circle) -> None:
    prepared = draft(town, circle, Wanted(Form.MAIL, (Wish("Rayon"),), "Bonjour"))
    assert prepared.stage is Stage.WHO
    assert len(prepared.choices) == 2


def test_the_trail_says_who_and_never_to_whom(town: Territory, circle: Circle) -> None:
    leave(town, draft(town, circle, words()))
    with town.unit() as work:
        lines = list(lines_about_circle(work.connection, work.keys, circle.id.text))
    told = [line.entry for line in lines if line.entry and line.entry.act.startswith("dispatch.")]
    assert [entry.act for entry in told] == ["dispatch.sent"]
    assert "rayon" not in repr(told).lower()
    assert told[0].details["recipients"] == 1
