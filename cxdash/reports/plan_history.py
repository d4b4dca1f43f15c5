"""What became of a pilot's plan and of its result: every version, every change with its reason, every dated result."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, count
from cxdash.domain.metrics import Metric
from cxdash.domain.plan_differences import differences
from cxdash.domain.plans import PlanVersion
from cxdash.effects.effect import Effect
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, day
from cxdash.reports import effect_words, happenings
from cxdash.store import effect_history, organisation, plans
from cxdash.store.effect_history import Revision

VERSIONS = ("Version", "When", "Who", "What changed", "Why")
REVISIONS = ("Result", "When", "Because", "Verdict", "Grade", "Effect")


@dataclass(frozen=True)
class History:
    """A plan and its result through time.

    Attributes:
        locked: when the plan was locked, in a sentence.
        versions: columns of ``VERSIONS``, the lock first; empty where no version was kept.
        happened: days and words of what was declared, in order of time; of a plan without versions also its change.
        revisions: columns of ``REVISIONS``, the first result first; empty while there is only one.
    """

    locked: str
    versions: pd.DataFrame
    happened: tuple[tuple[str, str], ...]
    revisions: pd.DataFrame


def of_pilot(session: Session, slug: str, metric: str, *, today: date) -> History | None:
    """Return the history of a pilot's plan and of its result on a primary metric (a slug)."""
    each = pilot_results.one(session, slug, metric, today=today)
    if each is None or each.metric is None or each.metric_id is None:
        return None
    versions = plans.versions(session, [each.id]).get(each.id, ())
    happened = [one for one in happenings.of_pilots(session, [each])[each.id] if not (versions and one.is_change)]
    kept = effect_history.revisions(session, each.id, each.metric_id)
    figures = organisation.figures(session)
    revisions = [_revision(one, each.metric, figures) for one in kept]
    return History(
        locked=_locked(each, versions),
        versions=pd.DataFrame(_versions(versions), columns=list(VERSIONS)),
        happened=tuple((happenings.when(one), one.words) for one in sorted(happened, key=lambda one: one.starts)),
        revisions=pd.DataFrame(revisions if len(kept) > 1 else [], columns=list(REVISIONS)),
    )


def _locked(each: Result, versions: Sequence[PlanVersion]) -> str:
    if each.locked_on is None:
        return "The plan was never locked."
    late = each.goes_live is not None and each.locked_on > each.goes_live
    when = f"The plan was locked on {day(each.locked_on)}"
    when += f", after go-live on {day(each.goes_live)}" if late and each.goes_live else ""
    changes = max(len(versions) - 1, 0)
    return f"{when}; {count(changes, 'change')} since." if changes else f"{when} and not changed since."


def _versions(versions: Sequence[PlanVersion]) -> Iterator[tuple[int, str, str, str, str]]:
    before: Mapping[str, Any] | None = None
    for each in versions:
        changed = "Locked" if before is None else "; ".join(one.words for one in differences(before, each.content))
        yield each.number, day(each.made_on), each.by, changed, each.reason
        before = each.content


def _revision(each: Revision, metric: Metric, figures: Figures) -> tuple[int, str, str, str, str, str]:
    said = effect_words.with_range(Effect.from_json(each.result), metric, figures)
    return each.number, day(each.made_on), each.because, each.verdict, each.grade, said
