"""Who may do what: the roles of people and the one table of permissions."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cxdash.domain.actions import Action
from cxdash.domain.errors import NotAllowedError, RuleError
from cxdash.domain.figures import count

LONGEST_NAME = 120


class Role(StrEnum):
    """What a person may do in the organisation's cxdash."""

    VIEWER = "viewer"
    CONTRIBUTOR = "contributor"
    PROGRAM_MANAGER = "program_manager"
    FACILITATOR = "facilitator"
    GATEKEEPER = "gatekeeper"
    FINANCE = "finance"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.replace("_", " ")


_EDITORS = frozenset({Role.CONTRIBUTOR, Role.PROGRAM_MANAGER, Role.FACILITATOR, Role.ADMIN})
_EVERYBODY = frozenset(Role)
_PROGRAM = frozenset({Role.PROGRAM_MANAGER, Role.ADMIN})
_GATEKEEPERS = frozenset({Role.GATEKEEPER, Role.ADMIN})

MAY: dict[Action, frozenset[Role]] = {
    Action.TRACKER_IMPORT: _PROGRAM,
    Action.TRACKER_UNDO: _PROGRAM,
    Action.USE_CASE_CREATE: _EDITORS,
    Action.USE_CASE_EDIT: _EDITORS,
    Action.USE_CASE_ARCHIVE: _PROGRAM,
    Action.USE_CASE_COMMENT: _EVERYBODY,
    Action.USE_CASE_STATUS: _PROGRAM | _GATEKEEPERS,
    Action.JOURNEY_EDIT: _EDITORS,
    Action.MODULE_EDIT: _EDITORS,
    Action.VIEW_SAVE: _EVERYBODY,
    Action.PILOT_EDIT: _PROGRAM,
    Action.PLAN_AMEND: _PROGRAM,
    Action.METRIC_EDIT: _PROGRAM,
    Action.METRIC_VERIFY: _PROGRAM | {Role.FINANCE},
    Action.EFFECTS_RECOMPUTE: _PROGRAM,
    Action.GATE_REQUEST: _EDITORS | _GATEKEEPERS,
    Action.GATE_VOTE: _EVERYBODY,
    Action.GATE_DECIDE: _PROGRAM | _GATEKEEPERS,
    Action.CONDITION_MEET: _EVERYBODY,
    Action.WAIVER_ASK: _EDITORS | _GATEKEEPERS,
    Action.WAIVER_APPROVE: _GATEKEEPERS,
    Action.OUTCOME_SIGN: _EVERYBODY,
    Action.MONEY_ATTEST: frozenset({Role.FINANCE}),
    Action.MONEY_EDIT: _PROGRAM | {Role.FINANCE},
    Action.MONEY_POLICY_EDIT: frozenset({Role.FINANCE, Role.ADMIN}),
    Action.QUARTER_CLOSE: frozenset({Role.FINANCE, Role.ADMIN}),
    Action.QUARTER_RESTATE: _PROGRAM | {Role.FINANCE},
    Action.COMMITMENT_MAKE: _PROGRAM | _GATEKEEPERS,
    Action.COMMITMENT_JUDGE: _EVERYBODY,
    Action.PROOF_WRITE: _EDITORS,
    Action.PROOF_USE: _EVERYBODY,
    Action.DIGEST_SUBSCRIBE: _EVERYBODY,
    Action.DIGEST_SEND: frozenset({Role.ADMIN}),
    Action.POLICY_EDIT: _GATEKEEPERS,
    Action.COUNCIL_EDIT: _PROGRAM | _GATEKEEPERS | {Role.FACILITATOR},
    Action.COUNCIL_ACT: _EVERYBODY,
    Action.WORKSHOP_LEAD: _PROGRAM | {Role.FACILITATOR},
    Action.WORKSHOP_TAKE_PART: _EVERYBODY,
    Action.PEOPLE_EDIT: frozenset({Role.ADMIN}),
    Action.ORGANISATION_EDIT: frozenset({Role.ADMIN}),
}


def roles_of(stored: Iterable[str]) -> frozenset[Role]:
    """Return the roles of somebody known; who was given none reads, and answers where they are asked."""
    return frozenset(map(Role, stored)) or frozenset({Role.VIEWER})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses cxdash, with the roles they hold.

    ``through`` is the id of who sits at the keyboard, where that is somebody else who acts in this person's name.
    """

    id: int
    name: str
    roles: frozenset[Role]
    through: int | None = None

    def may(self, action: Action) -> bool:
        """Say whether one of the person's roles permits the action."""
        return bool(self.roles & MAY[action])

    def must_be_allowed(self, action: Action) -> None:
        """Raise NotAllowedError, naming the roles that may, unless the person may do this."""
        if not self.may(action):
            allowed = ", ".join(sorted(role.label for role in MAY[action]))
            message = f"{self.name} may not {action.label}. Ask somebody with one of these roles: {allowed}."
            raise NotAllowedError(message)


@dataclass(frozen=True, slots=True)
class PersonValues:
    """Somebody as an administrator may edit them."""

    name: str
    email: str = ""
    roles: frozenset[Role] = frozenset({Role.VIEWER})


def check_person(values: PersonValues) -> None:
    """Raise RuleError where somebody has no name, or an address that is none."""
    name, email = values.name.strip(), values.email.strip()
    if not any(letter.isalpha() for letter in name):
        raise RuleError("A person needs a name. Write it as it stands in your trackers.", field="name")
    if len(name) > LONGEST_NAME:
        said = count(len(name), "character")
        raise RuleError(f"The name has {said}. Shorten it to {LONGEST_NAME}.", field="name")
    if email and (email.count("@") != 1 or email.split() != [email] or email.strip("@") != email):
        raise RuleError(f"“{email}” is no e-mail address. Write one such as name@example.org.", field="email")


def check_administrators(after: Iterable[Iterable[Role]]) -> None:
    """Raise RuleError where nobody would be left, by the roles of everybody, who may give out roles."""
    if not any(Role.ADMIN in roles for roles in after):
        raise RuleError(
            "Somebody has to be administrator. Give the role to another person before you take it from this one.",
            field="roles",
        )
