"""Claims that rest on the same cases or come out of the same budget: what they count together, and what was cut."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from cxdash.domain import money
from cxdash.domain.money import Claim, Counted, Span


class PoolKind(StrEnum):
    """What claims have in common."""

    PEOPLE = "same people"
    BUDGET_LINE = "budget line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Gains that were cut because they cannot all count, in currency for the days that they are about.

    Attributes:
        name: the people, or the budget line, in the words of who named them.
        metric: the slug of what was measured among the same people; "" of a budget line, which several metrics feed.
        slug: of the budget line, which stays when it is called otherwise; "" where the people are what is shared.
        pilots: the slugs of those whose gains are in it.
        plain_sum: what they would be, simply added up.
        counts: what counts of it.
        most: what the budget line costs in these days; None where the people are what is shared.
    """

    kind: PoolKind
    name: str
    metric: str
    pilots: tuple[str, ...]
    plain_sum: float
    counts: float
    most: float | None = None
    slug: str = ""

    @property
    def overlap(self) -> float:
        """What was cut."""
        return self.plain_sum - self.counts


@dataclass(frozen=True, slots=True)
class Pooled:
    """Every claim with what of it counts, in the order given, and what was cut, the largest cut first."""

    counted: tuple[Counted, ...]
    pools: tuple[Pool, ...]


def pooled(claims: Sequence[Claim]) -> Pooled:
    """Return what claims count together.

    Of one metric among the same people the largest counts, as ``money.capped`` does. What is left of gains that come
    out of one budget line on the same days is combined as ``of_line`` does. Losses count in full: a line can be
    overspent.
    """
    capped = money.capped(claims)
    lines = sorted({claim.line for claim in claims if claim.line})
    counted, pools = list(capped), list(_of_people(capped))
    for line in lines:
        members = [at for at, each in enumerate(counted) if each.claim.line == line and each.counts.likely > 0]
        if members:
            cut = _cut([counted[at] for at in members])
            pools.append(_pool_of_line([counted[at] for at in members], cut))
            for at, each in zip(members, cut, strict=True):
                counted[at] = each
    shown = sorted((pool for pool in pools if pool.overlap > 0), key=lambda pool: (-pool.overlap, pool.name))
    return Pooled(tuple(counted), tuple(shown))


def of_line(savings: Sequence[float], *, most: float) -> float:
    """Return what savings on one budget line count together: line × (1 − Π (1 − savingᵢ / line)).

    Each saves a share of what the others leave. A line that is a product of drivers (contacts × minutes × cost per
    minute), each changed by one pilot, costs exactly this after all of them, so it is what a driver tree would give.

    Args:
        savings: what each would save alone, 0 or more, in currency; at most the whole line counts of one.
        most: what the line costs in the same days.
    """
    if len(savings) == 1:
        return min(savings[0], most)
    if most <= 0:
        return 0.0
    return most * (1 - math.prod(1 - min(each / most, 1.0) for each in savings))


def _of_people(capped: Iterable[Counted]) -> Iterator[Pool]:
    groups: dict[int, list[Counted]] = {}
    for each in capped:
        if each.claim.realised.likely > 0:
            groups.setdefault(each.group, []).append(each)
    for members in groups.values():
        first = members[0].claim
        yield Pool(
            kind=PoolKind.PEOPLE,
            name=first.population,
            metric=first.metric,
            pilots=tuple(each.claim.pilot for each in members),
            plain_sum=math.fsum(each.claim.realised.likely for each in members),
            counts=math.fsum(each.counts.likely for each in members),
        )


def _cut(members: Sequence[Counted]) -> list[Counted]:
    """Return gains on one line as they count together, each spread evenly over its days; its range stays on the line.

    Only gains of the same days share what is left. Of these days each keeps its proportion.
    """
    kept: list[list[float]] = [[] for _ in members]
    ends = {day for each in members for day in (each.claim.starts, each.claim.ends_before)}
    for first, after in pairwise(sorted(ends)):
        of_days = _of_days(members, first, after)
        together = _together(members, of_days, most=_costs(members[0].claim, first, after))
        factor = together / (math.fsum(of_days.values()) or 1.0)
        for at, saving in of_days.items():
            kept[at].append(factor * saving)
    return [
        replace(each, counts=_within(each.counts.times(math.fsum(parts) / each.counts.likely), _most(each.claim)))
        for each, parts in zip(members, kept, strict=True)
    ]


def _of_days(members: Sequence[Counted], first: date, after: date) -> dict[int, float]:
    """Return what each member that is about these days would save in them alone, by its place."""
    return {
        at: min(each.counts.likely, _most(each.claim)) * (after - first).days / _days(each.claim)
        for at, each in enumerate(members)
        if each.claim.starts <= first < each.claim.ends_before
    }


def _together(members: Sequence[Counted], savings: Mapping[int, float], *, most: float) -> float:
    """Return what savings of the same days come to; those on the same people are one saving."""
    by_group: dict[int, float] = {}
    for at, saving in savings.items():
        by_group[members[at].group] = by_group.get(members[at].group, 0.0) + saving
    return of_line(list(by_group.values()), most=most)


def _pool_of_line(members: Sequence[Counted], cut: Sequence[Counted]) -> Pool:
    return Pool(
        kind=PoolKind.BUDGET_LINE,
        name=members[0].claim.line,
        metric="",
        pilots=tuple(each.claim.pilot for each in members),
        plain_sum=math.fsum(each.counts.likely for each in members),
        counts=math.fsum(each.counts.likely for each in cut),
        most=_line_amount(members),
        slug=members[0].claim.line_slug,
    )


def _within(span: Span, most: float) -> Span:
    """Return a range whose upper end is no more than the line costs."""
    return replace(span, high=max(span.likely, min(span.high, most)))


def _most(claim: Claim) -> float:
    """What the line costs in the days of one claim."""
    return _costs(claim, claim.starts, claim.ends_before)


def _costs(claim: Claim, starts: date, ends_before: date) -> float:
    """What the line of a claim costs in some days."""
    return money.run_cost(claim.line_amount, starts=starts, ends_before=ends_before)


def _days(claim: Claim) -> int:
    return (claim.ends_before - claim.starts).days


def _line_amount(members: Sequence[Counted]) -> float:
    """What the line costs from the first day of any of these claims to the last."""
    claims = [each.claim for each in members]
    starts, ends = min(claim.starts for claim in claims), max(claim.ends_before for claim in claims)
    return _costs(claims[0], starts, ends)
