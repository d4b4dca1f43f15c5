"""Every habit, in the order of the modules that write them down."""

from tests.trackers.habits import (
    blemishes,
    contact_centres,
    event_logs,
    hospitals,
    kpi_dashboards,
    no_tables,
    odd_corners,
    pilot_reports,
    pilots_and_languages,
    project_logs,
    registers,
    scorecards,
    statistics,
    surveys_and_costs,
    unusual_periods,
    weekly_operations,
)

HABITS = (
    *kpi_dashboards.CASES,
    *weekly_operations.CASES,
    *contact_centres.CASES,
    *hospitals.CASES,
    *registers.CASES,
    *surveys_and_costs.CASES,
    *event_logs.CASES,
    *statistics.CASES,
    *pilots_and_languages.CASES,
    *no_tables.CASES,
    *pilot_reports.CASES,
    *odd_corners.CASES,
    *project_logs.CASES,
    *blemishes.CASES,
    *unusual_periods.CASES,
    *scorecards.CASES,
)
