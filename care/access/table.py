"""Who may do what: the one table, which the module enforces and the documentation prints."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from care.access.act import Act, Answer, RoomKind
from care.access.people import SERVICE_KINDS, STAFF_KINDS, Kind

Row = Mapping[Kind, Answer]

_STAFF, _SERVICE = STAFF_KINDS, SERVICE_KINDS
_EVERYONE = frozenset(Kind)
_COORDINATION = _SERVICE | {Kind.COORDINATOR}


def _row(
    granted: frozenset[Kind],
    answer: Answer = Answer.YES,
    *,
    others: Answer = Answer.NO,
    partner: Answer | None = None,
) -> Row:
    """`answer` for the granted kinds, `others` for the rest, `partner` for partners if given."""
    cells = {kind: answer if kind in granted else others for kind in Kind}
    return MappingProxyType(cells | ({} if partner is None else {Kind.PARTNER: partner}))


_NOBODY = _row(frozenset())
_ASSISTANTS = _row(frozenset({Kind.BOT}))
_SERVICES = _row(_SERVICE)
_COORDINATORS = _row(_COORDINATION)
_WORKERS = _row(_STAFF | _SERVICE, partner=Answer.IF_SERVER_ALLOWED)
_ALL = _row(_EVERYONE, partner=Answer.IF_SERVER_ALLOWED)

_EVERYWHERE: Mapping[Act, Row] = {
    Act.WRITE: _row(_EVERYONE),
    Act.CREATE_ROOM: _row(_STAFF | _SERVICE),
    Act.CREATE_CLEAR_ROOM: _NOBODY,
    Act.INVITE: _WORKERS,
    Act.INVITE_BY_ADDRESS: _NOBODY,
    Act.INVITE_STRANGERS: _SERVICES,
    Act.BELONG: _ALL,
    Act.JOIN: _row(_STAFF | _SERVICE, others=Answer.IF_INVITED),
    Act.KNOCK: _NOBODY,
    Act.LEAVE: _row(_SERVICE | {Kind.PARTNER}, others=Answer.IF_GOVERNED),
    Act.REMOVE_MEMBER: _WORKERS,
    Act.UNSEAT_SERVICE: _SERVICES,
    Act.FEDERATE: _row(_STAFF | _SERVICE | {Kind.PARTNER}, Answer.IF_SERVER_ALLOWED),
    Act.MAKE_PUBLIC: _NOBODY,
    Act.PUBLISH_ROOM: _NOBODY,
    Act.OPEN_HISTORY: _NOBODY,
    Act.ADMIT_GUESTS: _NOBODY,
    Act.OPEN_TO_SPACE: _WORKERS,
    Act.MARK_ROOM: _NOBODY,
    Act.UPGRADE_ROOM: _WORKERS,
    Act.EDIT_POWERS: MappingProxyType(
        {**_WORKERS, **dict.fromkeys(_STAFF, Answer.IF_GOVERNED)},
    ),
    Act.CHANGE_ROOM: _ALL,
    Act.PIN: _ALL,
    Act.ADD_WIDGET: _WORKERS,
    Act.CALL: _ALL,
    Act.ERASE_OWN: _ALL,
    Act.ERASE_OTHERS: _ALL,
    Act.SET_ALIAS: _row(_SERVICE, Answer.IF_OPAQUE),
    Act.SWITCH_OFF_ENCRYPTION: _NOBODY,
    Act.SEND_CLEAR_TEXT: _row(frozenset({Kind.BOT})),
    Act.CHANGE_NAME: _NOBODY,
    Act.BROWSE_DIRECTORY: _row(_STAFF | _SERVICE),
    Act.APPEAR_IN_DIRECTORY: _row(_STAFF | {Kind.BOT}),
    Act.SEE_PROFILE: _row(_EVERYONE, Answer.IF_ROOM_SHARED),
}

#: Where a space is not treated as a conversation. A space has no messages: it needs no encryption.
_IN_SPACES: Mapping[Act, Row] = {
    Act.CREATE_ROOM: _COORDINATORS,
    Act.CREATE_CLEAR_ROOM: _COORDINATORS,
}

#: Groups are the territory's: made by provisioning, for those who work there.
_IN_GROUPS: Mapping[Act, Row] = {
    Act.CREATE_ROOM: _SERVICES,
    Act.INVITE: _COORDINATORS,
    Act.BELONG: _WORKERS,
    Act.REMOVE_MEMBER: _COORDINATORS,
    Act.OPEN_TO_SPACE: _SERVICES,
    Act.MARK_ROOM: _SERVICES,
    Act.UPGRADE_ROOM: _SERVICES,
    Act.EDIT_POWERS: _SERVICES,
    Act.CHANGE_ROOM: _COORDINATORS,
    Act.PIN: _COORDINATORS,
    Act.ADD_WIDGET: _SERVICES,
}

#: Around a patient, our assistants alone open, invite and govern. Operators, who hold the keys of
#: the server, are kept out, and so is any account that they could make: they could let it in.
_AROUND_PATIENTS: Mapping[Act, Row] = {
    Act.CREATE_ROOM: _ASSISTANTS,
    Act.INVITE: _ASSISTANTS,
    Act.BELONG: _row(_EVERYONE - {Kind.OPERATOR, Kind.UNKNOWN}, partner=Answer.IF_SERVER_ALLOWED),
    Act.JOIN: _row(_EVERYONE, Answer.IF_INVITED),
    Act.LEAVE: _row(_EVERYONE),
    Act.REMOVE_MEMBER: _ASSISTANTS,
    Act.UNSEAT_SERVICE: _ASSISTANTS,
    Act.OPEN_TO_SPACE: _NOBODY,
    Act.MARK_ROOM: _ASSISTANTS,
    Act.UPGRADE_ROOM: _ASSISTANTS,
    Act.EDIT_POWERS: _ASSISTANTS,
    Act.CHANGE_ROOM: _ASSISTANTS,
    Act.PIN: _ASSISTANTS,
    Act.ADD_WIDGET: _ASSISTANTS,
    Act.ERASE_OWN: _row(frozenset({Kind.BOT}), others=Answer.IF_RECENT),
    Act.ERASE_OTHERS: _ASSISTANTS,
}
_STAFF_AND_ASSISTANTS = _STAFF | {Kind.BOT}
_AMONG_PROFESSIONALS: Mapping[Act, Row] = {
    **_AROUND_PATIENTS,
    Act.BELONG: _row(_STAFF_AND_ASSISTANTS, partner=Answer.IF_SERVER_ALLOWED),
}
_IN_MAILBOXES: Mapping[Act, Row] = {
    **_AROUND_PATIENTS,
    Act.BELONG: _row(_STAFF_AND_ASSISTANTS),
}

_DIFFERENCES: Mapping[RoomKind, Mapping[Act, Row]] = {
    RoomKind.CONVERSATION: {},
    RoomKind.SPACE: _IN_SPACES,
    RoomKind.GROUP: _IN_GROUPS,
    RoomKind.ANNOUNCEMENTS: _IN_GROUPS,
    RoomKind.CIRCLE: _AROUND_PATIENTS,
    RoomKind.PROFESSIONALS: _AMONG_PROFESSIONALS,
    RoomKind.MAILBOX: _IN_MAILBOXES,
}

TABLE: Mapping[RoomKind, Mapping[Act, Row]] = MappingProxyType(
    {kind: MappingProxyType({**_EVERYWHERE, **_DIFFERENCES[kind]}) for kind in RoomKind}
)
