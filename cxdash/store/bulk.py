"""Rows by the hundred thousand: the driver's own batches, several times quicker than an insert statement per row."""

from collections.abc import Sequence

from sqlalchemy import Connection


def execute_many(connection: Connection, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Run one SQL statement for every row; parameters are written ``?`` and translated for the driver.

    The caller answers for the log: nothing written here is audited row by row.
    """
    if not rows:
        return
    paramstyle = connection.dialect.paramstyle
    text = statement if paramstyle == "qmark" else statement.replace("?", "%s")
    connection.exec_driver_sql(text, list(rows))
