"""An earlier value of a use case put back from its log, as an edit like any other: same rules, same firewall."""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import measured
from cxdash.domain.errors import NotFoundError, RuleError
from cxdash.domain.merging import with_part
from cxdash.domain.use_cases import MetricUse, UseCaseValues
from cxdash.store import earlier_values, log, metrics, use_cases
from cxdash.store.log import LogEntry
from cxdash.store.tables import UseCaseMetric


def restore(session: Session, slug: str, number: int, *, seen: UseCaseValues, today: date, reason: str = "") -> None:
    """Put back what was there before one entry of the log; that is an entry of its own.

    Args:
        session: writes.
        slug: which use case.
        number: of the entry.
        seen: the use case as the person had it on the screen.
        today: the day of the change.
        reason: why, where locked plans are amended by it.

    Raises:
        StaleEditError: somebody changed the same part since the page was opened.
        RuleError: the earlier value breaks a rule today, or this entry holds nothing that can be put back.
        NotAllowedError: locked plans would change, and the person may not amend them.
        NotFoundError: there is no such entry or use case.
    """
    use_case = use_cases.get(session, slug)
    found = {entry.id: entry for entry in log.of_use_case(session, slug)}.get(number)
    if found is None:
        raise NotFoundError(f"The log of “{use_case.title}” has no entry {number}. Open its history again.")
    if not earlier_values.is_restorable(found):
        raise RuleError("This entry cannot be put back from here. Change it where it stands.")
    wanted = seen
    slugs = {number: metric for metric, number in metrics.ids(session).items()}
    for part, value in earlier_values.parts_before(_whole(session, found), log.names(session), slugs):
        field, key = part
        earlier = value
        if field == "metrics" and isinstance(value, dict):
            earlier = _use_before(value, str(key), seen)
        wanted = with_part(wanted, part, earlier)
    measured.edit_use_case(session, slug, seen=seen, wanted=wanted, today=today, reason=reason)


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
