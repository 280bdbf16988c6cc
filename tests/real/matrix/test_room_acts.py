"""A circle's room, for real: marked, ruled, peopled, pinned, silenced; refusals are told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.access.act import RoomKind
from care.access.power import power_levels
from care.access.room_kind import KIND_EVENT, render_kind
from care.matrix.http import MatrixError, path
from care.runtime.outgoing import (
    Address,
    Erase,
    Invite,
    OpenRoom,
    Pin,
    React,
    Remove,
    Say,
    SetReadOnly,
    ShowPage,
)
from tests.real.matrix.delivery.people import someone
from tests.real.matrix.steward import Steward, all_events, steward
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real

_CIRCLE = Address(key="circle 1")


async def test_a_circle_is_marked_for_good_and_only_we_have_power_in_it(
    bot: Steward, either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    async with someone(either_homeserver, tmp_path, "alice") as alice:
        room = await bot.open_circle("circle 1", alice)
        creation = await bot.state(room, "m.room.create")
        version = int(creation["room_version"])
        supreme = {} if version >= 12 else {bot.user_id: 100}
        assert await bot.state(room, KIND_EVENT) == render_kind(RoomKind.CIRCLE)
        levels = await bot.state(room, "m.room.power_levels")
        assert levels == power_levels(RoomKind.CIRCLE, supreme) | {"historical": 100}
        visibility = await bot.state(room, "m.room.history_visibility")
        assert visibility == {"history_visibility": "invited"}
        await alice.listen_until(1)
        await alice.say(room, "me voici")
        assert (await bot.wait_for()).text == "me voici"
        for type_, content in (
            ("m.room.name", {"name": "Mme EXEMPLE"}),
            (KIND_EVENT, render_kind(RoomKind.MAILBOX)),
            ("m.room.pinned_events", {"pinned": []}),
        ):
            with pytest.raises(MatrixError):
                await alice.http.request("PUT", path("rooms", room, "state", type_), content)
        with pytest.raises(MatrixError):
            await alice.invite(room, "@root:cercle.test")


async def test_people_come_and_go_each_once_and_read_only_what_is_theirs(
    bot: Steward, either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    async with (
        someone(either_homeserver, tmp_path, "alice") as alice,
        someone(either_homeserver, tmp_path, "bruno") as bruno,
    ):
        room = await bot.open_circle("circle 1", alice)
        invite, remove = Invite(_CIRCLE, bruno.user_id), Remove(_CIRCLE, bruno.user_id)
        first = Say(_CIRCLE, "pour deux")
        assert await bot.done(invite, invite, first) == ["sent"] * 3
        await bot.wait_joined(room, bruno.user_id)
        await bruno.listen_until(1)  # a client need not hear what it had not read when put out
        assert await bot.done(invite, remove, remove, Say(_CIRCLE, "sans lui")) == ["sent"] * 4
        assert await bot.membership(room, bruno) == "leave"
        await alice.listen_until(3)
        await bruno.listen_for(1)
        assert alice.texts(room) == ["Bonjour", "pour deux", "sans lui"]
        assert bruno.texts(room) == ["pour deux"]
        assert await bot.done(invite) == ["sent"]
        await bot.wait_joined(room, bruno.user_id)
        history = await all_events(either_homeserver, room)
        about = [event["content"] for event in history if event.get("state_key") == bruno.user_id]
        moves = [content["membership"] for content in about]
        assert moves == ["invite", "join", "leave", "invite", "join"]


async def test_an_invitation_is_withdrawn(
    bot: Steward, either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    async with (
        someone(either_homeserver, tmp_path, "alice") as alice,
        someone(either_homeserver, tmp_path, "bruno") as bruno,
    ):
        pass  # their clients are closed: they do not answer
    opening = OpenRoom("circle 1", (alice.user_id,), kind=RoomKind.CIRCLE)
    acts = Invite(_CIRCLE, bruno.user_id), Remove(_CIRCLE, alice.user_id)
    assert await bot.done(opening, *acts) == ["sent"] * 3
    room = await bot.room_of("circle 1")
    assert await bot.membership(room, alice) == "leave"
    assert await bot.membership(room, bruno) == "invite"


async def test_the_pinned_messages_are_exactly_those_and_stay_so_when_edited(
    bot: Steward, either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    async with someone(either_homeserver, tmp_path, "alice") as alice:
        room = await bot.open_circle("circle 1", alice)
        card, members = await bot.queue(Say(_CIRCLE, "identité"), Say(_CIRCLE, "membres"))
        await bot.queue(Pin(_CIRCLE, (card, members)), Say(_CIRCLE, "identité 2", edits=card))
        await alice.listen_until(4)
        _, first, second, edit = alice.heard[room]
        pinned = await bot.state(room, "m.room.pinned_events")
        assert pinned == {"pinned": [first.event_id, second.event_id]}
        assert edit.edits == first.event_id
        assert await bot.done(Pin(_CIRCLE, (members, "unknown"))) == ["sent"]
        pinned = await bot.state(room, "m.room.pinned_events")
        assert pinned == {"pinned": [second.event_id]}
        assert await bot.done(Pin(_CIRCLE, ())) == ["sent"]
        assert await bot.state(room, "m.room.pinned_events") == {"pinned": []}


async def test_what_waits_elsewhere_is_waited_for(
    bot: Steward, either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    """Two addresses of one room are two lanes: a pin or an edit may come before its message."""
    async with someone(either_homeserver, tmp_path, "alice") as alice:
        room = await bot.open_circle("circle 1", alice)
        by_id = Address(room)
        slow = [Say(_CIRCLE, f"avant {number}") for number in range(15)]
        *_, card = await bot.queue(*slow, Say(_CIRCLE, "carte"))
        pin, edit = await bot.queue(Pin(by_id, (card,)), Say(by_id, "carte 2", edits=card))
        assert [(await bot.row(one))[0] for one in (card, pin, edit)] == ["sent"] * 3
        await alice.listen_until(18)
        said = alice.heard[room]
        pinned = await bot.state(room, "m.room.pinned_events")
        assert pinned == {"pinned": [said[16].event_id]}
        assert (said[17].text, said[17].edits) == ("* carte 2", said[16].event_id)


async def test_a_silenced_room_is_read_and_no_more_written_to_but_by_us(
    bot: Steward, either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    async with someone(either_homeserver, tmp_path, "alice") as alice:
        room = await bot.open_circle("circle 1", alice)
        assert (
            await bot.done(SetReadOnly(_CIRCLE, True), SetReadOnly(_CIRCLE, True)) == ["sent"] * 2
        )
        (refused,) = await alice.queue(Say(Address(room), "encore un mot"))
        assert await alice.row(refused) == ("failed", None)
        assert await bot.done(Say(_CIRCLE, "fermé"), SetReadOnly(_CIRCLE, False)) == ["sent"] * 2
        await alice.say(room, "merci")
        assert (await bot.wait_for()).text == "merci"
        await alice.listen_until(2)
        assert alice.texts(room) == ["Bonjour", "fermé"]


async def test_a_message_is_erased_whoever_wrote_it_and_once(
    bot: Steward, either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    async with someone(either_homeserver, tmp_path, "alice") as alice:
        room = await bot.open_circle("circle 1", alice)
        await alice.say(room, "2 60 05 76 999 999 52")
        event = (await bot.wait_for()).event_id
        assert await bot.done(Erase(_CIRCLE, event), Erase(_CIRCLE, event)) == ["sent"] * 2
        history = await all_events(either_homeserver, room)
        (message,) = [one for one in history if one["event_id"] == event]
        assert message["content"] == {}
        assert len([one for one in history if one["type"] == "m.room.redaction"]) == 1


async def test_what_is_refused_is_told_once_and_holds_up_nothing(
    either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    stranger = "@personne:ailleurs.test"
    async with someone(either_homeserver, tmp_path, "alice") as alice:
        async with steward(either_homeserver, tmp_path) as bot:
            room = await bot.open_circle("circle 1", alice)
            invite, erase = Invite(_CIRCLE, stranger), Erase(_CIRCLE, "$jamais")
            ids = await bot.queue(invite, erase, Say(_CIRCLE, "la suite"))
            assert [(await bot.row(one))[0] for one in ids] == ["failed", "failed", "sent"]
            await alice.listen_until(2)
            assert bot.witness.refused == [(invite, ids[0]), (erase, ids[1])]
        async with bot.again() as bot_again:
            await alice.say(room, "bien reçu")
            await bot_again.wait_for()
            assert bot_again.witness.refused == []


async def test_a_room_opened_without_some_of_its_people_says_who(
    bot: Steward, either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    stranger = "@personne:ailleurs.test"
    async with someone(either_homeserver, tmp_path, "alice") as alice:
        opening = OpenRoom("circle 1", (stranger, alice.user_id), kind=RoomKind.CIRCLE)
        ids = await bot.queue(opening, Say(_CIRCLE, "Bonjour"))
        assert [(await bot.row(one))[0] for one in ids] == ["failed", "sent"]
        await alice.listen_until(1)
        assert bot.witness.refused == [(Invite(_CIRCLE, stranger), ids[0])]


async def test_words_that_cannot_be_said_are_not_talked_about(
    bot: Steward, either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    async with someone(either_homeserver, tmp_path, "alice") as alice:
        room = await alice.open_direct()
        nowhere = Address(room)
        outgoing = Say(nowhere, "non"), React(nowhere, "$x", "👍"), Say(Address(key="none"), "non")
        assert await bot.done(*outgoing) == ["failed"] * 3
        assert await bot.done(SetReadOnly(nowhere, True)) == ["failed"]
        assert [outgoing for outgoing, _ in bot.witness.refused] == [SetReadOnly(nowhere, True)]


async def test_a_plain_conversation_is_nobodys_to_silence(
    bot: Steward, either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    async with someone(either_homeserver, tmp_path, "alice") as alice:
        opening = OpenRoom("avis", (alice.user_id,))
        to = Address(key="avis")
        assert await bot.done(opening, SetReadOnly(to, True)) == ["sent", "failed"]
        room = await bot.room_of("avis")
        powers = (await bot.state(room, "m.room.power_levels"))["users"]
        assert powers[alice.user_id] == 100


async def test_a_conversation_for_two_others_is_not_filed_as_one_with_us(
    bot: Steward, either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    async with (
        someone(either_homeserver, tmp_path, "alice") as alice,
        someone(either_homeserver, tmp_path, "bruno") as bruno,
    ):
        people = alice.user_id, bruno.user_id
        assert await bot.done(OpenRoom("pair", people, direct=True, step_back=True)) == ["sent"]
        room = await bot.room_of("pair")
        history = await all_events(either_homeserver, room)
        invitations = [one["content"] for one in history if one.get("state_key") in people]
        assert len(invitations) >= 2
        assert not any("is_direct" in content for content in invitations)


async def test_a_page_is_shown_beside_a_circle_and_put_once(
    bot: Steward, either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    url = "https://pages.test/pages/circle/c1#/?roomId=$matrix_room_id"
    page = ShowPage(_CIRCLE, "fr.cercle.circle", "Le cercle", url)
    async with someone(either_homeserver, tmp_path, "alice") as alice:
        room = await bot.open_circle("circle 1", alice)
        assert await bot.done(page, page) == ["sent"] * 2
        shown = await bot.state(room, "im.vector.modular.widgets", "fr.cercle.circle")
        assert (shown["url"], shown["name"]) == (url, "Le cercle")
        assert shown["creatorUserId"] == bot.user_id
        put = [
            e
            for e in await all_events(either_homeserver, room)
            if e["type"] == "im.vector.modular.widgets"
        ]
        assert len(put) == 1
        where = path("rooms", room, "state", "im.vector.modular.widgets", "fr.cercle.circle")
        with pytest.raises(MatrixError):
            await alice.http.request("PUT", where, {"url": "https://x.example"})
