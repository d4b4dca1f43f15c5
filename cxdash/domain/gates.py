"""The gates between the stages: what must be true before the next one, judged one criterion at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cxdash.domain.figures import count
from cxdash.domain.ownership import ACCOUNTABLE, Function
from cxdash.domain.readiness import LEVELS, STATEMENTS, Dimension
from cxdash.domain.stages import Stage

TO_PILOT = (Dimension.DATA, Dimension.INTEGRATION, Dimension.GOVERNANCE)
"""What has to be ready before a pilot."""
PILOT_LEVEL, SCALE_LEVEL = 2, 3
AT_THE_REVIEW = "It is recorded at the gate review."
_STRONG = ("A", "B")
_WITHOUT_GROUP = "C"


@dataclass(frozen=True, slots=True)
class Primary:
    """A primary metric: what it promises, and whether it has a baseline, as a value or as days of a plan."""

    name: str
    is_business: bool
    target: str = ""
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class Finished:
    """A pilot on a primary metric whose window is over.

    Attributes:
        target_met: whether the verdict says so; ``better`` is the weaker one, without the target.
        money_low: what its net value exceeds nine times in ten, in words; None where there is no money figure.
        money_is_positive: whether that is above 0, after run cost.
        accepted_by: the executive who accepts that there is no comparison group.
    """

    name: str
    metric: str
    is_business: bool
    verdict: str
    grade: str
    target_met: bool = False
    better: bool = False
    money_low: str | None = None
    money_is_positive: bool = False
    accepted_by: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether it shows enough for a proof: its target, or better with money that holds."""
        return self.target_met or (self.better and self.money_is_positive)

    @property
    def is_strong(self) -> bool:
        """Whether its evidence is strong enough for a proof."""
        return self.grade in _STRONG or (self.grade == _WITHOUT_GROUP and bool(self.accepted_by))


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a use case; the gates ask nothing else.

    Attributes:
        statement_lacks: what keeps the statement from passing, a sentence each; None where there is no statement.
        primaries: as declared.
        firewall: why a metric may not have its role; empty where each may.
        unverified: which primary metrics of one's own nobody has verified yet; empty where none has to be.
        guardrails: their names.
        unwatched: what could get worse and no guardrail would show, a sentence each.
        designs: each pilot's comparison in words, or who accepts that there is none; "" where nothing was chosen.
        running: pilots whose window is not over, with their day.
        finished: pilots whose window is over.
        red: pilots with a red guardrail, and which.
        owners: by function.
        readiness: levels; a dimension that nobody judged is absent.
    """

    statement_lacks: tuple[str, ...] | None = None
    primaries: tuple[Primary, ...] = ()
    firewall: str = ""
    unverified: str = ""
    guardrails: tuple[str, ...] = ()
    unwatched: tuple[str, ...] = ()
    designs: Mapping[str, str] = field(default_factory=dict)
    running: Mapping[str, str] = field(default_factory=dict)
    finished: tuple[Finished, ...] = ()
    red: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owners: Mapping[Function, str] = field(default_factory=dict)
    readiness: Mapping[Dimension, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """The figure behind a criterion, and what to do next; nothing where it is met."""

    figure: str
    next_step: str = ""

    @property
    def is_met(self) -> bool:
        """Whether nothing is left to do for it."""
        return not self.next_step


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of a gate as people read it; ``code`` names it for programs."""

    code: str
    sentence: str
    judged: Judged


Criterion = Callable[[Facts], Judged]


def statement_passes(facts: Facts) -> Judged:
    """The outcome statement says what should get better, by how much, how and by when."""
    lacks = facts.statement_lacks
    if lacks is None:
        return Judged("There is no statement yet", "Write it at the top of this page.")
    if lacks:
        first = lacks[0].partition(". ")[0].rstrip(".")
        return Judged(f"{first}.", "Mend the statement at the top of this page; it says what is missing.")
    return Judged("It passes")


def primary_is_allowed(facts: Facts) -> Judged:
    """A primary metric is chosen that may be one; one's own is verified."""
    if not facts.primaries:
        return Judged("No primary metric", "Choose the business outcome under Metrics.")
    if facts.firewall:
        return Judged(facts.firewall, "Choose another primary metric under Metrics.")
    if facts.unverified:
        return Judged(facts.unverified, "Let a program manager or finance verify it on the page Metrics.")
    return Judged(_listed([each.name for each in facts.primaries]))


