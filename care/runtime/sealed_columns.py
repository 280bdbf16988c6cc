"""Which columns hold sealed values: each subject says so beside its tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column


@dataclass(frozen=True)
class SealedColumn:
    """A column of values sealed for `context`; an empty value is a forgotten one."""

    column: Column[Any]
    context: str

    @property
    def name(self) -> str:
        """`table.column`."""
        return f"{self.column.table.name}.{self.column.name}"


@dataclass(frozen=True)
class UnsealedColumn:
    """A column of bytes that is not sealed, and why it need not be."""

    column: Column[Any]
    because: str
