"""A proof point on one slide: what was shown and what was not, side by side and as large as each other.

It is written only while the proof point may be told. A stamp on an editable file is gone with one click, and a slide
travels further than the page it came from; who has to approve it reads the same words on its page.
"""

from datetime import date

from sqlalchemy.orm import Session

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import listed
from cxdash.domain.proof_points import State
from cxdash.effects.verdict import Verdict
from cxdash.exports.records import records
from cxdash.exports.slides import fit, look
from cxdash.exports.slides.content import LARGE, SMALLEST, Dot, Dots, Side, Slide, Tone
from cxdash.exports.slides.fit import Paragraph
from cxdash.exports.slides.writing import written
from cxdash.judging.pilot_results import day
from cxdash.reports import proof_points
from cxdash.reports.proof_points import ProofPointShown
from cxdash.reports.replications import Replications
from cxdash.reports.signatures import Owner
from cxdash.store import organisation

_MOST = 5
_FORMS = {"%": "0%", "points": "0%"}
_WHY = {
    State.DRAFT: "it is a draft. Ask for its approval first",
    State.WAITS: "it still waits for approval",
    State.DRIFTED: "later figures no longer support it. Look at them, and freeze it again or retire it",
    State.EXPIRED: "it has expired. Look at its figures, set a new day and ask for approval again",
    State.RETIRED: "it is retired",
}
_STATES = (
    (Verdict.TARGET_MET.value, Tone.GOOD),
    (Verdict.BETTER.value, Tone.PILOT),
    (Verdict.NO_CLEAR_CHANGE.value, Tone.NEUTRAL),
    (Verdict.HARM.value, Tone.BAD),
)


def slide(session: Session, slug: str, *, today: date) -> bytes:
    """Return a proof point's slide as a .pptx.

    Raises:
        NotFoundError: there is no such proof point.
        RuleError: it may not be told; the sentence says why and what to do.
    """
    shown = proof_points.opened(session, slug, today=today)
    if not shown.state.may_be_used:
        raise RuleError(f"“{shown.headline}” has no slide, because {_WHY[shown.state]}.")
    whose = organisation.name(session)
    return written(
        [content(shown)],
        title=shown.headline,
        subject="Proof point",
        footer=f"{whose} · {shown.state_words}, grade {shown.evidence.grade}",
        view=_by(shown),
        made_on=today,
    )


def content(shown: ProofPointShown) -> Slide:
    """Return what the slide says, apart from how it is drawn."""
    story, again = shown.story, shown.replications
    done = [
        _said("Situation", story.situation),
        _said("Done", story.done),
        _said("People were helped", story.helped),
    ]
    limits = [Paragraph(each, SMALLEST) for each in shown.limits]
    quote = f"“{story.quote.strip()}” {story.quote_by}" if story.quote.strip() else ""
    return Slide(
        shown.headline,
        says=[Paragraph(shown.result, LARGE, is_bold=True)],
        sides=(
            Side("What was done", [each for each in done if each.text.strip()]),
            Side("What it does not show", limits),
        ),
        chart=_forest(again) if again is not None and again.is_replicated and _fit_beside_chart(limits) else None,
        quote=quote,
        notes=_notes(shown),
    )


def _fit_beside_chart(limits: list[Paragraph]) -> bool:
    """Say whether the limits fit in full where a chart takes a third of the slide; they come before the picture."""
    room = look.places(look.SIDES_AND_CHART).right
    if room is None:
        return False
    head = LARGE * (fit.LINE + fit.BETWEEN)
    return fit.height(limits, width=room.points_wide) + head <= room.points_high


def _said(head: str, text: str) -> Paragraph:
    return Paragraph(f" {text.strip()}" if text.strip() else "", SMALLEST, head=f"{head}:")


def _by(shown: ProofPointShown) -> str:
    return f"by {listed([each.function.value for each in _signed(shown)])}"


def _signed(shown: ProofPointShown) -> list[Owner]:
    return [each for each in shown.approvals.owners if each.standing.by]


def _notes(shown: ProofPointShown) -> tuple[str, ...]:
    """Return everything in full: the slide shortens what is long."""
    story, evidence = shown.story, shown.evidence
    again = shown.replications
    return (
        shown.result,
        f"Situation: {story.situation}",
        f"What was done: {story.done}",
        f"How people were helped: {story.helped}",
        *(f"It does not show: {each}" for each in shown.limits),
        *(f"To repeat it: {each}" for each in shown.conditions),
        f"Quote: {story.quote} {story.quote_by}" if story.quote else "",
        f"Money: {evidence.money_words}",
        f"Evidence: {evidence.summary}; pilot {evidence.pilot}, {evidence.metric}, {evidence.site or 'no site named'}.",
        again.sentence if again is not None else "",
        again.combined if again is not None else "",
        f"Client {story.client}: permission {story.client_permission}" if story.client else "",
        "Approved: " + "; ".join(f"{each.function.value}, {each.standing.by}" for each in _signed(shown)),
        f"{shown.state_words}. Evidence frozen on {day(shown.frozen_on)}, digest {shown.digest[:16]}.",
    )


def _forest(again: Replications) -> Dots:
    rows = records(again.forest.rows)[:_MOST]
    dots = [
        Dot(row["name"], row["mark"], row["state"], row["raw"], row["drawn_low"], row["drawn_high"]) for row in rows
    ]
    words = "; ".join(f"{row['name']} {row['words']}" for row in rows)
    return Dots(
        dots,
        states=_STATES,
        ends=(min(each.low for each in dots), max(each.high for each in dots)),
        target=None,
        axis=again.forest.axis,
        form=_FORMS.get(again.forest.unit, "#,##0.0"),
        alt=f"Dots with whiskers by site. {again.sentence}: {words}.",
        is_small=True,
    )
