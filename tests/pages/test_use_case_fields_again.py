"""Fields tell the browser what they hold in every run, so that one cut short never has them sent back empty."""

import pytest

from cxdash.domain.ownership import Function
from cxdash.ui import session
from tests.builders import add_use_case
from tests.pages.use_case_page import opened_at


@pytest.fixture
def slug(empty):
    return add_use_case(
        empty,
        session.current_person(),
        owners={Function.OPERATIONS: "Omar Ops"},
        help_mode="Reduced load",
        notes="On every list",
        steps=("Attend",),
    )


def test_a_second_run_says_again_where_each_field_starts(slug):
    page = opened_at(slug).run()

    assert page.text_input(key=f"title-{slug}").proto.default == "Fewer no-shows"
    assert page.text_area(key=f"notes-{slug}").proto.default == "On every list"
    owner = page.selectbox(key=f"operations-{slug}").proto
    assert owner.options[owner.default] == "Omar Ops"
    helped = page.radio(key=f"help_mode-{slug}").proto
    assert helped.options[helped.default] == "Reduced load"
    steps = page.multiselect(key=f"steps-{slug}").proto
    assert [steps.options[each] for each in steps.default] == ["Attend"]
    assert not page.warning
