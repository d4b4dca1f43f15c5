"""What figures of one table have in common: those of one name, unit and cadence are looked up once for all of them."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from cxdash.domain.comparisons import Arm
from cxdash.domain.periods import Grain
from cxdash.trackers.columns.metric_names import MetricNames, names_part_of
from cxdash.trackers.reading_columns import Label
from cxdash.trackers.values.ratings import has_scale, rates_on_scale
from cxdash.trackers.values.scales import Scale


class Kind(NamedTuple):
    """The number of a figure's label, the number of the series it belongs to, and what brings it to its unit.

    Figures of several kinds may belong to one series, as where a metric goes by two names.
    """

    label: int
    series: int
    scale: Scale


class _Named(NamedTuple):
    entity: str | None
    label: str
    segment: str | None
    arm: Arm
    unit: str
    grain: Grain


class Kinds:
    """The kinds of figures in one table, numbered in the order in which they are asked for.

    ``counts`` are the labels under which counts and ratings stand that go by the name of a rate, with the names they
    are kept by.
    """

    def __init__(
        self,
        sheet: str,
        names: MetricNames,
        largest: Mapping[tuple[str, str], float],
        broken: AbstractSet[tuple[str, str]],
    ) -> None:
        """Take the names of metrics, and by label and unit as the table writes them what the plain numbers are like.

        Args:
            largest: the largest number.
            broken: those with a number that is no whole one.
        """
        self._sheet = sheet
        self._names = names
        self._largest = largest
        self._broken = broken
        self.counts: dict[str, str] = {}
        self._kinds: dict[_Named, Kind] = {}
        self._scales: dict[tuple[str, str], Scale] = {}
        self._series: dict[tuple[object, ...], int] = {}

    def of(self, entity: str | None, label: str, segment: str | None, arm: Arm, unit: str, grain: Grain) -> Kind:
        """Return the kind of a figure with these names."""
        named = _Named(entity, label, segment, arm, unit, grain)
        return self._kinds.get(named) or self._new(named)

    def labels(self) -> tuple[Label, ...]:
        """Return the label of every kind; its unit is known once all figures are scaled."""
        return tuple(
            Label(self._sheet, each.entity, kind.scale.key, each.segment, each.arm, kind.scale.unit, each.grain)
            for each, kind in self._kinds.items()
        )

    def _new(self, named: _Named) -> Kind:
        entity, label, segment, arm, unit, grain = named
        scale = self._scales.get((label, unit))
        if scale is None:
            largest = self._largest.get((label, unit), 0.0)
            metric = self._names.find(label)
            counts = largest > 1 and (label, unit) not in self._broken
            other = None
            if metric is not None and counts and names_part_of(metric, label) and not unit:
                # “No-shows: 30” counts them; the rate that goes by the same name is another figure.
                other = f"Number of {label[:1].lower()}{label[1:]}"
            elif (
                metric is not None and self._names.said(label) is None and rates_on_scale(metric, label, unit, largest)
            ):
                other = label if has_scale(label) else f"{label} (rating)"
            if other is not None:
                metric, label = self._names.said(other), other
                self.counts[named.label] = label
            scale = self._scales[named.label, unit] = Scale(metric, label, unit, largest)
        series = self._series.setdefault((entity, scale.key, segment, arm, grain), len(self._series))
        kind = self._kinds[named] = Kind(len(self._kinds), series, scale)
        return kind
