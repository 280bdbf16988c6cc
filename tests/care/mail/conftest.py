"""The tables of mails on both databases."""

from tests.bridges.mssante.conftest import clock, database, keys, units

__all__ = ["clock", "database", "keys", "units"]
