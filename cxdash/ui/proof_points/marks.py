"""How the state of a proof point looks, and its days in words."""

from datetime import date

from cxdash.domain.proof_points import State
from cxdash.ui.drawing import literally

_MARKS = {
    State.APPROVED: ":green[:material/verified:]",
    State.WAITS: ":orange[:material/pending:]",
    State.DRAFT: ":gray[:material/edit_note:]",
    State.DRIFTED: ":red[:material/trending_down:]",
    State.EXPIRED: ":red[:material/event_busy:]",
    State.RETIRED: ":gray[:material/inventory_2:]",
}
GRADES = {
    "A": "strong evidence, who got it was drawn by lot",
    "B": "good evidence beside a comparison group",
    "C": "fair evidence, before and after",
}
"""What a grade says to somebody who has not read the method."""


def state(stands: State, words: str) -> str:
    """Say with an icon and words where a proof point stands."""
    return f"{_MARKS[stands]} **{literally(words)}**"


def grade(letter: str) -> str:
    """Say what a grade means: ``grade B, good evidence beside a comparison group``."""
    return f"grade {letter}" + (f", {GRADES[letter]}" if letter in GRADES else "")


def day(when: date | None) -> str:
    """Write a day as people do; "" where there is none."""
    return "" if when is None else f"{when:%-d %b %Y}"
