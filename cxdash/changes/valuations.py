"""Who stands behind a unit value, what sort of money it is, and finance's word that it is of this sort."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import effects, held
from cxdash.changes.budget_lines import known_person
from cxdash.domain.actions import Action
from cxdash.domain.benefits import FinanceClass
from cxdash.domain.errors import NotFoundError, RuleError, StaleEditError
from cxdash.domain.merging import in_words, merged
from cxdash.domain.valuations import ValuationValues, Valued, check_confirmable, check_valuation
from cxdash.store import audit, money_policies, named, use_cases
from cxdash.store.money_tables import BudgetLine, Valuation
from cxdash.store.tables import UseCase, UseCaseMetric

_CONFIRMED = ("finance_class", "budget_line")
"""What finance's word is about: another class, or another line that the money comes out of, needs it anew."""
_COUNTED = (*_CONFIRMED, "adoption_low", "adoption", "adoption_high")
"""What amounts follow from."""


def values_of(row: Valuation | None) -> ValuationValues:
    """Return what a person may edit about what is stored; nothing is said where nothing is."""
    if row is None:
        return ValuationValues()
    return ValuationValues(
        owner=row.owner.name if row.owner else "",
        valued_on=row.valued_on,
        finance_class=FinanceClass(row.finance_class) if row.finance_class else None,
        budget_line=row.budget_line.name if row.budget_line else "",
        adoption_low=row.adoption_low,
        adoption=row.adoption,
        adoption_high=row.adoption_high,
    )


def values(session: Session, slug: str, metric: str) -> ValuationValues:
    """Return what a person may edit about the value of a use case's metric, both by slug; NotFoundError where none."""
    return values_of(_use(use_cases.get(session, slug), metric).valuation)


def edit(
    session: Session, slug: str, metric: str, *, seen: ValuationValues, wanted: ValuationValues, today: date
) -> Valuation:
    """Carry a person's edit into what is stored now, and count anew what the use case's pilots are worth.

    Another class, or another budget line, takes finance's confirmation away.

    Args:
        session: writes.
        slug: which use case.
        metric: the slug of one of its metrics.
        seen: the values as the person had them on the screen.
        wanted: the values as the person wants them.
        today: the day for which effects are judged.

    Raises:
        StaleEditError: somebody else changed the same field meanwhile.
        NotAllowedError: the person may not edit money.
        RuleError: avoided spend without a budget line, adoptions that do not rise, an owner or a line nobody knows.
        NotFoundError: there is no such use case, or it is not judged by the metric.
    """
    audit.person_of(session).must_be_allowed(Action.MONEY_EDIT)
    use_case = held.use_case(session, slug)
    use = _use(use_case, metric)
    stored = values_of(use.valuation)
    result = merged(f"The value of {use.metric.name}", seen=seen, wanted=wanted, stored=stored)
    check_valuation(result)
    row = _store(session, use, result)
    if _differ(stored, result, _CONFIRMED):
        row.confirmed_by_id = row.confirmed_on = None
    session.flush()
    session.refresh(row)
    if _differ(stored, result, _COUNTED) and _counts_otherwise(session, stored, result):
        pilots = {pilot.id for pilot in use_case.pilots if pilot.archived_at is None}
        because = "What stands behind the unit value was changed"
        effects.recompute(session, pilot_ids=pilots, today=today, because=because)
    return row


def confirm_class(session: Session, slug: str, metric: str, *, seen: ValuationValues, today: date) -> Valuation:
    """Store finance's word that a benefit is of the class that the person has on the screen; who and when is kept.

    Raises:
        StaleEditError: somebody changed the class or its budget line meanwhile.
        NotAllowedError: the person is not of finance.
        RuleError: class, unit value, owner, day or source is missing, or it is confirmed already.
        NotFoundError: there is no such use case, or it is not judged by the metric.
    """
    person = audit.person_of(session)
    person.must_be_allowed(Action.MONEY_ATTEST)
    use = _use(held.use_case(session, slug), metric)
    stored = values_of(use.valuation)
    if _differ(stored, seen, _CONFIRMED):
        raise _stale(use, seen, stored)
    check_confirmable(stored, unit_value=use.unit_value, value_source=use.value_source)
    check_valuation(stored)
    row = _there(use)
    if row.confirmed_on is not None:
        raise RuleError(f"The class of {use.metric.name} is confirmed since {in_words(row.confirmed_on)}.")
    row.confirmed_by_id, row.confirmed_on = person.id, today
    session.flush()
    session.refresh(row)
    return row


