"""Sheets that teams keep by hand: days across, ranks, weights, age groups, remarks between the rows."""

from datetime import date

from cxdash.domain.comparisons import Arm
from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

MONDAYS = days("2025-03-03", 6, 7)
NAMES = ["Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025"]


def days_of_one_month_across() -> Habit:
    rows = [["Contacts handled – March 2025"], [], ["Team", *range(1, 32)]]
    rows += [[team, *numbers(len(team), 31, 40, 90)] for team in ("Red", "Green", "Yellow")]
    return one(
        "days of one month across",
        rows,
        Seen(
            (3, 3),
            Layout.WIDE_PERIOD,
            93,
            {"B4": ("Red", ANY, "2025-03-01", rows[3][1]), "AF6": ("Yellow", ANY, "2025-03-31", rows[5][31])},
        ),
    )


def league_table() -> Habit:
    rows = [["League table May 2025"], ["Rank", "Site", "CSAT", "FCR", "Places gained"]]
    rows += [
        [n + 1, site, Percent(0.9 - n / 100), Percent(0.8 - n / 100), 1 - n]
        for n, site in enumerate(["Ely", "Diss", "Holt", "Cromer"])
    ]
    return one(
        "a league table",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, (8, 12), {"C3": ("Ely", "csat", "2025-05", 0.9)}),
    )


def criteria_with_weights_and_agents_across() -> Habit:
    rows = [["Quality monitoring, week 14/2025"], ["Criterion", "Weight", "Anna", "Ben", "Cara"]]
    rows += [
        ["Greeting", Percent(0.1), 90, 80, 70],
        ["Solution", Percent(0.6), 85, 88, 79],
        ["Wrap-up", Percent(0.3), 92, 75, 81],
    ]
    return one(
        "criteria with weights, agents across",
        rows,
        Seen((2, 2), (Layout.WIDE_ENTITY, Layout.WIDE_METRIC), (9, 12), asks=ANY),
    )


def age_groups_across() -> Habit:
    rows = [["Share of digital contacts by age"], ["Month", "18-24", "25-34", "35-49", "50-64", "65+"]]
    rows += [[day, *shares(n, 5, 0.2, 0.9)] for n, day in enumerate(months("2025-01", 6))]
    return one(
        "age groups across",
        rows,
        Seen((2, 2), (Layout.WIDE_ENTITY, Layout.WIDE_METRIC), 30, {"B3": (ANY, ANY, "2025-01", rows[2][1])}, asks=ANY),
    )


def remark_between_the_rows() -> Habit:
    rows = [["Week", "Calls", "FCR", "AHT (s)"]]
    rows += [[day, 700 + n, shares(5, 6, 0.6, 0.8)[n], 300 + n] for n, day in enumerate(MONDAYS[:3])]
    rows += [["New telephony from here on: figures cannot be compared with those above"]]
    rows += [[day, 800 + n, shares(6, 6, 0.6, 0.8)[n], 280 + n] for n, day in enumerate(MONDAYS[3:])]
    return one(
        "a remark between the rows",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            18,
            {"D8": (None, "average_handle_time", "2025-W15", 282)},
            also={"D8": {"segment": None}},
        ),
        merges=["A5:D5"],
    )


def metric_in_the_corner_of_each_block() -> Habit:
    rows = [["CSAT", *NAMES]]
    rows += [[site, *shares(len(site), 4, 0.7, 0.9)] for site in ("Leeds", "Hull", "Derby")]
    rows += [[], ["AHT (s)", *NAMES]]
    rows += [[site, *numbers(len(site), 4, 300, 400)] for site in ("Leeds", "Hull", "Derby")]
    return one(
        "the metric in the corner of each block",
        rows,
        Seen((1, 1), Layout.WIDE_PERIOD, 12, {"B2": ("Leeds", "csat", "2025-01", rows[1][1])}),
        Seen((6, 6), Layout.WIDE_PERIOD, 12, {"E9": ("Derby", "average_handle_time", "2025-04", rows[8][4])}),
    )


def pilot_above_control() -> Habit:
    rows = []
    for side in ("Pilot group", "Control group"):
        rows += [[side], ["Week", "No-show rate", "CSAT"]]
        rows += [[day, shares(len(side), 6, 0.1, 0.3)[n], shares(1, 6, 0.7, 0.9)[n]] for n, day in enumerate(MONDAYS)]
        rows += [[]]
    return one(
        "the pilot group above the control group",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, 12, also={"B3": {"arm": Arm.PILOT}}),
        Seen((11, 11), Layout.WIDE_METRIC, 12, also={"B12": {"arm": Arm.COMPARISON}}),
        sheet="Northgate",
    )


def numbered_tree_of_figures() -> Habit:
    rows = [["No.", "Indicator", "Owner", *NAMES]]
    rows += [
        ["1", "Customer", "AM"],
        ["1.1", "CSAT", "AM", *shares(1, 4, 0.7, 0.9)],
        ["1.2", "FCR", "AM", *shares(2, 4, 0.6, 0.8)],
    ]
    rows += [
        ["2", "Efficiency", "TK"],
        ["2.1", "AHT (s)", "TK", *numbers(3, 4, 300, 400)],
        ["2.2", "Occupancy", "TK", *shares(4, 4, 0.7, 0.9)],
    ]
    return one(
        "a numbered tree of figures",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_PERIOD,
            16,
            {"D3": (ANY, "csat", "2025-01", rows[2][3]), "G7": (ANY, "occupancy", "2025-04", rows[6][6])},
        ),
    )


