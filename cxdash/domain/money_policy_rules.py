"""What a money policy may say, and what reads otherwise from one version to the next."""

from collections.abc import Iterator
from itertools import pairwise

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count, percent
from cxdash.domain.money_policy import MoneyPolicy

_SHARES = {
    "discount_rate": "Discount rate a year",
    "persistence": "What is left of an effect a year later",
    "volume_error": "Error of a year's volume",
    "success_rate": "Ideas and pilots that improve their metric",
    "redeployment_share": "Released hours that are put to other use",
}
_SPANS = {"horizon_years": ("Horizon", "year"), "ramp_months": ("Ramp", "month")}
_EXCLUDED = "E"
_HIGHEST_RATE = 1.0
_LARGEST_ERROR = 1.0


def check_policy(policy: MoneyPolicy) -> None:
    """Raise RuleError, with the field, for the first thing that no organisation should plan with.

    A policy refuses by itself what no cash flow follows from; this is what would make its money misleading.
    """
    if not 0 <= policy.discount_rate <= _HIGHEST_RATE:
        raise RuleError("The discount rate is from 0 to 100 % a year: 10 % to start with.", field="discount_rate")
    if policy.ramp_months > 12 * policy.horizon_years:
        raise RuleError(
            f"The ramp takes {policy.ramp_months:g} months, longer than all that is counted. Shorten it to "
            f"{count(12 * policy.horizon_years, 'month')}, or count more years.",
            field="ramp_months",
        )
    if policy.volume_error > _LARGEST_ERROR:
        raise RuleError("The error of a year's volume is a share of the forecast, at most 100 %.", field="volume_error")
    if policy.allowance(_EXCLUDED) != 1:
        raise RuleError("Grade E counts as nothing: 100 % is taken off.", field="allowances")
    for (better, less), (worse, more) in pairwise(sorted(policy.allowances.items())):
        if more < less:
            raise RuleError(
                f"Grade {worse} is weaker evidence than {better}, so at least as much is taken off: "
                f"{percent(less)} or more, not {percent(more)}.",
                field="allowances",
            )


def differences(before: MoneyPolicy, after: MoneyPolicy) -> tuple[str, ...]:
    """Return in words what ``after`` says otherwise, in the order of the settings."""
    return tuple(_differences(before, after))


def _differences(before: MoneyPolicy, after: MoneyPolicy) -> Iterator[str]:
    for name, (label, unit) in _SPANS.items():
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield f"{label}: {was:g} → {now:g} {unit}{'' if now == 1 else 's'}"
    for name, label in _SHARES.items():
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield f"{label}: {_exact(was)} → {_exact(now)}"
    for grade in sorted(after.allowances):
        was, now = before.allowance(grade), after.allowance(grade)
        if was != now:
            yield f"Taken off an effect of grade {grade}: {_exact(was)} → {_exact(now)}"


def _exact(share: float) -> str:
    """Write a share with every digit that somebody entered, which rounding for people would hide."""
    return f"{round(100 * share, 6):g} %"
