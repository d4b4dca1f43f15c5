"""Who does what for a use case beside its owners: a small grid, each cell saved as it stands."""

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import responsibilities
from cxdash.domain.actions import Action
from cxdash.domain.figures import count
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person
from cxdash.domain.responsibilities import Activity, Part, Responsibilities
from cxdash.reports.use_cases import Offered
from cxdash.ui import cached
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import fields
from cxdash.ui.use_cases.field_edits import Field


def show(slug: str, owners: dict[Function, str], offered: Offered, person: Person) -> None:
    """Show the activities once they are opened, each with who is accountable, responsible, consulted and informed."""
    stored = cached.report(responsibilities.values, slug)
    with st.expander(_said(stored), key=f"raci-{slug}", type="compact", on_change="rerun") as opened:
        if not opened.open:
            return
        may = person.may(Action.USE_CASE_EDIT)
        for activity in Activity:
            what, *places = st.columns([5, 4, 4, 4])
            what.markdown(_accountable(activity, owners))
            for place, part in zip(places, Part, strict=True):
                field = _field(slug, activity, part, stored, may=may)
                fields.several(field, offered.people, place, accept_new=True, placeholder="Nobody")


def _said(stored: Responsibilities) -> str:
    said = f": somebody does {stored.filled} of {count(len(Activity), 'activity', 'activities')}"
    return f"Who does what (RACI){said if stored.filled else ''}"


def _accountable(activity: Activity, owners: dict[Function, str]) -> str:
    function = activity.accountable
    name = owners.get(function, "")
    who = literally(name) if name else "nobody yet"
    return f"**{activity.label}**  \nAccountable: {who} ({function.value})"


def _field(slug: str, activity: Activity, part: Part, stored: Responsibilities, *, may: bool) -> Field[tuple[str, ...]]:
    def store(changing: Session, seen: tuple[str, ...], wanted: tuple[str, ...]) -> None:
        responsibilities.edit(changing, slug, activity, part, seen=seen, wanted=wanted)

    names = stored.of(activity).of(part)
    return Field(f"{activity.value}-{part.value}-{slug}", part.label, names, store, may)
