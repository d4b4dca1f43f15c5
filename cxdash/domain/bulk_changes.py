"""One change for several use cases at once: what it does to each, in words and in values."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cxdash.domain.actions import Action
from cxdash.domain.ownership import Function
from cxdash.domain.stages import Status
from cxdash.domain.use_cases import MetricUse, UseCaseValues

NOBODY = "nobody"
NONE = "none"


@dataclass(frozen=True, slots=True)
class OwnerChange:
    """Another person answers in one function; nobody where the name is empty."""

    function: Function
    name: str
    action = Action.USE_CASE_EDIT

    @property
    def words(self) -> str:
        """The change as people say it."""
        return f"{self.function.label.lower()} → {self.name.strip() or NOBODY}"

    def was(self, values: UseCaseValues) -> str:
        """What a use case has now in its place."""
        return values.owners.get(self.function, "") or NOBODY

    def applied(self, values: UseCaseValues) -> UseCaseValues:
        """Return a use case's values with the change."""
        others = {function: name for function, name in values.owners.items() if function is not self.function}
        name = self.name.strip()
        return replace(values, owners=others | ({self.function: name} if name else {}))


@dataclass(frozen=True, slots=True)
class StatusChange:
    """Work goes on, is parked, or ends; ``learning`` is what others should know where it ends."""

    status: Status
    reason: str = ""
    learning: str = ""
    action = Action.USE_CASE_STATUS

    @property
    def words(self) -> str:
        """The change as people say it."""
        return f"status → {self.status.value}"

    def was(self, values: UseCaseValues) -> str:
        """What a use case has now in its place."""
        return values.status.value

    def applied(self, values: UseCaseValues) -> UseCaseValues:
        """Return a use case's values with the change."""
        return replace(values, status=self.status)


@dataclass(frozen=True, slots=True)
class HelpModeChange:
    """People are helped in another way."""

    mode: str
    action = Action.USE_CASE_EDIT

    @property
    def words(self) -> str:
        """The change as people say it."""
        return f"how people are helped → {self.mode.lower()}"

    def was(self, values: UseCaseValues) -> str:
        """What a use case has now in its place."""
        return values.help_mode.lower() or NONE

    def applied(self, values: UseCaseValues) -> UseCaseValues:
        """Return a use case's values with the change."""
        return replace(values, help_mode=self.mode)


@dataclass(frozen=True, slots=True)
class StepsAdded:
    """Further journey steps are served."""

    names: tuple[str, ...]
    action = Action.USE_CASE_EDIT

    @property
    def words(self) -> str:
        """The change as people say it."""
        return f"{'journey step' if len(self.names) == 1 else 'journey steps'} + {', '.join(self.names)}"

    def was(self, values: UseCaseValues) -> str:
        """What a use case has now in its place."""
        return ", ".join(values.steps) or NONE

    def applied(self, values: UseCaseValues) -> UseCaseValues:
        """Return a use case's values with the change."""
        return replace(values, steps=_with(values.steps, self.names))


@dataclass(frozen=True, slots=True)
class ModulesAdded:
    """Further modules are used."""

    names: tuple[str, ...]
    action = Action.USE_CASE_EDIT

    @property
    def words(self) -> str:
        """The change as people say it."""
        return f"{'module' if len(self.names) == 1 else 'modules'} + {', '.join(self.names)}"

    def was(self, values: UseCaseValues) -> str:
        """What a use case has now in its place."""
        return ", ".join(values.modules) or NONE

    def applied(self, values: UseCaseValues) -> UseCaseValues:
        """Return a use case's values with the change."""
        return replace(values, modules=_with(values.modules, self.names))


@dataclass(frozen=True, slots=True)
class MetricAdded:
    """A further metric judges; a use case that is judged by it already keeps what it says of it."""

    use: MetricUse
    name: str
    action = Action.USE_CASE_EDIT

    @property
    def words(self) -> str:
        """The change as people say it."""
        return f"{self.use.role.value} metric + {self.name}"

    def was(self, values: UseCaseValues) -> str:
        """What a use case has now in its place."""
        has = next((each for each in values.metrics if each.metric == self.use.metric), None)
        return NONE if has is None else has.role.value

    def applied(self, values: UseCaseValues) -> UseCaseValues:
        """Return a use case's values with the change."""
        if any(each.metric == self.use.metric for each in values.metrics):
            return values
        return replace(values, metrics=tuple(sorted((*values.metrics, self.use), key=lambda each: each.metric)))


@dataclass(frozen=True, slots=True)
class Archived:
    """They leave every list; their figures, log and links stay."""

    action = Action.USE_CASE_ARCHIVE

    @property
    def words(self) -> str:
        """The change as people say it."""
        return "archive"

    def was(self, values: UseCaseValues) -> str:
        """What a use case has now in its place."""
        return values.status.value


BulkChange = OwnerChange | StatusChange | HelpModeChange | StepsAdded | ModulesAdded | MetricAdded | Archived


def _with(names: Iterable[str], further: Iterable[str]) -> tuple[str, ...]:
    """Return names with further ones, each once however it is written, in alphabetical order."""
    known = {name.strip().casefold(): name for name in names}
    for name in further:
        known.setdefault(name.strip().casefold(), name.strip())
    return tuple(sorted(each for each in known.values() if each))
