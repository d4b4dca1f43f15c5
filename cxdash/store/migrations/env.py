"""What Alembic runs for every migration: on the connection it was given, on both databases."""

from alembic import context

from cxdash.store.tables import Organisation

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Organisation.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
