"""What a use case declares is written as it was declared."""

import pytest

from cxdash.domain.figures import NO_BREAK, Figures
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_words import margin_words, target_words
from cxdash.trackers.catalogue import default_catalogue

NO_SHOWS = default_catalogue().get("no_show_rate")
COMPLAINTS = default_catalogue().get("complaint_rate")
FIGURES = Figures("GBP")


@pytest.mark.parametrize(("size", "words"), [(-0.3, "−30 %"), (-0.125, "−12.5 %"), (0.07, "+7 %"), (-1 / 3, "−33.3 %")])
def test_a_relative_target_keeps_its_places(size, words):
    said = target_words(Target(TargetKind.RELATIVE, size), NO_SHOWS, FIGURES)

    assert said == words.replace(" ", NO_BREAK)


def test_a_relative_margin_keeps_its_places():
    assert margin_words(0.025, NO_SHOWS, FIGURES, relative=True) == f"+2.5{NO_BREAK}% of baseline"


@pytest.mark.parametrize(
    ("metric", "margin", "words"),
    [
        (NO_SHOWS, 0.04, "+4 points"),
        (NO_SHOWS, 0.025, "+2.5 points"),
        (NO_SHOWS, 0.01, "+1 point"),
        (COMPLAINTS, 2.5, "+2.5 per 1,000"),
    ],
)
def test_an_absolute_margin_keeps_its_places(metric, margin, words):
    assert margin_words(margin, metric, FIGURES, relative=False).replace(NO_BREAK, " ") == words


@pytest.mark.parametrize(("aim", "words"), [(0.12, "to 12 %"), (0.125, "to 12.5 %")])
def test_a_value_to_reach_keeps_its_places(aim, words):
    assert target_words(Target(TargetKind.TO_VALUE, aim), NO_SHOWS, FIGURES).replace(NO_BREAK, " ") == words
