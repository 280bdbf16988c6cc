"""Hostile mails between good ones, in a process that may not take more than its share.

Memory and processor time are bounded by the operating system, not measured: what exceeds them dies
and fails the test.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections import Counter

from care.standards.cda.reader import read_cda
from care.standards.cda.reason import CdaRefused
from care.standards.rfc5322.composer import compose_mail
from care.standards.rfc5322.parser import parse_mail
from care.standards.rfc5322.reason import MailRefused
from care.standards.xdm.reader import read_xdm
from care.standards.xdm.reason import XdmRefused
from tests.care.standards.hostile import MAKERS, hostile_mails
from tests.care.standards.rfc5322.outgoing import LETTER
from tests.house.sources import ROOT

_ROUNDS = 3
_MEMORY = 1_500_000_000
_SECONDS = 120


def fate(raw: bytes) -> str:
    """What becomes of a mail: refused as a whole, or read with what was refused inside it."""
    try:
        read = parse_mail(raw)
    except MailRefused as refused:
        return f"mail {refused.reason}"
    inside = []
    for attachment in read.attachments:
        if not attachment.is_archive:
            continue
        try:
            archive = read_xdm(attachment.content)
        except XdmRefused as refused:
            inside.append(f"archive {refused.reason}")
            continue
        inside.extend(f"fault {fault}" for fault in sorted(archive.faults))
        for document in archive.documents:
            if document.is_cda and document.file is not None:
                try:
                    read_cda(document.file.content)
                except CdaRefused as refused:
                    inside.append(f"document {refused.reason}")
    return ", ".join(inside) or "read"


def main() -> None:
    """What the bounded process does: one line of JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    good = compose_mail(LETTER)
    fates: dict[str, Counter[str]] = {}
    delivered = 0
    for name, raw in hostile_mails(_ROUNDS * len(MAKERS)):
        fates.setdefault(name, Counter())[fate(raw)] += 1
        delivered += parse_mail(good).message_id == LETTER.message_id
    sys.stdout.write(json.dumps({"fates": fates, "delivered": delivered}))


def test_every_bad_mail_has_a_reason_and_every_good_one_is_read() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.care.standards.test_hostile"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr[-3_000:]
    told = json.loads(ran.stdout)
    assert told["delivered"] == _ROUNDS * len(MAKERS)
    fates = {name: set(counted) for name, counted in told["fates"].items()}
    assert {name: fates[name] for name in EXPECTED} == EXPECTED


EXPECTED = {
    "200 levels": {"mail too_deep"},
    "3000 levels": {"mail too_many_parts"},
    "2000 messages": {"mail too_many_parts"},
    "50 MB": {"mail too_big"},
    "30 MB of base64": {"read"},
    "10 MB of line feeds": {"mail too_many_lines"},
    "100000 parts": {"mail too_many_parts"},
    "20000 encoded words": {"mail header_too_long"},
    "20000 parameters": {"mail header_too_long"},
    "100000 attributes": {"read"},
    "50000 levels of HTML": {"read"},
    "wrong charset": {"read"},
    "zip bomb": {"archive bomb"},
    "70000 entries": {"archive too_many_entries"},
    "traversal": {"archive unsafe_name"},
    "not a zip": {"read"},
    "wrong hash": {"fault hash_wrong, fault size_wrong"},
    "entities": {"fault file_undeclared, fault no_metadata, document declares_type"},
    "external entity": {"fault file_undeclared, fault no_metadata, document declares_type"},
    "deep document": {"fault file_undeclared, fault no_metadata, document too_deep"},
    "large document": {"fault file_undeclared, fault no_metadata, document too_many_elements"},
    "wide document": {"fault file_undeclared, fault no_metadata"},
    "texts in texts": {"fault file_undeclared, fault no_metadata"},
    "one long passage": {"fault file_undeclared, fault no_metadata"},
    "damaged winmail.dat": {"read"},
    "empty": {"mail empty"},
}

if __name__ == "__main__":
    main()
