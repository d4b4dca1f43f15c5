"""The library of templates: searched, opened, and started from."""

from datetime import date

import streamlit as st

from cxdash.changes import templates
from cxdash.domain.actions import Action
from cxdash.domain.people import Person
from cxdash.domain.use_cases import HELP_MODES, UseCaseValues
from cxdash.reports import library
from cxdash.reports.library import Card, Opened
from cxdash.ui import cached, drawing, edits, links, session
from cxdash.ui.drawing import literally

PARAM = "template"
_A_PAGE = 12
_CARD_WIDE = 320  # pixels at least; a phone shows one below another
_START = "Sizes and margins are where a discussion may begin, not a promise. Baselines are yours to measure."


def show(person: Person, *, today: date) -> None:
    """Show the library, or the template that the address names."""
    asked = st.query_params.get(PARAM)
    if asked:
        st.query_params[PARAM] = asked  # a link from the page to itself leaves the address as it was
        links.back_to_list("All templates", param=PARAM)
        with session.section():
            _opened(cached.report(library.opened, asked), person, today=today)
    else:
        with session.section():
            _list()


def _list() -> None:
    offered = cached.report(library.shelf)
    words, metric, help_mode, step = _filters(offered)
    found = cached.report(library.shelf, words=words, metric=metric, help_mode=help_mode, step=step)
    if not found.cards:
        st.info("No template fits. Take a filter away or search for fewer words.", icon=":material/filter_alt_off:")
        return
    st.caption(f"{len(found.cards)} of {found.of} templates. {_START}")
    grid = st.grid(2, min_column_width=_CARD_WIDE)
    pages = -(-len(found.cards) // _A_PAGE)
    page = st.pagination(pages, key="library-page", bind="query-params") if pages > 1 else 1
    for card in found.cards[(page - 1) * _A_PAGE : page * _A_PAGE]:
        with grid.container(border=True, gap="xsmall", height="stretch"):
            _card(card)


def _filters(offered: library.Shelf) -> tuple[str, str | None, str | None, str | None]:
    names = {"": "Every metric"} | dict(offered.metrics)
    with st.container(horizontal=True, key="filters-library"):
        words = st.text_input(
            "Search",
            key="library-search",
            type="search",
            bind="query-params",
            placeholder="Search pains, outcomes, data, traps",
            label_visibility="collapsed",
            width=300,
        )
        metric = st.selectbox(
            "Metric",
            list(names),
            format_func=names.__getitem__,
            key="library-metric",
            bind="query-params",
            label_visibility="collapsed",
            width=220,
        )
        mode = _either("Help mode", "Every way of helping", HELP_MODES, key="library-help", width=225)
        step = _either("Step", "Every step", offered.steps, key="library-step", width=180)
    return words or "", metric or None, mode, step


def _either(label: str, every: str, options: tuple[str, ...], *, key: str, width: int) -> str | None:
    chosen = st.selectbox(
        label,
        ["", *options],
        format_func=lambda each: each or every,
        key=key,
        bind="query-params",
        label_visibility="collapsed",
        width=width,
    )
    return chosen or None


def _card(card: Card) -> None:
    st.button(
        f"**{literally(card.title)}**",
        key=f"open-{card.slug}",
        type="tertiary",
        on_click=_open,
        args=(card.slug,),
        icon=":material/arrow_forward:",
        icon_position="right",
    )
    st.markdown(f"{literally(card.pain)}\n\n:small[:gray[**{literally(card.aims)}**  \n{literally(card.about)}]]")


def _open(slug: str) -> None:
    st.query_params[PARAM] = slug


def _opened(found: Opened, person: Person, *, today: date) -> None:
    template = found.template
    st.subheader(literally(template.title), anchor=False)
    st.caption(literally(" · ".join((*template.sectors, template.office.label, template.help_mode))))
    st.markdown(f"> **{literally(template.statement)}**")
    if person.may(Action.USE_CASE_CREATE):
        _start(found, today=today)
    _aiming(found)
    left, right = st.columns(2, gap="large")
    left.markdown(f"##### How it is\n{literally(template.pain)}")
    right.markdown(f"##### How it would be\n{literally(template.desired)}")
    drawing.heading("Judged by", found.measures, key="template-measures")
    st.table(
        found.measures,
        hide_index=True,
        border="horizontal",
        alt="Metrics with their role, the size to start from and their class",
    )
    st.caption(f"{_START} {literally(template.sizing)}")
    left, right = st.columns(2, gap="large")
    with left:
        _listed("How it goes wrong", template.traps)
        _listed("Built from", template.modules)
    with right:
        _listed("Data needed", template.data)
        _listed("Systems to connect", template.integrations)


def _start(found: Opened, *, today: date) -> None:
    template = found.template
    form = edits.draft(f"start-{template.slug}", UseCaseValues(template.title))
    made: list[str] = []
    with st.container(horizontal=True, vertical_alignment="bottom"):
        steps = st.multiselect(
            "Journey steps",
            found.steps,
            found.known_steps or template.steps,
            key=form.key("steps"),
            help="Those of your own journey that fit; steps it does not have yet are added to its end.",
            width=420,
            wrap=True,
        )
        wanted = st.button("Start from this", type="primary", key=form.key("start"))
    if wanted:
        edits.save(
            form,
            Action.USE_CASE_CREATE,
            lambda changing: made.append(templates.start(changing, template, today=today, steps=tuple(steps)).slug),
            said="Created from the library. Measure its baseline, name its owners, and make the sizes your own.",
            then=lambda: st.query_params.from_dict({"use_case": made[0]}),
        )


def _aiming(found: Opened) -> None:
    """Name the use cases that aim at the same metric already."""
    if not found.aiming:
        return
    st.markdown(f"Already aiming at {literally(found.metric)}:")
    with st.container(horizontal=True):
        for slug, title in found.aiming:
            links.to_page("use_cases", title, use_case=slug)


def _listed(title: str, lines: tuple[str, ...]) -> None:
    points = "\n".join(f"- {literally(line)}" for line in lines)
    st.markdown(f"##### {title}\n{points}")
