"""What a use case is: named, answered for, tied to the journey and its modules; each field edited where it stands."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import use_case_fields, use_case_links, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.modules import Part
from cxdash.domain.ownership import Function
from cxdash.domain.people import Person
from cxdash.domain.use_case_links import LinkValues
from cxdash.domain.use_cases import HELP_MEANS, LONGEST_TITLE, UseCaseValues
from cxdash.reports.use_cases import Offered, Opened
from cxdash.store import friction_links
from cxdash.ui import cached
from cxdash.ui.use_cases import archiving, fields, owners, raci, status
from cxdash.ui.use_cases.field_edits import Field


@dataclass(frozen=True)
class _Fields:
    """The fields of one use case."""

    slug: str
    values: UseCaseValues
    may: bool
    today: date

    def plain(self, name: str, label: str) -> Field[Any]:
        """Return a field of the use case itself."""

        def store(changing: Session, seen: object, wanted: object) -> None:
            use_case_fields.edit(changing, self.slug, name, seen=seen, wanted=wanted, today=self.today)

        return Field(f"{name}-{self.slug}", label, getattr(self.values, name), store, self.may)

    def owner(self, function: Function) -> Field[str]:
        """Return who answers in a function; "" where nobody is named."""

        def store(changing: Session, seen: str, wanted: str) -> None:
            part = ("owners", function)
            use_case_fields.edit_part(
                changing, self.slug, part, seen=seen or None, wanted=wanted or None, today=self.today
            )

        named = self.values.owners.get(function, "")
        return Field(f"{function.value}-{self.slug}", function.label, named, store, self.may)


def show(opened: Opened, offered: Offered, person: Person, *, today: date) -> None:
    """Show every field of a use case that is no metric and no pilot."""
    of = _Fields(opened.slug, cached.report(use_cases.values, opened.slug), person.may(Action.USE_CASE_EDIT), today)
    title, idea, standing = st.columns([3, 1, 1.2])
    fields.text(of.plain("title", "Title"), title, longest=LONGEST_TITLE)
    fields.day(of.plain("idea_on", "Idea since"), idea)
    status.show(opened.slug, standing, person, is_archived=opened.archived_on is not None, today=today)
    st.markdown("##### Owners")
    owners.show(opened.slug, of.owner, offered, person, today=today)
    raci.show(opened.slug, dict(of.values.owners), offered, person)
    left, right = st.columns(2, gap="large")
    with left:
        fields.explained(of.plain("help_mode", "How people are helped"), [("", ""), *HELP_MEANS.items()])
    with right:
        _ties(of, offered)
    fields.note(of.plain("notes", "Notes"))
    if person.may(Action.USE_CASE_ARCHIVE) and opened.archived_on is None:
        asked = st.expander("Archive this use case", type="compact", key=f"archiving-{opened.slug}", on_change="rerun")
        if asked.open:
            with asked:
                archiving.show(opened.slug, opened.title)


def _ties(of: _Fields, offered: Offered) -> None:
    """Show journey steps, friction points and modules, each module with the part that the use case has in it."""
    links = cached.report(use_case_links.values, of.slug)
    fields.several(
        of.plain("steps", "Journey steps"),
        offered.steps,
        accept_new=True,
        placeholder="Choose a step, or write a new one",
    )
    points = {slug: f"{name} ({step})" for slug, name, step in cached.report(friction_links.choices)}
    fields.several(
        _friction(of, links),
        list(points),
        words=lambda slug: points.get(slug, slug),
        placeholder="Choose what it takes away" if points else "Write friction points down on the page Journey",
    )
    fields.several(
        of.plain("modules", "Modules"),
        offered.modules,
        accept_new=True,
        placeholder="Choose what is reused, or name what is built",
    )
    for name, part in links.parts.items():
        fields.choice(_part(of, links, name, part), list(Part), words=lambda each: f"{each.label} it")


def _friction(of: _Fields, links: LinkValues) -> Field[tuple[str, ...]]:
    store = _linked(of, lambda stored, value: replace(stored, friction=value))
    return Field(f"friction-{of.slug}", "Friction points it answers", links.friction, store, of.may)


def _part(of: _Fields, links: LinkValues, name: str, part: Part) -> Field[Part]:
    store = _linked(of, lambda stored, value: replace(stored, parts={**stored.parts, name: value}))
    return Field(f"part-{of.slug}-{name}", f"Its part in “{name}”", links.parts.get(name, part), store, of.may)


def _linked(of: _Fields, said: Callable[[LinkValues, Any], LinkValues]) -> Callable[[Session, Any, Any], None]:
    """Return what stores a tie, laid over the ties as they are at that moment."""

    def store(changing: Session, seen: object, wanted: object) -> None:
        stored = use_case_links.values(changing, of.slug)
        use_case_links.edit(changing, of.slug, seen=said(stored, seen), wanted=said(stored, wanted))

    return store
