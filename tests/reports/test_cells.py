"""Every figure behind an effect opens down to its file and cell, and says whether it counts."""

from dataclasses import replace
from datetime import date

from cxdash.changes import pilots
from cxdash.domain.actions import Action
from cxdash.domain.plans import LeftOut
from cxdash.reports import cells
from cxdash.trackers.readings import Arm
from tests.builders import TODAY, add_use_case, pilot_values
from tests.reports.rows import A_QUARTER_LESS, store_effect, store_weeks


def _used(database, slug="riverside", metric="no_show_rate"):
    with database.reading() as session:
        return cells.used(session, slug, metric, today=TODAY)


def _pilot(database, person, **said):
    """Live from 1 June for 91 days, baseline from 2 March."""
    add_use_case(database, person, pilots_named=())
    with database.changing(person, Action.PILOT_EDIT) as session:
        pilots.create(session, "fewer-no-shows", pilot_values("Riverside", **said))
    store_effect(database, person, "riverside", A_QUARTER_LESS)


def test_a_corrected_figure_opens_to_the_file_it_was_corrected_by(ready):
    database, person = ready
    _pilot(database, person)
    store_weeks(database, person, entity="Riverside", first=date(2026, 6, 1), weeks=8, file="first.xlsx")
    store_weeks(
        database, person, entity="Riverside", first=date(2026, 7, 20), weeks=2, missed=150.0, file="second.xlsx"
    )

    found = _used(database)
    rows = found.cells[["Period", "Value, %", "Numerator", "Denominator", "Cell", "File"]].to_numpy().tolist()

    assert rows[6] == ["Week of 13 Jul 2026", 14.0, 140.0, 1000.0, "KPI!C8", "first.xlsx"]
    assert rows[7] == ["Week of 20 Jul 2026", 15.0, 150.0, 1000.0, "KPI!C2", "second.xlsx"]
    assert any(
        said.startswith("7 figures from first.xlsx") and said.endswith(": KPI!C2 to KPI!C8.") for said in found.said
    )
    assert any(said.startswith("2 figures from second.xlsx") for said in found.said)


def test_a_figure_says_whether_it_counts(small):
    """The run-in ends on 15 June; the weeks from 23 February and 31 August lie outside baseline and window."""
    _pilot(*small, run_in_days=14)
    store_weeks(*small, entity="Riverside", first=date(2026, 2, 23), weeks=29)

    found = _used(small[0])
    used_as = dict(found.cells[["Period", "Used as"]].to_numpy().tolist())

    assert used_as["Week of 2 Mar 2026"] == "baseline"
    assert used_as["Week of 1 Jun 2026"] == "not used: run-in or around go-live"
    assert used_as["Week of 15 Jun 2026"] == "pilot"
    assert {"Week of 23 Feb 2026", "Week of 31 Aug 2026"}.isdisjoint(used_as)
    assert "3 other figures from before the baseline or after the window: not used." in found.said


def test_both_arms_are_told_apart(small):
    _pilot(*small)
    for arm in Arm:
        store_weeks(*small, entity="Riverside", first=date(2026, 6, 1), weeks=1, arm=arm, file=f"{arm}.xlsx")

    assert _used(small[0]).cells["Whose"].tolist() == ["Riverside", "Millbrook"]


def test_days_left_out_say_why(small):
    _pilot(*small)
    store_weeks(*small, entity="Riverside", first=date(2026, 6, 1), weeks=2)
    _leave_out(*small, date(2026, 6, 8), date(2026, 6, 15), "Server down")

    assert _used(small[0]).cells["Used as"].tolist() == ["pilot", "Left out: Server down"]


def test_a_pilot_without_figures_has_no_cells(small):
    _pilot(*small)

    assert _used(small[0]) is None
    assert _used(small[0], "nobody") is None


def _leave_out(database, person, starts, ends_before, reason):
    left_out = (LeftOut(starts, ends_before, reason),)
    with database.changing(person, Action.PILOT_EDIT) as session:
        seen = pilots.values(session, "riverside")
        pilots.edit(
            session, "riverside", seen=seen, wanted=replace(seen, left_out=left_out), today=TODAY, reason="Outage"
        )
