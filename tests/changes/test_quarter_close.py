"""Closing a quarter: once, by finance, when it is over, on the figures that were looked at; and why they moved."""

from datetime import date

import pytest
from sqlalchemy import func, select

from cxdash.changes import organisation, quarter_close, tracker_import
from cxdash.domain.actions import Action
from cxdash.domain.closing import Figure, Frozen, name_of
from cxdash.domain.errors import NotAllowedError, NotFoundError, RuleError, StaleEditError
from cxdash.domain.people import Role
from cxdash.domain.periods import Quarter
from cxdash.reports import closed_quarters, quarter_freeze
from cxdash.store import quarter_closes
from cxdash.store.quarter_tables import QuarterClose, RestatementReason
from cxdash.store.tables import AuditEvent
from tests.builders import TODAY, add_use_case, reading, tracker

Q3 = Quarter(2026, 3)
ON = date(2026, 10, 9)
KEY = "total/measured/net"


def figure(value=1234.5678901234567):
    return Figure(key=KEY, words="Measured value", value=value, unit="money", evidence={"grade": "A"})


def freezing(*figures):
    """Freeze these figures, whatever the quarter."""
    return lambda _session, _quarter, _today: Frozen(figures, {"currency": "GBP"}, {"name": "Q3 2026"})


def close(database, person, *figures, quarter=Q3, today=ON, seen=None, note=""):
    figures = figures or (figure(),)
    with database.changing(person, Action.QUARTER_CLOSE) as session:
        return quarter_close.close(
            session,
            quarter,
            freeze=freezing(*figures),
            seen=name_of(figures) if seen is None else seen,
            today=today,
            note=note,
        ).id


def explain(database, person, close_id, reason, *, seen="", restated=(KEY,), key=KEY):
    with database.changing(person, Action.QUARTER_RESTATE) as session:
        quarter_close.explain(session, close_id, key, reason, restated=restated, seen=seen, today=TODAY)


def test_figures_come_back_exact(ready):
    database, person = ready
    figures = (figure(0.1 + 0.2), figure(1e22), figure(5e-324))

    close(database, person, *figures)

    with database.reading() as session:
        kept = closed_quarters.one(session, Q3).close
        assert closed_quarters.figures(session, kept) == figures


def test_who_closed_when_and_on_which_revision_is_kept(ready):
    database, person = ready
    before = database.revision()

    close(database, person, note=" Agreed with the board ")

    with database.reading() as session:
        kept = closed_quarters.one(session, Q3)
    assert (kept.name, kept.close.who, kept.close.closed_on) == ("Q3 2026", person.name, ON)
    assert (kept.close.note, kept.close.revision) == ("Agreed with the board", before)


def test_a_quarter_is_closed_once(ready):
    database, person = ready
    close(database, person)

    with pytest.raises(RuleError, match="was closed on 9 Oct 2026"):
        close(database, person, today=TODAY)


def test_a_quarter_that_is_not_over_stays_open(ready):
    database, person = ready

    with pytest.raises(RuleError, match="Q4 2026 runs until 31 Dec 2026"):
        close(database, person, quarter=Quarter(2026, 4), today=TODAY)


def test_figures_that_changed_after_they_were_looked_at_are_not_frozen(ready):
    database, person = ready

    with pytest.raises(RuleError, match="changed after you opened them"):
        close(database, person, figure(2.0), seen=name_of([figure(1.0)]))

    with database.reading() as session:
        assert closed_quarters.every(session) == ()


def test_only_finance_and_administrators_close(ready):
    database, person = ready
    manager = type(person)(person.id, person.name, frozenset({Role.PROGRAM_MANAGER, Role.GATEKEEPER}))

    with pytest.raises(NotAllowedError, match="may not close a quarter"):
        close(database, manager)


def test_one_entry_of_the_log_names_the_figures_without_repeating_them(ready):
    database, person = ready

    close(database, person, note="Agreed")

    with database.reading() as session:
        logged = select(AuditEvent.action, AuditEvent.after).where(AuditEvent.row_table == "quarter_close")
        [(action, after)] = session.execute(logged)
        [digest] = session.scalars(select(QuarterClose.digest))
    assert (action, after["digest"], after["note"]) == ("quarter.close", digest, "Agreed")
    assert not {"figures", "page"} & after.keys()


def test_what_was_closed_cannot_be_rewritten(ready):
    database, person = ready
    close_id = close(database, person)

    with pytest.raises(TypeError, match="figures would change"), database.changing(person, Action.QUARTER_CLOSE) as s:
        s.get(QuarterClose, close_id).figures = {"figures": []}


def test_figures_changed_past_cxdash_are_noticed(ready):
    database, person = ready
    close_id = close(database, person)
    table = QuarterClose.__table__
    with database.engine.begin() as connection:
        connection.execute(table.update().values(figures={"figures": [figure(9.0).to_json()]}))

    with database.reading() as session, pytest.raises(Exception, match="are not those that"):
        closed_quarters.figures(session, closed_quarters.one(session, Q3).close)
    assert close_id