def withdraw_confirmation(session: Session, slug: str, metric: str, *, reason: str) -> Valuation:
    """Take finance's word on the class back; its gains leave the headline.

    Raises:
        NotAllowedError: the person is not of finance.
        RuleError: there is no reason, or nothing is confirmed.
        NotFoundError: there is no such use case, or it is not judged by the metric.
    """
    audit.person_of(session).must_be_allowed(Action.MONEY_ATTEST)
    use = _use(held.use_case(session, slug), metric)
    if not reason.strip():
        raise RuleError("Say why the confirmation is withdrawn.", field="reason")
    if use.valuation is None or use.valuation.confirmed_on is None:
        raise RuleError(f"The class of {use.metric.name} is not confirmed, so there is nothing to withdraw.")
    session.info["reason"] = reason.strip()
    use.valuation.confirmed_by_id = use.valuation.confirmed_on = None
    session.flush()
    session.refresh(use.valuation)
    return use.valuation


def _use(use_case: UseCase, metric: str) -> UseCaseMetric:
    found = next((use for use in use_case.metrics if use.metric.slug == metric), None)
    if found is None:
        raise NotFoundError(f"“{use_case.title}” is not judged by “{metric}”. Add the metric to it first.")
    return found


def _there(use: UseCaseMetric) -> Valuation:
    if use.valuation is None:
        raise NotFoundError(f"Nobody has said yet what stands behind the value of {use.metric.name}.")
    return use.valuation


def _store(session: Session, use: UseCaseMetric, values: ValuationValues) -> Valuation:
    """Write what is said, all at once, so that the log has one entry of it."""
    owner_id, line_id = known_person(session, values.owner), _line(session, values.budget_line)
    row = use.valuation or Valuation()
    row.owner_id, row.budget_line_id, row.valued_on = owner_id, line_id, values.valued_on
    row.finance_class = "" if values.finance_class is None else values.finance_class.value
    row.adoption_low, row.adoption, row.adoption_high = values.adoption_low, values.adoption, values.adoption_high
    use.valuation = row
    return row


def _line(session: Session, name: str) -> int | None:
    """Return the number of a budget line by name, kept from being archived until this is stored; None for ""."""
    if not name.strip():
        return None
    found = named.find(session, BudgetLine, name)
    if found is not None:
        named.hold(session, BudgetLine, [found.id])
    if found is None or found.archived:
        raise RuleError(
            f"There is no budget line “{name}”. Choose one of the list, or add it under Settings, Money.",
            field="budget_line",
        )
    return found.id


def _differ(one: ValuationValues, other: ValuationValues, names: tuple[str, ...]) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in names)


def _counts_otherwise(session: Session, before: ValuationValues, after: ValuationValues) -> bool:
    """Say whether an amount, or the reason why there is none, follows otherwise from what is said now."""
    policy = money_policies.current(session)
    was, now = (Valued(finance_class=each.finance_class).money_share(policy) for each in (before, after))
    names = _COUNTED if was == now == 0 else tuple(name for name in _COUNTED if name != "finance_class")
    return was != now or _differ(before, after, names)


def _stale(use: UseCaseMetric, seen: ValuationValues, stored: ValuationValues) -> StaleEditError:
    name = next(each for each in _CONFIRMED if getattr(seen, each) != getattr(stored, each))
    was, now = in_words(getattr(seen, name)), in_words(getattr(stored, name))
    return StaleEditError(
        f"The value of {use.metric.name}", field=name.replace("_", " "), seen=was, mine=f"confirm {was}", theirs=now
    )
