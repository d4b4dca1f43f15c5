"""Contact-centre performance: queues, agents, channels, lengths of time and pairs of counts."""

from cxdash.domain.comparisons import Arm
from cxdash.trackers.readings import Layout
from tests.trackers.books import Clock, Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one

MONDAYS = days("2025-03-03", 6, 7)
QUEUES = ["Billing", "Claims", "New business", "Technical"]


def long_export_with_semicolons() -> Habit:
    rows = [["Queue", "Metric", "Month", "Value", "Unit"]]
    for month in ("2025-01", "2025-02", "2025-03"):
        for queue in QUEUES:
            seed = len(queue) + int(month[-1])
            rows += [[queue, "Service level", month, f"{numbers(seed, 1, 70, 90, 1)[0]}%", "%"]]
            rows += [[queue, "Avg handle time (s)", month, numbers(seed, 1, 300, 400)[0], "s"]]
    return one(
        "a long export with semicolons",
        rows,
        Seen(
            (1, 1),
            Layout.LONG,
            24,
            {
                "D2": ("Billing", "service_level", "2025-01", float(rows[1][3][:-1]) / 100),
                "D25": ("Technical", "average_handle_time", "2025-03", rows[24][3]),
            },
        ),
        delimiter=";",
        encoding="utf-8-sig",
    )


def lengths_of_time_in_three_forms() -> Habit:
    rows = [["Week", "AHT (mm:ss)", "ASA (sec)", "Wrap", "Longest wait"]]
    rows += [
        [day, f"0{6 - n % 2}:{10 + n}", 25 + n, Clock((60 + n) / 86400), f"00:1{n}:30"] for n, day in enumerate(MONDAYS)
    ]
    return one(
        "lengths of time in three forms",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            24,
            {
                "B2": (None, "average_handle_time", "2025-W10", 370),
                "B3": (None, "average_handle_time", "2025-W11", 311),
                "D4": (None, "after_call_work", "2025-W12", 62),
                "E7": (None, ANY, "2025-W15", 930),
            },
        ),
    )


def agents_of_one_month() -> Habit:
    rows = [["Agent scorecard - February 2025"], [], ["Employee ID", "Agent", "Team", "Calls", "AHT", "QA %", "CSAT"]]
    agents = ["Amir", "Bea", "Chloe", "Dan", "Efua", "Finn", "Greta"]
    rows += [
        [
            f"00{17 + 5 * n}",
            agent,
            "AB"[n % 2],
            300 + 7 * n,
            340 + 9 * n,
            Percent(0.9 - n / 100),
            Percent(0.8 + n / 100),
        ]
        for n, agent in enumerate(agents)
    ]
    return one(
        "agents of one month",
        rows,
        Seen(
            (3, 3),
            Layout.WIDE_METRIC,
            28,
            {"E4": ("Amir", "average_handle_time", "2025-02", 340), "G10": ("Greta", "csat", "2025-02", 0.86)},
        ),
    )


def half_hours_of_a_day() -> Habit:
    rows = [["Interval start", "Interval end", "Calls offered", "Calls answered", "Abandoned", "SL %"]]
    rows += [
        [
            f"2025-03-03 {8 + n // 2:02}:{30 * (n % 2):02}",
            f"2025-03-03 {8 + (n + 1) // 2:02}:{30 * ((n + 1) % 2):02}",
            20 + n,
            18 + n,
            2,
            f"{70 + n}%",
        ]
        for n in range(16)
    ]
    return one(
        "half hours of a day",
        rows,
        # Nothing is kept by the half hour: like a list of contacts it must be summarised first.
        Seen((1, 1), Layout.EVENT_LOG, asks=("event_log",)),
        delimiter=",",
    )


def channels_as_segments() -> Habit:
    rows = [["Month", "Channel", "Offered", "Handled", "Abandonment rate", "CSAT"]]
    for number, day in enumerate(months("2025-01", 4)):
        rows += [
            [day, channel, 1000 + number, 950 + number, Percent(0.05), Percent(0.8 + number / 100)]
            for channel in ("Phone", "Chat", "Email")
        ]
    return one(
        "channels as segments",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            48,
            {"F2": (None, "csat", "2025-01", 0.8)},
            also={"F2": {"segment": "Phone"}, "E4": {"segment": "Email"}},
        ),
    )


def queues_in_columns_with_the_metric_in_the_title() -> Habit:
    rows = [["Average handle time (seconds) by queue"], [], ["Week commencing", *QUEUES]]
    rows += [[day, *numbers(n, 4, 300, 420)] for n, day in enumerate(MONDAYS)]
    return one(
        "queues in columns, the metric in the title",
        rows,
        Seen(
            (3, 3),
            Layout.WIDE_ENTITY,
            24,
            {
                "B4": ("Billing", "average_handle_time", "2025-W10", rows[3][1]),
                "E9": ("Technical", "average_handle_time", "2025-W15", rows[8][4]),
            },
        ),
    )


