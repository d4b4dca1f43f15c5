"""Costs and benefits in the log of their use case: what was entered, corrected and removed, in plain words."""

from dataclasses import replace
from datetime import date

from cxdash.changes import money_entries
from cxdash.domain.actions import Action
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.money_entries import Basis, CostKind, MoneyEntryValues, Side
from cxdash.domain.periods import Grain, Period
from cxdash.reports import history
from tests.builders import add_use_case

LICENCES = MoneyEntryValues(
    side=Side.COST,
    kind=CostKind.RUN,
    basis=Basis.ACTUAL,
    period=Period(date(2026, 7, 1), Grain.MONTH),
    amount=1_200.5,
    line="Licences",
    pilot="riverside-reminders",
)
SAVING = replace(LICENCES, side=Side.BENEFIT, kind=FinanceClass.CASHABLE, basis=Basis.FORECAST, line="", pilot=None)


def test_the_log_of_a_use_case_tells_amounts_in_words(ready):
    database, admin = ready
    slug = add_use_case(database, admin)
    with database.changing(admin, Action.MONEY_EDIT) as session:
        number = money_entries.add(session, slug, LICENCES).id
        money_entries.add(session, slug, SAVING)
    corrected = replace(LICENCES, amount=1_300.0, period=Period(date(2026, 8, 1), Grain.MONTH))
    with database.changing(admin, Action.MONEY_EDIT) as session:
        money_entries.edit(session, number, seen=LICENCES, wanted=corrected)
    with database.changing(admin, Action.MONEY_EDIT) as session:
        money_entries.remove(session, number, seen=corrected)

    with database.reading() as session:
        told = [
            (each.what, each.before, each.after)
            for each in history.lines(session, slug)
            if "cost" in each.what.lower() or "saving" in each.what.lower()
        ]

    licences = "Actual run cost “Licences”, Jul 2026"
    assert set(told) == {
        (licences, "", "£1,200.50"),
        ("Forecast cashable saving, Jul 2026", "", "£1,200.50"),
        (f"{licences}: amount", "£1,200.50", "£1,300"),
        (f"{licences}: period", "from 1 Jul 2026", "from 1 Aug 2026"),
        (licences, "there", "removed"),
    }
