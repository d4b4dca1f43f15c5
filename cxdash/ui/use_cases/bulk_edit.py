"""One change for all the use cases that are ticked: chosen, looked at, then stored for all of them or for none."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from cxdash.changes import bulk_edit
from cxdash.changes.bulk_edit import Plan, Planned
from cxdash.domain.actions import Action
from cxdash.domain.bulk_changes import (
    Archived,
    BulkChange,
    HelpModeChange,
    MetricAdded,
    ModulesAdded,
    OwnerChange,
    StatusChange,
    StepsAdded,
)
from cxdash.domain.figures import count
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person
from cxdash.domain.stages import Status
from cxdash.domain.statuses import ENDS
from cxdash.domain.use_cases import HELP_MODES, MetricUse
from cxdash.reports import use_cases
from cxdash.reports.use_cases import Offered
from cxdash.ui import cached, edits, session
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import register_table

_NAMED = 5
_NOBODY = "Nobody"
_ROLES = (Role.GUARDRAIL, Role.SECONDARY, Role.DIAGNOSTIC, Role.CONTEXT)
Asking = Callable[[Offered], BulkChange | None]


def show(slugs: Sequence[str], person: Person, *, today: date) -> None:
    """Offer to change the use cases that are ticked."""
    with st.popover(f"Change {len(slugs)}", key="bulk", icon=":material/edit:", on_change="rerun") as popover:
        if not popover.open:
            return
        st.markdown(f"**Change {count(len(slugs), 'use case')} at once**")
        changes = _changes(person)
        what = st.selectbox("What", list(changes), key="bulk-what")
        change = changes[what](cached.report(use_cases.offered))
        if change is None:
            return
        with session.shown_to_people():
            plan = cached.report(bulk_edit.plan, tuple(slugs), change)
            _preview(plan)
            if plan.changed:
                st.button(
                    f"Store for {count(len(plan.changed), 'use case')}",
                    key="bulk-store",
                    type="primary",
                    disabled=bool(plan.refused),
                    on_click=_store,
                    args=(plan, person, today),
                )


def _preview(plan: Plan) -> None:
    """Say what would happen before anything does."""
    if plan.changed:
        said = f"{count(len(plan.changed), 'use case')}: {plan.change.words}"
        st.markdown(f"**{literally(said)}**")
        st.caption(_named(plan.changed, lambda each: f"{each.title} (now: {each.was})"))
    if plan.unchanged:
        st.caption(f"{count(len(plan.unchanged), 'use case is', 'use cases are')} so already.")
    if plan.refused:
        lines = [f"- “{literally(each.title)}”: {literally(each.refusal)}" for each in plan.refused[:_NAMED]]
        more = len(plan.refused) - _NAMED
        lines += [f"- and {more} more"] if more > 0 else []
        said = f"{len(plan.refused)} would be refused, so nothing can be stored. Untick them, or mend them first."
        st.error("\n".join([said, "", *lines]), icon=":material/error:")


def _named(planned: Sequence[Planned], words: Callable[[Planned], str]) -> str:
    said = "; ".join(literally(words(each)) for each in planned[:_NAMED])
    return said + (f"; and {len(planned) - _NAMED} more" if len(planned) > _NAMED else "")


def _store(plan: Plan, person: Person, today: date) -> None:
    """Store what was looked at: the plan holds the values that were on the screen."""
    with session.shown_to_people():
        with session.database().changing(person, plan.change.action) as changing:
            stored = bulk_edit.store(changing, plan, today=today)
        edits.say(f"{count(stored, 'use case')} changed: {plan.change.words}.")
        register_table.untick()


def _changes(person: Person) -> Mapping[str, Asking]:
    """Return what a person may change of several, with what asks for it."""
    changes: dict[str, Asking] = {function.label: partial(_owner, function=function) for function in Function}
    changes |= {
        **({"Status": _status} if person.may(Action.USE_CASE_STATUS) else {}),
        "How people are helped": _help_mode,
        "Add journey steps": _steps,
        "Add modules": _modules,
        "Add a metric": _metric,
    }
    return changes | ({"Archive": lambda _: Archived()} if person.may(Action.USE_CASE_ARCHIVE) else {})


def _owner(offered: Offered, function: Function) -> BulkChange | None:
    name = st.selectbox(
        f"{function.label} of all of them",
        [_NOBODY, *offered.people],
        index=None,
        key=f"bulk-{function.value}",
        placeholder="Choose a person",
    )
    return None if name is None else OwnerChange(function, "" if name == _NOBODY else name)


def _status(_: Offered) -> BulkChange | None:
    labels = {status.label: status for status in Status}
    status = labels[st.selectbox("Status of all of them", list(labels), key="bulk-status")]
    reason = st.text_input("Why", key="bulk-status-reason")
    learning = st.text_area("What was learned", key="bulk-status-learning") if status in ENDS else ""
    return StatusChange(status, reason, learning)


def _help_mode(_: Offered) -> BulkChange | None:
    return HelpModeChange(st.selectbox("How people are helped, in all of them", HELP_MODES, key="bulk-help"))


def _steps(offered: Offered) -> BulkChange | None:
    names = st.multiselect("Journey steps to add", offered.steps, key="bulk-steps", accept_new_options=True)
    return StepsAdded(tuple(names)) if names else None


def _modules(offered: Offered) -> BulkChange | None:
    names = st.multiselect("Modules to add", offered.modules, key="bulk-modules", accept_new_options=True)
    return ModulesAdded(tuple(names)) if names else None


def _metric(offered: Offered) -> BulkChange | None:
    named = {metric.name: metric.slug for metric in offered.metrics}
    name = st.selectbox("Metric to add", list(named), index=None, key="bulk-metric")
    role = st.selectbox("As", _ROLES, format_func=lambda each: each.label, key="bulk-role")
    return None if name is None else MetricAdded(MetricUse(named[name], role), name)