def a_sheet_for_each_site_and_a_cover() -> Habit:
    sheets = {
        "READ ME": [
            ["Contact centre KPI pack"],
            ["This workbook is refreshed on the third working day of each month."],
            ["Do not add columns; ask reporting@example.org."],
        ]
    }
    for site in ("Newcastle", "Swansea", "Belfast"):
        sheets[site] = [[f"{site} contact centre"], ["Month", "FCR", "CSAT", "AHT (s)", "Attrition"]]
        sheets[site] += [
            [day, Percent(0.7 + n / 100), Percent(0.8 + n / 100), 300 + n, Percent(0.02)]
            for n, day in enumerate(months("2024-10", 6))
        ]
    cell = {"B3": ("Newcastle", "first_contact_resolution", "2024-10", 0.7)}
    tables = {
        site: (Seen((2, 2), Layout.WIDE_METRIC, 24, cell if site == "Newcastle" else {}),)
        for site in ("Newcastle", "Swansea", "Belfast")
    }
    return Habit("a sheet for each site and a cover", sheets, {"READ ME": (), **tables})


def counts_beside_their_rate() -> Habit:
    rows = [["Week", "Bot", "Contained sessions", "Auto sessions", "Containment rate"]]
    for number, day in enumerate(MONDAYS):
        rows += [
            [day, bot, 210 + number, 700, Percent((210 + number) / 700)] for bot in ("Web assistant", "Voice assistant")
        ]
    return one(
        "counts beside their rate",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            12,
            {"E2": ("Web assistant", "containment_rate", "2025-W10", 0.3)},
            also={"E2": {"numerator": 210, "denominator": 700}},
        ),
    )


def pair_without_its_rate() -> Habit:
    rows = [["Metric", "Site", "Month", "Numerator", "Denominator"]]
    rows += [
        [metric, site, day, 30 + n, 120 + n]
        for metric in ("No-show rate", "Complaint rate")
        for site in ("Ely", "Diss")
        for n, day in enumerate(months("2025-01", 3))
    ]
    return one(
        "a numerator and a denominator without the rate",
        rows,
        Seen(
            (1, 1),
            Layout.LONG,
            12,
            also={"D2": {"numerator": 30, "denominator": 120, "entity": "Ely"}},
        ),
    )


def site_named_once_above_its_queues() -> Habit:
    rows = [["Site", "Queue", "Month", "Calls", "CSAT %"]]
    for site in ("Leicester", "Norwich"):
        for queue in ("Sales", "Service"):
            rows += [
                [site if (n, queue) == (0, "Sales") else None, queue if n == 0 else None, day, 500 + n, f"{80 + n}.5%"]
                for n, day in enumerate(months("2025-01", 3))
            ]
    return one(
        "a site and a queue named once for many rows",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            24,
            {"E4": (ANY, "csat", "2025-03", 0.825), "E13": (ANY, "csat", "2025-03", 0.825)},
        ),
    )


def pilot_and_control_beside_each_other() -> Habit:
    rows = [
        ["Reminder calls at Northgate"],
        [None, "Pilot group", None, "Control group", None],
        ["Week", "No-show rate", "CSAT", "No-show rate", "CSAT"],
    ]
    rows += [[day, Percent(0.2 - n / 100), Percent(0.8), Percent(0.25), Percent(0.79)] for n, day in enumerate(MONDAYS)]
    return one(
        "pilot and control group beside each other",
        rows,
        Seen(
            (2, 3),
            Layout.WIDE_METRIC,
            24,
            {"B4": (ANY, "no_show_rate", "2025-W10", 0.2), "D4": (ANY, "no_show_rate", "2025-W10", 0.25)},
            also={"B4": {"arm": Arm.PILOT}, "D4": {"arm": Arm.COMPARISON}, "E9": {"arm": Arm.COMPARISON}},
        ),
        merges=["B2:C2", "D2:E2"],
    )


CASES = (
    long_export_with_semicolons(),
    lengths_of_time_in_three_forms(),
    agents_of_one_month(),
    half_hours_of_a_day(),
    channels_as_segments(),
    queues_in_columns_with_the_metric_in_the_title(),
    a_sheet_for_each_site_and_a_cover(),
    counts_beside_their_rate(),
    pair_without_its_rate(),
    site_named_once_above_its_queues(),
    pilot_and_control_beside_each_other(),
)
