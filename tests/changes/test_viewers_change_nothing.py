"""Who only reads is refused by every service of money, quarters, commitments and proof points, come as they may."""

from datetime import date

import pytest
from sqlalchemy import select

from cxdash.changes import (
    attestations,
    budget_lines,
    commitments,
    money_entries,
    money_policy,
    proof_points,
    quarter_close,
    repeats,
    subscriptions,
    valuations,
)
from cxdash.domain.actions import Action
from cxdash.domain.attestations import Amounts
from cxdash.domain.budget_lines import BudgetLineValues
from cxdash.domain.closing import Frozen
from cxdash.domain.commitments import Basis as Rests
from cxdash.domain.commitments import CommitmentValues
from cxdash.domain.errors import NotAllowedError
from cxdash.domain.money_entries import Basis, CostKind, MoneyEntryValues, Side
from cxdash.domain.money_policy import START
from cxdash.domain.people import MAY, Role
from cxdash.domain.periods import Grain, Period, Quarter
from cxdash.domain.subscriptions import Cadence
from cxdash.domain.valuations import ValuationValues
from cxdash.store.tables import AuditEvent
from tests.builders import TODAY, add_use_case
from tests.proofs import STORY

SLUG, PILOT, METRIC = "fewer-no-shows", "riverside-reminders", "no_show_rate"
COST = MoneyEntryValues(
    side=Side.COST, kind=CostKind.RUN, basis=Basis.ACTUAL, period=Period(date(2026, 7, 1), Grain.MONTH), amount=1.0
)
LINE, SAID = BudgetLineValues("Locums", 1.0), CommitmentValues("Fewer than 14 %", "vera")
WHEN = {"today": TODAY}
SERVICES = {
    "money entry": lambda s: money_entries.add(s, SLUG, COST),
    "money entry edited": lambda s: money_entries.edit(s, 1, seen=COST, wanted=COST),
    "money entry removed": lambda s: money_entries.remove(s, 1, seen=COST),
    "valuation": lambda s: valuations.edit(s, SLUG, METRIC, seen=ValuationValues(), wanted=ValuationValues(), **WHEN),
    "class confirmed": lambda s: valuations.confirm_class(s, SLUG, METRIC, seen=ValuationValues(), **WHEN),
    "class withdrawn": lambda s: valuations.withdraw_confirmation(s, SLUG, METRIC, reason="No"),
    "budget line": lambda s: budget_lines.create(s, LINE),
    "budget line edited": lambda s: budget_lines.edit(s, "locums", seen=LINE, wanted=LINE, **WHEN),
    "budget line archived": lambda s: budget_lines.archive(s, "locums"),
    "money policy": lambda s: money_policy.edit(s, seen=START, wanted=START, reason="No", **WHEN),
    "money attested": lambda s: attestations.attest(s, SLUG, Amounts(1, 2, 3), seen="", **WHEN),
    "attestation withdrawn": lambda s: attestations.withdraw(s, 1, reason="No", **WHEN),
    "quarter closed": lambda s: quarter_close.close(
        s, Quarter(2026, 3), freeze=lambda *_: Frozen((), {}, {}), seen="", **WHEN
    ),
    "restatement explained": lambda s: quarter_close.explain(s, 1, "x", "No", restated=(), seen="", **WHEN),
    "commitment": lambda s: commitments.make(s, SLUG, quarter=Quarter(2027, 1), values=SAID, basis=Rests(), **WHEN),
    "commitment reworded": lambda s: commitments.edit(s, 1, seen=SAID, wanted=SAID, **WHEN),
    "proof point": lambda s: proof_points.draft(s, PILOT, METRIC, STORY, **WHEN),
    "proof point edited": lambda s: proof_points.edit(s, "x", seen=STORY, wanted=STORY, **WHEN),
    "approval asked for": lambda s: proof_points.ask(s, "x", **WHEN),
    "proof point renewed": lambda s: proof_points.renew(s, "x", **WHEN),
    "proof point retired": lambda s: proof_points.retire(s, "x", reason="No", **WHEN),
    "proof point repeated": lambda s: repeats.repeat(s, "x", site="Millbrook", **WHEN),
    "digest taken": lambda s: subscriptions.take(s, 1, Cadence.WEEKLY, **WHEN),
    "digest given back": lambda s: subscriptions.give_back(s, 1, Cadence.WEEKLY, last_sent_on=None),
}


@pytest.mark.parametrize("service", SERVICES)
def test_who_only_reads_is_refused_whatever_gesture_they_come_by(ready, service):
    database, admin = ready
    add_use_case(database, admin)
    vera = database.add_first_person("vera", "Vera", frozenset({Role.VIEWER}))
    open_to_all = next(action for action, roles in MAY.items() if roles == frozenset(Role))

    with pytest.raises(NotAllowedError, match="Vera may not"), database.changing(vera, open_to_all) as session:
        SERVICES[service](session)

    with database.reading() as session:
        assert not session.scalars(select(AuditEvent).where(AuditEvent.person_id == vera.id)).all()


def test_a_gesture_that_everybody_may_make_exists():
    assert MAY[Action.VIEW_SAVE] == frozenset(Role)
