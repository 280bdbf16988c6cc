"""A private Postfix: submission with TLS and logins, delivery into Dovecot."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from bridges.mssante.embedded.authority import KeyPair
from bridges.mssante.embedded.imap_server import LocalMailbox
from tests.ports import free_port
from tests.real.mail.dovecot import DovecotPorts, _answers, _path

_START_SECONDS = 90
_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
myhostname = {name}.mssante.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks =
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
smtputf8_enable = no
biff = no
virtual_mailbox_domains = {domains}
virtual_mailbox_maps = texthash:{folder}/etc/mailboxes
virtual_transport = lmtp:inet:127.0.0.1:{lmtp_port}
default_transport = error:5.1.2 domain outside the white list
transport_maps = texthash:{folder}/etc/transport
smtp_tls_security_level = verify
smtp_tls_verify_cert_match = localhost
smtp_tls_CAfile = {authority}
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_tls_CAfile = {authority}
smtpd_tls_ask_ccert = yes
smtpd_tls_fingerprint_digest = sha256
relay_clientcerts = texthash:{folder}/etc/certificates
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{auth_port}
smtpd_sasl_mechanism_filter = !external, static:rest
smtpd_tls_auth_only = yes
smtpd_sender_login_maps = texthash:{folder}/etc/senders
smtpd_relay_restrictions = permit_sasl_authenticated,permit_tls_clientcerts,reject
smtpd_sender_restrictions = permit_tls_clientcerts,reject_sender_login_mismatch
smtpd_recipient_restrictions =
  check_recipient_access texthash:{folder}/etc/later
  reject_unauth_destination
message_size_limit = {limit}
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
bounce_queue_lifetime = 1d
lmtp_connection_cache_on_demand = no
"""
_SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """Made in `folder`, beside the Dovecot that has the mailboxes."""

    def __init__(
        self,
        folder: Path,
        pair: KeyPair,
        authority: Path,
        mailboxes: list[LocalMailbox],
        dovecot: DovecotPorts,
        *,
        name: str = "mx",
        limit: int = 25_000_000,
    ) -> None:
        self.folder = folder
        self.port = free_port()
        (folder / "etc").mkdir(parents=True)
        for place in ("queue", "data"):
            (folder / place).mkdir()
        owner = pwd.getpwnam("postfix")
        os.chown(folder / "data", owner.pw_uid, owner.pw_gid)
        copies = {}
        for kind, source in (
            ("certificate", pair.certificate),
            ("key", pair.key),
            ("authority", authority),
        ):
            copies[kind] = folder / "etc" / source.name
            shutil.copy(source, copies[kind])
        domains = sorted({one.address.partition("@")[2] for one in mailboxes})
        values = {
            "folder": folder,
            "name": name,
            "limit": str(limit),
            "domains": ",".join(domains),
            "lmtp_port": dovecot.lmtp,
            "auth_port": dovecot.auth,
            **copies,
        }
        self._write("main.cf", _MAIN.format(**values))
        self._write("master.cf", _SERVICES.format(port=self.port))
        self._write("mailboxes", "".join(f"{one.address} yes\n" for one in mailboxes))
        self._write("senders", "".join(f"{one.address} {one.address}\n" for one in mailboxes))
        self._write("certificates", "")
        self._write("later", "")
        self._write("transport", "")

    def _write(self, name: str, text: str) -> None:
        (self.folder / "etc" / name).write_text(text, encoding="utf-8")

    def accept_certificate(self, certificate: Path) -> None:
        """Take a client certificate for a login (before the start)."""
        loaded = x509.load_pem_x509_certificate(certificate.read_bytes())
        digest = loaded.fingerprint(hashes.SHA256()).hex(":").upper()
        with (self.folder / "etc" / "certificates").open("a") as file:
            file.write(f"{digest} yes\n")

    def relay(self, addresses: list[str], port: int, pair: KeyPair) -> None:
        """Hand what is for these addresses to another operator, under this certificate (before
        the start).
        """
        routes = "".join(f"{one} smtp:[127.0.0.1]:{port}\n" for one in addresses)
        self._write("transport", routes)
        own = {}
        for name, source in (("crt", pair.certificate), ("key", pair.key)):
            own[name] = self.folder / "etc" / f"operator.{name}"
            shutil.copy(source, own[name])
        with (self.folder / "etc" / "main.cf").open("a") as file:
            file.write(f"smtp_tls_cert_file = {own['crt']}\nsmtp_tls_key_file = {own['key']}\n")

    def refuse_later(self, addresses: set[str]) -> None:
        """Answer 450 for these recipients."""
        self._write("later", "".join(f"{one} 450 4.2.0 Mailbox busy\n" for one in addresses))
        reloaded = self._reloads()
        self._order("reload")
        deadline = time.monotonic() + _START_SECONDS
        while self._reloads() == reloaded:
            if time.monotonic() > deadline:
                raise RuntimeError((self.folder / "mail.log").read_text())
            time.sleep(0.02)

    def _reloads(self) -> int:
        """How often its master has read its settings again: an order is only a signal."""
        log = self.folder / "mail.log"
        return log.read_text().count("reload -- version") if log.exists() else 0

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._order("start")
        deadline = time.monotonic() + _START_SECONDS
        while not _answers(self.port):
            if time.monotonic() > deadline:
                raise RuntimeError((self.folder / "mail.log").read_text())
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop in order."""
        self._order("stop")
        self._wait_until_gone()

    def kill(self) -> None:
        """As a power cut would: the master and all that it started."""
        pid = int((self.folder / "queue" / "pid" / "master.pid").read_text())
        with suppress(ProcessLookupError):
            os.killpg(os.getpgid(pid), signal.SIGKILL)
        self._wait_until_gone()

    def _wait_until_gone(self) -> None:
        while _answers(self.port):
            time.sleep(0.02)

    def _order(self, what: str) -> None:
        subprocess.run(
            ["postfix", "-c", str(self.folder / "etc"), what],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PATH": _path()},
            timeout=_START_SECONDS,
        )
