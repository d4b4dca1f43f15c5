"""The short form that makes a friction point a use case: title, statement under its lint, and the primary metric."""

import contextlib
from functools import partial

import streamlit as st
from streamlit.errors import StreamlitAPIException

from cxdash.changes import journeys
from cxdash.domain.actions import Action
from cxdash.domain.metrics import Catalogue, Metric, Role
from cxdash.domain.statements import Lint
from cxdash.domain.use_cases import LONGEST_TITLE, MetricUse, UseCaseValues
from cxdash.reports import friction, statement_words
from cxdash.reports.friction import Beginning, Opened
from cxdash.store import organisation
from cxdash.ui import cached, edits, writing
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import statement


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
    words = _statement(form)
    found, catalogue = statement.judged(words, today=cached.today())
    statement.parts(found, catalogue)
    statement.mend(found, words, use=partial(_use_wording, form))
    primary = _primary(metric, found, catalogue)
    proposed = friction.proposed_title(found.parts, catalogue, step=opened.step)
    st.caption(
        f"It will serve the step {literally(opened.step)} and be linked to this friction point.{_beside(opened)}"
        f"{_from_statement(metric, primary, catalogue)}"
        f"{_named_so(proposed) if proposed and not (title or '').strip() else ''}"
    )
    if st.button("Create the use case", type="primary", key=form.key("save")):
        uses = [each for each in (primary, opened.beside) if each is not None]
        metrics_used = tuple(sorted(uses, key=lambda each: each.metric))
        name = (title or "").strip() or proposed[:LONGEST_TITLE]
        _save(opened, form, UseCaseValues(name, statement=words, metrics=metrics_used))


def _primary(metric: str, found: Lint, catalogue: Catalogue) -> MetricUse | None:
    """Return the primary metric: the one chosen, else the statement's; with its target where the statement sets one."""
    offer = statement_words.offer(found, (), catalogue, cached.report(organisation.figures))
    if offer is not None and metric in {"", offer.use.metric}:
        return offer.use
    if metric:
        return MetricUse(metric, Role.PRIMARY)
    named = catalogue.get(found.parts.metric or "")
    return None if named is None or friction.primary_refusal(named) else MetricUse(named.slug, Role.PRIMARY)


def _from_statement(chosen: str, primary: MetricUse | None, catalogue: Catalogue) -> str:
    """Say which metric the statement makes primary, where none is chosen."""
    metric = None if chosen or primary is None else catalogue.get(primary.metric)
    return "" if metric is None else f" As the statement says, its primary metric will be {literally(metric.name)}."


def _named_so(proposed: str) -> str:
    return f" Without a title it will be called “{literally(proposed)}”."


def _save(opened: Opened, form: edits.Draft[Beginning], values: UseCaseValues) -> None:
    today, made = cached.today(), list[str]()
    edits.save(
        form,
        Action.USE_CASE_CREATE,
        lambda changing: made.append(journeys.use_case_from(changing, opened.slug, values, today=today).slug),
        said="Created from its friction point. Name its owners next.",
        then=lambda: _open(form, made[0]),
    )


def _open(form: edits.Draft[Beginning], slug: str) -> None:
    """Go to the new use case; where the page runs on its own, outside the menu, its friction point links to it."""
    writing.drop(form.name)
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


def _statement(form: edits.Draft[Beginning]) -> str:
    """Show the statement to be written; return what it says so far."""
    wording = _wording(form)
    typed = writing.area("Outcome statement", wording, key=form.key("statement"), keeping=writing.Keeping(form.name))
    return wording if typed is None else typed


def _wording(form: edits.Draft[Beginning]) -> str:
    """Return what the statement started from, or was last put as."""
    return str(st.session_state.get(form.key("wording"), form.shown.statement))


def _use_wording(form: edits.Draft[Beginning], wording: str) -> None:
    st.session_state[form.key("wording")] = wording
    writing.forget(form.key("statement"))


def _begin_anew(slug: str, form: edits.Draft[Beginning]) -> None:
    """Write title and statement for the metric chosen, where they still stand as they were begun."""
    state, kept = st.session_state, form.key("begun")
    before: Beginning = state.get(kept, form.shown)
    now = cached.report(friction.beginning, slug, metric=state[form.key("metric")])
    if state[form.key("title")] == before.title:
        state[form.key("title")] = now.title
    typed = writing.typed(form.key("statement"))
    if (_wording(form) if typed is None else typed) == before.statement:
        _use_wording(form, now.statement)
    state[kept] = now
