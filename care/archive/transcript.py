"""A conversation for people to read, from the lines that an archive keeps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from care.archive.words import say
from care.runtime.texts import french_date, french_time

_COMINGS = {"join": "joined", "leave": "left", "ban": "left"}


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells events in French; `names` are those of the members, by user id."""

    names: Mapping[str, str]
    zone: ZoneInfo

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Teller:
        """Who knows the people of a `circle.json`."""
        names = {one["user_id"]: one["name"] for one in record["members"]}
        return cls(names, ZoneInfo(record["timezone"]))

    def tell(self, lines: Iterable[bytes]) -> Iterator[str]:
        """One line for each event that people would want to read; their words are left alone."""
        for line in lines:
            event = json.loads(line)
            parts = self._event(event)
            if parts:
                is_doubtful = event["encrypted"] and not event["trusted"]
                doubt = (
                    [say("transcript-doubtful")] if is_doubtful and "unread" not in event else []
                )
                yield " ".join([*parts, *doubt])

    def _event(self, event: Mapping[str, Any]) -> list[str]:
        facts = {"when": self._when(event["at"]), "who": self._who(event["sender"])}
        if event["type"] == "m.room.member":
            key = _COMINGS.get(str(event["content"].get("membership")))
            whom = facts | {"who": self._who(str(event.get("state_key")))}
            return [say(f"transcript-{key}", **whom)] if key else []
        if event.get("erased"):
            return [say("transcript-erased", **facts)]
        if event.get("unread"):
            return [say("transcript-unread", **facts)]
        return self._message(event, facts) if event["type"] == "m.room.message" else []

    def _message(self, event: Mapping[str, Any], facts: Mapping[str, str]) -> list[str]:
        corrected = event["content"].get("m.new_content")
        is_corrected = isinstance(corrected, Mapping)
        content = corrected if is_corrected else event["content"]
        words = str(content.get("body", "")).replace("\n", "\n    ")
        parts = [say("transcript-corrected" if is_corrected else "transcript-said", **facts), words]
        if "file" in event:
            parts.append(say("transcript-file", file=str(event["file"])))
        return [*parts, say("transcript-missing")] if "missing" in event else parts

    def _when(self, moment: str) -> str:
        local = datetime.fromisoformat(moment).astimezone(self.zone)
        return f"{french_date(local.date())} {french_time(local)}"

    def _who(self, user_id: str) -> str:
        return self.names.get(user_id, user_id)
