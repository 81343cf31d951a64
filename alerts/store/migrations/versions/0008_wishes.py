"""What a subscription says beside its areas, how an address wishes to be told, and what it muted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and tables; who subscribed before hears of everything, as before."""
    columns: tuple[sa.Column[object], ...] = (
        sa.Column("least_severity", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("least_certainty", sa.String(16), nullable=False, server_default="unlikely"),
        sa.Column("words", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("wider", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    for column in columns:
        op.add_column("subscriptions", column)
    op.create_table(
        "subscribers",
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("digest_hour", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("channel", "address", name="pk_subscribers"),
    )
    op.create_table(
        "mutes",
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("channel", "address", "kind", "what", name="pk_mutes"),
    )
