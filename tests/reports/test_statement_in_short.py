"""What a list says of an outcome statement."""

from datetime import date

import pytest

from cxdash.reports.statement_in_short import judge
from cxdash.trackers.catalogue import default_catalogue

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Reduce patient no-shows by 30 % through proactive outreach, measured over 90 days.", "Passes"),
        ("Implement AI across our contact center", "Names a tool"),
        ("", "Not written yet"),
        ("Reduce patient no-shows through proactive outreach, measured over 90 days.", "Lacks size"),
        ("Reduce patient no-shows", "Lacks 3 parts"),
        ("Increase containment rate to 80 % by better menus within 90 days", "Wrong metric"),
    ],
)
def test_a_statement_in_two_or_three_words(text, words):
    assert judge(default_catalogue(), TODAY).of(text) == words


def test_equal_catalogues_share_what_was_judged_and_another_day_does_not():
    first, again = judge(default_catalogue(), TODAY), judge(default_catalogue(), TODAY)

    assert first is again
    assert judge(default_catalogue(), date(2026, 11, 22)) is not first
