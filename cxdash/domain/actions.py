"""The verbs of the audit log: what a person did, as ``subject.action``."""

from enum import StrEnum


class Action(StrEnum):
    """One gesture that changes stored data."""

    TRACKER_IMPORT = "tracker.import"
    TRACKER_UNDO = "tracker.undo"
    USE_CASE_CREATE = "use_case.create"
    USE_CASE_EDIT = "use_case.edit"
    USE_CASE_ARCHIVE = "use_case.archive"
    USE_CASE_COMMENT = "use_case.comment"
    JOURNEY_EDIT = "journey.edit"
    MODULE_EDIT = "module.edit"
    VIEW_SAVE = "view.save"
    PILOT_EDIT = "pilot.edit"
    PLAN_AMEND = "plan.amend"
    METRIC_EDIT = "metric.edit"
    METRIC_VERIFY = "metric.verify"
    EFFECTS_RECOMPUTE = "effects.recompute"
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
    Action.JOURNEY_EDIT: "edit the journey",
    Action.MODULE_EDIT: "edit a module",
    Action.VIEW_SAVE: "save a view",
    Action.PILOT_EDIT: "edit a pilot",
    Action.PLAN_AMEND: "amend a locked plan",
    Action.METRIC_EDIT: "edit a metric",
    Action.METRIC_VERIFY: "verify a metric",
    Action.EFFECTS_RECOMPUTE: "recompute effects",
    Action.ORGANISATION_EDIT: "edit the organisation",
}
