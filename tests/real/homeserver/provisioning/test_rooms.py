"""The space and its groups, in both room versions."""

from __future__ import annotations

import pytest

from care.access.room_kind import KIND_EVENT
from care.matrix.http import MatrixError
from tests.real.homeserver.provisioning.scene import PEOPLE, Scene

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="session")]


async def test_each_is_in_the_groups_of_their_profession(scene: Scene) -> None:
    assert await scene.members("space") == {"intendance", "alice", "bruno", "chloe", "zoe"}
    everybody = await scene.members("space")
    assert await scene.members("announcements") == everybody | {"liaison"}
    assert await scene.members("pharmacists") == {"intendance", "liaison", "alice"}
    assert await scene.members("nurses") == {"intendance", "liaison", "bruno"}


async def test_groups_are_encrypted_named_and_say_nothing_else(scene: Scene) -> None:
    for key, name in (("announcements", "Annonces"), ("pharmacists", "Pharmaciens")):
        assert (await scene.state(key, "m.room.encryption"))["algorithm"] == "m.megolm.v1.aes-sha2"
        assert (await scene.state(key, "m.room.name"))["name"] == name
        with pytest.raises(MatrixError) as no_topic:
            await scene.state(key, "m.room.topic")
        assert no_topic.value.status == 404
    version = (await scene.state("nurses", "m.room.create"))["room_version"]
    assert version == scene.server.territory.homeserver.room_version


async def test_each_room_says_what_it_is_for_and_patients_are_kept_out(scene: Scene) -> None:
    for key, kind in (("announcements", "announcements"), ("nurses", "group")):
        assert await scene.state(key, KIND_EVENT) == {"kind": kind}
    chloe = await scene.server.login("chloe", "mot-de-passe-chloe")
    stranger = await scene.server.create_user("inconnue")
    invite = ("POST", "rooms", scene.first.rooms["nurses"], "invite")
    with pytest.raises(MatrixError) as refused:
        await scene.call(chloe, *invite, body={"user_id": stranger})
    assert refused.value.body["fr.cercle.reason"] == "not_for_this_account"


async def test_only_coordinators_write_announcements(scene: Scene) -> None:
    room = scene.first.rooms["announcements"]
    body = {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "x", "session_id": "y"}
    alice = await scene.server.login("alice", "mot-de-passe-alice")
    chloe = await scene.server.login("chloe", "mot-de-passe-chloe")
    with pytest.raises(MatrixError) as refused:
        await scene.call(alice, "PUT", "rooms", room, "send", "m.room.encrypted", "t1", body=body)
    assert refused.value.errcode == "M_FORBIDDEN"
    sent = await scene.call(
        chloe, "PUT", "rooms", room, "send", "m.room.encrypted", "t2", body=body
    )
    reaction = {
        "m.relates_to": {"rel_type": "m.annotation", "event_id": sent["event_id"], "key": "✅"}
    }
    await scene.call(alice, "PUT", "rooms", room, "send", "m.reaction", "t3", body=reaction)


async def test_a_new_coordinator_may_write_and_a_former_one_may_not(scene: Scene) -> None:
    swapped = PEOPLE.decode()
    swapped = swapped.replace(
        "Alice;pharmacienne;10199900373;professionnel", "Alice;21;10199900373;coordinateur"
    )
    swapped = swapped.replace("Chloé;;;coordinateur", "Chloé;;;secretaire")
    await scene.provisioning.import_accounts(swapped.encode())
    await scene.provisioning.bring_up()
    levels = (await scene.state("announcements", "m.room.power_levels"))["users"]
    assert levels["@alice:cercle.test"] == 50
    assert "@chloe:cercle.test" not in levels
    await scene.provisioning.import_accounts(PEOPLE)
    await scene.provisioning.bring_up()
    levels = (await scene.state("announcements", "m.room.power_levels"))["users"]
    assert levels["@chloe:cercle.test"] == 50