def baseline_and_target(facts: Facts) -> Judged:
    """The primary metric has a baseline and a target."""
    if not facts.primaries:
        return Judged("No primary metric", "Choose it under Metrics, with its target.")
    whole = next((each for each in facts.primaries if each.target and each.baseline), None)
    if whole is not None:
        return Judged(f"{whole.name}: {whole.target} from {whole.baseline}")
    first = facts.primaries[0]
    lacking = [word for word, said in (("target", first.target), ("baseline", first.baseline)) if not said]
    return Judged(f"{first.name} has no {' and no '.join(lacking)}", "Enter it under Metrics.")


def comparison_is_chosen(facts: Facts) -> Judged:
    """A pilot says what it is compared with, or which executive accepts that there is no comparison."""
    if not facts.designs:
        return Judged("No pilot is planned", "Plan one under Pilots.")
    chosen = [f"{name}: {design}" for name, design in facts.designs.items() if design]
    if chosen:
        return Judged(chosen[0])
    return Judged(
        f"None of {count(len(facts.designs), 'pilot')} says it",
        "Under Pilots, name a comparison group, draw by lot, or name who accepts that there is none.",
    )


def three_owners(facts: Facts) -> Judged:
    """Technology, operations and commercial each have one accountable owner."""
    missing = [each.value for each in ACCOUNTABLE if not facts.owners.get(each)]
    if missing:
        named = len(ACCOUNTABLE) - len(missing)
        return Judged(f"{named} of {len(ACCOUNTABLE)} named", f"Name the owner of {_listed(missing)} under Define.")
    return Judged(_listed([facts.owners[each] for each in ACCOUNTABLE]))


def ready_to_pilot(facts: Facts) -> Judged:
    """Data, integration and governance are agreed: readiness 2 or more."""
    return _ready(facts, TO_PILOT, PILOT_LEVEL)


def guardrails_are_chosen(facts: Facts) -> Judged:
    """Guardrails watch what could get worse."""
    if facts.unwatched:
        return Judged(facts.unwatched[0], "Add the guardrail under Metrics, with its margin.")
    if not facts.guardrails:
        return Judged("No guardrail", "Under Metrics, choose what must not get worse.")
    return Judged(_listed(list(facts.guardrails)))


def window_is_over(facts: Facts) -> Judged:
    """The declared window of a pilot is over, and its figures are in."""
    if facts.finished:
        return Judged(_listed(list(dict.fromkeys(each.name for each in facts.finished))))
    if facts.running:
        name, day = next(iter(facts.running.items()))
        return Judged(f"{name}: {day}", "Wait for the end of the window; until then there is no verdict.")
    return Judged("No pilot has run", "Plan a pilot under Pilots.")


def outcome_is_shown(facts: Facts) -> Judged:
    """A pilot met its target, or is better and its money holds nine times in ten."""
    enough = next((each for each in facts.finished if each.is_enough), None)
    if enough is not None:
        money = "" if enough.target_met else f", net value above {enough.money_low}"
        return Judged(f"{enough.name}: {enough.verdict}{money}")
    if not facts.finished:
        return Judged("No window is over", "Wait for the verdict.")
    best = facts.finished[0]
    return Judged(f"{best.name}: {best.verdict}", "Extend the pilot, add a comparison, or stop it.")


def no_guardrail_is_red(facts: Facts) -> Judged:
    """No guardrail is red in any pilot."""
    if facts.red:
        name, what = next(iter(facts.red.items()))
        return Judged(f"{name}: {_listed(list(what))}", "Stop the harm there before the use case goes on.")
    if not facts.finished:
        return Judged("No window is over", "Wait for the verdict.")
    return Judged(f"0 red in {count(len(dict.fromkeys(each.name for each in facts.finished)), 'pilot')}")


def evidence_is_strong(facts: Facts) -> Judged:
    """The evidence is of grade A or B, or C with an executive who accepts that there is no comparison group."""
    judged = [each for each in facts.finished if each.is_enough] or list(facts.finished)
    if not judged:
        return Judged("No window is over", "Wait for the grade.")
    strong = next((each for each in judged if each.is_strong), None)
    if strong is not None:
        accepted = f", accepted by {strong.accepted_by}" if strong.grade == _WITHOUT_GROUP else ""
        return Judged(f"{strong.name}: grade {strong.grade}{accepted}")
    best = min(judged, key=lambda each: each.grade)
    mend = (
        "Name the executive who accepts that there is no comparison group, in the plan under Pilots."
        if best.grade == _WITHOUT_GROUP
        else "Run it with a comparison group, a longer baseline or a longer window."
    )
    return Judged(f"{best.name}: grade {best.grade}", mend)


