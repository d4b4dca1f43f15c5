"""How the figures come about, in the sentences that notes of slides and sheets carry."""

METHOD = (
    "Each effect is measured against the pilot's own past and any comparison group, with its 95 % range.",
    "Value is effect × counted cases × what one unit is worth, less what another pilot claims of the same cases.",
    "Grades run from A, drawn by lot, to E, not measured.",
    "Only grades A to C count as measured; what rests on less, and what a model says, stands apart and is in no total.",
    "The number of the quarter is what finance confirmed; while it has confirmed nothing, all that was measured.",
)
AS_ONE = "Method: " + " ".join(METHOD)
"""The same as one paragraph."""
