"""What a pilot is compared with, and on which side of the comparison a figure stands."""

from enum import StrEnum


class Comparison(StrEnum):
    """What a pilot is compared with besides its own past."""

    NONE = "none"
    GROUP = "group"
    RANDOMISED = "randomised"

    @property
    def label(self) -> str:
        """The words people read."""
        return {"none": "no comparison", "group": "comparison group", "randomised": "randomised"}[self.value]


class Arm(StrEnum):
    """Whose figure it is."""

    PILOT = "pilot"
    COMPARISON = "comparison"
