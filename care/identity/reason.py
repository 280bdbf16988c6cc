"""What may be wrong with an identity: keys of the catalogue of sentences."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """A key that programs can test; the sentence beside it is for people."""

    # Numbers
    MALFORMED = "malformed"
    BAD_KEY = "bad_key"
    UNUSUAL_MONTH = "unusual_month"
    UNKNOWN_AUTHORITY = "unknown_authority"
    ABANDONED_AUTHORITY = "abandoned_authority"
    TEST_DATA = "test_data"
    AUTHORITY_OF_ANOTHER_KIND = "authority_of_another_kind"
    # Traits
    TRAIT_MISSING = "trait_missing"
    NOT_INSI_FORM = "not_insi_form"
    NO_SUCH_DATE = "no_such_date"
    NOT_BORN_YET = "not_born_yet"
    FIRST_NAME_NOT_IN_LIST = "first_name_not_in_list"
    SEX_DISAGREES = "sex_disagrees"
    BIRTH_DATE_DISAGREES = "birth_date_disagrees"
    BIRTH_PLACE_DISAGREES = "birth_place_disagrees"
    # Status
    ATTRIBUTES_NOT_ALLOWED = "attributes_not_allowed"
    SOURCE_MAY_NOT_SAY = "source_may_not_say"
    NOT_QUALIFIED = "not_qualified"
    NO_NUMBER = "no_number"
    # Datamatrix
    NOT_A_DATAMATRIX = "not_a_datamatrix"
    UNKNOWN_VERSION = "unknown_version"
    TOO_LONG = "too_long"


class IdentityRefused(Exception):
    """What was given cannot be taken as an identity. Its text never quotes what was given."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


#: What is odd but does not forbid: to be shown to a person.
Doubts = tuple[Reason, ...]


class Environment(StrEnum):
    """Where an identifier is used: invented data is at home in a test, refused in production."""

    PRODUCTION = "production"
    TEST = "test"


def doubt_or_refuse(wrong: bool, reason: Reason, environment: Environment) -> Doubts:
    """`reason` as a doubt in a test. Raises IdentityRefused in production."""
    if wrong and environment is Environment.PRODUCTION:
        raise IdentityRefused(reason)
    return (reason,) if wrong else ()
