"""The lead of a workshop is not taken by a slip of the thumb."""

import pytest
from playwright.sync_api import expect

from tests.journeys.staged_room import Actor, room, staged


@pytest.fixture(scope="module")
def stage():
    """The component on a page of its own."""
    with staged() as running:
        yield running


def offered(phase="capture"):
    """A room whose reader may take the lead."""
    data = room(phase)
    return data | {"may": [*data["may"], "lead.take"]}


def test_the_lead_is_taken_from_below_after_a_question(page, stage):
    actor = Actor(page, stage)
    actor.feed(offered())
    expect(page.locator(".lead")).to_have_count(0)

    page.locator("footer").get_by_role("button", name="Take the lead …").click()
    expect(page.locator("footer")).to_contain_text("Hana Sato leads now. Take the lead?")
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_role("button", name="Take the lead …").click()
    assert actor.edits("lead.take") == []
    page.get_by_role("button", name="Yes, take the lead").click()

    actor.edit("lead.take")
    expect(page.get_by_text("leads now")).to_have_count(0)


def test_where_nobody_leads_no_name_is_said(page, stage):
    actor = Actor(page, stage)
    data = offered()
    actor.feed(data | {"people": [each | {"leads": False} for each in data["people"]]})
    page.get_by_role("button", name="Take the lead …").click()
    expect(page.get_by_text("Nobody leads now. Take the lead?")).to_be_visible()


def test_who_leads_and_who_may_not_are_not_asked(page, stage):
    actor = Actor(page, stage)
    for data in (room(), room(leads=True)):
        actor.feed(data)
        expect(page.get_by_role("button", name="Take the lead …")).to_have_count(0)
