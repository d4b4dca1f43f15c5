"""The target that a statement names, in the metric's own units."""

import pytest

from cxdash.domain.metrics import Direction
from cxdash.domain.statements import Change, ChangeKind, Parts
from cxdash.domain.targets import Target, TargetKind
from cxdash.reports.statement_words import target_of
from cxdash.trackers.catalogue import default_catalogue

CATALOGUE = default_catalogue()
SHARE, HOURS, SCORE = (CATALOGUE.get(slug) for slug in ("no_show_rate", "time_to_resolution", "customer_effort_score"))


@pytest.mark.parametrize(
    ("kind", "direction", "metric", "target"),
    [
        (ChangeKind.RELATIVE, Direction.DOWN, SHARE, Target(TargetKind.RELATIVE, -0.3)),
        (ChangeKind.RELATIVE, Direction.UP, HOURS, Target(TargetKind.RELATIVE, 0.3)),
        (ChangeKind.POINTS, Direction.UP, SHARE, Target(TargetKind.ABSOLUTE, 0.3)),
        (ChangeKind.ABSOLUTE, Direction.DOWN, HOURS, Target(TargetKind.ABSOLUTE, -30)),
        (ChangeKind.TO_VALUE, Direction.DOWN, SHARE, Target(TargetKind.TO_VALUE, 0.3)),
        (ChangeKind.TO_VALUE, Direction.DOWN, HOURS, Target(TargetKind.TO_VALUE, 30)),
    ],
)
def test_it_is_signed_by_its_direction_and_a_fraction_where_the_metric_is(kind, direction, metric, target):
    found = target_of(Parts(direction, metric.slug, Change(kind, 30)), metric)

    assert (found.kind, found.size) == (target.kind, pytest.approx(target.size))


@pytest.mark.parametrize(
    ("parts", "metric"),
    [
        (Parts(Direction.DOWN, "no_show_rate"), SHARE),
        (Parts(None, "no_show_rate", Change(ChangeKind.POINTS, 3)), SHARE),
        (Parts(Direction.DOWN, "customer_effort_score", Change(ChangeKind.POINTS, 3)), SCORE),
    ],
)
def test_without_direction_or_size_or_in_points_of_no_share_there_is_none(parts, metric):
    assert target_of(parts, metric) is None
