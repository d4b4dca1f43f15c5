"""Taking the log back: whatever was edited since, the rows of an earlier day are those that were stored then."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from cxdash.changes import readiness, use_cases
from cxdash.changes.readiness import UNJUDGED
from cxdash.domain.actions import Action
from cxdash.domain.ownership import Function
from cxdash.domain.readiness import Dimension
from cxdash.domain.use_cases import HELP_MODES
from cxdash.store import replay
from cxdash.store.tables import AuditEvent, UseCase
from tests.builders import TODAY, add_use_case, ready_database, use_case_values

FIRST = date(2026, 1, 31)
USES = use_case_values().metrics

edits = st.one_of(
    st.builds(dict, statement=st.sampled_from(["", "Reduce no-shows by 30 % through reminders."])),
    st.builds(dict, help_mode=st.sampled_from(["", *HELP_MODES])),
    st.builds(dict, owners=st.dictionaries(st.sampled_from(Function), st.sampled_from(["Leila", "Omar"]), max_size=3)),
    st.builds(dict, steps=st.sampled_from([(), ("Book",), ("Book", "Attend")])),
    st.builds(dict, modules=st.sampled_from([{}, {"Outreach": "creates"}, {"Outreach": "reuses"}])),
    st.builds(dict, metrics=st.sampled_from([(), USES, USES[:1], (USES[0], replace(USES[1], baseline=0.4))])),
    st.builds(dict, level=st.sampled_from([None, 0, 2, 4])),
)


def edit(database, person, slug, said):
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        if "level" in said:
            judge(session, slug, said["level"])
            return
        seen = use_cases.values(session, slug)
        use_cases.edit(session, slug, seen=seen, wanted=replace(seen, **said), today=TODAY)


def judge(session, slug, level):
    seen = readiness.values(session, slug).get(Dimension.DATA, UNJUDGED)
    if level is not None:
        readiness.edit(session, slug, Dimension.DATA, seen=seen, wanted=replace(seen, level=level, evidence="Seen"))
    elif seen != UNJUDGED:
        readiness.take_away(session, slug, Dimension.DATA, seen=seen)


def stored(database):
    """The rows of now, without those of the columns that nothing is asked of."""
    with database.reading() as session:
        now, _ = replay.on(session, [], tables=replay.PROMISES)
        return now.rows


@given(steps=st.lists(edits, min_size=1, max_size=7))
@settings(max_examples=25, deadline=None)
def test_the_rows_of_each_day_are_those_that_were_stored_at_its_end(tmp_path_factory, steps):
    database, person = ready_database(f"sqlite:///{tmp_path_factory.mktemp('replay')}/cxdash.db")
    slug = add_use_case(database, person, pilots_named=())
    days = [FIRST + timedelta(days=number) for number in range(len(steps) + 1)]
    dated(database, days[0], since=0)
    stood = {days[0]: stored(database)}

    for day, said in zip(days[1:], steps, strict=True):
        until = database.revision()
        edit(database, person, slug, said)
        dated(database, day, since=until)
        stood[day] = stored(database)

    with database.reading() as session:
        _, then = replay.on(session, days, tables=replay.PROMISES)
    assert {day: known(each.rows) for day, each in then.items()} == {day: known(rows) for day, rows in stood.items()}
    database.dispose()


def test_before_it_was_recorded_there_is_nothing(ready):
    database, person = ready
    add_use_case(database, person)
    dated(database, FIRST, since=0)

    with database.reading() as session:
        now, then = replay.on(session, [FIRST - timedelta(days=1)])

    assert now.of(UseCase)
    assert not any(then[FIRST - timedelta(days=1)].rows.values())


def known(rows):
    """Leave out what a removed row has beside the columns that are read, and the version, which no rule asks for."""
    return {
        table: {
            key: {name: value for name, value in row.items() if name not in {"version", "edited_at"}}
            for key, row in some.items()
        }
        for table, some in rows.items()
    }


def dated(database, day, *, since):
    with database.engine.begin() as connection:
        newer = update(AuditEvent).where(AuditEvent.id > since)
        connection.execute(newer.values(at=datetime.combine(day, time(9))))
