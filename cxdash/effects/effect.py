"""The result of measuring one metric of one pilot: a frozen value that is stored, and shown as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from cxdash.domain.metrics import Direction
from cxdash.domain.periods import Grain
from cxdash.effects.estimate import Estimator, Shape
from cxdash.effects.grade import Downgrade, Grade
from cxdash.effects.posterior import Posterior, posterior_from_json
from cxdash.effects.scale import Scale
from cxdash.effects.verdict import Recommendation, Verdict


@dataclass(frozen=True, slots=True)
class Effect:
    """What a pilot changed, how sure that is, and what may be said about it.

    Effects are positive where the metric improved: fractions of the baseline where ``relative``, else metric units.
    ``observed_change`` is the change of the plain means, ``drift_removed`` what background drift and the comparison
    group account for; ``observed_change = drift_removed + effect``. On the log scale the effect is exp(b) − 1 and the
    observed change the ratio of the two means less 1, so the difference is taken after both are fractions.

    Attributes:
        analysed_on: how coefficients of ``posterior`` become effects.
        effect: None where nothing may be claimed; without ``low`` and ``high`` it is a plain difference, not evidence.
        p_worse: probability that the metric got worse.
        required: the target as an improvement; attainment is the effect as a share of it, never capped.
        baseline_mean: mean of the baseline's periods (of the comparison group for randomised counts), metric units.
        n_baseline: periods used before go-live (of the comparison group for randomised counts).
        n_declared: periods of the whole declared window.
        missing_share: share of the expected periods that are missing or excluded.
        rho_mean: how slow-moving the series is, 0 to 0.95.
        stop_early: whether harm is sure enough to stop a running pilot.
        summary: the grade in one line.
        checksum: SHA-256 of the inputs and the method's version; the same checksum means the same result.
    """

    metric: str
    shape: Shape
    estimator: Estimator
    analysed_on: Scale
    grain: Grain | None
    direction: Direction
    relative: bool
    observed_change: float | None
    drift_removed: float | None
    effect: float | None
    low: float | None
    high: float | None
    p_improved: float | None
    p_target: float | None
    p_worse: float | None
    required: float | None
    attainment: tuple[float, float, float] | None
    grade: Grade
    downgrades: tuple[Downgrade, ...]
    verdict: Verdict
    recommendation: Recommendation | None
    stop_early: bool
    sentence: str
    summary: str
    cautions: tuple[str, ...]
    no_interval_because: str | None
    n_baseline: int
    n_pilot: int
    n_declared: int
    n_excluded: int
    missing_share: float
    baseline_mean: float | None
    pilot_mean: float | None
    rho_mean: float | None
    window_complete: bool
    posterior: Posterior | None
    checksum: str

    @property
    def has_interval(self) -> bool:
        """Whether the effect may be claimed."""
        return self.low is not None

    @property
    def scale(self) -> str:
        """The scale of the analysis: ``log`` or ``natural``."""
        return self.analysed_on.name

    def to_json(self) -> dict[str, Any]:
        """Return every field in a form that JSON can hold; ``from_json`` returns an equal effect."""
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        scale = self.analysed_on
        return plain | {
            "analysed_on": {"log": scale.log, "divisor": scale.divisor, "sign": scale.sign},
            "attainment": None if self.attainment is None else list(self.attainment),
            "downgrades": [{"code": each.code, "sentence": each.sentence} for each in self.downgrades],
            "cautions": list(self.cautions),
            "posterior": None if self.posterior is None else self.posterior.to_json(),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild what ``to_json`` returned."""
        posterior, advice, grain = stored["posterior"], stored["recommendation"], stored["grain"]
        attainment = stored["attainment"]
        return cls(
            **{
                **stored,
                "shape": Shape(stored["shape"]),
                "estimator": Estimator(stored["estimator"]),
                "analysed_on": Scale(**stored["analysed_on"]),
                "grain": None if grain is None else Grain(grain),
                "direction": Direction(stored["direction"]),
                "attainment": None if attainment is None else tuple(attainment),
                "grade": Grade(stored["grade"]),
                "downgrades": tuple(Downgrade(**each) for each in stored["downgrades"]),
                "verdict": Verdict(stored["verdict"]),
                "recommendation": None if advice is None else Recommendation(advice),
                "cautions": tuple(stored["cautions"]),
                "posterior": None if posterior is None else posterior_from_json(posterior),
            }
        )
