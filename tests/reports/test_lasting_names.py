"""Figures of quarters that were closed when a budget line's figure still went by what the line was called."""

from cxdash.changes import budget_lines
from cxdash.domain.actions import Action
from cxdash.domain.budget_lines import BudgetLineValues
from cxdash.domain.closing import MONEY, Figure
from cxdash.reports import lasting_names
from tests.builders import TODAY


def figure(key, **evidence):
    return Figure(key=key, words="Budget line", value=1.0, unit=MONEY, evidence=evidence)


def renamed(ready):
    database, person = ready
    with database.changing(person, Action.MONEY_EDIT) as session:
        budget_lines.create(session, BudgetLineValues("Locum clinicians", 1_000.0))
    with database.changing(person, Action.MONEY_EDIT) as session:
        seen = budget_lines.values(session, "locum-clinicians")
        wanted = BudgetLineValues("Agency", 1_000.0)
        budget_lines.edit(session, "locum-clinicians", seen=seen, wanted=wanted, today=TODAY)
    return database


def keys(database, *figures):
    with database.reading() as session:
        return [each.key for each in lasting_names.lasting(session, figures)]


def test_what_a_line_was_called_at_the_closing_is_found_by_what_it_is_called_now(ready):
    """Renamed before that closing; one that was closed before the renaming has the lasting name already."""
    database = renamed(ready)

    old, before, people = (
        figure(f"pool/{name}") for name in ("budget_line/agency", "budget_line/locum-clinicians", "same_people/agency")
    )

    assert keys(database, old, before, people) == [
        "pool/budget_line/locum-clinicians",
        "pool/budget_line/locum-clinicians",
        "pool/same_people/agency",
    ]


def test_a_figure_that_says_its_line_is_left_alone(ready):
    assert keys(renamed(ready), figure("pool/budget_line/agency", line="agency")) == ["pool/budget_line/agency"]
