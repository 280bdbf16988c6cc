"""A private Dovecot: mailboxes over IMAP and LMTP, and the logins that Postfix asks it about."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from bridges.mssante.embedded.authority import KeyPair
from bridges.mssante.embedded.imap_server import LocalMailbox
from tests.ports import free_port

_START_SECONDS = 90
_OWNER = "nobody"
# Not maildir: what comes while that folder is being read gets its number late, out of order.
_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap lmtp submission
listen = 127.0.0.1
default_internal_user = nobody
default_login_user = nobody
default_internal_group = nogroup
first_valid_uid = 0
mail_location = sdbox:{folder}/mail/%u
mail_uid = nobody
mail_gid = nogroup
ssl = required
ssl_cert = <{certificate}
ssl_key = <{key}
ssl_ca = <{authority}
ssl_require_crl = no
ssl_min_protocol = TLSv1.2
ssl_verify_client_cert = yes
ssl_cert_username_field = commonName
auth_ssl_username_from_cert = yes
auth_mechanisms = plain external xoauth2
auth_failure_delay = 0
auth_username_format = %Lu
passdb {{
  driver = passwd-file
  mechanisms = plain
  args = scheme=PLAIN username_format=%u {folder}/users
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
passdb {{
  driver = passwd-file
  mechanisms = external
  args = username_format=%u {folder}/users-certificate
}}
userdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
  default_fields = uid=nobody gid=nogroup home={folder}/mail/%u
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service auth {{
  inet_listener {{
    address = 127.0.0.1
    port = {auth_port}
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = {imaps_port}
    ssl = yes
  }}
}}
service submission-login {{
  chroot =
  inet_listener submission {{
    port = {submission_port}
  }}
  inet_listener submissions {{
    port = 0
  }}
}}
submission_relay_host = 127.0.0.1
submission_relay_port = {relay_port}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp_port}
  }}
}}
"""
_OAUTH = """
introspection_mode = post
introspection_url = http://127.0.0.1:{port}/introspect
client_id = dovecot
client_secret = fictif
username_attribute = email
active_attribute = active
active_value = true
"""


@dataclass(frozen=True)
class DovecotPorts:
    """Where each door is; chosen once, so that a restart opens the same ones."""

    imap: int
    imaps: int
    lmtp: int
    auth: int
    submission: int
    relay: int


def is_installed() -> bool:
    """Whether the Debian packages are there, and we may start programs as another user."""
    found = shutil.which("dovecot", path=_path()) and shutil.which("postfix", path=_path())
    return bool(found) and os.geteuid() == 0


def need_installed() -> None:
    """Skip the test without them; where everything is to be played, their absence is a failure."""
    if is_installed():
        return
    told = "Dovecot and Postfix are not installed, or we are not root"
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)


def _path() -> str:
    return f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


class Dovecot:
    """Made in `folder`, which its owner must be able to reach."""

    def __init__(
        self,
        folder: Path,
        pair: KeyPair,
        authority: Path,
        mailboxes: list[LocalMailbox],
        introspection_port: int,
    ) -> None:
        self.folder = folder
        self.ports = DovecotPorts(*(free_port() for _ in range(6)))
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("run", "state", "mail", "tls"):
            (folder / name).mkdir(parents=True)
        copies = {}
        for name, source in (
            ("certificate", pair.certificate),
            ("key", pair.key),
            ("authority", authority),
        ):
            copies[name] = folder / "tls" / source.name
            shutil.copy(source, copies[name])
        values = {"folder": folder, **copies, **_port_values(self.ports)}
        self._write("dovecot.conf", _CONFIGURATION.format(**values))
        self._write("oauth2.conf", _OAUTH.format(port=introspection_port))
        users = [f"{one.address}:{{PLAIN}}{one.password}::::::" for one in mailboxes]
        self._write("users", "\n".join(users) + "\n")
        by_certificate = [f"{one.address}:::::::nopassword=y" for one in mailboxes]
        self._write("users-certificate", "\n".join(by_certificate) + "\n")
        owner = pwd.getpwnam(_OWNER)
        for path in (folder, *folder.rglob("*")):
            os.chown(path, owner.pw_uid, owner.pw_gid)

    def _write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = ["setpriv", f"--reuid={_OWNER}", "--regid=nogroup", "--clear-groups"]
        command += ["dovecot", "-F", "-c", str(self.folder / "dovecot.conf")]
        self._process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PATH": _path()},
            start_new_session=True,
        )
        deadline = time.monotonic() + _START_SECONDS
        while not _answers(self.ports.imap) or not _answers(self.ports.lmtp):
            if self._process.poll() is not None or time.monotonic() > deadline:
                log = self.folder / "dovecot.log"
                raise RuntimeError(log.read_text() if log.exists() else "Dovecot did not start")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop in order."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As a power cut would: the master and all that it started."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, how)
        self._process.wait(90)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        doors = (self.ports.imap, self.ports.lmtp, self.ports.auth, self.ports.submission)
        while any(_answers(port) for port in doors):
            time.sleep(0.02)
        (self.folder / "run" / "master.pid").unlink(missing_ok=True)
        self._process = None


def _port_values(ports: DovecotPorts) -> dict[str, int]:
    return {
        "imap_port": ports.imap,
        "imaps_port": ports.imaps,
        "lmtp_port": ports.lmtp,
        "auth_port": ports.auth,
        "submission_port": ports.submission,
        "relay_port": ports.relay,
    }


def _answers(port: int) -> bool:
    import socket

    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False
