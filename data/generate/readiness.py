"""How ready people of the sample organisation judged their use cases, with what shows it and what closes each gap."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.generate.appointments import BACKFILL, NO_SHOWS, TRANSPORT
from data.generate.contacts import BILLING, GUIDANCE
from data.generate.ideas import CLAIMS, WINTER
from data.generate.members import ENQUIRIES, REFERRALS, RENEWALS, RETENTION
from data.generate.organisation import (
    ADA,
    BIA,
    CERYS,
    HAMISH,
    KWABENA,
    LEILA,
    LUCIA,
    MEI,
    PRIYA,
    SIONE,
    YUSUF,
)
from data.generate.self_service import ASSISTANT


@dataclass(frozen=True, slots=True)
class Judged:
    """One dimension: its level, what shows it, and who closes the gap by when for how many pounds."""

    level: int
    evidence: str
    owner: str = ""
    due: date | None = None
    cost: int | None = None


READINESS: Mapping[str, Mapping[str, Judged]] = {
    NO_SHOWS: {
        "people": Judged(4, "Survey of the booking teams, October 2026: 7 of 10 find the work better"),
        "process": Judged(4, "Spot checks in September found the steps followed at three sites"),
        "data": Judged(4, "Booking feed checked every night; the data team is called when it stops"),
        "integration": Judged(4, "Ran through the January peak without a backlog"),
        "governance": Judged(3, "Privacy review every quarter, last in September 2026"),
        "adoption": Judged(3, "Reminders go to 9 of 10 appointments where it runs"),
    },
    BILLING: {
        "people": Judged(4, "Case workers rated the summaries 4.3 of 5 in May 2026"),
        "process": Judged(3, "Every case at Northgate opens with its summary"),
        "data": Judged(4, "Ticket export checked every morning, with a named person for gaps"),
        "integration": Judged(3, "Summaries appear in the ticket system by themselves"),
        "governance": Judged(3, "Fifty summaries are read against their case every month"),
        "adoption": Judged(4, "When it was down for a day in August, three teams asked for it back"),
    },
    BACKFILL: {
        "people": Judged(3, "Front desks at Riverside and Eastfield are trained"),
        "process": Judged(3, "Freed slots are offered within the hour at Riverside"),
        "data": Judged(3, "Waiting list and slots arrive every hour"),
        "integration": Judged(3, "Offers go out from the booking system by themselves"),
        "governance": Judged(3, "Order of offers is checked for fairness every month"),
        "adoption": Judged(
            2, "Plan for the other four sites agreed; Millbrook does not use it", SIONE, date(2027, 2, 26), 18_000
        ),
    },
    GUIDANCE: {
        "people": Judged(3, "Agents at Northgate and Castle Lane are trained"),
        "process": Judged(3, "New call steps are followed at Northgate"),
        "data": Judged(3, "Call texts arrive within two seconds since the new telephone platform"),
        "integration": Judged(3, "Runs inside the agents' screen at both sites"),
        "governance": Judged(3, "Works council agreed; recordings are deleted after 30 days, checked monthly"),
        "adoption": Judged(2, "At Castle Lane 4 of 10 agents have it switched off", YUSUF, date(2027, 1, 29), 26_000),
    },
    RETENTION: {
        "people": Judged(3, "Two retention teams call from the list every week"),
        "process": Judged(3, "Call within five days is kept at Harbour View"),
        "data": Judged(3, "Membership data arrives on the third of each month"),
        "integration": Judged(
            2, "The list is still carried over by hand at Millbrook", PRIYA, date(2027, 3, 31), 42_000
        ),
        "governance": Judged(3, "Scores are tested for age and postcode each quarter"),
        "adoption": Judged(3, "8 of 10 members on the list are reached"),
    },
    TRANSPORT: {
        "people": Judged(2, "Front desk at Millbrook has two hours a day for it"),
        "process": Judged(2, "Steps agreed with the desk and the taxi firm"),
        "data": Judged(2, "Addresses tested on 300 patients, 94 % usable"),
        "integration": Judged(
            2, "Link to the taxi firm designed; bookings are still mailed", MEI, date(2027, 1, 15), 15_000
        ),
        "governance": Judged(2, "Privacy approved passing on name and address for the pilot"),
        "adoption": Judged(1, "A few patients a week take the ride", ADA, date(2027, 2, 12), 6_000),
    },
    ASSISTANT: {
        "people": Judged(3, "Content team of four is trained and answers for the texts"),
        "process": Judged(
            2, "Hand-over to an agent agreed, not always followed at Northgate", KWABENA, date(2026, 12, 18), 12_000
        ),
        "data": Judged(3, "Answers are drawn from the knowledge base every night"),
        "integration": Judged(3, "Works on the website and in the app without hands"),
        "governance": Judged(
            2, "Approved for two sites; nobody reviews wrong answers yet", HAMISH, date(2027, 1, 22), 20_000
        ),
        "adoption": Judged(3, "Most visitors with a routine query start there"),
    },
    RENEWALS: {
        "people": Judged(3, "Eastfield sends the reminders itself and wants to carry on"),
        "process": Judged(3, "Reminder 30 and 10 days before the end, kept at Eastfield"),
        "data": Judged(2, "The partner's export was compared with 200 plans by hand", PRIYA, date(2027, 2, 5), 9_000),
        "integration": Judged(2, "Export by file every week, approved by IT", PRIYA, date(2027, 4, 30), 30_000),
        "governance": Judged(
            1,
            "Risks listed in April 2025; sharing data with the partner was never approved",
            CERYS,
            date(2026, 12, 11),
            7_500,
        ),
        "adoption": Judged(3, "All expiring plans at Eastfield get the reminder"),
    },
    ENQUIRIES: {
        "people": Judged(3, "Call team trained again in June after the complaints"),
        "process": Judged(
            2, "One call and one message a day agreed; Castle Lane rang more often", LEILA, date(2026, 12, 4), 4_000
        ),
        "data": Judged(3, "Enquiries arrive within the hour, with consent"),
        "integration": Judged(2, "Call list approved; results are typed in by hand", PRIYA, date(2027, 3, 12), 22_000),
        "governance": Judged(2, "Contact rules approved for both pilots"),
        "adoption": Judged(2, "Plan for a third site waits for the complaints to settle", YUSUF, date(2027, 2, 19)),
    },
    REFERRALS: {
        "people": Judged(2, "Two people of the referral desk have a day a week for it"),
        "process": Judged(3, "Triage before noon is kept at Harbour View"),
        "data": Judged(2, "Letters of 250 referrals read and compared, 91 % right", KWABENA, date(2027, 1, 29), 11_000),
        "integration": Judged(3, "Mailbox and referral system are linked"),
        "governance": Judged(3, "A clinician reviews every urgent referral"),
        "adoption": Judged(2, "Plan for Riverside: one desk first, with help for four weeks", LUCIA, date(2027, 2, 26)),
    },
    WINTER: {
        "people": Judged(1, "Both call centres know of it", KWABENA, date(2027, 1, 15)),
        "process": Judged(1, "Today's queue is drawn up, November 2026"),
        "data": Judged(2, "Two winters of telephony data tested in October"),
        "integration": Judged(1, "Telephone platform and diary have to be linked", MEI, date(2027, 2, 26), 35_000),
    },
    CLAIMS: {
        "people": Judged(2, "Three claims handlers have half a day a week for it"),
        "process": Judged(1, "Today's steps written down in the time study of March 2026"),
        "data": Judged(2, "120 closed claims read from all three systems"),
        "integration": Judged(1, "Three systems to connect, one without an interface", MEI, date(2027, 3, 31), 60_000),
        "governance": Judged(0, "Privacy has not been asked yet", BIA, date(2027, 1, 29), 5_000),
    },
}
"""By title and dimension; what is missing nobody has judged."""
