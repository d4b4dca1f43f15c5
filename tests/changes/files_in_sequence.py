"""Files that a program might receive over a quarter, in several layouts, each resting on the others in some way."""

from collections.abc import Mapping
from datetime import date, timedelta

from cxdash.trackers.readings import Hints, Tracker
from tests.trackers.books import Percent, csv, read, workbook

WEEKS = [date(2026, 3, 2) + timedelta(weeks=number) for number in range(20)]
_PILOTS = ("Riverside reminders", "Eastfield reminders")


def _long(first: float, weeks: slice = slice(0, 20), *, pilots: tuple[str, ...] = _PILOTS[:1]) -> bytes:
    rows = [
        [pilot, "No-show rate", week, part, 400]
        for pilot in pilots
        for part, week in enumerate(WEEKS[weeks], int(first))
    ]
    return workbook({"Weekly": [["Pilot", "Metric", "Week", "Numerator", "Denominator"], *rows]})


def _by_month(factor: float) -> bytes:
    months = ["Site", "Metric", "Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026"]
    return workbook(
        {
            "Monthly": [
                months,
                ["Ward A", "Complaint rate", *(factor * each for each in (2.1, 0.1, 0.2, 1e-3))],
                ["Ward B", "Complaint rate", *(factor * each for each in (0.3, 0.7, 1.9, 2.2))],
            ]
        }
    )


def _by_metric(csat: float) -> bytes:
    rows = [[week, Percent(csat), 300 + number] for number, week in enumerate(WEEKS[:6])]
    return workbook({"Riverside": [["Week", "CSAT", "Calls handled by robots"], *rows]})


def _by_site() -> bytes:
    return csv(
        [
            ["Month", "North clinic", "South clinic"],
            ["2026-01", "120", "80"],
            ["2026-02", "n/a", "95"],
            ["2026-03", "131", "x"],
        ]
    )


_USE_CASES = [
    "Use case",
    "Outcome statement",
    "Stage",
    "Tech owner",
    "Ops owner",
    "Primary KPI",
    "Target",
    "Journey step",
]


def _use_cases(target: str, owner: str, other_target: str = "-10 %") -> bytes:
    said = "Reduce patient no-shows by 30 % through proactive outreach, measured over 90 days."
    return workbook(
        {
            "Register": [
                _USE_CASES,
                ["Fewer no-shows", said, "Pilot", owner, "Ben Okafor", "No-show rate", target, "Attend"],
                [
                    "Faster answers",
                    "Answer sooner",
                    "Idea",
                    owner,
                    "Cleo Park",
                    "Cost to serve",
                    other_target,
                    "Ask; Pay",
                ],
            ]
        }
    )


def _pilots(window: int, live: date, *, locked_on: date | None = None) -> bytes:
    header = ["Pilot", "Use case", "Site", "Go-live", "Window", "Population", "Locked on", "Primary KPI", "Stage"]
    eastfield = ["Eastfield reminders", "Fewer no-shows", "Eastfield", live, window, "Outpatients", locked_on]
    harbour = ["Harbour calls", "Calmer calls", "Harbour", live, window, "Outpatients", None, "Cost to serve", "Pilot"]
    return workbook({"Pilots": [header, [*eastfield, None, None], harbour]})


def _with_problems() -> bytes:
    rows = [["Riverside reminders", "No-show rate", week, part, 400] for part, week in enumerate(WEEKS[:8], 70)]
    rows[2][3] = "many"
    rows[4][2] = "soon"
    rows.append(["Riverside reminders", "No-show rate", WEEKS[0], 99, 400])
    return workbook({"Weekly": [["Pilot", "Metric", "Week", "Numerator", "Denominator"], *rows]})


def _typing_error(value: float) -> bytes:
    return workbook({"Costs": [["Month", "Cost to serve"], ["2026-01", 0.1], ["2026-02", value], ["2026-03", 0.3]]})


CONTENTS: Mapping[str, tuple[str, bytes]] = {
    "weeks": ("weekly.xlsx", _long(40)),
    "weeks corrected": ("weekly.xlsx", _long(43)),
    "some weeks": ("weekly.xlsx", _long(50, slice(4, 12))),
    "weeks of two pilots": ("weekly.xlsx", _long(60, pilots=_PILOTS)),
    "weeks with problems": ("weekly.xlsx", _with_problems()),
    "months": ("Complaints.xlsx", _by_month(1.0)),
    "months corrected": ("Complaints.xlsx", _by_month(1.1)),
    "metrics": ("Riverside.xlsx", _by_metric(0.7)),
    "metrics corrected": ("Riverside.xlsx", _by_metric(0.75)),
    "sites": ("Attendances.csv", _by_site()),
    "use cases": ("Register.xlsx", _use_cases("-30 %", "Ada Quist")),
    "use cases changed": ("Register.xlsx", _use_cases("-25 %", "Dee Marsh", "-15 %")),
    "pilots": ("Pilots.xlsx", _pilots(56, WEEKS[8])),
    "pilots changed": ("Pilots.xlsx", _pilots(70, WEEKS[9])),
    "pilots locked": ("Pilots.xlsx", _pilots(70, WEEKS[9], locked_on=WEEKS[8])),
    "typing error": ("Costs.xlsx", _typing_error(1e15)),
    "typing error corrected": ("Costs.xlsx", _typing_error(0.2)),
}
"""Each file's name and bytes, by a few words."""

FILES: Mapping[str, Tracker] = {
    label: read(content, name, Hints(year=2026)) for label, (name, content) in CONTENTS.items()
}
"""What was understood of each file, by a few words."""
