"""What the browser asks for on the board: a use case or its gate, and nothing else."""

import pytest

from cxdash.ui.funnel import board


@pytest.mark.parametrize(
    ("view", "query"), [("", {"use_case": "calls"}), ("Gate", {"use_case": "calls", "view": "Gate"})]
)
def test_a_card_leads_to_its_use_case_or_its_gate(view, query):
    assert board.asked({"slug": "calls", "view": view}) == query


@pytest.mark.parametrize(
    "told", [None, "calls", {}, {"slug": ""}, {"slug": 3, "view": ""}, {"slug": "calls", "view": "Settings"}]
)
def test_what_makes_no_sense_leads_nowhere(told):
    assert board.asked(told) == {}
