"""How ready a use case is: six dimensions, each judged by its statements, against what the next gate asks for."""

from dataclasses import replace
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import readiness
from cxdash.changes.readiness import UNJUDGED
from cxdash.domain import gates
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.domain.readiness import LEVELS, STATEMENTS, Dimension, Readiness
from cxdash.domain.stages import Stage
from cxdash.reports.use_cases import Offered, Opened
from cxdash.ui import cached
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import fields
from cxdash.ui.use_cases.fields import Field

_NOT_JUDGED = -1


def show(opened: Opened, offered: Offered, person: Person) -> None:
    """Show each dimension with its level, and what closes the gap once it is opened."""
    stored = cached.report(readiness.values, opened.slug)
    to = opened.stage.following or Stage.SCALE
    needed = gates.needed(to)
    ready = sum(stored.get(each, UNJUDGED).level >= level for each, level in needed.items())
    if needed:
        st.markdown(f"##### Readiness: {ready} of {len(needed)} dimensions are as ready as {to.value} asks for")
    else:
        st.markdown(f"##### Readiness: the gate to {to.value} asks for none; the one after it for 3 throughout")
    for dimension in Dimension:
        with st.container(border=True, gap="xsmall"):
            _dimension(opened.slug, dimension, stored.get(dimension), offered, person, needed=needed.get(dimension))


def _dimension(
    slug: str, dimension: Dimension, stored: Readiness | None, offered: Offered, person: Person, *, needed: int | None
) -> None:
    may = person.may(Action.USE_CASE_EDIT)
    values = stored or UNJUDGED
    left, right = st.columns([1, 2], vertical_alignment="center")
    asked = "" if needed is None else f" {'✓' if values.level >= needed else '○'} needs {needed}"
    left.markdown(f"**{dimension.label}**{asked}  \n{_bar(stored)}")
    statements = STATEMENTS[dimension]
    fields.choice(
        _field(
            slug,
            dimension,
            "level",
            f"{dimension.label} level",
            _NOT_JUDGED if stored is None else stored.level,
            may=may,
        ),
        [*([_NOT_JUDGED] if stored is None else []), *range(len(statements))],
        right,
        words=lambda level: "Not judged yet" if level == _NOT_JUDGED else f"{level} · {statements[level]}",
        shows_label=False,
    )
    label = _said(values, offered) or "Evidence, who closes the gap, by when, for how much"
    with st.expander(literally(label), key=f"gap-{slug}-{dimension.value}", type="compact", on_change="rerun") as gap:
        if gap.open:
            _gap(slug, dimension, values, offered, may=may)


def _gap(slug: str, dimension: Dimension, values: Readiness, offered: Offered, *, may: bool) -> None:
    fields.text(_field(slug, dimension, "evidence", "What shows it", values.evidence, may=may))
    owner, due, cost = st.columns(3)
    fields.choice(
        _field(slug, dimension, "owner", "Who closes the gap", values.owner, may=may),
        ["", *offered.people],
        owner,
        words=lambda name: name or "Nobody yet",
        accept_new=True,
    )
    fields.day(_field(slug, dimension, "due", "By when", values.due, may=may), due)
    symbol = literally(offered.figures.symbol)
    fields.number(
        _field(slug, dimension, "cost_to_close", f"What that costs, {symbol}", values.cost_to_close, may=may),
        cost,
        words=offered.figures.money,
    )


def _field(slug: str, dimension: Dimension, name: str, label: str, value: object, *, may: bool) -> Field[Any]:
    """Return one field of one dimension."""

    def store(changing: Session, seen: object, wanted: object) -> None:
        stored = readiness.values(changing, slug).get(dimension, UNJUDGED)
        before, after = (replace(stored, **_said_as(name, each)) for each in (seen, wanted))
        readiness.edit(changing, slug, dimension, seen=before, wanted=after)

    return Field(f"{dimension.value}-{name}-{slug}", label, value, store, may)


def _said_as(name: str, value: object) -> dict[str, Any]:
    """Return a value as it is stored; a level that nobody judged starts from the lowest."""
    return {name: UNJUDGED.level if value == _NOT_JUDGED and name == "level" else value}


def _bar(stored: Readiness | None) -> str:
    """Draw a level as filled and empty places, in words beside it."""
    most = len(LEVELS) - 1
    if stored is None:
        return f"{'▱' * most} not judged"
    return f"{'▰' * stored.level}{'▱' * (most - stored.level)} {stored.level}, {LEVELS[stored.level].lower()}"


def _said(values: Readiness, offered: Offered) -> str:
    """Say in a line what is known beside the level; "" where nothing is."""
    parts = (
        values.evidence,
        values.owner,
        "" if values.due is None else f"by {values.due:%-d %b %Y}",
        "" if values.cost_to_close is None else offered.figures.money(values.cost_to_close),
    )
    return " · ".join(part for part in parts if part)
