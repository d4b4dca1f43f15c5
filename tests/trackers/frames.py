"""Drawn observations of pilots, and the sheets that hold them in each layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from cxdash.domain.comparisons import Arm
from cxdash.domain.periods import add_months
from tests.trackers.books import Percent, Rows

PILOTS = [
    "Reminders Northgate",
    "Lifts Harbour View",
    "Outreach Castle Lane",
    "Triage Millbrook",
    "Advice Eastfield",
]
SHARES = {
    "No-show rate": "no_show_rate",
    "CSAT": "csat",
    "Repeat contact rate": "repeat_contact_rate",
    "Containment": "containment_rate",
}
COUNTS = {
    "No-show rate": ("No-shows", "Scheduled appointments"),
    "Containment": ("Contained sessions", "Auto sessions"),
    "Repeat contact rate": ("Repeat contacts", "Contacts handled"),
}
SEGMENTS = ["New customers", "Returning customers"]
MARKS = ["n/a", "-", "*", "[c]", "..", "TBC", "k.A."]
STYLES = {
    "percent format": lambda thousandths: Percent(thousandths / 1000),
    "percent as text": lambda thousandths: f"{thousandths / 10:.1f}%",
    "German percent as text": lambda thousandths: f"{thousandths / 10:.1f} %".replace(".", ","),
    "German share as text": lambda thousandths: f"{thousandths / 1000:.4f}".replace(".", ","),
}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True)
class Key:
    """What one observation is of."""

    pilot: str
    metric: str
    start: date
    segment: str | None = None
    arm: Arm = Arm.PILOT


@dataclass(frozen=True)
class Frame:
    """Shares in thousandths by pilot, metric, period and perhaps segment and arm; None is a missing mark."""

    pilots: tuple[str, ...]
    metrics: tuple[str, ...]
    starts: tuple[date, ...]
    grain: str
    segments: tuple[str | None, ...]
    arms: tuple[Arm, ...]
    values: dict[Key, int | None]
    mark: str
    style: str

    def expected(self) -> list[tuple[Any, ...]]:
        """What must be read back."""
        return sorted(
            (
                key.pilot,
                SHARES[key.metric],
                key.start.isoformat(),
                self.grain,
                key.segment or "",
                str(key.arm),
                value / 1000,
            )
            for key, value in self.values.items()
            if value is not None
        )

    @property
    def missing(self) -> int:
        """How many marks stand in it."""
        return sum(value is None for value in self.values.values())

    def cell(self, key: Key) -> Any:
        """How one observation is written."""
        value = self.values[key]
        return self.mark if value is None else STYLES[self.style](value)

    def sides(self) -> list[tuple[str, str | None, Arm]]:
        """The pilots with their segments and arms."""
        return [(pilot, segment, arm) for pilot in self.pilots for segment in self.segments for arm in self.arms]

    def labels(self, pilot: str, segment: str | None, arm: Arm) -> list[str]:
        """The cells that say whose a row is."""
        more = [segment] if len(self.segments) > 1 else []
        return [pilot, *more, *(["Control" if arm is Arm.COMPARISON else "Pilot"] if len(self.arms) > 1 else [])]

    def heads(self) -> list[str]:
        """The headers of those cells."""
        return ["Pilot", *(["Segment"] if len(self.segments) > 1 else []), *(["Group"] if len(self.arms) > 1 else [])]


@st.composite
def frames(
    draw, *, grain=None, missing=True, segmented=True, compared=True, metrics=tuple(SHARES), styles=tuple(STYLES)
):
    """Draw a frame of a few pilots, metrics and periods."""
    pilots = tuple(draw(st.lists(st.sampled_from(PILOTS), min_size=2, max_size=4, unique=True)))
    chosen = tuple(draw(st.lists(st.sampled_from(metrics), min_size=2, max_size=3, unique=True)))
    count = draw(st.integers(3, 7))
    if (grain or draw(st.sampled_from(["week", "month"]))) == "week":
        first = date(2024, 1, 1) + timedelta(weeks=draw(st.integers(0, 100)))
        starts, grain = tuple(first + timedelta(weeks=week) for week in range(count)), "week"
    else:
        first = date(draw(st.integers(2019, 2026)), draw(st.integers(1, 12)), 1)
        starts, grain = tuple(add_months(first, month) for month in range(count)), "month"
    segments = tuple(SEGMENTS) if segmented and draw(st.booleans()) else (None,)
    arms = (Arm.PILOT, Arm.COMPARISON) if compared and draw(st.booleans()) else (Arm.PILOT,)
    keys = [
        Key(pilot, metric, start, segment, arm)
        for pilot in pilots for metric in chosen for start in starts for segment in segments for arm in arms
    ]  # fmt: skip
    values: dict[Key, int | None] = {key: draw(st.integers(1, 999)) for key in keys}
    if missing:
        # At most one in six: a table of marks has no figures to be known by.
        for key in draw(st.lists(st.sampled_from(keys), max_size=len(keys) // 6, unique=True)):
            values[key] = None
    return Frame(
        pilots,
        chosen,
        starts,
        grain,
        segments,
        arms,
        values,
        draw(st.sampled_from(MARKS)),
        draw(st.sampled_from(styles)),
    )


def title(lines: int) -> Rows:
    """Return what people write above a table."""
    return [["Performance of our pilots"], ["Prepared by the programme office"], []][3 - lines if lines else 3 :]


def long_rows(frame: Frame) -> Rows:
    """A row for each observation."""
    rows = [[*frame.heads(), "Metric", "Period", "Value"]]
    return rows + [
        [*frame.labels(key.pilot, key.segment, key.arm), key.metric, key.start, frame.cell(key)] for key in frame.values
    ]


def wide_by_period(frame: Frame, heads: Sequence[Any] | None = None) -> Rows:
    """A row for each pilot and metric, a column for each period."""
    rows = [[*frame.heads(), "KPI", *(heads or frame.starts)]]
    return rows + [
        [*frame.labels(*side), metric, *(frame.cell(Key(side[0], metric, start, *side[1:])) for start in frame.starts)]
        for side in frame.sides()
        for metric in frame.metrics
    ]


def wide_by_metric(frame: Frame) -> Rows:
    """A row for each pilot and period, a column for each metric."""
    rows = [["Week" if frame.grain == "week" else "Month", *frame.heads(), *frame.metrics]]
    return rows + [
        [start, *frame.labels(*side), *(frame.cell(Key(side[0], metric, start, *side[1:])) for metric in frame.metrics)]
        for start in frame.starts
        for side in frame.sides()
    ]


def wide_by_pilot(frame: Frame) -> dict[str, Rows]:
    """A sheet for each metric, a column for each pilot."""
    return {
        metric: [["Period", *frame.pilots]]
        + [[start, *(frame.cell(Key(pilot, metric, start)) for pilot in frame.pilots)] for start in frame.starts]
        for metric in frame.metrics
    }


def sheet_for_each_pilot(frame: Frame) -> dict[str, Rows]:
    """A sheet for each pilot and for each comparison."""
    return {
        f"{pilot} - control" if arm is Arm.COMPARISON else pilot: [["Date", *frame.metrics]]
        + [
            [start, *(frame.cell(Key(pilot, metric, start, None, arm)) for metric in frame.metrics)]
            for start in frame.starts
        ]
        for pilot in frame.pilots
        for arm in frame.arms
    }
