"""Reports of pilots: phases, groups, baselines, forecasts and the figures of the year before."""

from cxdash.domain.comparisons import Arm
from cxdash.trackers.readings import Layout
from tests.trackers.books import Percent
from tests.trackers.habits.sheets import ANY, Habit, Seen, days, months, numbers, one, shares

MONDAYS = days("2025-03-03", 8, 7)


def baseline_and_pilot_phase() -> Habit:
    rows = [["Reminder calls – weekly results"], [], ["Site", "Phase", "Week commencing", "Metric", "Result"]]
    rows += [
        [site, "Baseline" if n < 4 else "Pilot", day, "No-show rate", Percent(0.25 - n / 100)]
        for site in ("Northgate", "Millbrook")
        for n, day in enumerate(MONDAYS)
    ]
    return one(
        "a phase beside each week",
        rows,
        Seen(
            (3, 3),
            Layout.LONG,
            16,
            {"E4": ("Northgate", "no_show_rate", "2025-W10", 0.25)},
            also={"E4": {"arm": Arm.PILOT}},
        ),
    )


def before_and_after() -> Habit:
    rows = [["Results of the pilot"], ["KPI", "Baseline (Jan to Mar 2025)", "Pilot (Apr to Jun 2025)", "Change"]]
    rows += [
        ["No-show rate", Percent(0.24), Percent(0.2), Percent(-0.04)],
        ["CSAT", Percent(0.8), Percent(0.83), Percent(0.03)],
    ]
    rows += [["Average speed of answer (s)", 41, 37, -4]]
    return one(
        "before and after",
        rows,
        Seen(
            (2, 2),
            Layout.WIDE_PERIOD,
            6,
            {"B3": (ANY, "no_show_rate", "2025-Q1", 0.24), "C5": (ANY, "average_speed_of_answer", "2025-Q2", 37)},
        ),
    )


def control_in_the_words_of_the_header() -> Habit:
    rows = [["Week starting", "No-show rate (pilot)", "No-show rate (control)", "CSAT (pilot)", "CSAT (control)"]]
    rows += [[day, Percent(0.2), Percent(0.25), Percent(0.82), Percent(0.8)] for day in MONDAYS]
    return one(
        "the control group in the words of the header",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_METRIC,
            32,
            {"B2": (ANY, "no_show_rate", "2025-W10", 0.2), "E9": (ANY, "csat", "2025-W17", 0.8)},
            also={"B2": {"arm": Arm.PILOT}, "C2": {"arm": Arm.COMPARISON}, "E9": {"arm": Arm.COMPARISON}},
        ),
        sheet="Northgate",
    )


def tidy_export_with_slugs() -> Habit:
    rows = [["pilot", "metric", "period_start", "period_end", "segment", "arm", "numerator", "denominator", "value"]]
    rows += [
        [
            "northgate-outreach",
            "no_show_rate",
            day,
            days(day.isoformat(), 2, 6)[1],
            segment,
            arm,
            20 + n,
            100,
            (20 + n) / 100,
        ]
        for n, day in enumerate(MONDAYS[:4])
        for segment in ("new", "known")
        for arm in ("pilot", "comparison")
    ]
    return one(
        "a tidy export",
        rows,
        Seen(
            (1, 1),
            Layout.LONG,
            16,
            {"I2": ("northgate-outreach", "no_show_rate", "2025-W10", 0.2)},
            also={"I3": {"segment": "new", "arm": Arm.COMPARISON, "numerator": 20, "denominator": 100}},
        ),
        delimiter=",",
    )


def summary_above_the_months() -> Habit:
    rows = [["Northgate – summary"], ["KPI", "Latest", "Target", "RAG"]]
    rows += [["CSAT", Percent(0.83), Percent(0.85), "A"], ["FCR", Percent(0.71), Percent(0.7), "G"], [], []]
    rows += [["Monthly figures"], ["KPI", *months("2025-01", 5)]]
    rows += [["CSAT", *shares(4, 5, 0.7, 0.9)], ["FCR", *shares(5, 5, 0.6, 0.8)], ["AHT (s)", *numbers(6, 5, 300, 400)]]
    return one(
        "a summary above the months",
        rows,
        # Without a period it may be asked about or left alone.
        Seen((2, 2), (Layout.WIDE_METRIC, Layout.WIDE_ENTITY, Layout.NONE), (0, 2, 4), asks=ANY),
        Seen((8, 8), Layout.WIDE_PERIOD, 15, {"B9": (ANY, "csat", "2025-01", rows[8][1])}),
    )