def finance_attests(facts: Facts) -> Judged:  # noqa: ARG001 nobody can record it yet
    """Finance attests the money."""
    return Judged("Not recorded", AT_THE_REVIEW)


def business_outcome_is_met(facts: Facts) -> Judged:
    """A business outcome met its target."""
    met = next((each for each in facts.finished if each.is_business and each.target_met), None)
    if met is not None:
        return Judged(f"{met.metric} in {met.name}")
    if facts.primaries and not any(each.is_business for each in facts.primaries):
        return Judged("No primary metric is a business outcome", "Choose one under Metrics and show it.")
    return Judged("Not met by any pilot", "Show the target in a pilot before it is rolled out.")


def money_is_positive(facts: Facts) -> Judged:
    """The net value is above zero nine times in ten, after run cost."""
    positive = next((each for each in facts.finished if each.money_is_positive), None)
    if positive is not None:
        return Judged(f"{positive.name}: above {positive.money_low}")
    known = next((each for each in facts.finished if each.money_low is not None), None)
    if known is not None:
        return Judged(f"{known.name}: above {known.money_low}", "Lower the run cost, or widen the reach.")
    return Judged("No money figure", "Say what one unit is worth, under Metrics.")


def ready_to_scale(facts: Facts) -> Judged:
    """All six dimensions work: readiness 3 or more."""
    return _ready(facts, tuple(Dimension), SCALE_LEVEL)


def proof_is_approved(facts: Facts) -> Judged:  # noqa: ARG001 nobody can record it yet
    """Technology, operations and commercial approve the proof point."""
    return Judged("Not recorded", AT_THE_REVIEW)


def is_replicated(facts: Facts) -> Judged:
    """The result was repeated at a second site, or that was waived."""
    enough = list(dict.fromkeys(each.name for each in facts.finished if each.is_enough))
    shown = f"{count(len(enough), 'pilot')} showed it" if enough else "No pilot showed it"
    return Judged(f"{shown}; no replication recorded", AT_THE_REVIEW)


def run_owner_is_named(facts: Facts) -> Judged:
    """Somebody owns it in daily running once it is scaled."""
    name = facts.owners.get(Function.SCALING)
    if name:
        return Judged(name)
    return Judged("Nobody yet", "Name the scaling owner under Define.")


CRITERIA: Mapping[Stage, tuple[Criterion, ...]] = {
    Stage.PILOT: (
        statement_passes,
        primary_is_allowed,
        baseline_and_target,
        comparison_is_chosen,
        three_owners,
        ready_to_pilot,
        guardrails_are_chosen,
    ),
    Stage.PROOF: (window_is_over, outcome_is_shown, no_guardrail_is_red, evidence_is_strong, finance_attests),
    Stage.SCALE: (
        business_outcome_is_met,
        money_is_positive,
        ready_to_scale,
        proof_is_approved,
        is_replicated,
        run_owner_is_named,
    ),
}
"""By the stage that a gate leads to."""


def checklist(facts: Facts, to: Stage) -> tuple[Line, ...]:
    """Return every criterion of the gate to a stage, judged; nothing leads to an idea."""
    return tuple(Line(each.__name__, _sentence(each), each(facts)) for each in CRITERIA.get(to, ()))


def needed(to: Stage | None) -> Mapping[Dimension, int]:
    """Return the readiness that the gate to a stage asks for; a dimension it does not ask for is absent."""
    if to is Stage.PILOT:
        return dict.fromkeys(TO_PILOT, PILOT_LEVEL)
    return dict.fromkeys(Dimension, SCALE_LEVEL) if to is Stage.SCALE else {}


def _sentence(criterion: Criterion) -> str:
    return (criterion.__doc__ or "").partition("\n")[0]


def _ready(facts: Facts, dimensions: tuple[Dimension, ...], level: int) -> Judged:
    short = [each for each in dimensions if facts.readiness.get(each, 0) < level]
    if not short:
        lowest = min(facts.readiness[each] for each in dimensions)
        return Judged(f"{len(dimensions)} of {len(dimensions)} at {lowest} or more")
    first = short[0]
    figure = f"{len(dimensions) - len(short)} of {len(dimensions)} at {level} or more"
    stands = LEVELS[facts.readiness[first]].lower() if first in facts.readiness else "not judged"
    return Judged(
        f"{figure}; {first.value} is {stands}",
        f"Under Readiness, {first.value} has to reach: “{STATEMENTS[first][level]}”.",
    )


def _listed(words: list[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
