"""What a publisher wishes of its readers, and when a feed last held an entry."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; an entry was last held when it was seen, as far as anybody knows."""
    op.add_column("feeds", sa.Column("ttl_minutes", sa.Integer(), nullable=True))
    op.add_column("feeds", sa.Column("skip_hours", sa.JSON(), nullable=True))
    op.add_column("feeds", sa.Column("skip_days", sa.JSON(), nullable=True))
    op.add_column("entries", sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(sa.text("UPDATE entries SET held_at = seen_at"))
    op.create_index("ix_entries_held", "entries", ["feed_url", "held_at"], unique=False)
