"""The traps by quarter: what dates tell goes back, what only the log tells begins where a use case was recorded."""

from datetime import date, datetime, timedelta

from sqlalchemy import event, update

from cxdash.changes import use_cases
from cxdash.changes.use_cases import Standing
from cxdash.domain.actions import Action
from cxdash.domain.ownership import REQUIRED, Function
from cxdash.domain.stages import Stage, Status
from cxdash.domain.traps import Trap
from cxdash.reports import trap_trend
from cxdash.store import tables
from tests.builders import TODAY, add_use_case, use_case_values
from tests.reports.rows import store_weeks

RECORDED = datetime(2026, 2, 10, 9, 0)


def trend(database):
    with database.reading() as session:
        return trap_trend.trend(session, today=TODAY)


def counts(database, trap):
    rows = trend(database).rows
    return dict(rows[rows["trap"] == trap.label][["quarter", "use_cases"]].to_numpy().tolist())


def log_says(database, moment, *, since=0):
    """Date all entries after the one with this number, and what they recorded, to a moment."""
    with database.engine.begin() as connection:
        connection.execute(update(tables.AuditEvent).where(tables.AuditEvent.id > since).values(at=moment))
        connection.execute(update(tables.UseCase).where(tables.UseCase.created_at > RECORDED).values(created_at=moment))


def newest_entry(database):
    return database.revision()


def edit(database, person, slug, **said):
    """Change some of its values, whoever saw what before."""
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        seen = use_cases.values(session, slug)
        wanted = use_case_values(seen.title, **{"owners": dict(seen.owners), **said})
        use_cases.edit(session, slug, seen=seen, wanted=wanted, today=TODAY)


def test_stalled_and_the_pilot_trap_go_back_to_the_days_of_moves(ready):
    """In pilot since 5 Jan 2025: past 270 days on 2 Oct 2025, an idea of 24 months on 1 Jan 2026."""
    database, person = ready
    entered = {Stage.IDEA: date(2024, 1, 1), Stage.PILOT: date(2025, 1, 5)}
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        values = use_case_values("Old", idea_on=date(2024, 1, 1))
        use_cases.create(session, values, standing=Standing(Stage.PILOT, entered))

    stalled, trapped = counts(database, Trap.STALLED), counts(database, Trap.PILOT_TRAP)

    assert (stalled["Q3 2025"], stalled["Q4 2025"], stalled["Now"]) == (0, 1, 1)
    assert (trapped["Q4 2025"], trapped["Q1 2026"]) == (0, 1)


def test_what_only_the_log_tells_begins_when_the_use_case_was_recorded(ready):
    database, person = ready
    add_use_case(database, person)
    log_says(database, RECORDED)

    found = trend(database)

    assert list(counts(database, Trap.UNOWNED)) == ["Q1 2026", "Q2 2026", "Q3 2026", "Now"]
    assert "is known since" not in found.note or "Q1 2026" in found.note


def test_an_owner_named_later_leaves_the_quarters_before_unowned(ready):
    database, person = ready
    slug = add_use_case(database, person, owners=dict.fromkeys((*REQUIRED[:3],), "Leila"))
    log_says(database, RECORDED)
    before = newest_entry(database)
    edit(database, person, slug, owners=dict.fromkeys(REQUIRED, "Leila"))
    log_says(database, datetime(2026, 7, 7), since=before)

    assert counts(database, Trap.UNOWNED) == {"Q1 2026": 1, "Q2 2026": 1, "Q3 2026": 0, "Now": 0}


def test_an_owner_taken_away_later_leaves_the_quarters_before_owned(ready):
    database, person = ready
    slug = add_use_case(database, person, owners=dict.fromkeys(REQUIRED, "Leila"))
    log_says(database, RECORDED)
    before = newest_entry(database)
    edit(database, person, slug, owners={Function.TECHNOLOGY: "Leila"})
    log_says(database, datetime(2026, 7, 7), since=before)

    assert counts(database, Trap.UNOWNED) == {"Q1 2026": 0, "Q2 2026": 0, "Q3 2026": 1, "Now": 1}


def test_steps_named_later_leave_the_quarters_before_isolated(ready):
    database, person = ready
    slug = add_use_case(database, person, steps=("Attend",))
    log_says(database, RECORDED)
    before = newest_entry(database)
    edit(database, person, slug, steps=("Attend", "Book"))
    log_says(database, datetime(2026, 5, 5), since=before)

    assert counts(database, Trap.ISOLATED) == {"Q1 2026": 1, "Q2 2026": 0, "Q3 2026": 0, "Now": 0}


def test_a_module_shared_later_leaves_the_quarters_before_isolated(ready):
    database, person = ready
    add_use_case(database, person, steps=("Attend",), modules=("Outreach",))
    log_says(database, RECORDED)
    before = newest_entry(database)
    add_use_case(database, person, "Second", pilots_named=(), steps=("Attend", "Book"), modules=("Outreach",))
    log_says(database, datetime(2026, 5, 5), since=before)

    assert counts(database, Trap.ISOLATED) == {"Q1 2026": 1, "Q2 2026": 0, "Q3 2026": 0, "Now": 0}


def test_figures_that_stopped_leave_the_quarters_before_measured(ready):
    """Locked on 20 May 2026, a pilot since 6 Mar, last figure on 28 Jun: fresh in June, silent by autumn."""
    database, person = ready
    add_use_case(database, person)
    store_weeks(database, person, entity="Riverside reminders", first=date(2026, 6, 1), weeks=4)

    found = counts(database, Trap.UNMEASURED)

    assert (found["Q1 2026"], found["Q2 2026"], found["Q3 2026"], found["Now"]) == (1, 0, 1, 1)


def test_what_rested_in_a_quarter_is_not_counted_there(ready):
    database, person = ready
    add_use_case(database, person, status=Status.PARKED)

    assert trend(database).rows.empty


def test_it_asks_as_often_for_many_use_cases_as_for_one(ready):
    database, person = ready
    add_use_case(database, person)
    for_one = _asked(database)
    for number in range(6):
        add_use_case(database, person, f"Number {number}", pilots_named=(f"Pilot {number}",), modules=("Shared",))

    assert _asked(database) == for_one


def _asked(database):
    """How many statements the trend takes."""
    statements = []

    def remember(_connection, _cursor, statement, *_):
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", remember)
    try:
        trend(database)
    finally:
        event.remove(database.engine, "before_cursor_execute", remember)
    return len(statements)


def test_an_empty_database_has_no_trend(ready):
    found = trend(ready[0])

    assert found.rows.empty
    assert found.says == "Traps by quarter"


def test_it_looks_two_years_back(ready):
    database, person = ready
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        since = TODAY - timedelta(days=3_000)
        use_cases.create(
            session, use_case_values("Ancient", idea_on=since), standing=Standing(Stage.IDEA, {Stage.IDEA: since})
        )

    assert list(counts(database, Trap.STALLED)) == [
        "Q4 2024", "Q1 2025", "Q2 2025", "Q3 2025", "Q4 2025", "Q1 2026", "Q2 2026", "Q3 2026", "Now",
    ]  # fmt: skip
