"""What the sums of a stretch of time come to as one value of a metric, by how its values add up."""

from typing import NamedTuple

from cxdash.domain.metrics import Aggregation, Metric


class Sums(NamedTuple):
    """Added-up observations: how many, how many of them with numerator and denominator, and the three sums."""

    parts: int
    ratio_parts: int
    value: float
    numerator: float
    denominator: float

    def plus(self, other: "Sums") -> "Sums":
        """Return both together."""
        return Sums(
            self.parts + other.parts,
            self.ratio_parts + other.ratio_parts,
            self.value + other.value,
            self.numerator + other.numerator,
            self.denominator + other.denominator,
        )


def value_of(metric: Metric, sums: Sums) -> float | None:
    """Return the value that sums come to, in metric units; None where they cannot honestly be joined.

    Shares and means with their counts are numerators over denominators. Without counts, several values of a share or
    mean are averaged plainly, which is exact for parts of equal size; a metric that may not be joined, such as a
    median, has a value for one observation only.
    """
    if sums.parts < 1:
        return None
    if metric.aggregation is Aggregation.SUM:
        return sums.value
    if sums.ratio_parts == sums.parts and sums.denominator and metric.aggregation is not Aggregation.NEVER:
        return sums.numerator / sums.denominator * metric.per
    if sums.parts == 1:
        return sums.value
    return None if metric.aggregation is Aggregation.NEVER else sums.value / sums.parts
