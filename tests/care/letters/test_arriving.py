"""What becomes of a mail when it comes: the negative matrix of the journeys, by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from care.audit.model import Face
from care.circles.closing import say_of_patient
from care.consent.model import Scope, Stance
from care.documents.model import Caution, Standing
from care.identity.authority import NIR_TEST
from care.identity.birth_date import BirthDate
from care.identity.ins import InsNumber
from care.identity.matricule import Matricule
from care.identity.status import Attribute, Event, Status
from care.letters.model import Finding, LetterKind, LetterState
from care.patients.workflow import judge_identity
from care.standards.rfc5322.composer import OutgoingFile
from care.standards.rfc5322.mss import MssHeaders
from care.standards.xdm.archive import read_archive
from tests.care.circles.hamlet import ALICE, PAUL
from tests.care.circles.test_closing import statement
from tests.care.letters.scene import LABO, Paper, Scene, archive, qualified, send_papers, write
from tests.care.standards.people import JEANNE
from tests.care.standards.xdm.archives import pack

OTHER = InsNumber(Matricule("155035960604289"), NIR_TEST)
PATIENT = "284067635112353@patient.mssante.fr"


def test_a_document_whose_patient_is_certain_is_filed_and_its_sender_told() -> None:
    scene = Scene()
    circle = scene.circle()
    letter = scene.come(send_papers(Paper()))
    assert (letter.state, letter.finding, letter.circle) == ("filed", None, circle.id.text)
    (document,) = scene.documents(circle)
    assert letter.sheet.documents == (document.id.text,)
    assert document.description.type_code == "96349-6"
    (receipt,) = scene.receipts()
    assert (receipt.is_positive, receipt.by_machine) == (True, True)
    assert receipt.message_id == letter.sheet.message_id
    assert scene.acts() == ["letter.received", "letter.filed"]


def test_all_documents_of_a_mail_are_filed() -> None:
    scene = Scene()
    circle = scene.circle()
    scene.come(send_papers(Paper("1"), Paper("2", version=1)))
    assert len(scene.documents(circle)) == 2
    assert len(scene.receipts()) == 1


def test_no_receipt_leaves_that_nobody_asked_for() -> None:
    scene = Scene()
    scene.circle()
    assert not scene.come(send_papers(Paper(), asks=False)).asks_receipt
    assert scene.receipts() == []


@pytest.mark.parametrize(
    ("paper", "finding", "code"),
    [
        (Paper(number=OTHER), Finding.UNKNOWN, 902),
        (Paper(number=None), Finding.NUMBER_ABSENT, 903),
        (Paper(meta_number=None), Finding.NUMBER_ABSENT, 903),
        (
            Paper(traits=replace(JEANNE.traits, birth_date=BirthDate(1984, 6, 16))),
            Finding.TRAITS_DIFFER,
            904,
        ),
        (Paper(meta_number=OTHER), Finding.SOURCES_DISAGREE, 904),
        (Paper(traits=replace(JEANNE.traits, sex=None)), Finding.TRAITS_MISSING, 905),
        (Paper(has_author=False), Finding.NO_AUTHOR, 901),
    ],
    ids=["902", "903", "903-metadata", "904", "904-metadata", "905", "901"],
)
def test_x3_nothing_is_filed_for_an_identity_in_doubt(
    paper: Paper, finding: Finding, code: int
) -> None:
    scene = Scene()
    circle = scene.circle()
    letter = scene.come(send_papers(paper))
    assert (letter.state, letter.finding, letter.error_code) == ("to_triage", finding, code)
    assert scene.documents(circle) == []
    assert scene.receipts() == []  # a person decides first


def test_x3_an_unqualified_sender_or_patient_is_for_a_person() -> None:
    scene = Scene()
    circle = scene.circle(scene.knows(qualified(status=Status.RECOVERED)))
    assert scene.come(send_papers(Paper())).finding is Finding.UNQUALIFIED
    said_no = send_papers(Paper("2"), mss=MssHeaders(has_ins=False, document_codes=("96349-6",)))
    assert scene.come(said_no).finding is Finding.NOT_VOUCHED
    assert scene.documents(circle) == []


def test_candidates_are_those_who_look_alike_and_nobody_is_merged() -> None:
    scene = Scene()
    known = scene.knows()
    letter = scene.come(send_papers(Paper(number=None)))
    assert letter.sheet.candidates == (known.id.text,)
    stranger = replace(JEANNE.traits, birth_name="AUTRE", given_names="LUC", first_given_name="LUC")
    letter = scene.come(send_papers(Paper("2", traits=stranger, number=OTHER)))
    assert (letter.finding, letter.sheet.candidates) == (Finding.UNKNOWN, ())


def test_x14_a_known_namesake_is_for_a_person() -> None:
    scene = Scene()
    patient = scene.knows()
    scene.knows(qualified(number=None, status=Status.VALIDATED))
    scene.circle(patient)
    letter = scene.come(send_papers(Paper()))
    assert letter.finding is Finding.HOMONYM
    assert len(letter.sheet.candidates) == 2


@pytest.mark.parametrize(
    ("event", "finding"),
    [
        (Event.DOUBT_RAISED, Finding.DOUBTFUL),
        (Event.FOUND_FICTITIOUS, Finding.FICTITIOUS),
    ],
)
def test_x4_a_doubtful_or_invented_identity_takes_nothing_in(
    event: Event, finding: Finding
) -> None:
    scene = Scene()
    patient = scene.knows()
    scene.circle(patient)
    with scene.units.unit("judge") as work:
        judge_identity(work, patient.id, event, "x", Face.ROOM)
    assert scene.come(send_papers(Paper())).finding is finding


def test_x5_the_same_document_twice_is_one_item_and_each_mail_has_one_receipt() -> None:
    scene = Scene()
    circle = scene.circle()
    scene.come(send_papers(Paper()))
    again = scene.come(send_papers(Paper()))
    assert again.state is LetterState.FILED
    assert again.sheet.documents == ()  # it brought nothing: undoing it takes nothing away
    assert len(scene.documents(circle)) == 1
    assert len(scene.receipts()) == 2


def test_x5_the_same_message_twice_has_one_receipt() -> None:
    scene = Scene()
    circle = scene.circle()
    source = send_papers(Paper(), message_id="same@biologie.mssante.example")
    scene.come(source)
    scene.come(source)
    assert (len(scene.documents(circle)), len(scene.receipts())) == (1, 1)


def test_a_new_version_takes_the_place_of_the_old_one() -> None:
    scene = Scene()
    circle = scene.circle()
    scene.come(send_papers(Paper("1")))
    scene.come(send_papers(Paper("2", version=2, replaces=("1",))))
    standings = [one.standing for one in scene.documents(circle)]
    assert standings == [Standing.SUPERSEDED, Standing.CURRENT]


def test_900_an_old_version_that_comes_late_is_kept_as_such_and_its_sender_told() -> None:
    scene = Scene()
    circle = scene.circle()
    scene.come(send_papers(Paper("2", version=2, replaces=("1",))))
    letter = scene.come(send_papers(Paper("1")))
    assert (letter.state, letter.finding) == (LetterState.FILED, Finding.SUPERSEDED)
    current = [one for one in scene.documents(circle) if one.standing is Standing.CURRENT]
    assert [one.description.version for one in current] == [2]
    receipt = scene.receipts()[-1]
    assert (receipt.is_error, receipt.error_code) == (True, 900)
    assert scene.sent()[-1].subject.error_code == 900


BOMB = pack({"IHE_XDM/SUBSET01/METADATA.XML": b"0" * 30_000_000})
WITHOUT = pack({"README.TXT": b"nothing"})


def _declares_type() -> bytes:
    files = {one.path: one.content for one in read_archive(archive(Paper()))}
    name = next(path for path in files if path.endswith("DOC0001.XML"))
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    files[name] = files[name].replace(b"<ClinicalDocument", evil + b"<ClinicalDocument", 1)
    return pack(files)


def _evil_metadata() -> bytes:
    files = {one.path: one.content for one in read_archive(archive(Paper()))}
    name = next(path for path in files if path.endswith("METADATA.XML"))
    files[name] = b'<!DOCTYPE x [<!ENTITY e "a">]>' + files[name].partition(b"?>")[2]
    return pack(files)


@pytest.mark.parametrize(
    ("zip_", "reason"),
    [
        (BOMB, "letter-archive-bomb"),
        (
            pack({"XX/evil": b"x"}).replace(b"XX/evil", b"../evil"),
            "letter-archive-unsafe-name",
        ),
        (archive(Paper())[:-40], "letter-archive-damaged"),
        (WITHOUT, "letter-archive-no-document"),
        (_declares_type(), "letter-document-declares-type"),
        (_evil_metadata(), "letter-metadata-unreadable"),
    ],
    ids=["bomb", "traversal", "damaged", "empty", "entity", "entity-in-metadata"],
)
def test_x6_what_is_hostile_is_put_aside_with_its_reason(zip_: bytes, reason: str) -> None:
    scene = Scene()
    circle = scene.circle()
    letter, told = scene.quarantine(send_papers(zip_=zip_))
    assert told == letter.reason == reason
    assert letter.state is LetterState.QUARANTINED
    assert scene.documents(circle) == []
    assert scene.receipts() == []
    assert scene.acts() == ["letter.put_aside"]


def test_x7_a_wrong_hash_is_filed_with_a_warning() -> None:
    files = {one.path: one.content for one in read_archive(archive(Paper()))}
    name = next(path for path in files if path.endswith("DOC0001.XML"))
    files[name] = files[name].replace(b"</ClinicalDocument>", b"\n</ClinicalDocument>")
    scene = Scene()
    circle = scene.circle()
    letter = scene.come(send_papers(zip_=pack(files)))
    assert letter.state is LetterState.FILED
    (document,) = scene.documents(circle)
    assert {Caution.HASH_WRONG, Caution.SIZE_WRONG} == document.description.cautions
    assert letter.sheet.headings[0].cautions == ("hash_wrong", "size_wrong")


def test_x8_nothing_answers_a_machine() -> None:
    scene = Scene()
    scene.come(write(subject="Absence du bureau : vacances", automatic=True))
    letter = scene.come(write(sender="mailer-daemon@biologie.mssante.example", asks=False))
    assert letter.sheet.is_automatic
    assert scene.receipts() == []


def test_x9_opposition_keeps_documents_out() -> None:
    for scope in (Scope.SHARING, Scope.MAIL_TO_PROFESSIONALS):
        scene = Scene()
        circle = scene.circle()
        with scene.units.unit("oppose") as work:
            say_of_patient(work, circle.id, ALICE, statement(Stance.OPPOSITION, scope))
        letter = scene.come(send_papers(Paper()))
        assert letter.finding is Finding.OPPOSED
        assert scene.documents(circle) == []


def test_x1_what_comes_from_outside_is_put_aside() -> None:
    scene = Scene()
    source = write(sender="pirate@ailleurs.example", name="Dr Alice FICTIF")
    letter = scene.come(source, reason="mail-sender-untrusted")
    assert (letter.state, letter.reason) == (LetterState.QUARANTINED, "mail-sender-untrusted")
    assert letter.sheet.subject == "Bonjour"


def test_x13_subjects_and_names_with_accents_are_readable() -> None:
    scene = Scene()
    file = OutgoingFile("Échographie d’été.jpg", "image/jpeg", b"\xff\xd8jpeg")
    letter = scene.come(write(subject="Écho rénale : à revoir", files=[file]))
    assert letter.sheet.subject == "Écho rénale : à revoir"
    assert letter.sheet.files == ("Échographie d’été.jpg",)


def test_a_patient_who_sends_a_document_files_nothing() -> None:
    scene = Scene()
    circle = scene.circle()
    letter = scene.come(send_papers(Paper(), sender=PATIENT))
    assert letter.finding is Finding.SENDER_UNSURE
    assert scene.documents(circle) == []


def test_a_patient_s_words_are_told_apart_and_their_conversation_closed() -> None:
    scene = Scene()
    letter = scene.come(write(sender=PATIENT, subject="Merci"))
    assert (letter.kind, letter.state) == (LetterKind.PATIENT, LetterState.SHOWN)
    closing = scene.come(
        write(subject="[FIN]", thread=(letter.sheet.message_id,), mss=MssHeaders(closes=True))
    )
    assert closing.sheet.closes
    assert closing.thread == letter.thread


def test_a_document_that_its_circle_refuses_waits() -> None:
    scene = Scene()
    scene.knows()
    letter = scene.come(send_papers(Paper()))
    assert (letter.finding, letter.error_code) == (Finding.NO_CIRCLE, 902)


def test_two_patients_in_one_mail_are_for_a_person() -> None:
    scene = Scene()
    circle = scene.circle()
    letter = scene.come(send_papers(Paper("1"), Paper("2", number=OTHER)))
    assert letter.finding is Finding.SEVERAL_PATIENTS
    assert scene.documents(circle) == []


def test_a_mailbox_s_own_team_is_told_of_alerts() -> None:
    scene = Scene()
    circle = scene.circle(None, ALICE, PAUL)
    scene.come(send_papers(Paper()))
    (document,) = scene.documents(circle)
    assert ALICE in document.addressees
    assert document.senders[0].address == LABO


def test_the_homonym_attribute_is_what_is_looked_at() -> None:
    scene = Scene()
    patient = scene.knows(
        qualified(JEANNE.traits, JEANNE.number, Status.QUALIFIED, Attribute.HOMONYM)
    )
    scene.circle(patient)
    assert scene.come(send_papers(Paper())).finding is Finding.HOMONYM