def targets_behind_each_actual() -> Habit:
    rows = [["Quarter", "CSAT", "CSAT target", "FCR", "FCR target"]]
    rows += [
        [f"{2024 + n // 4} Q{n % 4 + 1}", Percent(0.8), Percent(0.85), Percent(0.7), Percent(0.75)] for n in range(1, 6)
    ]
    return one(
        "a target behind each actual",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            10,
            {"B2": (None, "csat", "2024-Q2", 0.8), "D6": (None, "first_contact_resolution", "2025-Q2", 0.7)},
        ),
    )


def weeks_by_number_with_the_year_in_the_title() -> Habit:
    rows = [["Volunteer calls 2025"], ["Week", "Calls made", "Reached", "Booked"]]
    rows += [[f"Week {n}", 100 + n, 60 + n, 20 + n] for n in range(1, 13)]
    return one(
        "weeks by number, the year in the title",
        rows,
        Seen((2, 2), Layout.WIDE_METRIC, 36, {"B3": (None, ANY, "2025-W01", 101)}, asks=("layout?",)),
    )


def use_cases_under_their_stage() -> Habit:
    rows = [["Use case pipeline"], ["Use case", "Business owner", "Primary KPI", "Target", "Next step"]]
    rows += [
        ["PILOT"],
        ["Reminder calls", "Cleo", "No-show rate", "-20 %", "Read out in June"],
        ["Answer drafts", "Fay", "FCR", "+5 %", "More agents"],
    ]
    rows += [
        ["IDEA"],
        ["Refund bot", "Ida", "Repeat contact rate", "-10 %", "Write the hypothesis"],
        ["Next best offer", "Jo", "Conversion", "+2 %", "Find data"],
    ]
    return one(
        "use cases under their stage",
        rows,
        Seen(
            (2, 2),
            Layout.TRACKER,
            rows=4,
            register={0: {"stage": "pilot"}, 2: {"use_case": "Refund bot", "stage": "idea"}},
        ),
    )


def ideas_with_votes() -> Habit:
    rows = [["Idea", "Submitted by", "Submitted on", "Votes", "Status", "Comment"]]
    rows += [
        [f"Let customers {verb}", "KL", date(2025, 2, 3 + n), 12 - n, "new", "seems easy"]
        for n, verb in enumerate(["reschedule", "upload letters", "call back", "see the queue"])
    ]
    return one(
        "ideas with votes",
        rows,
        Seen((1, 1), Layout.TRACKER, rows=4, register={0: {"use_case": "Let customers reschedule"}}),
    )


def pack_of_a_steering_group() -> Habit:
    kpis = [["KPI", *NAMES], ["CSAT", *shares(1, 4, 0.7, 0.9)], ["No-show rate", *shares(2, 4, 0.1, 0.3)]]
    risks = [["Risk", "Likelihood", "Impact", "Owner", "Mitigation", "Status"]]
    risks += [[f"Risk {n}", n % 5 + 1, 3, "PL", "Talk to the supplier each week", "Open"] for n in range(5)]
    text = [
        ["Steering group, May"],
        [],
        ["Highlights"],
        ["The pilot in Northgate ended on time."],
        ["Training starts in June."],
    ]
    cost = [["Cost line", *NAMES], ["Licences", *numbers(1, 4, 900, 1000)], ["Staff", *numbers(2, 4, 4000, 5000)]]
    cost += [["Total", *(cost[1][place] + cost[2][place] for place in range(1, 5))]]
    return Habit(
        "a pack of a steering group",
        {"Summary": text, "KPIs": kpis, "Risks": risks, "Costs": cost},
        {
            "Summary": (),
            "KPIs": (Seen((1, 1), Layout.WIDE_PERIOD, 8, {"B2": (None, "csat", "2025-01", kpis[1][1])}),),
            "Risks": (Seen((1, 1), Layout.TRACKER),),
            "Costs": (Seen((1, 1), Layout.WIDE_PERIOD, 8, totals=(4,)),),
        },
    )


def regions_across_with_a_mean() -> Habit:
    rows = [["NPS by region"], ["Month", "North", "Midlands", "South", "Overall"]]
    for number, day in enumerate(months("2025-01", 6)):
        values = numbers(number, 3, 20, 60)
        rows.append([day, *values, round(sum(values) / 3, 1)])
    return one(
        "regions across with a mean at the end",
        rows,
        Seen((2, 2), Layout.WIDE_ENTITY, (18, 24), {"B3": ("North", "nps", "2025-01", rows[2][1])}),
    )


CASES = (
    days_of_one_month_across(),
    league_table(),
    criteria_with_weights_and_agents_across(),
    age_groups_across(),
    remark_between_the_rows(),
    metric_in_the_corner_of_each_block(),
    pilot_above_control(),
    numbered_tree_of_figures(),
    targets_behind_each_actual(),
    weeks_by_number_with_the_year_in_the_title(),
    use_cases_under_their_stage(),
    ideas_with_votes(),
    pack_of_a_steering_group(),
    regions_across_with_a_mean(),
)
