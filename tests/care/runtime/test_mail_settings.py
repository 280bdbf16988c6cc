"""The mailboxes of a territory, and what is refused of them with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.runtime.errors import SettingsError
from care.runtime.settings import load_territory

_SMALL = """
[territory]
name = "CPTS de l’Exemple"
server_name = "cpts.example"
communes = ["76351"]
"""
_WHITE_LIST = """
[white_list]
url = "https://exemple.fr/liste.xml"
anchors_file = "igc.pem"
signer = "ALB FICTIF"
"""
_MAILBOX = """
[[mailboxes]]
address = "cpts@cpts.mssante.example"
kind = "APP"
imap_host = "imap.mssante.example"
smtp_host = "smtp.mssante.example"
ca_file = "igc.pem"
certificate_file = "client.pem"
key_file = "client.key"
"""


def _write(folder: Path, text: str) -> Path:
    path = folder / "territory.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_mailbox_is_opened_by_its_certificate_unless_told_otherwise(tmp_path: Path) -> None:
    (mailbox,) = load_territory(_write(tmp_path, _SMALL + _WHITE_LIST + _MAILBOX)).mailboxes
    assert (mailbox.auth, mailbox.imap_port, mailbox.smtp_port) == ("certificate", 143, 587)
    assert (mailbox.bot.localpart, mailbox.shown_name) == ("mssante.cpts", mailbox.address)


@pytest.mark.parametrize(
    ("good", "bad", "word"),
    [
        ('key_file = "client.key"\n', "", "key_file"),
        ('kind = "APP"', 'kind = "APP"\nauth = "password"', "password_file"),
        ("cpts@cpts", "CPTS@cpts", "address"),
        ('signer = "ALB FICTIF"\n', "", "signer"),
        ("https://", "http://", "white_list.url"),
        (_WHITE_LIST, "", "white_list"),
        (_MAILBOX, _MAILBOX + _MAILBOX, "adresse"),
        ('kind = "APP"', 'kind = "CAB"', "kind"),
        ('kind = "APP"', 'kind = "APP"\nlocalpart = "liaison"', "identifiant"),
        ('kind = "APP"', 'kind = "APP"\nteam = ["Alice FICTIF"]', "team"),
    ],
)
def test_a_doubtful_mailbox_is_refused(tmp_path: Path, good: str, bad: str, word: str) -> None:
    whole = _SMALL + _WHITE_LIST + _MAILBOX
    assert good in whole
    path = _write(tmp_path, whole.replace(good, bad))
    with pytest.raises(SettingsError, match=word):
        load_territory(path)
