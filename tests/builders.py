"""Short ways to say what a test starts from; every default may be said otherwise."""

from datetime import date, timedelta
from pathlib import Path

from cxdash.changes import pilots, use_cases
from cxdash.changes.setup import ensure_ready
from cxdash.changes.use_cases import Standing
from cxdash.domain.actions import Action
from cxdash.domain.comparisons import Arm, Comparison
from cxdash.domain.metrics import Role
from cxdash.domain.periods import Grain, Period
from cxdash.domain.stages import Stage
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse, PilotValues, UseCaseValues
from cxdash.store.database import Database
from cxdash.trackers.readings import Layout, Reading, Sheet, Source, Table, Tracker
from tests import first_rows

TODAY = date(2026, 11, 21)


def ready_database(url):
    """A migrated database with its first rows, and the administrator of single-user mode."""
    database, file = Database(url), Path(url.removeprefix(first_rows.SQLITE))
    if not url.startswith(first_rows.SQLITE) or file.exists():
        return database, ensure_ready(database)
    content, person = first_rows.made()
    first_rows.put(content, file)
    return database, person


def use_case_values(title="Fewer no-shows", **said):
    """What a complete use case says: a primary business outcome with a target and one guardrail."""
    uses = (
        MetricUse("complaint_rate", Role.GUARDRAIL, margin=2.0),
        MetricUse("no_show_rate", Role.PRIMARY, Target(TargetKind.RELATIVE, -0.3), baseline=0.2, unit_value=40.0),
    )
    return UseCaseValues(**{"title": title, "metrics": uses} | said)


def pilot_values(name="Riverside reminders", **said):
    """What a locked pilot with a comparison group says."""
    given = {
        "name": name,
        "site": "Riverside",
        "goes_live": date(2026, 6, 1),
        "baseline_starts": date(2026, 3, 2),
        "window_days": 91,
        "comparison": Comparison.GROUP,
        "comparison_label": "Millbrook",
        "locked_on": date(2026, 5, 20),
    }
    return PilotValues(**given | said)


def add_use_case(
    database, person, title="Fewer no-shows", *, stage=Stage.PILOT, pilots_named=("Riverside reminders",), **said
):
    """Store a use case in a stage, with pilots; returns its slug."""
    entered = {
        each: date(2026, 1, 5) + timedelta(days=60 * each.position) for each in Stage if each.position <= stage.position
    }
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        values = use_case_values(title, **said)
        slug = use_cases.create(session, values, standing=Standing(stage, entered)).slug
        for name in pilots_named:
            pilots.create(session, slug, pilot_values(name))
    return slug


def one_use_case(database, person):
    """Store a use case with one pilot and return who did so: what ``ready_after`` builds for many tests."""
    add_use_case(database, person)
    return person


def reading(value=None, *, week=date(2026, 6, 1), cell="C7", **said):
    """One weekly reading of the no-show rate of the pilot “Riverside reminders”."""
    given = {
        "entity": "Riverside reminders",
        "metric": "no_show_rate",
        "period": Period(week, Grain.WEEK),
        "source": Source("KPI", cell),
        "value": value,
        "arm": Arm.PILOT,
    }
    return Reading(**given | said)


def tracker(*readings, file="tracker.xlsx", register=(), problems=(), fingerprint="abc123", columns=()):
    """A tracker with one table that holds these readings."""
    sheets = dict.fromkeys(["KPI", *(each.source.sheet for each in readings)])
    table = Table(
        range="A1:C9",
        header_rows=(1, 1),
        layout=Layout.LONG,
        confidence=1.0,
        readings=readings,
        columns=tuple(columns),
        register=tuple(register),
        problems=tuple(problems),
        fingerprint=fingerprint,
    )
    return Tracker(
        file=file,
        sha256="0" * 64,
        sheets=tuple(Sheet(name, hidden=False, tables=(table,) if name == "KPI" else ()) for name in sheets),
    )
