"""The whole log as people read it: who did what to which thing, from what to what and why, with a link to the thing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.actions import Action
from cxdash.reports import log_names, log_words
from cxdash.store import audit_log
from cxdash.store.audit_log import Asked, number_of
from cxdash.store.log import LogEntry
from cxdash.store.tables import MetricRow, Module

KINDS: Mapping[str, tuple[str, ...]] = {
    "Use case": (
        "use_case",
        "ownership",
        "use_case_metric",
        "use_case_step",
        "use_case_module",
        "use_case_friction",
        "readiness",
        "responsibility",
        "approach",
        "comment",
        "mention",
        "stage_move",
    ),
    "Gate": ("gate_review", "gate_vote", "gate_condition", "gate_waiver"),
    "Signature": ("sign_off", "attestation"),
    "Proof point": ("proof_point", "proof_use", "repeat"),
    "Pilot": ("pilot", "plan_version", "occasion", "exclusion"),
    "Metric": ("metric", "metric_version"),
    "Module": ("module",),
    "Journey": ("journey", "journey_step", "friction_point"),
    "Council": ("council_meeting", "council_presence", "council_topic", "council_action"),
    "Workshop": ("workshop",),
    "Quarter": ("quarter_close", "restatement_reason", "subscription", "commitment"),
    "Money": ("money_policy", "budget_line", "valuation", "money_entry"),
    "Import": ("tracker_import", "register", "remembered_mapping", "subject"),
    "Person": ("person",),
    "Settings": ("organisation", "gate_policy", "saved_view", "site", "segment"),
}
"""What the log can be narrowed to, with the tables that belong to each."""
COLUMNS = ("When (UTC)", "Who", "Did", "Thing", "What", "Before", "After", "Why", "Entry")
MOST_EXPORTED = 10_000
"""The most entries that a file holds, the newest ones."""
_KIND_OF = {table: kind for kind, tables in KINDS.items() for table in tables}
_BY_USE_CASE = frozenset(KINDS["Use case"]) - {"use_case_metric", "approach", "comment", "mention", "stage_move"}
"""Tables whose keys begin with the number of the use case."""
_PAGES = {
    "Journey": "journey",
    "Workshop": "workshop",
    "Quarter": "this_quarter",
    "Proof point": "proof_points",
    "Import": "upload",
    "Metric": "metrics",
    "Module": "use_cases",
}
_TABS = {
    **dict.fromkeys((*KINDS["Gate"], "readiness"), "Gate"),
    **dict.fromkeys(KINDS["Pilot"], "Pilots"),
    **dict.fromkeys(("comment", "mention"), "Talk"),
    "use_case_metric": "Metrics",
    "approach": "Brief",
    **dict.fromkeys(("attestation", "valuation", "money_entry"), "Money"),
}
"""The tab of a use case on which a thing stands."""
_VIEWS = {
    "Person": "People",
    "organisation": "Organisation",
    "gate_policy": "Gate policy",
    "subscription": "Digests",
    "Money": "Money",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """What an entry is about and where it stands: a page with its query; "" where no page shows it."""

    name: str
    page: str = ""
    query: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``changes`` are what, before and after in words, "" where there was or is nothing."""

    number: int
    at: datetime
    who: str
    did: str
    thing: Thing
    changes: Sequence[tuple[str, str, str]]
    why: str

    @property
    def reason(self) -> str:
        """Why, where that says more than what changed."""
        return log_words.reason(self.why, self.changes)


@dataclass(frozen=True, slots=True)
class Offered:
    """Whom and which use case the log can be narrowed to: slug and name, archived ones included."""

    people: Mapping[str, str]
    use_cases: Mapping[str, str]


def offered(session: Session) -> Offered:
    """Return whom and which use cases there are, by name."""
    return Offered(dict(audit_log.people(session)), dict(audit_log.use_cases(session)))


def count(session: Session, asked: Asked) -> int:
    """Return how many entries there are."""
    return audit_log.count(session, asked)


def page(session: Session, asked: Asked, *, size: int, skip: int = 0) -> tuple[Entry, ...]:
    """Return entries, the newest first, at most ``size`` after the first ``skip``."""
    found = audit_log.page(session, asked, size=size, skip=skip)
    names, things = log_names.names(session, found, whole=True), _things(session, found)
    return tuple(
        Entry(
            each.id,
            each.at,
            each.who,
            _did(each.action),
            things[each.id],
            tuple(log_words.changes(each, None, names)) or ((log_words.subject(each, names), "", "saved"),),
            each.reason,
        )
        for each in found
    )


def table(session: Session, asked: Asked) -> pd.DataFrame:
    """Return one row per changed field of the newest ``MOST_EXPORTED`` entries, with ``COLUMNS``."""
    rows = [
        (f"{each.at:%Y-%m-%d %H:%M:%S}", each.who, each.did, each.thing.name, *change, each.why, each.number)
        for each in page(session, asked, size=MOST_EXPORTED)
        for change in each.changes
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def actions() -> Mapping[str, str]:
    """Return every action that the log may hold with the words people read."""
    return {action.value: _did(action.value) for action in Action}


def _did(action: str) -> str:
    label = Action(action).label
    return label[:1].upper() + label[1:]


def _things(session: Session, entries: Collection[LogEntry]) -> Mapping[int, Thing]:
    """Return what each entry is about, by the entry's number."""
    of_rows = audit_log.use_cases_of(session, entries)
    titles = audit_log.titles(session, {number for each in entries for number in _use_case_numbers(each)})
    slugs = {
        name: audit_log.slugs(session, row, {int(number_of(each)) for each in entries if each.table == name})
        for name, row in (("metric", MetricRow), ("module", Module))
    }
    return {each.id: _thing(each, of_rows, titles, slugs) for each in entries}


def _use_case_numbers(entry: LogEntry) -> Sequence[int]:
    if entry.table in _BY_USE_CASE:
        return [int(number_of(entry))]
    named = {**(entry.before or {}), **(entry.after or {})}.get("use_case_id")
    return [named] if isinstance(named, int) else []


def _thing(
    entry: LogEntry,
    of_rows: Mapping[tuple[str, str], tuple[str, str]],
    titles: Mapping[int, tuple[str, str]],
    slugs: Mapping[str, Mapping[int, str]],
) -> Thing:
    kind = _KIND_OF.get(entry.table, "")
    known = [titles[number] for number in _use_case_numbers(entry) if number in titles]
    known += [of_rows[thing] for thing in [(entry.table, number_of(entry))] if thing in of_rows]
    if kind == "Council":
        return Thing(known[0][1] if known else kind, "operating_model", (("show", "Council"),))
    if known:
        slug, title = known[0]
        view = (("view", _TABS[entry.table]),) if entry.table in _TABS else ()
        return Thing(title, "use_cases", (("use_case", slug), *view))
    if entry.table in slugs:
        slug = slugs[entry.table].get(int(number_of(entry)), "")
        return Thing(kind, _PAGES[kind], ((entry.table, slug),) if slug else ())
    view_name = _VIEWS.get(kind) or _VIEWS.get(entry.table)
    if view_name:
        return Thing(kind, "settings", (("view", view_name),))
    return Thing(kind or "Other", _PAGES.get(kind, ""))
