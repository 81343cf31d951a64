"""Pages are kept for a while, articles hold more of what their page told, feeds are known to be cut."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the columns."""
    op.create_table(
        "kept_pages",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("feed_url", sa.Text(), nullable=False),
        sa.Column("entry_key", sa.String(length=32), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("failed", sa.Text(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_kept_pages")),
    )
    op.create_index("ix_kept_pages_kept_at", "kept_pages", ["kept_at"], unique=False)
    op.add_column("articles", sa.Column("updated", sa.DateTime(timezone=True), nullable=True))
    op.add_column("articles", sa.Column("section", sa.Text(), nullable=True))
    op.add_column("articles", sa.Column("picture", sa.Text(), nullable=True))
    op.add_column("feeds", sa.Column("texts_compared", sa.Integer(), server_default="0", nullable=False))
    op.add_column("feeds", sa.Column("texts_cut", sa.Integer(), server_default="0", nullable=False))
