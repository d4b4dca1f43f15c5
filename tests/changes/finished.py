"""A pilot whose window is over: no-shows fell from a fifth to an eighth of 50,000 slots a year, £40 each."""

from dataclasses import replace
from datetime import date, timedelta

from cxdash.changes import tracker_import
from cxdash.domain.actions import Action
from cxdash.domain.comparisons import Arm
from tests.builders import TODAY, add_use_case, reading, tracker, use_case_values

SLUG = "fewer-no-shows"
PILOT = "riverside-reminders"
METRIC = "no_show_rate"
WEEKS = [date(2026, 3, 2) + timedelta(weeks=number) for number in range(26)]
WOBBLE = (0, 7, -4, 3, -8, 5, 1, -6, 8, -5, 2, -3, 4)


def add_finished(database, admin, *, value_source="Ledger 2025"):
    """Store the use case, the pilot and its figures, and judge them."""
    uses = tuple(
        replace(use, annual_volume=50_000.0, value_source=value_source) if use.metric == METRIC else use
        for use in use_case_values().metrics
    )
    add_use_case(database, admin, metrics=uses)
    figures = [
        reading(
            week=week,
            arm=arm,
            numerator=200.0 + sign * wobble - (80 if arm is Arm.PILOT and week >= date(2026, 6, 1) else 0),
            denominator=1000.0,
            cell=f"{'B' if arm is Arm.PILOT else 'C'}{number}",
        )
        for arm, sign in ((Arm.PILOT, 1), (Arm.COMPARISON, -1))
        for number, (week, wobble) in enumerate(zip(WEEKS, WOBBLE * 2, strict=True), start=2)
    ]
    with database.changing(admin, Action.TRACKER_IMPORT) as session:
        plan = tracker_import.plan(session, tracker(*figures))
        tracker_import.apply(session, plan, b"the file", today=TODAY)
