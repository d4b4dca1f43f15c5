"""Gates that nobody reviewed here: a use case that a register brought in beyond them was taken over as it stood."""

from collections.abc import Collection, Sequence

from cxdash.domain.stages import Stage


def unreviewed(stage: Stage, reviewed: Collection[Stage]) -> tuple[Stage, ...]:
    """Return the stages behind the gates that nobody reviewed here, up to the stage it stands at.

    Args:
        stage: where the use case stands.
        reviewed: the stages that it entered by a decision at their gate.
    """
    return tuple(each for each in Stage if 0 < each.position <= stage.position and each not in reviewed)


def gates_words(stages: Sequence[Stage]) -> str:
    """Name gates: ``gate to pilot``, ``gates to pilot, proof and scale``; "" where there is none."""
    if not stages:
        return ""
    *others, last = (each.value for each in stages)
    return f"gates to {', '.join(others)} and {last}" if others else f"gate to {last}"
