"""The short form that makes a friction point a use case: title, statement under its lint, and the primary metric."""

import contextlib

import streamlit as st
from streamlit.errors import StreamlitAPIException

from cxdash.changes import journeys
from cxdash.domain import statements
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Metric, Role
from cxdash.domain.statements import Lint
from cxdash.domain.use_cases import LONGEST_TITLE, MetricUse, UseCaseValues
from cxdash.reports import friction
from cxdash.reports.friction import Beginning, Opened
from cxdash.store import metrics
from cxdash.ui import cached, edits
from cxdash.ui.drawing import literally

_LIVE = "400ms"
_BLANK = "___"


def create(opened: Opened) -> None:
    """Show the form and open the use case once it is stored."""
    start = cached.report(friction.beginning, opened.slug, metric=opened.primary)
    _form(opened, edits.draft(f"use-case-of-{opened.slug}", start))


@st.fragment
def _form(opened: Opened, form: edits.Draft[Beginning]) -> None:
    if opened.refusal:
        st.warning(literally(opened.refusal), icon=":material/shield:")
    metric = _metric(opened, form)
    title = st.text_input(
        "Title", form.shown.title, key=form.key("title"), max_chars=LONGEST_TITLE, placeholder="What should get better"
    )
    statement = st.text_input("Outcome statement", form.shown.statement, key=form.key("statement"), live=_LIVE)
    _judge(statements.lint(statement or "", cached.report(metrics.catalogue), today=cached.today()), statement or "")
    st.caption(
        f"It will serve the step {literally(opened.step)} and be linked to this friction point.{_beside(opened)}"
    )
    if st.button("Create the use case", type="primary", key=form.key("save")):
        uses = [*([MetricUse(metric, Role.PRIMARY)] if metric else []), *([opened.beside] if opened.beside else [])]
        metrics_used = tuple(sorted(uses, key=lambda each: each.metric))
        _save(opened, form, UseCaseValues(title or "", statement=statement or "", metrics=metrics_used))


def _save(opened: Opened, form: edits.Draft[Beginning], values: UseCaseValues) -> None:
    today, made = cached.today(), list[str]()
    edits.save(
        form,
        Action.USE_CASE_CREATE,
        lambda changing: made.append(journeys.use_case_from(changing, opened.slug, values, today=today).slug),
        said="Created from its friction point. Name its owners next.",
        then=lambda: _open(made[0]),
    )


def _open(slug: str) -> None:
    """Go to the new use case; where the page runs on its own, outside the menu, its friction point links to it."""
    with contextlib.suppress(StreamlitAPIException):
        st.switch_page("pages/use_cases.py", query_params={"use_case": slug})


def _beside(opened: Opened) -> str:
    return "" if opened.beside is None else f" Its own metric goes along as a {opened.beside.role.value} metric."


def _metric(opened: Opened, form: edits.Draft[Beginning]) -> str:
    """Ask for the primary metric; title and statement that nobody touched are written anew for another one."""
    names = {"": "None yet"} | {each.slug: _named(each) for each in opened.instead}
    options = list(names)
    return st.selectbox(
        "Primary metric: the outcome it should serve" if opened.refusal else "Primary metric",
        options,
        index=options.index(opened.primary),
        format_func=names.__getitem__,
        key=form.key("metric"),
        on_change=_begin_anew,
        args=(opened.slug, form),
    )


def _named(metric: Metric) -> str:
    return f"{metric.name} ({metric.metric_class.value})"


def _begin_anew(slug: str, form: edits.Draft[Beginning]) -> None:
    """Write title and statement for the metric chosen, where they still stand as they were begun."""
    state, kept = st.session_state, form.key("begun")
    before: Beginning = state.get(kept, form.shown)
    now = cached.report(friction.beginning, slug, metric=state[form.key("metric")])
    if state[form.key("title")] == before.title:
        state[form.key("title")] = now.title
    if state[form.key("statement")] == before.statement:
        state[form.key("statement")] = now.statement
    state[kept] = now


def _judge(found: Lint, statement: str) -> None:
    """Say whether the statement passes, and otherwise what is missing and how it could be said."""
    if found.passes:
        st.markdown(":green[:material/check: The statement passes.]")
    else:
        st.markdown("\n".join(f"- {literally(each.message)}" for each in found.problems))
    for each in found.advice:
        st.caption(literally(each.message))
    if found.suggestion and not found.passes and _BLANK not in statement:
        st.caption(f"It could read: {literally(found.suggestion)}")
