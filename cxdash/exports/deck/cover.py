"""The slides without figures of their own: the cover, which says the quarter in one sentence, and the divider."""

from cxdash.domain.figures import MINUS
from cxdash.exports.deck.value import NOTHING
from cxdash.exports.method_words import AS_ONE
from cxdash.exports.quarter_taken import Taken
from cxdash.exports.slides.content import LARGE, Slide, said
from cxdash.exports.slides.fit import Paragraph


def of(taken: Taken) -> Slide:
    """Return the title slide: the quarter in one sentence."""
    page = taken.page
    return Slide(
        f"{_changed(taken)}{_held(taken)}",
        is_cover=True,
        says=(
            Paragraph(taken.organisation, 24, is_bold=True),
            *said(
                f"{taken.name}, {taken.words}",
                page.value.sentence if page.value.number == NOTHING else "",
                *page.cautions,
            ),
        ),
        notes=(page.value.sentence, page.trapped.sentence, AS_ONE),
    )


def appendix() -> Slide:
    """Return the slide that the main part ends with."""
    return Slide(
        "Appendix",
        is_cover=True,
        says=said("Every list in full, every pilot, and every figure with its evidence.", size=LARGE),
        notes=("The slides before this one are the report; those that follow are for questions.",),
    )


def _changed(taken: Taken) -> str:
    number = taken.page.value.number
    if number == NOTHING:
        return f"No measured value in {taken.name} yet"
    if number.startswith(MINUS):
        return f"AI cost {number[1:]} more than it brought in {taken.name}"
    return f"AI brought {number} in {taken.name}, {taken.page.value.unit.partition(' · ')[0]}"


def _held(taken: Taken) -> str:
    page = taken.page
    if page.stuck:
        return f"; {page.trapped.number} {page.trapped.unit}"
    return "" if page.value.number == NOTHING else "; no use case is stuck"
