"""How much each publisher is trusted, as the feed list says."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; all were trusted alike."""
    op.add_column("feeds", sa.Column("trust", sa.Float(), server_default="1", nullable=False))
