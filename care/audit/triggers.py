"""What the database itself refuses: changing, removing or inserting lines of the trail.

It stops accidents and bugs. Whoever owns the database can drop a trigger: the chain tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_FIXED = ("sequence", "at", "kind", "previous", "hash")
_ERASED = ("actor", "act", "circle", "patient", "person", "result", "face", "details_mac")
_CLOSED = ("erased_at", "erasure")
_NEXT = "(SELECT coalesce(max(sequence), 0) + 1 FROM audit_trail)"
_GROWS = "audit_trail_only_grows"
_STAYS = "audit_trail_is_append_only"


def _all(template: str, names: tuple[str, ...]) -> str:
    return " AND ".join(template.format(name=name) for name in names)


def _may_change(same: str) -> str:
    """Only two changes: details sealed anew, and a whole line emptied once."""
    sealed_anew = (
        f"{_all(same, _ERASED + _CLOSED)} AND length(OLD.details) > 0 AND length(NEW.details) > 0"
    )
    emptied = (
        f"{_all('OLD.{name} IS NULL', _CLOSED)} AND {_all('NEW.{name} IS NOT NULL', _CLOSED)} "
        f"AND {_all('NEW.{name} IS NULL', _ERASED)} AND length(NEW.details) = 0"
    )
    return f"{_all(same, _FIXED)} AND (({sealed_anew}) OR ({emptied}))"


_SQLITE = (
    f"CREATE TRIGGER audit_trail_grows BEFORE INSERT ON audit_trail "
    f"WHEN NEW.sequence IS NOT {_NEXT} "
    f"BEGIN SELECT RAISE(ABORT, '{_GROWS}'); END",
    f"CREATE TRIGGER audit_trail_stays BEFORE UPDATE ON audit_trail "
    f"WHEN NOT ({_may_change('NEW.{name} IS OLD.{name}')}) "
    f"BEGIN SELECT RAISE(ABORT, '{_STAYS}'); END",
    f"CREATE TRIGGER audit_trail_kept BEFORE DELETE ON audit_trail "
    f"BEGIN SELECT RAISE(ABORT, '{_STAYS}'); END",
)

_POSTGRESQL = (
    f"CREATE FUNCTION audit_trail_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF TG_OP = 'INSERT' THEN "
    f"IF NEW.sequence IS DISTINCT FROM {_NEXT} THEN RAISE EXCEPTION '{_GROWS}'; END IF; "
    f"RETURN NEW; END IF; "
    f"IF TG_OP = 'UPDATE' THEN "
    f"IF {_may_change('NEW.{name} IS NOT DISTINCT FROM OLD.{name}')} THEN RETURN NEW; END IF; "
    f"END IF; RAISE EXCEPTION '{_STAYS}'; END $$",
    "CREATE TRIGGER audit_trail_lines BEFORE INSERT OR UPDATE OR DELETE ON audit_trail "
    "FOR EACH ROW EXECUTE FUNCTION audit_trail_guard()",
    "CREATE TRIGGER audit_trail_whole BEFORE TRUNCATE ON audit_trail "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_trail_guard()",
)

#: The statements of each kind of database, in order.
TRIGGERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
)
