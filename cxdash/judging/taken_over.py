"""Which gates behind a stored use case nobody reviewed here."""

from cxdash.domain import taken_over
from cxdash.domain.stages import Stage
from cxdash.store.tables import StageMove, UseCase


def unreviewed(use_case: UseCase) -> tuple[Stage, ...]:
    """Return the stages behind the gates that a use case is past without a decision here, moves or none."""
    decided_here = {Stage(move.to_stage) for move in use_case.moves if _went_through_a_gate(move)}
    return taken_over.unreviewed(Stage(use_case.stage), decided_here)


def _went_through_a_gate(move: StageMove) -> bool:
    """Say whether a decision here led on to its stage; a recycle leads back."""
    if move.review_id is None or move.from_stage is None:
        return False
    return Stage(move.from_stage).position < Stage(move.to_stage).position
