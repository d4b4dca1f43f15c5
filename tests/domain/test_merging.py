"""Two people edit the same thing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.errors import StaleEditError
from cxdash.domain.merging import conceded, in_words, merged
from cxdash.domain.metrics import Direction, Metric, MetricClass, Role
from cxdash.domain.ownership import Function
from cxdash.domain.plans import Declared, LeftOut, OccasionKind
from cxdash.domain.stages import Status
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse, PilotValues, UseCaseValues

NO_SHOW = MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.3), baseline=0.2)
COMPLAINTS = MetricUse("complaint_rate", Role.GUARDRAIL, margin=2.0)
SEEN = UseCaseValues(
    "Fewer no-shows",
    owners={Function.OPERATIONS: "Leila", Function.TECHNOLOGY: "Tomasz"},
    steps=("Attend", "Book"),
    metrics=(COMPLAINTS, NO_SHOW),
)
NAMES = st.sampled_from(["Ana", "Cerys", "Leila"])
VALUES = st.builds(
    UseCaseValues,
    title=st.sampled_from(["A", "B", "C"]),
    statement=st.sampled_from(["", "X", "Y"]),
    status=st.sampled_from(Status),
    owners=st.dictionaries(st.sampled_from(Function), NAMES, max_size=3),
    steps=st.sets(st.sampled_from(["Attend", "Book", "Prepare"])).map(lambda steps: tuple(sorted(steps))),
    metrics=st.sets(st.sampled_from([COMPLAINTS, NO_SHOW]), max_size=2).map(
        lambda uses: tuple(sorted(uses, key=lambda use: use.metric))
    ),
)


def merge(wanted, stored, seen=SEEN):
    return merged("“Fewer no-shows”", seen=seen, wanted=wanted, stored=stored)


def test_two_people_in_different_fields_both_win():
    result = merge(replace(SEEN, title="No more no-shows"), replace(SEEN, statement="Reduce no-shows by 30 %"))

    assert (result.title, result.statement) == ("No more no-shows", "Reduce no-shows by 30 %")


def test_two_people_who_name_different_owners_both_win():
    mine = replace(SEEN, owners={**SEEN.owners, Function.COMMERCIAL: "Cerys"})
    theirs = replace(SEEN, owners={Function.OPERATIONS: "Kwabena", Function.TECHNOLOGY: "Tomasz"})

    owners = merge(mine, theirs).owners

    assert owners == {Function.OPERATIONS: "Kwabena", Function.TECHNOLOGY: "Tomasz", Function.COMMERCIAL: "Cerys"}


def test_two_people_who_edit_different_metrics_both_win():
    mine = replace(SEEN, metrics=(COMPLAINTS, replace(NO_SHOW, baseline=0.25)))
    theirs = replace(SEEN, metrics=(replace(COMPLAINTS, margin=1.0), NO_SHOW))

    assert merge(mine, theirs).metrics == (replace(COMPLAINTS, margin=1.0), replace(NO_SHOW, baseline=0.25))


def test_one_adds_a_step_and_the_other_takes_one_away():
    result = merge(replace(SEEN, steps=("Attend", "Book", "Prepare")), replace(SEEN, steps=("Book",)))

    assert result.steps == ("Book", "Prepare")


@pytest.mark.parametrize(
    ("mine", "theirs", "field", "values"),
    [
        ({"title": "Mine"}, {"title": "Theirs"}, "title", ("Fewer no-shows", "Mine", "Theirs")),
        ({"status": Status.PARKED}, {"status": Status.STOPPED}, "status", ("active", "parked", "stopped")),
        (
            {"owners": {Function.OPERATIONS: "Ana", Function.TECHNOLOGY: "Tomasz"}},
            {"owners": {Function.TECHNOLOGY: "Tomasz"}},
            "operations owner",
            ("Leila", "Ana", "empty"),
        ),
        (
            {"metrics": (replace(COMPLAINTS, margin=1.0), NO_SHOW)},
            {"metrics": (replace(COMPLAINTS, margin=3.0), NO_SHOW)},
            "the metric complaint_rate",
            ("guardrail, margin 2", "guardrail, margin 1", "guardrail, margin 3"),
        ),
    ],
)
def test_two_people_at_the_same_part_are_told_both_values(mine, theirs, field, values):
    with pytest.raises(StaleEditError) as caught:
        merge(replace(SEEN, **mine), replace(SEEN, **theirs))

    refusal = caught.value
    assert refusal.field == field
    assert (refusal.seen, refusal.mine, refusal.theirs) == values
    assert all(value in str(refusal) for value in (field, *values))


def test_after_the_refusal_the_next_save_is_deliberate():
    mine, theirs = replace(SEEN, title="Mine"), replace(SEEN, title="Theirs", statement="Also theirs")
    with pytest.raises(StaleEditError) as caught:
        merge(mine, theirs)

    result = merge(mine, theirs, seen=conceded(SEEN, caught.value))

    assert (result.title, result.statement) == ("Mine", "Also theirs")


@given(seen=VALUES, stored=VALUES)
def test_who_changed_nothing_keeps_what_the_others_did(seen, stored):
    assert merged("It", seen=seen, wanted=seen, stored=stored) == stored


@given(seen=VALUES, wanted=VALUES)
def test_who_is_alone_gets_what_was_wanted(seen, wanted):
    assert merged("It", seen=seen, wanted=wanted, stored=seen) == wanted


@given(seen=VALUES, wanted=VALUES)
def test_two_people_of_one_mind_do_not_clash(seen, wanted):
    assert merged("It", seen=seen, wanted=wanted, stored=wanted) == wanted


@given(seen=VALUES, wanted=VALUES, stored=VALUES)
def test_conceding_often_enough_always_ends_in_a_save_that_keeps_ones_own_edits(seen, wanted, stored):
    shown = seen
    for _ in range(20):
        try:
            result = merged("It", seen=shown, wanted=wanted, stored=stored)
            break
        except StaleEditError as refusal:
            shown = conceded(shown, refusal)

    assert result.title in {wanted.title, stored.title}
    assert wanted.title in {seen.title, result.title}


def test_names_of_a_metric_keep_their_order():
    stored = Metric("m", "M", "%", Direction.UP, MetricClass.ADOPTION, aliases=("Zeta", "Alpha"))

    result = merged("M", seen=stored, wanted=replace(stored, notes="New"), stored=stored)

    assert result.aliases == ("Zeta", "Alpha")
    assert result.notes == "New"


def test_a_pilot_s_days_are_told_as_people_write_them():
    seen = PilotValues("Riverside", goes_live=date(2026, 6, 1))

    with pytest.raises(StaleEditError, match=r"goes live was “1 Jun 2026”.*is “empty” now.*you entered “6 Jul 2026”"):
        merged(
            "“Riverside”",
            seen=seen,
            wanted=replace(seen, goes_live=date(2026, 7, 6)),
            stored=replace(seen, goes_live=None),
        )


SUMMER = Declared(OccasionKind.SEASON, date(2026, 8, 1), date(2026, 8, 15), "Summer holidays")
STRIKE = Declared(OccasionKind.EVENT, date(2026, 9, 1), date(2026, 9, 2), "Strike")
OUTAGE = LeftOut(date(2026, 8, 3), date(2026, 8, 10), "Server down")


def test_lists_of_days_are_one_value_each():
    seen = PilotValues("Riverside", occasions=(SUMMER,))

    result = merged(
        "“Riverside”",
        seen=seen,
        wanted=replace(seen, left_out=(OUTAGE,)),
        stored=replace(seen, occasions=(SUMMER, STRIKE)),
    )

    assert (result.occasions, result.left_out) == ((SUMMER, STRIKE), (OUTAGE,))


def test_two_people_who_declare_other_days_are_told_both_lists_and_the_next_save_is_deliberate():
    seen = PilotValues("Riverside", occasions=(SUMMER,))
    mine, theirs = replace(seen, occasions=(SUMMER, STRIKE)), replace(seen, occasions=())

    with pytest.raises(StaleEditError) as caught:
        merged("“Riverside”", seen=seen, wanted=mine, stored=theirs)

    refusal = caught.value
    assert (refusal.field, refusal.seen, refusal.theirs) == ("occasions", SUMMER.words, "empty")
    assert refusal.mine == f"{SUMMER.words}; {STRIKE.words}"
    again = merged("“Riverside”", seen=conceded(seen, refusal), wanted=mine, stored=theirs)
    assert again.occasions == (SUMMER, STRIKE)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "empty"),
        ("", "empty"),
        (90, "90"),
        (1200.0, "1,200"),
        (True, "yes"),
        (False, "no"),
        ((), "empty"),
        ((OUTAGE,), "3–9 Aug 2026 (Server down)"),
        (date(2026, 6, 1), "1 Jun 2026"),
        (NO_SHOW, "primary, target −30.0\u00a0%, baseline 0.20"),
    ],
)
def test_a_value_is_written_for_people(value, words):
    assert in_words(value) == words


@pytest.mark.parametrize(
    "said",
    [
        {"role": Role.SECONDARY},
        {"baseline": 0.3},
        {"margin": 2.0},
        {"margin": 3.0, "margin_relative": True},
        {"unit_value": 41.0},
        {"unit_value_low": 30.0},
        {"unit_value_high": 60.0},
        {"annual_volume": 1_000.0},
        {"value_source": "Finance"},
    ],
    ids="+".join,
)
def test_two_uses_of_a_metric_that_differ_read_differently(said):
    use = MetricUse("no_show_rate", Role.PRIMARY, margin=3.0)

    assert in_words(replace(use, **said)) != in_words(use)
