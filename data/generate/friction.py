"""What hurts on the sample organisation's journeys: as two workshops wrote it down, in the file that they filled in."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from cxdash.domain.journeys import annual_cost
from data.generate.organisation import NAME
from data.generate.register import name_of
from data.generate.workbook import Workbook, write_cell, writing

SHEET = "Where it hurts"
PATIENTS, MEMBERS = "Patient journey", "Membership journey"
HEADER_ROW = 3
_HEADERS = (
    "Journey",
    "Step",
    "Back office?",
    "What hurts",
    "Type of friction",
    "Who",
    "KPI",
    "Volume per month",
    "Failure rate",
    "Cost per case (£)",
    "Cost per year (£)",
    "Evidence",
    "Effort",
    "Use case",
    "Votes",
)
_WIDTHS = {"What hurts": 46, "Evidence": 40, "Use case": 40, "KPI": 26, "Who": 22, "Type of friction": 22}
_NOTES = (
    "Cost per year = volume per month × failure rate × cost per case × 12, worked out in the sheet.",
    "S = weeks, M = a quarter, L = half a year, XL = longer. Empty = nobody has counted it yet.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Friction:
    """One thing that hurts; a rate is a share of 1, a cost in pounds."""

    journey: str = PATIENTS
    step: str
    is_back_office: bool = False
    name: str
    kind: str
    who: str = ""
    metric: str | None = None
    volume: int | None = None
    rate: float | None = None
    cost: float | None = None
    evidence: str = ""
    effort: str = ""
    use_cases: tuple[str, ...] = ()
    votes: int = 0

    @property
    def annual_cost(self) -> float | None:
        """What it costs a year, None where nobody has counted it."""
        return annual_cost(self.volume, self.rate, self.cost)


FRICTION = (
    Friction(
        step="Find care",
        name="People cannot tell which clinic treats what",
        kind="Not knowing",
        who="Visitors of the website",
        metric="conversion_rate",
        volume=38_000,
        rate=0.09,
        cost=3.2,
        evidence="Web analytics, January to August 2026",
        effort="M",
        use_cases=("More enquiries become bookings",),
        votes=4,
    ),
    Friction(
        step="Find care",
        name="What was asked in the chat is asked again on the phone",
        kind="Repeating oneself",
        who="Patients and members",
        metric="repeat_contact_rate",
        volume=21_000,
        rate=0.14,
        cost=4.1,
        evidence="Contact log matched by number, June 2026",
        effort="L",
        use_cases=("Routine queries resolved in self-service",),
        votes=7,
    ),
    Friction(
        step="Book",
        name="Callers wait more than five minutes in winter",
        kind="Waiting",
        who="Callers",
        metric="abandonment_rate",
        volume=68_000,
        rate=0.18,
        cost=2.4,
        evidence="Telephony, November 2025 to February 2026",
        effort="M",
        use_cases=("Less waiting in the winter queue",),
        votes=9,
    ),
    Friction(
        step="Book",
        name="Freed slots are not offered to those who wait",
        kind="Missed or dropped",
        who="Waiting list",
        metric="completed_appointment_rate",
        volume=9_500,
        rate=0.22,
        cost=14.0,
        evidence="Booking system, slots empty on the day",
        effort="M",
        use_cases=("Fill more appointment slots",),
        votes=6,
    ),
    Friction(
        step="Book",
        name="Callers are passed from desk to desk",
        kind="Handed on",
        who="Callers with two requests",
        metric="transfer_rate",
        evidence="Told in both workshops, not counted yet",
        votes=5,
    ),
    Friction(
        step="Prepare",
        name="Letters do not say what to bring",
        kind="Not knowing",
        who="New patients",
        metric="no_show_rate",
        volume=24_000,
        rate=0.11,
        cost=5.5,
        evidence="Front desk tally, two weeks in May 2026",
        effort="S",
        use_cases=("Fewer patient no-shows",),
        votes=3,
    ),
    Friction(
        step="Prepare",
        name="Forms are filled in again at the desk",
        kind="Effort",
        who="New patients",
        volume=24_000,
        rate=0.35,
        cost=1.9,
        evidence="Front desk tally, two weeks in May 2026",
        effort="M",
        votes=4,
    ),
    Friction(
        step="Attend",
        name="Patients do not come to their appointment",
        kind="Missed or dropped",
        who="Outpatients",
        metric="no_show_rate",
        volume=25_800,
        rate=0.17,
        cost=62.0,
        evidence="Booking system 2025; slot cost by Finance",
        effort="L",
        use_cases=("Fewer patient no-shows", "No-shows: help with transport"),
        votes=11,
    ),
    Friction(
        step="Results and follow-up",
        name="Nobody says when results will be there",
        kind="Not knowing",
        who="Outpatients",
        metric="repeat_contact_rate",
        volume=31_000,
        rate=0.24,
        cost=4.6,
        evidence="Contact reasons, second quarter of 2026",
        effort="S",
        use_cases=("Routine queries resolved in self-service",),
        votes=8,
    ),
    Friction(
        step="Results and follow-up",
        name="Results are explained twice",
        kind="Repeating oneself",
        who="Outpatients",
        metric="first_contact_resolution",
        volume=12_000,
        rate=0.17,
        cost=6.2,
        evidence="Contact reasons, second quarter of 2026",
        effort="M",
        use_cases=("Results enquiries solved first time",),
        votes=2,
    ),
    Friction(
        step="Billing and claims",
        name="Bills do not say what the plan covers",
        kind="Not knowing",
        who="Plan members",
        metric="complaint_rate",
        volume=41_000,
        rate=0.16,
        cost=17.5,
        evidence="Finance: queries, goodwill and write-offs, January to August 2026",
        effort="L",
        votes=10,
    ),
    Friction(
        step="Billing and claims",
        name="Answers to billing queries take days",
        kind="Waiting",
        who="Plan members",
        metric="time_to_resolution",
        volume=8_000,
        rate=0.3,
        cost=7.5,
        evidence="Ticket system, first half of 2026",
        effort="M",
        use_cases=("Faster answers to billing queries",),
        votes=6,
    ),
    Friction(
        step="Billing and claims",
        name="The history of a claim lies in three systems",
        kind="Manual work",
        who="Claims team",
        metric="cost_per_resolution",
        volume=5_300,
        rate=0.8,
        cost=4.9,
        evidence="Time study of one week, March 2026",
        effort="XL",
        use_cases=("Cheaper claims handling",),
        votes=5,
    ),
    Friction(
        step="Referral handling",
        is_back_office=True,
        name="Referrals lie in a shared mailbox",
        kind="Waiting",
        who="Referred patients",
        metric="delivery_consistency",
        volume=8_700,
        rate=0.27,
        cost=14.0,
        evidence="Mailbox log, May to July 2026",
        effort="M",
        use_cases=("Referrals handled within promise",),
        votes=7,
    ),
    Friction(
        step="Referral handling",
        is_back_office=True,
        name="Referral letters are typed in again",
        kind="Manual work",
        who="Referral desk",
        volume=8_700,
        rate=0.6,
        cost=3.8,
        evidence="Time study of one week, March 2026",
        effort="L",
        votes=3,
    ),
    Friction(
        step="Claims settlement",
        is_back_office=True,
        name="Claims are keyed in from paper",
        kind="Manual work",
        who="Claims team",
        volume=5_300,
        rate=0.45,
        cost=9.2,
        evidence="Claims ledger 2025",
        effort="L",
        votes=4,
    ),
    Friction(
        step="Claims settlement",
        is_back_office=True,
        name="Wrong codes send claims back",
        kind="Wrong or missing answer",
        who="Plan members",
        metric="reopen_rate",
        volume=5_300,
        rate=0.08,
        cost=31.0,
        evidence="Claims ledger 2025",
        effort="M",
        votes=2,
    ),
    Friction(
        journey=MEMBERS,
        step="Renew or leave",
        name="Members learn of the renewal too late",
        kind="Missed or dropped",
        who="Plan members",
        metric="renewal_rate",
        volume=9_800,
        rate=0.12,
        cost=26.0,
        evidence="Renewals 2025; margin by Finance",
        effort="S",
        use_cases=("Plans renewed on time",),
        votes=6,
    ),
    Friction(
        journey=MEMBERS,
        step="Renew or leave",
        name="Moving a plan to a new address takes three calls",
        kind="Effort",
        who="Members who move",
        metric="churn_rate",
        volume=2_100,
        rate=0.4,
        cost=8.1,
        evidence="Contact log, first half of 2026",
        effort="M",
        use_cases=("Keep plan members",),
        votes=3,
    ),
    Friction(
        journey=MEMBERS,
        step="Renew or leave",
        name="Nobody asks members why they leave",
        kind="Missed or dropped",
        who="Members who leave",
        evidence="Said in the second workshop, not counted yet",
        votes=1,
    ),
)


def write(path: Path) -> None:
    """Write the list: journeys and steps once over their rows, a total below, notes at the end."""
    with writing(path) as book:
        sheet = book.sheet(SHEET)
        sheet.write_string(0, 0, f"{NAME}: where our journeys hurt", book.title)
        sheet.write_string(1, 0, "Workshops of 22 and 29 September 2026; ask Priya Ramaswamy")
        for column, label in enumerate(_HEADERS):
            sheet.write_string(HEADER_ROW, column, label, book.header)
            sheet.set_column(column, column, _WIDTHS.get(label, 14))
        first = row = HEADER_ROW + 1
        for (journey, step), points in groupby(FRICTION, key=lambda each: (each.journey, each.step)):
            row = _write_step(sheet, row, journey, step, list(points), book)
        _write_total(sheet, first, row, book)
        for number, note in enumerate(_NOTES, start=row + 2):
            sheet.write_string(number, 0, note)
        sheet.freeze_panes(HEADER_ROW + 1, 4)


def _write_step(sheet: Worksheet, row: int, journey: str, step: str, points: list[Friction], book: Workbook) -> int:
    """Write the rows of one step and return the row below them."""
    middle = book.style(valign="top", text_wrap=True)
    places = (journey, step, "yes" if points[0].is_back_office else "no")
    for column, text in enumerate(places):
        if len(points) > 1:
            sheet.merge_range(row, column, row + len(points) - 1, column, text, middle)
        else:
            sheet.write_string(row, column, text, middle)
    for number, point in enumerate(points, start=row):
        _write_point(sheet, number, point, book)
    return row + len(points)


def _write_point(sheet: Worksheet, row: int, point: Friction, book: Workbook) -> None:
    said: tuple[tuple[object, str | None], ...] = (
        (point.name, None),
        (point.kind, None),
        (point.who, None),
        (name_of(point.metric), None),
        (point.volume, "#,##0"),
        (point.rate, "0%"),
        (point.cost, "£#,##0.00"),
    )
    for column, (value, number_format) in enumerate(said, start=3):
        write_cell(sheet, row, column, value, book.style(num_format=number_format) if number_format else None)
    if point.annual_cost is not None:
        line = row + 1
        formula, style = f"=H{line}*I{line}*J{line}*12", book.style(num_format="£#,##0")
        sheet.write_formula(row, 10, formula, style, round(point.annual_cost, 2))
    rest = (point.evidence, point.effort, "; ".join(point.use_cases), point.votes)
    for column, value in enumerate(rest, start=11):
        write_cell(sheet, row, column, value)


def _write_total(sheet: Worksheet, first: int, row: int, book: Workbook) -> None:
    style = book.style(bold=True, top=1, num_format="£#,##0")
    total = sum(point.annual_cost or 0.0 for point in FRICTION)
    sheet.write_string(row, 0, "Total", style)
    sheet.write_formula(row, 10, f"=SUM(K{first + 1}:K{row})", style, round(total, 2))
