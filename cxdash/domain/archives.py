"""What is taken out of every list: once, so that the day it was stays known."""

from datetime import datetime

from cxdash.domain.errors import RuleError


def check_current(name: str, archived_at: datetime | None) -> None:
    """Raise RuleError where something of this name is archived already."""
    if archived_at is not None:
        raise RuleError(f"“{name}” was archived on {archived_at:%-d %b %Y} already.")
