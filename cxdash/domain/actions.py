"""The verbs of the audit log: what a person did, as ``subject.action``."""

from enum import StrEnum

OF_THE_SAMPLE = "Sample portfolio"
"""The reason in the log of what came with the sample portfolio: it says where a row is from, not why it changed."""


class Action(StrEnum):
    """One gesture that changes stored data."""

    TRACKER_IMPORT = "tracker.import"
    TRACKER_UNDO = "tracker.undo"
    USE_CASE_CREATE = "use_case.create"
    USE_CASE_EDIT = "use_case.edit"
    USE_CASE_ARCHIVE = "use_case.archive"
    USE_CASE_COMMENT = "use_case.comment"
    USE_CASE_STATUS = "use_case.status"
    JOURNEY_EDIT = "journey.edit"
    MODULE_EDIT = "module.edit"
    VIEW_SAVE = "view.save"
    PILOT_EDIT = "pilot.edit"
    PLAN_AMEND = "plan.amend"
    METRIC_EDIT = "metric.edit"
    METRIC_VERIFY = "metric.verify"
    EFFECTS_RECOMPUTE = "effects.recompute"
    GATE_REQUEST = "gate.request"
    GATE_VOTE = "gate.vote"
    GATE_DECIDE = "gate.decide"
    CONDITION_MEET = "condition.meet"
    WAIVER_ASK = "waiver.ask"
    WAIVER_APPROVE = "waiver.approve"
    OUTCOME_SIGN = "outcome.sign"
    MONEY_ATTEST = "money.attest"
    MONEY_EDIT = "money.edit"
    MONEY_POLICY_EDIT = "money_policy.edit"
    QUARTER_CLOSE = "quarter.close"
    QUARTER_RESTATE = "quarter.restate"
    COMMITMENT_MAKE = "commitment.make"
    COMMITMENT_JUDGE = "commitment.judge"
    PROOF_WRITE = "proof.write"
    PROOF_USE = "proof.use"
    DIGEST_SUBSCRIBE = "digest.subscribe"
    DIGEST_SEND = "digest.send"
    POLICY_EDIT = "policy.edit"
    COUNCIL_EDIT = "council.edit"
    COUNCIL_ACT = "council.act"
    WORKSHOP_LEAD = "workshop.lead"
    WORKSHOP_TAKE_PART = "workshop.take_part"
    PEOPLE_EDIT = "people.edit"
    ORGANISATION_EDIT = "organisation.edit"

    @property
    def label(self) -> str:
        """The action as it reads after “may”."""
        return _LABELS[self]


_LABELS = {
    Action.TRACKER_IMPORT: "import a tracker",
    Action.TRACKER_UNDO: "undo an import",
    Action.USE_CASE_CREATE: "create a use case",
    Action.USE_CASE_EDIT: "edit a use case",
    Action.USE_CASE_ARCHIVE: "archive a use case",
    Action.USE_CASE_COMMENT: "comment on a use case",
    Action.USE_CASE_STATUS: "park, stop, resume or retire a use case",
    Action.JOURNEY_EDIT: "edit the journey",
    Action.MODULE_EDIT: "edit a module",
    Action.VIEW_SAVE: "save a view",
    Action.PILOT_EDIT: "edit a pilot",
    Action.PLAN_AMEND: "amend a locked plan",
    Action.METRIC_EDIT: "edit a metric",
    Action.METRIC_VERIFY: "verify a metric",
    Action.EFFECTS_RECOMPUTE: "recompute effects",
    Action.GATE_REQUEST: "ask for a gate review",
    Action.GATE_VOTE: "vote in a gate review",
    Action.GATE_DECIDE: "decide at a gate",
    Action.CONDITION_MEET: "report on a condition",
    Action.WAIVER_ASK: "ask for a waiver",
    Action.WAIVER_APPROVE: "approve a waiver",
    Action.OUTCOME_SIGN: "sign an outcome or approve a proof point",
    Action.MONEY_ATTEST: "attest money",
    Action.MONEY_EDIT: "edit costs and values",
    Action.MONEY_POLICY_EDIT: "change the money policy",
    Action.QUARTER_CLOSE: "close a quarter",
    Action.QUARTER_RESTATE: "say why a closed quarter reads otherwise",
    Action.COMMITMENT_MAKE: "commit to a quarter",
    Action.COMMITMENT_JUDGE: "say whether a commitment was kept",
    Action.PROOF_WRITE: "write a proof point",
    Action.PROOF_USE: "note where a proof point was used",
    Action.DIGEST_SUBSCRIBE: "subscribe to the digest",
    Action.DIGEST_SEND: "send the digest",
    Action.POLICY_EDIT: "change the gate policy",
    Action.COUNCIL_EDIT: "prepare the council's meetings",
    Action.COUNCIL_ACT: "report on an action",
    Action.WORKSHOP_LEAD: "lead a workshop",
    Action.WORKSHOP_TAKE_PART: "take part in a workshop",
    Action.PEOPLE_EDIT: "edit people and their roles",
    Action.ORGANISATION_EDIT: "edit the organisation",
}
