"""The columns of the template: what each is called, what to enter, from which list, and how it is shown."""

from dataclasses import dataclass
from enum import StrEnum

from cxdash.domain.ownership import Function


class Choice(StrEnum):
    """The lists to choose from, each a column of the hidden sheet."""

    SUBJECTS = "Use cases and pilots"
    USE_CASES = "Use cases"
    PILOTS = "Pilots"
    METRICS = "Metrics"
    ARMS = "Pilot or comparison"
    STAGES = "Stages"
    STATUSES = "Statuses"
    PEOPLE = "People"
    SITES = "Sites"
    JOURNEYS = "Journeys"
    STEPS = "Journey steps"
    KINDS = "Kinds of friction"
    SIDES = "Back office"
    EFFORTS = "Efforts"
    HELP_MODES = "Help modes"
    COMPARISONS = "Comparisons"
    COST_OR_BENEFIT = "Cost or benefit"
    MONEY_KINDS = "Kinds of cost and benefit"
    BASES = "Plan, forecast, actual"


CLOSED = frozenset(
    {Choice.ARMS, Choice.STAGES, Choice.STATUSES, Choice.COMPARISONS, Choice.KINDS, Choice.SIDES}
    | {Choice.COST_OR_BENEFIT, Choice.MONEY_KINDS, Choice.BASES}
)
"""Lists beside which nothing else is understood; to the others a new name may be added."""


class Shown(StrEnum):
    """Number formats. Text keeps 2026-06 and 2026-W23 as typed, where a spreadsheet would make a day of them."""

    ANY = "General"
    TEXT = "@"
    DAY = "yyyy-mm-dd"
    COUNT = "#,##0"
    SHARE = "0.0%"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``{currency}`` in its words stands for the organisation's own."""

    label: str
    words: str
    width: int = 16
    choice: Choice | None = None
    shown: Shown = Shown.ANY


FIGURES = (
    Column(
        "Use case or pilot",
        "Whose figure it is: a pilot, or a use case as a whole. A new name makes a new use case. Leave no row without.",
        36,
        Choice.SUBJECTS,
    ),
    Column(
        "Metric",
        "What was measured, by its name on the page Metrics. The sheet “How to” lists the metrics with their units.",
        32,
        Choice.METRICS,
    ),
    Column(
        "Period",
        "A day as 2026-06-03, a week as 2026-W23, a month as 2026-06, a quarter as 2026-Q2. Keep to one length for "
        "each metric.",
        14,
        shown=Shown.TEXT,
    ),
    Column(
        "Value",
        "The figure in the metric's unit. A share with its sign: 12.5%. A length of time as a number, in the metric's "
        "unit. Leave it empty where numerator and denominator say it, and where there is no figure: never enter 0 for "
        "“not known”.",
        14,
    ),
    Column(
        "Numerator",
        "Better than a share alone: how many it was, for example 42 missed appointments. Counts add up over weeks and "
        "sites; shares do not.",
        14,
        shown=Shown.COUNT,
    ),
    Column("Denominator", "Out of how many, for example 350 scheduled appointments.", 14, shown=Shown.COUNT),
    Column(
        "Pilot or comparison",
        "pilot where the change was made, comparison for the group or site it is compared with. Empty means pilot.",
        16,
        Choice.ARMS,
    ),
    Column("Segment", "The part of the customers the figure is about, for example “aged 65 and over”. Empty: all.", 22),
)

_OWNERS = {
    Function.TECHNOLOGY: "keeps it running",
    Function.OPERATIONS: "changes how people work",
    Function.COMMERCIAL: "answers for the business outcome",
    Function.SCALING: "takes it to other sites",
    Function.FINANCE: "confirms what it is worth",
}

USE_CASES = (
    Column("Use case", "A short title that nobody else has, for example “Fewer no-shows”.", 36, Choice.USE_CASES),
    Column("Outcome statement", "Whose problem gets better, by how much, by when.", 50),
    Column(
        "Stage",
        "Where it stands. A use case that is here already changes its stage in a gate review, not in a tracker.",
        12,
        Choice.STAGES,
    ),
    Column("Status", "Whether somebody works on it.", 12, Choice.STATUSES),
    Column("Idea on", "The day it was proposed, as 2026-03-31.", 12, shown=Shown.DAY),
    Column(
        "Journey steps", "Where in the customer's journey it helps; several divided by semicolons.", 24, Choice.STEPS
    ),
    Column("Modules", "The building blocks it is made of; several divided by semicolons.", 24),
    Column("Help mode", "How far the machine takes the work over.", 22, Choice.HELP_MODES),
    *(Column(f"{each.value.capitalize()} owner", f"Who {does}.", 20, Choice.PEOPLE) for each, does in _OWNERS.items()),
    Column("Sponsor", "Who decides on money and people.", 20, Choice.PEOPLE),
    Column(
        "Primary metric",
        "The outcome it is judged by. One that is not in the catalogue is rejected.",
        30,
        Choice.METRICS,
    ),
    Column("Target", "The promise: −30 % of the baseline, −6 points, to 12 %, −20 seconds.", 16, shown=Shown.TEXT),
    Column("Baseline", "What it is today, in the metric's unit; a share with its sign: 20%.", 14),
    Column("Guardrails", "Metrics that must not get worse, by name; several divided by semicolons.", 30),
    Column("Guardrail margin", "By how much each may get worse, in the same order; several divided by semicolons.", 18),
    Column("Unit value", "What one unit of the primary metric is worth, in {currency}: the likely value.", 14),
    Column("Unit value low", "The least it may be worth, in {currency}.", 14),
    Column("Unit value high", "The most it may be worth, in {currency}.", 14),
    Column("Annual volume", "How many units there are in a year.", 14, shown=Shown.COUNT),
    Column("Value source", "Where the unit value comes from, and from when.", 24),
    Column("Notes", "Anything else.", 30),
)

