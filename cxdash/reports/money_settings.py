"""The money policy with every version in words, and the budget lines with what comes out of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.budget_lines import BudgetLineValues
from cxdash.domain.figures import Figures
from cxdash.domain.money_policy import START, MoneyPolicy
from cxdash.domain.money_policy_content import from_content
from cxdash.domain.money_policy_rules import differences
from cxdash.store import budget_lines, money_policies, organisation, people

LINE_COLUMNS = ("Budget line", "A year", "Owner", "What comes out of it")


@dataclass(frozen=True, slots=True)
class Version:
    """One version after the one that cxdash starts with; ``says`` is what it says otherwise, a sentence each."""

    number: int
    made_on: date
    by: str
    reason: str
    says: Sequence[str]


@dataclass(frozen=True, slots=True)
class Versions:
    """The policy that holds, and its versions, the newest first."""

    current: MoneyPolicy
    past: Sequence[Version]


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A budget line as it is edited, with the titles of the use cases whose savings come out of it."""

    slug: str
    values: BudgetLineValues
    users: Sequence[str]


@dataclass(frozen=True)
class BudgetLines:
    """Every budget line by name, how money is written, and who may answer for one; ``table`` is in the same order."""

    lines: Sequence[BudgetLine]
    figures: Figures
    people: Sequence[str]
    table: pd.DataFrame


def versions(session: Session) -> Versions:
    """Return the policy that holds and how it came to be."""
    rows = money_policies.versions(session)
    policies = [*(from_content(row.content, number=row.number) for row in rows), START]
    past = tuple(
        Version(row.number, row.made_on, row.person.name, row.reason, differences(before, after))
        for row, (after, before) in zip(rows, pairwise(policies), strict=True)
    )
    return Versions(policies[0], past)


def lines(session: Session) -> BudgetLines:
    """Return every budget line that is not archived."""
    users = _users(session)
    found = tuple(
        BudgetLine(row.slug, budget_lines.values_of(row), users.get(row.id, ()))
        for row in budget_lines.current(session)
    )
    rows = [(each.values.name, each.values.annual_amount, each.values.owner, "; ".join(each.users)) for each in found]
    table = pd.DataFrame(rows, columns=list(LINE_COLUMNS))
    return BudgetLines(found, organisation.figures(session), tuple(people.names(session)), table)


def _users(session: Session) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    for user in budget_lines.users(session):
        titles = found.setdefault(user.line_id, [])
        if user.title not in titles:
            titles.append(user.title)
    return found
