"""What the page Journey says, beside sums worked out by hand."""

import pytest

from cxdash.changes import journey_steps, journeys, use_cases
from cxdash.changes.use_cases import Standing
from cxdash.domain.actions import Action
from cxdash.domain.coverage import Cover
from cxdash.domain.journeys import FrictionKind, FrictionValues, StepValues
from cxdash.domain.stages import Stage, Status
from cxdash.domain.use_cases import UseCaseValues
from cxdash.reports import friction, journey
from tests.builders import ready_database

WAITING, MANUAL = FrictionKind.WAITING, FrictionKind.MANUAL_WORK
STEPS = (("Order", False), ("Pay the bill", False), ("Refund", True), ("Leave", False))
# Volume a month × failure rate × unit cost × 12, worked out by hand.
POINTS = (
    ("Slow shop", "Order", WAITING, 10_000, 0.10, 2.0, 2),  # 24,000
    ("Late bill", "Pay the bill", WAITING, 20_000, 0.05, 8.0, 1),  # 96,000
    ("Wrong bill", "Pay the bill", FrictionKind.ERROR, 1_000, 0.50, 10.0, 4),  # 60,000
    ("Keyed in twice", "Refund", MANUAL, 500, 1.0, 6.0, 5),  # 36,000
    ("Lost forms", "Refund", MANUAL, 500, None, 6.0, None),  # not known
)


@pytest.fixture
def told(small_after):
    """A database with these steps and friction points: “Late bill” is answered by a pilot, “Refund” only touched."""
    return small_after(_told)


def _told(database, person):
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        for name, is_back_office in STEPS:
            journey_steps.create_step(session, StepValues(name, is_back_office=is_back_office))
        for name, step, kind, volume, rate, cost, effort in POINTS:
            journeys.create_friction(
                session,
                FrictionValues(
                    name, step, kind, monthly_volume=volume, failure_rate=rate, unit_cost=cost, effort=effort
                ),
            )
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        pilot = use_cases.create(session, UseCaseValues("Bills on time"), standing=Standing(Stage.PILOT))
        journeys.link(session, "late-bill", use_case=pilot.slug)
        use_cases.create(session, UseCaseValues("Refund by robot", steps=("Refund",)))
        resting = use_cases.create(session, UseCaseValues("Faster shop", status=Status.PARKED))
        journeys.link(session, "slow-shop", use_case=resting.slug)
    return person


def seen(told, **narrowed):
    with told[0].reading() as session:
        return journey.seen(session, **narrowed)


def test_the_answer_comes_first_in_words(told):
    found = seen(told)

    # 24,000 + 96,000 + 60,000 + 36,000 = 216,000; the dearest step without any use case is “Pay the bill” with 60,000.
    assert found.headline == "Friction costs about £216k a year; £60.0k at Pay the bill has no use case."
    assert found.more == (
        "In all £84.0k a year at 2 steps has no use case.",
        "£36.0k a year is touched, not linked: a use case serves the step without saying what it answers.",
        "1 friction point has no cost yet and is not in these sums.",
    )


def test_the_heat_map_tells_a_missing_cost_from_none_and_the_back_office_from_the_rest(told):
    heat = seen(told).heat

    assert heat.kinds == ("Waiting", "Wrong or missing answer", "Manual work behind")
    assert [row.step for row in heat.front] == ["Order", "Pay the bill", "Leave"]
    assert [row.step for row in heat.back] == ["Refund"]
    assert [cell.words for cell in heat.front[1].cells] == ["£96.0k", "£60.0k", ""]
    assert heat.back[0].cells[2].words == "£36.0k + 1\u00a0?"
    assert (heat.front[2].total, heat.totals, heat.whole) == ("", ("£120k", "£60.0k", "£36.0k"), "£216k")
    assert heat.says == "Waiting at Pay the bill costs most: £96.0k a year, 44 % of all friction".replace(
        "44 ", "44\u00a0"
    )


