"""Readiness over all use cases: shares by dimension, who loses most, what is late, and the trend from the log."""

from datetime import date, datetime

from sqlalchemy import event, update

from cxdash.domain.figures import NO_BREAK
from cxdash.domain.readiness import Readiness
from cxdash.domain.stages import Stage, Status
from cxdash.reports import organisation_readiness as report
from cxdash.reports import readiness_trend
from cxdash.store import tables
from tests.builders import TODAY, add_use_case
from tests.reports.test_readiness import WORTH_240K, judge

RECORDED, LATER = datetime(2026, 2, 10), datetime(2026, 7, 7)


def idea(database, person, title, **levels):
    slug = add_use_case(database, person, title, stage=Stage.IDEA, pilots_named=(), metrics=WORTH_240K)
    judge(database, person, slug, **levels)
    return slug


def found(database):
    with database.reading() as session:
        return report.organisation_readiness(session, today=TODAY)


def words(database):
    return found(database).dimensions.set_index("dimension")["words"].to_dict()


def test_an_empty_database_has_nobody_to_be_ready(ready):
    assert (found(ready[0]).of, found(ready[0]).says) == (0, "No use case is being worked on")


def test_each_dimension_counts_those_whose_next_gate_asks_for_it(ready):
    idea(*ready, "Ready", data=2, integration=3, governance=2)
    idea(*ready, "Behind", data=2, integration=1)

    assert words(ready[0]) == {
        "People": "asked of none",
        "Process": "asked of none",
        "Data": "2 of 2",
        "Integration": "1 of 2",
        "Governance": "1 of 2",
        "Adoption": "asked of none",
    }
    assert found(ready[0]).says == (
        "Integration and governance hold most back: 1 of 2 use cases are ready for their next gate"
    )


def test_what_is_not_being_worked_on_is_left_out(ready):
    add_use_case(*ready, status=Status.PARKED)

    assert found(ready[0]).of == 0


def test_who_loses_most_comes_first_and_who_is_ready_not_at_all(ready):
    idea(*ready, "Ready", data=2, integration=3, governance=2)
    idea(*ready, "Loses half", data=2, integration=2, governance=2)
    idea(*ready, "Loses three quarters", data=1, integration=2, governance=2)
    idea(*ready, "Unknown", data=1)

    behind = found(ready[0]).behind

    assert [(each.title, each.lost) for each in behind] == [("Loses three quarters", 180_000), ("Unknown", None)]
    assert found(ready[0]).worst["Weakest"].tolist() == ["data at 1", "not judged: integration, governance"]


def test_more_weak_dimensions_than_a_cell_can_name_are_counted(ready):
    idea(*ready, "Weak", data=1, integration=1, governance=1)

    assert found(ready[0]).worst["Weakest"].tolist() == ["3 dimensions at 1"]


def test_gaps_are_counted_with_what_closing_them_costs_as_far_as_known(ready):
    idea(*ready, "Behind", data=Readiness(1, cost_to_close=8_000.0), integration=1, governance=2)

    assert report.gaps_in_words(found(ready[0])) == (
        "Not ready: 1 of 1 use case, with 2 gaps; closing 1 gap costs £8,000; 1 more has no cost yet."
    )


def test_gaps_past_their_day_name_who_was_to_close_them_the_longest_first(ready):
    late, later = Readiness(1, "", "Ada", date(2026, 10, 1), 8_000.0), Readiness(0, "", "Ben", date(2026, 11, 20))
    slug = idea(*ready, "Behind", data=later, integration=late, governance=Readiness(1, due=TODAY))

    assert found(ready[0]).late == (
        (slug, "Behind", "Integration: Ada since 1 Oct 2026, £8,000."),
        (slug, "Behind", "Data: Ben since 20 Nov 2026."),
    )


def test_it_asks_as_often_for_many_use_cases_as_for_one(ready):
    idea(*ready, "First", data=1)
    once = asked(ready[0])
    for number in range(5):
        idea(*ready, f"Number {number}", data=1, integration=2)

    assert asked(ready[0]) == once


def asked(database):
    """How many statements the readiness and its trend take."""
    statements = []

    def remember(_connection, _cursor, statement, *_):
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", remember)
    try:
        found(database)
        trend(database)
    finally:
        event.remove(database.engine, "before_cursor_execute", remember)
    return len(statements)


def trend(database):
    with database.reading() as session:
        return readiness_trend.trend(session, today=TODAY)


def test_the_trend_takes_later_judgements_back(ready):
    """Data was judged 1 in February and 2 in July; an idea asks for 2."""
    database, person = ready
    slug = idea(database, person, "Idea", data=1)
    with database.engine.begin() as connection:
        connection.execute(update(tables.AuditEvent).values(at=RECORDED))
        connection.execute(update(tables.UseCase).values(created_at=RECORDED, stage_since=RECORDED.date()))
        connection.execute(update(tables.StageMove).values(moved_on=RECORDED.date()))
    before = database.revision()
    judge(database, person, slug, data=2)
    with database.engine.begin() as connection:
        connection.execute(update(tables.AuditEvent).where(tables.AuditEvent.id > before).values(at=LATER))

    rows = trend(database).rows

    data = rows[rows["dimension"] == "Data"]
    assert dict(zip(data["quarter"], data["words"], strict=True)) == {
        "Q1 2026": "0 of 1",
        "Q2 2026": "0 of 1",
        "Q3 2026": "1 of 1",
        "Now": "1 of 1",
    }
    assert trend(database).note.startswith("Known since Q1 2026")
    assert trend(database).says.replace(NO_BREAK, " ") == "Data rose most since Q1 2026: 0 % to 100 %"


def test_without_a_log_of_earlier_quarters_the_trend_says_so(ready):
    idea(*ready, "Idea", data=1)

    assert not trend(ready[0]).has_past
    assert trend(ready[0]).note.startswith("Nothing is known of earlier quarters")
