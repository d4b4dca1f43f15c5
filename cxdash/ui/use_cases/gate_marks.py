"""How criteria, votes and decisions are marked: by icon and word, never by colour alone."""

from datetime import date

from cxdash.domain.gate_policy import Weight
from cxdash.domain.gate_reviews import Decision, Vote
from cxdash.domain.gates import Line, State
from cxdash.ui.drawing import literally

VOTES = {
    Vote.FOR: ":green-badge[:material/thumb_up: For]",
    Vote.AGAINST: ":red-badge[:material/thumb_down: Against]",
    Vote.ABSTAIN: ":gray-badge[:material/do_not_disturb_on: Abstains]",
}
TO_VOTE = ":orange-badge[:material/hourglass_empty: Still to vote]"
_STATES = {
    State.MET: ("green", ":material/check:", "Met"),
    State.NOT_MET: ("orange", ":material/close:", "Not met"),
    State.WAIVED: ("blue", ":material/schedule:", "Waived"),
    State.NOT_APPLICABLE: ("gray", ":material/remove:", "Does not apply"),
}
_DECISIONS = {
    Decision.GO: ("green", ":material/check_circle:"),
    Decision.CONDITIONAL_GO: ("green", ":material/rule:"),
    Decision.HOLD: ("orange", ":material/pause_circle:"),
    Decision.RECYCLE: ("orange", ":material/replay:"),
    Decision.STOP: ("red", ":material/cancel:"),
}


def state(line: Line) -> str:
    """Return how a criterion stands; of a waived one until when and by whom."""
    colour, icon, words = _STATES[line.state]
    waiver = line.waiver
    if line.state is State.WAIVED and waiver is not None:
        by = f" by {literally(waiver.approved_by)}" if waiver.approved_by else ""
        words = f"Waived until {day(waiver.expires_on)}{by}"
    return f":{colour}-badge[{icon} {words}]"


def criterion(line: Line) -> str:
    """Return a criterion as its state, its sentence, what it does to the gate, and the figure behind it."""
    weight = ":gray[advisory]" if line.weight is Weight.ADVISORY else ":gray[blocking]"
    words = f"{state(line)} **{literally(line.sentence)}** {weight}  \n{literally(line.figure)}"
    waiver = line.waiver
    if line.state is State.WAIVED and waiver is not None:
        words += f"  \nWaived because: {literally(waiver.reason)}"
    return words


def decision(decided: Decision) -> str:
    """Return a decision."""
    colour, icon = _DECISIONS[decided]
    return f":{colour}-badge[{icon} {decided.label}]"


def day(when: date) -> str:
    """Write a day as people read it."""
    return f"{when:%-d %b %Y}"
