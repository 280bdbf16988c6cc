"""The card of a letter in the triage room: why it is there, whom it may be about."""

from __future__ import annotations

from collections.abc import Iterator

from bots.engine.markup import Written, fact, write
from bots.liaison.cards import write_birth_date
from bots.mailbox.arriving.replies import name_sender, subject_of
from bots.mailbox.triage.picture import Option, Picture
from bots.mailbox.triage.texts import TEXTS
from bots.mailbox.triage.wording import say_reason
from care.circles.model import CircleState
from care.identity.birth_date import Closeness
from care.identity.matching import Numbers
from care.identity.matricule import render_matricule
from care.identity.status import Attribute, Status
from care.identity.traits import Sex, Trait, Traits
from care.letters.model import Claim, Heading, LetterState
from care.letters.rules import MAY_RELEASE
from care.runtime.texts import french_date

_WORDS = (Attribute.FICTITIOUS, Attribute.DOUBTFUL, Attribute.HOMONYM)


def write_card(picture: Picture) -> Written:
    """The card, as the letter stands."""
    match picture.letter.state:
        case LetterState.TO_TRIAGE:
            return write(_waiting(picture))
        case LetterState.QUARANTINED:
            return write(_quarantined(picture))
        case _:
            return write(_decided(picture))


def describe(traits: Traits) -> str:
    """`EXEMPLE Jeanne Marie (INVENTE), née le…`: the birth name first, it is what is compared."""
    born_as = " ".join(part for part in (traits.birth_name, traits.given_names.title()) if part)
    used = traits.used_name if traits.used_name and traits.used_name != traits.birth_name else ""
    name = f"{born_as} ({used})" if used else born_as
    parts = [f"<b>{fact(name) or TEXTS.say('nobody-named')}</b>"]
    if traits.birth_date is not None:
        feminine = "yes" if traits.sex is Sex.FEMALE else "no"
        born = write_birth_date(traits.birth_date)
        parts.append(TEXTS.say("born", feminine=feminine, born=born))
    if traits.sex is not None:
        parts.append(TEXTS.say(f"sex-{traits.sex.value.lower()}"))
    if traits.birth_place:
        parts.append(TEXTS.say("birth-place", code=traits.birth_place))
    return ", ".join(parts)


def _waiting(picture: Picture) -> Iterator[str]:
    letter = picture.letter
    assert letter.finding is not None
    why = TEXTS.say(f"why-{letter.finding.value.replace('_', '-')}")
    yield TEXTS.say("card-waiting", number=str(letter.number), subject=subject_of(letter), why=why)
    yield from _sender(picture)
    yield from (_heading(one) for one in letter.sheet.headings)
    if letter.sheet.claim is not None:
        yield TEXTS.say("card-says", who=_claim(letter.sheet.claim))
    for option in picture.options:
        yield from _option(picture, option)
    if not picture.options:
        yield TEXTS.say("card-nobody-alike")
    yield TEXTS.say("card-choose", count=len(picture.options), number=str(letter.number))


def _quarantined(picture: Picture) -> Iterator[str]:
    letter = picture.letter
    why = say_reason(letter.reason)
    yield TEXTS.say(
        "card-quarantined", number=str(letter.number), subject=subject_of(letter), why=why
    )
    yield from _sender(picture)
    key = "card-may-release" if letter.reason in MAY_RELEASE else "card-must-stay"
    yield TEXTS.say(key, number=str(letter.number))


def _decided(picture: Picture) -> Iterator[str]:
    letter = picture.letter
    yield TEXTS.say(
        f"card-{letter.state.value}",
        number=str(letter.number),
        subject=subject_of(letter),
        by=fact(picture.decider) or TEXTS.say("somebody"),
        patient=fact(picture.patient),
        reason=fact(letter.sheet.discarded_for),
    )
    if letter.state is not LetterState.RELEASED and not letter.reason:
        yield TEXTS.say("card-undo", number=str(letter.number))


