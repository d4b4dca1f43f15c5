"""Five disciplines and four properties of mastery, and the rule of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cxdash.domain import practices
from cxdash.domain.practices import Practice
from cxdash.domain.stages import Stage


class Part(StrEnum):
    """What an operating model is judged by."""

    USE_CASE_FIRST = "use case first"
    BUSINESS_SUCCESS = "business success"
    MODULAR_BUILD = "modular build"
    ALIGNED_FUNCTIONS = "aligned functions"
    PROOF_POINTS = "proof points"
    EMBEDDED = "embedded"
    ALIGNED = "aligned"
    AUGMENTING = "augmenting"
    GOVERNED = "governed"

    @property
    def label(self) -> str:
        """The words people read."""
        return self.value.capitalize()

    @property
    def is_discipline(self) -> bool:
        """Whether it is one of the five disciplines; the rest are properties of mastery."""
        return self in _DISCIPLINES


_DISCIPLINES = frozenset(list(Part)[:5])


class Asked(StrEnum):
    """Of which use cases a part is asked, by the stage they are in."""

    ALL = "active use cases"
    TRIED = "use cases beyond the idea"
    PROVEN = "use cases at proof or scale"

    def of(self, stage: Stage) -> bool:
        """Say whether a use case in this stage is asked."""
        least = {Asked.ALL: Stage.IDEA, Asked.TRIED: Stage.PILOT, Asked.PROVEN: Stage.PROOF}[self]
        return stage.position >= least.position


@dataclass(frozen=True, slots=True)
class Rule:
    """How one part is judged.

    Attributes:
        sentence: when a use case keeps it, as people read it.
        why: why that is asked.
        mend: what to do next where too few keep it.
        lacks: what a use case lacks; nothing where it keeps the rule.
    """

    asked: Asked
    sentence: str
    why: str
    mend: str
    lacks: Callable[[Practice], tuple[str, ...]]


RULES: Mapping[Part, Rule] = {
    Part.USE_CASE_FIRST: Rule(
        Asked.ALL,
        "The outcome statement passes, and the primary metric may be one.",
        "What is not said in business terms cannot be funded on evidence.",
        "Rewrite the statements that do not pass, and choose a metric that may carry them.",
        practices.use_case_first,
    ),
    Part.BUSINESS_SUCCESS: Rule(
        Asked.TRIED,
        "A business outcome met its target in a finished pilot, on evidence of grade A, B or C, without harm.",
        "Only a target met on evidence that finance accepts is a success.",
        "Run pilots to their verdict with a comparison; change or stop those that missed.",
        practices.business_success,
    ),
    Part.MODULAR_BUILD: Rule(
        Asked.TRIED,
        "It shares a module with another active use case, and together they serve more than one journey step.",
        "What is built once and used again makes the next use case cheaper.",
        "Build the next use case from a module that is there, or open one of these to another step.",
        practices.modular_build,
    ),
    Part.ALIGNED_FUNCTIONS: Rule(
        Asked.TRIED,
        "Technology, operations, commercial and scaling owners are named, have signed the outcome as it stands, have "
        "voted where a review is under way, and are not silent.",
        "What one function wants alone is not scaled by the others.",
        "Name who is missing and ask for the signatures; Accountability says of whom.",
        practices.aligned_functions,
    ),
    Part.PROOF_POINTS: Rule(
        Asked.PROVEN,
        "A finished pilot shows enough and technology, operations and commercial approve it as proof; at scale it was "
        "repeated at a second site.",
        "A story that nobody signed, or that happened once, does not carry a roll-out.",
        "Ask the three functions to approve the proofs under Pilots, and repeat them at a second site.",
        practices.proof_points,
    ),
    Part.EMBEDDED: Rule(
        Asked.PROVEN,
        "Somebody owns it in daily running, and people, process and adoption are as ready as the policy asks at scale.",
        "What nobody runs is used until the project ends.",
        "Name the scaling owner and close the gaps in people, process and adoption.",
        practices.embedded,
    ),
    Part.ALIGNED: Rule(
        Asked.TRIED,
        "Its primary metric is a business outcome, its targets say what they are worth a year, and it has a sponsor.",
        "Work that no figure of the business depends on is the first to be cut.",
        "Say what one unit is worth and how many cases a year has, and find a sponsor.",
        practices.aligned,
    ),
    Part.AUGMENTING: Rule(
        Asked.TRIED,
        "It is said how people are helped; quality of contacts and agent load are both measured and did not get worse.",
        "Automation that leaves people worse off comes back as complaints and leavers.",
        "Measure quality and load in every pilot; Augmentation says which metric to add.",
        practices.augmenting,
    ),
    Part.GOVERNED: Rule(
        Asked.TRIED,
        "A review here let it into its present stage, no waiver it rests on has expired, no condition is overdue, each "
        "pilot's baseline was locked before go-live, and figures are fresh.",
        "A decision nobody recorded cannot be defended later.",
        "Review what was taken over from the register at its next gate; mend what is expired, overdue or stale.",
        practices.governed,
    ),
}
"""The rule of each part, in the order in which people read them."""
