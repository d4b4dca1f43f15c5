"""Where a use case stands on its way from idea to scale."""

from enum import StrEnum


class Stage(StrEnum):
    """The four stages, in order."""

    IDEA = "idea"
    PILOT = "pilot"
    PROOF = "proof"
    SCALE = "scale"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()

    @property
    def position(self) -> int:
        """0 for idea … 3 for scale."""
        return list(Stage).index(self)

    @property
    def following(self) -> "Stage | None":
        """The stage after this one; None for scale."""
        stages = list(Stage)
        return stages[self.position + 1] if self.position + 1 < len(stages) else None


class Status(StrEnum):
    """Whether a use case is being worked on."""

    ACTIVE = "active"
    PARKED = "parked"
    STOPPED = "stopped"
    RETIRED = "retired"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()
