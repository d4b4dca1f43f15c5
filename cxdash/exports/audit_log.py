"""The log as a workbook with one sheet, ready to be filtered."""

import pandas as pd

from cxdash.exports.register import written


def workbook(table: pd.DataFrame) -> bytes:
    """Return an .xlsx of log entries; nothing a person typed becomes a formula or a link."""
    return written(table, sheet="Audit log")
