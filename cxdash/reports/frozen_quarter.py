"""The page of a quarter as it is kept when finance closes it, and the same page rebuilt."""

from collections.abc import Mapping
from typing import Any

from cxdash.reports import frozen_values
from cxdash.reports.this_quarter import Quarterly


def freeze(page: Quarterly) -> dict[str, Any]:
    """Return the page in a form that JSON can hold, every number exact."""
    kept: dict[str, Any] = frozen_values.freeze(page)
    return kept


def thaw(kept: Mapping[str, Any]) -> Quarterly:
    """Rebuild the page; what it did not show yet when it was kept is empty."""
    return frozen_values.thaw(kept, Quarterly)
