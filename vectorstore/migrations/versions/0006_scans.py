"""Scans, versions, watched folders: doubted numbers, page images, superseded reports, files that were tried."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _doubts()
    op.create_table(
        "page_images",
        _report_id(),
        sa.Column("page", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "superseded",
        _report_id(),
        sa.Column("by_id", sa.String(16), sa.ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    )
    _watched()


def downgrade() -> None:
    for table in ("watched", "superseded", "page_images", "doubts"):
        op.drop_table(table)


def _report_id() -> sa.Column[str]:
    return sa.Column("report_id", sa.String(16), sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)


def _doubts() -> None:
    op.create_table(
        "doubts",
        _report_id(),
        sa.Column("ordinal", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("sure", sa.Integer(), nullable=False),
        sa.Column("box", sa.JSON(), nullable=False),
    )


def _watched() -> None:
    op.create_table(
        "watched",
        sa.Column("path", sa.Text(), primary_key=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("modified", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=False),
    )
