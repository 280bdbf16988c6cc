"""Making an account ready for encrypted conversation: at provisioning, and at every start."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from care.matrix.account_lock import AccountLock
from care.matrix.backup import Backup
from care.matrix.disk import AccountFiles, Device, forget_other_devices, open_device
from care.matrix.http import MatrixHttp
from care.matrix.identity import Standing
from care.matrix.machine import Machine
from care.runtime.secrets import read_secret

_log = structlog.get_logger()


@dataclass(frozen=True)
class Equipment:
    """A device that other people's clients trust, and its backup."""

    device: Device
    machine: Machine
    backup: Backup


async def equip(http: MatrixHttp, user_id: str, files: AccountFiles) -> Equipment:
    """The device on this disk; on an empty one a new device, with the keys kept on the server.

    Raises SettingsError when the account cannot be used with these files.
    """
    device = await open_device(http, user_id, files)
    try:
        machine = Machine(http, device.store, device.credentials)
        await machine.publish_device()
        password = read_secret(files.password)
        backup = await Standing(http, machine, password, files.recovery_key).ensure()
        if device.is_new:
            restored = await backup.restore()
            others = await forget_other_devices(http, device, password)
            device.store.settle()
            _log.info("device_made", keys_restored=restored, devices_forgotten=others)
    except BaseException:
        device.store.close()
        raise
    return Equipment(device, machine, backup)


async def enrol(base_url: str, user_id: str, files: AccountFiles) -> None:
    """Give `user_id` its device, identity, recovery key, backup and one-time keys; idempotent.

    An account that a process is serving from these files has all that, and is left alone.
    """
    lock, http = AccountLock(user_id, files.state), MatrixHttp(base_url)
    try:
        if lock.take():
            equipment = await equip(http, user_id, files)
            try:
                await equipment.machine.replenish(await equipment.machine.count_one_time_keys())
            finally:
                equipment.device.store.close()
    finally:
        await http.close()
        lock.release()