PILOTS = (
    Column("Pilot", "A short name that nobody else has: what runs where.", 30, Choice.PILOTS),
    Column("Use case", "The use case it tries out.", 36, Choice.USE_CASES),
    Column("Site", "Where it runs.", 22, Choice.SITES),
    Column("Segment", "For which part of the customers, where not for all.", 20),
    Column("Client", "Your customer whose contacts these are, where you serve several.", 22),
    Column("Status", "Whether it goes on.", 12, Choice.STATUSES),
    Column("Goes live", "The first day with customers, as 2026-03-31.", 12, shown=Shown.DAY),
    Column("Window days", "How many days from then it is measured, for example 90.", 12, shown=Shown.COUNT),
    Column(
        "Baseline starts",
        "From which day on the time before it counts as what it was, as 2026-03-31.",
        14,
        shown=Shown.DAY,
    ),
    Column("Comparison", "What it is compared with besides its own past.", 20, Choice.COMPARISONS),
    Column("Comparison site", "The site or group it is compared with.", 22),
    Column("Population", "Who is served.", 24),
    Column("Locked on", "The day its plan was fixed; later changes need a reason.", 12, shown=Shown.DAY),
    Column("One-off cost", "What it costs once, in {currency}.", 14, shown=Shown.COUNT),
    Column("Run cost per year", "What it costs each year whatever the volume, in {currency}.", 16, shown=Shown.COUNT),
    Column("Usage cost per case", "What each case costs on top, such as tokens or minutes, in {currency}: 0.12.", 14),
    Column("Notes", "Anything else.", 30),
)

FRICTION = (
    Column("Journey", "The way customers go, for example “Patient journey”.", 24, Choice.JOURNEYS),
    Column("Journey step", "Where on it something hurts. A new name makes a new step.", 24, Choice.STEPS),
    Column(
        "Back office", "yes where the step is done behind the counter, out of the customer's sight.", 12, Choice.SIDES
    ),
    Column("Friction point", "What hurts there, in a few words as the customer would say it.", 40),
    Column("Kind", "What sort of pain it is.", 24, Choice.KINDS),
    Column("Population", "Whom it hurts.", 22),
    Column("Metric", "Which figure would show it gone.", 30, Choice.METRICS),
    Column("Monthly volume", "How many times a month customers pass there.", 14, shown=Shown.COUNT),
    Column("Failure rate", "The share of them it hurts, with its sign: 12%.", 12, shown=Shown.SHARE),
    Column("Unit cost", "What one such case costs, in {currency}.", 12),
    Column("Evidence", "Where the figures come from, and from when.", 30),
    Column(
        "Effort", "What it would take to remove it, or a number from 1, days, to 5, a year or more.", 16, Choice.EFFORTS
    ),
    Column("Use cases", "The use cases that answer it; several divided by semicolons.", 36, Choice.USE_CASES),
)

MONEY = (
    Column("Use case", "Whose cost or benefit it is.", 36, Choice.USE_CASES),
    Column("Pilot", "The pilot it is for. Leave it empty where the use case as a whole has it.", 30, Choice.PILOTS),
    Column("Cost or benefit", "Which way the money goes.", 14, Choice.COST_OR_BENEFIT),
    Column("Kind", "One-off or run of a cost, the class of money of a benefit.", 20, Choice.MONEY_KINDS),
    Column("Line", "What it is spent on or saved at, as finance calls it: “Licences”.", 26),
    Column("Basis", "How it is known. Of one line and period the actual counts, else the forecast.", 12, Choice.BASES),
    Column(
        "Period",
        "The days it is for: a month as 2026-06, a quarter as 2026-Q2, a year as 2026.",
        12,
        shown=Shown.TEXT,
    ),
    Column("Amount", "In {currency}, 0 or more. Leave it empty, or write tbc, where nobody knows.", 14),
    Column("Note", "Where the amount comes from.", 30),
)
