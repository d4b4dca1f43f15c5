"""Commitments on the page: made from what was picked, reworded before their quarter begins, judged once it is over."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from cxdash.changes import commitments as changes
from cxdash.domain.actions import Action
from cxdash.domain.commitments import CommitmentValues, Outcome, may_judge
from cxdash.domain.people import Person
from cxdash.domain.periods import Quarter
from cxdash.reports import commitments, people
from cxdash.reports.commitments import Committed
from cxdash.reports.next_quarter import Picks
from cxdash.ui import cached, drawing
from cxdash.ui.drawing import literally
from cxdash.ui.operating_model import council_forms
from cxdash.ui.use_cases import saving

_MADE, _REWORDED, _JUDGED = "commitment-made", "commitment-reworded", "commitment-judged"
_SAYABLE = (Outcome.KEPT, Outcome.MISSED, Outcome.DROPPED)


def show(found: Picks, quarter: Quarter, person: Person, *, today: date) -> None:
    """Show what is committed to, from the quarter on the page to the one chosen for, and let people act on it."""
    saving.renewed()
    quarters = tuple(sorted({quarter, quarter.shifted(1), found.code}))
    lines = cached.report(commitments.committed, quarters, today=today)
    if lines:
        frame = cached.report(commitments.table, quarters, today=today)
        drawing.heading(commitments.finding(lines), frame, key="commitments")
        for name, group in groupby(lines, key=lambda each: each.quarter):
            st.markdown("\n".join([f"**{literally(name)}**", "", *map(_line, group)]))
    with st.container(horizontal=True):
        if person.may(Action.COMMITMENT_MAKE):
            council_forms.behind(
                "Commit to one", lambda: _make(found, today), icon=":material/handshake:", key="commit-to-one"
            )
        _reword_and_judge(lines, person, today)


def _line(each: Committed) -> str:
    """Write a commitment as a list entry: how it stands, what is promised, who answers, and what shows or backs it."""
    stands = "To be judged" if each.is_due else each.outcome.label
    rests = f", resting on: {each.basis}" if each.basis else ""
    shown = each.judged or f"By {each.made}{rests}"
    promise = f"{literally(each.title)}: {literally(each.text.rstrip('.'))} ({literally(each.owner)})"
    return f"- **{stands}** · {promise}.  \n  :gray[{literally(shown)}]"


def _reword_and_judge(lines: Sequence[Committed], person: Person, today: date) -> None:
    ahead = [each for each in lines if not each.has_begun and each.outcome is Outcome.OPEN]
    judged = [each for each in lines if may_judge(person, owner_id=each.owner_id, made_by_id=each.made_by_id)]
    if ahead and person.may(Action.COMMITMENT_MAKE):
        council_forms.behind("Reword one", lambda: _reword(ahead, today), icon=":material/edit:", key="reword-one")
    if judged:
        first_due = sorted(judged, key=lambda each: (not each.is_due, each.outcome is not Outcome.OPEN))
        council_forms.behind(
            "Say what became of one", lambda: _judge(first_due, today), icon=":material/task_alt:", key="judge-one"
        )


def _make(found: Picks, today: date) -> None:
    edition = st.session_state.get(f"{_MADE}-edition", 0)
    lines = {each.slug: each for each in (*found.picked, *found.left)}
    slug = st.selectbox(
        "Use case",
        list(lines),
        format_func=lambda each: ("✓ " if lines[each].is_picked else "") + lines[each].title,
        key=f"{_MADE}-which-{edition}",
    )
    line, known = lines[slug], _known()
    text, owner = f"{_MADE}-text-{slug}-{edition}", f"{_MADE}-owner-{edition}"
    if line.says:
        st.caption(literally(f"Rests on: {line.says}."))
    st.text_area(f"What will be different at the end of {found.quarter}", value=line.proposes, key=text, height=80)
    st.selectbox("Who answers for it", list(known), index=None, format_func=known.__getitem__, key=owner)
    saving.refusal(_MADE)
    st.button("Commit", type="primary", key="commit", on_click=_made, args=(found, slug, text, owner, today))


def _made(found: Picks, slug: str, text: str, owner: str, today: date) -> None:
    """Store a commitment; ``text`` and ``owner`` are the keys under which they were entered."""
    line = next(each for each in found.lines if each.slug == slug)
    values = CommitmentValues(st.session_state[text], st.session_state[owner] or "")
    if saving.attempt(
        _MADE,
        Action.COMMITMENT_MAKE,
        lambda session: changes.make(session, slug, quarter=found.code, values=values, basis=line.basis, today=today),
        said="Committed",
    ):
        st.session_state[f"{_MADE}-edition"] = st.session_state.get(f"{_MADE}-edition", 0) + 1


def _reword(lines: Sequence[Committed], today: date) -> None:
    each, known = _one_of(lines, _REWORDED), _known()
    text, owner = f"{_REWORDED}-text-{each.id}", f"{_REWORDED}-owner-{each.id}"
    st.text_area("Commitment", value=each.text, key=text, height=80)
    at = list(known).index(each.owner_slug) if each.owner_slug in known else None
    st.selectbox("Who answers for it", list(known), index=at, format_func=known.__getitem__, key=owner)
    saving.refusal(_REWORDED)
    st.button("Save", type="primary", key="reword", on_click=_reworded, args=(each, text, owner, today))


def _reworded(each: Committed, text: str, owner: str, today: date) -> None:
    """Store other words or another owner, which were entered under these keys."""
    seen = CommitmentValues(each.text, each.owner_slug)
    wanted = CommitmentValues(st.session_state[text], st.session_state[owner] or each.owner_slug)
    saving.attempt(
        _REWORDED,
        Action.COMMITMENT_MAKE,
        lambda session: changes.edit(session, each.id, seen=seen, wanted=wanted, today=today),
        said="Saved",
    )


def _judge(lines: Sequence[Committed], today: date) -> None:
    each = _one_of(lines, _JUDGED)
    outcome, note = f"{_JUDGED}-outcome-{each.id}", f"{_JUDGED}-note-{each.id}"
    st.radio(
        "What became of it",
        _SAYABLE,
        index=_SAYABLE.index(each.outcome) if each.outcome in _SAYABLE else None,
        format_func=lambda said: said.label,
        key=outcome,
        horizontal=True,
    )
    st.text_input("What shows it", key=note)
    saving.refusal(_JUDGED)
    st.button("Save", type="primary", key="judge", on_click=_judged, args=(each, outcome, note, today))


def _judged(each: Committed, outcome: str, note: str, today: date) -> None:
    """Store what became of a commitment, which was entered under these keys."""
    said, shows = st.session_state[outcome] or Outcome.OPEN, st.session_state[note]
    saving.attempt(
        _JUDGED,
        Action.COMMITMENT_JUDGE,
        lambda session: changes.judge(session, each.id, said, note=shows, seen=each.outcome, today=today),
        said="Saved",
    )


def _one_of(lines: Sequence[Committed], key: str) -> Committed:
    by_id = {each.id: each for each in lines}
    chosen = st.selectbox(
        "Commitment of", list(by_id), format_func=lambda number: by_id[number].in_short, key=f"{key}-which"
    )
    return by_id[chosen]


def _known() -> dict[str, str]:
    return {each.slug: each.values.name for each in cached.report(people.listed).current}
