"""What people may try, in which kind of room, and on what condition."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """Something an account asks of the homeserver."""

    WRITE = "write"
    CREATE_ROOM = "create_room"
    CREATE_CLEAR_ROOM = "create_clear_room"
    INVITE = "invite"
    INVITE_BY_ADDRESS = "invite_by_address"
    INVITE_STRANGERS = "invite_strangers"
    BELONG = "belong"
    JOIN = "join"
    KNOCK = "knock"
    LEAVE = "leave"
    REMOVE_MEMBER = "remove_member"
    UNSEAT_SERVICE = "unseat_service"
    FEDERATE = "federate"
    MAKE_PUBLIC = "make_public"
    PUBLISH_ROOM = "publish_room"
    OPEN_HISTORY = "open_history"
    ADMIT_GUESTS = "admit_guests"
    OPEN_TO_SPACE = "open_to_space"
    MARK_ROOM = "mark_room"
    UPGRADE_ROOM = "upgrade_room"
    EDIT_POWERS = "edit_powers"
    CHANGE_ROOM = "change_room"
    PIN = "pin"
    ADD_WIDGET = "add_widget"
    CALL = "call"
    ERASE_OWN = "erase_own"
    ERASE_OTHERS = "erase_others"
    SET_ALIAS = "set_alias"
    SWITCH_OFF_ENCRYPTION = "switch_off_encryption"
    SEND_CLEAR_TEXT = "send_clear_text"
    CHANGE_NAME = "change_name"
    BROWSE_DIRECTORY = "browse_directory"
    APPEAR_IN_DIRECTORY = "appear_in_directory"
    SEE_PROFILE = "see_profile"


class RoomKind(StrEnum):
    """What a room is for: what its mark says; without one, a conversation.

    A space only files rooms (Matrix: `m.space`). Professionals is the room of a circle where
    neither the patient nor relatives are; a mailbox is an MSSanté mailbox's room.
    """

    CONVERSATION = "conversation"
    SPACE = "space"
    GROUP = "group"
    ANNOUNCEMENTS = "announcements"
    CIRCLE = "circle"
    PROFESSIONALS = "professionals"
    MAILBOX = "mailbox"


#: Kinds that a mark may give. A conversation has none, a space has its own type at birth.
MARKED_KINDS = frozenset(RoomKind) - {RoomKind.CONVERSATION, RoomKind.SPACE}

#: Rooms around one patient, or with patients' mail: only our assistants open and govern them.
CIRCLE_KINDS = frozenset({RoomKind.CIRCLE, RoomKind.PROFESSIONALS, RoomKind.MAILBOX})


class Answer(StrEnum):
    """A cell of the table: yes, no, or the one condition that makes it yes."""

    YES = "yes"
    NO = "no"
    IF_INVITED = "if_invited"
    IF_ROOM_SHARED = "if_room_shared"
    IF_SERVER_ALLOWED = "if_server_allowed"
    IF_OPAQUE = "if_opaque"
    IF_GOVERNED = "if_governed"
    IF_RECENT = "if_recent"


CONDITIONS = frozenset(Answer) - {Answer.YES, Answer.NO}
