"""Silent functions: people who answer for a use case that is being worked on and have long done nothing about it."""

from datetime import date

SILENT_DAYS = 60
"""After so many days without a signature, a vote, a comment, a judgement or an edit a function counts as silent."""


def quiet_days(*, named_on: date | None, last: date | None, today: date) -> int:
    """Return for how many days somebody has done nothing: since their last deed, at most since they were named.

    Args:
        named_on: the day they were named; None where nobody knows, and then a deed alone counts.
        last: the day of their last deed on the use case; None where there was none.
        today: the day of the question.
    """
    known = [day for day in (named_on, last) if day is not None]
    return max(0, (today - max(known)).days) if known else 0


def is_silent(quiet: int) -> bool:
    """Say whether so many days without a deed are too many."""
    return quiet >= SILENT_DAYS
