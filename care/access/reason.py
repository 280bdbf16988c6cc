"""Why something was refused: keys of the catalogue of sentences."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from care.access.act import CIRCLE_KINDS, MARKED_KINDS, Act, Answer, RoomKind


class Reason(StrEnum):
    """A key that programs can test; the sentence beside it is for people."""

    ROOM_CREATION = "room_creation"
    SPACE_CREATION = "space_creation"
    ENCRYPTION_REQUIRED = "encryption_required"
    CLEAR_TEXT = "clear_text"
    INVITATION = "invitation"
    CIRCLE_INVITATION = "circle_invitation"
    INVITATION_BY_ADDRESS = "invitation_by_address"
    TOO_MANY_INVITATIONS = "too_many_invitations"
    NOT_FOR_THIS_ACCOUNT = "not_for_this_account"
    NOT_INVITED = "not_invited"
    KNOCK = "knock"
    LAST_ADMIN = "last_admin"
    REMOVAL = "removal"
    PROTECTED_ASSISTANT = "protected_assistant"
    CLOSED_FEDERATION = "closed_federation"
    PUBLIC_ROOM = "public_room"
    OPEN_HISTORY = "open_history"
    GUESTS = "guests"
    OPEN_DOOR = "open_door"
    ROOM_MARK = "room_mark"
    ROOM_UPGRADE = "room_upgrade"
    POWERS = "powers"
    ROOM_SETTINGS = "room_settings"
    ERASED_TOO_LATE = "erased_too_late"
    ERASED_FOR_OTHERS = "erased_for_others"
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
    Act.INVITE_STRANGERS: Reason.TOO_MANY_INVITATIONS,
    Act.BELONG: Reason.NOT_FOR_THIS_ACCOUNT,
    Act.JOIN: Reason.NOT_INVITED,
    Act.KNOCK: Reason.KNOCK,
    Act.LEAVE: Reason.LAST_ADMIN,
    Act.REMOVE_MEMBER: Reason.REMOVAL,
    Act.UNSEAT_SERVICE: Reason.PROTECTED_ASSISTANT,
    Act.FEDERATE: Reason.CLOSED_FEDERATION,
    Act.MAKE_PUBLIC: Reason.PUBLIC_ROOM,
    Act.PUBLISH_ROOM: Reason.PUBLIC_ROOM,
    Act.OPEN_HISTORY: Reason.OPEN_HISTORY,
    Act.ADMIT_GUESTS: Reason.GUESTS,
    Act.OPEN_TO_SPACE: Reason.OPEN_DOOR,
    Act.MARK_ROOM: Reason.ROOM_MARK,
    Act.UPGRADE_ROOM: Reason.ROOM_UPGRADE,
    Act.EDIT_POWERS: Reason.POWERS,
    Act.CHANGE_ROOM: Reason.ROOM_SETTINGS,
    Act.PIN: Reason.ROOM_SETTINGS,
    Act.ADD_WIDGET: Reason.ROOM_SETTINGS,
    Act.CALL: Reason.ROOM_SETTINGS,
    Act.ERASE_OWN: Reason.ERASED_TOO_LATE,
    Act.ERASE_OTHERS: Reason.ERASED_FOR_OTHERS,
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
    Answer.IF_GOVERNED: Reason.LAST_ADMIN,
    Answer.IF_RECENT: Reason.ERASED_TOO_LATE,
}

#: Where the way out is not the same as in a conversation.
REASON_IN_ROOM: Mapping[tuple[RoomKind, Act], Reason] = {
    (RoomKind.SPACE, Act.CREATE_ROOM): Reason.SPACE_CREATION,
    **{(kind, Act.CREATE_ROOM): Reason.ROOM_MARK for kind in MARKED_KINDS},
    **{(kind, Act.INVITE): Reason.CIRCLE_INVITATION for kind in CIRCLE_KINDS},
}


class AccessRefused(Exception):
    """A rule of access said no."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
