"""Compare pilots: one scale for all, honest about what cannot be put on it."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import pilots
from cxdash.domain.actions import Action
from cxdash.domain.stages import Stage
from cxdash.effects.effect import Effect
from cxdash.effects.grade import Downgrade
from cxdash.effects.verdict import Recommendation, Verdict
from cxdash.reports import compare, one_pilot
from cxdash.trackers.readings import Arm
from tests.builders import TODAY, add_use_case, pilot_values
from tests.reports.rows import A_QUARTER_LESS, TOO_EARLY, attained, light, store_effect, store_weeks

MET = {"verdict": Verdict.TARGET_MET, "recommendation": Recommendation.FUND}


def _pilots(database, person, effects: dict[str, Effect]):
    add_use_case(database, person, pilots_named=tuple(effects))
    for name, effect in effects.items():
        store_effect(database, person, name.lower().replace(" ", "-"), effect)


def _compared(database, **said):
    with database.reading() as session:
        return compare.comparison(session, today=TODAY, **said)


def _opened(database, slug="riverside"):
    with database.reading() as session:
        (found,) = one_pilot.opened(session, slug, today=TODAY)
    return found


def test_the_headline_counts_targets_harm_and_windows(ready):
    _pilots(
        *ready,
        {
            "Riverside": attained(1.3, **MET),
            "Northgate": attained(0.8),
            "Millbrook": attained(-0.4, verdict=Verdict.HARM),
            "Eastfield": TOO_EARLY,
        },
    )

    found = _compared(ready[0])

    assert found.headline == "1 of 3 finished pilots met their target; 1 did harm; 1 still in the window"


def test_the_scale_ranks_by_what_is_likely_and_not_by_what_was_measured(small):
    """150 % measured with an error of 60 % is drawn further towards the others than 140 % with one of 5 %."""
    _pilots(
        *small,
        {
            "Lucky": attained(1.5, error=0.6),
            "Steady": attained(1.4, error=0.05),
            "Plain": attained(0.5, error=0.05),
            "Other": attained(0.6, error=0.05),
        },
    )

    scale = _compared(small[0]).scale

    assert scale["name"].tolist() == ["Steady", "Lucky", "Other", "Plain"]
    assert scale["raw"].tolist() == pytest.approx([1.4, 1.5, 0.6, 0.5])
    assert scale["likely"].iloc[1] < 1.3


def test_the_overstatement_of_the_raw_top_three_is_said(small):
    _pilots(
        *small,
        {name: attained(share, error=0.4) for name, share in zip("ABCDE", (1.9, 1.6, 1.2, 0.1, -0.3), strict=True)},
    )

    said = _compared(small[0]).overstated

    assert "the top three show 157\u00a0% of their targets" in said, "(190 + 160 + 120) / 3"


def test_a_single_pilot_is_called_unconfirmed(small):
    _pilots(*small, {"Riverside": attained(1.3, **MET)})

    found = _compared(small[0])

    assert found.headline == "1 of 1 finished pilot met its target"
    assert "unconfirmed single result" in found.overstated


def test_a_filter_never_changes_a_pilot_s_figure(small):
    """Attainments are shrunk among all finished pilots, whatever is shown."""
    _pilots(*small, {"Riverside": attained(1.6, error=0.5), "Northgate": attained(0.2), "Millbrook": attained(0.3)})

    alone = _compared(small[0], pilots=("riverside",)).scale["likely"].item()
    together = _compared(small[0]).scale.set_index("name")["likely"]["Riverside"]

    assert alone == together < 1.5


def test_filters_leave_only_what_fits(small):
    _pilots(*small, {"Riverside": attained(1.3, **MET)})

    assert _compared(small[0], stage=Stage.PILOT, site="riverside", metric="no_show_rate").offered
    assert not _compared(small[0], stage=Stage.SCALE).offered
    assert not _compared(small[0], site="nowhere").offered
    assert not _compared(small[0], metric="csat").offered


def test_a_pilot_without_an_interval_is_named_with_the_reason(small):
    because = "fewer than 4 baseline points"
    _pilots(
        *small,
        {"Riverside": replace(A_QUARTER_LESS, low=None, high=None, attainment=None, no_interval_because=because)},
    )

    found = _compared(small[0])

    assert found.without == (("Riverside", because),)
    assert found.scale.empty
    assert found.table["Observed change"].tolist() == ["−30.0\u00a0%, not evidence"]


def test_a_pilot_without_figures_says_so(small):
    """Live since 1 June, 91 days, and nothing was ever uploaded."""
    add_use_case(*small)

    found = _compared(small[0])

    assert found.headline == "0 of 1 finished pilot met its target; 1 not measured"
    assert found.without == (("Riverside reminders", "no figures of Appointment no-show rate were uploaded"),)


def test_a_running_pilot_says_how_far_it_is(small):
    """21 November is day 82 from 1 September; 90 days end on 29 November."""
    database, person = small
    add_use_case(database, person, pilots_named=())
    with database.changing(person, Action.PILOT_EDIT) as session:
        pilots.create(session, "fewer-no-shows", pilot_values(goes_live=date(2026, 9, 1), window_days=90))
    store_effect(database, person, "riverside-reminders", TOO_EARLY)

    assert _compared(database).early == (("Riverside reminders", "Day 82 of 90, until 29 Nov 2026"),)


def test_the_table_speaks_in_the_metric_s_own_direction(small):
    _pilots(*small, {"Riverside": A_QUARTER_LESS})
    store_effect(*small, "riverside", A_QUARTER_LESS, metric="complaint_rate", role="guardrail", light=light())

    row = _compared(small[0]).table.iloc[0]

    assert row["Effect (95 %)"] == "−25\u00a0% (−35 to −15)"
    assert row["Attained"] == 83
    assert row["Guardrails"] == "Red: Complaint rate"
    assert row["Recommendation"] == "Discuss"


def test_the_run_chart_holds_both_arms_baseline_window_and_target(ready):
    """The target is 30 % below the measured baseline of 20 %."""
    database, person = ready
    _pilots(database, person, {"Riverside": A_QUARTER_LESS})
    for arm, missed in ((Arm.PILOT, 140.0), (Arm.COMPARISON, 200.0)):
        store_weeks(
            database, person, entity="Riverside", first=date(2026, 5, 4), weeks=8, missed=missed, arm=arm, file=arm
        )
    store_effect(database, person, "riverside", A_QUARTER_LESS)

    rows = _opened(database).chart.rows.set_index("kind")

    assert rows.loc["pilot", "value"].tolist() == pytest.approx([0.14] * 8)
    assert rows.loc["comparison", "value"].tolist() == pytest.approx([0.20] * 8)
    assert (rows.loc["window", "starts"], rows.loc["window", "ends"]) == (date(2026, 6, 1), date(2026, 8, 31))
    assert rows.loc["baseline", "starts"] == date(2026, 5, 4)
    assert rows.loc["target", "value"] == pytest.approx(0.14)


def test_an_opened_pilot_shows_alarm_overlap_and_lights(small):
    overlap = Downgrade("overlap", "The same people were touched by something else in the window: Rides.")
    effect = replace(A_QUARTER_LESS, downgrades=(overlap,))
    _pilots(*small, {"Riverside": effect})
    store_effect(*small, "riverside", effect, alarms=["Containment rose but resolution did not. Counted value: 0."])
    store_effect(*small, "riverside", effect, metric="complaint_rate", role="guardrail", light=light())

    found = _opened(small[0])

    assert found.alarms == ("Containment rose but resolution did not. Counted value: £0.",)
    assert found.overlap == overlap.sentence
    assert found.guardrails == "Red: Complaint rate"


def test_a_pilot_that_attained_its_target_at_the_cost_of_a_guardrail_says_which(small):
    _pilots(*small, {"Riverside": attained(1.3, verdict=Verdict.HARM), "Northgate": attained(0.8)})
    store_effect(*small, "riverside", attained(1.3), metric="complaint_rate", role="guardrail", light=light())

    found, scale = _opened(small[0]), _compared(small[0]).scale.set_index("name")

    assert found.harm.startswith("Complaint rate got worse. No gain in Appointment no-show rate")
    assert found.finding.endswith("but Complaint rate got worse")
    assert scale.loc["Riverside", "mark"].endswith("Harm: Complaint rate")
    assert _opened(small[0], "northgate").harm == ""


def test_small_charts_name_metric_and_effect(small):
    database, person = small
    _pilots(database, person, {"Riverside": A_QUARTER_LESS})
    store_weeks(database, person, entity="Riverside", first=date(2026, 6, 1), weeks=8)
    store_effect(database, person, "riverside", A_QUARTER_LESS)

    with database.reading() as session:
        (drawn,) = one_pilot.small(session, ("riverside",), today=TODAY)

    assert (drawn.name, drawn.metric, drawn.percent) == ("Riverside", "Appointment no-show rate", True)
    assert "−25\u00a0% (−35 to −15)" in drawn.says


def test_nobody_s_pilot_opens_to_nothing(small):
    with small[0].reading() as session:
        assert one_pilot.opened(session, "no-such-pilot", today=TODAY) == ()
        assert one_pilot.small(session, ("no-such-pilot",), today=TODAY) == ()
