"""Round numbers for an axis, so that a few labels say where a value lies."""

import math
from collections.abc import Iterable

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def scale(values: Iterable[float], *, parts: int = 5, least: float = 0.0) -> tuple[float, float, float]:
    """Return the lowest label, the highest and the step between them, so that all values and 0 lie within.

    The step is ``least`` or more: 1 for what is counted.
    """
    reached = [0.0, *values]
    low, high = min(reached), max(reached)
    if low == high:
        return 0.0, 1.0, 1.0
    rough = max((high - low) / parts, least)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each * power for each in _STEPS if each * power >= rough * (1 - 1e-9))
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step
