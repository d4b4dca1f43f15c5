"""What became of a plan: versions with author and reason, what was declared, every dated result; the chart marks it."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import pilots
from cxdash.domain.actions import Action
from cxdash.domain.plans import Declared, LeftOut, OccasionKind
from cxdash.effects.verdict import Verdict
from cxdash.reports import one_pilot, plan_history
from cxdash.store import metrics, plan_tables, use_cases
from tests.builders import TODAY, add_use_case, pilot_values
from tests.reports.rows import A_QUARTER_LESS, store_effect, store_weeks

SUMMER = Declared(OccasionKind.SEASON, date(2026, 8, 1), date(2026, 8, 15), "Summer holidays")
NEW_PHONES = Declared(OccasionKind.SYSTEM, date(2026, 6, 3), date(2026, 6, 4), "New telephone system")
SERVER_DOWN = LeftOut(date(2026, 6, 15), date(2026, 6, 22), "Server down")


@pytest.fixture
def pilot(small_after):
    """Live from 1 June for 91 days, locked on 20 May by its creation; 20 weeks of figures from 4 May."""
    return small_after(_pilot)


def _pilot(database, person):
    add_use_case(database, person, pilots_named=())
    with database.changing(person, Action.PILOT_EDIT) as session:
        pilots.create(session, "fewer-no-shows", pilot_values("Riverside"))
    store_weeks(database, person, entity="Riverside", first=date(2026, 5, 4), weeks=20)
    store_effect(database, person, "riverside", A_QUARTER_LESS)
    return person


def _edit(database, person, *, today=TODAY, reason="Because", **said):
    with database.changing(person, Action.PILOT_EDIT) as session:
        seen = pilots.values(session, "riverside")
        pilots.edit(session, "riverside", seen=seen, wanted=replace(seen, **said), today=today, reason=reason)
    store_effect(database, person, "riverside", A_QUARTER_LESS)


def _history(database):
    with database.reading() as session:
        return plan_history.of_pilot(session, "riverside", "no_show_rate", today=TODAY)


def _chart(database):
    with database.reading() as session:
        (found,) = one_pilot.opened(session, "riverside", today=TODAY)
    return found.chart


def test_a_locked_plan_starts_its_history(pilot):
    found = _history(pilot[0])

    assert found.locked == "The plan was locked on 20 May 2026 and not changed since."
    assert found.versions["What changed"].tolist() == ["Locked"]
    assert found.revisions.empty


def test_an_amendment_says_who_what_and_why_in_history_and_on_the_chart(pilot):
    _edit(*pilot, today=date(2026, 7, 6), reason="Two clinics joined late", window_days=120)

    versions = _history(pilot[0]).versions.iloc[-1].tolist()
    chart = _chart(pilot[0])

    assert versions == [2, "6 Jul 2026", "Local administrator", "window 91 → 120 days", "Two clinics joined late"]
    words = "Window extended by Local administrator: window 91 → 120 days (Two clinics joined late)"
    assert chart.happened == (("1", "6 Jul 2026", words),)


def test_occasions_are_numbered_marks_with_their_words(pilot):
    _edit(*pilot, occasions=(SUMMER, NEW_PHONES))

    rows = _chart(pilot[0]).rows
    marked = rows[rows["kind"] == "happening"].set_index("label")

    assert marked["words"].to_dict() == {
        "1": "Measuring system changed: New telephone system",
        "2": "Season: Summer holidays",
    }
    assert (marked.loc["2", "starts"], marked.loc["2", "ends"]) == (SUMMER.starts, SUMMER.ends_before)
    assert [what for _, what in _history(pilot[0]).happened] == [
        "Measuring system changed: New telephone system",
        "Season: Summer holidays",
    ]


def test_a_figure_left_out_is_a_point_of_its_own_that_breaks_the_line(pilot):
    _edit(*pilot, left_out=(SERVER_DOWN,))

    rows = _chart(pilot[0]).rows.set_index("starts")
    of_the_day = rows.loc[date(2026, 6, 15)].set_index("kind")

    assert of_the_day.loc["left out", "value"] == pytest.approx(0.14)
    assert of_the_day.loc["left out", "words"] == "Left out: Server down"
    assert of_the_day["value"].isna()["pilot"]


def test_days_left_out_of_another_metric_leave_this_one_alone(pilot):
    database, person = pilot
    store_weeks(
        database, person, entity="Riverside", first=date(2026, 5, 4), weeks=20, metric="complaint_rate", file="c.xlsx"
    )
    _edit(database, person, left_out=(replace(SERVER_DOWN, metric="complaint_rate"),))

    assert "left out" not in set(_chart(database).rows["kind"])


def test_a_missing_week_breaks_the_line(pilot):
    store_weeks(*pilot, entity="Riverside", first=date(2026, 10, 5), weeks=1, file="later.xlsx")
    store_effect(*pilot, "riverside", A_QUARTER_LESS)

    rows = _chart(pilot[0]).rows
    missing = rows[rows["words"] == "No figure"]

    assert missing["starts"].tolist() == [date(2026, 9, 21)]
    assert missing["value"].isna().all()


def test_a_run_in_is_a_stretch_of_its_own(pilot):
    _edit(*pilot, run_in_days=14)

    rows = _chart(pilot[0]).rows.set_index("kind")

    assert (rows.loc["run-in", "starts"], rows.loc["run-in", "ends"]) == (date(2026, 6, 1), date(2026, 6, 15))
    assert rows.loc["window", "starts"] == date(2026, 6, 15)


def test_results_that_changed_later_are_both_kept(pilot):
    """The window was over when its figures came, so that import kept the first result."""
    database, person = pilot
    with database.changing(person, Action.EFFECTS_RECOMPUTE) as session:
        session.add(
            plan_tables.EffectRevision(
                pilot_id=use_cases.get_pilot(session, "riverside").id,
                metric_id=metrics.ids(session)["no_show_rate"],
                number=2,
                made_on=date(2026, 11, 22),
                because="Later figures",
                checksum="2",
                verdict=Verdict.BETTER.value,
                grade="B",
                result=A_QUARTER_LESS.to_json(),
            )
        )

    first, second = _history(database).revisions.to_numpy().tolist()

    assert first[:3] == [1, "21 Nov 2026", "The window ended"]
    assert second == [2, "22 Nov 2026", "Later figures", "Better, target not shown", "B", "−25\u00a0% (−35 to −15)"]
