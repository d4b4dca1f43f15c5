"""The outcome statement, edited where it stands and judged while it is typed."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import streamlit as st
from sqlalchemy.orm import Session

from cxdash.changes import use_case_fields, use_cases
from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count
from cxdash.domain.locks import ReasonMissingError
from cxdash.domain.metrics import Catalogue
from cxdash.domain.statements import Finding, Lint, lint
from cxdash.domain.use_cases import MetricUse
from cxdash.reports import statement_words
from cxdash.reports.statement_words import ADVISED, Chip
from cxdash.store import metrics, organisation
from cxdash.ui import cached, writing
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases import field_edits, look_alikes, saving
from cxdash.ui.use_cases.field_edits import Field
from cxdash.ui.writing import Keeping, Kept

_WHERE_TO_SAY_WHY = "Set it under Metrics, Edit, where “Why it is changed” asks for one."
EXAMPLE = "Reduce patient no-shows by 30 % through proactive outreach and scheduling, measured over 90 days."


@st.fragment
def show(slug: str, *, may: bool, may_join: bool, today: date) -> None:
    """Show the statement of a use case with its parts, what is to be mended, and who may want the same."""
    saving.renew()
    values = cached.report(use_cases.values, slug)

    def store(changing: Session, seen: str, wanted: str) -> None:
        use_case_fields.edit(changing, slug, "statement", seen=seen, wanted=wanted, today=today)

    field = Field(f"statement-{slug}", "The outcome statement", values.statement, store, may)
    typed = _typed(field) if may else None
    words = values.statement if typed is None else typed
    if not may:
        st.markdown(f"**{literally(values.statement)}**" if values.statement else "*No outcome statement yet.*")
    found, catalogue = judged(words, today=today)
    if words.strip() or may:
        parts(found, catalogue)
    if may:
        is_whole = st.query_params.get("view", "Define") == "Define"
        mend(found, words, use=partial(_use_wording, field), is_whole=is_whole)
        _offer_primary(slug, found, values.metrics, catalogue, today=today)
    look_alikes.of_use_case(slug, words, catalogue, may_join=may_join, today=today)


def judged(words: str, *, today: date) -> tuple[Lint, Catalogue]:
    """Return what is to be said of a statement, and the catalogue it was read by."""
    catalogue = cached.report(metrics.catalogue)
    return lint(words, catalogue, today=today), catalogue


def parts(found: Lint, catalogue: Catalogue) -> None:
    """Show the parts of a statement, and which are missing."""
    chips = statement_words.chips(found, catalogue, cached.report(organisation.figures))
    st.markdown(" ".join(_badge(chip) for chip in chips))


def mend(found: Lint, words: str, *, use: Callable[[str], None], is_whole: bool = True) -> None:
    """Say what keeps a statement from passing, and offer a better wording; in short where it is not ``is_whole``."""
    if not words.strip():
        st.caption("Say which way, what, by how much, for whom, how, and over how many days.")
        return
    if found.problems:
        with st.expander(f"{count(len(found.problems), 'thing')} to mend", expanded=is_whole, type="compact"):
            st.markdown(_listed(found.problems))
    if found.advice and is_whole:
        st.caption(" ".join(literally(each.message) for each in found.advice))
    if found.problems and found.suggestion and found.suggestion.strip() != words.strip():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"Suggestion: *{literally(found.suggestion)}*", width="content")
            st.button("Use this wording", key="use-wording", on_click=use, args=(found.suggestion,))


def _typed(field: Field[str]) -> str | None:
    """Show the text to be written; return what is typed so far, or what could not be stored."""

    def keep(kept: Kept) -> bool:
        field_edits.save(field, kept.text.strip(), seen=kept.base)
        return field_edits.unsaved(field) is None

    unsaved = field_edits.unsaved(field)
    typed = writing.area(
        "Outcome statement",
        field.stored if unsaved is None else unsaved,
        key=field.key,
        keeping=Keeping(field.key, field.stored, keep),
        placeholder=EXAMPLE,
    )
    field_edits.aftermath(field)
    return unsaved if typed is None else typed


def _use_wording(field: Field[str], wording: str) -> None:
    writing.forget(field.key)
    field_edits.save(field, wording, seen=field.stored)


def _offer_primary(slug: str, found: Lint, uses: Sequence[MetricUse], catalogue: Catalogue, *, today: date) -> None:
    """Offer to take the statement's metric over as the primary one, or its target."""
    offer = statement_words.offer(found, uses, catalogue, cached.report(organisation.figures))
    if offer is None:
        return

    def store(changing: Session, seen: MetricUse | None, use: MetricUse | None) -> None:
        part = ("metrics", offer.use.metric)
        try:
            use_case_fields.edit_part(changing, slug, part, seen=seen, wanted=use, today=today)
        except ReasonMissingError as refusal:
            raise RuleError(f"{refusal} {_WHERE_TO_SAY_WHY}") from refusal

    field: Field[MetricUse | None] = Field(f"primary-{slug}", "The primary metric", offer.seen, store)
    st.button(
        offer.words,
        icon=":material/flag:",
        key="make-primary",
        on_click=lambda: field_edits.save(field, offer.use, seen=offer.seen),
    )
    field_edits.aftermath(field)


def _badge(chip: Chip) -> str:
    if chip.words:
        return f":green-badge[:material/check: {literally(chip.words)}]"
    colour = "gray" if chip.part == ADVISED else "orange"
    return f":{colour}-badge[:material/question_mark: {chip.part} missing]"


def _listed(findings: Sequence[Finding]) -> str:
    return "\n".join(f"- {literally(each.message)}" for each in findings)
