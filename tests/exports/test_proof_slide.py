"""The slide of a proof point: only of one that may be told, with its limits as prominent as its result."""

import pytest

from cxdash.domain.errors import NotFoundError, RuleError
from cxdash.exports import proof_slide
from cxdash.reports import proof_library, proof_points
from cxdash.store.database import Database
from tests.builders import TODAY
from tests.exports import drawn_slides as drawn


@pytest.fixture(scope="module")
def sample(portfolio_file):
    """The sample portfolio, which nobody may change."""
    database = Database(f"sqlite:///{portfolio_file}")
    yield database
    database.dispose()


@pytest.fixture(scope="module")
def library(sample):
    """Every proof point of the sample as it is shown, by whether it may be told."""
    with sample.reading() as session:
        cards = proof_library.library(session, today=TODAY).cards
        shown = [proof_points.opened(session, card.slug, today=TODAY) for card in cards]
    return {told: [each for each in shown if each.state.may_be_used is told] for told in (True, False)}


def _slide(sample, slug):
    with sample.reading() as session:
        opened = drawn.opened(proof_slide.slide(session, slug, today=TODAY))
    (slide,) = opened.slides
    return opened, slide


def test_it_is_one_slide_on_which_nothing_is_cut(sample, library):
    assert library[True]
    for shown in library[True]:
        opened, slide = _slide(sample, shown.slug)

        assert drawn.title(slide) == shown.headline
        assert drawn.overflowing(opened) == []


def test_the_result_and_every_limit_stand_on_it_in_full(sample, library):
    for shown in library[True]:
        opened, _ = _slide(sample, shown.slug)
        said = drawn.words(opened)

        assert shown.result in said
        assert shown.limits
        assert all(limit in said for limit in shown.limits)


def test_limits_are_as_large_as_what_was_done(sample, library):
    _, slide = _slide(sample, library[True][0].slug)
    sides = [shape for shape in slide.placeholders if shape.placeholder_format.idx in {3, 4}]
    types = [{run.font.size for paragraph in shape.text_frame.paragraphs for run in paragraph.runs} for shape in sides]

    assert [shape.text_frame.paragraphs[0].text for shape in sides] == ["What was done", "What it does not show"]
    assert sides[0].width == sides[1].width
    assert types[0] == types[1]


def test_a_replicated_result_is_drawn_with_every_site(sample, library):
    shown = next(each for each in library[True] if each.replications is not None and each.replications.is_replicated)
    _, slide = _slide(sample, shown.slug)
    (chart,) = drawn.charts(slide)
    named = [
        label.text_frame.text
        for series in chart.plots[0].series
        if series.name == "Names"
        for label in (series.points[at].data_label for at in range(len(shown.replications.forest.rows)))
    ]

    assert named == shown.replications.forest.rows["name"].tolist()


def test_who_approved_it_until_when_and_the_evidence_are_named(sample, library):
    shown = library[True][0]
    _, slide = _slide(sample, shown.slug)
    footer = next(each.text_frame.text for each in slide.placeholders if each.placeholder_format.idx == 11)

    assert shown.state_words in footer
    assert "by technology, operations and commercial" in footer
    assert shown.digest[:16] in drawn.notes(slide)
    assert all(owner.standing.by in drawn.notes(slide) for owner in shown.approvals.owners)


def test_what_may_not_be_told_has_no_slide_and_says_why(sample, library):
    assert library[False]
    for shown in library[False]:
        with pytest.raises(RuleError, match="has no slide, because it"):
            _slide(sample, shown.slug)


def test_an_unknown_proof_point_is_said_to_be_unknown(sample):
    with pytest.raises(NotFoundError):
        _slide(sample, "nothing-of-the-kind")
