"""Who may do what: the one table, which the module enforces and the documentation prints."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from care.access.act import Act, Answer, RoomKind
from care.access.people import Kind

Row = Mapping[Kind, Answer]

_STAFF = frozenset({Kind.PROFESSIONAL, Kind.COORDINATOR, Kind.SECRETARY})
_SERVICE = frozenset({Kind.BOT, Kind.OPERATOR})
_EVERYONE = frozenset(Kind)
_CREATES_SPACES = _SERVICE | {Kind.COORDINATOR}


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

_EVERYWHERE: Mapping[Act, Row] = {
    Act.WRITE: _row(_EVERYONE),
    Act.CREATE_ROOM: _row(_STAFF | _SERVICE),
    Act.CREATE_CLEAR_ROOM: _NOBODY,
    Act.INVITE: _row(_STAFF | _SERVICE, partner=Answer.IF_SERVER_ALLOWED),
    Act.INVITE_BY_ADDRESS: _NOBODY,
    Act.JOIN: _row(_STAFF | _SERVICE, others=Answer.IF_INVITED),
    Act.KNOCK: _NOBODY,
    Act.FEDERATE: _row(_STAFF | _SERVICE | {Kind.PARTNER}, Answer.IF_SERVER_ALLOWED),
    Act.MAKE_PUBLIC: _NOBODY,
    Act.PUBLISH_ROOM: _NOBODY,
    Act.OPEN_HISTORY: _NOBODY,
    Act.ADMIT_GUESTS: _NOBODY,
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
    Act.CREATE_ROOM: _row(_CREATES_SPACES),
    Act.CREATE_CLEAR_ROOM: _row(_CREATES_SPACES),
}

TABLE: Mapping[RoomKind, Mapping[Act, Row]] = MappingProxyType(
    {
        kind: MappingProxyType(
            {**_EVERYWHERE, **(_IN_SPACES if kind is RoomKind.SPACE else {})},
        )
        for kind in RoomKind
    }
)
