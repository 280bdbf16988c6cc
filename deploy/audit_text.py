"""Lines of the trail as people read them, and as programs do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from care.audit.model import Entry, Line
from care.runtime.texts import Texts, french_date, french_time

_TEXTS = Texts(Path(__file__).with_name("audit.ftl"))


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells lines in French; `names` are those of the accounts, by opaque id."""

    names: Mapping[str, str]
    zone: ZoneInfo

    def tell(self, line: Line) -> str:
        """One line of text, complete by itself."""
        if line.entry is None:
            return _TEXTS.say("line-forgotten", when=self._when(line.at))
        entry = line.entry
        parts = [self._when(line.at), self._who(entry.actor), _act(entry.act)]
        if entry.person is not None:
            parts.append(_TEXTS.say("line-person", who=self._who(entry.person)))
        if entry.circle is not None:
            parts.append(_TEXTS.say("line-circle", circle=entry.circle))
        parts += [
            _TEXTS.say(f"face-{entry.face.value}"),
            _TEXTS.say(f"result-{entry.result.value}"),
        ]
        return " – ".join([*parts, *_reason(entry)])

    def _when(self, moment: datetime) -> str:
        local = moment.astimezone(self.zone)
        return f"{french_date(local.date())} {french_time(local)}"

    def _who(self, account: str) -> str:
        if account in {"operator", "system"}:
            return _TEXTS.say(f"who-{account}")
        return self.names.get(account, account)


def render_json(line: Line) -> str:
    """One JSON object: opaque ids, the hash of the line, details opened."""
    told: dict[str, object] = {
        "sequence": line.sequence,
        "at": line.at.isoformat(),
        "kind": line.kind.value,
        "hash": line.hash,
    }
    if line.entry is not None:
        names = ("actor", "act", "circle", "patient", "person", "result", "face")
        told |= {name: getattr(line.entry, name) for name in names}
        told["details"] = dict(line.entry.details)
    return json.dumps(told, ensure_ascii=False)


def _act(act: str) -> str:
    try:
        return _TEXTS.say(f"act-{act.replace('.', '-').replace('_', '-')}")
    except KeyError:
        return act


def _reason(entry: Entry) -> list[str]:
    reason = entry.details.get("reason")
    return [_TEXTS.say("line-reason", reason=reason)] if isinstance(reason, str) else []