def test_a_closed_quarter_keeps_its_days_when_the_fiscal_year_begins_elsewhere(ready):
    database, person = ready
    close(database, person)
    with database.changing(person, Action.ORGANISATION_EDIT) as session:
        organisation.describe(session, name="Alder Vale", currency="GBP", fiscal_first_month=4)

    with database.reading() as session:
        [kept] = closed_quarters.every(session)
        assert (kept.period.starts, kept.quarter, kept.name) == (date(2026, 7, 1), Quarter(2027, 2), "Q2 FY2027")
        assert closed_quarters.one(session, Q3) is None


def test_days_that_are_no_quarter_any_more_have_their_name_of_that_time(ready):
    database, person = ready
    close(database, person)
    with database.changing(person, Action.ORGANISATION_EDIT) as session:
        organisation.describe(session, name="Alder Vale", currency="GBP", fiscal_first_month=2)

    with database.reading() as session:
        [kept] = closed_quarters.every(session)
    assert (kept.quarter, kept.name, kept.period.starts) == (None, "2026-Q3", date(2026, 7, 1))


def test_a_reason_is_kept_with_who_gave_it_and_may_be_put_better(ready):
    database, person = ready
    close_id = close(database, person)
    explain(database, person, close_id, " The partner sent September late ")
    explain(database, person, close_id, "September came late", seen="The partner sent September late")

    with database.reading() as session:
        [(key, said)] = quarter_closes.reasons(session, close_id).items()
    assert (key, said) == (KEY, ("September came late", person.name, TODAY))


def test_a_reason_that_somebody_else_changed_is_not_overwritten(ready):
    database, person = ready
    close_id = close(database, person)
    explain(database, person, close_id, "Theirs")

    with pytest.raises(StaleEditError, match=r"is “Theirs” now, and you entered “Mine”"):
        explain(database, person, close_id, "Mine")


@pytest.mark.parametrize("reason", ["", "  …"])
def test_a_reason_says_something(ready, reason):
    database, person = ready
    close_id = close(database, person)

    with pytest.raises(RuleError, match="Say in a sentence"):
        explain(database, person, close_id, reason)


def test_a_figure_that_reads_as_reported_needs_no_reason(ready):
    database, person = ready
    close_id = close(database, person)

    with pytest.raises(RuleError, match="reads as it was reported"):
        explain(database, person, close_id, "Because", restated=())


def test_a_reason_needs_a_closed_quarter_and_a_role(ready):
    database, person = ready
    viewer = type(person)(person.id, person.name, frozenset({Role.VIEWER}))

    with pytest.raises(NotFoundError, match="No quarter was closed"):
        explain(database, person, 7, "Because")
    with pytest.raises(NotAllowedError, match="may not say why"):
        explain(database, viewer, 7, "Because")


def test_the_page_and_the_figures_of_a_real_quarter_are_frozen_on_both_databases(ready):
    database, person = ready
    add_use_case(database, person)
    weeks = [
        reading(week=date.fromordinal(date(2026, 3, 2).toordinal() + 7 * at), numerator=20 - at // 14, denominator=100)
        for at in range(30)
    ]
    with database.changing(person, Action.TRACKER_IMPORT) as session:
        tracker_import.apply(session, tracker_import.plan(session, tracker(*weeks)), b"", today=ON)
    with database.reading() as session:
        seen = quarter_freeze.preview(session, Q3, today=ON).digest
    with database.changing(person, Action.QUARTER_CLOSE) as session:
        quarter_close.close(session, Q3, freeze=quarter_freeze.freeze, seen=seen, today=ON)

    with database.reading() as session:
        assert closed_quarters.reported(session, Q3).name == "Q3 2026"
        assert [each.words for each in closed_quarters.views(session, Q3)] == [
            "as reported on 9 Oct 2026",
            "as known now",
        ]
        assert session.scalar(select(func.count()).select_from(RestatementReason)) == 0


def test_a_quarter_frozen_beforehand_is_kept_as_it_was_frozen_while_nothing_is_stored(ready):
    database, person = ready
    with database.reading() as session:
        held = quarter_freeze.beforehand(session, Q3, today=ON)

    with database.changing(person, Action.QUARTER_CLOSE) as session:
        assert held(session, Q3, ON) is held.frozen
        closed = quarter_close.close(session, Q3, freeze=held, seen=name_of(held.frozen.figures), today=ON)
        assert (closed.revision, closed.page) == (held.revision, held.frozen.page)


def test_a_quarter_frozen_beforehand_is_frozen_anew_once_somebody_stored_something_or_another_day_is_asked(ready):
    database, person = ready
    with database.reading() as session:
        held = quarter_freeze.beforehand(session, Q3, today=ON)
    add_use_case(database, person)

    with database.reading() as session:
        anew = held(session, Q3, ON)
        assert anew.figures == quarter_freeze.freeze(session, Q3, ON).figures != held.frozen.figures
    with (
        pytest.raises(RuleError, match="changed after you opened them"),
        database.changing(person, Action.QUARTER_CLOSE) as session,
    ):
        quarter_close.close(session, Q3, freeze=held, seen=name_of(held.frozen.figures), today=ON)
    with database.reading() as session:
        fresh = quarter_freeze.beforehand(session, Q3, today=ON)
        assert fresh(session, Q3, TODAY) is not fresh.frozen
