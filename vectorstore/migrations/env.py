"""Alembic runs this file; the open connection is handed over by vectorstore.database."""

from alembic import context

from vectorstore import access_records  # noqa: F401  (its tables belong to the same metadata)
from vectorstore.records import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
