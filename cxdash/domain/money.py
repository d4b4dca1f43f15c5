"""What effects are worth: effect × volume × unit value, less the run cost; no case counted twice."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_DAYS_PER_YEAR = 365


@dataclass(frozen=True, slots=True)
class Span:
    """A size with its 95 % range; money in the organisation's currency, effects in metric units."""

    likely: float
    low: float
    high: float

    def times(self, factor: float) -> "Span":
        """Return the span multiplied; a negative factor swaps the ends."""
        low, high = sorted((self.low * factor, self.high * factor))
        return Span(self.likely * factor, low, high)


NOTHING = Span(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one pilot says it was worth from its first to before its last day: gross, in currency.

    Attributes:
        pilot: the pilot's slug.
        metric: what was measured; with ``population`` it names what two pilots may both claim.
        population: who was touched; empty where nobody said, which overlaps with nothing.
        realised: measured effect × volume × unit value.
        line: the budget line that gains come out of; "" where nobody named one.
        line_slug: names it for good, whatever it is called.
        line_amount: what the line costs a year.
    """

    pilot: str
    metric: str
    population: str
    starts: date
    ends_before: date
    realised: Span
    line: str = ""
    line_amount: float = math.inf
    line_slug: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A claim and what of it counts once shared claims are capped; claims of one ``group`` rest on the same cases."""

    claim: Claim
    counts: Span
    group: int

    @property
    def overlap(self) -> float:
        """What was taken away because other pilots claim it too, or the budget costs no more."""
        return self.claim.realised.likely - self.counts.likely


def worth(effect: Span, *, volume: float, unit_value: float, per: float = 1.0) -> Span:
    """Return what an effect was worth.

    Args:
        effect: improvement in metric units (shares as fractions), positive where it got better.
        volume: how many cases the metric is counted over.
        unit_value: what one unit of the metric in one case is worth.
        per: cases one unit of the metric refers to: 1,000 for rates per 1,000.
    """
    return effect.times(volume * unit_value / per)


def run_cost(a_year: float, *, starts: date, ends_before: date) -> float:
    """Return the share of a year's run cost that falls into these days."""
    return a_year * max((ends_before - starts).days, 0) / _DAYS_PER_YEAR


def natural(effect: float, *, baseline: float | None, relative: bool) -> float | None:
    """Return an effect in metric units; None for a share of a baseline that is not known."""
    if not relative:
        return effect
    return None if baseline is None else effect * abs(baseline)


def capped(claims: Sequence[Claim]) -> list[Counted]:
    """Return every claim with what of it counts, in the order given.

    Pilots on the same metric, population and days have each measured what all of them did together, so their gains
    together count as the largest of them, and their losses as the worst; each keeps its proportion.
    """
    group_of = _groups(claims)
    sizes: dict[tuple[int, bool], list[float]] = {}
    for claim, group in zip(claims, group_of, strict=True):
        sizes.setdefault((group, claim.realised.likely > 0), []).append(abs(claim.realised.likely))
    factors = {key: max(each) / sum(each) if sum(each) else 1.0 for key, each in sizes.items()}
    return [
        Counted(claim, claim.realised.times(factors[group, claim.realised.likely > 0]), group)
        for claim, group in zip(claims, group_of, strict=True)
    ]


def total(counted: Iterable[Counted]) -> Span:
    """Return the sum with its range.

    Ranges of one group, which rest on the same figures, add up; those of different groups are independent, so their
    half-widths add up as squares.
    """
    groups: dict[int, list[Span]] = {}
    for each in counted:
        groups.setdefault(each.group, []).append(each.counts)
    sums = [Span(*(sum(getattr(span, end) for span in spans) for end in Span.__slots__)) for spans in groups.values()]
    likely = math.fsum(span.likely for span in sums)
    below = math.hypot(*(span.likely - span.low for span in sums))
    above = math.hypot(*(span.high - span.likely for span in sums))
    return Span(likely, likely - below, likely + above)


def _groups(claims: Sequence[Claim]) -> list[int]:
    """Return the number of each claim's group: the first claim it shares cases with, directly or through others."""
    group_of = list(range(len(claims)))
    same: dict[tuple[str, str], list[int]] = {}
    for at, claim in enumerate(claims):
        earlier = same.setdefault((claim.population, claim.metric), []) if claim.population else []
        shared = {group_of[other] for other in earlier if _share_days(claim, claims[other])}
        if shared:
            joined = min(shared)
            for other in (*earlier, at):
                group_of[other] = joined if other == at or group_of[other] in shared else group_of[other]
        earlier.append(at)
    return group_of


def _share_days(one: Claim, other: Claim) -> bool:
    return one.starts < other.ends_before and other.starts < one.ends_before
