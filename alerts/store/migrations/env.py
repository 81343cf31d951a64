"""Alembic's entry: migrations run in the transaction of whoever opens the database."""

from __future__ import annotations

from alembic import context

from crawler.store.database import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
