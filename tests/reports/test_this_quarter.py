"""This quarter: every figure worked out by hand from stored rows."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import event

from cxdash.changes import gate_policy, pilots
from cxdash.domain.actions import Action
from cxdash.domain.gate_policy import START
from cxdash.domain.metrics import Role
from cxdash.domain.periods import FiscalCalendar, Quarter
from cxdash.domain.stages import Status
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse
from cxdash.effects.grade import Grade
from cxdash.judging import pilot_results
from cxdash.reports import quarter_value, this_quarter
from cxdash.reports.quarter_money_tables import STANDINGS
from cxdash.reports.quarter_value import Basis
from cxdash.store import choices
from tests.builders import TODAY, add_use_case, pilot_values, ready_database
from tests.reports.rows import A_QUARTER_LESS, TOO_EARLY, light, store_effect, store_weeks

Q3 = Quarter(2026, 3)
PILOT = "riverside-reminders"
NO_SHOWS = MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.3), baseline=0.2, unit_value=40.0)
"""25 % of a baseline of 20 % are 5 points: of 1,000 cases a week 50 fewer, at £40 £2,000 a week."""


@pytest.fixture
def small(tmp_path):
    """A quick database for arithmetic; the queries run on both in the tests that ask for ``ready``."""
    database, person = ready_database(f"sqlite:///{tmp_path}/cxdash.db")
    yield database, person
    database.dispose()


def _prove(database, person, *, effect=A_QUARTER_LESS, first=date(2026, 6, 1), weeks=18, uses=(NO_SHOWS,), **pilot):
    """Store the pilot with figures from June to September and its effect."""
    add_use_case(database, person, metrics=uses, pilots_named=())
    _add_pilot(database, person, **pilot)
    store_weeks(database, person, entity="Riverside reminders", first=first, weeks=weeks)
    store_effect(database, person, PILOT, effect)


def _add_pilot(database, person, **said):
    with database.changing(person, Action.PILOT_EDIT) as session:
        pilots.create(session, "fewer-no-shows", pilot_values(**said))


def _value(database, quarter=Q3):
    with database.reading() as session:
        results = pilot_results.results(session, today=TODAY)
        (found,) = quarter_value.values(session, results, [FiscalCalendar(1).period(quarter)])
    return found


def _page(database, quarter=Q3, **asked):
    with database.reading() as session:
        return this_quarter.quarterly(session, quarter, today=TODAY, **asked)


def _waiting(page, name):
    return next((group.items for group in page.waiting if group.name == name), ())


def test_value_is_effect_times_counted_cases_times_unit_value(ready):
    """13 weeks of the third quarter × 1,000 cases × 5 points × £40 = £26,000; 6 points were promised."""
    _prove(*ready, run_cost_year=36_500)

    found = _value(ready[0])

    assert (found.gross.likely, found.gross.low, found.gross.high) == pytest.approx((26_000, 15_600, 36_400))
    assert found.promised == pytest.approx(31_200)
    assert found.run_cost == pytest.approx(9_200), "92 of 365 days"
    assert found.net.likely == pytest.approx(16_800)


def test_a_pilot_counts_from_its_first_day(ready):
    """Live from Monday 1 June: 4 weeks have their Thursday in June, so 4,000 cases in the second quarter."""
    _prove(*ready, first=date(2026, 4, 6), weeks=26, run_cost_year=36_500)

    found = _value(ready[0], Quarter(2026, 2))

    assert found.gross.likely == pytest.approx(4 * 2_000)
    assert found.run_cost == pytest.approx(3_000), "30 of 365 days"


def test_a_stopped_pilot_counts_to_the_end_of_its_window(small):
    """The window of 91 days ends before Monday 31 August: 9 weeks from 29 June on."""
    _prove(*small, status=Status.STOPPED)

    assert _value(small[0]).gross.likely == pytest.approx(9 * 2_000)


def test_weak_evidence_stands_apart(small):
    _prove(*small, effect=replace(A_QUARTER_LESS, grade=Grade.D))

    found = _value(small[0])

    assert found.gross.likely == 0
    assert found.totals[Basis.WEAK].likely == pytest.approx(26_000)


def test_an_effect_without_interval_stands_apart(small):
    _prove(*small, effect=replace(A_QUARTER_LESS, low=None, high=None, attainment=None, grade=Grade.E))

    found = _value(small[0])

    assert found.gross.likely == 0
    assert found.totals[Basis.UNPROVEN].likely == pytest.approx(26_000)


def test_nothing_is_worth_anything_before_the_window_is_over(small):
    _prove(*small, effect=TOO_EARLY)

    assert _value(small[0]).earned == ()


def test_without_a_unit_value_a_pilot_is_left_out_and_named(small):
    _prove(*small, uses=(replace(NO_SHOWS, unit_value=None),))

    page = _page(small[0])

    assert page.value.number == "–"
    assert "Left out, because nobody has said what one unit is worth: Riverside reminders." in page.value_details


def test_without_counted_cases_a_pilot_is_left_out_and_named(small):
    database, person = small
    add_use_case(database, person, metrics=(replace(NO_SHOWS, annual_volume=52_000),))
    store_weeks(database, person, entity="Riverside reminders", first=date(2026, 6, 1), weeks=18, booked=None)
    store_effect(database, person, PILOT, A_QUARTER_LESS)

    assert [why for _, why in _value(database).left_out] == ["the tracker has no counts of cases beside its rates"]


def test_two_pilots_on_the_same_patients_count_once(small):
    database, person = small
    _prove(database, person, population="Riverside patients")
    _add_pilot(database, person, name="Riverside rides", population="Riverside patients")
    store_weeks(database, person, entity="Riverside rides", first=date(2026, 6, 1), weeks=18, file="rides.xlsx")
    store_effect(database, person, "riverside-rides", A_QUARTER_LESS)
    store_effect(database, person, PILOT, A_QUARTER_LESS)

    page = _page(database)

    assert _value(database).gross.likely == pytest.approx(26_000)
    assert any(note.startswith("£26.0k claimed twice, or beyond") for note in page.value.notes)
    assert "£26.0k claimed twice was taken out: Riverside reminders, Riverside rides." in page.value_details


def test_what_containment_masks_is_worth_nothing(small):
    _prove(*small)
    store_effect(*small, PILOT, A_QUARTER_LESS, alarms=["Containment rose but resolution did not. Counted value: 0."])

    page = _page(small[0])

    assert page.value.number == "£0"
    assert any(note.startswith("Counted as nothing") for note in page.value_details)


def test_the_answer_says_promise_range_and_the_quarter_before(small):
    _prove(*small, run_cost_year=36_500)

    answer = _page(small[0]).value

    assert answer.number == "£16.8k"
    assert "83\u00a0% of the £31.2k promised" in answer.sentence
    assert "£6,400 to £27.2k (95\u00a0%)" in answer.sentence
    assert "£11.8k more than in Q2 2026" in answer.sentence, "£8,000 less £3,000 run cost in June"


def test_a_running_quarter_is_not_compared(small):
    _prove(*small)

    page = _page(small[0], Quarter(2026, 4))

    assert page.cautions == ("Q4 2026 is still running; its figures are those that have arrived by 21 Nov 2026.",)
    assert "the quarter is still running" in page.value.sentence


def test_customers_are_counted_as_sums_over_sums(ready):
    """Q2: 900 of 1,000 issues resolved a week, then 800 of 2,000; the mean of shares would hide the larger quarter."""
    database, person = ready
    add_use_case(database, person)
    weeks = {"entity": "Riverside reminders", "metric": "resolution_rate"}
    store_weeks(database, person, first=date(2026, 6, 1), weeks=4, missed=900.0, **weeks)
    store_weeks(database, person, first=date(2026, 6, 29), weeks=1, missed=900.0, file="b.xlsx", **weeks)
    store_weeks(database, person, first=date(2026, 7, 6), weeks=1, missed=800.0, booked=3000.0, file="c.xlsx", **weeks)

    page = _page(database)

    assert page.people.number == "0 of 1"
    assert page.outcomes["words"].tolist() == ["90.0 → 42.5\u00a0%"]


def test_rates_without_counts_do_not_dilute_those_with_counts(small):
    database, person = small
    add_use_case(database, person, pilots_named=("Riverside", "Northgate"))
    for first, missed, bare in ((date(2026, 6, 1), 900.0, 0.2), (date(2026, 7, 6), 800.0, 0.1)):
        weeks = {"metric": "resolution_rate", "first": first, "weeks": 1}
        store_weeks(database, person, entity="Riverside", missed=missed, file=f"a{first}", **weeks)
        store_weeks(database, person, entity="Northgate", booked=None, bare=bare, file=f"b{first}", **weeks)

    page = _page(database)

    assert page.outcomes["words"].tolist() == ["90.0 → 80.0\u00a0%"]
    assert page.outcomes["pilots"].tolist() == [1]


def test_what_moved_by_less_than_half_a_percent_is_about_the_same(small):
    database, person = small
    add_use_case(database, person)
    weeks = {"entity": "Riverside reminders", "metric": "resolution_rate", "weeks": 1}
    store_weeks(database, person, first=date(2026, 6, 1), missed=900.0, **weeks)
    store_weeks(database, person, first=date(2026, 7, 6), missed=898.0, file="b.xlsx", **weeks)

    page = _page(database)

    assert page.people.number == "0 of 1"
    assert page.people.sentence.startswith("1 about the same.")


def test_a_metric_without_the_quarter_before_is_not_compared(small):
    database, person = small
    add_use_case(database, person)
    store_weeks(
        database, person, entity="Riverside reminders", metric="csat", first=date(2026, 7, 6), weeks=4, missed=800.0
    )

    assert _page(database).people.number == "–"


def test_moves_are_those_of_the_quarter(small):
    """The builder enters idea on 5 January and pilot sixty days later, on 6 March."""
    add_use_case(*small)

    moved = _page(small[0], Quarter(2026, 1)).moved

    assert [item.says for item in moved] == [
        "was recorded as an idea on 5 Jan 2026",
        "went from idea to pilot on 6 Mar 2026",
    ]
    assert _page(small[0], Quarter(2026, 2)).moves.number == "0"


def test_a_harmed_guardrail_is_stuck_and_named(small):
    _prove(*small)
    store_effect(*small, PILOT, A_QUARTER_LESS, metric="complaint_rate", role="guardrail", light=light())

    (item,) = _page(small[0]).stuck

    assert "Riverside reminders: Complaint rate got worse." in item.says


def test_a_ready_verdict_waits_with_its_recommendation(small):
    _prove(*small)

    page = _page(small[0])

    assert [item.says for item in _waiting(page, "Verdicts ready")] == ["Better, target not shown, grade B: discuss"]
    assert "1 verdict ready (1\u00a0to discuss)" in page.decisions.sentence


def test_a_window_that_ends_soon_and_a_silent_pilot_need_somebody(small):
    """Today is 21 November: a window of 90 days from 1 September ends on 29 November."""
    database, person = small
    add_use_case(database, person, pilots_named=())
    _add_pilot(database, person, goes_live=date(2026, 9, 1), window_days=90, locked_on=date(2026, 8, 20))
    store_weeks(database, person, entity="Riverside reminders", first=date(2026, 8, 3), weeks=5)
    store_effect(database, person, PILOT, TOO_EARLY)

    page = _page(database)

    ending = _waiting(page, "Windows ending within 30 days")
    assert [item.says for item in ending] == ["window ends 29 Nov 2026, in 8 days"]
    (stuck,) = page.stuck
    assert "Riverside reminders: no figures since 6 Sep 2026." in stuck.says


def test_how_long_a_pilot_may_be_silent_is_as_the_gate_policy_says(small):
    database, person = small
    add_use_case(database, person, pilots_named=())
    _add_pilot(database, person, goes_live=date(2026, 9, 1), window_days=90, locked_on=date(2026, 8, 20))
    store_weeks(database, person, entity="Riverside reminders", first=date(2026, 8, 3), weeks=5)
    with database.changing(person, Action.POLICY_EDIT) as session:
        wanted = replace(START, fresh_days=80)
        gate_policy.edit(session, seen=START, wanted=wanted, today=TODAY, reason="Figures come in quarterly")

    assert "without fresh figures" not in _page(database).trapped.sentence


def test_an_empty_organisation_gets_empty_answers(small):
    page = _page(small[0])

    assert (page.value.number, page.people.number, page.moves.number) == ("–", "–", "0")
    assert page.by_grade.empty
    assert list(page.by_grade.columns)


def test_the_same_quarter_last_year_is_what_it_is_compared_with(small):
    """No pilot was live in the third quarter of 2025."""
    _prove(*small, run_cost_year=36_500)

    page = _page(small[0], beside="last year")

    assert page.beside == "Q3 2025"
    assert "£16.8k more than in Q3 2025" in page.value.sentence
    assert page.moves.sentence.endswith("Q3 2025 had 0 moves.")


def test_a_client_narrows_to_its_pilots(small):
    database, person = small
    _prove(database, person, client="Helix Insurance")
    _add_pilot(database, person, name="Riverside rides", client="Another")
    store_weeks(database, person, entity="Riverside rides", first=date(2026, 6, 1), weeks=18, file="rides.xlsx")
    store_effect(database, person, "riverside-rides", A_QUARTER_LESS)
    store_effect(database, person, PILOT, A_QUARTER_LESS)

    page = _page(database, client="Helix Insurance")

    assert page.lines["Pilot"].tolist() == ["Riverside reminders"]
    assert page.cautions[0].startswith("Value, customers and agents are narrowed to 1 pilot for Helix Insurance.")


@pytest.mark.parametrize("beside", ["before", "last year"])
def test_the_pilots_of_all_sites_add_up_to_the_whole(sample, beside):
    """What is claimed twice is taken out of the whole before it is narrowed; every pilot of the sample has a site."""
    with sample.reading() as session:
        sites = [slug for slug, _ in choices.sites(session)]
        whole = this_quarter.quarterly(session, Q3, today=TODAY, beside=beside)
        parts = [this_quarter.quarterly(session, Q3, today=TODAY, beside=beside, site=site) for site in sites]

    lines = pd.concat([part.lines for part in parts])
    assert sorted(lines["Pilot"]) == sorted(whole.lines["Pilot"])
    assert lines["Realised"].sum() == whole.lines["Realised"].sum()
    assert sum(part.by_use_case["pilots"].sum() for part in parts) == whole.by_use_case["pilots"].sum()
    assert {item.slug for part in parts for item in part.alarms} == {item.slug for item in whole.alarms}


def test_the_quarters_of_the_sample_are_beside_the_one_before_and_the_one_a_year_before(sample):
    with sample.reading() as session:
        before = this_quarter.quarterly(session, Q3, today=TODAY)
        last_year = this_quarter.quarterly(session, Q3, today=TODAY, beside="last year")

    assert (before.beside, last_year.beside) == ("Q2 2026", "Q3 2025")
    assert before.value.number == last_year.value.number, "what is compared with does not change the quarter"
    assert before.stuck == last_year.stuck
    assert before.outcomes["now"].tolist() != []
    assert set(before.steps["now"]) == set(last_year.steps["now"])


def test_measured_and_modelled_stand_in_rows_of_their_own(sample):
    with sample.reading() as session:
        page = this_quarter.quarterly(session, Q3, today=TODAY)

    assert set(page.by_use_case["basis"]) <= set(STANDINGS)
    apart = page.by_use_case.loc[page.by_use_case["basis"] != "measured"]
    assert not apart.empty
    assert all("," in label or "·" in label or label.startswith("Modelled") for label in apart["grade"])


def test_the_page_is_asked_for_with_as_many_queries_whatever_the_number_of_use_cases(ready):
    database, person = ready
    for number in range(2):
        add_use_case(database, person, title=f"Use case {number}", pilots_named=(f"Pilot {number}",))
    few = _queries(database)
    for number in range(2, 8):
        add_use_case(database, person, title=f"Use case {number}", pilots_named=(f"Pilot {number}",))

    assert _queries(database) == few


def _queries(database):
    asked = []

    def note(*said):
        asked.append(said[2])

    event.listen(database.engine, "before_cursor_execute", note)
    _page(database)
    event.remove(database.engine, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in asked)
