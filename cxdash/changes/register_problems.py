"""Every problem a register's row can meet beyond those of any file: what is said of it, and what to do about it."""

from collections.abc import Mapping
from types import MappingProxyType

from cxdash.trackers.problems import PROBLEMS, Trouble
from cxdash.trackers.readings import Problem, Source

REGISTER_PROBLEMS: Mapping[str, Trouble] = MappingProxyType(
    {
        "no_use_case": Trouble(
            "Row without a use case", "This row names no use case.", "Fill in the column with the use case's name."
        ),
        "names_nothing": Trouble(
            "Register that names nothing",
            "No row of “{sheet}” names a use case or pilot, so nothing of it was taken.",
            "Name the column that does “Use case”, or leave the sheet out.",
        ),
        "unknown_use_case": Trouble(
            "Use case not known",
            "There is no use case “{value}”.",
            "Add a row for it to the register, or correct the name.",
        ),
        "other_use_case": Trouble(
            "Pilot of another use case",
            "The pilot “{pilot}” belongs to “{stored}”, not to “{value}”.",
            "Correct the cell, or give another pilot another name: figures find a pilot by its name.",
        ),
        "archived": Trouble(
            "Archived use case",
            "“{value}” was archived on {day}.",
            "Take the row out, or give a new use case another name.",
        ),
        "said_twice": Trouble(
            "Said twice, differently",
            "{other} says something else about the same {kind}.",
            "Keep one of them.",
        ),
        "edited_since": Trouble(
            "Edited on the page since the last upload",
            "{field} was “{seen}” in the last upload and is “{value}” now, but somebody changed it to "
            "“{stored}” since.",
            "Write “{stored}” here, or change it on the use case's page.",
        ),
        "far_away": Trouble("Year out of reach", "{value} is not between {first} and {last}.", "Correct the year."),
        "not_whole": Trouble(
            "Not a whole number", "{value} is not a whole number.", "Write how many, or how many days."
        ),
        "above_all": Trouble(
            "Share above all of it", "{value} is more than 100 % of it.", "Write a share of {metric} as 20 % or 0.2."
        ),
        "unknown_word": Trouble("Word not known", "“{value}” is no {field} that cxdash knows.", "Write {known}."),
        "name_too_long": Trouble(
            "Name too long",
            "“{value}…” has {size} characters.",
            "Shorten it to {limit}, so that it can be read in a list.",
        ),
        "several_people": Trouble(
            "Several people for one function",
            "“{value}” names {count} people.",
            "One answers for each function: write one name.",
        ),
        "unknown_metric": Trouble(
            "Metric not known",
            "“{value}” is no metric of the catalogue.",
            "Add it on the page Metrics, or write a name listed there.",
        ),
        "detail_without_metric": Trouble(
            "Detail of no metric", "This {detail} needs a metric.", "Add a column with the primary metric."
        ),
        "role_without_metric": Trouble(
            "Role of no metric", "This row names no metric.", "Write the metric whose role it gives."
        ),
        "two_roles": Trouble(
            "Two roles for one metric", "{metric} is the {role} metric already.", "Give each metric one role."
        ),
        "not_a_target": Trouble(
            "Target not understood", "“{value}” is not a target.", "Write −30 %, −6 points or to 12 %."
        ),
        "not_a_margin": Trouble(
            "Margin not understood",
            "“{value}” is no margin for {metric}.",
            "Write how many {unit} worse it may get, such as 2 {unit}.",
        ),
        "too_many_margins": Trouble(
            "More margins than guardrails",
            "There are {margins} margins for {guardrails} guardrails.",
            "Write one for each, in the same order.",
        ),
        "stages_disagree": Trouble("Stages and days disagree", "{what}.", "Correct the day or the stage."),
        "stage_needs_gate": Trouble(
            "Stage moved in a tracker",
            "“{title}” is in {stored}; the register says {value}.",
            "A stage changes in a gate review, not in a tracker. Correct the cell or hold the review.",
        ),
        "stage_day_recorded": Trouble(
            "Day of a stage changed",
            "“{title}” entered {stage} on {stored}, as recorded; the register says {value}.",
            "What is recorded stays: correct the cell.",
        ),
        "friction_kind_unknown": Trouble(
            "Kind of friction not known",
            "“{value}” is no kind of friction that cxdash knows; the nearest is “{nearest}”.",
            "Write {known}.",
        ),
        "friction_kind_missing": Trouble(
            "Friction point without a kind",
            "Nothing says of which kind “{value}” is.",
            "Add a column “Kind” and write {known}.",
        ),
        "effort_unknown": Trouble(
            "Effort not understood",
            "“{value}” is no effort.",
            "Write a number from 1, days, to 5, a year or more; or S, M, L, XL; or a time such as 6 weeks.",
        ),
        "side_unknown": Trouble(
            "Neither front nor back office",
            "“{value}” says neither that the back office does this step nor that it does not.",
            "Write yes or no, or front or back.",
        ),
        "annual_cost_differs": Trouble(
            "Annual cost that does not add up",
            "{value} a year stands here, but {volume} a month × {rate} × {cost} × 12 makes {worked_out}.",
            "Correct the one that is wrong, or leave this cell empty: it is worked out.",
        ),
        "friction_archived": Trouble(
            "Archived friction point or step",
            "“{value}” was archived on {day}.",
            "Take the row out, or choose another name.",
        ),
        "other_currency": Trouble(
            "Another currency",
            "{value} is not {currency}, in which this organisation counts.",
            "Convert the amount to {currency} and write that; no rate is assumed here.",
        ),
        "locked": Trouble(
            "Locked plan of a pilot",
            "{sentence}",
            "Amend it on the use case's page, with a reason: a tracker cannot say why, nor who decided it.",
        ),
        "rule": Trouble(
            "Rule that holds on every page",
            "{sentence}",
            "Nothing of this row is stored until it is corrected.",
        ),
    }
)


def register_problem(code: str, source: Source, **places: object) -> Problem:
    """Return a problem of a register's row, of its own kind or one that any file may have, with its sentence."""
    trouble = REGISTER_PROBLEMS.get(code) or PROBLEMS[code]
    return Problem(code, trouble.sentence(cell=source.cell, **places), source)
