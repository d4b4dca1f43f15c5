"""The operating model of stored use cases: what is looked at, and the least that counts."""

from datetime import date, timedelta
from statistics import mean

import pytest
from sqlalchemy import event

from cxdash.changes import pilots, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.disciplines import Part
from cxdash.domain.stages import Stage
from cxdash.reports import operating_model, practices
from cxdash.reports.operating_model import COLUMNS, LACKING
from cxdash.store import standings
from tests.builders import TODAY, add_use_case, pilot_values


def found(database):
    with database.reading() as session:
        return operating_model.operating_model(session, today=TODAY)


def marks(database):
    return {mark.part: mark for mark in found(database).score.marks}


def practice(database, slug="fewer-no-shows"):
    with database.reading() as session:
        return next(each for each in practices.practices(session, today=TODAY) if each.slug == slug)


def test_a_mean_of_3_6_of_the_five_disciplines_with_one_at_1_is_an_overall_1(mended):
    model = found(mended)
    levels = [mark.level for mark in model.score.marks if mark.part.is_discipline]

    assert levels == [5, 4, 5, 1, 3]
    assert mean(levels) == pytest.approx(3.6)
    assert model.score.overall == 1
    assert Part.ALIGNED_FUNCTIONS in {mark.part for mark in model.score.held_down_by}


def test_an_empty_portfolio_has_no_score(small):
    model = found(small[0])

    assert model.score is None
    assert model.table.empty


def test_the_sample_portfolio_names_what_is_planted_in_it(sample):
    judged = marks(sample)
    lacks = {part: {each.title: " ".join(each.lacks) for each in mark.offenders} for part, mark in judged.items()}

    assert "statement does not pass" in lacks[Part.USE_CASE_FIRST]["AI across the contact centre"]
    assert "No-shows: help with transport" in lacks[Part.MODULAR_BUILD]
    assert "no owner in scaling" in lacks[Part.ALIGNED_FUNCTIONS]["Referrals handled within promise"]
    assert (
        "worse at Query assistant Northgate: Resolution rate"
        in lacks[Part.AUGMENTING]["Routine queries resolved in self-service"]
    )
    assert "Renewal reminders Northgate" in lacks[Part.GOVERNED]["Plans renewed on time"]
    assert "no figure for" in lacks[Part.GOVERNED]["No-shows: help with transport"]


def test_the_tables_hand_over_every_rule_with_its_figures_and_all_who_do_not_keep_it(sample):
    model = found(sample)

    assert list(model.table.columns) == list(COLUMNS)
    assert list(model.table["Part"]) == [part.label for part in Part]
    for mark in model.score.marks:
        lacking = model.lacking[mark.part]
        assert list(lacking.columns) == list(LACKING)
        assert len(lacking) == mark.of - mark.met


@pytest.mark.parametrize("stage", [Stage.PILOT, Stage.PROOF])
def test_what_came_from_a_register_was_not_reviewed_here(small, stage):
    add_use_case(*small, stage=stage)

    assert not practice(small[0]).is_reviewed


def test_what_a_review_let_into_its_present_stage_is_reviewed_whatever_went_before(sample):
    with sample.reading() as session:
        moves = standings.moves(session)
        newest = {each.slug: moves[each.id][-1].review_id for each in standings.use_cases(session) if each.id in moves}
        found = {each.slug: each.is_reviewed for each in practices.practices(session, today=TODAY)}

    assert any(found.values())
    assert found == {slug: newest.get(slug) is not None for slug in found}


@pytest.mark.parametrize(
    ("locked_on", "expected"),
    [(date(2026, 5, 20), ()), (None, ("Late lock",)), (date(2026, 6, 2), ("Late lock",))],
)
def test_a_pilot_that_is_live_without_a_lock_by_then_is_named(small, locked_on, expected):
    database, person = small
    slug = add_use_case(database, person, pilots_named=())
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        pilots.create(session, slug, pilot_values("Late lock", locked_on=locked_on))

    assert practice(database).not_locked == expected


def test_a_pilot_that_is_not_live_yet_may_still_be_locked(small):
    database, person = small
    slug = add_use_case(database, person, pilots_named=())
    with database.changing(person, Action.USE_CASE_EDIT) as session:
        pilots.create(session, slug, pilot_values(locked_on=None, goes_live=TODAY + timedelta(days=9)))

    assert practice(database).not_locked == ()


def test_use_cases_that_share_a_module_serve_their_journey_steps_together(small):
    database, person = small
    add_use_case(database, person, steps=("Booking",), modules={"Outreach": "creates"})
    other = add_use_case(database, person, "Renewals", steps=("Renewal",), modules={"Outreach": "reuses"})

    one = practice(database)
    assert one.shares_with == (other,)
    assert len(one.steps) == 2

    with database.changing(person, Action.USE_CASE_ARCHIVE) as session:
        use_cases.archive(session, other)
    alone = practice(database)
    assert (alone.shares_with, len(alone.steps)) == ((), 1)


def test_it_is_asked_as_often_for_many_use_cases_as_for_a_few(ready):
    def queries():
        asked = []

        def note(*said):
            asked.append(said[2])

        event.listen(ready[0].engine, "before_cursor_execute", note)
        found(ready[0])
        event.remove(ready[0].engine, "before_cursor_execute", note)
        return sum(statement.startswith("SELECT") for statement in asked)

    for number in range(2):
        add_use_case(*ready, f"Use case {number}", pilots_named=(f"Pilot {number}",))
    few = queries()
    for number in range(2, 7):
        add_use_case(*ready, f"Use case {number}", pilots_named=(f"Pilot {number}",))

    assert queries() == few
