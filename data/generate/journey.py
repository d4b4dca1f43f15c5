"""What hurts on the sample organisation's journeys, as two workshops of September 2026 wrote it down."""

from dataclasses import dataclass

from cxdash.domain.journeys import annual_cost

PATIENTS, MEMBERS = "Patient journey", "Membership journey"


@dataclass(frozen=True, slots=True, kw_only=True)
class Friction:
    """One thing that hurts; ``counted`` is its monthly volume, failure rate (of 1) and cost of one case in pounds."""

    journey: str = PATIENTS
    step: str
    is_back_office: bool = False
    name: str
    kind: str
    who: str = ""
    metric: str | None = None
    counted: tuple[int, float, float] | None = None
    evidence: str = ""
    effort: str = ""
    use_cases: tuple[str, ...] = ()
    votes: int = 0

    @property
    def annual_cost(self) -> float | None:
        """What it costs a year, None where nobody has counted it."""
        return annual_cost(*self.counted) if self.counted else None


FRICTION = (
    Friction(
        step="Find care",
        name="People cannot tell which clinic treats what",
        kind="Not knowing",
        who="Visitors of the website",
        metric="conversion_rate",
        counted=(38_000, 0.09, 3.2),
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
        counted=(21_000, 0.14, 4.1),
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
        counted=(68_000, 0.18, 2.4),
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
        counted=(9_500, 0.22, 14.0),
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
        counted=(24_000, 0.11, 5.5),
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
        counted=(24_000, 0.35, 1.9),
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
        counted=(25_800, 0.17, 62.0),
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
        counted=(31_000, 0.24, 4.6),
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
        counted=(12_000, 0.17, 6.2),
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
        counted=(41_000, 0.16, 17.5),
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
        counted=(8_000, 0.3, 7.5),
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
        counted=(5_300, 0.8, 4.9),
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
        counted=(8_700, 0.27, 14.0),
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
        counted=(8_700, 0.6, 3.8),
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
        counted=(5_300, 0.45, 9.2),
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
        counted=(5_300, 0.08, 31.0),
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
        counted=(9_800, 0.12, 26.0),
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
        counted=(2_100, 0.4, 8.1),
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
