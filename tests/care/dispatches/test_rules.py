"""What may leave: tables, and properties that hold whatever is known."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.consent.model import Evidence, Giver, Register, Scope, Stance, Statement
from care.dispatches.model import (
    Addressee,
    Answered,
    Dispatch,
    DispatchState,
    Draft,
    FileNote,
    Form,
    Reach,
    Standing,
    Where,
)
from care.dispatches.rules import (
    MOST_ADDRESSEES,
    REASONS,
    check_complete,
    check_not_opposed,
    check_patient_mailbox,
    check_still_holds,
    choose_mailbox,
    decide_answer_to,
    decide_reason,
    decide_rings,
    decide_told,
    decide_where,
    is_conversation_open,
    order_mailboxes,
)
from care.identity.reason import Environment
from care.identity.status import ALLOWED, Attribute, Status
from care.mail.delivery import Delivery
from care.mail.mailboxes import MailboxSeat
from care.runtime.errors import Refusal
from care.runtime.mail_settings import MailboxKind
from tests.care.dispatches.territory import ALICE, BOX_ALICE, PATIENT_BOX, START, identity

COLLEAGUE = Addressee("marc@x.example", "Marc", user_id="@marc:test")
PATIENT = Addressee(PATIENT_BOX, "Jeanne", reach=Reach.PATIENT)
EVERY_STANDING = [
    (status, *attributes) for status, allowed in ALLOWED.items() for attributes in allowed
]


def a_draft(**more: object) -> Draft:
    """A mail to a colleague."""
    known: dict[str, object] = {"addressees": (COLLEAGUE,), "text": "Bonjour"} | more
    return Draft(ALICE, BOX_ALICE, known.pop("form", Form.MAIL), ALICE, START, **known)  # type: ignore[arg-type]


def a_dispatch(**more: object) -> Dispatch:
    """A document that left."""
    known: dict[str, object] = {
        "circle": "c", "sender": ALICE, "mailbox": BOX_ALICE, "message_id": "<m>",
        "form": Form.DOCUMENT, "state": DispatchState.SENT, "sent_at": START, "home": None,
        "subject": "", "addressees": (COLLEAGUE,),
    } | more  # fmt: skip
    return Dispatch("d1", **known)  # type: ignore[arg-type]


@pytest.mark.parametrize("standing", EVERY_STANDING)
@pytest.mark.parametrize("environment", Environment)
@pytest.mark.parametrize("number", [True, False])
@pytest.mark.parametrize("wanted", [True, False])
def test_the_number_leaves_with_a_qualified_identity_only(
    standing: tuple[Status | Attribute, ...], environment: Environment, number: bool, wanted: bool
) -> None:
    who = identity(*standing, number=number)  # type: ignore[arg-type]
    told = decide_told(who, environment, wanted=wanted)
    qualified = standing[0] is Status.QUALIFIED and environment is Environment.TEST and number
    assert (told.number is not None) == (qualified and wanted)
    usable = not {Attribute.DOUBTFUL, Attribute.FICTITIOUS} & set(standing)
    assert (told.traits is not None) == (wanted and usable)
    assert (told.why is None) == (told.number is not None or told.traits is None)


@pytest.mark.parametrize("standing", EVERY_STANDING)
def test_a_patient_s_mailbox_needs_a_qualified_identity(
    standing: tuple[Status | Attribute, ...],
) -> None:
    who = identity(*standing)  # type: ignore[arg-type]
    domain = "patient.mssante.fr"
    if standing[0] is Status.QUALIFIED:
        check_patient_mailbox(PATIENT, who, Environment.TEST, domain)
        for other in ("155035999900276", "284067699900139"):
            with pytest.raises(Refusal, match="dispatch-other-patient"):
                stranger = Addressee(f"{other}@{domain}", reach=Reach.PATIENT)
                check_patient_mailbox(stranger, who, Environment.TEST, domain)
    else:
        with pytest.raises(Refusal, match="dispatch-patient-not-qualified"):
            check_patient_mailbox(PATIENT, who, Environment.TEST, domain)


def say(stance: Stance, scope: Scope, person: str | None = None) -> Statement:
    """A line of the register."""
    return Statement(0, "p", stance, scope, Giver.PATIENT, Evidence.SPOKEN, START, ALICE, person)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(Stance),
            st.sampled_from(Scope),
            st.sampled_from([None, "@marc:test", "@ida:test"]),
        ),
        max_size=8,
    )
)
def test_the_last_word_of_the_patient_decides(said: list[tuple[Stance, Scope, str | None]]) -> None:
    lines = [
        (stance, scope, person if scope is Scope.PERSON else None) for stance, scope, person in said
    ]
    register = Register(tuple(say(*line) for line in lines))
    last = {(scope, person): stance for stance, scope, person in lines}
    no = {key for key, stance in last.items() if stance is Stance.OPPOSITION}
    for one, keys in (
        (COLLEAGUE, {(Scope.SHARING, None), (Scope.MAIL_TO_PROFESSIONALS, None),
                     (Scope.PERSON, "@marc:test")}),
        (PATIENT, {(Scope.SHARING, None), (Scope.MAIL_TO_PATIENT, None)}),
    ):  # fmt: skip
        try:
            check_not_opposed(one, register)
            refused = False
        except Refusal:
            refused = True
        assert refused == bool(no & keys)


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (a_draft(addressees=()), "dispatch-to-whom"),
        (a_draft(addressees=(COLLEAGUE,) * (MOST_ADDRESSEES + 1)), "dispatch-too-many"),
        (a_draft(form=Form.DOCUMENT), "dispatch-which-type"),
        (a_draft(form=Form.DOCUMENT, type_code="11488-4", text=" "), "dispatch-what"),
        (a_draft(text="x" * 20_001), "dispatch-too-long"),
        (a_draft(addressees=(COLLEAGUE, PATIENT)), "dispatch-patient-alone"),
    ],
)
def test_what_is_not_complete_stays(draft: Draft, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        check_complete(draft)


def test_what_is_complete_may_leave() -> None:
    check_complete(a_draft())
    check_complete(a_draft(addressees=(PATIENT,)))
    check_complete(a_draft(form=Form.DOCUMENT, type_code="11488-4"))
    files = (FileNote("a.pdf", "application/pdf", 3),)
    check_complete(a_draft(form=Form.DOCUMENT, type_code="11488-4", text="", files=files))


def test_one_s_own_mailbox_comes_first() -> None:
    seats = [MailboxSeat(f"{kind}@x", "@b", kind, (), kind) for kind in MailboxKind]
    assert [one.kind for one in order_mailboxes(reversed(seats))] == [
        MailboxKind.PERSONAL, MailboxKind.ORGANISATION, MailboxKind.APPLICATION,
    ]  # fmt: skip
    with pytest.raises(Refusal, match="dispatch-no-own-mailbox"):
        order_mailboxes([])
    with pytest.raises(Refusal, match="dispatch-not-your-mailbox"):
        choose_mailbox(seats, "other@x")


@pytest.mark.parametrize("state", DispatchState)
@pytest.mark.parametrize("form", Form)
def test_only_a_document_that_holds_is_replaced_or_withdrawn(
    state: DispatchState, form: Form
) -> None:
    dispatch = a_dispatch(state=state, form=form)
    if state is DispatchState.SENT and form is Form.DOCUMENT:
        check_still_holds(dispatch, ALICE, [])
        check_still_holds(dispatch, "@ida:test", [MailboxSeat(BOX_ALICE, "@b", "x")])
        with pytest.raises(Refusal, match="dispatch-not-yours"):
            check_still_holds(dispatch, "@ida:test", [MailboxSeat("other@x", "@b", "x")])
    else:
        with pytest.raises(Refusal, match="dispatch-"):
            check_still_holds(dispatch, ALICE, [])


@given(st.lists(st.tuples(st.booleans(), st.booleans())))
def test_a_conversation_is_open_from_a_word_to_the_patient_until_one_closes_it(
    told: list[tuple[bool, bool]],
) -> None:
    sent = [
        a_dispatch(addressees=(PATIENT if to_patient else COLLEAGUE,), closes=closes)
        for to_patient, closes in told
    ]
    is_open = False
    for to_patient, closes in reversed(told):
        if to_patient:
            is_open = not closes
    assert is_conversation_open(sent) == is_open


def test_every_delivery_has_a_place() -> None:
    for state, code in product(Delivery, ("", "4.2.2")):
        held = state is Delivery.QUEUED and bool(code)
        assert (decide_where(state, code) is Where.HELD) == held


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("903", "c903"), ("900", "c900"), ("5.1.1", "unknown"), ("5.1.10", "unknown"),
        ("550", "unknown"), ("550 5.2.2 full", "full"), ("552", "large"), ("5.3.4", "large"),
        ("5.7.1", "forbidden"), ("4.4.1", "later"), ("white-list", "untrusted"), ("bug", "ours"),
        ("no-answer", "unanswered"), ("", "other"), ("999", "other"), ("5.2.1", "closed"),
    ],
)  # fmt: skip
def test_codes_are_understood(code: str, reason: str) -> None:
    assert decide_reason(code) == reason


@given(st.text(max_size=40))
def test_any_code_has_a_reason(code: str) -> None:
    assert decide_reason(code) in {*REASONS.values(), "other"}


addresses = st.sampled_from(["a@x.example", "B@x.example", "own@x.example", "c@x.example"])
named = st.lists(st.tuples(addresses, st.text(max_size=3)), max_size=4).map(tuple)


@given(named, named, st.booleans())
def test_an_answer_never_goes_to_ourselves_nor_twice(
    answer_to: tuple[tuple[str, str], ...], others: tuple[tuple[str, str], ...], everybody: bool
) -> None:
    answered = Answered("m", answer_to=answer_to, everybody=others)
    wanted = [*answer_to, *(others if everybody else ())]
    expected = {address.lower() for address, _ in wanted} - {"own@x.example"}
    if not expected:
        with pytest.raises(Refusal, match="dispatch-to-whom"):
            decide_answer_to(answered, ["OWN@x.example"], everybody=everybody)
        return
    found = decide_answer_to(answered, ["OWN@x.example"], everybody=everybody)
    assert {address for address, _ in found} == expected
    assert len(found) == len(expected)


def test_a_machine_is_not_answered() -> None:
    answered = Answered("m", answer_to=(("a@x.example", ""),), is_automatic=True)
    with pytest.raises(Refusal, match="dispatch-answers-machine"):
        decide_answer_to(answered, [], everybody=False)


@given(st.lists(st.sampled_from(Where), max_size=5), st.sets(st.integers(0, 4)))
def test_each_failure_calls_once(places: list[Where], rung: set[int]) -> None:
    standings = [Standing(COLLEAGUE, where, "", START) for where in places]
    rings = decide_rings(a_dispatch(rung=tuple(rung)), standings)
    failed = {rank for rank, where in enumerate(places) if where is Where.FAILED}
    assert set(rings) == failed - rung
    assert decide_rings(a_dispatch(rung=tuple(failed)), standings) == ()
