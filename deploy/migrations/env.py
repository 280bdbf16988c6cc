"""Run by Alembic, inside the transaction that `deploy.migrate` opened.

Revisions only go forward: going back to an older version is restoring its backup.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from care.runtime.database import Instant
from deploy.schema import SCHEMA


def _render(kind: str, found: Any, _autogenerate: Any) -> str | Literal[False]:
    # A revision describes the past: it must not follow our types when they change.
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(found, Instant) else False


def _is_wanted(_found: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    """While revisions are written, one subject's tables at a time."""
    only = context.config.attributes.get("tables")
    return only is None or kind != "table" or name in only


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SCHEMA,
    render_as_batch=context.config.attributes.get("render_as_batch", True),
    render_item=_render,
    include_object=_is_wanted,
)
with context.begin_transaction():
    context.run_migrations()
