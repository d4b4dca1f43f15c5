"""The library: what may be told, as cards that say it in a minute; found by words, state, site, metric and the rest."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from cxdash.domain.people import Person
from cxdash.domain.proof_points import State
from cxdash.reports import proof_library
from cxdash.reports.proof_library import Candidate, Card
from cxdash.ui import cached, filters, links, session
from cxdash.ui.drawing import literally
from cxdash.ui.proof_points import marks

_LONGEST_QUOTE = 140


def told_of(pilot: str, metric: str | None, *, today: date) -> str | None:
    """Return the proof point that tells of a pilot, both by slug; None where there is none that is not retired."""
    found = [card for card in cached.report(proof_library.library, today=today).cards if card.pilot.slug == pilot]
    current = [card for card in found if card.state is not State.RETIRED and metric in (None, card.metric.slug)]
    return current[0].slug if current else None


def show(person: Person, *, today: date) -> None:
    """Show every proof point that fits the search, then the pilots that could become one."""
    st.title("Proof points", anchor=False)
    found = cached.report(proof_library.library, today=today)
    if not found.cards and not found.candidates:
        links.nothing_yet(
            "There is nothing to tell yet.",
            do="A proof point is written from a finished pilot that met its target or got better, on grade A, B or C.",
            page="compare",
            label="Compare pilots",
        )
        return
    usable = sum(card.state.may_be_used for card in found.cards)
    st.markdown(f"**{usable} of {len(found.cards)}** may be used outside. Each says what may be claimed, and what not.")
    chosen = _narrowed(found.cards) if found.cards else ()
    if found.cards and not chosen:
        st.markdown("No proof point fits. Take a filter back or search for another word.")
    with session.section():
        _cards(chosen, person)
    if found.candidates:
        _candidates(found.candidates)


def _narrowed(cards: Sequence[Card]) -> Sequence[Card]:
    """Ask what is looked for on one line, kept in the address, and return the cards that fit."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="proof-filters"):
        words = st.text_input(
            "Search", key="search", bind="query-params", placeholder="Search", label_visibility="collapsed", width=140
        )
        state = _one_of(cards, "state", lambda card: card.state.label, "Every state", 150)
        grade = _one_of(cards, "grade", lambda card: f"Grade {card.grade}", "Every grade", 130)
        title = _one_of(cards, "outcome", lambda card: card.use_case.name, "Every use case", 150)
        chosen = filters.side_by_side("site", "metric")
        client = _one_of(cards, "client", lambda card: card.client, "Every client", 170)
    sought = (words or "").casefold().split()
    return [
        card
        for card in cards
        if all(word in card.words for word in sought)
        and state in ("", card.state.label)
        and grade in ("", f"Grade {card.grade}")
        and title in ("", card.use_case.name)
        and client in ("", card.client)
        and chosen.site in (None, card.site_slug)
        and chosen.metric in (None, card.metric.slug)
    ]


def _one_of(cards: Sequence[Card], key: str, of: Callable[[Card], str], every: str, width: int) -> str:
    """Offer what the cards differ in; where they do not differ, nothing is asked."""
    options = sorted({of(card) for card in cards} - {""})
    if len(options) < 2 and not st.query_params.get(key):
        return ""
    return st.selectbox(
        key.capitalize(),
        ["", *options],
        format_func=lambda name: name or every,
        key=key,
        bind="query-params",
        label_visibility="collapsed",
        width=width,
    )


def _cards(cards: Sequence[Card], person: Person) -> None:
    for first in range(0, len(cards), 2):
        for place, card in zip(st.columns(2), cards[first : first + 2], strict=False):
            with place.container(border=True, height="stretch", key=f"card-{card.slug}"):
                _card(card, person)


def _card(card: Card, person: Person) -> None:
    where = " · ".join(literally(each) for each in (card.site, card.client, card.use_case.name) if each)
    repeated = f"Repeated at {' and '.join(card.repeated_at)}" if card.repeated_at else "Not repeated yet"
    used = (
        f"used {card.times_used} times" if card.times_used > 1 else "used once" if card.times_used else "not used yet"
    )
    asked = ", ".join(function.value for person_id, function in card.asked if person_id == person.id)
    lines = [
        f"#### {literally(card.headline)}",
        f"**{literally(card.change)}** {literally(card.metric.name)}  \nGrade {card.grade}: {marks.GRADES[card.grade]}",
        f"{where}  \n{literally(repeated)} · {used}",
    ]
    if card.quote:
        short = card.quote if len(card.quote) <= _LONGEST_QUOTE else f"{card.quote[:_LONGEST_QUOTE].rstrip()} …"
        lines.append(f"*“{literally(short)}”* {literally(card.quote_by)}")
    lines.append(marks.state(card.state, card.state_words))
    if asked:
        lines.append(f":orange[:material/draw: Your approval is asked for, as {asked}]")
    st.markdown("\n\n".join(lines))
    links.to_page("proof_points", "Open", icon=":material/arrow_forward:", proof=card.slug)


def _candidates(candidates: Sequence[Candidate]) -> None:
    label = f"{len(candidates)} finished pilots could be told too" if len(candidates) > 1 else "1 more could be told"
    place = st.expander(label, icon=":material/add:", key="candidates", on_change="rerun")
    if place.open:
        with place:
            for each in candidates:
                said = f"{literally(each.metric.name)} {literally(each.change)}, grade {each.grade}"
                about = literally(each.pilot.name)
                links.line("proof_points", about, said, pilot=each.pilot.slug, metric=each.metric.slug)