def test_coverage_adds_up_to_what_each_step_costs(told):
    found = seen(told)
    table = found.coverage.set_index("Step")

    assert found.coverage_says == "Use cases answer £96.0k of £216k a year"
    assert table.loc["Pay the bill", [Cover.PILOT.label, Cover.NONE.label]].tolist() == [96_000, 60_000]
    assert table.loc["Refund", Cover.TOUCHED.label] == 36_000
    assert table.loc["Order", Cover.NONE.label] == 24_000  # what answers it is parked
    assert table["Use cases"].tolist() == ["", "1 in pilot", "1 idea", ""]
    assert found.covered.groupby("step")["cost"].sum().to_dict() == {
        "Order": 24_000,
        "Pay the bill": 156_000,
        "Refund": 36_000,
    }


def test_blind_spots_are_ranked_and_say_what_only_touches_them(told):
    found = seen(told).blind_spots

    assert [(each.name, each.says, [near.title for near in each.near]) for each in found] == [
        ("Wrong bill", "£60.0k a year at Pay the bill", []),
        ("Keyed in twice", "£36.0k a year at Refund", ["Refund by robot"]),
        ("Slow shop", "£24.0k a year at Order", []),
    ]


def test_priorities_rank_value_over_effort_and_count_what_they_leave_out(told):
    found = seen(told).priorities

    # 96,000/1, 60,000/4, 24,000/2, 36,000/5; the median cost is 48,000.
    assert found.listed["Friction point"].tolist() == ["Late bill", "Wrong bill", "Slow shop", "Keyed in twice"]
    assert found.listed["Verdict"].tolist() == ["Do first", "Plan", "Fill in", "Leave"]
    assert found.typical == 48_000
    assert found.left_out == 1


def test_a_step_can_be_looked_at_alone(told):
    found = seen(told, step="refund")

    assert found.headline.startswith("Friction costs about £36.0k a year")
    assert len(found.steps) == len(STEPS)


def test_without_a_single_cost_nothing_is_said_to_cost_nothing(tmp_path):
    database, person = ready_database(f"sqlite:///{tmp_path / 'cxdash.db'}")
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        journey_steps.create_step(session, StepValues("Order"))
        journeys.create_friction(session, FrictionValues("Slow", "Order", WAITING))

    found = seen((database, person))

    assert found.headline == "1 friction point written down; not one has its cost yet."
    assert found.covered.empty
    database.dispose()


def test_an_opened_point_says_its_sum_or_what_is_missing(told):
    with told[0].reading() as session:
        late, lost = friction.opened(session, "late-bill"), friction.opened(session, "lost-forms")

    assert late.costs == "About £96.0k a year: 20,000 a month × 5 % × £8 × 12 months.".replace(" ×", "\u00a0×").replace(
        "5 %", "5\u00a0%"
    )
    assert lost.costs == "No cost yet: failure rate is not known."


@pytest.mark.parametrize(
    ("metric", "primary", "refusal", "beside"),
    [
        ("churn_rate", "churn_rate", "", None),
        ("containment_rate", "", "may not be a primary metric", "diagnostic"),
        ("csat", "", "may not be the only primary metric", "secondary"),
    ],
)
def test_a_use_case_begins_with_the_metric_where_the_firewall_lets_it_judge(told, metric, primary, refusal, beside):
    database, person = told
    with database.changing(person, Action.JOURNEY_EDIT) as session:
        point = FrictionValues("Hard to reach", "Order", WAITING, population="callers", metric=metric)
        journeys.create_friction(session, point)

    with database.reading() as session:
        found = friction.opened(session, "hard-to-reach")
        begun = friction.beginning(session, "hard-to-reach", metric=found.primary)

    assert found.primary == primary
    assert refusal in found.refusal
    assert (found.beside.role.value if found.beside else None) == beside
    assert "among callers through ___, measured over 90 days" in begun.statement
    assert ("churn rate" in begun.statement) == bool(primary)
