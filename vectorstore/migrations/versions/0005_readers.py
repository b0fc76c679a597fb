"""Readers: units of the office, accounts, sessions, tokens, the audit log; and whose each report, conversation, draft and upload is."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OWNED = ("conversations", "drafts", "jobs")
TABLES = ("audit", "tokens", "sessions", "users", "units")


def upgrade() -> None:
    _whose_reports()
    for table in OWNED:
        op.add_column(table, sa.Column("owner", sa.String(32), nullable=False, server_default=""))
        op.create_index(f"ix_{table}_owner", table, ["owner"])
    _accounts()
    _entrances()
    _audit()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    for table in OWNED:
        op.drop_index(f"ix_{table}_owner", table)
        op.drop_column(table, "owner")
    for column in ("unit", "file_sha256"):
        op.drop_index(f"ix_reports_{column}", "reports")
    for column in ("level", "unit", "file_sha256"):
        op.drop_column("reports", column)


def _whose_reports() -> None:
    # The old unique column stays and takes in the unit: SQLite could only drop its constraint by making the table anew, which would
    # delete every passage on the way.
    op.add_column("reports", sa.Column("file_sha256", sa.String(64), nullable=False, server_default=""))
    op.execute("UPDATE reports SET file_sha256 = sha256")
    op.create_index("ix_reports_file_sha256", "reports", ["file_sha256"])
    op.add_column("reports", sa.Column("unit", sa.String(40), nullable=False, server_default=""))
    op.create_index("ix_reports_unit", "reports", ["unit"])
    op.add_column("reports", sa.Column("level", sa.String(16), nullable=False, server_default="thường"))


def _accounts() -> None:
    op.create_table(
        "units",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent", sa.String(40), nullable=False),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime()),
        sa.Column("created_at", sa.DateTime(), nullable=False),
    )


def _entrances() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("user_id", sa.String(32), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("user_id", sa.String(32), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scope", sa.String(8), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
