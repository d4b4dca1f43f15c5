"""Arriving at a field: a link names it in the address, and the page opens its form and brings it into view."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import streamlit as st

from cxdash.changes import use_cases
from cxdash.domain.actions import Action
from cxdash.domain.gates import View, Where
from cxdash.domain.metrics import Role
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person
from cxdash.domain.readiness import Dimension
from cxdash.reports import planning
from cxdash.reports.use_cases import Measure, Opened
from cxdash.ui import cached
from cxdash.ui.use_cases import asides, locked_plan, metric_form, pilot_form

TABS = "view"
"""The key of the page's tabs."""
FIELD, OF = "field", "of"
"""What the address calls the field, and the metric or pilot that it is of."""
ARRIVED = "arrived-at"
"""Where the session keeps the place that was asked for last."""
_lead = st.components.v2.component(
    "cxdash_arriving", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"), isolate_styles=False
)
_MEASURED = {
    "role": "role",
    "target": "target",
    "baseline": "baseline",
    "unit_value": "Likely-+.*",
    "annual_volume": "How-many-a-year",
}
"""How the form of a metric names its fields; of a label every other character is a hyphen."""
_LOCKED = {"comparison": "comparison", "comparison_waiver": "waiver", "goes_live": "live"}
_FREE = {"site": "site", "status": "status", "run_cost_year": "yearly"}
"""How the form of a pilot names its fields: those a lock holds, and those it does not."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the page: names of widgets in the order they are wanted, as patterns, and what folds them away."""

    names: tuple[str, ...]
    folded: tuple[str, ...] = ()
    slug: str = ""
    token: str = ""


def address(where: Where) -> dict[str, str]:
    """Return what leads to a field in an address of the use case's page."""
    view = {} if where.view is View.TOP else {TABS: where.view.value}
    field = where.field or where.view.value.lower()
    return view | {name: said for name, said in ((FIELD, field), (OF, where.of)) if said}


def go(where: Where) -> None:
    """Ask for a field of the page that is open; for callbacks."""
    for name, said in address(where).items():
        if name != TABS:
            st.query_params[name] = said


def take(opened: Opened, person: Person) -> None:
    """Take what the address asks for out of it, open the form where that is, and remember the place."""
    field, of = st.query_params.get(FIELD, ""), st.query_params.get(OF, "")
    if not (field or of):
        return
    for name in (FIELD, OF):
        st.query_params.pop(name, None)
    view = _view(field)
    if view is not View.TOP:
        st.session_state[TABS] = view.value  # a link from the page to itself changes the address and not the tab
    place = _place(field, of, opened, person)
    st.session_state[ARRIVED] = Place(place.names, place.folded, opened.slug, uuid4().hex)


def lead(slug: str) -> None:
    """Bring the place that was asked for into view, once."""
    place = st.session_state.get(ARRIVED)
    if isinstance(place, Place) and place.names and place.slug == slug:
        _lead(key="arriving", data={"token": place.token, "names": place.names, "folded": place.folded}, height=1)


def _view(field: str) -> View:
    """Return the view that a field stands in; each is known by its name alone, and a view by its own."""
    whole = next((each for each in View if each.value.lower() == field), None)
    if whole is not None:
        return whole
    if field in {*_MEASURED, "metric", "guardrail"}:
        return View.METRICS
    if field in {*Dimension, "condition"}:
        return View.GATE
    if field in {*Function, "modules"}:
        return View.DEFINE
    return {"attestation": View.MONEY, "statement": View.TOP}.get(field, View.PILOTS)


def _place(field: str, of: str, opened: Opened, person: Person) -> Place:
    """Return where a field stands, its form opened; a view as a whole is no place in it."""
    slug = re.escape(opened.slug)
    match _view(field):
        case View.METRICS if field != "metrics":
            return _measure(field, of, opened, may=person.may(Action.USE_CASE_EDIT))
        case View.PILOTS if field != "pilots" or of:
            return _pilot(field, of, opened, may=person.may(Action.PILOT_EDIT))
        case View.MONEY if field == "attestation":
            if person.may(Action.MONEY_ATTEST):
                asides.unfold(f"attest-{opened.slug}")
            return Place((f"low-attest-{slug}", field))
        case View.GATE if field != "gate":
            return Place((r"condition-late-\d+" if field == "condition" else f"{field}-level-{slug}",))
        case View.TOP | View.DEFINE if field != "define":
            return Place((f"{re.escape(field)}-{slug}", "owners"))
    return Place(())


def _measure(field: str, of: str, opened: Opened, *, may: bool) -> Place:
    """Open the form of the metric that is meant, else lead to where one is added."""
    if not may:
        return Place(("measures",))
    if field == "guardrail":
        metric = _proposed(opened)
    elif field == "metric":
        metric = ""
    else:
        metric = _meant(field, of, opened.measures)
    if not metric:
        st.query_params.pop(metric_form.ASKED, None)
        return Place(("add-measure-.*",))
    st.query_params[metric_form.ASKED] = metric
    form = f"measure-{re.escape(opened.slug)}-{re.escape(metric)}-\\d+-"
    return Place((form + _MEASURED.get(field, "role" if field != "guardrail" else "margin"), form + "form"))


def _meant(field: str, of: str, measures: Sequence[Measure]) -> str:
    """Return the metric of that name, else the first primary one, of those first that lack the field."""
    primaries = [each for each in measures if each.role is Role.PRIMARY]
    lacking = [each for each in primaries if field in {"target", "baseline"} and not getattr(each, field)]
    named = [each for each in measures if of and each.name == of]
    return next((each.slug for each in (*named, *lacking, *primaries)), "")


def _proposed(opened: Opened) -> str:
    """Return the guardrail that would watch what nobody watches; "" where none is proposed."""
    uses = cached.report(use_cases.values, opened.slug).metrics
    proposals = [each.proposal for each in cached.report(planning.unwatched, uses)]
    return next((each.metric.slug for each in proposals if each is not None), "")


def _pilot(field: str, of: str, opened: Opened, *, may: bool) -> Place:
    """Open the plan of the pilot that is meant, or the form of a new one."""
    pilot = next((each for each in opened.pilots if each.name == of), next(iter(opened.pilots), None))
    if field == "new" or pilot is None:
        if may:
            st.query_params[pilot_form.ASKED] = pilot_form.NEW
        return Place((f"pilot-new-{re.escape(opened.slug)}-\\d+-name",))
    slug = re.escape(pilot.slug)
    card = f"pilot-card-{slug}"
    if not may or field == "pilots":
        return Place((card,))
    st.query_params[pilot_form.ASKED] = pilot.slug
    if field in _LOCKED and pilot.is_locked:
        st.session_state[locked_plan.amending(pilot.slug)] = True
        return Place((f"amend-{slug}-\\d+-{_LOCKED[field]}", f"amend-{slug}-\\d+-comparison", card))
    if field in _LOCKED or field in _FREE:
        name = f"pilot-{slug}-\\d+-{(_LOCKED | _FREE)[field]}"
        return Place((name, card), (f"pilot-{slug}-\\d+-costs", f"not-held-{slug}"))
    return Place((f"{locked_plan.amending(slug)}-open|pilot-{slug}-\\d+-window", card))