def _sender(picture: Picture) -> Iterator[str]:
    sender = picture.letter.sheet.sender
    yield TEXTS.say("card-from", who=name_sender(sender), address=fact(sender.address))
    if sender.is_spoofed:
        yield TEXTS.say("card-spoofed", shown=fact(sender.shown))


def _heading(heading: Heading) -> str:
    parts = [fact(heading.label) or TEXTS.say("a-document"), fact(heading.author)]
    if heading.written is not None:
        parts.append(french_date(heading.written, heading.precision))
    line = TEXTS.say("card-document", what=", ".join(part for part in parts if part))
    cautions = [TEXTS.say(f"caution-{one.replace('_', '-')}") for one in heading.cautions]
    return " – ".join([line, *cautions])


def _claim(claim: Claim) -> str:
    if claim.number is None:
        return TEXTS.say("without-number", who=describe(claim.traits))
    number = render_matricule(claim.number.matricule)
    return TEXTS.say("with-number", who=describe(claim.traits), number=number)


def _option(picture: Picture, option: Option) -> Iterator[str]:
    """One patient of ours: what is the same is not repeated, what differs is said in words."""
    if option.patient is None:
        yield TEXTS.say("option-gone", number=str(option.number))
        return
    identity = option.patient.identity
    yield TEXTS.say(
        "option", number=str(option.number), who=describe(identity.traits), grade=_grade(option)
    )
    differences = list(_differences(picture, option))
    if differences:
        yield TEXTS.say("option-differs", what=", ".join(differences))
    yield TEXTS.say("option-standing", what=", ".join(_standing(option)))


def _grade(option: Option) -> str:
    if option.evidence is None:
        return ""
    return TEXTS.say(f"grade-{option.evidence.grade.value.replace('_', '-')}")


def _differences(picture: Picture, option: Option) -> Iterator[str]:
    claim = picture.letter.sheet.claim
    if option.evidence is None or option.patient is None or claim is None:
        return
    ours, theirs = option.patient.identity.traits, claim.traits
    for closeness in (Closeness.DIFFERENT, Closeness.CLOSE):
        for trait in option.evidence.those(closeness):
            yield TEXTS.say(
                f"differs-{closeness.value}",
                trait=_trait(trait),
                ours=_shown(trait, ours),
                theirs=_shown(trait, theirs),
            )
    for trait in option.evidence.those(Closeness.UNKNOWN):
        yield TEXTS.say(
            "differs-unknown", trait=TEXTS.say(f"trait-{trait.value.replace('_', '-')}")
        )
    numbers = option.evidence.numbers
    if numbers is not Numbers.SAME:
        yield TEXTS.say(f"number-told-{numbers.value.replace('_', '-')}")


def _trait(trait: Trait) -> str:
    return TEXTS.say(f"trait-{trait.value.replace('_', '-')}")


def _shown(trait: Trait, traits: Traits) -> str:
    match trait:
        case Trait.BIRTH_NAME:
            return fact(traits.birth_name)
        case Trait.GIVEN_NAMES:
            return fact(traits.given_names)
        case Trait.BIRTH_DATE:
            return write_birth_date(traits.birth_date) if traits.birth_date else ""
        case Trait.SEX:
            return TEXTS.say(f"sex-{traits.sex.value.lower()}") if traits.sex else ""
        case Trait.BIRTH_PLACE:
            return fact(traits.birth_place or "")


def _standing(option: Option) -> Iterator[str]:
    assert option.patient is not None
    standing = option.patient.identity.standing
    is_qualified = standing.status is Status.QUALIFIED
    yield TEXTS.say("standing-qualified" if is_qualified else "standing-not-qualified")
    for attribute in _WORDS:
        if attribute in standing.attributes:
            yield TEXTS.say(f"is-{attribute.value}")
    if option.circle is CircleState.OPEN:
        yield TEXTS.say("circle-open")
    elif option.circle is None:
        yield TEXTS.say("circle-none")
    else:
        yield TEXTS.say("circle-suspended")
