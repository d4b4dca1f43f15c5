"""Who answers for a use case in each function, and whether they have signed its outcome."""

from collections.abc import Callable
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import sign_offs
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person
from cxdash.reports import signatures
from cxdash.reports.signatures import Signed
from cxdash.reports.use_cases import Offered
from cxdash.ui import cached
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import fields, signing
from cxdash.ui.use_cases.field_edits import Field


def show(slug: str, field: Callable[[Function], Field[str]], offered: Offered, person: Person, *, today: date) -> None:
    """Show who answers in each function, edited where they stand, with their signature, and ask for one's own.

    Args:
        slug: which use case.
        field: the field of a function's owner.
        offered: the people to choose from.
        person: who looks; only they sign, and only for what they answer for.
        today: the day of a signature.
    """
    signed = cached.report(signatures.outcome, slug)

    def give(changing: Session, function: Function, note: str) -> None:
        sign_offs.sign(changing, slug, function, seen=signed.digest, today=today, note=note)

    def take_back(changing: Session, function: Function, reason: str) -> None:
        sign_offs.withdraw(changing, slug, function, today=today, reason=reason)

    signing.ask(signed, person, give, key=slug)
    _grid(signed, field, offered)
    if signed.lacks and any(each.person for each in signed.owners):
        st.caption(literally(signed.lacks))
    signing.offer_to_take_back(signed, person, take_back, key=slug)


def _grid(signed: Signed, field: Callable[[Function], Field[str]], offered: Offered) -> None:
    with st.container(horizontal=True, key="owners"):
        for owner in signed.owners:
            fields.choice(
                field(owner.function),
                ["", *offered.people],
                words=lambda name: name or "Nobody yet",
                accept_new=True,
            )
    _say_who_signed(signed)


def _say_who_signed(signed: Signed) -> None:
    """Say how each owner stands in a line, those who stand alike together."""
    alike: dict[str, list[str]] = {}
    for owner in () if signed.lacks else signed.owners:
        alike.setdefault(signing.mark(owner), []).append(owner.function.label)
    lines = [f"{', '.join(functions)} · {mark}" for mark, functions in alike.items() if mark]
    if lines:
        st.caption("  \n".join(lines))
