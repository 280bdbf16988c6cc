"""All tables of the first version"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "accounts",
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("display_name", sa.String(length=255), nullable=False),
        sa.Column("rpps", sa.String(length=11), nullable=True),
        sa.Column("profession_code", sa.String(length=8), nullable=True),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("user_id", name=op.f("uq_accounts_user_id")),
    )
    op.create_index(op.f("ix_accounts_rpps"), "accounts", ["rpps"], unique=False)
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
    op.create_table(
        "changes",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_changes_at"), "changes", ["at"], unique=False)
    op.create_table(
        "circle_drafts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_drafts")),
    )
    op.create_table(
        "circle_entries",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("event_id", sa.String(length=255), nullable=False),
        sa.Column("room_id", sa.String(length=255), nullable=False),
        sa.Column("author", sa.String(length=255), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_file", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_circle_entries")),
        sa.UniqueConstraint("event_id", name=op.f("uq_circle_entries_event_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_circle_entries_circle", "circle_entries", ["circle_id", "said_at"], unique=False
    )
    op.create_table(
        "circle_lists",
        sa.Column("owner", sa.String(length=255), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "token", "circle_id", name=op.f("pk_circle_lists")),
    )
    op.create_table(
        "circle_members",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("ground", sa.String(length=32), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(length=16), nullable=True),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_circle_members")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_circle_members_circle", "circle_members", ["circle_id", "ended_at"], unique=False
    )
    op.create_index(
        "ix_circle_members_user", "circle_members", ["user_id", "ended_at"], unique=False
    )
    op.create_table(
        "circle_rooms",
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("cards", sa.String(length=400), server_default=sa.text("('')"), nullable=False),
        sa.Column("shown", sa.String(length=200), server_default=sa.text("('')"), nullable=False),
        sa.Column("read_only", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("circle_id", "kind", name=op.f("pk_circle_rooms")),
        sa.UniqueConstraint("key", name=op.f("uq_circle_rooms_key")),
    )
    op.create_table(
        "circle_seats",
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("joined", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("read_up_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("circle_id", "kind", "user_id", name=op.f("pk_circle_seats")),
    )
    op.create_table(
        "circles",
        sa.Column("id", sa.String(length=33), nullable=False),
        sa.Column("patient_id", sa.String(length=33), nullable=False),
        sa.Column("open_for", sa.String(length=33), nullable=True),
        sa.Column("pseudonym", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(length=255), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("close_reason", sa.String(length=32), nullable=True),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("unsettled", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circles")),
        sa.UniqueConstraint("open_for", name=op.f("uq_circles_open_for")),
    )
    op.create_index(op.f("ix_circles_patient_id"), "circles", ["patient_id"], unique=False)
    op.create_index(op.f("ix_circles_unsettled"), "circles", ["unsettled"], unique=False)
    op.create_table(
        "consent_statements",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("patient_id", sa.String(length=33), nullable=False),
        sa.Column("stance", sa.String(length=16), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_consent_statements")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_consent_statements_patient_id"), "consent_statements", ["patient_id"], unique=False
    )
    op.create_table(
        "direct_rooms",
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("room_id", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("account", "person", name=op.f("pk_direct_rooms")),
    )
    op.create_index(op.f("ix_direct_rooms_room_id"), "direct_rooms", ["room_id"], unique=False)
    op.create_table(
        "directory_changes",
        sa.Column("edition_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_directory_changes")),
    )
    op.create_table(
        "directory_conversations",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_directory_conversations")),
    )
    op.create_table(
        "directory_dialogues",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_dialogues")),
    )
    op.create_index(
        op.f("ix_directory_dialogues_updated_at"),
        "directory_dialogues",
        ["updated_at"],
        unique=False,
    )
    op.create_table(
        "directory_editions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_editions")),
    )
    op.create_table(
        "directory_people",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("rpps", sa.String(length=16), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_people")),
    )
    op.create_index("ix_directory_people_rpps", "directory_people", ["rpps"], unique=False)
    op.create_table(
        "directory_profiles",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.String(length=16), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_profiles")),
    )
    op.create_index(
        op.f("ix_directory_profiles_change"), "directory_profiles", ["change"], unique=False
    )
    op.create_table(
        "directory_refreshes",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(length=64), nullable=True),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_directory_refreshes")),
    )
    op.create_table(
        "directory_structures",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_structures")),
    )
    op.create_table(
        "inbox",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("input_id", sa.String(length=255), nullable=False),
        sa.Column("lane", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("notice_sent", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_inbox")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_input", "inbox", ["account", "input_id"], unique=True)
    op.create_index("ix_inbox_open", "inbox", ["account", "state", "sequence"], unique=False)
    op.create_table(
        "memory",
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=600), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account", "name", name=op.f("pk_memory")),
    )
    op.create_table(
        "outbox",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("lane", sa.String(length=300), nullable=False),
        sa.Column("transaction_id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event_id", sa.String(length=255), nullable=True),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_event", "outbox", ["account", "event_id"], unique=False)
    op.create_index("ix_outbox_open", "outbox", ["account", "state", "sequence"], unique=False)
    op.create_index("ix_outbox_transaction", "outbox", ["account", "transaction_id"], unique=True)
    op.create_table(
        "outbox_files",
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("transaction_id", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("account", "transaction_id", name=op.f("pk_outbox_files")),
    )
    op.create_table(
        "patient_tokens",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("patient_id", sa.String(length=33), nullable=False),
        sa.PrimaryKeyConstraint("token", "patient_id", name=op.f("pk_patient_tokens")),
    )
    op.create_index("ix_patient_tokens_patient", "patient_tokens", ["patient_id"], unique=False)
    op.create_table(
        "patients",
        sa.Column("id", sa.String(length=33), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patients")),
    )
    op.create_table(
        "protocol_rooms",
        sa.Column("room_id", sa.String(length=255), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("room_id", name=op.f("pk_protocol_rooms")),
    )
    op.create_table(
        "protocols",
        sa.Column("event_id", sa.String(length=255), nullable=False),
        sa.Column("room_id", sa.String(length=255), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_protocols")),
    )
    op.create_index(op.f("ix_protocols_room_id"), "protocols", ["room_id"], unique=False)
    op.create_table(
        "registration_cards",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("coordinator", sa.String(length=255), nullable=False),
        sa.Column("transaction_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", "coordinator", name=op.f("pk_registration_cards")),
    )
    op.create_table(
        "registrations",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("room_id", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=255), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_registrations")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_registrations_user_id"), "registrations", ["user_id"], unique=False)
    op.create_table(
        "rooms",
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("room_id", sa.String(length=255), nullable=False),
        sa.Column("step_back", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("left", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("account", "key", name=op.f("pk_rooms")),
    )
    op.create_index(op.f("ix_rooms_room_id"), "rooms", ["room_id"], unique=False)
    op.create_table(
        "software_keys",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_software_keys")),
    )
    op.create_table(
        "software_queries",
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("queries", sa.Integer(), nullable=False),
        sa.Column("results", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key_id", "day", "kind", name=op.f("pk_software_queries")),
    )
    op.create_table(
        "timers",
        sa.Column("owner", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "key", name=op.f("pk_timers")),
    )
    op.create_index("ix_timers_next", "timers", ["owner", "next_try_at"], unique=False)
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
