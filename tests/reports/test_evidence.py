"""How we know: method in plain words, other readings, mix, control chart and guardrails, from what is stored."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.effects.goodhart import Finding, Suspicion
from cxdash.effects.grade import Downgrade
from cxdash.effects.guardrails import GuardrailStatus
from cxdash.effects.mix_shift import Slice, mix_shift
from cxdash.effects.scrutiny import OneFewer, Range, Scrutiny, Unusual
from cxdash.effects.verdict import Verdict
from cxdash.effects.xmr import Limits, Pattern
from cxdash.reports import evidence, forest, monitoring
from tests.builders import TODAY, add_use_case
from tests.reports.rows import A_QUARTER_LESS, TOO_EARLY, attained, light, store_effect, store_weeks

METRIC = "no_show_rate"


def _asked(database, question, slug="riverside"):
    with database.reading() as session:
        return question(session, slug, METRIC, today=TODAY)


def _measured(database, person, effect=A_QUARTER_LESS, *, scrutiny=None, **kept):
    add_use_case(database, person, pilots_named=("Riverside",))
    _stored(database, person, effect, scrutiny=scrutiny, **kept)


def _stored(database, person, effect=A_QUARTER_LESS, *, scrutiny=None, **kept):
    stored = {} if scrutiny is None else {"scrutiny": scrutiny.to_json()}
    store_effect(database, person, "riverside", effect, **stored, **kept)


def test_the_method_names_the_comparison_and_what_speaks_against_the_result(small):
    amended = Downgrade("plan changed", "The plan was changed after it was locked.")
    _measured(*small, replace(A_QUARTER_LESS, downgrades=(amended,), cautions=("Few cases.",)))

    found = _asked(small[0], evidence.reasons)

    assert "the pilot is set against Millbrook" in found.method[0]
    assert found.against == (amended.sentence, "Few cases.")
    assert found.finding == "Of −30.0\u00a0% observed, −25.0\u00a0% is the pilot's"


def test_pilots_on_the_same_people_say_what_they_changed_together(small):
    joint = {"pilots": ["Riverside", "Rides"], "effect": {"sentence": "No-shows fell."}}
    _measured(*small, joint=joint)

    assert _asked(small[0], evidence.reasons).joint == "Riverside and Rides together: No-shows fell."


def test_other_readings_stand_beside_the_one_that_counts(small):
    """In the metric's own direction: fewer no-shows are an improvement."""
    scrutiny = Scrutiny(
        plain=0.28,
        without_comparison=Range(0.30, 0.10, 0.50),
        lowest=OneFewer(date(2026, 6, 8), 0.21),
        highest=OneFewer(date(2026, 6, 15), 0.27),
        findings=(Finding(Suspicion.DENOMINATOR, "A period counts 20 % fewer cases."),),
    )
    _measured(*small, scrutiny=scrutiny)

    found = _asked(small[0], evidence.other_readings)

    assert found.readings[["Reading", "Effect"]].to_numpy().tolist() == [
        ["As judged", "−25\u00a0% (−35 to −15)"],
        ["Plain averages", "−28.0\u00a0%"],
        ["Without the comparison", "−30\u00a0% (−50 to −10)"],
        ["Without week of 8 Jun 2026", "−21.0\u00a0%"],
        ["Without week of 15 Jun 2026", "−27.0\u00a0%"],
    ]
    assert found.doubts == ("A period counts 20 % fewer cases.",)
    assert found.mix is None


def test_nothing_else_is_known_before_the_window_ends(small):
    _measured(*small, TOO_EARLY, scrutiny=Scrutiny())

    assert _asked(small[0], evidence.other_readings).is_empty


def test_a_change_is_taken_apart_by_segment(small):
    """By phone 30 to 20 of 100, online 10 of 100 to 30 of 300: what changed online is only how many there are."""
    mix = mix_shift([Slice("Phone", 30, 100, 20, 100), Slice("Online", 10, 100, 30, 300)])
    _measured(*small, scrutiny=Scrutiny(mix=mix, mix_sentence="Mind the mix."))

    found = _asked(small[0], evidence.other_readings)

    assert found.mix["Segment"].tolist() == ["Phone", "Online", "All together"]
    assert found.mix.set_index("Segment").loc["Online", "From its own rate"] == "0.0\u00a0points"
    assert found.mix_finding.startswith("Of −7.5\u00a0points in all segments together")
    assert found.mix_says == "Mind the mix."


