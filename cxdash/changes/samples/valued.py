"""What finance of the sample portfolio stands behind, stored in the names of its people through the same services."""

from dataclasses import replace
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from cxdash.changes import budget_lines, effects, money_policy, valuations
from cxdash.changes.samples.gestures import Said, Services
from cxdash.domain.actions import Action
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.budget_lines import BudgetLineValues
from cxdash.domain.use_cases import slug_of
from cxdash.domain.valuations import ValuationValues
from cxdash.store import metric_uses, money_policies


def services(*, today: date) -> Services:
    """Return what stores each gesture; ``today`` is the day for which pilots are judged, which values decide too."""
    return {
        "line": (Action.MONEY_EDIT, _line),
        "value": (Action.MONEY_EDIT, partial(_value, today=today)),
        "confirm": (Action.MONEY_ATTEST, _confirm),
        "policy": (Action.MONEY_POLICY_EDIT, partial(_policy, today=today)),
    }


def _line(session: Session, said: Said, _: date) -> None:
    budget_lines.create(session, BudgetLineValues(said["name"], float(said["amount"]), said["who"]))


def _value(session: Session, said: Said, on: date, *, today: date) -> None:
    slug, metric = _primary(session, said)
    low, likely, high = said.get("adoption", (None, None, None))
    wanted = ValuationValues(
        owner=said["who"],
        valued_on=on,
        finance_class=FinanceClass(said["class"]),
        budget_line=said.get("budget_line", ""),
        adoption_low=low,
        adoption=likely,
        adoption_high=high,
    )
    valuations.edit(session, slug, metric, seen=valuations.values(session, slug, metric), wanted=wanted, today=today)


def _confirm(session: Session, said: Said, on: date) -> None:
    slug, metric = _primary(session, said)
    seen = valuations.values(session, slug, metric)
    valuations.confirm_class(session, slug, metric, seen=seen, today=on)


def _policy(session: Session, said: Said, on: date, *, today: date) -> None:
    seen = money_policies.current(session)
    wanted = replace(seen, redeployment_share=said["redeployment_share"])
    money_policy.edit(session, seen=seen, wanted=wanted, today=on, reason=said["reason"])
    # Effects were judged as of that day; the portfolio is shown as of another.
    effects.recompute(session, today=today, because="The money policy was changed")


def _primary(session: Session, said: Said) -> tuple[str, str]:
    """Return the use case and the first of its primary metrics, both by slug."""
    slug = slug_of(said["use_case"])
    return slug, metric_uses.primaries_of(session, slug)[0]
