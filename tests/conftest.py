"""Fixtures that any test may ask for; one PostgreSQL serves them all."""

from __future__ import annotations

from tests.postgres import database_url, postgres_cluster, postgres_url

__all__ = ["database_url", "postgres_cluster", "postgres_url"]
