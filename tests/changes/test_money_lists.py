"""Lists of costs and benefits planned, stored and taken back, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.changes import money_entries, tracker_import, tracker_undo
from cxdash.changes.matching import Answers
from cxdash.changes.register_items import Outcome
from cxdash.domain.actions import Action
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.errors import UndoRefusedError
from cxdash.domain.money_entries import Basis, CostKind, Side
from cxdash.domain.periods import Grain, Period
from cxdash.store import money_entries as stored
from tests.builders import TODAY, add_use_case, one_use_case
from tests.trackers.books import read, workbook

HEADER = ["Use case", "Pilot", "Cost type", "Basis", "Period", "Amount", "Comment"]
LICENCES = ["Fewer no-shows", "Riverside reminders", "Licences", "Actual", "Jul 2026", 1200.0, "Invoice 7"]
SAVING = ["Fewer no-shows", None, "Savings", "Forecast", "Q4 2026", 9000.0, None]
PILOT = "riverside-reminders"


@pytest.fixture
def portfolio(ready_after):
    return ready_after(one_use_case)


def tracker(*rows, header=HEADER, **sheets):
    return read(workbook({"Costs": [header, *rows], **sheets}), name="costs.xlsx")


def plan(portfolio, file, answers=None):
    with portfolio[0].reading() as session:
        return tracker_import.plan(session, file, answers)


def load(portfolio, file, answers=None):
    database, admin = portfolio
    with database.changing(admin, Action.TRACKER_IMPORT) as session:
        planned = tracker_import.plan(session, file, answers)
        return tracker_import.apply(session, planned, b"", today=TODAY)


def undo(portfolio, number):
    database, admin = portfolio
    with database.changing(admin, Action.TRACKER_UNDO) as session:
        tracker_undo.undo(session, number, today=TODAY)


def entries(portfolio):
    with portfolio[0].reading() as session:
        return stored.every(session)


def edit(portfolio, **changed):
    database, admin = portfolio
    entry = entries(portfolio)[0]
    seen = money_entries.values_of(entry)
    with database.changing(admin, Action.MONEY_EDIT) as session:
        money_entries.edit(session, entry.id, seen=seen, wanted=replace(seen, **changed))


def counts(planned):
    return planned.new, planned.changed, planned.unchanged, planned.rejected


def problems(planned):
    return {str(each.source): each.message for each in planned.problems}


def test_a_list_is_stored_with_the_cell_of_each_amount(portfolio):
    number = load(portfolio, tracker(LICENCES, SAVING))

    licences, saving = entries(portfolio)
    assert (licences.pilot, licences.side, licences.kind, licences.basis) == (
        PILOT,
        Side.COST,
        CostKind.RUN,
        Basis.ACTUAL,
    )
    assert (licences.line, licences.period, licences.amount) == (
        "Licences",
        Period(date(2026, 7, 1), Grain.MONTH),
        1200.0,
    )
    assert (licences.note, licences.import_id, licences.cell) == ("Invoice 7", number, "Costs!F2")
    assert (saving.pilot, saving.kind, saving.basis) == (None, FinanceClass.CASHABLE, Basis.FORECAST)


def test_the_same_list_again_changes_nothing(portfolio):
    load(portfolio, tracker(LICENCES, SAVING))

    assert counts(plan(portfolio, tracker(LICENCES, SAVING))) == (0, 0, 2, 0)


def test_a_corrected_amount_is_told_before_and_now(portfolio):
    load(portfolio, tracker(LICENCES, SAVING))
    corrected = [*LICENCES[:5], 1300.0, LICENCES[6]]

    planned = plan(portfolio, tracker(corrected, SAVING))

    assert counts(planned) == (0, 1, 1, 0)
    (item,) = (item for item in planned.money.items if item.outcome is Outcome.CHANGED)
    assert [(each.field, each.old, each.new) for each in item.changes] == [("amount", 1200.0, 1300.0)]


def test_undoing_an_import_brings_back_what_was_there(portfolio):
    load(portfolio, tracker(LICENCES))
    before = entries(portfolio)
    second = load(portfolio, tracker([*LICENCES[:5], 1300.0, "Invoice 8"], SAVING))

    undo(portfolio, second)

    assert entries(portfolio) == before


def test_an_import_that_a_later_one_corrected_is_undone_after_that(portfolio):
    first = load(portfolio, tracker(LICENCES))
    load(portfolio, tracker([*LICENCES[:5], 1300.0, None]))

    with pytest.raises(UndoRefusedError, match="Undo these first: 2"):
        undo(portfolio, first)


def test_what_was_edited_on_the_page_stays_when_the_file_comes_again(portfolio):
    load(portfolio, tracker(LICENCES))
    edit(portfolio, amount=1250.0)

    assert counts(plan(portfolio, tracker(LICENCES))) == (0, 0, 1, 0)


def test_an_amount_changed_on_the_page_and_in_the_file_is_to_be_mended(portfolio):
    load(portfolio, tracker(LICENCES))
    edit(portfolio, amount=1250.0)

    planned = plan(portfolio, tracker([*LICENCES[:5], 1300.0, LICENCES[6]]))

    assert counts(planned) == (0, 0, 0, 1)
    assert "was “1,200” in the last upload and is “1,300” now" in problems(planned)["Costs!F2"]


def test_what_was_removed_on_the_page_does_not_come_back_with_the_same_file(portfolio):
    load(portfolio, tracker(LICENCES))
    database, admin = portfolio
    (entry,) = entries(portfolio)
    with database.changing(admin, Action.MONEY_EDIT) as session:
        money_entries.remove(session, entry.id, seen=money_entries.values_of(entry))

    assert counts(plan(portfolio, tracker(LICENCES))) == (0, 0, 0, 0)
    assert counts(plan(portfolio, tracker([*LICENCES[:5], 1300.0, None]))) == (1, 0, 0, 0)


def test_another_currency_is_refused_by_its_cell(portfolio):
    planned = plan(portfolio, tracker([*LICENCES[:5], "€900", None], SAVING))

    assert counts(planned) == (1, 0, 0, 1)
    assert problems(planned)["Costs!F2"].startswith("EUR is not GBP, in which this organisation counts. Convert")


def test_a_name_nobody_knows_is_a_question_with_candidates(portfolio):
    unknown = ["Fewer no-shows", "Riverside reminder", *LICENCES[2:]]

    planned = plan(portfolio, tracker(unknown))

    (question,) = planned.questions
    assert (question.key, question.candidates) == ("entity:Riverside reminder", (f"pilot:{PILOT}",))
    assert counts(planned) == (0, 0, 0, 1)
    answered = Answers(entities={"Riverside reminder": f"pilot:{PILOT}"})
    assert counts(plan(portfolio, tracker(unknown), answered)) == (1, 0, 0, 0)
    assert counts(plan(portfolio, tracker(unknown), Answers(entities={"Riverside reminder": "skip"}))) == (0, 0, 0, 0)


def test_a_pilot_of_another_use_case_is_to_be_mended(portfolio):
    add_use_case(*portfolio, title="Shorter queues", pilots_named=("Millbrook bot",))

    planned = plan(portfolio, tracker(["Shorter queues", *LICENCES[1:]]))

    assert "belongs to “Fewer no-shows”, not to “Shorter queues”" in problems(planned)["Costs!A2"]


def test_a_sheet_that_says_no_basis_is_asked_about_once(portfolio):
    header = [label for label in HEADER if label != "Basis"]
    rows = [[cell for at, cell in enumerate(row) if at != 3] for row in (LICENCES, SAVING)]

    planned = plan(portfolio, tracker(*rows, header=header))

    (question,) = planned.questions
    assert (question.key, question.candidates) == ("basis:Costs", ("planned", "forecast", "actual"))
    answered = plan(portfolio, tracker(*rows, header=header), Answers(reading={"basis:Costs": "actual"}))
    assert counts(answered) == (2, 0, 0, 0)


def test_an_amount_given_twice_differently_is_to_be_mended(portfolio):
    planned = plan(portfolio, tracker(LICENCES, [*LICENCES[:5], 900.0, None]))

    assert counts(planned) == (1, 0, 0, 1)
    assert "Costs!F2 says something else" in problems(planned)["Costs!F3"]


def test_costs_of_what_the_same_file_registers_are_stored_with_it(portfolio):
    register = [
        ["Use case", "Pilot", "Stage", "Goes live", "Baseline starts", "Comparison"],
        ["Faster refunds", "Refund bot", "pilot", date(2026, 6, 1), date(2026, 3, 2), "none"],
    ]
    refund = ["Faster refunds", "Refund bot", *LICENCES[2:]]

    load(portfolio, tracker(refund, Register=register))

    assert [(each.use_case, each.pilot) for each in entries(portfolio)] == [("faster-refunds", "refund-bot")]


def test_a_cost_of_no_known_kind_is_taken_for_a_running_one_and_said(portfolio):
    planned = plan(portfolio, tracker([*LICENCES[:2], "Wizbot", *LICENCES[3:]]))

    assert planned.new == 1
    assert planned.assumed == ("taken for running costs, as nothing says that they come once: “Wizbot”",)
