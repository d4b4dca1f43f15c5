"""Tickets to listen to a room's bell."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.workshops.tickets import GUEST, Ticket, read_ticket, ticket

NOW = datetime(2026, 3, 2, 12)
TOMORROW = NOW + timedelta(days=1)
SECRETS = {7: "a secret", 8: "another"}


@given(st.integers(0, 10**9))
def test_a_ticket_says_whose_it_is(participant):
    made = ticket("a secret", 7, participant, until=TOMORROW)
    assert read_ticket(SECRETS.get, made, now=NOW) == Ticket(7, participant, TOMORROW)


def test_a_ticket_ends():
    made = ticket("a secret", 7, GUEST, until=TOMORROW)
    assert read_ticket(SECRETS.get, made, now=TOMORROW - timedelta(seconds=1)) is not None
    assert read_ticket(SECRETS.get, made, now=TOMORROW) is None


def test_a_ticket_of_one_room_opens_no_other():
    _, participant, last, signature = ticket("a secret", 7, 3, until=TOMORROW).split(".")
    assert read_ticket(SECRETS.get, f"8.{participant}.{last}.{signature}", now=NOW) is None
    assert read_ticket(SECRETS.get, f"9.{participant}.{last}.{signature}", now=NOW) is None


@given(st.data())
def test_a_ticket_with_one_letter_changed_is_none(data):
    made = ticket("a secret", 7, 3, until=TOMORROW)
    at = data.draw(st.integers(0, len(made) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda letter: letter != made[at]))
    assert read_ticket(SECRETS.get, made[:at] + other + made[at + 1 :], now=NOW) is None


@pytest.mark.parametrize(
    "text", ["", "7", "7.3.9.", "...", "7.3.-1.x", "\u0667.3.99999999999.x", "7.3." + "9" * 400 + ".x"]
)
def test_anything_else_is_no_ticket(text):
    assert read_ticket(SECRETS.get, text, now=NOW) is None
