"""An account is served by exactly one process: the second one says so and stops."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from care.matrix.account_lock import served_alone
from care.runtime.database import Database, sqlite_url
from care.runtime.errors import SettingsError
from tests.postgres import postgres_cluster, postgres_url
from tests.real.matrix.delivery.bot_process import BotProcess
from tests.real.matrix.delivery.conftest import BotMaker
from tests.real.matrix.delivery.people import echoes, someone
from tests.real.servers import RunningHomeserver

__all__ = ["postgres_cluster", "postgres_url"]
pytestmark = pytest.mark.real


async def test_the_second_process_on_one_disk_stops(new_bot: BotMaker) -> None:
    bot = await new_bot()
    await bot.start()
    second = BotProcess(bot.url, bot.user_id, bot.secrets.parent)
    await second.launch()
    assert second.process is not None
    assert await second.process.wait() == 2
    last = second.log.read_text(encoding="utf-8").splitlines()[-1]
    assert last == f"{bot.user_id} : compte déjà servi par un autre processus"
    assert bot.process is not None and bot.process.returncode is None


async def test_one_takes_over_from_the_dead_and_from_the_leaving(new_bot: BotMaker) -> None:
    bot = await new_bot()
    await bot.start()
    await bot.end(signal.SIGKILL)
    await bot.start()
    leaving, successor = bot.process, BotProcess(bot.url, bot.user_id, bot.secrets.parent)
    assert leaving is not None
    await successor.launch()
    leaving.send_signal(signal.SIGTERM)
    await successor.wait_ready()
    await leaving.wait()
    await successor.close()


async def test_on_postgresql_two_disks_are_still_one_account(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker, postgres_url: str
) -> None:
    bot = await new_bot(database_url=postgres_url)
    await bot.start()
    async with someone(homeserver, tmp_path) as alice:
        (room,) = await alice.open_rooms(1, bot.user_id)
        await alice.say_all(room, [f"message {number}" for number in range(20)])
        other_disk = tmp_path / "other"
        with pytest.raises(SettingsError, match="déjà servi"):
            async with served_alone(bot.user_id, other_disk, Database(postgres_url), patience=1):
                pass
        await bot.end()  # among its answers
        await bot.start()
        await alice.listen_until(20)
        await alice.listen_for(1)
        assert alice.texts(room) == echoes(f"message {number}" for number in range(20))
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        once = text("SELECT count(*), count(DISTINCT event_id) FROM effects")
        assert tuple(connection.execute(once).one()) == (20, 20)
    engine.dispose()
    await bot.end()


async def test_two_accounts_do_not_exclude_each_other(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "bot.db"))
    async with (
        served_alone("@a:cercle.test", tmp_path / "a", database, patience=0),
        served_alone("@b:cercle.test", tmp_path / "b", database, patience=0),
    ):
        with pytest.raises(SettingsError):
            async with served_alone("@a:cercle.test", tmp_path / "a", database, patience=0):
                pass
    database.close()