class TestControlChart:
    def _chart(self, small, **said):
        limits = Limits(0.20, 0.16, 0.24, **({"is_trial": False} | said))
        unusual = (
            Unusual(Pattern.OUTSIDE, date(2026, 6, 8), date(2026, 6, 8), is_high=False),
            Unusual(Pattern.ONE_SIDE, date(2026, 6, 1), date(2026, 7, 20), is_high=False),
        )
        add_use_case(*small, pilots_named=("Riverside",))
        store_weeks(*small, entity="Riverside", first=date(2026, 5, 4), weeks=12)
        _stored(*small, scrutiny=Scrutiny(limits=limits, unusual=unusual))
        return _asked(small[0], monitoring.monitored)

    def test_a_figure_is_marked_by_its_first_pattern_and_names_all(self, small):
        rows = self._chart(small).rows
        figures = rows[rows["kind"] == "figure"].set_index("starts")

        assert figures.loc[date(2026, 6, 8), "words"] == f"{Pattern.OUTSIDE}; {Pattern.ONE_SIDE}"
        assert figures.loc[date(2026, 6, 8), "pattern"] == Pattern.OUTSIDE
        assert figures.loc[date(2026, 5, 25), "pattern"] == ""

    def test_limits_are_those_of_the_baseline(self, small):
        rows = self._chart(small).rows

        assert rows[rows["kind"] == "limit"]["value"].tolist() == [0.16, 0.24]
        assert rows[rows["kind"] == "mean"]["value"].tolist() == [0.20]

    def test_a_signal_is_called_a_prompt(self, small):
        found = self._chart(small)

        assert found.finding == "Appointment no-show rate has given 2 signals since go-live: a reason to ask"
        assert "a prompt, not proof" in found.says[-1]

    def test_few_periods_set_trial_limits(self, small):
        assert self._chart(small, is_trial=True).says[0].startswith("Trial limits 16.0\u00a0% to 24.0\u00a0%")

    def test_without_limits_there_is_no_chart(self, small):
        _measured(*small, scrutiny=Scrutiny())

        assert _asked(small[0], monitoring.monitored) is None


class TestForests:
    def test_guardrails_are_shares_of_the_harm_accepted(self, small):
        """A change of −1.0 (−2.0 to −0.1) where 2.0 is accepted; complaints are better when lower."""
        _measured(*small)
        store_effect(*small, "riverside", A_QUARTER_LESS, metric="complaint_rate", role="guardrail", light=light())

        found = _asked(small[0], forest.of_guardrails)
        (row,) = found.rows.itertuples()

        assert (row.raw, row.low, row.high) == (-0.5, -1.0, pytest.approx(-0.05))
        assert (row.state, found.finding) == ("Red", "0 of 1 guardrail shown to be safe")
        assert row.words == "+1\u00a0per 1,000 (+0.10\u00a0per 1,000 to +2\u00a0per 1,000); accepted +2\u00a0per 1,000"

    def test_a_guardrail_that_could_not_be_judged_is_named(self, small):
        _measured(*small)
        unknown = replace(
            light(GuardrailStatus.UNKNOWN), effect=None, low=None, high=None, unknown_because="too few points"
        )
        store_effect(*small, "riverside", A_QUARTER_LESS, metric="complaint_rate", role="guardrail", light=light())
        store_effect(*small, "riverside", A_QUARTER_LESS, metric="csat", role="guardrail", light=unknown)

        assert _asked(small[0], forest.of_guardrails).left_out == (("Customer satisfaction (CSAT)", "too few points"),)

    def test_the_pilots_of_a_use_case_show_raw_and_likely_effects(self, small):
        """The likely effect is the shrunk attainment of the 30 % target, drawn towards the others."""
        add_use_case(*small, pilots_named=("Riverside", "Northgate", "Millbrook"))
        store_effect(*small, "riverside", replace(attained(1.5, error=0.5), effect=0.45, low=0.16, high=0.74))
        store_effect(*small, "northgate", replace(attained(0.2), effect=0.06, low=0.0, high=0.12))
        store_effect(*small, "millbrook", TOO_EARLY)

        found = _asked(small[0], forest.of_use_case)
        rows = found.rows.set_index("name")

        assert found.finding == "Appointment no-show rate clearly improved in 1 of 3 pilots of this use case"
        assert rows.index.tolist() == ["Riverside", "Northgate"]
        assert rows.loc["Riverside", ["raw", "low", "high", "target"]].tolist() == [-0.45, -0.74, -0.16, -0.30]
        assert -0.45 < rows.loc["Riverside", "likely"] < -0.06
        assert found.left_out == (("Millbrook", "the measurement window is not complete"),)

    def test_a_pilot_alone_in_its_use_case_has_no_forest(self, small):
        _measured(*small)

        assert _asked(small[0], forest.of_use_case) is None


def test_nothing_is_known_of_a_pilot_that_nobody_has(small):
    questions = (
        evidence.reasons,
        evidence.other_readings,
        monitoring.monitored,
        forest.of_guardrails,
        forest.of_use_case,
    )

    assert [_asked(small[0], question, "nobody") for question in questions] == [None] * 5


def test_a_verdict_of_harm_keeps_its_place_in_the_forest(small):
    add_use_case(*small, pilots_named=("Riverside", "Northgate"))
    for slug in ("riverside", "northgate"):
        store_effect(*small, slug, attained(1.3, verdict=Verdict.HARM))

    assert set(_asked(small[0], forest.of_use_case).rows["state"]) == {"Harm"}
