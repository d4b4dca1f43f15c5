"""What the log says about quarters and commitments: quarters as people call them, figures in words."""

from datetime import UTC, datetime

import pytest

from cxdash.domain.periods import FiscalCalendar
from cxdash.reports import commitment_log_words, quarter_log_words
from cxdash.reports.log_names import Names
from cxdash.store.log import LogEntry

NAMES = Names({("close_id", 4): "2026-Q3", ("person_id", 7): "Leila Haddad"}, calendar=FiscalCalendar(4))


def entry(table, key, after):
    """An entry about a row that is new."""
    about = {"id": 1, "at": datetime(2026, 10, 9, tzinfo=UTC), "who": "Rohan Perera", "action": "quarter.close"}
    rest = dict.fromkeys(set(LogEntry._fields) - {*about, "table", "key", "before", "after"}, "")
    return LogEntry(**about, **rest, table=table, key=key, before=None, after=after)


def test_a_close_names_its_quarter_as_the_calendar_calls_it():
    found = entry("quarter_close", "4", {"quarter": "2026-Q3", "closed_on": "2026-10-09", "digest": "9c43775a401d77"})

    assert quarter_log_words.subject(found, NAMES) == "Close of Q3 FY2026"
    ((_, _, now),) = quarter_log_words.changes(found, "Close", NAMES)
    assert now == "closed on 9 Oct 2026 as it stood, under the seal 9c43775a401d"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("4/total/headline/net", "Why value confirmed by finance of Q3 FY2026 was restated"),
        ("4/pilot/x/net", "Why the figure “pilot/x/net” of Q3 FY2026 was restated"),
        ("5/total/modelled", "Why modelled benefits of a quarter was restated"),
    ],
)
def test_a_reason_names_the_figure_and_its_quarter(key, words):
    assert quarter_log_words.subject(entry("restatement_reason", key, {"reason": "Late"}), NAMES) == words


def test_a_commitment_says_for_which_quarter_it_is_made():
    found = entry("commitment", "3", {"text": "Fewer calls", "quarter": "2027-Q1", "owner_id": 7})

    ((_, _, now),) = commitment_log_words.changes(found, "Commitment", NAMES)
    assert now == "made for Q1 FY2027, Leila Haddad answers for it"
