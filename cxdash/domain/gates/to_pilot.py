"""What must be true before an idea becomes a pilot."""

from cxdash.domain.figures import count, listed
from cxdash.domain.gate_policy import GatePolicy
from cxdash.domain.gates.facts import Facts
from cxdash.domain.gates.judging import Criterion, Judged, View, Where
from cxdash.domain.gates.readiness import TO_PILOT, ready
from cxdash.domain.ownership import ACCOUNTABLE

_STATEMENT = Where(View.TOP, "statement")
_METRIC = Where(View.METRICS, "metric")
_GUARDRAIL = Where(View.METRICS, "guardrail")


def statement_passes(facts: Facts, _: GatePolicy) -> Judged:
    """The outcome statement says what should get better, by how much, how and by when."""
    lacks = facts.statement_lacks
    if lacks is None:
        return Judged("There is no statement yet", "Write it at the top of this page.", _STATEMENT)
    if lacks:
        first = lacks[0].partition(". ")[0].rstrip(".")
        mend = "Mend the statement at the top of this page; it says what is missing."
        return Judged(f"{first}.", mend, _STATEMENT)
    return Judged("It passes")


def primary_is_allowed(facts: Facts, _: GatePolicy) -> Judged:
    """A primary metric is chosen that may be one; one's own is verified."""
    if not facts.primaries:
        return Judged("No primary metric", "Choose the business outcome under Metrics.", _METRIC)
    if facts.firewall:
        role = Where(View.METRICS, "role", facts.primaries[0].name)
        return Judged(facts.firewall, "Choose another primary metric under Metrics.", role)
    if facts.unverified:
        mend = "Let a program manager or finance verify it on the page Metrics."
        named = next((each.name for each in facts.primaries if each.name in facts.unverified), "")
        return Judged(facts.unverified, mend, Where(View.CATALOGUE, of=named))
    return Judged(listed([each.name for each in facts.primaries]))


def baseline_and_target(facts: Facts, _: GatePolicy) -> Judged:
    """The primary metric has a baseline and a target."""
    if not facts.primaries:
        return Judged("No primary metric", "Choose it under Metrics, with its target.", _METRIC)
    whole = next((each for each in facts.primaries if each.target and each.baseline), None)
    if whole is not None:
        return Judged(f"{whole.name}: {whole.target} from {whole.baseline}")
    first = facts.primaries[0]
    lacking = [word for word, said in (("target", first.target), ("baseline", first.baseline)) if not said]
    figure = f"{first.name} has no {' and no '.join(lacking)}"
    return Judged(figure, "Enter it under Metrics.", Where(View.METRICS, lacking[0], first.name))


def comparison_is_chosen(facts: Facts, _: GatePolicy) -> Judged:
    """A pilot says what it is compared with, or which executive accepts that there is no comparison."""
    if not facts.designs:
        return Judged("No pilot is planned", "Plan one under Pilots.", Where(View.PILOTS, "new"))
    chosen = [f"{name}: {design}" for name, design in facts.designs.items() if design]
    if chosen:
        return Judged(chosen[0])
    return Judged(
        f"None of {count(len(facts.designs), 'pilot')} says it",
        "Under Pilots, name a comparison group, draw by lot, or name who accepts that there is none.",
        Where(View.PILOTS, "comparison", next(iter(facts.designs))),
    )


def three_owners(facts: Facts, _: GatePolicy) -> Judged:
    """Technology, operations and commercial each have one accountable owner."""
    missing = [each for each in ACCOUNTABLE if not facts.owners.get(each)]
    if missing:
        named = len(ACCOUNTABLE) - len(missing)
        mend = f"Name the owner of {listed([each.value for each in missing])} under Define."
        return Judged(f"{named} of {len(ACCOUNTABLE)} named", mend, Where(View.DEFINE, missing[0].value))
    return Judged(listed([facts.owners[each] for each in ACCOUNTABLE]))


def ready_to_pilot(facts: Facts, policy: GatePolicy) -> Judged:
    """Data, integration and governance are ready for a pilot, at {pilot_level} or more."""
    return ready(facts, TO_PILOT, policy.pilot_level)


def guardrails_are_chosen(facts: Facts, _: GatePolicy) -> Judged:
    """Guardrails watch what could get worse."""
    if facts.unwatched:
        return Judged(facts.unwatched[0], "Add the guardrail under Metrics, with its margin.", _GUARDRAIL)
    if not facts.guardrails:
        return Judged("No guardrail", "Under Metrics, choose what must not get worse.", _GUARDRAIL)
    return Judged(listed(list(facts.guardrails)))


CRITERIA: tuple[Criterion, ...] = (
    statement_passes,
    primary_is_allowed,
    baseline_and_target,
    comparison_is_chosen,
    three_owners,
    ready_to_pilot,
    guardrails_are_chosen,
)
