"""Where the readings of a tracker go: the series of each label, found once for all readings that share it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from cxdash.changes.matching import Names
from cxdash.domain.periods import Grain
from cxdash.store import metrics, named, observations, subjects
from cxdash.store.observation_columns import Floats, Ints
from cxdash.store.observations import SeriesKey, SeriesRow
from cxdash.trackers.reading_columns import Label

NOWHERE = -1
"""The target of a label whose name nobody has explained yet, or which is to be left out."""

NOT_STORED = 0
"""The id of a series that is to be made."""


class SeriesName(NamedTuple):
    """A series by the names of its parts: it may not exist yet."""

    subject: str
    metric: str
    segment: str
    arm: str


StoredSeries = Mapping[SeriesName, tuple[SeriesKey, SeriesRow]]


@dataclass(frozen=True, slots=True)
class Targets:
    """The series that readings go to: a name, a cadence, an id and a scale for each, and which one is each label's.

    ``of_label`` counts into the others, ``NOWHERE`` for a label without a series. ``scale`` is how many units of the
    metric a part of one whole is, as 1,000 for a rate per thousand.
    """

    series: tuple[SeriesName, ...]
    grains: tuple[Grain, ...]
    series_id: Ints
    scale: Floats
    of_label: Ints

    @classmethod
    def of(cls, labels: Sequence[Label], names: Names, stored: StoredSeries) -> "Targets":
        """Find the series of each label; the first label of a series that is not stored yet sets its cadence."""
        wanted = [_series_of(label, names) for label in labels]
        first: dict[SeriesName, Label] = {}
        for name, label in zip(wanted, labels, strict=True):
            if name is not None:
                first.setdefault(name, label)
        numbers = {name: number for number, name in enumerate(first)}
        known = [names.catalogue.get(name.metric) for name in first]
        return cls(
            tuple(first),
            tuple(stored[name][1].grain if name in stored else label.grain for name, label in first.items()),
            np.array([stored[name][1].id if name in stored else NOT_STORED for name in first], int),
            np.array([metric.per if metric else 1.0 for metric in known], float),
            np.array([NOWHERE if name is None else numbers[name] for name in wanted], int),
        )


def stored_series(session: Session, names: Names) -> StoredSeries:
    """Return the series that exist for the subjects a tracker speaks of, by the names of their parts."""
    found_subjects = subjects.ids(session, {place.subject for place in names.places.values()})
    by_id = {subject_id: key for key, subject_id in found_subjects.items()}
    slugs = {metric_id: slug for slug, metric_id in metrics.ids(session).items()}
    segments = {segment_id: name for name, segment_id in named.segments(session).items()}
    found = observations.series_of(session, list(by_id))
    return {
        SeriesName(
            by_id[key.subject_id],
            slugs[key.metric_id],
            segments[key.segment_id],
            key.arm,
        ): (key, row)
        for key, row in found.items()
    }


def _series_of(label: Label, names: Names) -> SeriesName | None:
    place, metric = names.places.get(label.entity), names.metric_of(label)
    if place is None or metric is None:
        return None
    segment = " · ".join(part for part in (place.segment, label.segment) if part)
    return SeriesName(place.subject, metric, segment, label.arm.value)