def actual_months_then_forecast() -> Habit:
    rows = [
        ["AI run cost, GBP"],
        [None, "Actual", None, None, "Forecast", None, None],
        ["Pilot", *(f"{name} 2025" for name in ("Jan", "Feb", "Mar", "Apr", "May", "Jun"))],
    ]
    rows += [[name, *numbers(len(name), 6, 1000, 3000)] for name in ("Northgate", "Millbrook", "Castle Lane")]
    return one(
        "actual months, then a forecast",
        rows,
        Seen((2, 3), Layout.WIDE_PERIOD, 9, {"B4": ("Northgate", "ai_run_cost", "2025-01", rows[3][1])}),
        merges=["B2:D2", "E2:G2"],
    )


def year_before_and_change() -> Habit:
    rows = [["Clinic", "Mar 2024", "Mar 2025", "Change", "% change"]]
    for number, name in enumerate(["Eyes", "Skin", "Heart", "Lung"]):
        before, now = numbers(number, 2, 200, 400)
        rows.append([name, before, now, now - before, Percent(round(now / before - 1, 3))])
    return one(
        "the year before and the change",
        [["Appointments kept"], *rows],
        Seen(
            (2, 2),
            Layout.WIDE_PERIOD,
            8,
            {"B3": ("Eyes", ANY, "2024-03", rows[1][1]), "C6": ("Lung", ANY, "2025-03", rows[4][2])},
        ),
    )


def arrows_behind_the_figures() -> Habit:
    rows = [["KPI", "Target", "Jan 2025", "Feb 2025", "Mar 2025"], ["CSAT", ">85%", "82% ▲", "83% ▲", "81% ▼"]]
    rows += [["No-show rate", "<18%", "21%", "20% ▼", "19% ▼"], ["Escalation rate", "<5%", "6%", "6% ►", "5% ▼"]]
    return one(
        "arrows behind the figures",
        rows,
        Seen(
            (1, 1),
            Layout.WIDE_PERIOD,
            9,
            {"C2": (None, "csat", "2025-01", 0.82), "E4": (None, "escalation_rate", "2025-03", 0.05)},
        ),
    )


def adoption_by_team() -> Habit:
    rows = [
        ["Copilot adoption"],
        [],
        ["Team", "Month", "Active users", "Entitled users", "Adoption %", "Suggestions accepted"],
    ]
    rows += [
        [team, day, 20 + n, 40, Percent((20 + n) / 40), 900 + n]
        for team in ("Claims", "Sales", "Service")
        for n, day in enumerate(months("2025-02", 4))
    ]
    return one(
        "adoption by team",
        rows,
        Seen(
            (3, 3),
            Layout.WIDE_METRIC,
            (24, 48),
            {"E4": ("Claims", "adoption_rate", "2025-02", 0.5)},
            also={"E4": {"numerator": 20, "denominator": 40}},
        ),
    )


def sections_named_after_sites() -> Habit:
    rows = [["Weekly KPIs of the pilot sites"], ["KPI", *(f"2025-W{n}" for n in range(10, 15))]]
    for site in ("Northgate", "Millbrook", "Castle Lane"):
        rows.append([site, None, None, None, None, None])
        rows += [["No-show rate", *shares(len(site), 5, 0.1, 0.3)], ["CSAT", *shares(len(site) + 1, 5, 0.7, 0.9)]]
    return one(
        "sections named after sites",
        rows,
        Seen(
            (2, 2),
            Layout.WIDE_PERIOD,
            30,
            {
                "B4": ("Northgate", "no_show_rate", "2025-W10", rows[3][1]),
                "F11": ("Castle Lane", "csat", "2025-W14", rows[10][5]),
            },
        ),
        merges=["A3:F3", "A6:F6", "A9:F9"],
    )


CASES = (
    baseline_and_pilot_phase(),
    before_and_after(),
    control_in_the_words_of_the_header(),
    tidy_export_with_slugs(),
    summary_above_the_months(),
    actual_months_then_forecast(),
    year_before_and_change(),
    arrows_behind_the_figures(),
    adoption_by_team(),
    sections_named_after_sites(),
)
