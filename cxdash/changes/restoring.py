"""An earlier value of a use case put back from its log, as an edit like any other: same rules, same firewall."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import measured, readiness, use_case_links, use_cases
from cxdash.domain.errors import NotFoundError, RuleError
from cxdash.domain.merging import with_part
from cxdash.domain.modules import Part
from cxdash.domain.readiness import Dimension, Readiness
from cxdash.domain.use_case_links import LinkValues
from cxdash.domain.use_cases import MetricUse, UseCaseValues
from cxdash.store import earlier_values, friction_links, log, metrics
from cxdash.store import use_cases as stored_use_cases
from cxdash.store.log import LogEntry
from cxdash.store.tables import UseCaseMetric


@dataclass(frozen=True)
class Seen:
    """Everything of a use case that may be put back, as a person had it on the screen."""

    values: UseCaseValues
    ties: LinkValues
    readiness: Mapping[Dimension, Readiness]


def seen(session: Session, slug: str) -> Seen:
    """Return everything of a use case that may be put back; NotFoundError where there is none."""
    return Seen(use_cases.values(session, slug), use_case_links.values(session, slug), readiness.values(session, slug))


def restore(session: Session, slug: str, number: int, *, seen: Seen, today: date, reason: str = "") -> None:
    """Put back what was there before one entry of the log; that is an entry of its own.

    Args:
        session: writes.
        slug: which use case.
        number: of the entry.
        seen: the use case as the person had it on the screen.
        today: the day of the change.
        reason: why, for the log; needed where locked plans are amended by it.

    Raises:
        StaleEditError: somebody changed the same part since the page was opened.
        RuleError: the earlier value breaks a rule today, or this entry holds nothing that can be put back.
        NotAllowedError: locked plans would change, and the person may not amend them.
        NotFoundError: there is no such entry or use case.
    """
    use_case = stored_use_cases.get(session, slug)
    found = {entry.id: entry for entry in log.of_use_case(session, slug)}.get(number)
    if found is None:
        raise NotFoundError(f"The log of “{use_case.title}” has no entry {number}. Open its history again.")
    if not earlier_values.is_restorable(found):
        raise RuleError("This entry cannot be put back from here. Change it where it stands.")
    if reason.strip():
        session.info["reason"] = reason.strip()
    if found.table == "readiness":
        _restore_readiness(session, slug, found, seen.readiness)
    elif earlier_values.is_tie(found):
        wanted = _ties_before(session, found, seen.ties)
        use_case_links.edit(session, slug, seen=seen.ties, wanted=wanted)
    else:
        values = _values_before(session, found, seen.values)
        measured.edit_use_case(session, slug, seen=seen.values, wanted=values, today=today, reason=reason)


def _restore_readiness(session: Session, slug: str, entry: LogEntry, seen: Mapping[Dimension, Readiness]) -> None:
    dimension = Dimension(entry.key.rpartition("/")[2])
    shown = seen.get(dimension, readiness.UNJUDGED)
    if entry.before is None:
        readiness.take_away(session, slug, dimension, seen=shown)
        return
    was = earlier_values.readiness_before(entry, log.names(session))
    readiness.edit(session, slug, dimension, seen=shown, wanted=replace(shown, **was))


def _ties_before(session: Session, entry: LogEntry, seen: LinkValues) -> LinkValues:
    """Return the ties with a friction point, or the part in a module, as it was."""
    tied_to = int(entry.key.rpartition("/")[2])
    if entry.table == "use_case_friction":
        slug = friction_links.slug(session, tied_to)
        points = {*seen.friction} - {slug} if entry.before is None else {*seen.friction, slug}
        return replace(seen, friction=tuple(sorted(points)))
    module = log.names(session).get(("module_id", tied_to), "")
    if module not in seen.parts:
        raise RuleError("The use case does not use this module any more. Put the module itself back first.")
    part = Part((entry.before or {})["part"])
    return replace(seen, parts={**seen.parts, module: part})


def _values_before(session: Session, entry: LogEntry, seen: UseCaseValues) -> UseCaseValues:
    """Return the values with what an entry changed as it was."""
    wanted = seen
    slugs = {number: metric for metric, number in metrics.ids(session).items()}
    for part, value in earlier_values.parts_before(_whole(session, entry), log.names(session), slugs):
        field, key = part
        earlier = value
        if field == "metrics" and isinstance(value, dict):
            earlier = _use_before(value, str(key), seen)
        wanted = with_part(wanted, part, earlier)
    return wanted


def _use_before(changed: dict[str, object], metric: str, seen: UseCaseValues) -> MetricUse:
    """Return a metric's use with what an edit changed put back; RuleError where it is used no longer."""
    use = next((each for each in seen.metrics if each.metric == metric), None)
    if use is None:
        raise RuleError("The use case is not judged by this metric any more. Put the metric itself back first.")
    return earlier_values.use_from(metric, changed, like=use)


def _whole(session: Session, entry: LogEntry) -> LogEntry:
    """Return an entry that says which metric it is about; an edit logs only what it changed."""
    if entry.table != "use_case_metric" or entry.before is None or entry.after is None:
        return entry
    row = session.get(UseCaseMetric, int(entry.key))
    if row is None:
        raise RuleError("The use case is not judged by this metric any more. Put the metric itself back first.")
    return entry._replace(before={**entry.before, "metric_id": row.metric_id})
