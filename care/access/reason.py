"""Why something was refused: keys of the catalogue of sentences."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from care.access.act import Act, Answer


class Reason(StrEnum):
    """A key that programs can test; the sentence beside it is for people."""

    ROOM_CREATION = "room_creation"
    SPACE_CREATION = "space_creation"
    ENCRYPTION_REQUIRED = "encryption_required"
    CLEAR_TEXT = "clear_text"
    INVITATION = "invitation"
    INVITATION_BY_ADDRESS = "invitation_by_address"
    NOT_INVITED = "not_invited"
    KNOCK = "knock"
    CLOSED_FEDERATION = "closed_federation"
    PUBLIC_ROOM = "public_room"
    OPEN_HISTORY = "open_history"
    GUESTS = "guests"
    ALIAS = "alias"
    ALIAS_NOT_OPAQUE = "alias_not_opaque"
    FIXED_NAME = "fixed_name"
    DIRECTORY = "directory"
    NO_SHARED_ROOM = "no_shared_room"
    MALFORMED = "malformed"
    INCIDENT = "incident"


REASON_OF_ACT: Mapping[Act, Reason] = {
    Act.WRITE: Reason.INCIDENT,
    Act.CREATE_ROOM: Reason.ROOM_CREATION,
    Act.CREATE_CLEAR_ROOM: Reason.ENCRYPTION_REQUIRED,
    Act.INVITE: Reason.INVITATION,
    Act.INVITE_BY_ADDRESS: Reason.INVITATION_BY_ADDRESS,
    Act.JOIN: Reason.NOT_INVITED,
    Act.KNOCK: Reason.KNOCK,
    Act.FEDERATE: Reason.CLOSED_FEDERATION,
    Act.MAKE_PUBLIC: Reason.PUBLIC_ROOM,
    Act.PUBLISH_ROOM: Reason.PUBLIC_ROOM,
    Act.OPEN_HISTORY: Reason.OPEN_HISTORY,
    Act.ADMIT_GUESTS: Reason.GUESTS,
    Act.SET_ALIAS: Reason.ALIAS,
    Act.SWITCH_OFF_ENCRYPTION: Reason.ENCRYPTION_REQUIRED,
    Act.SEND_CLEAR_TEXT: Reason.CLEAR_TEXT,
    Act.CHANGE_NAME: Reason.FIXED_NAME,
    Act.BROWSE_DIRECTORY: Reason.DIRECTORY,
    Act.APPEAR_IN_DIRECTORY: Reason.DIRECTORY,
    Act.SEE_PROFILE: Reason.NO_SHARED_ROOM,
}

REASON_OF_CONDITION: Mapping[Answer, Reason] = {
    Answer.IF_INVITED: Reason.NOT_INVITED,
    Answer.IF_ROOM_SHARED: Reason.NO_SHARED_ROOM,
    Answer.IF_SERVER_ALLOWED: Reason.CLOSED_FEDERATION,
    Answer.IF_OPAQUE: Reason.ALIAS_NOT_OPAQUE,
}


class AccessRefused(Exception):
    """A rule of access said no."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
