"""Where a metric is used, and how new its figures are there."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.figures import count
from cxdash.domain.stages import Stage, Status
from cxdash.store import freshness, gate_policies, metric_uses
from cxdash.store.freshness import Reach
from cxdash.store.metric_uses import MetricUser


@dataclass(frozen=True, slots=True)
class UsedBy:
    """A use case that a metric judges.

    Attributes:
        role: what the metric does for it.
        stands: its stage, and its status where that is not active.
        figures: how new its newest figure is, in words.
        is_stale: whether that is older than it should be.
        pilots: how far its pilots are, in words: those that are behind the newest figure each by name.
    """

    slug: str
    title: str
    role: str
    stands: str
    figures: str
    is_stale: bool
    pilots: str


def used_by(session: Session, metric: str, *, today: date) -> tuple[UsedBy, ...]:
    """Return the use cases judged by a metric, by title, with the freshness of its figures in each."""
    users = metric_uses.users(session, metric)
    reached = [reach for reach in freshness.reaches(session) if reach.metric == metric]
    newest, by_pilot = freshness.by_use_case(reached), _by_pilot(reached)
    pilots = metric_uses.pilots_of(session, [user.use_case_id for user in users])
    fresh_days = gate_policies.current(session).fresh_days
    return tuple(
        UsedBy(
            slug=user.slug,
            title=user.title,
            role=user.role,
            stands=_stands(user),
            figures=fresh_words(newest.get(user.use_case_id), today=today, limit=_limit(user, fresh_days)),
            is_stale=_is_stale(user, newest.get(user.use_case_id), fresh_days, today=today),
            pilots=_pilot_words(
                {name: by_pilot.get(number) for use_case_id, number, name in pilots if use_case_id == user.use_case_id},
                newest=newest.get(user.use_case_id),
                today=today,
            ),
        )
        for user in users
    )


def stale(users: Iterable[MetricUser], reached: Iterable[Reach], *, fresh_days: int, today: date) -> Mapping[str, int]:
    """Return in how many active use cases a metric's newest figure is older than ``fresh_days``, by its slug."""
    newest: dict[tuple[int, str], date] = {}
    for reach in reached:
        place = (reach.use_case_id, reach.metric)
        newest[place] = max(reach.until, newest.get(place, reach.until))
    return Counter(
        user.metric
        for user in users
        if _is_stale(user, newest.get((user.use_case_id, user.metric)), fresh_days, today=today)
    )


def newest_by_metric(reached: Iterable[Reach]) -> Mapping[str, date]:
    """Return the newest day that any series of a metric reaches, by its slug."""
    newest: dict[str, date] = {}
    for reach in reached:
        newest[reach.metric] = max(reach.until, newest.get(reach.metric, reach.until))
    return newest


def fresh_words(newest: date | None, *, today: date, limit: int | None = None) -> str:
    """Say how new a figure is; ``limit`` is the age in days from which it is stale, None where none holds."""
    if newest is None:
        return "no figure yet"
    days = (today - newest).days
    said = f"newest figure {newest:%-d %b %Y}"
    if days > 0:
        said += f", {count(days, 'day')} ago"
    return f"stale: {said}; the limit is {limit}" if limit is not None and days > limit else said


def _limit(user: MetricUser, fresh_days: int) -> int | None:
    """Figures of what was stopped, parked or retired are not waited for."""
    return fresh_days if user.status == Status.ACTIVE.value else None


def _is_stale(user: MetricUser, newest: date | None, fresh_days: int, *, today: date) -> bool:
    limit = _limit(user, fresh_days)
    return limit is not None and newest is not None and (today - newest).days > limit


def _by_pilot(reached: Iterable[Reach]) -> dict[int, date]:
    newest: dict[int, date] = {}
    for reach in reached:
        if reach.pilot_id is not None:
            newest[reach.pilot_id] = max(reach.until, newest.get(reach.pilot_id, reach.until))
    return newest


def _pilot_words(reached: Mapping[str, date | None], *, newest: date | None, today: date) -> str:
    """Say of which pilots the newest figure is; which are behind, and how far; "" where none has any figure."""
    known = {name: until for name, until in reached.items() if until is not None}
    behind = [f"{name}: {fresh_words(until, today=today)}" for name, until in reached.items() if until != newest]
    if not known:
        return ""
    if behind:
        return "; ".join(behind)
    return "in its pilot" if len(known) == 1 else f"in all {len(known)} pilots"


def _stands(user: MetricUser) -> str:
    stage = f"{'at' if user.stage == Stage.SCALE.value else 'in'} {Stage(user.stage).value}"
    return stage if user.status == Status.ACTIVE.value else f"{stage}, {Status(user.status).label.lower()}"
