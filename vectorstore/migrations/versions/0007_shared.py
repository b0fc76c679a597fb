"""What replicas share in PostgreSQL: the lexical index, originals, what the dense index has yet to follow, files that wait."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql as pg

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("lexical_terms", "lexical_passages", "lexical_totals", "originals", "unfollowed", "uploads")


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return  # one process has all this in its data folder
    _lexical()
    op.create_table(
        "originals",
        sa.Column("report_id", sa.String(16), primary_key=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "unfollowed",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("report_id", sa.String(16), nullable=False, index=True),
    )
    op.create_table(
        "uploads",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("job_id", sa.String(32), nullable=False, index=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary()),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("sight", pg.JSONB(), nullable=False),
        sa.Column("lines", pg.JSONB(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("held_until", pg.TIMESTAMP(timezone=True)),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
    )


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in TABLES:
        op.drop_table(table)


def _lexical() -> None:
    op.create_table(
        "lexical_terms",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("field", sa.SmallInteger(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("passages", sa.Integer(), nullable=False),
        sa.Column("most", sa.SmallInteger(), nullable=False),
        sa.Column("shortest", sa.Integer(), nullable=False),
        sa.UniqueConstraint("field", "term"),
    )
    op.create_table(
        "lexical_passages",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("report_id", sa.String(16), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("exact", pg.TSVECTOR(), nullable=False),
        sa.Column("folded", pg.TSVECTOR(), nullable=False),
        sa.Column("exact_counts", sa.LargeBinary(), nullable=False),
        sa.Column("folded_counts", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("report_id", "ordinal"),
    )
    # Without the pending list, which every search would have to go through from end to end.
    for column in ("exact", "folded"):
        name, unlisted = f"ix_lexical_passages_{column}", {"fastupdate": "off"}
        op.create_index(name, "lexical_passages", [column], postgresql_using="gin", postgresql_with=unlisted)
    op.create_table(
        "lexical_totals",
        sa.Column("field", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("terms", sa.BigInteger(), nullable=False),
        sa.Column("passages", sa.Integer(), nullable=False),
    )
