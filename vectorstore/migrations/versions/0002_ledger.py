"""The ledger: figures by indicator, conflicts between them, units of government."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _indicators()
    _figures()
    _conflicts()
    op.create_table(
        "governments",
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.Column("parent", sa.String(80)),
        sa.Column("predecessors", sa.JSON(), nullable=False),
    )


def downgrade() -> None:
    for table in ("governments", "conflicts", "figures", "indicator_words", "indicators"):
        op.drop_table(table)


def _indicators() -> None:
    op.create_table(
        "indicators",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "indicator_words",
        sa.Column("word", sa.String(40), primary_key=True),
        sa.Column("indicator_id", sa.Integer(), sa.ForeignKey("indicators.id", ondelete="CASCADE"), primary_key=True, index=True),
    )


def _figures() -> None:
    op.create_table(
        "figures",
        sa.Column("report_id", sa.String(16), sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("ordinal", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("passage", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), sa.ForeignKey("indicators.id"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("value", sa.String(60), nullable=False),
        sa.Column("amount", sa.Float(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("unit_folded", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("qualifier", sa.Text()),
        sa.Column("upper", sa.String(60)),
        sa.Column("of", sa.String(60)),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("named_period", sa.Boolean(), nullable=False),
        sa.Column("period_label", sa.Text()),
        sa.Column("period_start", sa.Date()),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("period_inferred", sa.Boolean(), nullable=False),
        sa.Column("government", sa.String(80), nullable=False),
        sa.Column("part_of", sa.Integer()),
    )
    op.create_index("ix_figures_indicator", "figures", ["indicator_id", "period_end"])
    op.create_index("ix_figures_place", "figures", ["government", "period_end", "report_id"])
    op.create_index("ix_figures_newest", "figures", ["period_end", "report_id"])


def _conflicts() -> None:
    op.create_table(
        "conflicts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("report_id", sa.String(16), sa.ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("other_id", sa.String(16), sa.ForeignKey("reports.id", ondelete="CASCADE"), index=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
    )
