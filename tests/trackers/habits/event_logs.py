"""Lists of events: a row for each contact, appointment or invoice, to be summarised before it is kept."""

from datetime import date, datetime, timedelta

from cxdash.trackers.readings import Layout
from tests.trackers.habits.sheets import Habit, Seen, days, numbers, one

LOG = ("event_log",)


def calls_with_telephone_numbers() -> Habit:
    rows = [["Call ID", "Caller", "Agent", "Start", "End", "Queue", "Talk time (s)", "Resolved"]]
    for number in range(40):
        start = datetime(2025, 3, 3 + number // 8, 9 + number % 8, number % 60)
        rows.append(
            [
                f"C{10400 + number}",
                f"+44 7700 9001{number:02}",
                f"agent{number % 5}",
                start,
                start + timedelta(seconds=90 + number),
                "Billing" if number % 3 else "Orders",
                90 + number,
                "YN"[number % 2],
            ]
        )
    return one("calls with telephone numbers", rows, Seen((1, 1), Layout.EVENT_LOG, asks=LOG), sheet="Calls")


def tickets_of_a_service_desk() -> Habit:
    rows = [
        ["Number", "Opened", "Closed", "Short description", "Priority", "State", "Assignment group", "Reopen count"]
    ]
    for number in range(30):
        opened = f"2025-04-{1 + number % 28:02} 08:{number:02}:11"
        closed = f"2025-04-{2 + number % 28:02} 10:{number:02}:40" if number % 4 else ""
        rows.append(
            [
                f"INC00{41230 + number}",
                opened,
                closed,
                "Password does not work after the change",
                f"{number % 4 + 1} - Low",
                "Closed" if number % 4 else "Open",
                "Service Desk",
                number % 3 // 2,
            ]
        )
    return one(
        "tickets of a service desk",
        rows,
        Seen((1, 1), Layout.EVENT_LOG, asks=LOG),
        delimiter=",",
    )


def appointments_and_their_outcomes() -> Habit:
    outcomes = ["Attended", "Attended", "DNA", "Cancelled", "Attended"]
    rows = [["Clinic list extract"], ["Run on 01/05/2025 07:00 by scheduler"], []]
    rows += [["Appointment no", "Clinic", "Date", "Time", "Patient age", "Reminder sent", "Outcome"]]
    rows += [
        [
            700100 + n,
            ["Eyes", "Skin"][n % 2],
            date(2025, 4, 1 + n % 25),
            f"{9 + n % 7}:15",
            20 + n,
            "Yes" if n % 2 else "No",
            outcomes[n % 5],
        ]
        for n in range(45)
    ]
    return one("appointments and their outcomes", rows, Seen((4, 4), Layout.EVENT_LOG, asks=LOG))


def chats_with_scores() -> Habit:
    rows = [["session_id", "started_at", "channel", "intent", "contained", "handle_seconds", "csat_1_5", "comment"]]
    rows += [
        [
            f"a{n:05x}f",
            datetime(2025, 2, 1 + n % 27, n % 24, 7),
            "web" if n % 2 else "app",
            f"intent_{n % 6}",
            n % 3 == 0,
            30 + n,
            n % 5 + 1 if n % 4 else None,
            "thanks!" if n % 7 == 0 else None,
        ]
        for n in range(60)
    ]
    return one("chats with scores", rows, Seen((1, 1), Layout.EVENT_LOG, asks=LOG), sheet="sessions")


def answers_to_a_questionnaire() -> Habit:
    rows = [["Respondent", "Submitted", "Q1", "Q2", "Q3", "Q4", "What could we do better?"]]
    rows += [
        [
            f"R-{n:04}",
            datetime(2025, 5, 1 + n % 28, 12, n % 60),
            *(value % 5 + 1 for value in numbers(n, 4, 1, 90)),
            "Please answer the phone faster, I waited for twenty minutes" if n % 6 == 0 else None,
        ]
        for n in range(36)
    ]
    return one(
        "answers to questions Q1 to Q4", rows, Seen((1, 1), Layout.EVENT_LOG, asks=LOG), sheet="Form responses 1"
    )


def invoices_of_suppliers() -> Habit:
    rows = [["Invoice no.", "Invoice date", "Supplier", "PO", "Net", "VAT", "Gross", "Paid on"]]
    for number, net in enumerate(numbers(3, 24, 200, 5000)):
        rows.append(
            [
                f"2025-{number + 311}",
                f"{1 + number:02}.03.2025",
                ["Nordwind", "Contoso", "Fabrikam"][number % 3],
                f"4500{number:04}",
                net,
                round(net * 0.2, 2),
                round(net * 1.2, 2),
                f"{2 + number:02}.04.2025",
            ]
        )
    return one("invoices of suppliers", rows, Seen((1, 1), Layout.EVENT_LOG, asks=LOG))


def incidents_of_a_bot() -> Habit:
    text = "The assistant gave an answer without a source; the customer was called back the same day"
    rows = [["Date", "Time", "Conversation", "What happened", "Severity", "Found by"]]
    rows += [
        [day, "14:05", f"conv-{8812 + n}", text, ["low", "medium", "high"][n % 3], "QA team"]
        for n, day in enumerate(days("2025-01-07", 20, 5))
    ]
    return one("incidents of an assistant", rows, Seen((1, 1), (Layout.EVENT_LOG, Layout.TRACKER), asks=...))


CASES = (
    calls_with_telephone_numbers(),
    tickets_of_a_service_desk(),
    appointments_and_their_outcomes(),
    chats_with_scores(),
    answers_to_a_questionnaire(),
    invoices_of_suppliers(),
    incidents_of_a_bot(),
)
