"""The tables of audit"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "audit_trail",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=True),
        sa.Column("act", sa.String(length=64), nullable=True),
        sa.Column("circle", sa.String(length=64), nullable=True),
        sa.Column("patient", sa.String(length=64), nullable=True),
        sa.Column("person", sa.String(length=64), nullable=True),
        sa.Column("result", sa.String(length=16), nullable=True),
        sa.Column("face", sa.String(length=16), nullable=True),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("details_mac", sa.String(length=64), nullable=True),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erasure", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_trail")),
    )
    op.create_index(op.f("ix_audit_trail_actor"), "audit_trail", ["actor"], unique=False)
    op.create_index("ix_audit_trail_circle", "audit_trail", ["circle", "sequence"], unique=False)
    op.create_index(op.f("ix_audit_trail_kind"), "audit_trail", ["kind"], unique=False)
    op.create_index(op.f("ix_audit_trail_patient"), "audit_trail", ["patient"], unique=False)
    op.create_index(op.f("ix_audit_trail_person"), "audit_trail", ["person"], unique=False)
    _create_triggers()


def _create_triggers() -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        op.execute("""
            CREATE TRIGGER audit_trail_grows BEFORE INSERT ON audit_trail WHEN NEW.sequence IS
            NOT (SELECT coalesce(max(sequence), 0) + 1 FROM audit_trail) BEGIN SELECT
            RAISE(ABORT, 'audit_trail_only_grows'); END
        """)
        op.execute("""
            CREATE TRIGGER audit_trail_stays BEFORE UPDATE ON audit_trail WHEN NOT (NEW.sequence
            IS OLD.sequence AND NEW.at IS OLD.at AND NEW.kind IS OLD.kind AND NEW.previous IS
            OLD.previous AND NEW.hash IS OLD.hash AND ((NEW.actor IS OLD.actor AND NEW.act IS
            OLD.act AND NEW.circle IS OLD.circle AND NEW.patient IS OLD.patient AND NEW.person
            IS OLD.person AND NEW.result IS OLD.result AND NEW.face IS OLD.face AND
            NEW.details_mac IS OLD.details_mac AND NEW.erased_at IS OLD.erased_at AND
            NEW.erasure IS OLD.erasure AND length(OLD.details) > 0 AND length(NEW.details) > 0)
            OR (OLD.erased_at IS NULL AND OLD.erasure IS NULL AND NEW.erased_at IS NOT NULL AND
            NEW.erasure IS NOT NULL AND NEW.actor IS NULL AND NEW.act IS NULL AND NEW.circle IS
            NULL AND NEW.patient IS NULL AND NEW.person IS NULL AND NEW.result IS NULL AND
            NEW.face IS NULL AND NEW.details_mac IS NULL AND length(NEW.details) = 0))) BEGIN
            SELECT RAISE(ABORT, 'audit_trail_is_append_only'); END
        """)
        op.execute("""
            CREATE TRIGGER audit_trail_kept BEFORE DELETE ON audit_trail BEGIN SELECT
            RAISE(ABORT, 'audit_trail_is_append_only'); END
        """)
    if dialect == "postgresql":
        op.execute("""
            CREATE FUNCTION audit_trail_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF
            TG_OP = 'INSERT' THEN IF NEW.sequence IS DISTINCT FROM (SELECT
            coalesce(max(sequence), 0) + 1 FROM audit_trail) THEN RAISE EXCEPTION
            'audit_trail_only_grows'; END IF; RETURN NEW; END IF; IF TG_OP = 'UPDATE' THEN IF
            NEW.sequence IS NOT DISTINCT FROM OLD.sequence AND NEW.at IS NOT DISTINCT FROM
            OLD.at AND NEW.kind IS NOT DISTINCT FROM OLD.kind AND NEW.previous IS NOT DISTINCT
            FROM OLD.previous AND NEW.hash IS NOT DISTINCT FROM OLD.hash AND ((NEW.actor IS NOT
            DISTINCT FROM OLD.actor AND NEW.act IS NOT DISTINCT FROM OLD.act AND NEW.circle IS
            NOT DISTINCT FROM OLD.circle AND NEW.patient IS NOT DISTINCT FROM OLD.patient AND
            NEW.person IS NOT DISTINCT FROM OLD.person AND NEW.result IS NOT DISTINCT FROM
            OLD.result AND NEW.face IS NOT DISTINCT FROM OLD.face AND NEW.details_mac IS NOT
            DISTINCT FROM OLD.details_mac AND NEW.erased_at IS NOT DISTINCT FROM OLD.erased_at
            AND NEW.erasure IS NOT DISTINCT FROM OLD.erasure AND length(OLD.details) > 0 AND
            length(NEW.details) > 0) OR (OLD.erased_at IS NULL AND OLD.erasure IS NULL AND
            NEW.erased_at IS NOT NULL AND NEW.erasure IS NOT NULL AND NEW.actor IS NULL AND
            NEW.act IS NULL AND NEW.circle IS NULL AND NEW.patient IS NULL AND NEW.person IS
            NULL AND NEW.result IS NULL AND NEW.face IS NULL AND NEW.details_mac IS NULL AND
            length(NEW.details) = 0)) THEN RETURN NEW; END IF; END IF; RAISE EXCEPTION
            'audit_trail_is_append_only'; END $$
        """)
        op.execute("""
            CREATE TRIGGER audit_trail_lines BEFORE INSERT OR UPDATE OR DELETE ON audit_trail
            FOR EACH ROW EXECUTE FUNCTION audit_trail_guard()
        """)
        op.execute("""
            CREATE TRIGGER audit_trail_whole BEFORE TRUNCATE ON audit_trail FOR EACH STATEMENT
            EXECUTE FUNCTION audit_trail_guard()
        """)
