"""The invented tracker that pictures of the page Upload show: a two-row header and four cells to mend."""

from tests.trackers.books import Formula, Percent, workbook

NAME = "Agent guidance, January to June.xlsx"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun")
_SITES = ("Northgate", "Castle Lane", "Eastfield")
_SHARES = {
    "Quality assurance score": (0.812, 0.818, 0.825, 0.841, 0.846, 0.853),
    "Suggestion acceptance": (0.384, 0.412, 0.455, 0.472, 0.497, 0.508),
    "Training completion": (0.62, 0.71, 0.78, 0.86, 0.91, 0.94),
}
_STEP = 0.013
_WRONG = {(6, 4): "about 41 %", (7, 8): Formula("H8/H20|#DIV/0!"), (10, 5): "81,8,2 %", (14, 7): Formula("G14*1.02")}
"""By row and column, from 1 and from 0."""


def content(*, misspelt=False):
    """Return the workbook: half a year of three pilots, one perhaps under another name, and a hidden sheet of notes."""
    rows = [
        ["Agent guidance: how the pilots are used", None, None],
        ["Collected by the quality team, last working day of the month"],
        [],
        ["Pilot", "Metric", "Team lead", "2026", *[None] * 5],
        [None, None, None, *_MONTHS],
    ]
    leads = ("R. Osei", "M. Lindqvist", "T. Farrow")
    for place, (site, lead) in enumerate(zip(_SITES, leads, strict=True)):
        name = f"Agent guidance {site}" if site != "Eastfield" else "Results line guidance Eastfield"
        if misspelt:
            name = name.replace("Castle Lane", "Castle Ln")
        for metric, shares in _SHARES.items():
            rows.append([name, metric, lead, *(Percent(round(share - place * _STEP, 3)) for share in shares)])
    for (row, column), wrong in _WRONG.items():
        rows[row - 1][column] = wrong
    notes = [["Open points"], ["Castle Lane: figures of May to be checked with the team lead"]]
    return workbook({"Guidance": rows, "Notes": notes}, merges={"Guidance": ["D4:I4"]}, hidden_sheets=["Notes"])
